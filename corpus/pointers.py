"""Pointers: the numbers and units that name a place in a text, 第三条第一款第（二）、（三）项至第（五）项.

A pointer is a row of steps from the outside in, each a list of numbers or ranges with one unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.numerals import NUMERAL, to_arabic


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a pointer (第三、五至七条): ranges of numbers, both ends inclusive; ``sub`` is that of 之一."""

    unit: str
    ranges: tuple[tuple[int, int], ...]
    sub: int = 0


#: The units of a law from the outside in, as the Legislation Law (art. 65) orders them; 部分 of other texts.
RANKS = ("编", "分编", "部分", "章", "节", "条", "款", "项", "目")

_BARE = rf"(?:{NUMERAL}{{1,9}}|\d{{1,4}})"
_PAREN = rf"[（(]\s?(?:{NUMERAL}{{1,3}}|\d{{1,3}})\s?[）)]"
_ONE = rf"(?:{_PAREN}|{_BARE})"
_TO = r"(?:至|到|—|－|-|~|～)"
_AND = r"(?:、|，|,|或者?|以及|及|和|与)"
# What makes a unit the beginning of another word, or a measure of things: 条例, 第三项工作, 第三节课.
_OTHER_WORDS = {
    "编": "[制号码辑写外队委审排译]",
    "章": "程",
    "节": "[能约课目日假余车电庆气]|水[量价资利费]|点(?!的)",
    "款": "[项待式车机额]|产品",
    "项": "目|任务|工[作程]|议[程题案]|措施|职[责能权]|改[革造]|指标|课题|研究|奖|标准|建[设议]|试[验点]|业务"
    "|专[利项]|费用|收费",
    "目": "[标录睹光]|的(?!规定)|前(?!款)",
}
_UNIT = (
    r"(?P<unit>分编|部分|条(?!例(?!外)|款(?![第的规])|约(?!定)|[件块纹线路街河龙腿码幅]|生产线|跑道|铁路|战线|措施)"
    + "".join(f"|{unit}(?!{words})" for unit, words in _OTHER_WORDS.items())
    + rf")(?:之(?P<sub>{NUMERAL}{{1,2}})(?![般切类间]))?"
)
_LIST = rf"(?:\s?(?:{_TO}|{_AND})\s?(?:第\s?)?{_ONE}){{0,40}}"
STEP = re.compile(rf"第\s?(?P<nums>{_ONE}{_LIST})\s?{_UNIT}")
_LOOSE_STEP = re.compile(rf"(?P<nums>{_PAREN}{_LIST})\s?{_UNIT}")  # 前款（一）、（三）项
_SHORT_STEP = re.compile(rf"(?P<nums>{_BARE})\s?{_UNIT}")  # 第三条、五条
_FIRST = re.compile(r"前(?P<n>[两二三四五六七八九])(?P<unit>款(?![项待])|项(?![目工]))")
_NUMBERS = re.compile(rf"(?P<to>{_TO})|(?P<n>{NUMERAL}{{1,9}}|\d{{1,4}})")
_AHEAD = rf"(?=第|[（(]|{NUMERAL}|\d)"
_RANGE = re.compile(rf"\s?{_TO}\s?{_AHEAD}")
LINK = re.compile(rf"(?:的?规定的?|中的?)?\s?{_AND}\s?{_AHEAD}")


def _read_steps(text: str, at: int, same: str = "") -> tuple[tuple[Step, ...], int]:
    """Read steps of falling rank from ``at``; the first may lack its 第 where it has the unit ``same``."""
    steps: list[Step] = []
    after, inside = (
        at,
        at > 0 and text[at - 1] != "\n",
    )  # at the beginning of a line 第三条 第二款… opens an article
    while match := STEP.match(text, after) or _LOOSE_STEP.match(text, after):
        step = _step(match)
        if step is None or (steps and rank(step.unit) <= rank(steps[-1].unit)):
            break
        steps.append(step)
        at = match.end()
        after = at + (text.startswith("的第", at) or (inside and text.startswith((" 第", "\u3000第"), at)))
    if steps and (first := _FIRST.match(text, at)):  # 第三款前三项: its items one to three
        steps.append(Step(first["unit"], ((1, to_arabic(first["n"]) or 1),)))
        at = first.end()
    if not steps and same and (match := _SHORT_STEP.match(text, at)) and match["unit"] == same:
        step = _step(match)
        if step:
            return (step,), match.end()
    return tuple(steps), at


def rank(unit: str) -> int:
    """Return the depth of a unit, 0 for 编."""
    return RANKS.index(unit)


def _step(match: re.Match[str]) -> Step | None:
    ranges: list[tuple[int, int]] = []
    to = False
    for token in _NUMBERS.finditer(match["nums"]):
        if token["to"]:
            to = True
            continue
        number = to_arabic(token["n"])
        if number is None or number >= 10_000:
            return None
        if to and ranges:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
        to = False
    sub = (to_arabic(match["sub"]) or 0) if match["sub"] else 0
    return Step(match["unit"], tuple(ranges), sub) if ranges else None


def read_pointer(text: str, at: int, same: str = "") -> tuple[tuple[Step, ...], tuple[Step, ...], int]:
    """Read a pointer with the far end of its range; returns both and where it ends."""
    steps, end = _read_steps(text, at, same)
    if steps and (to := _RANGE.match(text, end)):
        until, far = _read_steps(text, to.end(), steps[-1].unit)
        if until and until[-1].unit == steps[-1].unit:
            return steps, until, far
    return steps, (), end
