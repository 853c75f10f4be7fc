"""Chinese numerals, both ways: 第一千二百六十条 is article 1260."""

from __future__ import annotations

import re

DIGITS = "零一二三四五六七八九"
UNITS = ((1000, "千"), (100, "百"), (10, "十"))
NUMERAL = "[零〇○一二三四五六七八九十百千两]"

_VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"〇": 0, "○": 0, "两": 2}
_UNIT_VALUES = {"十": 10, "百": 100, "千": 1000}
_LONGEST = 18  # int() refuses runs of thousands
_POSITIONAL = re.compile("[零〇○一二三四五六七八九]+")


def to_arabic(text: str) -> int | None:
    """Read a Chinese numeral below 10,000, or ASCII or full-width digits; None if it is neither, or longer than 18.

    Positional writing (二〇二五, 一〇三) is read digit by digit.
    """
    if not text or len(text) > _LONGEST:
        return None
    if text.isdecimal():
        return int(text)
    if any(char not in _VALUES and char not in _UNIT_VALUES for char in text):
        return None
    if len(text) > 1 and _POSITIONAL.fullmatch(text):
        return int("".join(str(_VALUES[char]) for char in text))
    total, digit, smallest = 0, None, 10_000
    for char in text:
        if char in _VALUES:
            if digit:  # two digits in a row with a unit elsewhere: 二三十
                return None
            digit = _VALUES[char]
            continue
        unit = _UNIT_VALUES[char]
        if unit >= smallest:  # 十百
            return None
        total += (1 if digit is None or digit == 0 else digit) * unit
        digit, smallest = None, unit
    return total + (digit or 0)


def to_chinese(number: int) -> str:
    """Write 0 to 9,999 as article numbers are written: 10 十, 12 十二, 105 一百零五, 1260 一千二百六十.

    Raises ValueError outside that range.
    """
    if not 0 <= number < 10_000:
        raise ValueError(f"{number} can't be written as an article number: expected 0 to 9999")
    if number == 0:
        return "零"
    out, rest, gap = "", number, False
    for unit, name in UNITS:
        digit, rest = divmod(rest, unit)
        if digit:
            out += ("零" if gap else "") + DIGITS[digit] + name
            gap = False
        elif out:
            gap = True
    if rest:
        out += ("零" if gap else "") + DIGITS[rest]
    return out.removeprefix("一") if out.startswith("一十") else out
