"""Measures of a ranking, from which gold each hit fulfils.

A ranking is judged as a sequence with one entry per hit: the index of the first gold it fulfils
that no earlier hit did, or None. So each gold counts once, where it is found first.
Formulas: Järvelin & Kekäläinen 2002 (nDCG, binary gains, log2 discount), Voorhees 1999 (MRR).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

Judged = Sequence[int | None]


def success_at(judged: Judged, k: int) -> float:
    """Return 1.0 if any of the first k hits is right, else 0.0."""
    return float(any(gold is not None for gold in judged[:k]))


def recall_at(judged: Judged, k: int, golds: int) -> float:
    """Return the share of the golds found among the first k hits, 0.0 where there is no gold."""
    return sum(gold is not None for gold in judged[:k]) / golds if golds else 0.0


def reciprocal_rank_at(judged: Judged, k: int) -> float:
    """Return 1/rank of the first right hit among the first k, 0.0 if there is none."""
    return next((1 / rank for rank, gold in enumerate(judged[:k], 1) if gold is not None), 0.0)


def ndcg_at(judged: Judged, k: int, golds: int) -> float:
    """Return the discounted gain of the first k hits over that of the best possible ranking."""
    gain = sum(1 / math.log2(rank + 1) for rank, gold in enumerate(judged[:k], 1) if gold is not None)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(k, golds) + 1))
    return gain / ideal if ideal else 0.0


#: What is measured of one question: from how it was judged, and how many golds it has.
MEASURES: Mapping[str, Callable[[Judged, int], float]] = {
    "success@1": lambda judged, _: success_at(judged, 1),
    "success@5": lambda judged, _: success_at(judged, 5),
    "success@10": lambda judged, _: success_at(judged, 10),
    "recall@10": lambda judged, golds: recall_at(judged, 10, golds),
    "recall@100": lambda judged, golds: recall_at(judged, 100, golds),
    "mrr@10": lambda judged, _: reciprocal_rank_at(judged, 10),
    "ndcg@10": lambda judged, golds: ndcg_at(judged, 10, golds),
}


def spread(values: Sequence[float], digits: int) -> dict[str, float]:
    """Return the median and the 95th percentile of some values, rounded."""
    return {f"p{share}": round(percentile(values, share / 100), digits) for share in (50, 95)}


def percentile(values: Sequence[float], share: float) -> float:
    """Return the nearest-rank percentile of some values (share 0 to 1), 0.0 of none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
