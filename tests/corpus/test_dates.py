"""Days as they are printed, and days so much later."""

import pytest

from corpus.dates import later, parse_date

DATES = [
    ("2025年7月4日", "2025-07-04"),
    ("二〇二五年七月四日", "2025-07-04"),
    ("二○二五年十二月三十一日", "2025-12-31"),
    ("二ＯＯ八年十月二十日", "2008-10-20"),
    ("（2025年7月4日通过）", "2025-07-04"),
    ("2025年2月30日", None),
    ("2025年13月1日", None),
    ("2025年7月", None),
    ("2025 年 7 月 4 日", "2025-07-04"),
    ("", None),
]

# (day, number, unit, the day so much later)
LATER = [
    ("2025-01-31", "一", "个月", "2025-02-28"),
    ("2024-02-29", "1", "年", "2025-02-28"),
    ("2025-12-31", "30", "日", "2026-01-30"),
    ("2025-04-03", "六", "个月", "2025-10-03"),
    ("9999-12-31", "1", "年", None),
    ("2025-04-03", "一千", "年", None),
]


@pytest.mark.parametrize(("text", "date"), DATES)
def test_parse_date(text: str, date: str | None) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(("day", "number", "unit", "expected"), LATER)
def test_later(day: str, number: str, unit: str, expected: str | None) -> None:
    assert later(day, number, unit) == expected
