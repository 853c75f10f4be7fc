"""One order out of what the legs found: a weighted sum of evidence, squeezed into 0 to 1.

Why not ranks (RRF): a rank forgets how sure a leg is. An English question finds hardly a word of
a Chinese gazette; its best BM25 hit is noise, and by rank it would stand beside the best vector.
Here each leg brings what it is worth: BM25 is scaled by the share of the question's words that the
corpus knows, the cosine as it is, and the language of the question says how far to trust which.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from search.evidence import Evidence
from search.exact import Tier
from search.query import Language


@dataclass(frozen=True, slots=True)
class Weights:
    """Weigh the evidence; ``bias`` sets the score of a clause that nothing speaks for."""

    lexical: float
    coverage: float
    headings: float
    pairs: float
    cosine: float
    answer: float
    posting: float
    closeness: float
    bias: float

    def log_odds(self, evidence: Evidence) -> float:
        """Return the weighted sum: the logarithm of the odds that a clause answers."""
        return (
            self.bias
            + self.lexical * evidence.lexical
            + self.coverage * evidence.coverage
            + self.headings * evidence.headings
            + self.pairs * evidence.pairs
            + self.cosine * evidence.cosine
            + self.answer * evidence.answer
            + self.posting * evidence.posting
            + self.closeness * evidence.closeness
        )


# Fitted by a softmax over candidates with little freedom (L2) on three sets of judged questions,
# each time measured on the other two: what one set alone wanted was left out.
CHINESE = Weights(
    lexical=1.2,
    coverage=2.1,
    headings=0.9,
    pairs=1.3,
    cosine=4.2,
    answer=1.1,
    posting=0.8,
    closeness=2.8,
    bias=-5.7,
)
ENGLISH = Weights(
    lexical=0.8,
    coverage=0.9,
    headings=0.8,
    pairs=0.0,
    cosine=9.0,
    answer=0.5,
    posting=2.3,
    closeness=8.0,
    bias=-7.5,
)
WEIGHTS: Mapping[Language, Weights] = {
    Language.CHINESE: CHINESE,
    Language.ENGLISH: ENGLISH,
    Language.MIXED: ENGLISH,
}

# Where a question names a document, its clauses come first whatever else is alike: each tier has a
# band of scores of its own, within which the page or the fused score decides.
_BANDS = {Tier.MENTIONS: 0.60, Tier.DOCUMENT: 0.70, Tier.EVIDENCE: 0.80, Tier.NAMED: 0.90}
_WIDTH = 0.10
_BELOW_NAMED = 0.60


# A clause whose odds are this much worse than those of the best is no match (e^4 is about 55). On
# judged questions nothing right was lost by it.
_FALL = 4.0


def fuse(
    language: Language, evidence: Mapping[int, Evidence], tiers: Mapping[int, Tier], by_page: bool
) -> list[tuple[int, float]]:
    """Return (rowid, score) of what matches, best first; ties keep the order of ``evidence``.

    ``tiers`` holds the clauses that were named, in the order of the page, which is kept within a
    tier where ``by_page`` is set; else the evidence orders them.
    """
    odds = {rowid: WEIGHTS[language].log_odds(one) for rowid, one in evidence.items()}
    floor = max(odds.values(), default=0.0) - _FALL
    below = _BELOW_NAMED if tiers else 1.0
    scores = {rowid: below * _logistic(one) for rowid, one in odds.items() if one >= floor}
    for at, (rowid, tier) in enumerate(tiers.items()):
        by_evidence = _logistic(odds[rowid]) if rowid in odds else 0.0
        scores[rowid] = _BANDS[tier] + _WIDTH * (1 - at / len(tiers) if by_page else by_evidence)
    return sorted(scores.items(), key=lambda item: -item[1])


def _logistic(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))
