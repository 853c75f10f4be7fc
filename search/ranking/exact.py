"""The exact leg: document numbers, titles in 《》 and the places named with them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum

from corpus.locators import is_at_or_below
from corpus.numbers import without_words
from corpus.text import match_form
from index.catalog.catalog import Catalog
from index.catalog.rows import ClauseRow, DocumentRow
from search.query.intents import Intent
from search.query.parse import Query, QueryKind
from search.query.places import Place, without_places

_FEW = 3  # a title that more documents have in common names none of them
_SHORTEST_TITLE = 4
_EDGES = re.compile(r"^[\s的，,、：:]+|[\s的，,、：:？?。]+$")


class Tier(IntEnum):
    """How a clause was named, the strongest last."""

    MENTIONS = 1  # its text names the document number
    DOCUMENT = 2  # it stands in the document that was named
    EVIDENCE = 3  # it names the number, and the question is whether that is in force
    NAMED = 4  # the very place that was asked for


@dataclass(frozen=True, slots=True)
class Exact:
    """Hold what a question names: clauses by tier, in the order of the page within a tier.

    ``only`` says that the question wants nothing else (it names a document number that is here).
    ``missing`` are numbers and places that the home does not have.
    """

    tiers: dict[int, Tier]
    only: bool = False
    missing: tuple[str, ...] = ()

    def ranks(self) -> dict[int, int]:
        """Return the rank of each clause, from 1."""
        return {rowid: rank for rank, rowid in enumerate(self.tiers, 1)}


def find_exact(catalog: Catalog, query: Query, allowed: Collection[int] | None) -> Exact:
    """Find the documents and clauses that a question names."""
    tiers: dict[int, Tier] = {}
    missing: list[str] = []
    anywhere = False
    for number in query.numbers:
        found = _by_number(catalog, number, query)
        missing += [] if found else [number]
        _raise(tiers, found)
        missing += _missing_places(number, query.places, found)
    if not query.numbers:
        for title in _titles(query):
            found = _by_title(catalog, title, query.places)
            missing += _missing_places(f"《{title.strip('《》')}》", query.places, found)
            _raise(tiers, found)
    if not tiers and not missing and not query.numbers and not query.titles:
        tiers, anywhere = _anywhere(catalog, query), True
        missing += [place.locator for place in query.places if query.bare and not tiers]
    if query.bare and Tier.NAMED in tiers.values():  # one article was asked for, not its document
        tiers = {rowid: tier for rowid, tier in tiers.items() if tier is Tier.NAMED}
    ordered = sorted(tiers, key=lambda rowid: (-tiers[rowid], rowid))
    kept = {rowid: tiers[rowid] for rowid in ordered if allowed is None or rowid in allowed}
    return Exact(kept, (bool(query.numbers) or anywhere) and bool(kept), tuple(missing))


def _anywhere(catalog: Catalog, query: Query) -> dict[int, Tier]:
    """Return what stands at a place of any document (信息化 第22条): the words beside it rank that.

    A 22条 or 5.1 among other words may count things; it is a place where nothing else is asked. A
    whole question about an article (第八条改成了什么) may be answered elsewhere.
    """
    return {
        rowid: Tier.NAMED
        for place in query.places
        if query.bare or (place.certain and query.kind is QueryKind.KEYWORDS)
        for rowid in catalog.clauses_at(place.locator)
    }


def _raise(tiers: dict[int, Tier], found: dict[int, Tier]) -> None:
    for rowid, tier in found.items():
        tiers[rowid] = max(tier, tiers.get(rowid, tier))


def _missing_places(name: str, places: Iterable[Place], found: dict[int, Tier]) -> list[str]:
    if not found or Tier.NAMED in found.values():
        return []
    return [f"{name}{place.locator}" for place in places if place.certain]


def _by_number(catalog: Catalog, number: str, query: Query) -> dict[int, Tier]:
    for candidate in without_words(number):
        own = catalog.clauses_of_number(candidate)
        mentions = catalog.clauses_mentioning(candidate)
        if not own and not mentions:
            continue
        found = dict.fromkeys(own, Tier.DOCUMENT)
        asked = Intent.STATUS in query.intents
        _raise(found, dict.fromkeys(mentions, Tier.EVIDENCE if asked else Tier.MENTIONS))
        _raise(found, _at_places(catalog.clauses(own).values(), query.places))
        return found
    return {}


def _by_title(catalog: Catalog, title: str, places: tuple[Place, ...]) -> dict[int, Tier]:
    if len(match_form(title).strip("《》")) < _SHORTEST_TITLE:
        return {}
    documents = catalog.find_documents(title)
    if not documents or len(documents) > _FEW:
        return {}
    rows = [row for one in documents for row in _titled(catalog, one, title)]
    found = dict.fromkeys((row.rowid for row in rows), Tier.DOCUMENT)
    _raise(found, _at_places(rows, places))
    return found


def _titled(catalog: Catalog, document: DocumentRow, title: str) -> list[ClauseRow]:
    """Return the clauses of the part that has the title (the 办法, not its notice), else all."""
    rows = catalog.document_clauses(document.id)
    form = match_form(title).strip("《》")
    own = [row for row in rows if form in match_form(row.clause.title)]
    exact = [row for row in own if form == match_form(row.clause.title)]
    return exact or own or list(rows)


def _at_places(rows: Iterable[ClauseRow], places: tuple[Place, ...]) -> dict[int, Tier]:
    return {
        row.rowid: Tier.NAMED
        for row in rows
        if any(is_at_or_below(row.clause.locator, place.locator) for place in places)
    }


def _titles(query: Query) -> tuple[str, ...]:
    """Return what a question may name a document by: 《…》, or a name typed without brackets."""
    if query.titles:
        return query.titles
    if query.kind is not QueryKind.NAME and not query.places:
        return ()
    bare = _EDGES.sub("", without_places(query.rest))
    return (bare,) if bare and " " not in bare else ()
