"""Three hundred kills in six lives of a home: nothing is lost, nothing doubled."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.index.kills import live
from tests.soak.conftest import amount

LIVES = 6


@pytest.mark.parametrize("life", range(LIVES))
def test_kills(
    life: int, tmp_path: Path, model: Path, dice: random.Random, capsys: pytest.CaptureFixture[str]
) -> None:
    tried = live(tmp_path, model, amount("KILLS", 300) // LIVES, dice)
    with capsys.disabled():
        print(f"life {life}: {tried.kills} ended in the middle; {tried.by_act}; {tried.by_how}", flush=True)
    assert tried.kills
