"""Markdown: whatever is written renders to the very same text, by a parser that knows nothing of us."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.view.exports.findings import HOSTILE, clause_texts, table
from view.exports.files import export_table
from view.exports.markdown import escaped
from view.exports.table import printable

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def rendered(tokens: list[Token] | None) -> str:
    """Return the text of inline tokens; whatever is no text, line break or bold is an error."""
    text = ""
    for token in tokens or []:
        assert token.type in ("text", "hardbreak", "strong_open", "strong_close"), token
        text += "\n" if token.type == "hardbreak" else token.content
    return text


def bold(tokens: list[Token] | None) -> list[str]:
    """Return the bold spans of inline tokens."""
    spans: list[str] = []
    inside = False
    for token in tokens or []:
        if token.type in ("strong_open", "strong_close"):
            inside = token.type == "strong_open"
            spans += [""] if inside else []
        elif inside:
            spans[-1] += token.content
    return spans


def paragraph(source: str) -> Token:
    """Return the one paragraph of a source, as a quotation, which is how clauses are written."""
    tokens = READER.parse("> " + source.replace("\n", "\n> "))
    kinds = ["blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close"]
    assert [token.type for token in tokens] == kinds, source
    return tokens[2]


# clause, Markdown
WRITTEN = [
    ("第一条 为了规范管理，制定本办法。", "第一条 为了规范管理，制定本办法。"),
    ("第一款\n第二款", "第一款\\\n第二款"),
    # would begin a list, a heading, a quotation, a rule, a table, a block of code
    ("1. 目标", "1\\. 目标"),
    ("5.1.2 目标", "5\\.1.2 目标"),
    ("甲\n2) 乙", "甲\\\n2\\) 乙"),
    ("- 甲", "\\- 甲"),
    ("+ 甲", "\\+ 甲"),
    ("甲\n===", "甲\\\n\\==="),
    ("---", "\\-\\-\\-"),
    ("# 甲", "\\# 甲"),
    ("> 甲", "\\> 甲"),
    ("甲|乙", "甲\\|乙"),
    ("    甲", "&#32;   甲"),
    ("\u3000\u3000甲 ", "&#12288;\u3000甲&#32;"),
    # would be styled, linked, taken for HTML or for a formula
    ("*甲* _乙_ `丙`", "\\*甲\\* \\_乙\\_ \\`丙\\`"),
    ("[甲](乙)", "\\[甲\\](乙)"),
    ("<b>&lt;", "\\<b\\>\\&lt;"),
    ("见http://example.org", "见http\\://example.org"),
    ("$甲$", "\\$甲\\$"),
    # breaks without text on one side
    ("甲\n", "甲&#10;"),
    ("\n甲", "&#10;甲"),
    ("甲\n\n乙", "甲\\\n\\\n乙"),
    ("", ""),
]


@pytest.mark.parametrize(("clause", "expected"), WRITTEN)
def test_a_clause_is_escaped_where_it_must_be(clause: str, expected: str) -> None:
    assert escaped(clause) == expected


@given(clause_texts)
@example("\\\n\\")
@example("a\n\n\nb")
@example("\xa0甲\u2028")
def test_a_text_renders_to_itself(text: str) -> None:
    if escaped(text):
        assert rendered(paragraph(escaped(text)).children) == text
    else:
        assert text == ""


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_whole_document_holds_its_texts_and_nothing_else(text: str) -> None:
    shown = printable(text)
    line = " ".join(shown.split())
    tokens = READER.parse(export_table(table(text), "md").decode())
    texts = [rendered(token.children) for token in tokens if token.type == "inline"]
    expected = [line, line, line, f"1. {line}".strip(), line, shown]
    assert [one for one in texts if one] == [one for one in expected if one]


# clause, highlights, what is bold
LIT = [
    ("变更由州数据局审批。", ((0, 2), (7, 9)), ["变更", "审批"]),
    ("由“变更”审批", ((1, 5),), ["变更"]),  # beside a quotation mark ** would be no mark
    ("由**变更**", ((1, 7),), ["变更"]),
    ("变更审批", ((0, 2), (2, 4)), ["变更审批"]),  # two that touch
    ("变更\n审批", ((1, 4),), ["更", "审"]),  # each line has its own
    ("变更，。", ((2, 4),), []),
    ("1. 变更", ((0, 1),), ["1"]),
    ("a变b更c", ((1, 2), (3, 4)), ["变", "更"]),
]


@pytest.mark.parametrize(("clause", "marks", "expected"), LIT)
def test_highlights_are_bold(clause: str, marks: tuple[tuple[int, int], ...], expected: list[str]) -> None:
    inline = paragraph(escaped(clause, marks)).children
    assert bold(inline) == expected
    assert rendered(inline) == clause


@given(clause_texts, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_highlights_change_no_text(text: str, marks: list[tuple[int, int]]) -> None:
    source = escaped(text, marks)
    assert not source or rendered(paragraph(source).children) == text
