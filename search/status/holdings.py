"""Say what a home holds, and what is missing: no repeal was found in these issues, not in all there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from weakref import WeakKeyDictionary

from corpus.cite import name_issue
from corpus.records import Issue
from index.catalog.catalog import Catalog
from index.catalog.rows import IssueRow

#: A sentence in English and in Chinese.
Said = tuple[str, str]
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
    english = [_series(one, " to ", " ({} issues)") for one in series[:_NAMED]]
    chinese = [_series(one, "至", "（共{}期）") for one in series[:_NAMED]]
    if left := series[_NAMED:]:
        count = sum(map(len, left))
        english.append(f"{count} issues of {len(left)} more gazettes")
        chinese.append(f"另{len(left)}种公报{count}期")
    if laws := _loose(rows):
        english.append(f"{laws} files that belong to no issue")
        chinese.append(f"不属于任何一期的文件{laws}份")
    return "; ".join(english), "；".join(chinese)


def _missing(rows: Sequence[IssueRow]) -> Said | None:
    missing = missing_issues(row.issue for row in rows if row.issue is not None)
    if not missing:
        return None
    names = [_name(issue) for issue in missing[:20]]
    more = len(missing) - len(names)
    english, chinese = ", ".join(names), "、".join(names)
    return (
        f"missing from the series: {english}" + (f" and {more} more" if more else ""),
        f"缺期：{chinese}" + (f"等{len(missing)}期" if more else ""),
    )


def _loose(rows: Iterable[IssueRow]) -> int:
    return sum(row.issue is None for row in rows)


def _order(issue: Issue) -> tuple[str, int, int, int]:
    return issue.gazette, issue.year or 0, issue.number or 0, issue.total or 0


def _series(issues: list[Issue], to: str, count: str) -> str:
    first, last = issues[0], issues[-1]
    if len(issues) == 1:
        return name_issue(first)
    return f"{name_issue(first)}{to}{name_issue(last).removeprefix(first.gazette)}{count.format(len(issues))}"


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
