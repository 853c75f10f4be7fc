"""A clause knows the pages that it is printed on, and how surely it was recognised."""

from __future__ import annotations

from dataclasses import replace

from corpus import parse
from corpus.records import Kind, Page, Source
from tests.corpus.invariants import check, clauses, source

TEXT = """云岭州节约用水办法
第一条 为了节约用水，制定本办法。
— 9 —
第二条 用水单位应当计量用水，
不得包费。
2025年第2期
第三条 本办法自公布之日起施行。
"""


def printed(*numbers: int | None) -> Source:
    """Return the text as a source of three pages that bear these numbers."""
    starts = (0, TEXT.index("不得包费"), TEXT.index("第三条"))
    pages = tuple(
        Page(start, sheet, number)
        for sheet, (start, number) in enumerate(zip(starts, numbers, strict=True), 1)
    )
    furniture = tuple((TEXT.index(line), TEXT.index(line) + len(line)) for line in ("— 9 —", "2025年第2期"))
    return replace(source(TEXT), pages=pages, furniture=furniture)


def test_a_clause_knows_its_pages() -> None:
    reading = parse(printed(9, 10, 11))
    check(reading)
    assert [clause.pages for clause in clauses(reading)] == [(9, 9), (9, 10), (11, 11)]
    assert [clause.sheets for clause in clauses(reading)] == [(1, 1), (1, 2), (3, 3)]


def test_a_page_without_a_number_is_not_guessed() -> None:
    found = clauses(parse(printed(9, None, 11)))
    assert [clause.pages for clause in found] == [(9, 9), None, (11, 11)]
    assert [clause.sheets for clause in found] == [(1, 1), (1, 2), (3, 3)]


def test_what_the_layout_tells_to_be_furniture_is_no_text() -> None:
    reading = parse(printed(9, 10, 11))
    furniture = [
        TEXT[slice(*span)] for piece in reading.pieces if piece.kind is Kind.FURNITURE for span in piece.spans
    ]
    assert furniture == ["— 9 —", "2025年第2期"]
    assert clauses(reading)[1].text == "第二条 用水单位应当计量用水，不得包费。"


def test_text_that_was_read_has_neither_pages_nor_confidence() -> None:
    for clause in clauses(parse(source(TEXT))):
        assert (clause.pages, clause.sheets, clause.confidence) == (None, None, None)


def test_doubtful_recognition_is_kept_and_reported() -> None:
    start = 0
    confidence = []
    for line, sure in zip(TEXT.splitlines(), (0.99, 0.98, 0.9, 0.95, 0.55, 0.9, 0.97), strict=True):
        confidence.append(((start, start + len(line)), sure))
        start += len(line) + 1
    reading = parse(replace(printed(9, 10, 11), confidence=tuple(confidence)))
    assert [clause.confidence for clause in clauses(reading)] == [0.98, 0.55, 0.97]
    (problem,) = reading.problems
    assert problem.line == 4
    assert "识别存疑" in problem.what
    assert "0.55" in problem.what
