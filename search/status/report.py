"""What became of a document: its status as of a day, the sentences that prove it, and what can't be known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.cite import name_document, name_issue
from corpus.events.amendments import Change
from corpus.events.kinds import TRIAL, Status
from corpus.locators import article_of, find_passage, is_at_or_below
from corpus.messages import Said, message
from corpus.numbers import normalise_number
from corpus.titles import title_form
from index.catalog.catalog import Catalog
from index.catalog.rows import ClauseRow, DocumentRow, EventRow
from search.query.places import find_places
from search.status.contradictions import PrintedName, contradictions
from search.status.cross_references import CitedBy, References
from search.status.documents import UnknownPlaceError, unknown_document, unknown_place
from search.status.holdings import holdings
from search.status.proofs import Proof, proofs
from search.status.standing import Standing, Validity, age, day_of, today
from search.status.versions import Version, lineage

_REPLACING = (Change.REPLACED, Change.STRUCK)
_MOST = 20  # documents that one title may name


@dataclass(frozen=True, slots=True)
class StatusReport:
    """Hold what is known of one document, or of one clause of it.

    ``document`` is None where the text is not held and others only speak of it. ``events`` is what happens
    to it, ``acts`` what it does to others, ``spellings`` where the sources contradict one another (all are
    shown, none is chosen), ``versions`` the chain it stands in. ``notes`` are (English, Chinese).
    """

    number: str
    title: str
    document: DocumentRow | None
    clause: ClauseRow | None
    standing: Standing
    events: tuple[Proof, ...]
    acts: tuple[Proof, ...]
    spellings: tuple[PrintedName, ...]
    versions: tuple[Version, ...]
    cited_by: CitedBy
    notes: tuple[Said, ...]

    @property
    def proof(self) -> Proof | None:
        """Return the event that decides the status, None where none does."""
        return next((one for one in self.events if one.row == self.standing.proof), None)


def status(
    references: References, number_or_title: str, locator: str | None = None, as_of: str | None = None
) -> tuple[StatusReport, ...]:
    """Report on the documents of a number or title, newest first, as of a day (today where none is given).

    A document that isn't held is reported where a text that is held speaks of it. Raises
    UnknownDocumentError or UnknownPlaceError when there is none.
    """
    catalog = references.catalog
    asking = _Asking(catalog, Validity(catalog), references, as_of or today())
    asked = number_or_title.strip()
    number = normalise_number(asked) or ""
    held = catalog.documents_named([number], [] if number else [asked])
    if not held and not (named := asking.unheld(number, asked)):
        held = catalog.find_documents(asked)[:_MOST]
        named = () if held else asking.unheld_like(asked)
    if held:
        newest = sorted(held, key=age, reverse=True)
        return asking.held(newest, locator)
    if named and locator and locator.strip():
        raise UnknownPlaceError(*message("document.not_held", asked=asked, locator=locator))
    if not named:
        raise unknown_document(asked)
    return named


def report_on(
    references: References, document: DocumentRow, row: ClauseRow | None = None, as_of: str | None = None
) -> StatusReport:
    """Report on a document that is held, or on one clause of it."""
    catalog = references.catalog
    return _Asking(catalog, Validity(catalog), references, as_of or today()).of(document, row)


@dataclass(frozen=True, slots=True)
class _Asking:
    catalog: Catalog
    validity: Validity
    references: References
    day: str

    def held(self, documents: Sequence[DocumentRow], locator: str | None) -> tuple[StatusReport, ...]:
        """Report on documents that are held, or on the clauses at a place of them."""
        if not locator or not locator.strip():
            return tuple(self.of(one, None) for one in documents)
        places = [place.locator for place in find_places(locator)] or [locator.strip()]
        found = [
            self.of(document, row)
            for document in documents
            for row in self.catalog.document_clauses(document.id)
            if any(is_at_or_below(row.clause.locator, place) for place in places)
        ]
        if not found:
            raise unknown_place(documents[0], self.catalog.document_clauses(documents[0].id), locator.strip())
        return tuple(found)

    def of(self, document: DocumentRow, row: ClauseRow | None) -> StatusReport:
        """Report on one document, or on one clause of it."""
        record = self.validity.records([document])[document.id]
        standing = record.standing(self.day, row.clause if row else None)
        acts = [one for one in self.catalog.events_of([document.id]) if not one.event.is_own]
        titles = [one for one in (document.title, document.instrument_title) if one]
        spellings = contradictions(self.catalog, self.references, [document.number], titles)
        return self._report(
            document.number,
            document.title,
            document,
            row,
            standing,
            () if row else acts,
            spellings,
            self.references.citing(document, row.clause.locator if row else ""),
        )

    def unheld(self, number: str, title: str) -> tuple[StatusReport, ...]:
        """Report on a document whose text isn't held, if others name it; else nothing."""
        names = [number or title_form(title)]
        standing = self.validity.of_names(number, "" if number else title, self.day)
        cited = self.references.citing_names(names)
        if standing is None and not cited.rows:
            return ()
        printed = [row.event.title for row in standing.events] if standing else []
        printed += [one.title for _, one in cited.rows if one.title]
        numbers = {row.event.number for row in standing.events} if standing else set()
        numbers |= {one.number for _, one in cited.rows} | {number}
        known = printed[0] if printed else "" if number else title
        spellings = contradictions(
            self.catalog, self.references, sorted(numbers - {""}), list(dict.fromkeys(printed))
        )
        if standing is None:
            standing = Standing(Status.UNKNOWN, self.day)
        only = number or (next(iter(numbers - {""})) if len(numbers - {""}) == 1 else "")
        return (self._report(only, known, None, None, standing, (), spellings, cited),)

    def unheld_like(self, title: str) -> tuple[StatusReport, ...]:
        """Report on documents that others name, whose titles hold this."""
        names = self.catalog.names_like(title, _MOST)
        found = (self.unheld(number, form) for number, form in names)
        return tuple(report for reports in found for report in reports)

    def _report(
        self,
        number: str,
        title: str,
        document: DocumentRow | None,
        row: ClauseRow | None,
        standing: Standing,
        acts: Sequence[EventRow],
        spellings: Sequence[PrintedName],
        cited: CitedBy,
    ) -> StatusReport:
        other = self._elsewhere(standing, spellings)
        events = tuple(sorted((*standing.events, *other), key=lambda one: (one.event.date or "", one.id)))
        versions = lineage(self.catalog, self.validity, document, number, title, self.day)
        notes = tuple(self._notes(document, row, standing, spellings))
        told = dict(proofs(self.catalog, (*events, *acts)))
        if document is not None:
            told |= {one.id: self._beside(told[one.id], document) for one in events}
        return StatusReport(
            number,
            title,
            document,
            row,
            standing,
            tuple(told[one.id] for one in events),
            tuple(told[one.id] for one in acts),
            tuple(spellings),
            versions,
            cited,
            notes,
        )

    def _elsewhere(self, standing: Standing, spellings: Sequence[PrintedName]) -> list[EventRow]:
        """Return what is said under the other spellings of a contradiction: shown, not judged by."""
        numbers = {one.number for one in spellings if one.number}
        titles = {title_form(one.title) for one in spellings}
        known = {one.id for one in standing.events}
        return [
            one
            for one in (self.catalog.events_about(numbers) if numbers else ())
            if one.id not in known and title_form(one.event.title) in titles
        ]

    def _beside(self, proof: Proof, document: DocumentRow) -> Proof:
        """Put the text that is held beside the words that replace it as a whole."""
        event = proof.row.event
        if event.amendment is None or event.amendment.change not in _REPLACING or len(event.locators) != 1:
            return proof
        place = event.locators[0]
        rows = self.catalog.clauses(self.catalog.clauses_of(document.id, article_of(place))).values()
        for row in rows:
            passage = find_passage(row.clause, place) if place != row.clause.locator else None
            span = passage.span if passage else (0, len(row.clause.text))
            if passage or place == row.clause.locator:
                return replace(proof, replaced=row.clause.text[slice(*span)])
        return proof

    def _notes(
        self,
        document: DocumentRow | None,
        row: ClauseRow | None,
        standing: Standing,
        spellings: Sequence[PrintedName],
    ) -> Iterable[Said]:
        if document is None:
            yield message("validity.text_not_held")
        elif (day := day_of(document)) and day > standing.as_of:
            yield message("validity.issued_later", day=day)
        if spellings:
            named = "、".join(dict.fromkeys(one.name for one in spellings))
            yield message("validity.contradiction", names=named)
        if successor := standing.successor:
            title = name_document("", successor.title)
            yield message("validity.later_version", title=title, day=day_of(successor))
        yield from _notes_of_dates(document, standing)
        yield from _notes_of_changes(row, standing)
        if not standing.status.is_over:
            yield message("validity.no_repeal", indexed=holdings(self.catalog).indexed)
        if missing := holdings(self.catalog).missing:
            yield missing


