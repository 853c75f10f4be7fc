"""What goes into the catalog comes out the same, whole or not at all."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Issue, Reading
from index import HomeError
from index.catalog.catalog import Catalog
from index.catalog.codec import encode_issue
from index.catalog.rows import Filters, Overview, SetAsideRow
from index.catalog.writing import WritableCatalog
from index.layout import FORMAT
from tests.index.factories import GAZETTE, reading, rewrite

ISSUE_1 = Issue(GAZETTE, 2025, 1, 48, "2025-03-31")
ISSUE_2 = Issue(GAZETTE, 2025, 2, 49, "2025-07-21")


@pytest.fixture
def catalog(tmp_path: Path) -> WritableCatalog:
    made = WritableCatalog(tmp_path / "catalog.sqlite")
    made.create(FORMAT, {"model": "test"})
    return made


def two_issues(catalog: WritableCatalog) -> tuple[Reading, Reading]:
    first = reading(
        "第一条 甲。", "第二条 依照测政办发〔2025〕2号乙。", key="one", name="1.txt", issue=ISSUE_1
    )
    second = reading(
        "第一条 丙。", key="two", name="2.txt", number="测政办发〔2025〕2号", title="应急预案", issue=ISSUE_2
    )
    catalog.replace_issue(encode_issue(first))
    catalog.replace_issue(encode_issue(second))
    return first, second


def test_a_reading_comes_back_as_it_was(catalog: WritableCatalog) -> None:
    first, _ = two_issues(catalog)
    issue, document = catalog.issues()[0], catalog.documents()[0]
    assert (issue.key, issue.issue, issue.source_name, issue.sha256) == (
        "one",
        ISSUE_1,
        "1.txt",
        first.source.sha256,
    )
    rows = catalog.document_clauses(document.id)
    assert tuple(row.clause for row in rows) == first.documents[0].clauses
    assert [row.clause.spans for row in rows] == [c.spans for c in first.documents[0].clauses]
    assert [row.clause.lines for row in rows] == [c.lines for c in first.documents[0].clauses]
    assert catalog.source_text(issue.id) == first.source.text
    assert catalog.clause(rows[0].clause.id) == rows[0]
    assert catalog.clauses([rows[1].rowid, 10_000]) == {rows[1].rowid: rows[1]}
    assert catalog.counts() == (2, 2, 3)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=4))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    catalog = WritableCatalog(tmp_path_factory.mktemp("home") / "catalog.sqlite")
    catalog.create(FORMAT, {})
    catalog.replace_issue(encode_issue(reading(*texts)))
    assert [row.clause.text for row in catalog.issue_clauses(1)] == texts
    assert catalog.source_text(1) == "\n".join(texts)
    catalog.close()


def test_a_correction_replaces_and_ids_are_never_used_again(catalog: WritableCatalog) -> None:
    two_issues(catalog)
    former = set(catalog.rowids())
    catalog.replace_issue(encode_issue(reading("第一条 改。", key="two", name="2b.txt", issue=ISSUE_2)))
    assert [issue.key for issue in catalog.issues()] == ["one", "two"]
    assert max(catalog.rowids()) > max(former)
    newest = max(catalog.rowids())
    catalog.remove_issue("two")
    catalog.replace_issue(encode_issue(reading("第一条 再改。", key="two", name="2c.txt", issue=ISSUE_2)))
    assert max(catalog.rowids()) > newest


def test_nothing_of_an_issue_stays_when_it_goes(catalog: WritableCatalog) -> None:
    two_issues(catalog)
    for key in ("one", "two"):
        catalog.remove_issue(key)
    assert catalog.counts() == (0, 0, 0)
    assert (catalog.problems(), catalog.clauses_mentioning("测政办发〔2025〕2号"), catalog.damage()) == (
        (),
        (),
        [],
    )
    with pytest.raises(HomeError, match="no issue 'one'"):
        catalog.remove_issue("one")


def test_a_failing_issue_leaves_the_former_one(catalog: WritableCatalog) -> None:
    first, _ = two_issues(catalog)
    document = first.documents[0]
    doubled = replace(first, documents=(replace(document, clauses=document.clauses[:1] * 2),))
    before = catalog.rowids(), catalog.problems()
    with pytest.raises(sqlite3.IntegrityError):
        catalog.replace_issue(encode_issue(doubled))
    assert (catalog.rowids(), catalog.problems()) == before


FOUND = [
    # (what is asked for, the documents, newest first)
    ("测政办发〔2025〕1号", [1]),
    ("测政办发[2025]1号", [1]),
    ("测政办发【2025】 2 号", [2]),
    ("信息化项目管理办法", [1]),
    ("《应急预案》", [2]),
    ("關於印發〈應急預案〉的通知", [2]),
    ("关于印发", [2, 1]),
    ("没有这个", []),
    ("", []),
    ("%", []),
]


@pytest.mark.parametrize(("asked", "expected"), FOUND)
def test_find_documents(catalog: WritableCatalog, asked: str, expected: list[int]) -> None:
    two_issues(catalog)
    assert [document.id for document in catalog.find_documents(asked)] == expected


FILTERED = [
    (Filters(), None),
    (Filters(gazette="测试"), {1, 2}),
    (Filters(gazette="别处"), set()),
    (Filters(issue="one"), {1}),
    (Filters(document="测政办发[2025]2号"), {2}),
    (Filters(document="信息化"), {1}),
    (Filters(issuer="人民政府办公室", year=2025), {1, 2}),
    (Filters(year=2024), set()),
    (Filters(date_from="2025-06-01", date_to="2025-06-01"), {1, 2}),
    (Filters(date_from="2025-06-02"), set()),
    (Filters(part="instrument"), {1, 2}),
    (Filters(part="annex"), set()),
    (Filters(issuer="' OR 1=1 --"), set()),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERED)
def test_filters(catalog: WritableCatalog, filters: Filters, expected: set[int] | None) -> None:
    two_issues(catalog)
    documents, passing = catalog.document_ids(filters), catalog.clause_ids(filters)
    if expected is None:
        assert (documents, passing) == (None, None)
    else:
        assert documents == frozenset(expected)
        rowids = [row.rowid for i in expected for row in catalog.document_clauses(i)]
        assert passing == frozenset(rowids)


def test_the_overview_is_what_the_documents_say(catalog: WritableCatalog) -> None:
    assert catalog.overview() == Overview(0, 0, (), (), (), "")
    two_issues(catalog)
    other = Issue("别处市人民政府公报", 2023, 4)
    catalog.replace_issue(encode_issue(reading("第一条 丁。", key="three", number="", issue=other)))
    catalog.replace_issue(encode_issue(reading("第一条 戊。", key="law", number="", issue=None)))
    rewrite(catalog, "UPDATE document SET date = '1999-05-01', issuer = '' WHERE id = 4")
    rows, found = catalog.documents(), catalog.overview()
    assert (found.issues, found.documents) == catalog.counts()[:2]
    assert found.gazettes == tuple(sorted({row.issue.issue.gazette for row in rows if row.issue.issue}))
    assert found.issuers == tuple(sorted({row.issuer for row in rows if row.issuer}))
    assert found.newest_number == [row.number for row in rows if row.number][-1]
    assert found.years == (2025, 2023, 1999)
    # What is offered finds something, and together everything.
    by_year = [catalog.document_ids(Filters(year=year)) for year in found.years]
    assert by_year == [frozenset({1, 2}), frozenset({3}), frozenset({4})]


def test_numbers_lead_to_clauses(catalog: WritableCatalog) -> None:
    two_issues(catalog)
    assert catalog.clauses_of_number("测政办发[2025]1号") == (1, 2)
    assert catalog.clauses_of_number("测政办发〔2025〕1号", "第2条") == (2,)
    assert catalog.clauses_mentioning("测政办发〔2025〕2号") == (2,)


def test_a_reader_sees_the_last_commit_and_can_change_nothing(
    catalog: WritableCatalog, tmp_path: Path
) -> None:
    reader = Catalog(tmp_path / "catalog.sqlite")
    assert reader.counts() == (0, 0, 0)
    two_issues(catalog)
    assert reader.counts() == (2, 2, 3)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader._sql.execute("DELETE FROM issue")
    reader.close()
    catalog.close()


def test_set_aside_is_forgotten_when_the_source_is_read(catalog: WritableCatalog) -> None:
    catalog.record_set_aside(SetAsideRow("1.txt", "empty", "空"))
    catalog.record_set_aside(SetAsideRow("1.txt", "binary", "二进制"))
    assert catalog.set_aside() == (SetAsideRow("1.txt", "binary", "二进制"),)
    two_issues(catalog)
    assert catalog.set_aside() == ()
