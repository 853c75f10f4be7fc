"""The two legs that search by likeness: BM25 over words, cosine over vectors."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from corpus.text import match_form
from index import Home
from index.lexical.query import LexicalQuery
from search.query.parse import Query


@dataclass(frozen=True, slots=True)
class Leg:
    """Hold what a leg found: rowids with their scores, best first.

    ``passages`` names the passage of a clause that was found (vectors only). ``others`` are scores
    of clauses that another leg found; they have no rank here.
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


def run_legs(home: Home, query: Query, limit: int, allowed: Collection[int] | None) -> tuple[Leg, Leg]:
    """Return what BM25 and the vectors find; each also scores what only the other found.

    So a clause that one leg passes over for lack of room is weighed by both, not guessed at.
    """
    lexical, vectors = _Lexical(home, query), _Vectors(home, query)
    words, meaning = lexical.find(limit, allowed), vectors.find(limit, allowed)
    only_meaning = meaning.scores.keys() - words.scores.keys()
    only_words = words.scores.keys() - meaning.scores.keys()
    more = vectors.find(len(only_words), only_words)
    return (
        replace(words, others=lexical.find(len(only_meaning), only_meaning).scores),
        replace(meaning, others=more.scores, passages=meaning.passages | more.passages),
    )


class _Lexical:
    """Find clauses by the words and phrases of a question."""

    def __init__(self, home: Home, query: Query) -> None:
        self._home = home
        self._query = LexicalQuery(query.words + query.also, query.phrases, query.excluded)

    def find(self, limit: int, allowed: Collection[int] | None) -> Leg:
        if not limit or not (self._query.words or self._query.phrases):
            return Leg()
        return Leg(dict(self._home.lexical.search(self._query, limit, allowed)))


class _Vectors:
    """Find clauses by what a question means; not asked where nothing is left to embed."""

    def __init__(self, home: Home, query: Query) -> None:
        self._home = home
        self._vector = home.embedder.encode_query(query.rest) if query.words else None

    def find(self, limit: int, allowed: Collection[int] | None) -> Leg:
        if not limit or self._vector is None:
            return Leg()
        found = self._home.vectors.search(self._vector, limit, allowed)
        return Leg(
            {rowid: cosine for rowid, _, cosine in found},
            {rowid: passage for rowid, passage, _ in found if passage >= 0},
        )


ALIAS = 0.8  # what another name of a thing counts for the name that was asked for


@dataclass(frozen=True, slots=True)
class Worth:
    """Hold how much each word of a question tells, and the ``known`` share of that, 0 to 1.

    ``others`` are the other names of what a word stands in, in match form.
    """

    words: Mapping[str, float]
    known: float
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, form: str) -> float:
        """Return how much of the question's words, in match form, a text in match form holds."""
        total = 0.0
        for word, worth in self.words.items():
            if word in form:
                total += worth
            elif any(name in form for name in self.others.get(word, ())):
                total += ALIAS * worth
        return total


def word_worth(home: Home, query: Query) -> Worth:
    """Return the BM25 idf of each word (Robertson & Zaragoza 2009, with the +1 of Lucene).

    A word that the corpus does not have is worth the most, but is not known.
    """
    total, counts = home.lexical.frequencies((*query.words, *query.also))
    named = any(counts[len(query.words) :])  # another name of something is known
    others: dict[str, tuple[str, ...]] = {}
    worth: dict[str, float] = {}
    known = 0.0
    for word, count in zip(query.words, counts, strict=False):
        form = match_form(word)
        others[form] = tuple(name for alias in query.aliases if form in alias.name for name in alias.others)
        idf = math.log(1 + (total - min(count, total) + 0.5) / (count + 0.5))
        worth[form] = idf
        known += idf if count else ALIAS * idf if others[form] and named else 0.0
    return Worth(worth, known / (sum(worth.values()) or 1.0), others)
