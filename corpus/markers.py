"""The grammar of numbering: every mark that can open a clause, a heading or an item.

编章节条 as the Legislation Law (art. 65) orders them; 一、（一）1.（1）① as GB/T 9704-2012 (7.3.3)
does; 1, 1.1, 1.1.1 as emergency plans are numbered; ▲ and △ as gazettes mark postings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.locators import label
from corpus.numerals import NUMERAL, to_arabic, to_chinese
from corpus.text import squeeze


class Family(StrEnum):
    """A series of marks that count together, outermost first."""

    BOOK = "编"
    SUBBOOK = "分编"
    CHAPTER = "章"
    SECTION = "节"
    ARTICLE = "条"
    DECIMAL = "decimal"
    HAN = "一、"
    HAN_PAREN = "（一）"
    ARABIC = "1."
    ARABIC_PAREN = "（1）"
    CIRCLED = "①"
    POSTING = "▲"


DIVISIONS = frozenset({Family.BOOK, Family.SUBBOOK, Family.CHAPTER, Family.SECTION})
ITEMS = (Family.HAN, Family.HAN_PAREN, Family.ARABIC, Family.ARABIC_PAREN, Family.CIRCLED)


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark at the beginning of a line: ``path`` its number, ``sub`` that of 之一, ``label`` canonical.

    ``end`` is where the text after it begins; ``spaced`` that a blank (or nothing) follows the mark.
    """

    family: Family
    path: tuple[int, ...]
    label: str
    end: int
    spaced: bool
    sub: int = 0


