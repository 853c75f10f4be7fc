"""Say what a home holds, and what is missing: no repeal was found in these issues, not in all there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from weakref import WeakKeyDictionary

from corpus.cite import name_issue
from corpus.messages import Said, listed, message, together
from corpus.records import Issue
from index.catalog.catalog import Catalog
from index.catalog.rows import IssueRow

_LISTED = 20  # missing issues that are named
_NAMED = 5  # gazettes that are named; past them they are counted


@dataclass(frozen=True, slots=True)
class Holdings:
    """Hold what is indexed, and what is missing between it; ``missing`` is None where nothing is."""

    indexed: Said
    missing: Said | None


_known: WeakKeyDictionary[Catalog, tuple[object, Holdings]] = WeakKeyDictionary()


def holdings(catalog: Catalog) -> Holdings:
    """Say what a catalog holds; counted again only when it has changed."""
    state = catalog.state()
    known = _known.get(catalog)
    if known is None or known[0] != state:
        rows = catalog.issues()
        known = _known[catalog] = state, Holdings(_indexed(rows), _missing(rows))
    return known[1]


def _indexed(rows: Sequence[IssueRow]) -> Said:
    """Name the issues that are indexed, by gazette, and how many law files."""
    issues = sorted((row.issue for row in rows if row.issue is not None), key=_order)
    series = [list(found) for _, found in groupby(issues, key=lambda issue: issue.gazette)]
    told = [_series(one) for one in series[:_NAMED]]
    if left := series[_NAMED:]:
        told.append(message("holdings.more_series", count=sum(map(len, left)), gazettes=len(left)))
    if laws := _loose(rows):
        told.append(message("holdings.loose", count=laws))
    return together(told)


def _missing(rows: Sequence[IssueRow]) -> Said | None:
    missing = missing_issues(row.issue for row in rows if row.issue is not None)
    if not missing:
        return None
    names = listed(_name(issue) for issue in missing[:_LISTED])
    if len(missing) <= _LISTED:
        return message("holdings.missing", issues=names)
    count = Said(str(len(missing) - _LISTED), str(len(missing)))  # those left, and all
    return message("holdings.missing_more", issues=names, count=count)


def _loose(rows: Iterable[IssueRow]) -> int:
    return sum(row.issue is None for row in rows)


def _order(issue: Issue) -> tuple[str, int, int, int]:
    return issue.gazette, issue.year or 0, issue.number or 0, issue.total or 0


def _series(issues: list[Issue]) -> Said:
    first, last = name_issue(issues[0]), name_issue(issues[-1]).removeprefix(issues[0].gazette)
    if len(issues) == 1:
        return Said(first, first)
    return message("holdings.series", first=first, last=last, count=len(issues))


def _name(issue: Issue) -> str:
    serial = f"总{issue.total}期" if issue.total is not None else ""
    if issue.number is None:
        return issue.gazette + serial
    return name_issue(issue) + (f"（{serial}）" if serial else "")


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
