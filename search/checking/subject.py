"""What a citation is held against: the places it names, their words as printed and as amended, their status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from corpus import Change, EventKind, article_of
from index import ClauseRow, DocumentRow, EventRow
from search.checking.citations import Citation
from search.checking.identify import Identity, identify
from search.checking.library import Library
from search.checking.places import Place, find_place, of_title
from search.places import is_at_or_below
from search.validity import Standing, day_of

_ENDING = (EventKind.REPEALED, EventKind.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Alteration:
    """Hold a change of a cited place: ``text`` are the words of the place after it, "" where they are struck."""

    row: EventRow
    locator: str
    text: str
    has_come: bool

    @property
    def change(self) -> Change | None:
        """What is done to the place; None where the change tells no words."""
        return self.row.event.amendment.change if self.row.event.amendment else None


@dataclass(frozen=True, slots=True)
class Subject:
    """Hold what a citation means; ``missing`` are the places that the document doesn't have."""

    citation: Citation
    identity: Identity
    rows: tuple[ClauseRow, ...] = ()
    places: tuple[Place, ...] = ()
    missing: tuple[str, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    standing: Standing | None = None  # of the place
    whole: Standing | None = None  # of the document

    @property
    def document(self) -> DocumentRow | None:
        """The document that is meant, None where it isn't held."""
        return self.identity.document

    def printed(self) -> tuple[str, ...]:
        """Return the words to hold quotations against, as they are printed."""
        if self.document is None:
            return ()
        if not self.citation.locators:
            return (words_of(self.rows),)
        words = "\n".join(text for place in self.places for text in _words(place))
        led = "\n".join(text for place in self.places for text in _led(place))
        return tuple(text for text in dict.fromkeys((words, led)) if text)

    def amended(self) -> tuple[str, ...]:
        """Return the words of the place after each of its changes."""
        return tuple(one.text for one in self.alterations if one.text)


def words_of(rows: Iterable[ClauseRow]) -> str:
    """Return all words of some clauses, their titles and headings once, where they stand."""
    out: list[str] = []
    title = ""
    above: tuple[str, ...] = ()
    for row in rows:
        if row.clause.title != title:
            title, above = row.clause.title, ()
            out.append(title)
        out += [one for one in row.clause.headings if one not in above]
        above = row.clause.headings
        out.append(row.clause.text)
    return "\n".join(out)


def _words(place: Place) -> list[str]:
    """Return the words of a place; where it is a whole clause, with its number and heading."""
    out: list[str] = []
    for one in place.stretches:
        clause = one.row.clause
        if one.span == (0, len(clause.text)):
            out += [heading for heading in clause.headings[-1:] if heading not in out]
        out.append(one.text)
    return out


def _led(place: Place) -> list[str]:
    """Return the words of items behind those that lead them in: 有下列情形之一的：（二）…"""
    out: list[str] = []
    for one in place.stretches:
        clause = one.row.clause
        own = next((passage.locator for passage in clause.passages if passage.span == one.span), "")
        out += [
            clause.text[slice(*passage.span)]
            for passage in clause.passages
            if passage.locator and own.startswith(passage.locator) and passage.span[1] <= one.span[0]
        ]
        out.append(one.text)
    return list(dict.fromkeys(out))


@dataclass(slots=True)
class Subjects:
    """Make subjects of citations."""

    library: Library
    _identities: dict[tuple[str, str, str], Identity] = field(default_factory=dict, init=False)

    def of(self, citation: Citation) -> Subject:
        """Find what a citation means, and where that stands."""
        key = (citation.number, citation.title, citation.issue)
        identity = self._identities.get(key)
        if identity is None:
            identity = self._identities[key] = identify(self.library, citation)
        if identity.document is None:
            return Subject(citation, identity, standing=identity.told, whole=identity.told)
        found = self._in(citation, identity)
        for other in identity.candidates if found.missing else ():
            instead = self._in(citation, replace(identity, document=other))
            if not instead.missing:
                return instead
        return found

    def _in(self, citation: Citation, identity: Identity) -> Subject:
        """Look for the places of a citation in the document of an identity."""
        document = identity.document
        if document is None:
            return Subject(citation, identity)
        rows = of_title(self.library.clauses(document), identity.title)
        whole = self.library.standing(document)
        alterations = self._alterations(citation, whole.events)
        places: list[Place] = []
        missing: list[str] = []
        for locator in citation.locators:
            found = find_place(rows, locator)
            if found:
                places.append(found)
            elif not any(_adds(one, locator) for one in alterations):
                missing.append(locator)
        standing = self._standing(citation, document, places, whole)
        return Subject(citation, identity, rows, tuple(places), tuple(missing), alterations, standing, whole)

    def _standing(
        self, citation: Citation, document: DocumentRow, places: Sequence[Place], whole: Standing
    ) -> Standing:
        """Judge the very place: what is changed elsewhere in the document, or in the article, doesn't count."""
        if not citation.locators:
            return whole
        record = self.library.record(document)
        about = tuple(row for row in record.about if _touches(row, citation.locators))
        row = places[0].row if len(places) == 1 and len(citation.locators) == 1 else None
        return replace(record, about=about).standing(self.library.as_of, row.clause if row else None)

    def _alterations(self, citation: Citation, events: Sequence[EventRow]) -> tuple[Alteration, ...]:
        touching = [
            row
            for row in events
            if row.event.kind is EventKind.AMENDED
            and row.event.amendment
            and citation.locators
            and row.event.locators
            and _touches(row, citation.locators)
        ]
        texts = self.library.texts(touching) if touching else {}
        found: list[Alteration] = []
        for row in touching:
            clause = texts.get(row.clause) if row.clause is not None else None
            come = (row.event.date or day_of(row.document) or "") <= self.library.as_of
            place = next(one for one in row.event.locators if _is_touched(one, citation.locators))
            found.append(Alteration(row, place, _new_words(row, clause), come))
        return tuple(found)


def _new_words(row: EventRow, clause: ClauseRow | None) -> str:
    amendment = row.event.amendment
    if amendment is None or amendment.new is None or clause is None:
        return ""
    return clause.clause.text[slice(*amendment.new)]


def _touches(row: EventRow, locators: Sequence[str]) -> bool:
    """Tell if an event is about one of these places, or about the document as a whole."""
    return not row.event.locators or any(_is_touched(place, locators) for place in row.event.locators)


def _is_touched(place: str, locators: Sequence[str]) -> bool:
    return any(is_at_or_below(one, place) or is_at_or_below(place, one) for one in locators)


def _adds(one: Alteration, locator: str) -> bool:
    return one.change is Change.ADDED and one.has_come and is_at_or_below(article_of(locator), one.locator)
