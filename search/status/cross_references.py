"""References as links: what the clauses of a home point at, and which clauses point at a document."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from threading import Lock
from typing import Any

from corpus import find_references
from corpus.locators import article_of, is_at_or_below
from corpus.records import Document
from corpus.references.context import Context, context_of
from corpus.references.resolve import Reference
from corpus.titles import is_same_title, title_form
from index.catalog.catalog import Catalog
from index.catalog.rows import ClauseRow, DocumentRow
from search.status.standing import age

_KEPT = 128  # documents whose own names and places are remembered
_READ = 400  # clauses that are read again, at the most, to tell who cites


@dataclass(frozen=True, slots=True)
class Link:
    """Hold a reference and where it leads: a document that is held, a clause in it, or neither (outside)."""

    reference: Reference
    document: DocumentRow | None = None
    clause: ClauseRow | None = None

    @property
    def is_outside(self) -> bool:
        """Tell if the document that is named is not held."""
        return self.document is None


@dataclass(frozen=True, slots=True)
class CitedBy:
    """Hold the clauses that cite a document or a place in it; ``total`` counts those that may."""

    rows: tuple[tuple[ClauseRow, Reference], ...]
    total: int


@dataclass(slots=True)
class References:
    """Resolve the references of clauses in a catalog. May serve many threads."""

    catalog: Catalog
    _contexts: OrderedDict[int, Context] = field(default_factory=OrderedDict, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def of(self, row: ClauseRow) -> tuple[Reference, ...]:
        """Return what a clause refers to, read with all that its document defines."""
        return find_references(row.clause, self._context(row.document))

    def links(self, rows: Iterable[ClauseRow]) -> dict[int, tuple[Link, ...]]:
        """Return the links of some clauses, by rowid, in the order of their text."""
        found = {row.rowid: (row, self.of(row)) for row in rows}
        others = [one for _, references in found.values() for one in references if not one.is_own]
        held = _NewestByName(
            self.catalog.documents_named({one.number for one in others}, {one.title for one in others})
        )
        meant = {
            rowid: [
                (one, row.document if one.is_own else held.document(one.number, one.title)) for one in refs
            ]
            for rowid, (row, refs) in found.items()
        }
        places = {
            (document.id, article_of(one.locators[0]))
            for pairs in meant.values()
            for one, document in pairs
            if document is not None and one.locators
        }
        at = {place: self.catalog.clauses_of(*place) for place in places}
        clauses = self.catalog.clauses(rowid for rowids in at.values() for rowid in rowids)
        return {
            rowid: tuple(_link(one, document, at, clauses) for one, document in pairs)
            for rowid, pairs in meant.items()
        }

    def citing(self, document: DocumentRow, locator: str = "", most: int = 100) -> CitedBy:
        """Return the clauses that cite a document, or a place in it, others first, then its own."""
        names = {document.number, title_form(document.title), title_form(document.instrument_title)} - {""}
        return self.citing_names(names, document, locator, most)

    def citing_names(
        self, names: Iterable[str], document: DocumentRow | None = None, locator: str = "", most: int = 100
    ) -> CitedBy:
        """Return the clauses that cite a document by one of its names, its number or a title."""
        named = set(names)
        candidates: set[int] = set()
        for name in named:
            candidates |= set(self.catalog.clauses_mentioning(name, locator or None))
        own: Sequence[ClauseRow] = ()
        if document is not None:
            own = self.catalog.document_clauses(document.id)
            candidates -= {row.rowid for row in own}
        rows = self.catalog.clauses(sorted(candidates)[:_READ])
        found = [
            (row, reference)
            for row in rows.values()
            for reference in self.of(row)
            if not reference.is_own
            and (reference.number in named or title_form(reference.title) in named)
            and _points_at(reference, locator)
        ]
        if locator and document is not None:
            found += [
                (row, reference)
                for row in own
                for reference in self.of(row)
                if reference.is_own and row.clause.locator != locator and _points_at(reference, locator)
            ]
        once = {row.rowid: (row, reference) for row, reference in reversed(found)}
        ordered = [once[rowid] for rowid in dict.fromkeys(row.rowid for row, _ in found)]
        return CitedBy(tuple(ordered[:most]), max(len(candidates) if not locator else 0, len(ordered)))

    def _context(self, document: DocumentRow) -> Context:
        with self._lock:
            if (kept := self._contexts.get(document.id)) is not None:
                self._contexts.move_to_end(document.id)
                return kept
        made = context_of(whole(document, self.catalog.document_clauses(document.id)))
        with self._lock:
            self._contexts[document.id] = made
            while len(self._contexts) > _KEPT:
                self._contexts.popitem(last=False)
        return made


def whole(document: DocumentRow, rows: Iterable[ClauseRow]) -> Document:
    """Return a document as it was read, from its rows."""
    names = [field.name for field in fields(Document) if field.name != "clauses"]
    own: dict[str, Any] = {name: getattr(document, name) for name in names}
    return Document(**own, clauses=tuple(row.clause for row in rows))


def _link(
    one: Reference,
    document: DocumentRow | None,
    at: Mapping[tuple[int, str], Sequence[int]],
    clauses: Mapping[int, ClauseRow],
) -> Link:
    """Find the clause that a reference means; of an own one only in the part that it names."""
    if document is None or not one.locators:
        return Link(one, document)
    rows = [clauses[rowid] for rowid in at[document.id, article_of(one.locators[0])] if rowid in clauses]
    if one.is_own:  # an annex may have a 第三条 of its own
        rows = [row for row in rows if is_same_title(row.clause.title, one.title)]
    return Link(one, document, rows[0] if rows else None)


def _points_at(reference: Reference, locator: str) -> bool:
    return not locator or any(is_at_or_below(place, locator) for place in reference.locators)


class _NewestByName:
    """The documents that some references may mean, the newest of a name first."""

    def __init__(self, documents: Iterable[DocumentRow]) -> None:
        self._by_name: dict[str, DocumentRow] = {}
        for one in sorted(documents, key=age, reverse=True):
            for name in (one.number, title_form(one.instrument_title), title_form(one.title)):
                self._by_name.setdefault(name, one)

    def document(self, number: str, title: str) -> DocumentRow | None:
        """Return the document of a number, else, where none is given, of a title."""
        name = number or title_form(title)
        return self._by_name.get(name) if name else None
