"""One order out of what the retrievers found: a weighted sum of features, turned into probabilities.

Why not ranks (RRF): a rank forgets how sure a retriever is. An English question finds hardly a word of
a Chinese gazette; its best BM25 hit is noise, and by rank it would stand beside the best vector.
Here each retriever brings what it is worth: BM25 is scaled by the share of the question's words that the
corpus knows, the cosine as it is, and the language of the question says how far to trust which.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from search.query.parse import Language
from search.ranking.candidates import Candidate
from search.ranking.exact import Tier

# What each feature adds to the logarithm of the odds against another clause. Fitted on judged questions of
# four corpora and measured on others: docs/ranking.md. Their scale is such that a score is the share of right
# answers among hits of that score.
CHINESE: Mapping[str, float] = MappingProxyType(
    {
        "lexical": 1.2,
        "coverage": 4.2,
        "headings": 3.0,
        "pairs": 4.2,
        "cosine": 14.4,
        "answer": 2.8,
        "posting": 2.1,
        "closeness": 7.5,
    }
)
ENGLISH: Mapping[str, float] = MappingProxyType(
    {
        "lexical": 1.6,
        "coverage": 1.8,
        "headings": 1.6,
        "pairs": 0.0,
        "cosine": 18.0,
        "answer": 1.0,
        "posting": 4.6,
        "closeness": 16.0,
    }
)
WEIGHTS: Mapping[Language, Mapping[str, float]] = {
    Language.CHINESE: CHINESE,
    Language.ENGLISH: ENGLISH,
    Language.MIXED: ENGLISH,
}


def log_odds(language: Language, candidate: Candidate) -> float:
    """Return the weighted sum of a candidate's features, a logarithm of odds up to a constant of the question."""
    total = 0.0
    for name, weight in WEIGHTS[language].items():  # in this order: sums of floats depend on it
        total += weight * candidate.features.get(name, 0.0)
    return total


# Where a question names a document, its clauses come first whatever else is alike: each tier has a
# band of scores of its own, within which the page or the fused score decides.
_BANDS = {Tier.MENTIONS: 0.60, Tier.DOCUMENT: 0.70, Tier.EVIDENCE: 0.80, Tier.NAMED: 0.90}
_WIDTH = 0.10
_BELOW_NAMED = 0.60


# A clause whose odds are this much worse than those of the best is no match (e^15 is about three million).
# On judged questions nothing right was lost by it.
_FALL = 15.0


def score_matches(
    language: Language, candidates: Iterable[Candidate], tiers: Mapping[int, Tier], by_page: bool
) -> list[tuple[int, float]]:
    """Return (rowid, score) of what matches, best first; ties keep the order of ``candidates``.

    ``tiers`` holds the clauses that were named, in the order of the page, which is kept within a
    tier where ``by_page`` is set; else the features order them. The others share 1 as their odds
    are: the probability that just this clause answers.
    """
    odds = {one.row.rowid: log_odds(language, one) for one in candidates}
    best = max(odds.values(), default=0.0)
    shares = {rowid: math.exp(one - best) for rowid, one in odds.items() if one >= best - _FALL}
    total = sum(shares.values())
    below = _BELOW_NAMED if tiers else 1.0
    scores = {rowid: below * share / total for rowid, share in shares.items()}
    for at, (rowid, tier) in enumerate(tiers.items()):
        by_features = math.exp(odds[rowid] - best) / total if rowid in odds else 0.0
        scores[rowid] = _BANDS[tier] + _WIDTH * (1 - at / len(tiers) if by_page else by_features)
    return sorted(scores.items(), key=lambda item: -item[1])
