"""Places in a text as locators: a pointer's steps written out, a list or range as all that it covers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice, product

from corpus.markers import article_label
from corpus.numerals import to_arabic, to_chinese
from corpus.pointers import Step, rank
from corpus.records import Clause, Passage

_PLACE = re.compile(r"第[^第]*?(?P<unit>分编|编|部分|章|节|条(?:之[一二三四五六七八九十]+)?|款|项|目)")
_MOST = 300  # places of one list or range; more is no reference of a human hand


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
    """Write one step as locators have it: (条, 22) → 第二十二条, (目, 2) → 第2目."""
    if unit == "条":
        return article_label(number, sub)
    return f"第{number}目" if unit == "目" else f"第{to_chinese(number)}{unit}"


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
    if head + _tail(first, head) == first and len(until) == 1:
        low, high = number_of(first, until[0].unit), number_of(last, until[0].unit)
        if low is not None and high is not None and low < high and split_place(first)[-1][0] == until[0].unit:
            between = Step(until[0].unit, ((low, high),))
            inner = tuple(head + one for one in _labels(between, order, (first, last)))
            return tuple(dict.fromkeys((*places, *inner, last)))[:_MOST]
    return tuple(dict.fromkeys((*places, last)))


def _tail(locator: str, head: str) -> str:
    return locator[len(head) :]


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
