"""A document as a whole, or one place in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.cite import name_document
from corpus.locators import is_at_or_below
from corpus.messages import message
from corpus.records import GongbaoError
from index.catalog.catalog import Catalog
from index.catalog.rows import ClauseRow, DocumentRow
from search.query.places import find_places
from search.status.standing import Standing, Validity, today


class UnknownDocumentError(GongbaoError):
    """Raised for a number or title that the home does not have."""


class UnknownPlaceError(GongbaoError):
    """Raised for an article or section that a document does not have."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold a document with its clauses in the order of the page, or those of one place."""

    document: DocumentRow
    clauses: tuple[ClauseRow, ...]
    standing: Standing | None = None


def show(
    catalog: Catalog, number_or_title: str, locator: str | None = None, as_of: str | None = None
) -> tuple[Shown, ...]:
    """Return the documents of a number or title, newest first; with a locator only that place.

    Each has its status as of a day, today where none is given. Raises UnknownDocumentError or
    UnknownPlaceError when there is none.
    """
    documents = catalog.find_documents(number_or_title)
    if not documents:
        raise unknown_document(number_or_title)
    records = Validity(catalog).records(documents)
    shown = [
        Shown(one, catalog.document_clauses(one.id), records[one.id].standing(as_of or today()))
        for one in documents
    ]
    if locator is None or not locator.strip():
        return tuple(shown)
    placed = [replace(one, clauses=_at(one.clauses, locator)) for one in shown]
    if not any(one.clauses for one in placed):
        raise unknown_place(shown[0].document, shown[0].clauses, locator.strip())
    return tuple(one for one in placed if one.clauses)


def neighbours(catalog: Catalog, uid: str, before: int, after: int) -> tuple[ClauseRow, ...]:
    """Return a clause among those around it in its document; empty where there is no such id."""
    row = catalog.clause(uid)
    if row is None:
        return ()
    rows = catalog.document_clauses(row.document.id)
    at = next(at for at, one in enumerate(rows) if one.rowid == row.rowid)
    return rows[max(0, at - before) : at + 1 + after]


def _at(rows: tuple[ClauseRow, ...], locator: str) -> tuple[ClauseRow, ...]:
    """Return the clauses at a place, however it is typed; a paragraph gives its article."""
    places = find_places(locator)
    wanted = [place.locator for place in places] or [locator.strip()]
    return tuple(row for row in rows if any(is_at_or_below(row.clause.locator, one) for one in wanted))


def unknown_document(number_or_title: str) -> UnknownDocumentError:
    """Return the error for a number or title that the home does not have."""
    return UnknownDocumentError(*message("document.unknown", asked=number_or_title))


def unknown_place(document: DocumentRow, rows: Sequence[ClauseRow], locator: str) -> UnknownPlaceError:
    """Return the error for a place that a document does not have."""
    name = document.number or name_document("", document.title)
    numbered = [row.clause.locator for row in rows if row.clause.locator]
    if not numbered:
        return UnknownPlaceError(*message("document.unnumbered", name=name, locator=locator))
    return UnknownPlaceError(
        *message("document.no_place", name=name, locator=locator, first=numbered[0], last=numbered[-1])
    )
