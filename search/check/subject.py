"""What a citation is held against: the places it names, their words as printed and as amended, their status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from corpus.locators import is_at_or_below
from index.catalog.rows import ClauseRow, DocumentRow
from search.check.alterations import Alteration, find_alterations, touches
from search.check.citations import Citation
from search.check.identify import Identity, identify
from search.check.lookup import Lookup
from search.check.pinpoints import Place, find_place, of_title
from search.status.standing import Standing


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
            if passage.locator and is_at_or_below(own, passage.locator) and passage.span[1] <= one.span[0]
        ]
        out.append(one.text)
    return list(dict.fromkeys(out))


@dataclass(slots=True)
class Subjects:
    """Make subjects of citations."""

    lookup: Lookup
    _identities: dict[tuple[str, ...], Identity] = field(default_factory=dict, init=False)

    def of(self, citation: Citation) -> Subject:
        """Find what a citation means, and where that stands."""
        key = (citation.number, citation.title, citation.issue, citation.year)
        identity = self._identities.get(key)
        if identity is None:
            identity = self._identities[key] = identify(self.lookup, citation)
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
        rows = of_title(self.lookup.clauses(document), identity.title)
        whole = self.lookup.standing(document)
        found = {locator: find_place(rows, locator) for locator in citation.locators}
        places = [place for place in found.values() if place]
        printed = "\n".join(stretch.text for place in places for stretch in place.stretches)
        alterations = find_alterations(self.lookup, whole.events, citation.locators, printed)
        missing = [
            locator
            for locator, place in found.items()
            if place is None and not any(one.adds(locator) for one in alterations)
        ]
        standing = self._standing(citation, document, places, whole)
        return Subject(citation, identity, rows, tuple(places), tuple(missing), alterations, standing, whole)

    def _standing(
        self, citation: Citation, document: DocumentRow, places: Sequence[Place], whole: Standing
    ) -> Standing:
        """Judge the very place: what is changed elsewhere in the document, or in the article, doesn't count."""
        if not citation.locators:
            return whole
        record = self.lookup.record(document)
        about = tuple(row for row in record.about if touches(row, citation.locators))
        row = places[0].row if len(places) == 1 and len(citation.locators) == 1 else None
        return replace(record, about=about).standing(self.lookup.as_of, row.clause if row else None)
