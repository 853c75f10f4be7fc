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

    def score(self, evidence: Evidence) -> float:
        """Return the score, 0 to 1: the logistic function of the weighted sum."""
        total = (
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
        return 1 / (1 + math.exp(-total))


CHINESE = Weights(
    lexical=2.5,
    coverage=3.5,
    headings=2.2,
    pairs=3.2,
    cosine=6.8,
    answer=1.6,
    posting=1.2,
    closeness=4.0,
    bias=-10.0,
)
ENGLISH = Weights(
    lexical=1.0,
    coverage=0.4,
    headings=0.0,
    pairs=0.0,
    cosine=12.5,
    answer=1.8,
    posting=3.8,
    closeness=13.0,
    bias=-12.0,
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


def fuse(
    language: Language, evidence: Mapping[int, Evidence], tiers: Mapping[int, Tier], by_page: bool
) -> list[tuple[int, float]]:
    """Return (rowid, score) of all candidates, best first, ties by rowid.

    ``tiers`` holds the clauses that were named, in the order of the page, which is kept within a
    tier where ``by_page`` is set; else the evidence orders them.
    """
    weights = WEIGHTS[language]
    fused = {rowid: weights.score(one) for rowid, one in evidence.items()}
    if not tiers:
        return _ranked(fused)
    scores = {rowid: _BELOW_NAMED * score for rowid, score in fused.items()}
    for at, (rowid, tier) in enumerate(tiers.items()):
        inner = 1 - at / len(tiers) if by_page else fused.get(rowid, 0.0)
        scores[rowid] = _BANDS[tier] + _WIDTH * inner
    return _ranked(scores)


def _ranked(scores: Mapping[int, float]) -> list[tuple[int, float]]:
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