_N = rf"(?:{NUMERAL}\s?){{1,9}}"
_DIVISION = re.compile(
    rf"第\s*(?P<n>{_N}|\d{{1,4}})\s*(?P<unit>分编|编|章|节|条)(?:\s*之\s*(?P<sub>{NUMERAL}{{1,3}})(?!般|切|类|间))?"
)
_HAN = re.compile(r"(?P<n>[一二三四五六七八九十百]{1,5})\s*、")
_PAREN = re.compile(r"[（(]\s*(?:(?P<han>[一二三四五六七八九十百]{1,5})|(?P<n>\d{1,3}))\s*[）)]")
_HALF_PAREN = re.compile(r"(?P<n>\d{1,2})\s*[）)]")
_DECIMAL = re.compile(r"(?P<n>\d{1,2}(?:\s?[.．]\s?\d{1,3}){1,5})(?![\d%％‰])(?:[.．]|、(?!\s?\d))?")
_ARABIC = re.compile(r"(?P<n>\d{1,3})\s*[.．、](?!\s?\d)")
_COUNTED = "年月日时分秒个名人项次处座条件种类级天周岁万亿千百元亩吨米度倍成家户台辆套期届批号楼层页章节款点"
_BARE = re.compile(
    # 1 总则, and 1总则 where nothing but a short heading follows
    rf"(?P<n>\d{{1,2}})(?=[\s\u3000]+\D|$|(?![{_COUNTED}]|小时)[\u4e00-\u9fff、]{{2,16}}$)"
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚"
POSTING_MARKS = "▲△"

# What follows a number that is cited, not opened: 第三条的规定, 第三条、第五条, 5.1.2条, 三、四级响应, 3.5米.
# A text may begin with the same character, so each is looked at with the next: 第九条及时…, 5.1项目…, 1.4节水….
_CITED_ARTICLE = re.compile(
    r"\s*的|[、，,。；;》」”’）)]|和(?![谐平解睦田])|与(?!会)|或|及(?![时早格])|至(?![少今])|到(?![位达期场])"
    r"|以[上下及]|之?(?:规定|外[，,的])|第\s*[一二三四五六七八九十\d]+\s*[款项条]|等(?![级待候])"
    r"|所[列称述规指]|[前本]款|中[的所规]|项下|[（(][一二三四五六七八九十]+[）)]\s*(?:[、至和]|项(?!目))"
)
_CITED_DECIMAL = re.compile(
    r"\s*(?:的|[、和与至及]\s*\d|(?:条|款|项|节)(?:的|规定|所|$))"
    r"|条(?![件例目])|款(?![项待])|项(?!目)|节(?![水能日约点假])|[，,。；;）)]|规定|所[列述]|[至与]"
    r"|\s*(?:[万亿]?元|[米倍％%吨斤度]|[万亿]|公[里顷斤]|平方|立方|亩|小时|个百分点|厘米|千米|毫米)"
    r"(?:$|[，,。；;、）)的以之左多/]|[元亩吨人户平立公千辆张件头只名个条套]|[上下内])"
)
_CITED_HAN = re.compile(
    r"\s*(?P<next>[一二三四五六七八九十]+)(?:[级类等年期是者档、]|季度|个月|月份|[条款项章](?!件|例|目|程)|$)"
)
_CITED_PAREN = re.compile(r"\s*(?:[、和至或]\s*[（(]|项(?!目))")


def read_marker(text: str, decimal: bool = False) -> Marker | None:
    """Read the mark that a line begins with; ``decimal`` lets a bare number open a section (1 总则)."""
    first = text[:1]
    if first == "第":
        return _division(text)
    if first in "（(":
        return _paren(text)
    if first in "一二三四五六七八九十百":
        return _simple(_HAN.match(text), text, Family.HAN)
    if first.isdecimal():
        return _digits(text, decimal)
    if first and first in _CIRCLED:
        number = _CIRCLED.index(first) + 1
        return Marker(Family.CIRCLED, (number,), first, _skip(text, 1), True)
    if first and first in POSTING_MARKS:
        return Marker(Family.POSTING, (0,), first, _skip(text, 1), True)
    return None


def is_cited(marker: Marker, text: str) -> bool:
    """Tell a reference at the beginning of a line (第三条的规定) from a mark that opens a clause."""
    rest = text[marker.end :] if not marker.spaced else text[len(text[: marker.end].rstrip()) :]
    if marker.family is Family.ARTICLE:
        if marker.spaced:
            return rest.lstrip().startswith("的")
        return _CITED_ARTICLE.match(rest) is not None
    if marker.family in DIVISIONS:
        return not marker.spaced and _CITED_ARTICLE.match(rest) is not None
    if marker.family is Family.DECIMAL:
        return _CITED_DECIMAL.match(rest) is not None
    if marker.family in (Family.HAN_PAREN, Family.ARABIC_PAREN):
        return _CITED_PAREN.match(rest) is not None
    match = _CITED_HAN.match(rest) if marker.family is Family.HAN else None
    return match is not None and to_arabic(match["next"]) == marker.path[0] + 1


def _skip(text: str, end: int) -> int:
    return end + len(text[end:]) - len(text[end:].lstrip())


def _spaced(text: str, end: int) -> bool:
    return end >= len(text) or text[end].isspace() or text[end] in ":："


def _division(text: str) -> Marker | None:
    match = _DIVISION.match(text)
    number = to_arabic(squeeze(match["n"])) if match else None
    if not match or number is None or number >= 10_000:
        return None
    sub = (to_arabic(match["sub"]) or 0) if match["sub"] else 0
    family = Family(match["unit"])
    end = match.end()
    return Marker(family, (number,), label(family, number, sub), _skip(text, end), _spaced(text, end), sub)


def _paren(text: str) -> Marker | None:
    match = _PAREN.match(text)
    if not match:
        return None
    if match["han"]:
        return _simple(match, text, Family.HAN_PAREN, "han")
    return _simple(match, text, Family.ARABIC_PAREN)


def _digits(text: str, decimal: bool) -> Marker | None:
    match = _DECIMAL.match(text)
    if match:
        path = tuple(int(part) for part in re.split(r"[.．]", squeeze(match["n"])))
        spaced = _spaced(text, match.end())
        return Marker(Family.DECIMAL, path, ".".join(map(str, path)), _skip(text, match.end()), spaced)
    if decimal and (match := _BARE.match(text) or _ARABIC.match(text)):
        number = int(match["n"])
        return Marker(Family.DECIMAL, (number,), str(number), _skip(text, match.end()), True)
    return _simple(_ARABIC.match(text), text, Family.ARABIC) or _simple(
        _HALF_PAREN.match(text), text, Family.ARABIC_PAREN
    )


def _simple(match: re.Match[str] | None, text: str, family: Family, group: str = "n") -> Marker | None:
    number = to_arabic(match[group]) if match else None
    if match is None or number is None:
        return None
    label = {
        Family.HAN: f"{to_chinese(number) if number < 10_000 else number}、",
        Family.HAN_PAREN: f"（{to_chinese(number) if number < 10_000 else number}）",
        Family.ARABIC: f"{number}.",
        Family.ARABIC_PAREN: f"（{number}）",
    }[family]
    return Marker(family, (number,), label, _skip(text, match.end()), _spaced(text, match.end()))
