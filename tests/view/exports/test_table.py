"""A text that is exported is as it was, but for what no file can hold."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.view.exports.findings import HOSTILE, clause_texts, table
from view.exports.table import marked_lines, printable, printable_table

# text, what is exported
PRINTED = [
    ("第一条\t甲\n乙", "第一条\t甲\n乙"),
    ("甲\x00乙\x1b[31m", "甲\ufffd乙\ufffd[31m"),  # NUL, and the beginning of a terminal's command
    ("甲\x9b31m", "甲\ufffd31m"),  # the same in one character
    ("甲\ud800乙", "甲\ufffd乙"),  # half a character
    ("甲\ufffe", "甲\ufffd"),  # no character
    ("甲\r乙", "甲\n乙"),
    ("\u202e甲\u200f\ufeff", "\u202e甲\u200f\ufeff"),  # marks of direction are text
    ("𠮷", "𠮷"),
]


@pytest.mark.parametrize(("text", "expected"), PRINTED)
def test_what_can_not_be_printed_is_shown_as_such(text: str, expected: str) -> None:
    assert printable(text) == expected


@given(clause_texts)
def test_a_text_of_characters_is_itself(text: str) -> None:
    assert printable(text) == text


@given(st.text())
def test_every_text_can_be_held_by_xml_and_is_as_long_as_before(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    assert (fromstring(f"<t>{escape(shown)}</t>").text or "") == shown  # noqa: S314


# text, highlights, lines with theirs
MARKED = [
    ("变更审批", [(2, 4), (0, 1)], [("变更审批", [(0, 1), (2, 4)])]),
    ("变更审批", [(0, 2), (2, 3), (1, 2)], [("变更审批", [(0, 3)])]),  # touching and overlapping are one
    ("变更\n审批", [(1, 4)], [("变更", [(1, 2)]), ("审批", [(0, 1)])]),  # over a break
    ("变\n\n更", [(0, 4)], [("变", [(0, 1)]), ("", []), ("更", [(0, 1)])]),
    ("变\n更", [(1, 2)], [("变", []), ("更", [])]),  # the break alone
    ("变更", [(1, 1), (5, 9)], [("变更", [])]),  # empty, and outside
    ("", [], [("", [])]),
]


@pytest.mark.parametrize(("text", "highlights", "expected"), MARKED)
def test_each_line_has_its_highlights(
    text: str, highlights: list[tuple[int, int]], expected: list[tuple[str, list[tuple[int, int]]]]
) -> None:
    assert list(marked_lines(text, highlights)) == expected


@given(clause_texts, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
def test_no_highlighted_character_is_missed(text: str, highlights: list[tuple[int, int]]) -> None:
    lit = {at for start, end in highlights for at in range(start, min(end, len(text))) if text[at] != "\n"}
    found: set[int] = set()
    start = 0
    for line, marks in marked_lines(text, highlights):
        found |= {start + at for begin, end in marks for at in range(begin, end)}
        start += len(line) + 1
    assert found == lit


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_a_table_is_forgotten(text: str) -> None:
    printed, expected = printable_table(table(text)), printable(text)
    (row,) = printed.rows
    texts = {printed.title, printed.columns[0], *printed.facts, *printed.notes, row.cells[1], row.heading}
    assert texts | {row.text, *row.lines} == {expected}
    about = row.reference
    assert about is not None
    assert {about.title, about.author, about.number, about.locator, about.gazette, about.text} == {expected}
