"""A document read in place: its links, its validity, and nothing of a source as markup."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.facts import Fact, FactKind
from corpus.references.resolve import Reference, ReferenceKind
from index import open_home
from search import Library, Searcher
from search.check.check import check_text
from search.status.cross_references import Link
from tests.view.html.test_cards import NASTY, Reader, row
from view.html import check, reader
from view.html.prose import prose
from view.messages import EN, ZH

LINE = "依照本办法第三条和《渡口条例》（岭政发〔2024〕1号）第五条，由州交通局审批。"


def link(words: str, *, own: bool = False, title: str = "", number: str = "", held: bool = True) -> Link:
    """Make the link of some words of the line."""
    start = LINE.index(words)
    reference = Reference(
        (start, start + len(words)), words, ReferenceKind.ARTICLE, title, number, ("第三条",), own
    )
    target = row(id="target") if own else None
    return Link(reference, row().document if held else None, target)


def test_links_stand_around_marks_and_facts() -> None:
    links = [
        link("本办法第三条", own=True),
        link("《渡口条例》（岭政发〔2024〕1号）第五条", number="岭政发〔2024〕1号"),
    ]
    fact = LINE.index("州交通局")
    html = prose(
        LINE,
        (0, len(LINE)),
        ZH,
        highlights=[(5, 8), (10, 18)],
        facts=[Fact(FactKind.BODY, (fact, fact + 4))],
        links=links,
    )
    read = Reader(html)
    assert read.said == LINE
    assert read.tags.count("a") == 2
    assert ("data-open", "target") in read.attributes
    assert ("data-ask", "岭政发〔2024〕1号第三条") in read.attributes
    assert '<mark class="fact"' in html
    assert "<a" not in html.split('class="fact"')[1]


def test_what_leads_nowhere_is_no_link() -> None:
    own = Link(Reference((0, 2), LINE[:2], ReferenceKind.ABOVE, is_own=True), row().document)
    assert "<a" not in prose(LINE, (0, len(LINE)), ZH, links=[own])


def test_what_is_not_held_is_said_to_be_outside() -> None:
    html = prose(LINE, (0, len(LINE)), EN, links=[link("《渡口条例》", title="渡口条例", held=False)])
    assert 'class="ref outside"' in html
    assert EN("validity.not_held") in html


def test_a_window_cuts_links_and_loses_no_character() -> None:
    links = [link("本办法第三条", own=True), link("《渡口条例》", title="渡口条例")]
    for start in range(len(LINE)):
        for end in range(start, len(LINE) + 1):
            assert Reader(prose(LINE, (start, end), ZH, links=links)).said == LINE[start:end]


def test_no_name_of_a_source_becomes_markup() -> None:
    reference = Reference((0, 4), NASTY[:4], ReferenceKind.DOCUMENT, NASTY, NASTY)
    read = Reader(prose(NASTY, (0, len(NASTY)), ZH, links=[Link(reference, None, None)]))
    assert set(read.tags) <= {"a"}
    assert not [name for name, _ in read.attributes if name.startswith("on")]


@pytest.fixture(scope="module")
def searcher(home: Path) -> Searcher:
    return Searcher(open_home(home))


def test_what_became_of_a_document_is_told_in_both_languages(searcher: Searcher) -> None:
    catalog = searcher.home.catalog
    (document,) = catalog.documents_named(["岭政发〔2024〕22号"])
    rows = catalog.document_clauses(document.id)
    eighth = next(one for one in rows if one.clause.locator == "第八条")
    opened = Library(searcher.home).open_clause(eighth.clause.id)
    assert opened is not None
    for words in (ZH, EN):
        html = reader.document(
            document,
            rows,
            eighth.clause.id,
            words,
            report=opened.report,
            cited=opened.cited,
            links=opened.links,
        )
        said = Reader(html).said
        assert words("status.已修改") in said
        assert "承储合同一签五年" in said
        assert "岭政发〔2019〕17号" in said
        assert words("validity.chain") in said
        assert words("validity.cited", total=1) in said
        assert "云岭州人民政府公报2025年第3期" in said
    # The words are those of the print, links or not.
    bare = Reader(reader.document(document, rows, "", ZH)).said
    assert all(one.clause.text in bare for one in rows)


def test_a_check_is_told_in_both_languages_and_escapes_the_draft(searcher: Searcher) -> None:
    draft = f"{NASTY}依照《云岭州州级储备粮管理办法》（岭政发〔2024〕22号）第九十九条和《{NASTY}》第一条。"
    report = check_text(searcher.home, draft, "2026-01-01")
    for words in (ZH, EN):
        read = Reader(check.check_html(report, words))
        assert "b" not in read.tags
        assert not [name for name, _ in read.attributes if name.startswith("on")]
        assert "条款不存在" in read.said
        assert draft in read.said
    assert ZH("page.no_citations") in check.check_html(check_text(searcher.home, "没有引用。"), ZH)
