"""In force or not: what the documents of a home say of one another, judged as of a day.

A document is in force when a printed day of effect has come and nothing indexed ends it. Where no such day
is printed the home can't know: 未知. Every judgement keeps the sentence that proves it.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from corpus.events.kinds import Dating, Status
from corpus.locators import overlap
from corpus.records import Clause
from corpus.titles import is_same_title, title_form
from index.catalog.catalog import Catalog
from index.catalog.rows import DocumentRow, EventRow


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold the status of a document, or of one clause of it, as of a day (ISO 8601).

    ``proof`` is the event that decides; None where none does (未知), or where ``successor``, a later version
    of the same law, does. ``events`` is all that is known to happen to it, by date.
    """

    status: Status
    as_of: str
    proof: EventRow | None = None
    events: tuple[EventRow, ...] = ()
    successor: DocumentRow | None = None

    @property
    def corrections(self) -> tuple[EventRow, ...]:
        """Return the misprints in it that were corrected by that day."""
        return tuple(one for one in self.events if one.event.kind.corrects and _has_come(one, self.as_of))


@dataclass(frozen=True, slots=True)
class Record:
    """Hold what is known of a document: what it says of itself, what others say of it, later versions."""

    document: DocumentRow
    own: tuple[EventRow, ...] = ()
    about: tuple[EventRow, ...] = ()
    later: tuple[tuple[str, DocumentRow], ...] = ()  # the day from which each holds

    @property
    def is_mixed(self) -> bool:
        """Tell if clauses may have another status than the document: parts, or places, are spoken of."""
        parts = {title_form(one.event.title) for one in self.own if one.event.kind.status}
        return len(parts) > 1 or any(one.event.locators for one in (*self.own, *self.about))

    def standing(self, as_of: str, clause: Clause | None = None) -> Standing:
        """Judge the document, or one clause of it."""
        title = clause.title if clause else self.document.instrument_title or self.document.title
        own = _of_part(self.own, title)
        events = tuple(
            sorted(
                (one for one in (*own, *self.about) if clause is None or _reaches(one, clause)), key=_order
            )
        )
        status, proof, successor = self._judge(events, as_of, clause)
        return Standing(status, as_of, proof, events, successor)

    def _judge(
        self, events: Sequence[EventRow], as_of: str, clause: Clause | None
    ) -> tuple[Status, EventRow | None, DocumentRow | None]:
        """Take the first that holds: not issued, ended, not begun, changed, begun."""
        issued = day_of(self.document)
        if issued and issued > as_of:
            return Status.NOT_YET, None, None
        whole = [one for one in events if _is_whole(one, clause)]
        kept = _kept(whole, as_of)
        for status in _ENDS:
            over = _first(whole, status, as_of)
            # Of what was prolonged the term is over no more.
            if over and not (status is Status.EXPIRED and kept):
                return status, over, None
        begun = [one for one in whole if one.event.kind.status is Status.IN_FORCE and one.event.date]
        if begun and not _has_come(begun[0], as_of):
            return Status.NOT_YET, begun[0], None
        changed = [one for one in events if _changes(one, clause) and _has_come(one, as_of)]
        if changed:
            return Status.AMENDED, changed[-1], None
        for day, successor in self.later:
            if day <= as_of:
                return Status.AMENDED, None, successor
        revised = [one for one in events if one.event.kind.status is Status.TO_BE_REVISED]
        revised = [one for one in revised if _has_come(one, as_of)]
        if revised:
            return Status.TO_BE_REVISED, revised[-1], None
        proof = kept or next(iter(begun), None)
        return (Status.IN_FORCE, proof, None) if proof else (Status.UNKNOWN, None, None)


_ENDS = (Status.REPEALED, Status.EXPIRED)


def today() -> str:
    """Return today's date, ISO 8601; the day in GONGBAO_TODAY, if that is set, so that answers can be repeated."""
    return date.fromisoformat(os.environ.get("GONGBAO_TODAY") or date.today().isoformat()).isoformat()


def day_of(document: DocumentRow) -> str | None:
    """Return the day of a document: of its signature, else of its issue."""
    issue = document.issue.issue
    return document.date or (issue.date if issue else None)


def is_law_file(document: DocumentRow) -> bool:
    """Tell a law that is a file of its own: of these a later one of the same title is a later version."""
    return document.issue.issue is None and not document.number


def age(document: DocumentRow) -> tuple[str, int]:
    """Return what documents are sorted by from the oldest to the newest: their day, then their id."""
    return day_of(document) or "", document.id


