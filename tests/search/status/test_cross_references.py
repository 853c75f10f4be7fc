"""References as links, both ways: where they lead, and who cites a clause."""

from __future__ import annotations

import pytest

from corpus.locators import parse_locator
from index.catalog.rows import ClauseRow
from search import Searcher
from search.status.cross_references import References


def row(searcher: Searcher, number: str, locator: str, part: str = "") -> ClauseRow:
    """Return a clause of a document."""
    rows = searcher.home.catalog.clauses(searcher.home.catalog.clauses_of_number(number, locator)).values()
    return next(one for one in rows if part in one.clause.title)


# document, clause, words of the reference, where it leads: a document and a place; None where it is outside
LINKS = [
    ("岭政办发〔2025〕33号", "第四条", "第二条第二款", ("岭政办发〔2025〕33号", "第二条")),
    ("岭政办发〔2025〕31号", "第五条", "本办法第二条", ("岭政办发〔2025〕31号", "第二条")),
    (
        "岭政办发〔2025〕31号",
        "第六条",
        "《关于鹤汀湖实行封湖禁渔的公告》（岭政办规〔2025〕2号）",
        ("岭政办规〔2025〕2号", ""),
    ),
    ("岭政发〔2025〕9号", "一、", "第八条", ("岭政发〔2024〕22号", "第八条")),
    ("岭政发〔2025〕21号", "", "《云岭州农村沼气池安全使用规定》（岭政发〔2016〕31号）", None),
]


@pytest.mark.parametrize(("number", "locator", "words", "target"), LINKS, ids=[link[2] for link in LINKS])
def test_where_a_reference_leads(
    searcher: Searcher, number: str, locator: str, words: str, target: tuple[str, str] | None
) -> None:
    clause = row(searcher, number, locator)
    links = References(searcher.home.catalog).links([clause])[clause.rowid]
    link = next(one for one in links if one.reference.text == words)
    start, end = link.reference.span
    assert clause.clause.text[start:end] == words
    if target is None:
        assert link.is_outside
        assert link.clause is None
        return
    assert link.document is not None
    assert link.document.number == target[0]
    assert (link.clause.clause.locator if link.clause else "") == target[1]


def test_every_link_is_a_citation_of_its_target(searcher: Searcher) -> None:
    """What a clause points at is cited by it: the two directions are read by different ways."""
    catalog = searcher.home.catalog
    rows = [one for document in catalog.documents() for one in catalog.document_clauses(document.id)]
    links = References(searcher.home.catalog).links(rows)
    checked = 0
    for clause in rows:
        for link in links[clause.rowid]:
            target = link.clause
            if target is None or target.rowid == clause.rowid or not target.clause.locator:
                continue
            citing = References(searcher.home.catalog).citing(target.document, target.clause.locator)
            assert clause.rowid in {one.rowid for one, _ in citing.rows}, (
                clause.clause.id,
                link.reference.text,
            )
            checked += 1
    assert checked >= 15


def test_a_place_that_does_not_exist_is_cited_by_none(searcher: Searcher) -> None:
    (document,) = searcher.home.catalog.documents_named(["岭政发〔2024〕22号"])
    assert parse_locator("第99条") == "第九十九条"
    assert References(searcher.home.catalog).citing(document, "第九十九条").rows == ()
    # 第十六条之一 is another article than 第十六条.
    texts = [
        reference.text
        for _, reference in References(searcher.home.catalog).citing(document, "第十六条之一").rows
    ]
    assert texts
    assert all("之一" in text for text in texts)
