"""Name where a clause stands: its issue and page, its lines, its place in the ranking."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.records import Clause, Issue
from index.catalog.rows import DocumentRow
from view.messages import Words


def issue_name(issue: Issue, words: Words) -> str:
    """Name an issue as its gazette does: 云岭州人民政府公报 2025年第2期（总49期）."""
    name = issue.gazette
    if issue.year is not None and issue.number is not None:
        name = words("place.issue", gazette=name, year=issue.year, number=issue.number)
    if issue.total is not None:
        name += words("place.issue_total", total=issue.total)
    return name


def place_of(document: DocumentRow, words: Words, clause: Clause | None = None) -> str:
    """Say where a document, or one clause of it, stands in print: its issue and page, or its file.

    Where the clause's own page is not known, it is the page that the document begins on.
    """
    issue = document.issue.issue
    name = issue_name(issue, words) if issue else document.issue.source_name
    if clause is not None and (clause.pages or clause.sheets):
        return name + _pages_of(clause, words)
    if issue is None or document.page is None:
        return name
    return name + words("place.from_page", page=document.page)


def page_of(document: DocumentRow, words: Words, clause: Clause) -> str:
    """Say on which page a clause stands, or which one its document begins on; "" where none is known."""
    page = "" if document.page is None else words("place.from_page", page=document.page)
    return (_pages_of(clause, words) if clause.pages or clause.sheets else page).removeprefix(", ")


def _pages_of(clause: Clause, words: Words) -> str:
    first, last = clause.pages or clause.sheets or (0, 0)
    unit = "page" if clause.pages else "sheet"
    return words(f"place.on_{unit}" if first == last else f"place.on_{unit}s", first=first, last=last)


def lines_of(clause: Clause, words: Words) -> str:
    """Name the lines of the source file that a clause comes from."""
    first, last = clause.lines
    return words("place.line" if first == last else "place.lines", first=first, last=last)


def why_of(why: Mapping[str, int], words: Words) -> str:
    """Say at which rank each leg found a hit."""
    names = words.section("retriever")
    said = [words("page.leg_rank", leg=names.get(leg, leg), rank=why[leg]) for leg in why]
    return words("place.comma").join(said)
