"""Killed at any moment, a home opens, answers, verifies, and is completed by the next run.

`make soak` does the same three hundred times.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.index.kills import live

pytestmark = pytest.mark.slow

KILLS = 10
SEED = 20250721


def test_ten_kills(tmp_path: Path, model: Path) -> None:
    tried = live(tmp_path, model, KILLS, random.Random(SEED))
    assert tried.kills >= 3
