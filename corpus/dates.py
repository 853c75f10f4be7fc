"""Days as they are printed, and reckoning with them: 二〇二五年三月六日 is 2025-03-06."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from corpus.numerals import to_arabic
from corpus.text import squeeze

_D = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
#: A whole day, in text without blanks. Typed zeros (二OO五) come in the dates of signatures.
DATE = re.compile(rf"(\d{{4}}|[一二][零〇○ＯO一二三四五六七八九]{{3}})年{_D}月{_D}日")
#: A day, a month or a year in running text, for other patterns.
DAY = (
    r"(?:(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})\s?年(?:度|\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?月"
    r"(?:\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?日)?))"
)


def parse_date(text: str) -> str | None:
    """Return the first day in a text as ISO 8601, blanks aside; None where it has none, or no such day is."""
    match = DATE.search(squeeze(text))
    if not match:
        return None
    year, month, day = (to_arabic(re.sub("[ＯO○]", "〇", part)) for part in match.groups())
    try:
        return date(year or 0, month or 0, day or 0).isoformat()
    except ValueError:
        return None


def later(day: str | None, number: str, unit: str, after: bool = False, back: bool = False) -> str | None:
    """Return the day so many days, months or years later (days earlier with ``back``), None where it can't be told."""
    count = to_arabic(number)
    if day is None or count is None or count > 999:
        return None
    start = date.fromisoformat(day)
    try:
        if unit in ("日", "天"):
            return (start + timedelta(days=-count if back else count + after)).isoformat()
        year, month = divmod(start.year * 12 + start.month - 1 + (count * 12 if unit == "年" else count), 12)
        last = monthrange(year, month + 1)[1]  # one month after 31 January is 28 February
        return date(year, month + 1, min(start.day, last)).isoformat()
    except (ValueError, OverflowError):
        return None
