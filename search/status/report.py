"""What became of a document: its status as of a day, the sentences that prove it, and what can't be known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.cite import name_document, name_issue
from corpus.events.amendments import Change
from corpus.events.kinds import TRIAL, Status
from corpus.locators import article_of, find_passage, is_at_or_below
from corpus.numbers import normalise_number
from corpus.titles import title_form
from index.catalog.catalog import Catalog
from index.catalog.rows import ClauseRow, DocumentRow, EventRow
from search.query.places import find_places
from search.status.contradictions import PrintedName, contradictions
from search.status.cross_references import CitedBy, References
from search.status.documents import UnknownPlaceError, unknown_document, unknown_place
from search.status.holdings import Said, holdings
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
        raise UnknownPlaceError(
            f"the text of {asked} is not held: ask for the document without {locator}",
            f"没有收录{asked}的正文：请不带{locator}查询",
        )
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
            yield (
                "its text is not held; what is told here is what other texts say of it",
                "没有收录其正文；以下是其他文件对它的说法",
            )
        elif (day := day_of(document)) and day > standing.as_of:
            yield f"it was issued later, on {day}", f"该文件印发于此后的{day}"
        if spellings:
            named = "、".join(dict.fromkeys(one.name for one in spellings))
            yield (
                f"the sources contradict one another: {named}; each is shown as printed, none is chosen",
                f"原文前后不一：{named}；均照原文列出，不作取舍",
            )
        if successor := standing.successor:
            yield (
                f"a later version is held: {name_document('', successor.title)} of {day_of(successor)}",
                f"收录有其后的版本：{name_document(day_of(successor) or '', successor.title)}",
            )
        yield from _notes_of_dates(document, standing)
        yield from _notes_of_changes(row, standing)
        if not standing.status.is_over:
            english, chinese = holdings(self.catalog).indexed
            yield (
                f"no repeal found in the issues indexed, which are: {english}",
                f"在已收录的各期中未见废止或失效的规定；已收录：{chinese}",
            )
        if missing := holdings(self.catalog).missing:
            yield missing


def _notes_of_dates(document: DocumentRow | None, standing: Standing) -> Iterable[Said]:
    begins = [one for one in standing.events if one.event.kind.status is Status.IN_FORCE]
    if standing.status is Status.UNKNOWN and document is not None:
        rule = f"“{begins[0].event.rule}”" if begins else ""
        yield (
            f"no day of effect is printed{rule and f' but {rule}'}: whether it is in force can't be told",
            f"没有印明施行日期{rule and f'，只有{rule}'}：是否有效无从判断",
        )
    counted = [one for one in standing.events if one.event.date and _is_counted(one)]
    if counted:
        issues = {one.document.issue.issue for one in counted} - {None}
        where = "、".join(sorted(name_issue(issue) for issue in issues if issue))
        days = "、".join(sorted({one.event.date or "" for one in counted}))
        yield (
            f"{days} is counted from the day of signature: the day of issue is not printed"
            + (f" ({where})" if where else ""),
            f"{days}按落款日期推算：原文没有印明印发日期" + (f"（{where}）" if where else ""),
        )


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
            yield (
                f"changed places: {named}; the text held is the one before",
                f"修改之处：{named}；所收录的是修改前的文本",
            )
    for one in standing.events:
        if one.event.kind.corrects:
            yield f"corrected: {one.event.text}", f"有更正：{one.event.text}"
        if one.event.kind is TRIAL and not one.event.date:
            yield "a trial rule; no term of the trial is printed", "试行文件；没有印明试行期限"
