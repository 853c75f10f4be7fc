"""What a search answers: hits with their citation, and the JSON that programs read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from corpus.facts import Fact
from corpus.records import Passage, Span
from index.catalog.rows import ClauseRow
from search.status.proofs import Proof, cite_row, issue_json
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

    def to_json(self) -> dict[str, Any]:
        """Return the hit as `gongbao search --json` prints it."""
        clause, document = self.row.clause, self.row.document
        passage = self.passage and {"locator": self.passage.locator, "span": list(self.passage.span)}
        return {
            "rank": self.rank,
            "score": round(self.score, 4),
            "number": document.number,
            "title": clause.title,
            "locator": clause.locator,
            "part": str(clause.part),
            "kind": str(clause.kind),
            "counted": clause.counted,
            "headings": list(clause.headings),
            "text": clause.text,
            "highlights": [list(span) for span in self.highlights],
            "passage": passage,
            "facts": [{"kind": str(fact.kind), "span": list(fact.span)} for fact in self.facts],
            "citation": self.citation,
            "status": self.status,
            "proof": self.proof and self.proof.to_json(),
            "corrections": [one.to_json() for one in self.corrections],
            "issue": issue_json(document.issue.issue, document),
            "source": {
                "name": document.issue.source_name,
                "sha256": document.issue.sha256,
                "lines": list(clause.lines),
                "pages": clause.pages and list(clause.pages),
                "sheets": clause.sheets and list(clause.sheets),
                "confidence": clause.confidence,
            },
            "why": dict(self.why),
            "id": clause.id,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what a question found. ``total`` counts the matches, of which ``hits`` are the first."""

    query: str
    hits: tuple[Hit, ...]
    total: int
    took_ms: float
    notes: tuple[str, ...] = ()
    as_of: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the answer as `gongbao search --json` prints it."""
        return {
            "query": self.query,
            "took_ms": round(self.took_ms, 1),
            "total": self.total,
            "as_of": self.as_of,
            "notes": list(self.notes),
            "hits": [hit.to_json() for hit in self.hits],
        }
