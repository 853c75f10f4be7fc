"""Damage files of a home, and hold what it then answers against what it answered before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from corpus.records import GongbaoError
from index import Home, HomeError, index_paths, open_home, verify
from index import repair as repair_home
from search import Library
from web.wire import builtins_of

Answers = dict[str, object]
REFUSED = "refused"
QUESTIONS = (
    "应急物资由谁审批",
    '"足球场地建设"',
    "测试市学前教育收费条例第5版 第二条",
    "football pitches",
    "第三条",
)


def ask(folder: Path) -> Answers:
    """Return all that a home says, each answer by its question; REFUSED where that was a clear error.

    Whatever else is raised is a fault of the program.
    """
    try:
        home = open_home(folder)
    except GongbaoError as refused:
        return {"open": said(refused)}
    with home:
        return {name: attempt(question) for name, question in questions(home).items()}


def questions(home: Home) -> dict[str, Callable[[], object]]:
    """Return what a home is asked: by words, by meaning, by number and title, whole lists."""
    catalog, library = home.catalog, Library(home)

    def search(text: str) -> Callable[[], object]:
        def asked() -> object:
            found = builtins_of("search", library.search(text))
            del found["took_ms"], found["notes"]  # a note may say that an index can't be used
            return found

        return asked

    asked: dict[str, Callable[[], object]] = {f"search {text}": search(text) for text in QUESTIONS}
    asked["issues"] = catalog.issues
    asked["documents"] = catalog.documents
    asked["problems"] = catalog.problems
    asked["set aside"] = catalog.set_aside
    asked["overview"] = catalog.overview
    asked["counts"] = catalog.counts
    for number in range(3):
        title = f"测试市{('信息化项目变更', '应急物资储备', '冰雪旅游发展')[number]}条例第{number}版"
        asked[f"show {title}"] = lambda title=title: builtins_of("show", library.show(title))  # type: ignore[misc]
    asked["by number"] = lambda: catalog.find_documents("测政办发〔2025〕1号")
    asked["by locator"] = lambda: catalog.clauses_at("第二条")
    asked["mentioning"] = lambda: catalog.clauses_mentioning("测政发〔2020〕3号")
    return asked


def attempt(question: Callable[[], object]) -> object:
    """Return an answer, or that it was refused in one line."""
    try:
        return question()
    except GongbaoError as refused:
        return said(refused)


def said(refused: GongbaoError) -> str:
    """Hold a refusal to its form."""
    for line in (str(refused), refused.chinese):
        assert line
        assert len(line.splitlines()) == 1, line
    return REFUSED


def wrong(sound: Answers, damaged: Answers) -> list[str]:
    """Return the questions that were answered otherwise than before, and not refused."""
    return [name for name, answer in damaged.items() if answer != REFUSED and answer != sound[name]]


def faults(folder: Path) -> list[str] | None:
    """Return what verify finds; None where the home can't even be opened."""
    try:
        with open_home(folder) as home:
            return [str(fault) for fault in verify(home)]
    except HomeError as refused:
        said(refused)
        return None


def repair(folder: Path) -> bool:
    """Repair a home as the command does; returns whether nothing was left to complain of."""
    try:
        with open_home(folder, repair=True) as home:
            if verify(home):
                repair_home(home)
            return verify(home) == ()
    except HomeError as refused:
        said(refused)
        return False


def index_again(folder: Path, sources: Path) -> None:
    """Run the job over a damaged home: it is done, or refused in one line."""
    try:
        with open_home(folder, write=True) as home:
            index_paths(home, [sources], workers=1)
    except HomeError as refused:
        said(refused)


def copy(home: Path, to: Path) -> Path:
    """Copy a home; large files that are only ever replaced are shared."""

    def link(source: str, target: str) -> None:
        if Path(source).name in ("catalog.sqlite", "catalog.sqlite-wal", "lock"):
            shutil.copy2(source, target)
        else:
            os.link(source, target)

    shutil.copytree(home, to, copy_function=link)
    return to


def put(path: Path, data: bytes) -> None:
    """Replace a file, whoever shares it."""
    path.unlink()
    path.write_bytes(data)


def flip(path: Path, place: int, bits: int) -> None:
    """Change one byte."""
    data = bytearray(path.read_bytes())
    data[place] ^= bits
    put(path, bytes(data))


def files_of(home: Path) -> list[Path]:
    """Return all files of a home that hold something, relative to it, the lock too."""
    return sorted(path.relative_to(home) for path in home.rglob("*") if path.is_file())


def derived(paths: Iterable[Path]) -> list[Path]:
    """Return those that can be made anew from the catalog."""
    return [path for path in paths if path.parts[0] in ("lexical", "vectors", "jieba")]
