"""How much each word of a question tells: its rarity in the corpus."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.text import match_form
from index import Home
from search.query.parse import Query

ALIAS = 0.8  # what another name of a thing counts for the name that was asked for


@dataclass(frozen=True, slots=True)
class TermWeights:
    """Hold how much each word of a question tells, and the ``known`` share of that, 0 to 1.

    ``others`` are the other names of what a word stands in, in match form.
    """

    words: Mapping[str, float]
    known: float
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """The weight of all words, 1.0 where there is none."""
        return sum(self.words.values()) or 1.0

    def of(self, form: str) -> float:
        """Return how much of the question's words, in match form, a text in match form holds."""
        total = 0.0
        for word, weight in self.words.items():
            if word in form:
                total += weight
            elif any(name in form for name in self.others.get(word, ())):
                total += ALIAS * weight
        return total


def weigh_terms(home: Home, query: Query) -> TermWeights:
    """Return the BM25 idf of each word (Robertson & Zaragoza 2009, with the +1 of Lucene).

    A word that the corpus does not have is worth the most, but is not known.
    """
    total, counts = home.lexical.frequencies((*query.words, *query.also))
    named = any(counts[len(query.words) :])  # another name of something is known
    others: dict[str, tuple[str, ...]] = {}
    weights: dict[str, float] = {}
    known = 0.0
    for word, count in zip(query.words, counts, strict=False):
        form = match_form(word)
        others[form] = tuple(name for alias in query.aliases if form in alias.name for name in alias.others)
        idf = math.log(1 + (total - min(count, total) + 0.5) / (count + 0.5))
        weights[form] = idf
        known += idf if count else ALIAS * idf if others[form] and named else 0.0
    return TermWeights(weights, known / (sum(weights.values()) or 1.0), others)
