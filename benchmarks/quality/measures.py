"""Sum up what was asked: measures with their bootstrap intervals, per language, kind and leg."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.legs import LEGS, Asked
from search.evaluation.metrics import MEASURES

RESAMPLES = 1000
_MANY = 50  # from so many questions on, a share may be compared; below it, questions are counted
_TOLERANCE = 0.02


def bootstrap(values: NDArray[np.float64], resamples: int = RESAMPLES, seed: int = 0) -> NDArray[np.float64]:
    """Return for each column of (questions, columns) its mean and the bounds of 95 of 100 resamples.

    The percentile bootstrap (Efron 1979): the questions are drawn again with replacement, the same
    draw for all columns, so that the same values give the same bounds on every machine.
    """
    count = len(values)
    draws = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=resamples)
    means = draws @ values / count
    return np.column_stack([values.mean(axis=0), *np.quantile(means, (0.025, 0.975), axis=0)])


def question_values(asked: Asked, leg: str) -> list[float]:
    """Return every measure of one question on a leg, in the order of MEASURES."""
    return [measure(asked.judged[leg], len(asked.question.golds)) for measure in MEASURES.values()]


def measure_group(group: Sequence[Asked], resamples: int = RESAMPLES, seed: int = 0) -> dict[str, Any]:
    """Return {"n", "candidates", "legs": {leg: {measure: [mean, low, high]}}} over some questions.

    ``candidates`` is the share of golds among the hundred of either leg: a ceiling for their fusion.
    """
    legs: dict[str, dict[str, list[float]]] = {}
    for leg in LEGS:
        values = np.array([question_values(one, leg) for one in group], np.float64)
        bounds = bootstrap(values, resamples, seed).tolist()
        legs[leg] = {
            name: [round(value, 4) for value in row] for name, row in zip(MEASURES, bounds, strict=True)
        }
    candidates = round(sum(one.candidates for one in group) / len(group), 4)
    return {"n": len(group), "candidates": candidates, "legs": legs}


def measure_groups(asked: Sequence[Asked], resamples: int = RESAMPLES, seed: int = 0) -> dict[str, Any]:
    """Return {"by": per language and "all", "by_kind": per "language kind"}."""
    languages = sorted({one.question.language for one in asked})
    kinds = sorted({(one.question.language, one.question.kind) for one in asked})
    groups = {code: [one for one in asked if one.question.language == code] for code in languages}
    groups["all"] = list(asked)
    by_kind = {
        f"{code} {kind}": [one for one in groups[code] if one.question.kind == kind] for code, kind in kinds
    }
    return {
        "by": {name: measure_group(group, resamples, seed) for name, group in groups.items()},
        "by_kind": {name: measure_group(group, resamples, seed) for name, group in by_kind.items()},
    }


def fused_below_leg(by_kind: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Name where the fusion is worse than its better leg: by 0.02, or one question of under fifty."""
    found = []
    for name, group in by_kind.items():
        allowed = _TOLERANCE if group["n"] >= _MANY else 1 / group["n"]
        for measure in MEASURES:
            means = {leg: group["legs"][leg][measure][0] for leg in LEGS}
            better = max(means["bm25"], means["vector"])
            if means["fused"] < better - allowed - 1e-9:
                found.append({"kind": name, "measure": measure, "leg": better, "fused": means["fused"]})
    return found
