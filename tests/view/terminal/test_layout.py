"""Lines fit the terminal, break where Chinese breaks, and carry nothing that acts on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from view.messages import EN, spoken
from view.terminal.layout import Terminal, width_of, wrap


def lines(text: str, width: int) -> list[str]:
    """Return a text in lines of at most ``width`` columns."""
    return [text[start:end] for start, end in wrap(text, width)]


# text, width, lines
WRAPPED = [
    ("变更由州数据局审批", 10, ["变更由州数", "据局审批"]),
    ("变更由州数据局，审批", 14, ["变更由州数据", "局，审批"]),  # no comma begins a line
    ("approves IT project changes", 12, ["approves IT ", "project ", "changes"]),  # no word is torn
    ("第一款\n第二款", 20, ["第一款", "第二款"]),
    ("", 20, [""]),
]


@pytest.mark.parametrize(("text", "width", "expected"), WRAPPED)
def test_texts_wrap_as_printers_do(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


@given(st.text(max_size=200), st.integers(20, 80))
def test_lines_fit_and_lose_only_blanks(text: str, width: int) -> None:
    cut = lines(text, width)
    assert all(sum(map(width_of, line)) <= width for line in cut)
    assert "".join(cut).replace(" ", "") == text.replace("\n", "").replace(" ", "")


def test_control_characters_of_a_source_are_shown_not_sent() -> None:
    shown = "".join(Terminal(EN, 80, bold=False).paragraph("公告\x1b[2J\x07\x9b31m结束\x7f"))
    assert shown == "公告␛[2J␇\ufffd31m结束␡"


def test_highlights_are_bold_where_that_is_wanted() -> None:
    marked = list(Terminal(EN, 80, bold=True).paragraph("变更由州数据局审批", marks=[(0, 2)]))
    assert marked == ["\x1b[1m变更\x1b[0m由州数据局审批"]
    assert list(Terminal(EN, 80, bold=False).paragraph("变更", marks=[(0, 2)])) == ["变更"]


def test_what_answers_is_underlined_where_that_is_wanted() -> None:
    lines = Terminal(EN, 80, bold=True).paragraph("由州数据局审批。", marks=[(1, 4)], told=[(0, 7)])
    assert list(lines) == ["\x1b[4m由\x1b[0m\x1b[1;4m州数据\x1b[0m\x1b[4m局审批\x1b[0m。"]
    assert list(Terminal(EN, 80, bold=False).paragraph("审批", told=[(0, 2)])) == ["审批"]


# environment, Chinese?
LOCALES = [
    ({}, False),
    ({"LANG": "zh_CN.UTF-8"}, True),
    ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, False),
    ({"LANG": "C.UTF-8", "LC_ALL": "zh_TW.UTF-8"}, True),
    ({"LC_ALL": "", "LANG": "zh_CN"}, True),  # empty is as good as unset
]


@pytest.mark.parametrize(("environment", "chinese"), LOCALES)
def test_the_first_variable_that_is_set_decides_the_language(
    environment: dict[str, str], chinese: bool
) -> None:
    assert spoken(environment).is_chinese is chinese
