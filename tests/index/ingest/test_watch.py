"""A watched folder: what is still being written waits, what has come to rest is yielded once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from index.ingest.watch import settled

Step = Callable[[], object]


def watched(folder: Path, *steps: Step) -> list[list[str]]:
    """Return the names that are yielded while each step is done between two looks."""
    left: Iterator[Step] = iter(steps)

    def wait() -> bool:
        step = next(left, None)
        if step is not None:
            step()
        return step is not None

    return [[file.name for file in files] for files in settled([folder], wait)]


def nothing() -> None:
    """Let a look pass."""


def test_what_is_there_comes_at_once_and_only_once(tmp_path: Path) -> None:
    (tmp_path / "2025").mkdir()
    (tmp_path / "2025" / "a.txt").write_text("甲")
    (tmp_path / ".hidden.txt").write_text("乙")
    assert watched(tmp_path, nothing, nothing) == [["2025/a.txt"]]


def test_a_file_waits_until_it_has_come_to_rest(tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    grown: list[int] = []

    def grow() -> None:
        grown.append(1)
        new.write_text("甲" * len(grown))

    assert watched(tmp_path, grow, grow, grow) == []
    # the first look sees it as it is; two looks later it has not changed any more
    assert watched(tmp_path, grow, nothing, nothing) == [["new.txt"], ["new.txt"]]


def test_what_changes_comes_again_and_what_returns_is_new(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("甲")

    def change() -> None:
        file.write_text("甲乙")

    assert watched(tmp_path, change, nothing, nothing) == [["a.txt"], ["a.txt"]]
    assert watched(tmp_path, file.unlink, change, nothing) == [["a.txt"], ["a.txt"]]


def test_a_file_that_is_moved_in_whole_comes_at_the_second_look(tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "a.txt").write_text("甲")
    folder = tmp_path / "watched"
    folder.mkdir()

    def move() -> None:
        (other / "a.txt").rename(folder / "a.txt")

    assert watched(folder, move) == []
    (folder / "a.txt").rename(other / "a.txt")
    assert watched(folder, move, nothing) == [["a.txt"]]
