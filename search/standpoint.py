"""From when a reader looks: the day as of which clauses are judged, which statuses count, in what order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from search.answer import Hit
from search.validity import Status, day_of

_BEST_FIRST = {status: at for at, status in enumerate(Status)}


class Sort(StrEnum):
    """In what order hits are shown."""

    RELEVANCE = "relevance"
    STATUS = "status"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Hold the day (ISO 8601; today where it is None), the statuses that count (all where empty) and the order."""

    at: str | None = None
    statuses: frozenset[Status] = frozenset()
    sort: Sort = Sort.RELEVANCE


def arrange(hits: Iterable[Hit], standpoint: Standpoint, *, apart: bool) -> tuple[Hit, ...]:
    """Put the hits in order and number them; with ``apart`` what is over stands below what is not."""
    ordered = list(hits)
    if standpoint.sort is Sort.DATE:
        ordered.sort(key=lambda hit: day_of(hit.row.document) or "", reverse=True)
    elif standpoint.sort is Sort.STATUS:
        ordered.sort(key=lambda hit: _BEST_FIRST[hit.standing.status] if hit.standing else 0)
    elif apart:
        ordered.sort(key=_is_over)
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(ordered, 1))


def over(hits: Sequence[Hit]) -> int:
    """Count the hits that are no longer in force."""
    return sum(map(_is_over, hits))


def _is_over(hit: Hit) -> bool:
    return hit.standing is not None and hit.standing.status.is_over
