"""Killed at any moment, a home opens, verifies, and is completed by the next run."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

from index import Home, HomeError, LexicalQuery, index_paths, open_home
from tests.index.factories import write_laws

KILLS = 10
SEED = 20250721
LAWS = 30


def state(home: Home) -> tuple[list[tuple[int, str]], list[int], list[tuple[int, int]]]:
    """Return what must be equal however often a run was killed."""
    rows = home.catalog.clauses(home.catalog.rowids())
    ids = sorted((rowid, row.clause.id) for rowid, row in rows.items())
    words = sorted(rowid for rowid, _ in home.lexical.search(LexicalQuery(phrases=("应急物资",)), 1000))
    near = home.vectors.search(home.embedder.encode_query("应急物资"), 20)
    return ids, words, [(rowid, passage) for rowid, passage, _ in near]


def look(folder: Path) -> None:
    """Open what a kill left: it must answer, or be no home yet."""
    try:
        home = open_home(folder)
    except HomeError as refused:
        if "no home" not in str(refused):
            raise
        return
    with home:
        home.lexical.search(LexicalQuery(phrases=("应急物资",)), 10)
        home.vectors.search(home.embedder.encode_query("应急物资"), 10)
        # Whole issues only: eight articles each.
        assert len(home.catalog.rowids()) % 8 == 0
        assert [fault for fault in home.verify() if str(fault).startswith("the catalog")] == []


def run(folder: Path, laws: Path, model: Path, *seconds: float) -> subprocess.CompletedProcess[str]:
    """Index in a process of its own, killed after so many seconds of it."""
    script, root = Path(__file__).with_name("interrupted.py"), Path(__file__).parents[2]
    command = [sys.executable, str(script), str(folder), str(laws), str(model), *map(str, seconds)]
    return subprocess.run(
        command, env={"PYTHONPATH": str(root)}, capture_output=True, text=True, check=False, cwd=root
    )


def test_ten_kills(tmp_path: Path, model: Path) -> None:
    laws = write_laws(tmp_path / "laws", LAWS)
    with open_home(tmp_path / "calm", model=model, create=True) as home:
        index_paths(home, [laws])
        undisturbed = state(home)
    moments = random.Random(SEED)
    whole = float(run(tmp_path / "whole", laws, model).stdout)
    folder = tmp_path / "home"
    killed = 0
    for number in range(KILLS):
        if number == KILLS // 2:
            # Begin anew, so that both the first and the last steps are hit.
            folder = tmp_path / "again"
        # The first kill of each folder falls well inside its run, on whatever machine.
        done = run(folder, laws, model, moments.uniform(0.0, 0.6) * whole)
        assert done.returncode in (0, -signal.SIGKILL), done.stderr
        killed += done.returncode != 0
        look(folder)
    assert killed >= 2
    for place in ("home", "again"):
        with open_home(tmp_path / place, model=model, create=True) as home:
            index_paths(home, [laws])
            assert home.verify() == ()
            assert home.behind() == 0
            assert state(home) == undisturbed