def _notes_of_dates(document: DocumentRow | None, standing: Standing) -> Iterable[Said]:
    begins = [one for one in standing.events if one.event.kind.status is Status.IN_FORCE]
    if standing.status is Status.UNKNOWN and document is not None:
        yield (
            message("validity.no_day_but", rule=begins[0].event.rule)
            if begins
            else message("validity.no_day")
        )
    counted = [one for one in standing.events if one.event.date and _is_counted(one)]
    if counted:
        issues = {one.document.issue.issue for one in counted} - {None}
        where = "、".join(sorted(name_issue(issue) for issue in issues if issue))
        days = "、".join(sorted({one.event.date or "" for one in counted}))
        yield message("validity.counted_in" if where else "validity.counted", days=days, issues=where)


def _is_counted(row: EventRow) -> bool:
    """Tell if the day of an event is not printed, but counted from the signature of the document that says so."""
    event = row.event
    if event.rule == "同时":
        return event.date == row.document.date
    return "之日" in event.rule and "年" not in event.rule


def _notes_of_changes(row: ClauseRow | None, standing: Standing) -> Iterable[Said]:
    if row is None and standing.status is Status.AMENDED and standing.proof:
        told = [one.event for one in standing.events]
        changes = [one for one in told if one.kind.status in (Status.AMENDED, Status.REPEALED)]
        places = [place for one in changes for place in one.locators]
        if places:
            named = "、".join(dict.fromkeys(places))
            yield message("validity.changed_places", places=named)
    for one in standing.events:
        if one.event.kind.corrects:
            yield message("validity.corrected", text=one.event.text)
        if one.event.kind is TRIAL and not one.event.date:
            yield message("validity.no_term")
