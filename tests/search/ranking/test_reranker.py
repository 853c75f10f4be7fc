"""A cross-encoder orders the best hits anew. It is a real one, with weights drawn at random."""

from pathlib import Path

import pytest

from index import HomeError
from index.vectors.chunks import embedded_texts
from search import Reranker, Searcher

QUESTION = "项目 管理 办法"


def made(folder: Path, scores: int) -> Path:
    """Make a BERT of one layer that gives a pair so many scores."""
    pytest.importorskip("sentence_transformers")
    import torch

    library = pytest.importorskip("transformers")
    letters = sorted(set("信息化项目变更由谁审批第条款州人民政府的应当办法管理数据公布电子政务"))
    (folder / "vocab.txt").write_text(
        "\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]), encoding="utf-8"
    )
    library.BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(0)
    config = library.BertConfig(
        vocab_size=5 + len(letters), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, initializer_range=0.5,
    )  # fmt: skip
    config.num_labels = scores
    library.BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("cross-encoder"), 1)


@pytest.mark.transformers
@pytest.mark.filterwarnings("ignore")
def test_the_order_is_that_of_the_cross_encoder(searcher: Searcher, cross_encoder: Path) -> None:
    library = pytest.importorskip("sentence_transformers")
    before = searcher.search(QUESTION, limit=30)
    after = Searcher(searcher.home, Reranker(str(cross_encoder))).search(QUESTION, limit=30)
    reference = library.CrossEncoder(str(cross_encoder), device="cpu")
    read = {hit.row.rowid: hit for hit in after.hits}
    scores = {
        rowid: max(reference.predict([(QUESTION, text) for _, text in embedded_texts(hit.row.clause)[:1]]))
        for rowid, hit in read.items()
        if len(embedded_texts(hit.row.clause)) == 1  # else a passage may have been read
    }
    ordered = [hit.row.rowid for hit in after.hits if hit.row.rowid in scores]
    assert len(ordered) > 10
    assert [scores[rowid] for rowid in ordered] == pytest.approx(
        sorted(scores.values(), reverse=True), abs=1e-4
    )
    assert [hit.row.rowid for hit in after.hits] != [hit.row.rowid for hit in before.hits]
    assert [hit.score for hit in after.hits] == [hit.score for hit in before.hits]
    assert [hit.why["reranker"] for hit in after.hits] == list(range(1, len(after.hits) + 1))
    assert all("reranker" not in hit.why for hit in before.hits)


@pytest.mark.transformers
@pytest.mark.filterwarnings("ignore")
def test_what_is_named_stays_first(searcher: Searcher, cross_encoder: Path) -> None:
    reranked = Searcher(searcher.home, Reranker(str(cross_encoder)))
    question = searcher.home.catalog.documents()[0].number + " 有哪些要求"
    named = [hit.row.clause.id for hit in searcher.search(question).hits if "exact" in hit.why]
    assert named
    assert [hit.row.clause.id for hit in reranked.search(question).hits][: len(named)] == named


def test_a_missing_folder_is_refused_in_one_line() -> None:
    with pytest.raises(HomeError, match=r"no model folder \./nothing-here"):
        Reranker("./nothing-here")


@pytest.mark.transformers
@pytest.mark.filterwarnings("ignore")
def test_a_model_of_several_scores_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="gives 3 scores to a pair, expected one"):
        Reranker(str(made(tmp_path, 3)))
