"""Whatever happens to a file of a home, it answers as before or says in one line that it can't; never otherwise.

This is a small selection; `make soak` damages thousands of places.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from index import index_paths, open_home
from tests.index.damage import (
    REFUSED,
    Answers,
    ask,
    copy,
    derived,
    faults,
    files_of,
    flip,
    index_again,
    put,
    repair,
    wrong,
)
from tests.index.factories import law, write_laws

pytestmark = pytest.mark.slow

ISSUE = """云岭州人民政府公报
2025年第2期
关于节水的通知
测政办发〔2025〕1号
各县市：
第一条 根据测政发〔2020〕3号，节约用水。
第二条 州水利局负责。
云岭州人民政府
2025年1月1日
"""

Sound = tuple[Path, Path, Answers]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Sound:
    """A home, its sources, and what it answers. It is only copied."""
    folder = tmp_path_factory.mktemp("sound")
    sources = write_laws(folder / "sources", 6)
    (sources / "issue.txt").write_text(ISSUE, encoding="utf-8")
    (sources / "bad.txt").write_text("今天天气很好。", encoding="utf-8")
    with open_home(folder / "home", model=model, create=True) as home:
        index_paths(home, [sources], workers=1)
    answers = ask(folder / "home")
    assert wrong(answers, ask(folder / "home")) == []
    assert REFUSED not in answers.values()
    assert answers["by number"]
    assert answers["mentioning"]
    return folder / "home", sources, answers


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Path:
    """Another home, of as many laws."""
    folder = tmp_path_factory.mktemp("other")
    sources = folder / "sources"
    sources.mkdir()
    for number in range(7):
        (sources / f"{number}.md").write_text(law(40 + number), encoding="utf-8")
    with open_home(folder / "home", model=model, create=True) as home:
        index_paths(home, [sources], workers=1)
    return folder / "home"


def damage(path: Path, how: str, other: Path | None = None) -> None:
    """Damage one file; ``other`` is the file of another home."""
    data = path.read_bytes()
    if how == "removed":
        path.unlink()
    elif how == "emptied":
        put(path, b"")
    elif how == "cut":
        put(path, data[: len(data) // 2])
    elif how == "longer":
        put(path, data + b"\0")
    elif how == "a folder":
        path.unlink()
        path.mkdir()
    elif how == "unreadable as text":
        put(path, b"\xff" * len(data))
    elif how == "another home's" and other is not None:
        put(path, other.read_bytes())


HOWS = ["removed", "emptied", "cut", "longer", "a folder", "unreadable as text", "another home's"]


@pytest.mark.parametrize("how", HOWS)
def test_every_file_in_turn(how: str, sound: Sound, other: Path, tmp_path: Path) -> None:
    home, sources, answers = sound
    paths = [path for path in files_of(home) if path.name != "lock" and (home / path).stat().st_size]
    assert len(paths) >= 10
    for number, path in enumerate(paths):
        twins = sorted(other.glob(str(path.parent / f"*{path.suffix}"))) or [other / path]
        twin = other / path if (other / path).is_file() else twins[0]
        if not twin.is_file():  # a file of SQLite's that lives as long as a connection
            continue
        damaged = copy(home, tmp_path / str(number))
        damage(damaged / path, how, twin)
        check(damaged, path, how, sources, answers)
        shutil.rmtree(damaged)


def check(damaged: Path, path: Path, how: str, sources: Path, answers: Answers) -> None:
    """Ask, verify, repair, index: no wrong answer, no traceback; what is derived comes back."""
    replaced = how == "another home's" and path.name == "catalog.sqlite"
    given = ask(damaged)
    found = faults(damaged)
    if replaced:  # a sound catalog of other issues: its indexes are not its own, and say so
        assert given["search 应急物资由谁审批"] == REFUSED
    else:
        assert wrong(answers, given) == [], (path, how)
    if REFUSED in given.values():
        assert found is None or found, (path, how)
    if derived([path]):
        assert repair(damaged), (path, how)
        assert ask(damaged) == answers, (path, how)
        return
    repair(damaged)
    index_again(damaged, sources)


@pytest.mark.parametrize("seed", [7])
def test_flipped_bytes(seed: int, sound: Sound, tmp_path: Path) -> None:
    home, _, answers = sound
    dice = random.Random(seed)
    paths = [path for path in files_of(home) if (home / path).stat().st_size]
    for number, path in enumerate([*paths, *[Path("catalog.sqlite")] * 8]):
        damaged = copy(home, tmp_path / str(number))
        flip(damaged / path, dice.randrange((home / path).stat().st_size), 1 << dice.randrange(8))
        # A key of SQLite's own indexes has no checksum: what is looked up by it may be missed, and verify tells.
        assert wrong(answers, ask(damaged)) == [] or (not derived([path]) and faults(damaged) != []), path
        if derived([path]):
            assert repair(damaged), path
            assert ask(damaged) == answers, path
        else:
            faults(damaged)
        shutil.rmtree(damaged)


def test_a_lock_of_another_kind(sound: Sound, tmp_path: Path) -> None:
    """The lock is no part of what is asked; where it can't be taken, nothing is written."""
    home, sources, answers = sound
    for how in ("removed", "emptied", "a folder"):
        damaged = copy(home, tmp_path / how)
        damage(damaged / "lock", how)
        assert wrong(answers, ask(damaged)) == []
        index_again(damaged, sources)
        assert ask(damaged) == answers


def test_a_journal_that_was_cut(sound: Sound, tmp_path: Path) -> None:
    """A killed writer leaves its last commits in the -wal file: cut or damaged, an earlier state answers."""
    home, sources, answers = sound
    whole = copy(home, tmp_path / "whole")
    writer = open_home(whole, write=True)
    try:
        (tmp_path / "more").mkdir()
        (tmp_path / "more" / "law.md").write_text(law(90), encoding="utf-8")
        index_paths(writer, [tmp_path / "more"], workers=1)
        later = ask(whole)
        wal = (whole / "catalog.sqlite-wal").read_bytes()
        assert len(wal) > 1000
        for number, place in enumerate((0, 10, 40, len(wal) // 3, len(wal) // 2, len(wal) - 1)):
            for cut in (True, False):
                damaged = copy(whole, tmp_path / f"{number}{cut}")
                (damaged / "catalog.sqlite-shm").unlink(missing_ok=True)
                data = wal[:place] if cut else wal[:place] + bytes([wal[place] ^ 4]) + wal[place + 1 :]
                put(damaged / "catalog.sqlite-wal", data)
                given = ask(damaged)
                for name in ("issues", "documents", "counts", "by locator"):
                    assert given.get(name, REFUSED) in (answers[name], later[name], REFUSED), (name, place)
                index_again(damaged, tmp_path / "more")
                index_again(damaged, sources)
                assert faults(damaged) == []
                again = ask(damaged)
                assert again["counts"] == later["counts"]
    finally:
        writer.close()
