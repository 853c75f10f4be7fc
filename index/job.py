"""The job that takes files to a searchable home: idempotent, one transaction per issue."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus import READING_VERSION, parse, read
from corpus.pieces import Reading, Source, SourceError
from index.home import Home
from index.progress import Progress, silent
from index.report import Report, Tally
from index.rows import ProblemRow, SetAsideRow

#: After so many new clauses the derived indexes follow, so that a killed run has little to redo.
_CATCH_UP_EVERY = 50_000


_BESIDE = re.compile(r"\..*|readme(?:\..*)?|.*\.jsonl?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """Name a file to read; ``name`` is its path below the folder that was given, or its own."""

    path: Path
    name: str


def index_paths(home: Home, paths: Iterable[str | Path], progress: Progress | None = None) -> Report:
    """Take files and folders into a home that was opened to be written.

    The same content again, under whatever name, changes nothing, unless an older version of the
    corpus read it: then it is read anew. The same issue with other content replaces its former
    self. What can't be read is set aside with its reason, recorded in the catalog, and stops
    nothing (what an older version read of it stays). Killed at any moment, running it again
    completes it.
    """
    show = progress or silent
    files = source_files(paths)
    tally = Tally()
    # Before anything is committed: a model that is gone, or another, would leave it unsearchable.
    home.embedder  # noqa: B018
    home.catch_up(show)
    caught_up = 0
    show("reading", 0, len(files))
    for done, file in enumerate(files, 1):
        _take(home, file, tally)
        show("reading", done, len(files))
        if tally.clauses - caught_up >= _CATCH_UP_EVERY:
            home.catch_up(show)
            caught_up = tally.clauses
    home.catch_up(show)
    return tally.report()


def source_files(paths: Iterable[str | Path]) -> list[SourceFile]:
    """Return the files to read in a stable order, each once.

    Inside folders, hidden files and what stands beside sources (README, JSON) are passed over.
    """
    found: dict[Path, SourceFile] = {}
    for given in paths:
        path = Path(given).expanduser()
        if path.is_dir():
            for inner in _below(path):
                found.setdefault(inner.absolute(), SourceFile(inner, inner.relative_to(path).as_posix()))
        else:
            found.setdefault(path.absolute(), SourceFile(path, path.name))
    return list(found.values())


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not _BESIDE.fullmatch(name))


def _take(home: Home, file: SourceFile, tally: Tally) -> None:
    """Read one file into the catalog, or set it aside."""
    catalog = home.writable_catalog
    try:
        source = _read(file)
        known = catalog.issue_of_sha256(source.sha256)
        if known is not None and catalog.reading_version(known.id) >= READING_VERSION:
            catalog.forget_set_aside(file.name)
            tally.unchanged += 1
            return
        if known is not None:  # read by an older version: it keeps its name, and with it its ids
            source = replace(source, name=known.source_name)
        reading = parse(source)
        former = catalog.issue(reading.key)
        catalog.replace_issue(reading)
        catalog.forget_set_aside(file.name)
    except (SourceError, UnicodeEncodeError, sqlite3.IntegrityError) as trouble:
        row = _set_aside(file.name, trouble)
        catalog.record_set_aside(row)
        tally.set_aside.append(row)
        return
    _count(reading, tally)
    if former is not None and former.source_name != reading.source.name:
        before = former.source_name
        what = f"与 {before} 是同一期，已取代之 (the same issue as {before}, which it replaces)"
        tally.problems.append(ProblemRow(file.name, 1, what))


def _read(file: SourceFile) -> Source:
    if not file.path.exists():
        raise SourceError(
            f"there is no file {file.path}: check the path", f"没有文件 {file.path}：请核对路径"
        )
    try:
        return read(file.path, file.name)
    except OSError as trouble:
        raise SourceError(
            f"it can't be opened: {trouble.strerror}", f"无法打开（{trouble.strerror}）：请核对文件及其权限"
        ) from trouble


def _set_aside(name: str, trouble: SourceError | UnicodeEncodeError | sqlite3.IntegrityError) -> SetAsideRow:
    if isinstance(trouble, sqlite3.IntegrityError):
        return SetAsideRow(
            name,
            f"it holds a clause id that another source has already ({trouble}): remove that one first",
            f"其中一条的标识已为另一来源所用（{trouble}）：请先撤下那一来源",
        )
    if isinstance(trouble, UnicodeEncodeError):
        return SetAsideRow(
            name,
            "its text holds code points that are no characters: save it as UTF-8 again",
            "文中有不是字符的码位：请重新另存为 UTF-8",
        )
    # The report names the file already.
    return SetAsideRow(
        name, str(trouble).removeprefix(f"{name}: "), trouble.chinese.removeprefix(f"{name}：")
    )


def _count(reading: Reading, tally: Tally) -> None:
    tally.issues += 1
    tally.documents += len(reading.documents)
    tally.clauses += sum(len(document.clauses) for document in reading.documents)
    tally.problems += [ProblemRow(reading.source.name, p.line, p.what) for p in reading.problems]