def _of_part(own: Sequence[EventRow], title: str) -> list[EventRow]:
    """Return what a document says of the part of that title; of the whole where nothing is said of the part."""
    of_it = [one for one in own if not one.event.title or is_same_title(one.event.title, title)]
    kinds = {one.event.kind for one in of_it}
    return of_it + [one for one in own if one not in of_it and one.event.kind not in kinds]


def _order(row: EventRow) -> tuple[str, int]:
    return row.event.date or day_of(row.document) or "", row.id


def _is_whole(row: EventRow, clause: Clause | None) -> bool:
    """Tell if an event decides for the whole that is asked: the document, or the clause."""
    return not row.event.locators or clause is not None


def _kept(events: Iterable[EventRow], as_of: str) -> EventRow | None:
    """Return the last event by then that says that a document remains in force on that day, None where none does."""
    said = [one for one in events if one.event.kind.prolongs and (day_of(one.document) or "") <= as_of]
    lasting = [one for one in said if (one.event.date or as_of) >= as_of]
    return max(lasting, key=lambda one: (day_of(one.document) or "", one.id), default=None)


def _first(events: Iterable[EventRow], status: Status, as_of: str) -> EventRow | None:
    """Return the first event that has brought a status by that day, None where none has."""
    brought = (one for one in events if one.event.kind.status is status)
    return next((one for one in brought if _has_come(one, as_of)), None)


def _changes(row: EventRow, clause: Clause | None) -> bool:
    """Tell if an event changes what is asked; what ends a place in a document changes the document."""
    status = row.event.kind.status
    ends_place = clause is None and bool(row.event.locators) and status is Status.REPEALED
    return status is Status.AMENDED or ends_place


def _has_come(row: EventRow, as_of: str) -> bool:
    """Tell if an event holds on a day. The last day of a term belongs to it; what is undated holds as printed."""
    event = row.event
    if event.kind.dating is Dating.LAST_DAY:
        return event.date is not None and event.date < as_of
    return (event.date or day_of(row.document) or "") <= as_of


def _reaches(row: EventRow, clause: Clause) -> bool:
    """Tell if an event is about the clause: about no other place alone."""
    places = row.event.locators
    return not places or any(overlap(clause.locator, place) for place in places)


def is_target(row: EventRow, document: DocumentRow) -> bool:
    """Tell if an event of another document is about this one.

    By number where both have one; by title alone the document must be older than what speaks of it: a new
    law repeals the old one of its own name.
    """
    event = row.event
    if event.is_own or row.document.id == document.id:
        return False
    if event.number and document.number:
        return event.number == document.number
    if not any(is_same_title(event.title, title) for title in (document.title, document.instrument_title)):
        return False
    said, day = day_of(row.document), day_of(document)
    if said is None or day is None:
        return True
    # A law is printed anew within days of its amendment, as amended: that text is no longer to be changed.
    changed = event.kind.status is Status.AMENDED and is_law_file(document)
    return day < ((date.fromisoformat(said) - _REPRINTED).isoformat() if changed else said)


_REPRINTED = timedelta(days=31)


