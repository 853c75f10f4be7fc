"""Say what a home holds, and what is missing: no repeal was found in these issues, not in all there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from weakref import WeakKeyDictionary

from corpus.cite import name_issue
from corpus.records import Issue
from index.catalog.catalog import Catalog
from index.catalog.rows import IssueRow
from search.status.series import missing_issues

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
