"""Disks that fill up at any point, and disks that can't be written: the old state serves on."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

from index import HomeError, index_paths, open_home, remove, verify
from index.store import RetrievalQuery
from tests.index.factories import law, write_laws
from tests.index.test_home import fill, small_disk  # noqa: F401 - the fixture
from tests.soak.conftest import amount


def test_a_disk_that_fills_at_any_point(
    small_disk: Path,  # noqa: F811
    tmp_path: Path,
    model: Path,
    dice: random.Random,
) -> None:
    sources = write_laws(tmp_path / "laws", 12)
    home, filled = small_disk / "home", 0
    for number in range(amount("DISKS", 60)):
        if number % 6 == 0:
            shutil.rmtree(home, ignore_errors=True)  # from the first step on
        (sources / "law-003.md").write_text(law(3) + f"\n第九条 第{number}次修改。\n", encoding="utf-8")
        (sources / f"more-{number}.md").write_text(law(200 + number), encoding="utf-8")
        fill(small_disk, int(12e6 * dice.random() ** 4))
        try:
            with open_home(home, model=model, create=True) as opened:
                index_paths(opened, [sources], workers=1)
                if number % 3 == 2:
                    remove(opened, opened.catalog.issues()[0].key)
        except HomeError as refused:
            assert "no space is left" in str(refused) or "holds other files" in str(refused), refused
            assert len(str(refused).splitlines()) == 1
            filled += 1
        answers_on(home)
        (small_disk / "filler").unlink()
        answers_on(home)
    roomy = shutil.copytree(home, tmp_path / "roomy")  # the disk is too small for all that it was given
    with open_home(roomy, model=model, create=True) as opened:
        index_paths(opened, [sources], workers=1)
        assert verify(opened) == ()
    assert filled >= 5


def answers_on(home: Path) -> None:
    """Look at a home on a full disk: it answers, or can't be opened there, in one line."""
    if not home.exists():
        return
    try:
        with open_home(home) as opened:
            opened.catalog.issues()
            opened.lexical.searcher()
    except HomeError as refused:
        assert len(str(refused).splitlines()) == 1


def test_a_disk_that_can_not_be_written(small_disk: Path, tmp_path: Path, model: Path) -> None:  # noqa: F811
    sources = write_laws(tmp_path / "laws", 6)
    home = small_disk / "home"
    with open_home(home, model=model, create=True) as opened:
        index_paths(opened, [sources], workers=1)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    try:
        with open_home(home) as opened:
            assert verify(opened) == ()
            found = opened.lexical.search(RetrievalQuery(phrases=("应急物资",)), 100)
            assert len(found) == 8
            assert len(opened.stores["vector"].search(RetrievalQuery(text="应急物资"), 5)) == 5
        try:
            open_home(home, write=True).close()
        except HomeError as refused:
            assert "can't be written" in str(refused)
        else:
            raise AssertionError("a read-only disk was written")
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
