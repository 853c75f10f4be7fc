"""BM25 beside a naive one, phrases, exclusions, filters, and deletions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.records import Reading
from index import HomeError
from index.catalog.codec import encode_issue
from index.catalog.rows import ClauseRow
from index.catalog.writing import WritableCatalog
from index.layout import FORMAT
from index.lexical.bm25 import LexicalStore
from index.lexical.query import Weights
from index.lexical.tokenizer import Tokenizer
from index.store import Prepared, RetrievalQuery, Scope, Scored, Store
from tests.index.factories import LooseParts, reading

TEXTS = (
    "第一条 信息化项目的变更由州数字化发展局审批，项目变更须报备。",
    "第二条 应急物资由应急管理局储备。",
    "第三条 信息化建设应当节约，open data policy 适用。",
    "第四条 依照5.1.1的规定，下降20%以上的项目、变更一律停止。",
    "第五条 冰雪旅游的发展。",
)
BODY_ONLY = Weights(body=1.0, context=0.0, grams=0.0)


def prepared(store: Store, rows: Mapping[int, Sequence[ClauseRow]]) -> list[Prepared]:
    """Return issues as a store takes them in."""
    return [
        (issue_id, of_issue[0].rowid, store.prepare([row.clause for row in of_issue]))
        for issue_id, of_issue in rows.items()
    ]


def opened(folder: Path, tokenizer: Tokenizer, name: str = "lexical") -> LexicalStore:
    """Open the store of a folder, over its catalog."""
    return LexicalStore(folder / name, LooseParts(folder, tokenizer=tokenizer))


def rows_of(folder: Path, *readings: Reading) -> dict[int, tuple[ClauseRow, ...]]:
    catalog = WritableCatalog(folder / "catalog.sqlite")
    if catalog.format_version() == 0:
        catalog.create(FORMAT, {})
    ids = [catalog.replace_issue(encode_issue(item)) for item in readings]
    rows = {issue_id: catalog.issue_clauses(issue_id) for issue_id in ids}
    catalog.close()
    return rows


def scores(found: Iterable[Scored]) -> dict[int, float]:
    """Return the scores of what was found, by rowid."""
    return {hit.rowid: hit.score for hit in found}


@pytest.fixture
def writer(tmp_path: Path, tokenizer: Tokenizer) -> LexicalStore:
    made = opened(tmp_path, tokenizer)
    made.update(frozenset(), prepared(made, rows_of(tmp_path, reading(*TEXTS, title="项目管理办法"))))
    return made


def naive_bm25(tokenizer: Tokenizer, words: list[str]) -> dict[int, float]:
    """Score by Robertson's formula with Lucene's idf, k1 = 1.2, b = 0.75."""
    cut = [tokenizer.index_text(text)[0].split() for text in TEXTS]
    average = sum(map(len, cut)) / len(cut)
    scores: dict[int, float] = {}
    for rowid, document in enumerate(cut, 1):
        for word in words:
            holding, count = sum(word in other for other in cut), document.count(word)
            if count:
                idf = math.log(1 + (len(cut) - holding + 0.5) / (holding + 0.5))
                length = 1.2 * (1 - 0.75 + 0.75 * len(document) / average)
                scores[rowid] = scores.get(rowid, 0) + idf * count * 2.2 / (count + length)
    return scores


def test_scores_are_those_of_a_naive_bm25(writer: LexicalStore, tokenizer: Tokenizer) -> None:
    for question in ("信息化项目变更由谁审批", "应急物资", "open policy 20", "项目"):
        words = tokenizer.query_words(question)
        found = scores(writer.search(RetrievalQuery(tuple(words)), 10, weights=BODY_ONLY))
        expected = naive_bm25(tokenizer, words)
        assert found.keys() == expected.keys()
        # tantivy keeps lengths in one byte, exact up to 40 words.
        assert found == pytest.approx(expected, rel=1e-4)


QUERIES = [
    # (phrases, excluded, the clauses)
    (("项目变更",), (), {1}),
    (("项目、变更",), (), {4}),
    (("變更",), (), {1, 4}),
    (("5.1.1",), (), {4}),
    (("Open Data",), (), {3}),
    (("data policy", "信息化"), (), {3}),
    (("管理办法",), (), {1, 2, 3, 4, 5}),  # the title
    (("项",), (), {1, 2, 3, 4, 5}),
    (("冰",), (), {5}),
    (("没有的话",), (), set()),
    (("，",), (), set()),
    (("项目变更", "应急"), (), set()),
    (("信息化",), ("项目变更",), {3}),
    (("信息化",), ("open",), {1}),
]


@pytest.mark.parametrize(("phrases", "excluded", "expected"), QUERIES)
def test_phrases_and_exclusions(
    writer: LexicalStore, phrases: tuple[str, ...], excluded: tuple[str, ...], expected: set[int]
) -> None:
    found = writer.search(RetrievalQuery((), phrases, excluded), 10)
    assert scores(found).keys() == expected


def test_words_with_a_phrase_only_rank(writer: LexicalStore) -> None:
    found = writer.search(RetrievalQuery(("节约",), ("信息化",)), 10)
    assert [hit.rowid for hit in found] == [3, 1]


def test_only_allowed_clauses_are_found_with_the_same_scores(writer: LexicalStore) -> None:
    query = RetrievalQuery(("项目", "变更", "信息化"))
    everything = scores(writer.search(query, 10))
    allowed = scores(writer.search(query, 10, Scope(frozenset({4, 5}))))
    assert allowed == {rowid: score for rowid, score in everything.items() if rowid in {4, 5}}
    assert 4 in allowed
    assert writer.search(query, 10, Scope(frozenset())) == []


def test_nothing_asked_finds_nothing(writer: LexicalStore, tmp_path: Path) -> None:
    assert writer.search(RetrievalQuery(), 10) == []
    assert writer.search(RetrievalQuery(excluded=("项目",)), 10) == []
    assert writer.search(RetrievalQuery(("项目",)), 0) == []
    assert opened(tmp_path, writer._parts.tokenizer, "nowhere").search(RetrievalQuery(("项目",)), 10) == []


@pytest.mark.parametrize("hostile", ['" AND (', "title:*", "[1 TO 2]", "a\\", "*", "项目~2 ^9", "\x00", "🀄"])
def test_no_input_is_syntax(writer: LexicalStore, tokenizer: Tokenizer, hostile: str) -> None:
    words = (*tokenizer.query_words(hostile), hostile)
    writer.search(RetrievalQuery(words, (hostile,), (hostile,)), 10)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_each_word_of_any_part_finds_its_clause(
    writer: LexicalStore, tokenizer: Tokenizer, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(TEXTS) - 1))
    chinese = "".join(c for c in TEXTS[number] if "\u4e00" <= c <= "\u9fff" or c in "，。、")
    start = data.draw(st.integers(0, len(chinese) - 2))
    part = chinese[start : data.draw(st.integers(start + 2, len(chinese)))]
    if part not in TEXTS[number]:
        return
    for word in tokenizer.query_words(part):
        assert number + 1 in scores(writer.search(RetrievalQuery((word,)), 10)), (part, word)


def test_ties_are_broken_by_rowid(tmp_path: Path, tokenizer: Tokenizer) -> None:
    writer = opened(tmp_path, tokenizer, "ties")
    same = reading(*["第一条 信息化项目。"] * 60)
    # Two segments, the later rows first.
    ((issue_id, rows),) = rows_of(tmp_path, same).items()
    writer.update(frozenset(), prepared(writer, {issue_id + 1: rows[30:]}))
    writer.update(frozenset(), prepared(writer, {issue_id: rows[:30]}))
    found = [hit.rowid for hit in writer.search(RetrievalQuery(("项目",)), 5)]
    assert found == [1, 2, 3, 4, 5]


def test_updates_add_replace_and_withdraw(tmp_path: Path, tokenizer: Tokenizer) -> None:
    writer = opened(tmp_path, tokenizer)
    reader = opened(tmp_path, tokenizer)
    first = rows_of(tmp_path, reading("第一条 甲项目。", key="one"))
    second = rows_of(tmp_path, reading("第一条 乙项目。", key="two", number="二号"))
    writer.update(frozenset(), prepared(writer, first))
    assert reader.rowids() == [1]
    writer.update(frozenset(), prepared(writer, second))
    assert (reader.rowids(), reader.issues(), reader.pending()) == ([1, 2], frozenset({1, 2}), frozenset())
    # Twice is once; gone is gone.
    writer.update(frozenset(), prepared(writer, second))
    assert reader.rowids() == [1, 2]
    writer.update(frozenset({1}), [])
    assert (reader.rowids(), reader.issues()) == ([2], frozenset({2}))
    assert reader.search(RetrievalQuery(("甲",)), 5) == []


def test_damage_is_named(writer: LexicalStore, tmp_path: Path) -> None:
    files = tmp_path / "lexical" / "tantivy"
    assert writer.damaged_files() == []
    victim = next(files.glob("*.idx"))
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.write_bytes(data)
    assert writer.damaged_files() == [victim.name]
    (tmp_path / "lexical" / "manifest.json").write_text("{")
    with pytest.raises(HomeError, match="verify --repair"):
        opened(tmp_path, writer._parts.tokenizer).search(RetrievalQuery(("项目",)), 5)
