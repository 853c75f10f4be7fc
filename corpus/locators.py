"""Locators: the canonical names of places (第三条第二款, 5.1.2, 二、（四）13.), read, written out and compared.

A pointer's steps are written out as all the places that its lists and ranges cover.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice, product

from corpus.numerals import NUMERAL, to_arabic, to_chinese
from corpus.pointers import Step, rank
from corpus.records import Clause, Passage
from corpus.text import match_form, squeeze

_PLACE = re.compile(r"第[^第]*?(?P<unit>分编|编|部分|章|节|条(?:之[一二三四五六七八九十]+)?|款|项|目)")
_ARTICLE = re.compile(rf"第?(?P<n>{NUMERAL}{{1,9}}|\d{{1,4}})条(?:之(?P<sub>{NUMERAL}{{1,3}}|\d{{1,2}}))?")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,3}){1,5}")
_ROW = re.compile(r"(?P<head>[\u4e00-\u9fff]{2,6}?\d{0,2}?)第?(?P<n>\d{1,4}|[一二三四五六七八九十百]{1,6})项")
_MOST = 300  # places of one list or range; more is no reference of a human hand


def parse_locator(text: str) -> str | None:
    """Return the canonical form of an article or section as people type it: 22条, 第22条, 5.1.2, 附件第51项."""
    flat = squeeze(unicodedata.normalize("NFKC", text))
    if _SECTION.fullmatch(flat):
        return flat
    if match := _ARTICLE.fullmatch(flat):
        number, sub = to_arabic(match["n"]), to_arabic(match["sub"] or "零")
        return (
            label("条", number, sub) if number is not None and number < 10_000 and sub is not None else None
        )
    match = _ROW.fullmatch(flat)
    number = to_arabic(match["n"]) if match else None
    return f"{match['head']}第{number}项" if match and number is not None else None


def split_place(locator: str) -> tuple[tuple[str, str], ...]:
    """Take a locator apart: 第三条第二款 → (条, 第三条), (款, 第二款); () for what has no such units."""
    return tuple((re.sub("之.*", "", match["unit"]), match[0]) for match in _PLACE.finditer(locator))


def above(locator: str, unit: str) -> str:
    """Return the part of a locator above a unit: (第三条第二款第一项, 款) → 第三条.

    Nothing stands above an article: they count through the chapters of a law.
    """
    least = rank("条") if rank(unit) >= rank("条") else 0
    return "".join(label for other, label in split_place(locator) if least <= rank(other) < rank(unit))


def number_of(locator: str, unit: str) -> int | None:
    """Return the number that a locator has at a unit: (第三条第二款, 款) → 2."""
    for other, label in split_place(locator):
        if other == unit:
            return to_arabic(label[1:].removesuffix(unit))
    return None


def label(unit: str, number: int, sub: int = 0) -> str:
    """Write one step as locators have it: (条, 22) → 第二十二条, (条, 120, 1) → 第一百二十条之一, (目, 2) → 第2目."""
    if unit == "目":
        return f"第{number}目"
    return f"第{to_chinese(number)}{unit}" + (f"之{to_chinese(sub)}" if sub and unit == "条" else "")


def write_out(
    base: str, steps: Sequence[Step], until: Sequence[Step] = (), order: Sequence[str] = ()
) -> tuple[str, ...]:
    """Write a pointer out as locators below ``base``, a range as all it covers.

    ``order`` are the articles that the text is known to have: a range takes those that stand between
    its ends (第五条, 第五条之一, 第六条). At most 300 places; a range that runs backwards is its two ends.
    """
    if not steps:
        return (base,) if base else ()
    place = next((at for at, step in enumerate(steps) if step.unit == "条"), 0)
    if steps[place].unit == "条":  # 本章第七条: articles count through
        base, steps = "", steps[place:]
    choices = [tuple(_labels(step, order)) for step in steps]
    places = ["".join((base, *labels)) for labels in islice(product(*choices), _MOST)]
    if not until:
        return tuple(dict.fromkeys(places))
    first = places[0]
    head = above(first, until[0].unit)
    last = write_out(head, until)[-1]
    if first.startswith(head) and len(until) == 1:
        low, high = number_of(first, until[0].unit), number_of(last, until[0].unit)
        if low is not None and high is not None and low < high and split_place(first)[-1][0] == until[0].unit:
            between = Step(until[0].unit, ((low, high),))
            inner = tuple(head + one for one in _labels(between, order, (first, last)))
            return tuple(dict.fromkeys((*places, *inner, last)))[:_MOST]
    return tuple(dict.fromkeys((*places, last)))


def _labels(step: Step, order: Sequence[str], ends: tuple[str, str] | None = None) -> Iterable[str]:
    for low, high in step.ranges:
        if low == high and not ends:
            yield label(step.unit, low, step.sub)
            continue
        first, last = ends or (label(step.unit, low), label(step.unit, high))
        if step.unit == "条" and first in order and last in order:
            yield from order[order.index(first) : order.index(last) + 1]
        elif low < high < low + _MOST:
            yield from (label(step.unit, number) for number in range(low, high + 1))
        else:
            yield from (label(step.unit, low), label(step.unit, high))


def article_of(locator: str) -> str:
    """Return the clause that holds a place: 第三条第二款第一项 → 第三条; a section or an item is its own."""
    return above(locator, "款") or locator


def is_at_or_below(locator: str, place: str) -> bool:
    """Say whether a locator is a place or lies below it: 二、（四）13. lies below 二、（四）.

    任命第1项 does not contain 任命第19项, nor 5.1 the section 5.10, nor 第十条 the 第十条之一. Only
    unnumbered text is at or below the place "".
    """
    own, other = _form(locator), _form(place)
    if own == other or not other:
        return own == other
    if not own.startswith(other):
        return False
    follows = own[len(other)]
    return not (other[-1].isdigit() and follows.isdigit()) and follows != "之"


def overlap(one: str, other: str) -> bool:
    """Tell if one of two places holds the other."""
    return is_at_or_below(one, other) or is_at_or_below(other, one)


def _form(locator: str) -> str:
    """Drop what people leave out: the points at the end, the parentheses of 第（二）项."""
    flat = re.sub(r"第[(（](.+?)[)）](?=[款项])", r"第\1", squeeze(locator))
    return match_form(parse_locator(flat) or flat).rstrip("、.")


def find_passage(clause: Clause, locator: str) -> Passage | None:
    """Find the passage that a reference means: 第三条第二项 is the only second item of the article.

    None where the clause is not the one meant, has no such passage, or has several that it may be.
    """
    if article_of(locator) != clause.locator:
        return None
    exact = [one for one in clause.passages if one.locator == locator]
    parts = split_place(locator)
    if not exact and parts and parts[-1][0] in ("项", "目"):
        rest = "".join(label for unit, label in parts if rank(unit) > rank("条"))
        exact = [
            one for one in clause.passages if one.locator.endswith(rest) and one.locator != clause.locator
        ]
    return exact[0] if len(exact) == 1 else None


def passage_at(clause: Clause, at: int) -> str:
    """Return the locator of the passage that holds a character of the clause."""
    here = clause.locator
    for passage in clause.passages:
        if passage.span[0] > at:
            break
        here = passage.locator
    return here


def divisions(headings: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the divisions that headings name, outermost first: 第二章 储备与保管 → (章, 第二章)."""
    return tuple(part for heading in headings for part in split_place(heading[:12])[:1])


def as_counted(place: str, order: Sequence[str]) -> str:
    """Turn 第三条 or 第三部分 of a text that counts 一、二、 into the locator it has there (三、)."""
    parts = split_place(place)
    if len(parts) != 1 or place in order or parts[0][0] not in ("条", "项", "部分"):
        return place
    item = place[1:].removesuffix(parts[0][0]) + "、"
    return item if any(other.startswith(item) for other in order) else place