@dataclass(slots=True)
class Validity:
    """Judge documents and clauses of a catalog as of a day. May serve many threads."""

    catalog: Catalog
    _all: tuple[object, Mapping[int, Record]] | None = field(default=None, init=False)
    _clauses: tuple[object, frozenset[int]] | None = field(default=None, init=False)

    def standing(
        self, document: DocumentRow, clause: Clause | None = None, as_of: str | None = None
    ) -> Standing:
        """Judge one document, or one clause of it; today where no day is given."""
        return self.records([document])[document.id].standing(as_of or today(), clause)

    def of_names(self, number: str, title: str, as_of: str | None = None) -> Standing | None:
        """Judge a document that isn't held by what is said of it; None where nothing is said."""
        day = as_of or today()
        events = tuple(sorted(self.catalog.events_about([number], [] if number else [title]), key=_order))
        whole = [one for one in events if _is_whole(one, None)]
        for status in (*_ENDS, Status.AMENDED, Status.TO_BE_REVISED):
            if proof := _first(whole, status, day):
                return Standing(status, day, proof, events)
        if kept := _kept(events, day):
            return Standing(Status.IN_FORCE, day, kept, events)
        return Standing(Status.UNKNOWN, day, None, events) if events else None

    def records(self, documents: Iterable[DocumentRow]) -> dict[int, Record]:
        """Gather what is known of some documents, by their ids."""
        rows = {row.id: row for row in documents}
        numbers = {row.number for row in rows.values()}
        titles = {title for row in rows.values() for title in (row.title, row.instrument_title)}
        laws = [row.title for row in rows.values() if is_law_file(row)]
        return _records(
            rows.values(),
            self.catalog.events_of_own(rows),
            self.catalog.events_about(numbers, titles),
            self.catalog.documents_named(titles=laws) if laws else (),
            self._begins,
        )

    def _begins(self, rows: Iterable[DocumentRow]) -> Mapping[int, str]:
        """Return the printed day of effect of each document that has one."""
        begins: dict[int, str] = {}
        for row in self.catalog.events_of_own(row.id for row in rows):
            event = row.event
            of_whole = event.is_own and not event.locators
            if of_whole and event.kind.status is Status.IN_FORCE and event.date:
                begins[row.document.id] = min(event.date, begins.get(row.document.id, event.date))
        return begins

    def clauses(self, statuses: frozenset[Status], as_of: str) -> frozenset[int]:
        """Return the rowids of the clauses that may have one of these statuses: their document does, or is mixed.

        The last answer is kept: page after page of the same filter costs nothing.
        """
        asked = self.catalog.state(), statuses, as_of
        kept = self._clauses
        if kept is None or kept[0] != asked:
            documents = (
                key
                for key, record in self.all_records().items()
                if record.is_mixed or record.standing(as_of).status in statuses
            )
            self._clauses = kept = asked, self.catalog.clauses_in(documents)
        return kept[1]

    def all_records(self) -> Mapping[int, Record]:
        """Gather what is known of all documents; kept until the catalog changes."""
        state = self.catalog.state()
        kept = self._all
        if kept is None or kept[0] != state:
            documents = self.catalog.documents()
            events = self.catalog.events()
            of_others = [row for row in events if not row.event.is_own]
            records = _records(documents, events, of_others, documents, self._begins)
            self._all = kept = state, records
        return kept[1]


def _records(
    documents: Iterable[DocumentRow],
    said: Iterable[EventRow],
    about: Iterable[EventRow],
    named: Iterable[DocumentRow],
    begins_of: Callable[[Iterable[DocumentRow]], Mapping[int, str]],
) -> dict[int, Record]:
    """Join documents with what they say of themselves, what is said of them, and later versions of laws."""
    own: defaultdict[int, list[EventRow]] = defaultdict(list)
    done: defaultdict[int, set[object]] = defaultdict(set)
    for row in said:
        if row.event.is_own:
            own[row.document.id].append(row)
        else:
            done[row.document.id].add(_done(row))
    by_name: defaultdict[str, dict[int, EventRow]] = defaultdict(dict)
    for row in about:
        for name in filter(None, (row.event.number, title_form(row.event.title))):
            by_name[name][row.id] = row
    versions = _versions(named)
    several = [one for found in versions.values() if len(found) > 1 for one in found]
    begins = begins_of(several) if several else {}
    records: dict[int, Record] = {}
    for document in documents:
        names = (document.number, *map(title_form, (document.title, document.instrument_title)))
        found = {key: row for name in set(names) - {""} for key, row in by_name[name].items()}
        records[document.id] = Record(
            document,
            tuple(own[document.id]),
            # A later version of a law repeats that it ended the law before it: that was done once.
            tuple(
                row
                for _, row in sorted(found.items())
                if is_target(row, document) and _done(row) not in done[document.id]
            ),
            _later(document, versions[title_form(document.title)], begins),
        )
    return records


def _versions(documents: Iterable[DocumentRow]) -> defaultdict[str, list[DocumentRow]]:
    """Return the dated law files of each title, by its form."""
    versions: defaultdict[str, list[DocumentRow]] = defaultdict(list)
    for document in documents:
        if is_law_file(document) and day_of(document):
            versions[title_form(document.title)].append(document)
    return versions


def _done(row: EventRow) -> object:
    event = row.event
    return event.kind, event.number, title_form(event.title), event.date


def _later(
    document: DocumentRow, versions: Iterable[DocumentRow], begins: Mapping[int, str]
) -> tuple[tuple[str, DocumentRow], ...]:
    """Return the later versions of a law, each with the day from which it holds."""
    own = day_of(document)
    if own is None or not is_law_file(document):
        return ()
    days = ((day_of(one) or "", one) for one in versions)
    found = [(max(day, begins.get(one.id, day)), one) for day, one in days if day > own]
    return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].id)))
