"""From when a reader looks: the day as of which clauses are judged, which statuses count, in what order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.events.kinds import Status
from search.answer.hits import Hit
from search.status.standing import Standing, day_of

_BEST_FIRST = {status: at for at, status in enumerate(Status)}


class Sort(StrEnum):
    """In what order hits are shown: by default the best first, but what no longer holds last."""

    HOLDING = "holding"
    RELEVANCE = "relevance"
    STATUS = "status"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Hold the day (ISO 8601; today where it is None), the statuses that count (all where empty) and the order."""

    at: str | None = None
    statuses: frozenset[Status] = frozenset()
    sort: Sort = Sort.HOLDING


PAGE = 10  # hits that a reader sees at once


def choose(
    ranked: Sequence[tuple[int, float]], standings: Mapping[int, Standing], limit: int, *, apart: bool
) -> list[tuple[int, float]]:
    """Return the matches to show; with ``apart`` each page of ten has what holds first, what no longer does last.

    What is over makes room for what holds among twice as many matches, but the best of it stays in sight:
    a third of the page at most, more only where there is nothing else.
    """
    if not apart:
        return list(ranked[:limit])
    left, chosen = list(ranked), list[tuple[int, float]]()
    while left and len(chosen) < limit:
        size = min(PAGE, limit - len(chosen))
        near = left[: 2 * size]
        holding = [one for one in near if not _is_over(standings.get(one[0]))]
        ended = [one for one in near if _is_over(standings.get(one[0]))]
        in_sight = sum(_is_over(standings.get(rowid)) for rowid, _ in left[:size])
        kept = holding[: size - min(in_sight, size // 3)]
        chosen += [*kept, *ended[: size - len(kept)]]
        left = [one for one in left if one not in chosen]
    return chosen


def arrange(hits: Iterable[Hit], standpoint: Standpoint) -> tuple[Hit, ...]:
    """Put the hits in the order that is wanted and number them."""
    ordered = list(hits)
    if standpoint.sort is Sort.DATE:
        ordered.sort(key=lambda hit: day_of(hit.row.document) or "", reverse=True)
    elif standpoint.sort is Sort.STATUS:
        ordered.sort(key=lambda hit: _BEST_FIRST[hit.standing.status] if hit.standing else 0)
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(ordered, 1))


def over(hits: Sequence[Hit]) -> int:
    """Count the hits that no longer hold."""
    return sum(_is_over(hit.standing) for hit in hits)


def _is_over(standing: Standing | None) -> bool:
    return standing is not None and standing.status.is_over
