"""English expressions that Chinese official texts write in one fixed way: level four is 四级.

Vectors blur numbers: to them all levels of a response are alike. Such an expression is therefore
put into Chinese before the legs see it. Only forms without a choice belong here; words that may be
translated in several ways are the model's business.
"""

from __future__ import annotations

import re

from corpus.numerals import to_chinese

_UNITS = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()  # noqa: SIM905
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()  # noqa: SIM905
_PLANS = "thirteenth fourteenth fifteenth sixteenth".split()  # noqa: SIM905
_MONTHS = "january february march april may june july august september october november december".split()  # noqa: SIM905

_NUMBER = rf"(?:{'|'.join((*reversed(_UNITS), *_ORDINALS, *reversed(_ROMAN)))}|\d{{1,2}}(?:st|nd|rd|th)?)"
_GRADE = r"(?:level|grade|class|tier|category)"


# (what stands in English around a number, what follows the number in Chinese)
_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), unit)
    for pattern, unit in (
        # level IV, level-4, grade two; fourth-level
        (rf"\b{_GRADE}[\s-]+({_NUMBER})\b", "级"),
        (rf"\b({'|'.join(_ORDINALS)})[\s-]+(?:level|grade|tier)\b", "级"),
        (rf"\b({_NUMBER})\s+quarter\b", "季度"),
        # the 15th five-year plan
        (rf"\b({_NUMBER}|{'|'.join(_PLANS)})[\s-]+five[\s-]year(?:\s+plan)?\b", "五"),
        # May is also a verb: only with a year or a day beside it
        (rf"\b((?!may\b)(?:{'|'.join(_MONTHS)}))\b", "月"),
        (r"\b(may)(?=\s+\d)", "月"),
    )
)


def _number(text: str) -> str:
    """Return a number, or that of a month, as it is written before its unit."""
    flat = text.lower()
    if flat in _MONTHS:
        return str(_MONTHS.index(flat) + 1)
    for names, first in ((_UNITS, 1), (_ORDINALS, 1), (_ROMAN, 1), (_PLANS, 13)):
        if flat in names:
            return to_chinese(names.index(flat) + first)
    return to_chinese(int(re.sub(r"\D", "", flat)))


def put_into_chinese(text: str) -> str:
    """Return a question with such expressions in Chinese; everything else stays as it is."""
    for pattern, unit in _RULES:
        text = pattern.sub(lambda match, unit=unit: f" {_number(match[1])}{unit} ", text)  # type: ignore[misc]
    return text
