"""The light static path gives what sentence-transformers gives; other models go through it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import HomeError
from index.embedders.embedder import is_static, load_embedder, model_name
from tests.index.factories import TOPICS, law, write_static_model

TEXTS = [*TOPICS, *(law(number) for number in range(6)), "", " ", "data policy", "ＩＴ項目"]


def test_rows_have_length_1_or_0(model: Path) -> None:
    embedder = load_embedder(model)
    rows = embedder.encode(TEXTS)
    assert rows.shape == (len(TEXTS), 32)
    assert rows.dtype == np.dtype(np.float32)
    lengths = np.linalg.norm(rows, axis=1)
    empty = [not text.strip() for text in TEXTS]
    assert lengths == pytest.approx(np.where(empty, 0, 1), abs=1e-6)
    assert embedder.encode([]).shape == (0, 32)
    assert embedder.encode(["", ""]).any() == np.False_


def test_a_batch_changes_nothing(model: Path) -> None:
    embedder = load_embedder(model)
    together = embedder.encode(TEXTS * 200)
    for number, text in enumerate(TEXTS):
        alone = embedder.encode_query(text)
        assert np.array_equal(together[number], alone)
        assert np.array_equal(together[number + 199 * len(TEXTS)], alone)


def test_the_mean_is_that_of_the_token_rows(model: Path) -> None:
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    weights = load_file(model / "0_StaticEmbedding" / "model.safetensors")["embedding.weight"].astype(
        np.float64
    )
    ids = Tokenizer.from_file(str(model / "0_StaticEmbedding" / "tokenizer.json")).encode(TOPICS[0]).ids
    mean = weights[ids].mean(axis=0)
    assert load_embedder(model).encode_query(TOPICS[0]) == pytest.approx(
        mean / np.linalg.norm(mean), abs=1e-5
    )


def test_a_fingerprint_tells_models_apart(model: Path, tmp_path: Path) -> None:
    copied = shutil.copytree(model, tmp_path / "moved")
    assert load_embedder(copied).fingerprint == load_embedder(model).fingerprint
    other = write_static_model(tmp_path / "other", seed=1)
    assert load_embedder(other).fingerprint != load_embedder(model).fingerprint


def test_prompts_are_put_in_front(model: Path, tmp_path: Path) -> None:
    prompted = shutil.copytree(model, tmp_path / "prompted")
    config = {"prompts": {"query": "问", "passage": "答"}, "default_prompt_name": None}
    (prompted / "config_sentence_transformers.json").write_text(json.dumps(config))
    plain, embedder = load_embedder(model), load_embedder(prompted)
    assert np.array_equal(embedder.encode_query("项目"), plain.encode_query("问项目"))
    assert np.array_equal(embedder.encode(["项目"]), plain.encode(["答项目"]))
    assert embedder.fingerprint != plain.fingerprint


REFUSED = [
    # (what is passed, what the message says)
    ("./no-such-folder", "no model folder ./no-such-folder"),
    ("/no/such/folder", "no model folder"),
    ("~/no-such-folder-here", "no model folder"),
]


@pytest.mark.parametrize(("name", "message"), REFUSED)
def test_a_missing_folder_is_refused_in_one_line(name: str, message: str) -> None:
    with pytest.raises(HomeError, match=message) as refused:
        load_embedder(name)
    assert "\n" not in str(refused.value)


def test_a_damaged_model_is_refused_in_one_line(model: Path, tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="holds no model"):
        load_embedder(tmp_path)
    for name in ("tokenizer.json", "model.safetensors"):
        damaged = shutil.copytree(model, tmp_path / name)
        (damaged / "0_StaticEmbedding" / name).write_bytes(b"{}")
        with pytest.raises(HomeError, match="can't be read") as refused:
            load_embedder(damaged)
        assert "\n" not in str(refused.value)


def test_names(model: Path) -> None:
    assert model_name(None) == "bundled"
    assert model_name(model) == str(model.absolute())
    assert model_name("owner/model") == "owner/model"


def test_the_light_path_imports_nothing_heavy(model: Path) -> None:
    code = (
        "import sys; from index.embedders.embedder import load_embedder; "
        "load_embedder(sys.argv[1]).encode_query('项目'); "
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'faiss', 'jieba', 'tantivy'}; "
        "sys.exit(','.join(heavy & set(sys.modules)) or None)"
    )
    subprocess.run(
        [sys.executable, "-W", "error", "-c", code, str(model)], check=True, cwd=Path(__file__).parents[3]
    )


@pytest.mark.transformers
@pytest.mark.filterwarnings("ignore")
def test_sentence_transformers_gives_the_same_vectors(model: Path) -> None:
    library = pytest.importorskip("sentence_transformers")
    reference = library.SentenceTransformer(str(model), device="cpu")
    full = [text for text in TEXTS if text.strip()]
    expected = reference.encode(full, normalize_embeddings=True)
    # sentence-transformers takes the mean in the precision of the weights, here half.
    assert load_embedder(model).encode(full) == pytest.approx(np.asarray(expected, np.float32), abs=5e-3)
    assert is_static(model)


@pytest.fixture
def transformer(tmp_path: Path) -> Path:
    """Make a BERT of two layers with random weights, and prompts."""
    library = pytest.importorskip("sentence_transformers")
    import torch

    transformers = pytest.importorskip("transformers")
    torch.manual_seed(0)
    inner = tmp_path / "bert"
    inner.mkdir()
    letters = sorted({letter for topic in TOPICS for letter in topic} | {"问", "答"})
    (inner / "vocab.txt").write_text(
        "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]), encoding="utf-8"
    )
    transformers.BertTokenizer(str(inner / "vocab.txt")).save_pretrained(inner)
    config = transformers.BertConfig(
        vocab_size=5 + len(letters),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
    )
    transformers.BertModel(config).save_pretrained(inner)
    made = library.SentenceTransformer(str(inner), device="cpu", prompts={"query": "问", "document": "答"})
    made.save(str(tmp_path / "model"))
    return tmp_path / "model"


@pytest.mark.transformers
@pytest.mark.filterwarnings("ignore")
def test_a_transformer_is_used_with_its_prompts(transformer: Path) -> None:
    library = pytest.importorskip("sentence_transformers")
    embedder = load_embedder(transformer)
    plain = library.SentenceTransformer(str(transformer), device="cpu")
    assert embedder.dimension == 16
    assert embedder.encode(TOPICS) == pytest.approx(
        plain.encode(["答" + topic for topic in TOPICS], prompt="", normalize_embeddings=True), abs=1e-5
    )
    assert embedder.encode_query("项目") == pytest.approx(
        plain.encode("问项目", prompt="", normalize_embeddings=True), abs=1e-5
    )
    assert load_embedder(transformer).fingerprint == embedder.fingerprint
    assert not is_static(transformer)


def test_the_missing_extra_is_named(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    heavy = shutil.copytree(model, tmp_path / "heavy")
    (heavy / "modules.json").write_text("[]")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(HomeError, match=r'pip install "gongbao\[transformers\]"'):
        load_embedder(heavy)
