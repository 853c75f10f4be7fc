"""Tables that are set as plain paragraphs: the cells of a numbered row parted by blanks, and wrapped like text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.numbers import find_numbers, normalise_number
from corpus.text import squeeze

Cut = tuple[int, int]  # the blanks that a tab replaces; where a line was wrapped there are none

_HEAD = re.compile(r"(?:序\s*号|编\s*号|序)\s")
_ROW = re.compile(r"(\d{1,4})(\s+(?=\S)|(?=[《“\u4e00-\u9fff])(?![号年月日条款项件个名]))")
_BLANK = re.compile(r"\s+")
_BRACKETED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|（[^（）]*）|\([^()]*\)|〔[^〔〕]*〕")
_SPACED_NUMBER = re.compile(r"(?<=[0-9A-Za-z])\s+|\s+(?=[号%])")
_FEW = 2  # rows that make a table
_BETWEEN = 4  # paragraphs between two rows: the rest of one, furniture, a head that comes again


def find_rows(paragraphs: Sequence[str]) -> dict[int, list[Cut]]:
    """Find the head and the rows of such tables; return where the cells of each paragraph are to be parted."""
    found: dict[int, list[Cut]] = {}
    at = 0
    while at < len(paragraphs):
        rows = (
            _rows_below(paragraphs, at) if _HEAD.match(paragraphs[at]) and "\t" not in paragraphs[at] else []
        )
        if len(rows) >= _FEW:
            head = paragraphs[at]
            found[at] = [match.span() for match in _BLANK.finditer(head)]
            codes = _codes(paragraphs[row] for row in rows)
            for row in rows:
                found[row] = _cuts(paragraphs[row], len(found[at]), codes)
            for place in range(at + 1, rows[-1]):
                if squeeze(paragraphs[place]) == squeeze(head):  # the head comes again on the next page
                    found[place] = [match.span() for match in _BLANK.finditer(paragraphs[place])]
            at = rows[-1]
        at += 1
    return found


def _rows_below(paragraphs: Sequence[str], head: int) -> list[int]:
    """Return the paragraphs below a head that count on, those that stand between them aside."""
    rows: list[int] = []
    for place in range(head + 1, len(paragraphs)):
        match = _ROW.match(paragraphs[place])
        if match and int(match[1]) == len(rows) + 1:
            rows.append(place)
        elif place - (rows[-1] if rows else head) > _BETWEEN:
            break
    return rows


def _codes(rows: Iterable[str]) -> tuple[str, ...]:
    """Return the issuers' codes of the numbers that stand apart, the longest first."""
    codes = set()
    for row in rows:
        blank = _blank_before_number(row)
        number = normalise_number(row[blank[1] :]) if blank else None
        if number and "〔" in number:
            codes.add(number[: number.index("〔")])
    return tuple(sorted(codes, key=len, reverse=True))


def _cuts(row: str, wanted: int, codes: Sequence[str]) -> list[Cut]:
    """Return where the cells of a row are parted: behind the ordinal, before the number, and at other blanks."""
    match = _ROW.match(row)
    if match is None:
        return []
    first = match.span(2)
    number = _number_at(row, codes)
    cuts = [first, *([number] if number and number[0] > first[1] else [])]
    inside = [match.span() for match in _BRACKETED.finditer(row)]
    spaced = [match.span() for match in _SPACED_NUMBER.finditer(row)]
    for blank in _BLANK.finditer(row, first[1], number[0] if number else len(row)):
        if len(cuts) >= wanted:
            break
        is_inside = any(start < blank.start() < end for start, end in inside)
        if not is_inside and blank.span() not in spaced:
            cuts.append(blank.span())
    return sorted(cuts)


def _blank_before_number(row: str) -> Cut | None:
    blanks = [match.span() for match in _BLANK.finditer(row)]
    return next((blank for blank in reversed(blanks) if normalise_number(row[blank[1] :])), None)


def _number_at(row: str, codes: Sequence[str]) -> Cut | None:
    """Return where the document number at the end of a row begins."""
    blank = _blank_before_number(row)
    if blank:
        return blank
    numbers = find_numbers(row)
    if not numbers or squeeze(row[numbers[-1][1][1] :]):
        return None
    start = numbers[-1][1][0]
    opening = next(place for place in range(start, len(row)) if row[place] in "〔[（(【［第")
    for code in codes:
        if row[:opening].endswith(code):
            start = opening - len(code)
            break
    return (start, start)
