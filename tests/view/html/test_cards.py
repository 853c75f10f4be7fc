"""HTML: every text is escaped, marks stand where they should, links lead back to the question."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from corpus.facts import Fact, FactKind
from corpus.records import Clause, Issue, Kind, Part, Passage
from index.catalog.rows import ClauseRow, DocumentRow, IssueRow
from search.answer.hits import Answer, Hit
from view.html import cards, reader
from view.messages import EN, ZH

NASTY = """<b onclick="x('y')">&amp;</b>"""


class Reader(HTMLParser):
    """Collect tags, attributes and text as a browser would understand them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.said = ""
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag and its attributes."""
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Take note of a text."""
        self.said += data


def row(text: str = "变更由州数据局审批。", *, passages: int = 2, **changes: str) -> ClauseRow:
    """Return a clause of an issue; every text of it can be changed."""
    said = {"gazette": "云岭州人民政府公报", "title": "管理办法", "locator": "第一条"} | changes
    issue = IssueRow(1, "key", Issue(said["gazette"], 2025, 1, 32, None), said.get("file", "a.txt"), "0" * 64)
    document = DocumentRow(
        1, issue, 1, "岭政办发〔2025〕3号", "", said["title"], "", said.get("issuer", ""), None, "", 7
    )
    parts = tuple(Passage(f"第一条第{n}款", (0, 2)) for n in "一二三"[:passages])
    clause = Clause(
        said.get("id", "id"), Part.INSTRUMENT, Kind.ARTICLE, said["title"], said["locator"],
        (said.get("heading", "第一章"),), text, parts, lines=(3, 4),
    )  # fmt: skip
    return ClauseRow(1, clause, document)


def answer(one: ClauseRow, *notes: str) -> Answer:
    """Return an answer of one hit, its first two characters lit."""
    passage = one.clause.passages[0] if one.clause.passages else None
    return Answer("q", (Hit(1, 0.9, one, ((0, 2),), passage, {"bm25": 1, "vector": 2}),), 1, 1.5, notes)


def test_nothing_of_a_source_or_a_question_becomes_markup() -> None:
    nasty = row(NASTY * 20, gazette=NASTY, title=NASTY, issuer=NASTY, heading=NASTY, id=NASTY, file=NASTY)
    plain = row("变更" * 300)
    for words in (ZH, EN):
        for html, harmless in (
            (
                cards.answer(answer(nasty, NASTY), words, NASTY),
                cards.answer(answer(plain, "note"), words, "a"),
            ),
            (
                reader.document(nasty.document, [nasty], NASTY, words),
                reader.document(plain.document, [plain], "id", words),
            ),
            (cards.examples(words, [NASTY]), cards.examples(words, ["q"])),
        ):
            read = Reader(html)
            assert set(read.tags) <= set(Reader(harmless).tags)
            assert "b" not in read.tags
            assert not [name for name, _ in read.attributes if name.startswith("on")]
            assert NASTY in read.said


def test_highlights_stand_in_marks() -> None:
    html = cards.answer(answer(row()), ZH, "q=%E5%8F%98%E6%9B%B4")
    assert "<mark>变更</mark>由州数据局审批。" in html


def test_the_phrase_that_answers_stands_in_a_mark_of_its_own() -> None:
    fact = Fact(FactKind.BODY, (2, 8))
    found = replace(
        answer(row()), hits=(replace(answer(row()).hits[0], highlights=((3, 6),), facts=(fact,)),)
    )
    for words, title in ((ZH, "主体"), (EN, "who")):
        html = cards.answer(found, words, "q=a")
        assert f'变更<mark class="fact" title="{title}">由<mark>州数据</mark>局审</mark>批。' in html


def test_every_kind_of_fact_has_words() -> None:
    for words in (ZH, EN):
        assert set(words.section("fact")) == set(FactKind)


def test_a_long_clause_is_shown_around_the_phrase_that_answers() -> None:
    text = "变更由州数据局审批。" * 60 + "批准后三十日内办理。"
    fact = Fact(FactKind.DEADLINE, (603, 608))
    found = replace(answer(row(text)).hits[0], facts=(fact,))
    read = Reader(cards.card(found, ZH, "").split("<details")[0])
    assert "批准后三十日内办理。" in read.said


def test_a_card_leads_to_its_document_and_keeps_the_question() -> None:
    read = Reader(cards.answer(answer(row(id="a/b 1")), ZH, "q=%E5%8F%98&year=2025"))
    assert ("href", "?q=%E5%8F%98&year=2025&open=a%2Fb+1") in read.attributes
    assert ("data-open", "a/b 1") in read.attributes


def test_a_passage_is_cited_only_where_a_clause_has_several() -> None:
    citation = "《管理办法》（岭政办发〔2025〕3号）第一条"
    several = Reader(cards.answer(answer(row(passages=2)), ZH, "")).attributes
    assert [value for name, value in several if name == "data-copy"] == [citation, citation + "第一款"]
    single = Reader(cards.answer(answer(row(passages=1)), ZH, "")).attributes
    assert [value for name, value in single if name == "data-copy"] == [citation]


def test_a_long_clause_is_shortened_and_can_be_unfolded() -> None:
    long = "变更由州数据局审批。" * 100
    read = Reader(cards.answer(answer(row(long)), ZH, ""))
    assert "展开全文" in read.said
    assert long in read.said


def test_a_document_says_each_heading_once_and_marks_the_clause_found() -> None:
    rows = [row(f"第{n}条", id=n, heading=heading) for n, heading in zip("一二三", "甲甲乙", strict=True)]
    html = reader.document(rows[0].document, rows, "二", ZH)
    assert html.count("甲</h4>") == 1
    assert html.index("甲</h4>") < html.index("第二条") < html.index("乙</h4>")
    assert html.count('class="clause hit"') == 1
    assert html.index('class="clause hit"') < html.index("<p>第二条")


def test_what_is_shown_can_be_downloaded_in_every_format() -> None:
    for words, place in ((ZH, "/"), (EN, "/en/")):
        links = [
            value
            for name, value in Reader(cards.answer(answer(row()), words, "q=%E5%8F%98&year=2025")).attributes
        ]
        for kind in ("docx", "csv", "md", "bib", "txt"):
            assert f"{place}export.{kind}?q=%E5%8F%98&year=2025" in links
    assert "export" not in cards.answer(Answer("q", (), 0, 0.1), ZH, "q=q")


def test_nothing_found_is_said_with_a_cure() -> None:
    html = cards.answer(Answer("q", (), 0, 0.1), EN, "")
    assert EN("page.nothing") in html
    assert EN("page.nothing_cure") in html


def test_every_kind_of_clause_has_a_name() -> None:
    assert {kind.value for kind in list(Kind)[:8]} == ZH.section("kind").keys()
