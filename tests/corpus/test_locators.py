"""Locators: as people type them, and which place holds another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.locators import is_at_or_below, overlap, parse_locator

# (as people type it, canonical)
LOCATORS = [
    ("22条", "第二十二条"),
    ("第22条", "第二十二条"),
    ("第２２条", "第二十二条"),
    (" 第 二十二 条 ", "第二十二条"),
    ("第120条之1", "第一百二十条之一"),
    ("一百二十条之一", "第一百二十条之一"),
    ("1260条", "第一千二百六十条"),
    ("5.1.2", "5.1.2"),
    ("５.１.２", "5.1.2"),
    ("附件第51项", "附件第51项"),
    ("附件51项", "附件第51项"),
    ("附件2第3项", "附件2第3项"),
    ("清单第二项", "清单第2项"),
    ("任命第9项", "任命第9项"),
    ("", None),
    ("条", None),
    ("第条", None),
    ("第十百条", None),
    ("第10000条", None),
    ("附件第十百项", None),
    ("条例", None),
    ("噪声", None),
    ("第一二三四五条", None),  # no law has as many articles
]

# (locator, place, is it that place or below it)
BELOW = [
    ("二、（四）13.", "二、（四）", True),
    ("5.1.2", "5.1", True),
    ("5.10", "5.1", False),
    ("任命第19项", "任命第1项", False),
    ("第十条之一", "第十条", False),
    ("第十条", "第十条之一", False),
    ("第四条第一款第（二）项", "第四条第一款第二项", True),
    ("第二十二条", "22条", True),
    ("第一条", "", False),
    ("", "", True),
]


@pytest.mark.parametrize(("typed", "locator"), LOCATORS)
def test_parse_locator(typed: str, locator: str | None) -> None:
    assert parse_locator(typed) == locator


@given(st.text() | st.text("第零一二十百千条之章节编、（）()0123１.．① 的▲项附件", max_size=20))
def test_what_is_parsed_is_canonical(text: str) -> None:
    locator = parse_locator(text)
    assert locator is None or parse_locator(locator) == locator


@pytest.mark.parametrize(("locator", "place", "below"), BELOW)
def test_is_at_or_below(locator: str, place: str, below: bool) -> None:
    assert is_at_or_below(locator, place) is below
    assert overlap(locator, place) or not below
