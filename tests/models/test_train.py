"""Training on a handful of pairs: seeded, right in its gradients, and written as it is read."""

import lzma
from pathlib import Path

import numpy as np
import pytest

from models import layout
from models.pairs import FILES
from models.tokenizer import learn

WORDS = {
    "noise": "噪声",
    "water": "饮用水",
    "school": "学校",
    "police": "公安",
    "lease": "租赁",
    "land": "土地",
}
SENTENCES = [(f"the {a} and the {b}", f"{WORDS[a]}和{WORDS[b]}") for a in WORDS for b in WORDS if a != b]


def test_the_tokenizer_is_learnt_the_same_twice_and_knows_its_words() -> None:
    texts = [text for pair in SENTENCES for text in pair] * 3
    one, other = learn(texts, 400), learn(texts, 400)
    assert one.to_str() == other.to_str()
    assert one.encode("《学校》 AND 饮用水", add_special_tokens=False).tokens == ["学校", "and", "饮用水"]
    assert one.encode("ꙮ", add_special_tokens=False).ids == [0]


def test_a_folder_is_read_as_it_was_written(tmp_path: Path) -> None:
    tokenizer = learn([text for pair in SENTENCES for text in pair], 400)
    rows = np.linspace(-1, 1, tokenizer.get_vocab_size() * 4, dtype=np.float32).reshape(-1, 4)
    layout.write(tmp_path, tokenizer, rows)
    read_tokenizer, read_rows = layout.read(tmp_path)
    assert read_tokenizer.to_str() == tokenizer.to_str()
    np.testing.assert_allclose(read_rows, rows, atol=1e-3)


@pytest.mark.transformers
def test_the_written_out_gradient_is_that_of_the_loss() -> None:
    torch = pytest.importorskip("torch")
    from models.train import contrast

    torch.manual_seed(0)
    left = torch.nn.functional.normalize(torch.randn(64, 16)).requires_grad_()
    right = torch.nn.functional.normalize(torch.randn(64, 16)).requires_grad_()
    same = (torch.rand(64, 64) < 0.05).fill_diagonal_(False)
    scores = (20 * left @ right.T).masked_fill(same, -1e9)
    target = torch.arange(64)
    entropy = torch.nn.functional.cross_entropy
    expected = (entropy(scores, target) + entropy(scores.T, target)) / 2
    slopes = torch.autograd.grad(expected, [left, right])
    loss, left_slope, right_slope = contrast(left.detach(), right.detach(), same, 20.0)
    assert loss == pytest.approx(expected.item(), rel=1e-4)
    torch.testing.assert_close(left_slope, slopes[0], rtol=1e-4, atol=1e-6)
    torch.testing.assert_close(right_slope, slopes[1], rtol=1e-4, atol=1e-6)


@pytest.mark.transformers
def test_training_is_seeded_and_learns_the_pairs(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from models.measure import encode
    from models.train import Settings, fit
    from models.tune import Tuning

    data, laws = tmp_path / "data", tmp_path / "laws"
    data.mkdir()
    laws.mkdir()
    for name in FILES:
        with lzma.open(data / f"{name}.tsv.xz", "wt", encoding="utf-8") as file:
            file.writelines(f"{english}\t{chinese}\n" for english, chinese in SENTENCES)
    articles = [
        f"第{n}条 {WORDS[a]}和{WORDS[b]}的管理办法，由州人民政府另行制定。"
        for n in "一二三"
        for a in WORDS
        for b in WORDS
    ]
    (laws / "law.md").write_text("# 管理条例\n\n## 第一章 总则\n\n" + "\n\n".join(articles), encoding="utf-8")
    written = tmp_path / "questions.tsv"
    written.write_text(
        "管理条例\t第一条\t老师能不能罚站\t校园 惩戒\tmay a teacher punish a pupil\n"
        "别的条例\t第一条\t问\t问\task\n",  # of a law that is not there
        encoding="utf-8",
    )
    settings = Settings(vocabulary=400, sample=20_000, dimensions=8, batch=10)
    tuning = Tuning(passes=2, batch=2, negatives=2, mined=5)
    tokenizer, rows = fit(data, [laws], written, settings, tuning)
    again = fit(data, [laws], written, settings, tuning)[1]
    np.testing.assert_array_equal(rows, again)
    english = encode(tokenizer, rows, list(WORDS))
    chinese = encode(tokenizer, rows, list(WORDS.values()))
    assert (english @ chinese.T).argmax(axis=1).tolist() == list(range(len(WORDS)))
