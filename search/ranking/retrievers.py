"""Ask each retriever of a home for the clauses that are likest to a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

from index import Home
from index.store import RetrievalQuery, Retriever, Scope, Scored
from search.query.parse import Query


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Hold what a retriever found: rowids with their scores, best first.

    ``passages`` names the passage of a clause that was found, where the retriever tells one. ``others`` are
    scores of clauses that another retriever found; they have no rank here.
    """

    scores: dict[int, float] = field(default_factory=dict)
    passages: dict[int, int] = field(default_factory=dict)
    others: dict[int, float] = field(default_factory=dict)

    @property
    def best(self) -> float:
        """Return the highest score, 0.0 where nothing was found."""
        return max(self.scores.values(), default=0.0)

    def score(self, rowid: int) -> float:
        """Return the score of a clause, 0.0 where nothing matches."""
        return self.scores.get(rowid, self.others.get(rowid, 0.0))

    def ranks(self) -> dict[int, int]:
        """Return the rank of each clause that was found, from 1."""
        return {rowid: rank for rank, rowid in enumerate(self.scores, 1)}


def retrieve(home: Home, query: Query, limit: int, scope: Scope) -> Mapping[str, Retrieved]:
    """Return what each store of a home finds, by its name; each also scores what only others found.

    So a clause that one passes over for lack of room is weighed by all, not guessed at.
    """
    text = query.rest if query.words else ""
    sought = RetrievalQuery(query.words + query.also, query.phrases, query.excluded, text)
    found = {name: _retrieved(store.search(sought, limit, scope)) for name, store in home.stores.items()}
    everywhere = {rowid for one in found.values() for rowid in one.scores}
    return {name: _completed(home.stores[name], sought, one, everywhere) for name, one in found.items()}


def _completed(store: Retriever, sought: RetrievalQuery, found: Retrieved, everywhere: Set[int]) -> Retrieved:
    passed_over = everywhere - found.scores.keys()
    more = _retrieved(store.search(sought, len(passed_over), Scope(passed_over)))
    return replace(found, others=more.scores, passages=found.passages | more.passages)


def _retrieved(hits: Sequence[Scored]) -> Retrieved:
    return Retrieved(
        {hit.rowid: hit.score for hit in hits},
        {hit.rowid: hit.passage for hit in hits if hit.passage is not None},
    )
