"""A text that is exported is as it was, but for what no file can hold."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.view.exports.findings import HOSTILE, clause_texts, table
from view.exports.table import printable, printable_table

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


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_a_table_is_forgotten(text: str) -> None:
    printed, expected = printable_table(table(text)), printable(text)
    (row,) = printed.rows
    texts = {printed.title, printed.columns[0], *printed.facts, *printed.notes, row.cells[1], row.heading}
    assert texts | {row.text, *row.lines} == {expected}
    about = row.reference
    assert about is not None
    assert {about.title, about.author, about.number, about.locator, about.gazette, about.text} == {expected}
