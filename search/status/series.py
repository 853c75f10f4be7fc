"""Tell which issues of a gazette's series are missing between those that are there."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, pairwise

from corpus.records import Issue


def missing_issues(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Return the gaps in every series, in order: 48 and 50 are there, 49 is not.

    The serial number (总49期) counts where all issues of a gazette carry it; else the numbers within
    each year do. Nothing is said of what lies outside: whether a gazette began earlier or goes on
    can't be told from what is there.
    """
    missing: list[Issue] = []
    ordered = sorted(set(issues), key=lambda issue: issue.gazette)
    for gazette, of_gazette in groupby(ordered, key=lambda issue: issue.gazette):
        series = list(of_gazette)
        totals = [issue.total for issue in series if issue.total is not None]
        if len(totals) == len(series):
            missing += [_between(series, total) for total in _gaps(totals)]
            continue
        for year in sorted({issue.year for issue in series if issue.year is not None}):
            numbers = [issue.number for issue in series if issue.year == year and issue.number is not None]
            missing += [Issue(gazette, year, number) for number in _gaps(numbers)]
    return tuple(missing)


def _between(series: Iterable[Issue], total: int) -> Issue:
    """Name a missing issue; its number within the year too, where its neighbours tell it."""
    ordered = sorted(series, key=lambda issue: issue.total or 0)
    before = max((one for one in ordered if (one.total or 0) < total), key=lambda one: one.total or 0)
    after = min((one for one in ordered if (one.total or 0) > total), key=lambda one: one.total or 0)
    ahead = total - (before.total or 0)
    if before.year == after.year and before.number is not None and after.number is not None:
        if after.number - before.number == (after.total or 0) - (before.total or 0):
            return Issue(before.gazette, before.year, before.number + ahead, total)
    return Issue(before.gazette, total=total)


def _gaps(numbers: list[int]) -> list[int]:
    """Return the whole numbers between the smallest and the largest that are not among them.

    A misread number of millions must not make a list of millions: such a hole is no gap.
    """
    ordered = sorted(set(numbers))
    return [
        missing for low, high in pairwise(ordered) if high - low <= 100 for missing in range(low + 1, high)
    ]
