"""Ask each retriever of a home for the clauses that are likest to a question."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Protocol

from index import Home
from index.lexical.query import LexicalQuery
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


def retrieve(
    home: Home, query: Query, limit: int, allowed: Collection[int] | None
) -> Mapping[str, Retrieved]:
    """Return what each retriever finds, by its name; each also scores what only others found.

    So a clause that one passes over for lack of room is weighed by all, not guessed at.
    """
    retrievers: dict[str, _Retriever] = {"bm25": _Lexical(home, query), "vector": _Vectors(home, query)}
    found = {name: one.find(limit, allowed) for name, one in retrievers.items()}
    everywhere = dict.fromkeys(rowid for one in found.values() for rowid in one.scores)
    return {name: _completed(retrievers[name], one, everywhere.keys()) for name, one in found.items()}


def _completed(retriever: _Retriever, found: Retrieved, everywhere: Set[int]) -> Retrieved:
    passed_over = everywhere - found.scores.keys()
    more = retriever.find(len(passed_over), passed_over)
    return replace(found, others=more.scores, passages=found.passages | more.passages)


class _Retriever(Protocol):
    """Find the clauses among those allowed (all where it is None) that answer best, ``limit`` at most."""

    def find(self, limit: int, allowed: Collection[int] | None) -> Retrieved: ...


class _Lexical:
    """Find clauses by the words and phrases of a question."""

    def __init__(self, home: Home, query: Query) -> None:
        self._home = home
        self._query = LexicalQuery(query.words + query.also, query.phrases, query.excluded)

    def find(self, limit: int, allowed: Collection[int] | None) -> Retrieved:
        if not limit or not (self._query.words or self._query.phrases):
            return Retrieved()
        return Retrieved(dict(self._home.lexical.search(self._query, limit, allowed)))


class _Vectors:
    """Find clauses by what a question means; not asked where nothing is left to embed."""

    def __init__(self, home: Home, query: Query) -> None:
        self._home = home
        self._vector = home.embedder.encode_query(query.rest) if query.words else None

    def find(self, limit: int, allowed: Collection[int] | None) -> Retrieved:
        if not limit or self._vector is None:
            return Retrieved()
        found = self._home.vectors.search(self._vector, limit, allowed)
        return Retrieved(
            {rowid: cosine for rowid, _, cosine in found},
            {rowid: passage for rowid, passage, _ in found if passage >= 0},
        )
