"""What speaks for a clause, feature by feature."""

import pytest

from corpus.records import Kind
from search.query.parse import analyse
from search.ranking.candidates import Pool, pool_of
from search.ranking.features import FEATURES, candidates_of
from search.ranking.retrievers import Retrieved
from search.ranking.term_weights import TermWeights
from tests.search.conftest import MakeRow

WEIGHTS = TermWeights({"项目": 1.0, "变更": 3.0}, known=1.0)


def features(pool: Pool) -> list[dict[str, float]]:
    return [dict(one.features) for one in candidates_of(pool)]


def weigh(question: str, make_row: MakeRow, *texts: str, kind: Kind = Kind.ARTICLE) -> list[dict[str, float]]:
    rows = [make_row(text, rowid=at, kind=kind, title="-") for at, text in enumerate(texts)]
    return features(pool_of(analyse(question, str.split), WEIGHTS, {}, rows))


def test_coverage_is_the_share_of_the_weights(make_row: MakeRow) -> None:
    both, rare, common = weigh("项目 变更", make_row, "项目要变更", "变 更", "项目")
    assert [both["coverage"], rare["coverage"], common["coverage"]] == [1.0, 0.75, 0.25]


def test_pairs_do_not_depend_on_word_borders(make_row: MakeRow) -> None:
    found = weigh("倒塌的房子", make_row, "房子倒塌", "房屋", "倒塌")
    assert found[0]["pairs"] > found[2]["pairs"] > found[1]["pairs"] == 0.0


def test_bm25_is_over_the_best_and_scaled_by_what_is_known(make_row: MakeRow) -> None:
    rows = [make_row(rowid=1), make_row(rowid=2), make_row(rowid=3)]
    retrieved = {"bm25": Retrieved({1: 8.0}, others={2: 2.0}), "vector": Retrieved({3: 0.5})}
    weights = TermWeights({"项目": 1.0}, known=0.5)
    found = features(pool_of(analyse("项目"), weights, retrieved, rows))
    assert [one["lexical"] for one in found] == [0.5, 0.125, 0.0]
    assert [one["cosine"] for one in found] == [0.0, 0.0, 0.5]


def test_answers_are_seen(make_row: MakeRow) -> None:
    found = weigh("多久 报送", make_row, "七个工作日内报送", "及时报送")
    assert [one["answer"] for one in found] == [1.0, 0.0]


POSTINGS = [
    ("数据局局长是谁", "▲甲为州数据局局长", Kind.APPOINTMENT, 1.0),
    ("数据局局长是谁", "▲甲为州数据局副局长", Kind.APPOINTMENT, 0.5),  # a deputy was not asked for
    ("数据局副局长是谁", "▲甲为州数据局副局长", Kind.APPOINTMENT, 1.0),
    ("数据局局长是谁", "△甲州数据局局长职务", Kind.REMOVAL, 0.0),
    ("谁被免去数据局局长", "△甲州数据局局长职务", Kind.REMOVAL, 1.0),
    ("信息化项目由谁审批", "▲甲为州数据局局长", Kind.APPOINTMENT, 0.0),
    ("某办法废止了吗", "自施行之日起某办法同时废止", Kind.ARTICLE, 1.0),
    ("某办法何时施行", "自施行之日起某办法同时废止", Kind.ARTICLE, 0.0),
]


@pytest.mark.parametrize(("question", "text", "kind", "expected"), POSTINGS)
def test_postings_and_status(
    question: str, text: str, kind: Kind, expected: float, make_row: MakeRow
) -> None:
    assert weigh(question, make_row, text, kind=kind)[0]["posting"] == expected


def test_a_named_person(make_row: MakeRow) -> None:
    row = make_row("▲何斌为州局局长", kind=Kind.APPOINTMENT, name="何斌")
    found = features(pool_of(analyse("何斌"), TermWeights({}, 0.0), {}, [row]))
    assert found[0]["posting"] == 1.0


def test_a_feature_is_a_function_and_a_line(make_row: MakeRow) -> None:
    """The socket of the ranking: a feature of one's own stands beside the others, and the model weighs it by name."""
    pool = pool_of(analyse("项目"), WEIGHTS, {}, [make_row("短"), make_row("长长长")])
    found = candidates_of(pool, {**FEATURES, "length": lambda pool: [len(form.text) for form in pool.forms]})
    assert [one.features["length"] for one in found] == [1, 3]
    assert found[0].features.keys() == {*FEATURES, "length"}
