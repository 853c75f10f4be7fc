"""What the ranking weighs: one record for each clause that may answer a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.text import match_form
from index.catalog.rows import ClauseRow
from search.query.parse import Query
from search.ranking.maxsim import Nearness
from search.ranking.retrievers import Retrieved
from search.ranking.term_weights import TermWeights


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold one clause that may answer.

    ``scores`` are those of the retrievers, by name; ``features`` what speaks for it, by name (see
    ``search.ranking.features``); ``passage`` the number of the passage that was found, None where it is the
    whole clause; ``near`` how near its single words come to the question's, None where that was not read.
    """

    row: ClauseRow
    scores: Mapping[str, float] = field(default_factory=dict)
    features: Mapping[str, float] = field(default_factory=dict)
    passage: int | None = None
    near: Nearness | None = None


@dataclass(frozen=True, slots=True)
class Forms:
    """Hold the match forms of a clause."""

    text: str
    headings: str
    title: str

    @property
    def whole(self) -> str:
        """All of them."""
        return f"{self.text}\n{self.headings}\n{self.title}"


@dataclass(frozen=True, slots=True)
class Pool:
    """Hold a question's candidates, and what their features are computed from."""

    query: Query
    weights: TermWeights
    retrieved: Mapping[str, Retrieved]
    rows: Sequence[ClauseRow]
    forms: Sequence[Forms]


def pool_of(
    query: Query, weights: TermWeights, retrieved: Mapping[str, Retrieved], rows: Sequence[ClauseRow]
) -> Pool:
    """Return the pool of these clauses."""
    return Pool(query, weights, retrieved, rows, [_forms(row) for row in rows])


# A server is asked about the same clauses again and again.
_form = lru_cache(maxsize=16_384)(match_form)


def _forms(row: ClauseRow) -> Forms:
    clause = row.clause
    return Forms(_form(clause.text), _form("\n".join(clause.headings)), _form(clause.title))
