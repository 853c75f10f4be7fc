"""Thousands of damaged places, in every file of a home: a clear error or the right answer, and repair."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.index.damage import REFUSED, ask, copy, derived, faults, files_of, flip, put, repair, wrong
from tests.index.test_damage import Sound, sound  # noqa: F401 - the fixture
from tests.soak.conftest import amount


@pytest.mark.parametrize("part", ["catalog", "derived"])
def test_flipped_and_cut(
    part: str,
    sound: Sound,  # noqa: F811
    tmp_path: Path,
    dice: random.Random,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home, _, answers = sound
    every = [path for path in files_of(home) if (home / path).stat().st_size and path.name != "lock"]
    paths = derived(every) if part == "derived" else [Path("catalog.sqlite")]
    counted: Counter[str] = Counter()
    for number in range(amount("DAMAGES", 2000) // 2):
        path = paths[number % len(paths)]
        damaged = copy(home, tmp_path / "damaged")
        size = (home / path).stat().st_size
        if number % 20 == 19:
            put(damaged / path, (home / path).read_bytes()[: dice.randrange(size)])
        else:
            flip(damaged / path, dice.randrange(size), 1 << dice.randrange(8))
        given = ask(damaged)
        missed = wrong(answers, given)
        if part == "derived":
            assert missed == [], (path, missed)
            assert repair(damaged), path
            assert ask(damaged) == answers, path
        elif missed:
            assert faults(damaged) != [], (number, missed)
        counted[
            "refused" if REFUSED in given.values() else "missed, verify tells" if missed else "right"
        ] += 1
        shutil.rmtree(damaged)
    with capsys.disabled():
        print(f"{part}: {dict(counted)}", flush=True)
