"""How clauses, and the events that they tell, are cited: to copy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus import cite
from corpus.cite import name_document
from index.catalog.catalog import Catalog
from index.catalog.rows import ClauseRow, EventRow


def cite_row(row: ClauseRow, passage: str | None = None) -> str:
    """Return the citation of a clause as it stands in the catalog, or of a passage in it."""
    document, clause = row.document, row.clause
    return cite(document.issue.issue, document.number, clause.title, clause, passage)


@dataclass(frozen=True, slots=True)
class Proof:
    """Hold an event with the clause that tells it; ``clause`` is None where a title does.

    ``replaced`` is the text that is held of what an amendment replaces or strikes as a whole.
    """

    row: EventRow
    clause: ClauseRow | None
    replaced: str | None = None

    @property
    def by(self) -> str:
        """Return the number of the document that says so, its title where it has none."""
        return self.row.document.number or name_document("", self.row.document.title)

    @property
    def citation(self) -> str:
        """Return the citation of the clause that says so."""
        return cite_row(self.clause) if self.clause else self.by

    def words(self, which: str) -> str | None:
        """Return the ``old`` or ``new`` words of an amendment, None where it has none."""
        amendment = self.row.event.amendment
        span = getattr(amendment, which) if amendment else None
        if span and self.clause:
            return self.clause.clause.text[slice(*span)]
        return self.replaced if which == "old" else None


def proofs(catalog: Catalog, events: Iterable[EventRow]) -> Mapping[int, Proof]:
    """Return events with the clauses that tell them, by the event's id."""
    once = {one.id: one for one in events}
    clauses = catalog.clauses(one.clause for one in once.values() if one.clause is not None)
    return {key: Proof(one, clauses.get(one.clause or 0)) for key, one in once.items()}
