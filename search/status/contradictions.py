"""Contradictions of the print: one title with two numbers, one number with two titles. None is chosen."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.cite import name_document
from corpus.titles import title_form
from index.catalog.catalog import Catalog
from search.status.cross_references import References
from search.status.proofs import cite_row

_READ = 60  # clauses that name the document and are read again, at the most
_NUMBER = re.compile(r"(?P<code>.*)〔(?P<year>\d{4})〕(?P<serial>\d+)号")
_SHORTEST = 6  # characters of a title; a shorter one (《办法》) is a short name


@dataclass(frozen=True, slots=True)
class PrintedName:
    """Hold one way in which a document is named, and where it stands."""

    number: str
    title: str
    citation: str

    @property
    def name(self) -> str:
        """Return title and number."""
        return name_document(self.number, self.title)


def contradictions(
    catalog: Catalog, references: References, numbers: Collection[str], titles: Sequence[str]
) -> tuple[PrintedName, ...]:
    """Return the ways in which a document is named that can't all be right; empty where they agree."""
    found = list(dict.fromkeys(_printed_names(catalog, references, numbers, titles)))
    at_odds = [pair for pair in combinations(found, 2) if _contradict(*pair)]
    concerned = {one for pair in at_odds for one in pair}
    return tuple(one for one in found if one in concerned)


def _printed_names(
    catalog: Catalog, references: References, numbers: Collection[str], titles: Sequence[str]
) -> Iterator[PrintedName]:
    forms = set(map(title_form, titles)) - {""}
    known = set(numbers) - {""}
    for document in catalog.documents_named(known, forms):
        for title in filter(None, (document.title, document.instrument_title)):
            yield PrintedName(document.number, title, document.number or name_document("", document.title))
    events = catalog.events_about(known, forms)
    rowids = {row.clause for row in events if row.clause is not None}
    for name in (*known, *forms):
        rowids |= set(catalog.clauses_mentioning(name)[:_READ])
    clauses = catalog.clauses(sorted(rowids)[: 2 * _READ])
    for row in events:
        clause = clauses.get(row.clause or 0)
        if row.event.number and row.event.title:
            yield PrintedName(
                row.event.number, row.event.title, cite_row(clause) if clause else row.document.number
            )
    for clause in clauses.values():
        for one in references.of(clause):
            if one.is_own or not (one.number and one.title):
                continue
            if one.number in known or title_form(one.title) in forms:
                yield PrintedName(one.number, one.title, cite_row(clause))


def _contradict(one: PrintedName, other: PrintedName) -> bool:
    """Tell if two names can't both be right.

    Documents of one title and other numbers are common (each year's plan): the numbers must look like one
    that was misprinted, the same but for the code, the year or the serial.
    """
    form, other_form = title_form(one.title), title_form(other.title)
    if one.number and other.number and one.number != other.number:
        return form == other_form and _is_near(one.number, other.number)
    if one.number != other.number or not one.number or min(len(form), len(other_form)) < _SHORTEST:
        return False
    return form not in other_form and other_form not in form


def _is_near(one: str, other: str) -> bool:
    parts, others = _NUMBER.fullmatch(one), _NUMBER.fullmatch(other)
    if parts is None or others is None:
        return False
    same = [one == other for one, other in zip(parts.groups(), others.groups(), strict=True)]
    return same.count(True) == 2
