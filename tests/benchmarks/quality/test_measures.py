"""Figures against an implementation written another way, and intervals against theory."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.quality.legs import LEGS, Asked, rank_fusion
from benchmarks.quality.measures import bootstrap, fused_below_leg, measure_groups, question_values
from search.evaluation.evaluate import Gold, Question
from search.evaluation.metrics import MEASURES


def naive(ranking: Sequence[str], relevant: set[str]) -> dict[str, float]:
    """Work every measure out from names of things, as trec_eval defines them."""

    def found(k: int) -> int:
        return len(relevant & set(ranking[:k]))

    first = next((place for place, thing in enumerate(ranking[:10]) if thing in relevant), None)
    gain = sum(
        math.log(2) / math.log(place + 2) for place, thing in enumerate(ranking[:10]) if thing in relevant
    )
    ideal = sum(math.log(2) / math.log(place + 2) for place in range(min(10, len(relevant))))
    return {
        **{f"success@{k}": 1.0 if found(k) else 0.0 for k in (1, 5, 10)},
        **{f"recall@{k}": found(k) / len(relevant) for k in (10, 100)},
        "mrr@10": 0.0 if first is None else 1 / (first + 1),
        "ndcg@10": gain / ideal,
    }


def asked(judged: Sequence[int | None], golds: int, language: str = "zh", kind: str = "question") -> Asked:
    question = Question("q", "?", language, kind, (Gold("a"),) * golds)
    return Asked(question, dict.fromkeys(LEGS, judged), 1.0, 0.1)


@given(st.integers(0, 2**32))
@settings(max_examples=60)
def test_measures_agree_with_a_naive_implementation(seed: int) -> None:
    chance = random.Random(seed)
    things = [f"d{number}" for number in range(150)]
    ranking = chance.sample(things, chance.choice([0, 3, 40, 120]))
    relevant = set(chance.sample(things, chance.randint(1, 12)))
    order = sorted(relevant)
    judged = [order.index(thing) if thing in relevant else None for thing in ranking]
    values = question_values(asked(judged, len(relevant)), "fused")
    assert dict(zip(MEASURES, values, strict=True)) == pytest.approx(naive(ranking, relevant))


def test_the_bootstrap_is_seeded_and_as_wide_as_theory_says() -> None:
    values = np.array([[1.0, 0.5]] * 120 + [[0.0, 0.5]] * 80)
    share, constant = bootstrap(values, resamples=4000, seed=7)
    assert np.array_equal(bootstrap(values, 4000, 7), [share, constant])
    assert not np.array_equal(bootstrap(values, 40, 7), bootstrap(values, 40, 8))
    half = 1.96 * math.sqrt(0.6 * 0.4 / 200)  # the normal approximation of a share
    mean, *bounds = share.tolist()
    assert mean == 0.6
    assert bounds == pytest.approx([0.6 - half, 0.6 + half], abs=0.01)
    assert constant.tolist() == pytest.approx([0.5, 0.5, 0.5])


def test_rank_fusion_worked_by_hand() -> None:
    # 7: 1/61 + 1/62, 9: 1/62 + 1/61, a tie that the smaller rowid wins; 5 and 3 stand alone.
    assert rank_fusion([[7, 9, 5], [9, 7, 4, 3]]) == [7, 9, 4, 5, 3]
    assert rank_fusion([[], []]) == []


def test_groups_are_languages_and_kinds() -> None:
    rows = [asked([0], 1), asked([None], 1), asked([None, 0], 1, "en", "person")]
    groups = measure_groups(rows, resamples=50)
    assert {name: group["n"] for name, group in groups["by"].items()} == {"en": 1, "zh": 2, "all": 3}
    assert list(groups["by_kind"]) == ["en person", "zh question"]
    assert groups["by"]["zh"]["legs"]["fused"]["success@1"][0] == 0.5
    assert groups["by_kind"]["en person"]["legs"]["bm25"]["mrr@10"] == [0.5, 0.5, 0.5]


def test_candidates_are_what_either_leg_found() -> None:
    judged = {"bm25": (None, 0), "vector": (2, 0), "rrf": (1,), "fused": (1,)}
    question = Question("q", "?", "zh", "question", (Gold("a"), Gold("b"), Gold("c"), Gold("d")))
    assert Asked(question, judged, 1.0, 0.1).candidates == 0.5


@pytest.mark.parametrize(
    ("n", "fused", "named"),
    [
        (50, 0.48, False),  # 0.02 below the better leg is allowed
        (50, 0.47, True),
        (10, 0.40, False),  # one question of ten
        (10, 0.30, True),
    ],
)
def test_a_fusion_below_its_better_leg_is_named(n: int, fused: float, named: bool) -> None:
    shares = dict(zip(LEGS, (0.5, 0.2, 0.9, fused), strict=True))
    legs = {leg: {measure: [share] for measure in MEASURES} for leg, share in shares.items()}
    found = fused_below_leg({"zh question": {"n": n, "legs": legs}})
    assert len(found) == (len(MEASURES) if named else 0)
