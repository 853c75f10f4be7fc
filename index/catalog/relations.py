"""What documents say of one another: which clause names which document, and what happens to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from corpus.numbers import normalise_number
from corpus.titles import title_form
from index.catalog import schema
from index.catalog.codec import Columns, document_row, short_hash, sound
from index.catalog.database import Database
from index.catalog.events import unpack_event
from index.catalog.rows import DocumentRow, EventRow

_DOCUMENT_END = len(schema.ISSUE) + len(schema.DOCUMENT) + 2


class Relations(Database):
    """Read the events and the mentions of a catalog, and which posts there are."""

    def events_of(self, document_ids: Iterable[int]) -> tuple[EventRow, ...]:
        """Return what these documents say, of themselves and of others, in the order of the page."""
        rows = self._by_ids(schema.SELECT_EVENTS + " WHERE e.document IN ({ids})", document_ids)
        return _event_rows(rows)

    def events_of_own(self, document_ids: Iterable[int]) -> tuple[EventRow, ...]:
        """Return what these documents say of themselves, and of others of their own title: former versions."""
        own = "(e.number = '' AND e.title_form = '') OR e.title_form = d.title_form"
        rows = self._by_ids(f"{schema.SELECT_EVENTS} WHERE e.document IN ({{ids}}) AND ({own})", document_ids)
        return _event_rows(rows)

    def events_about(
        self, numbers: Collection[str] = (), titles: Collection[str] = ()
    ) -> tuple[EventRow, ...]:
        """Return what is said of the documents that are named so, by other documents or by later ones."""
        sought = ("number", _numbers(numbers)), ("title_form", _forms(titles))
        return _event_rows(self._named(schema.SELECT_EVENTS, "e", sought))

    def events(self) -> tuple[EventRow, ...]:
        """Return all events."""
        return _event_rows(self._all(schema.SELECT_EVENTS))

    def documents_named(
        self, numbers: Collection[str] = (), titles: Collection[str] = ()
    ) -> tuple[DocumentRow, ...]:
        """Return the documents with one of these numbers or, as a whole, one of these titles; by id."""
        forms = _forms(titles)
        sought = ("number", _numbers(numbers)), ("title_form", forms), ("instrument_form", forms)
        found = self._named(schema.SELECT_DOCUMENTS, "d", sought)
        rows = {row.id: row for row in map(document_row, found)}
        return tuple(rows[key] for key in sorted(rows))

    def _named(self, select: str, table: str, sought: Iterable[tuple[str, set[str]]]) -> Iterator[Columns]:
        """Yield the rows that have one of some names in one of some columns."""
        for column, names in sought:
            yield from self._by_ids(f"{select} WHERE {table}.{column} IN ({{ids}})", names)

    def titles(self) -> tuple[tuple[int, str], ...]:
        """Return (document id, title) for every title: of documents, of their instruments, of their parts."""
        sql = "SELECT id, title FROM document UNION SELECT id, instrument_title FROM document "
        rows = self._all(sql + "UNION SELECT DISTINCT document, title FROM place ORDER BY 1, 2")
        return tuple((int(row[0]), str(row[1])) for row in rows if row[1])

    def documents_ending(self, number: str) -> tuple[DocumentRow, ...]:
        """Return the documents whose number ends so (令第12号), by id; reads the numbers of all."""
        sql = f"{schema.SELECT_DOCUMENTS} WHERE substr(d.number, -?) = ? ORDER BY d.id"
        return tuple(map(document_row, self._all(sql, (len(number), number))))

    def documents_by_id(self, ids: Iterable[int]) -> tuple[DocumentRow, ...]:
        """Return these documents, by id; what is no longer there is left out."""
        rows = map(document_row, self._by_ids(f"{schema.SELECT_DOCUMENTS} WHERE d.id IN ({{ids}})", ids))
        return tuple(sorted(rows, key=lambda row: row.id))

    def names_like(self, title: str, most: int) -> tuple[tuple[str, str], ...]:
        """Return the numbers and title forms that events name, whose title holds this; at most so many."""
        sql = "SELECT DISTINCT number, title_form FROM event WHERE instr(title_form, ?) ORDER BY id LIMIT ?"
        form = title_form(title)
        return tuple((row[0], row[1]) for row in self._all(sql, (form, most))) if form else ()

    def clauses_of(self, document_id: int, locator: str) -> tuple[int, ...]:
        """Return the rowids of the clauses that stand at a locator of a document, in the order of the page."""
        sql = (
            "SELECT c.id FROM place p JOIN clause c ON c.place = p.id WHERE p.document = ? AND c.locator = ?"
        )
        return self._column(sql + " ORDER BY c.id", (document_id, locator))

    def clauses_mentioning(self, name: str, locator: str | None = None) -> tuple[int, ...]:
        """Return the rowids of the clauses whose text names a document, by its number or its whole title.

        With a locator only those that point at that place or below it.
        """
        sql = "SELECT DISTINCT clause FROM mention WHERE target = ?"
        bound: list[object] = [short_hash(normalise_number(name) or title_form(name))]
        if locator is not None:
            sql += " AND substr(locator, 1, ?) = ?"
            bound += [len(locator), locator]
        return self._column(sql + " ORDER BY clause", bound)

    def posts_named(self, words: Sequence[str], limit: int) -> tuple[str, ...]:
        """Return the forms of the posts that end in the last word and have the others before it, in order of the form.

        No 副局长 is a 局长: what is asked for may not be a deputy's title cut short. At most ``limit`` are returned.
        """
        if not words or not all(words):
            return ()
        conditions = "post_form LIKE ? ESCAPE '!' AND post_form NOT LIKE ? ESCAPE '!'"
        escaped = [re.sub("([!%_])", r"!\1", word) for word in words]
        bound = "%" + "%".join(escaped), f"%副{escaped[-1]}"
        sql = f"SELECT DISTINCT post_form FROM posting WHERE {conditions} ORDER BY post_form LIMIT ?"
        return self._column(sql, (*bound, limit))

    def posts_of_people(self, forms: Iterable[str]) -> dict[int, str]:
        """Return the forms of the posts of everyone of these names (``person_form``), by the ids of the postings."""
        sql = "SELECT id, post_form FROM posting WHERE person_form IN ({ids}) AND person_form <> ''"
        return {int(key): str(form) for key, form in self._by_ids(sql, forms)}


def _numbers(numbers: Iterable[str]) -> set[str]:
    return {normalise_number(number) or number for number in numbers} - {""}


def _forms(titles: Iterable[str]) -> set[str]:
    return set(map(title_form, titles)) - {""}


def _event_rows(rows: Iterable[Columns]) -> tuple[EventRow, ...]:
    """Build events, each once, in the order of the page."""
    found = {row[_DOCUMENT_END]: row for row in rows}
    return tuple(_event_row(found[key]) for key in sorted(found))


def _event_row(columns: Columns) -> EventRow:
    identity, _, clause, _, _, record = sound(columns[_DOCUMENT_END:])
    return EventRow(identity, unpack_event(record), document_row(columns[:_DOCUMENT_END]), clause)
