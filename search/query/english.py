"""English expressions that Chinese official texts write in one fixed way: level four is 四级.

Vectors blur numbers: to them all levels of a response are alike. Such an expression is therefore
put into Chinese before the legs see it. Only forms without a choice belong here; words that may be
translated in several ways are the model's business.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.numerals import to_chinese

_UNITS = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()  # noqa: SIM905
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()  # noqa: SIM905
_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905

_NUMBER = rf"(?:{'|'.join((*reversed(_UNITS), *_ORDINALS, *reversed(_ROMAN)))}|\d{{1,2}}(?:st|nd|rd|th)?)"
_GRADE = r"(?:level|grade|class|tier|category)"


def _value(text: str) -> int:
    flat = text.lower()
    for names in (_UNITS, _ORDINALS, _ROMAN):
        if flat in names:
            return names.index(flat) + 1
    return int(re.sub(r"\D", "", flat))


def _month(match: re.Match[str]) -> str:
    return f"{_MONTHS.index(match[1].lower()) + 1}月"


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    # level IV, level-4, grade two; fourth-level
    (
        re.compile(rf"\b{_GRADE}[\s-]+({_NUMBER})\b", re.IGNORECASE),
        lambda match: f"{to_chinese(_value(match[1]))}级",
    ),
    (
        re.compile(rf"\b({'|'.join(_ORDINALS)})[\s-]+(?:level|grade|tier)\b", re.IGNORECASE),
        lambda match: f"{to_chinese(_value(match[1]))}级",
    ),
    (
        re.compile(rf"\b({_NUMBER})\s+quarter\b", re.IGNORECASE),
        lambda match: f"{to_chinese(_value(match[1]))}季度",
    ),
    # the 15th five-year plan
    (
        re.compile(
            rf"\b({_NUMBER}|thirteenth|fourteenth|fifteenth|sixteenth)[\s-]+five[\s-]year(?:\s+plan)?\b",
            re.IGNORECASE,
        ),
        lambda match: f"{to_chinese(_plan(match[1]))}五",
    ),
    # May is also a verb: only with a year or a day beside it
    (re.compile(r"\b((?!may\b)(?:" + "|".join(_MONTHS) + r"))\b", re.IGNORECASE), _month),
    (re.compile(r"\b(may)(?=\s+\d)", re.IGNORECASE), _month),
)
_PLANS = {"thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16}


def _plan(text: str) -> int:
    return _PLANS.get(text.lower()) or _value(text)


def put_into_chinese(text: str) -> str:
    """Return a question with such expressions in Chinese; everything else stays as it is."""
    for pattern, chinese in _RULES:
        text = pattern.sub(lambda match, chinese=chinese: f" {chinese(match)} ", text)  # type: ignore[misc]
    return text
