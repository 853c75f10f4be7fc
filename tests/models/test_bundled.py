"""The bundled model: small, safe to load, the same through both readers, and of some use."""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors import safe_open
from tokenizers import Tokenizer

from models import BUNDLED

FOLDER = BUNDLED / "0_StaticEmbedding"
MEBIBYTE = 1 << 20

TEXTS = [
    "实施单位应向州数字化发展局、州财政局提交变更申请。",
    "Who approves changes of IT projects?",
    "巴政办发〔2025〕1号 第三十四条",
    "ｆｕｌｌ　ｗｉｄｔｈ ＡＮＤ half 2025 年",
    "经营者的个人财产与其个体工商户财产混同，影响个体工商户的债务承担吗？" * 40,
    "龘𠀀 and other rare signs",
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(FOLDER / "tokenizer.json"))


@pytest.fixture(scope="module")
def rows() -> NDArray[np.float32]:
    with safe_open(FOLDER / "model.safetensors", framework="numpy") as weights:
        assert list(weights.keys()) == ["embedding.weight"]
        return np.asarray(weights.get_tensor("embedding.weight"), dtype=np.float32)


def embed(tokenizer: Tokenizer, rows: NDArray[np.float32], texts: list[str]) -> NDArray[np.float32]:
    """The rules of models/README.md, one text at a time."""
    vectors = np.zeros((len(texts), rows.shape[1]), dtype=np.float32)
    for index, text in enumerate(texts):
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        mean = rows[ids].mean(axis=0) if ids else vectors[index]
        vectors[index] = mean / (float(np.linalg.norm(mean)) or 1.0)
    return vectors


def test_size_and_shape(tokenizer: Tokenizer, rows: NDArray[np.float32]) -> None:
    files = [path for path in BUNDLED.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 40 * MEBIBYTE
    # Nothing that runs code when it is loaded.
    assert {path.suffix for path in files} <= {".json", ".safetensors", ".md"}
    assert rows.shape[0] == tokenizer.get_vocab_size()
    assert np.isfinite(rows).all()


def test_every_module_has_its_folder() -> None:
    modules = json.loads((BUNDLED / "modules.json").read_text(encoding="utf-8"))
    assert [module["path"] for module in modules] == [FOLDER.name]


def test_unknown_characters_leave_the_direction_alone(
    tokenizer: Tokenizer, rows: NDArray[np.float32]
) -> None:
    known, with_unknown, unknown = embed(tokenizer, rows, ["财政局", "财政局 ꙮ", "ꙮ"])
    assert not rows[0].any()
    np.testing.assert_allclose(known, with_unknown, atol=1e-6)
    assert not unknown.any()


def test_width_case_blanks_and_punctuation_do_not_count(
    tokenizer: Tokenizer, rows: NDArray[np.float32]
) -> None:
    one, other = embed(tokenizer, rows, ["《ＩＴ 项目》（２０２５ 年）", "it项目2025年"])
    np.testing.assert_allclose(one, other, atol=1e-6)


@pytest.mark.parametrize("text", ["", "  ", "。，——"])
def test_text_without_words_has_no_tokens(tokenizer: Tokenizer, text: str) -> None:
    assert tokenizer.encode(text, add_special_tokens=False).ids == []


# question, the right clause, clauses that are not
CHOICES = [
    (
        "night-time hours for noise control",
        "噪声管理的夜间时段为每日零时至八时。",
        ["项目建设单位应当按时报送验收报告。", "任命李某为州财政局局长。", "滑雪场总数达到四家。"],
    ),
    (
        "who compensates the owner of expropriated land",
        "征收土地应当依法及时足额支付土地补偿费。",
        ["学校每天开设一节体育课。", "本办法自印发之日起施行。", "会议由局长主持召开。"],
    ),
    (
        "离婚后孩子归谁抚养",
        "离婚后，父母对于子女仍有抚养、教育、保护的权利和义务。",
        ["公司股东会由全体股东组成。", "机动车应当经公安机关登记。", "承租人应当按期支付租金。"],
    ),
    (
        "drinking water safety",
        "饮用水安全",
        ["food hygiene", "道路交通安全", "校园足球"],
    ),
    (
        "appeal against an administrative penalty",
        "对行政处罚决定不服的，可以依法申请行政复议。",
        ["行政机关应当公开政府信息。", "刑事案件由公安机关侦查。", "农村公路由县政府养护。"],
    ),
]


@pytest.mark.parametrize(("question", "right", "wrong"), CHOICES)
def test_the_right_clause_is_nearest(
    tokenizer: Tokenizer,
    rows: NDArray[np.float32],
    question: str,
    right: str,
    wrong: list[str],
) -> None:
    vectors = embed(tokenizer, rows, [question, right, *wrong])
    assert int(np.argmax(vectors[1:] @ vectors[0])) == 0


def test_the_card_gives_the_true_shape(rows: NDArray[np.float32]) -> None:
    card = (Path(BUNDLED).parent / "README.md").read_text(encoding="utf-8")
    shape = re.search(r"`embedding\.weight`, ([\d,]+) × (\d+)", card)
    assert shape is not None
    assert tuple(int(number.replace(",", "")) for number in shape.groups()) == rows.shape


def test_importing_models_needs_no_torch() -> None:
    code = "import sys, models; assert 'torch' not in sys.modules and 'numpy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=BUNDLED.parent.parent)


@pytest.mark.transformers
@pytest.mark.filterwarnings("default")
def test_sentence_transformers_gives_the_same_vectors(
    tokenizer: Tokenizer, rows: NDArray[np.float32]
) -> None:
    library = pytest.importorskip("sentence_transformers")
    model = library.SentenceTransformer(str(BUNDLED), device="cpu")
    ours = embed(tokenizer, rows, TEXTS)
    theirs = model.encode(TEXTS, normalize_embeddings=True)
    np.testing.assert_allclose(ours, np.asarray(theirs, dtype=np.float32), atol=1e-3)
    # In float16 the library makes NaN of a text without tokens; in full precision it must be zeros.
    empty = model.float().encode(["", TEXTS[0]], normalize_embeddings=True)
    np.testing.assert_allclose(empty, np.stack([np.zeros_like(ours[0]), ours[0]]), atol=1e-3)
