"""Gaps in a series of issues are named, and nothing beyond them is claimed."""

from __future__ import annotations

import pytest

from corpus.records import Issue
from search.status.holdings import missing_issues

A, B = "巴州公报", "云岭州公报"

# issues that are there, issues that are missing
SERIES = [
    ([], []),
    ([Issue(A, 2025, 1, 48)], []),
    ([Issue(A, 2025, 1, 48), Issue(A, 2025, 3, 50)], [Issue(A, 2025, 2, 49)]),
    ([Issue(A, 2024, 4, 48), Issue(A, 2025, 2, 50)], [Issue(A, total=49)]),  # no. 5 of 2024, or no. 1?
    ([Issue(A, 2025, 1, 48), Issue(A, 2025, 2, 50)], [Issue(A, total=49)]),  # the numbers disagree
    ([Issue(A, 2024, 4, 48), Issue(A, 2025, 1, 49)], []),  # the year changes, the serial goes on
    ([Issue(A, 2025, 1), Issue(A, 2025, 4)], [Issue(A, 2025, 2), Issue(A, 2025, 3)]),
    ([Issue(A, 2024, 1), Issue(A, 2025, 4)], []),  # how many issues 2024 had is not known
    ([Issue(A, 2025, 1, 48), Issue(B, 2025, 3, 50)], []),  # two gazettes
    ([Issue(A, 2025, 1, 48), Issue(A, 2025, 2), Issue(A, 2025, 3, 50)], []),
    ([Issue(A, 2025, 1, 48), Issue(A, 2025, 3, 50_000)], []),  # a misread number is no gap
    ([Issue(A)], []),
]


@pytest.mark.parametrize(("there", "missing"), SERIES)
def test_gaps(there: list[Issue], missing: list[Issue]) -> None:
    assert list(missing_issues(reversed(there))) == missing
