"""The figures of the card, on cases counted by hand."""

import numpy as np
import pytest

from models.measure import first_ranks, summary


def test_ranks_are_those_of_the_right_documents_and_ties_keep_their_order() -> None:
    documents = np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32)
    queries = np.array([[1, 0], [0, 1]], dtype=np.float32)
    assert first_ranks(queries, documents, [{1}, {0, 2}], depth=2) == [[1], [0, 1]]


def test_summary() -> None:
    figures = summary([[1], [0, 11], []], [{5}, {6, 7}, {8}], cuts=(1, 10))
    assert figures["success@1"] == pytest.approx(1 / 3, abs=1e-3)
    assert figures["success@10"] == pytest.approx(2 / 3, abs=1e-3)
    assert figures["recall@10"] == pytest.approx((1 + 0.5 + 0) / 3, abs=1e-3)
    assert figures["mrr@10"] == pytest.approx((0.5 + 1 + 0) / 3, abs=1e-3)
