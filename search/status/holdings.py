"""Say what a home holds, and what is missing: no repeal was found in these issues, not in all there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from weakref import WeakKeyDictionary

from corpus.cite import name_issue
from corpus.messages import Said, listed, message, together
from corpus.records import Issue
from index.catalog.catalog import Catalog
from index.catalog.rows import IssueRow
from search.status.series import missing_issues

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
