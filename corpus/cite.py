"""Citations to copy: 《title》（number）locator.

Form after GB/T 9704-2012, 7.3.3 (title first, then the number in brackets). Where no number is
printed the gazette stands in its place; a posting is cited by the person.
"""

from __future__ import annotations

from corpus.records import Clause, Issue, Kind

_INNER = str.maketrans("《》", "〈〉")  # inside a title (GB/T 15834-2011, 4.15.3.5)
_POSTED = {Kind.APPOINTMENT: "任命", Kind.REMOVAL: "免去"}


def cite(issue: Issue | None, number: str, title: str, clause: Clause, passage: str | None = None) -> str:
    """Return the citation of a clause, or of one of its passages by the passage's locator."""
    where = passage if passage is not None else clause.locator
    if clause.kind in _POSTED and clause.name:
        where = f"{_POSTED[clause.kind]}（{clause.name}）"
    return cite_document(issue, number, title) + where


def cite_document(issue: Issue | None, number: str, title: str) -> str:
    """Return the citation of a document as a whole."""
    return name_document(number or (name_issue(issue) if issue else ""), title)


def name_document(number: str, title: str) -> str:
    """Name a document as it is cited, 《title》（number）, by what there is of them."""
    return (f"《{title.translate(_INNER)}》" if title else "") + (f"（{number}）" if number else "")


def name_issue(issue: Issue) -> str:
    """Name an issue as it is cited: 巴音郭楞蒙古自治州人民政府公报2025年第2期."""
    year = f"{issue.year}年" if issue.year is not None else ""
    number = f"第{issue.number}期" if issue.number is not None else ""
    return f"{issue.gazette}{year}{number}"
