"""What a search answers: hits with their citation."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.facts import Fact
from corpus.records import Passage, Span
from index.catalog.rows import ClauseRow
from search.status.proofs import Proof, cite_row
from search.status.standing import Standing


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold one clause that answers, its place in the ranking and why it is there.

    ``score`` is calibrated, 0 to 1. ``highlights`` and the span of ``passage`` count code points
    of the clause's text, as do those of ``facts``: the phrases that answer a question for a body, a term, a day,
    a sum. ``why`` gives the clause's rank (from 1) in each leg that found it. ``standing`` is whether it is in
    force, and ``proof`` the event that says so; ``corrections`` are of misprints in it.
    """

    rank: int
    score: float
    row: ClauseRow
    highlights: tuple[Span, ...] = ()
    passage: Passage | None = None
    why: dict[str, int] = field(default_factory=dict)
    standing: Standing | None = None
    proof: Proof | None = None
    corrections: tuple[Proof, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def status(self) -> str | None:
        """Return the word of the clause's status, None where it was not asked for."""
        return str(self.standing.status) if self.standing else None

    @property
    def text(self) -> str:
        """Return the clause, verbatim."""
        return self.row.clause.text

    @property
    def citation(self) -> str:
        """Return the citation of the clause, to copy."""
        return cite_row(self.row)

    @property
    def passage_citation(self) -> str | None:
        """Return the citation of the passage that was found, None where it is the whole clause."""
        if self.passage is None or not self.passage.locator:
            return None
        return cite_row(self.row, self.passage.locator)


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what a question found. ``total`` counts the matches, of which ``hits`` are the first."""

    query: str
    hits: tuple[Hit, ...]
    total: int
    took_ms: float
    notes: tuple[str, ...] = ()
    as_of: str | None = None
