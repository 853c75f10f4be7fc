"""Measures against values worked by hand and a formula written another way."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.evaluation.metrics import ndcg_at, percentile, recall_at, reciprocal_rank_at, success_at


def test_worked_by_hand() -> None:
    judged = (None, 1, None, 0)  # two of three golds, at ranks 2 and 4
    assert success_at(judged, 1) == 0.0
    assert success_at(judged, 2) == 1.0
    assert recall_at(judged, 3, 3) == pytest.approx(1 / 3)
    assert recall_at(judged, 10, 3) == pytest.approx(2 / 3)
    assert reciprocal_rank_at(judged, 10) == 0.5
    assert reciprocal_rank_at(judged, 1) == 0.0
    # DCG = 1/log2(3) + 1/log2(5) = 0.63093 + 0.43068; ideal = 1 + 0.63093 + 0.5
    assert ndcg_at(judged, 10, 3) == pytest.approx(1.06161 / 2.13093, abs=1e-5)


def test_nothing_found_and_nothing_to_find() -> None:
    assert ndcg_at((), 10, 2) == 0.0
    assert ndcg_at((None,), 10, 0) == 0.0
    assert recall_at((None,), 10, 0) == 0.0


@given(st.lists(st.booleans(), max_size=20), st.integers(1, 15), st.integers(0, 5))
def test_ndcg_against_the_formula_over_relevances(right: list[bool], k: int, missed: int) -> None:
    """Järvelin & Kekäläinen over the vector of relevances, the ideal by sorting it."""
    relevances = [float(one) for one in right]
    golds = sum(right) + missed

    def dcg(values: list[float]) -> float:
        return sum((2**value - 1) / math.log(at + 2, 2) for at, value in enumerate(values[:k]))

    ideal = dcg(sorted(relevances + [1.0] * missed, reverse=True))
    judged = [at if one else None for at, one in enumerate(right)]
    assert ndcg_at(judged, k, golds) == pytest.approx(dcg(relevances) / ideal if ideal else 0.0)


def test_percentile_is_the_nearest_rank() -> None:
    values = [15.0, 20.0, 35.0, 40.0, 50.0]  # the worked example of the nearest-rank definition
    assert [percentile(values, share) for share in (0.05, 0.30, 0.40, 0.50, 1.0)] == [15, 20, 20, 35, 50]
    assert percentile([], 0.5) == 0.0
