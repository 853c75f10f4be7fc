"""Tell a question that nothing here answers from one that is answered.

Something is always nearest: a question about passports has its best clause too. Two things tell:
how much of the question that clause holds, and how near the nearest vector of all is. A question
in English has lower cosines to Chinese text than one in Chinese, hence numbers for each language.
The size of the corpus does not enter: neither a rank nor a score of BM25 does.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.text import match_form
from index.catalog.rows import ClauseRow
from search.query.parse import Language
from search.ranking.maxsim import Nearness
from search.ranking.term_weights import TermWeights


@dataclass(frozen=True, slots=True)
class _Limits:
    """``full``: the cosine at which a word is wholly held; ``factor`` of the best cosine; the ``least`` sum."""

    full: float
    factor: float
    least: float


_CHINESE = _Limits(full=0.9, factor=1.0, least=1.4)
_ENGLISH = _Limits(full=0.7, factor=5.0, least=2.25)
_LIMITS: Mapping[Language, _Limits] = {
    Language.CHINESE: _CHINESE,
    Language.ENGLISH: _ENGLISH,
    Language.MIXED: _ENGLISH,
}


def wholly_held(language: Language) -> float:
    """Return the cosine to a word of a clause at which a word of the question is wholly held."""
    return _LIMITS[language].full


def is_doubtful(language: Language, near: Nearness, cosine: float) -> bool:
    """Say whether a question is hardly answered: ``near`` its best clause, ``cosine`` the best of all.

    ln(1 + words held) + factor × cosine stays below a threshold. What lacks no word is never
    doubted: a single word that stands there is an answer to who typed it.
    """
    limits = _LIMITS[language]
    return not near.whole and math.log1p(near.held) + limits.factor * cosine < limits.least


def nearness_by_words(weights: TermWeights, row: ClauseRow) -> Nearness:
    """Return how near a clause comes as its words have it, where a model can't tell word by word."""
    clause = row.clause
    form = match_form("\n".join((clause.text, clause.title, *clause.headings)))
    held = sum(any(name in form for name in (word, *weights.others.get(word, ()))) for word in weights.words)
    return Nearness(0.0, held, held == len(weights.words))
