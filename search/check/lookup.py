"""What a home tells of a cited document: by number, by title, by what other documents say of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from corpus.events.kinds import Status
from corpus.titles import title_form
from index.catalog.catalog import Catalog
from index.catalog.rows import ClauseRow, DocumentRow, EventRow
from search.check.titles import TitleIndex, split_issuer
from search.status.contradictions import contradictions
from search.status.cross_references import References
from search.status.standing import Record, Standing, Validity, age

_DECREE = re.compile(r"(?P<issuer>.*?)(?P<sort>令|公告|通告|决定)(?:\d{4}年)?第(?P<n>\d+)号")
# A notice is listed by its own title where drafts cite what it issued.
_ISSUED = ("关于印发{}的通知", "印发{}的通知", "关于公布{}的通知", "关于发布{}的通知", "关于转发{}的通知")


@dataclass(slots=True)
class Lookup:
    """Look documents up for one check, each thing once."""

    catalog: Catalog
    as_of: str
    _titles: TitleIndex | None = field(default=None, init=False)
    _numbers: dict[str, tuple[DocumentRow, ...]] = field(default_factory=dict, init=False)
    _named: dict[str, tuple[DocumentRow, ...]] = field(default_factory=dict, init=False)
    _clauses: dict[int, tuple[ClauseRow, ...]] = field(default_factory=dict, init=False)
    _records: dict[int, Record] = field(default_factory=dict, init=False)
    _told: dict[tuple[str, str], tuple[EventRow, ...]] = field(default_factory=dict, init=False)
    _printed: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict, init=False)
    _references: References = field(init=False)
    _telling: dict[int, ClauseRow] = field(default_factory=dict, init=False)
    _near: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._references = References(self.catalog)

    @property
    def titles(self) -> TitleIndex:
        """The titles of all documents and their parts."""
        if self._titles is None:
            self._titles = TitleIndex(self.catalog.titles())
        return self._titles

    def of_number(self, number: str) -> tuple[DocumentRow, ...]:
        """Return the documents of a number; of a decree by its short name too (州政府令第12号)."""
        if number not in self._numbers:
            found = self.catalog.documents_named(numbers=[number])
            self._numbers[number] = found or self._of_decree(number)
        return self._numbers[number]

    def _of_decree(self, number: str) -> tuple[DocumentRow, ...]:
        decree = _DECREE.fullmatch(number)
        if not decree:
            return ()
        return tuple(
            row
            for row in self.catalog.documents_ending(f"{decree['sort']}第{decree['n']}号")
            if (match := _DECREE.fullmatch(row.number)) and is_abbreviated(decree["issuer"], match["issuer"])
        )

    def of_title(self, title: str) -> tuple[DocumentRow, ...]:
        """Return the documents of a title, of one before which the issuer stands, or of a part of that title."""
        if title not in self._named:
            form = title_form(title)
            found = self.catalog.documents_named(titles=[title])
            if not found:
                found = self.catalog.documents_by_id(self.titles.named(form))
                found = tuple(row for row in found if is_of_issuer(form, row))
                found = found or self.catalog.documents_by_id(self.titles.books(form))
            self._named[title] = found
        return self._named[title]

    def near_titles(self, title: str) -> tuple[str, ...]:
        """Return the titles that are nearly the one cited, the nearest first."""
        if title not in self._near:
            self._near[title] = self.titles.near(title)
        return self._near[title]

    def clauses(self, document: DocumentRow) -> tuple[ClauseRow, ...]:
        """Return the clauses of a document."""
        if document.id not in self._clauses:
            self._clauses[document.id] = self.catalog.document_clauses(document.id)
        return self._clauses[document.id]

    def record(self, document: DocumentRow) -> Record:
        """Return what is known of a document's validity."""
        if document.id not in self._records:
            self._records[document.id] = Validity(self.catalog).records([document])[document.id]
        return self._records[document.id]

    def standing(self, document: DocumentRow) -> Standing:
        """Return the standing of a document as a whole."""
        return self.record(document).standing(self.as_of)

    def told(self, number: str, title: str) -> tuple[EventRow, ...]:
        """Return what held documents say of one that is named so, by its number or by its title."""
        key = (number, title)
        if key not in self._told:
            titles = [title, *(form.format(title) for form in _ISSUED)] if title else []
            rows = self.catalog.events_about([number] if number else [], titles)
            self._told[key] = tuple(row for row in rows if not row.event.is_own)
        return self._told[key]

    def standing_of_names(self, number: str, title: str) -> Standing | None:
        """Return the standing of a document that isn't held, None where nothing is said of it."""
        return Validity(self.catalog).of_names(number, title, self.as_of)

    def numbers_printed(self, number: str, title: str) -> tuple[str, ...]:
        """Return the numbers that the sources print for one document, where they contradict one another."""
        key = (number, title)
        if key not in self._printed:
            titles = [title] if title else []
            titles += [row.event.title for row in self.told(number, "") if row.event.title]
            titles += [row.instrument_title or row.title for row in self.of_number(number)]
            found = contradictions(self.catalog, self._references, [number], list(dict.fromkeys(titles)))
            self._printed[key] = tuple(sorted({one.number for one in found} - {""}))
        return self._printed[key]

    def best(self, documents: Iterable[DocumentRow]) -> tuple[DocumentRow, ...]:
        """Choose among the versions of a document those to cite on the day: in force, the newest first.

        They are several where books of one law are held one by one, or versions that nothing tells apart.
        """
        rows = list(documents)
        if len(rows) > 1:
            ranks = {row.id: self._rank(row) for row in rows}
            rows = [row for row in rows if ranks[row.id] == max(ranks.values())]
        return tuple(sorted(rows, key=age, reverse=True))

    def _rank(self, row: DocumentRow) -> int:
        standing = self.standing(row)
        over = standing.status.is_over or standing.successor is not None
        return 0 if over else 1 if standing.status is Status.NOT_YET else 2

    def texts(self, events: Iterable[EventRow]) -> Mapping[int, ClauseRow]:
        """Return the clauses in which events are told, by rowid."""
        wanted = {row.clause for row in events if row.clause is not None}
        if unread := wanted - self._telling.keys():
            self._telling |= self.catalog.clauses(unread)
        return {rowid: self._telling[rowid] for rowid in wanted if rowid in self._telling}


def is_abbreviated(short: str, whole: str) -> bool:
    """Tell if an issuer is another's short name: 州政府 of 云岭州人民政府, in order and to its last character."""
    if not short or not whole or short[-1] != whole[-1]:
        return short == whole
    if len(short) > len(whole):
        short, whole = whole, short
    rest = iter(whole)
    return all(character in rest for character in short)


def is_of_issuer(form: str, row: DocumentRow) -> bool:
    """Tell if the issuer that a cited title names may be that of a document."""
    issuer, _ = split_issuer(form)
    own = title_form(row.issuer) or split_issuer(title_form(row.title))[0]
    return not issuer or not own or own.endswith(issuer) or issuer.endswith(own)
