"""The files to read: found below what a user names, told apart by name and content."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.readers.read import KINDS
from index.layout import sha256_of

# Control characters, and those that turn the direction of what follows.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")

_BESIDE = re.compile(r"\..*|~\$.*|readme(?:\..*)?|.*\.jsonl?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """Name a file to read; ``name`` is its path below the folder that was given, or its own.

    ``sha256`` is that of its content when it was looked at, "" where that was not read.
    """

    path: Path
    name: str
    sha256: str = ""


def source_files(paths: Iterable[str | Path]) -> list[SourceFile]:
    """Return the files to read in a stable order, each once.

    Patterns are resolved. Inside folders, hidden files, locks of Word and what stands beside sources
    (README, JSON) are passed over.
    """
    found: dict[Path, SourceFile] = {}
    for given in paths:
        for path in _named(Path(given).expanduser()):
            if os.path.isdir(path):  # unlike Path.is_dir it takes any name
                for inner in _below(path):
                    name = _printable(inner.relative_to(path).as_posix())
                    found.setdefault(inner.absolute(), SourceFile(inner, name))
            else:
                found.setdefault(path.absolute(), SourceFile(path, _printable(path.name)))
    return list(found.values())


def _printable(name: str) -> str:
    """Return a file's name as it may be stored and shown: bytes and characters that can't be are escaped."""
    told = os.fsencode(name).decode("utf-8", "backslashreplace")
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), told)


def _named(path: Path) -> list[Path]:
    """Return what a path names: itself, or what matches where it is a pattern (2025/*.pdf, **/*.txt)."""
    if os.path.exists(path) or not glob.has_magic(str(path)):
        return [path]
    return [Path(name) for name in sorted(set(_matching(path)))] or [path]


def _matching(pattern: Path) -> Iterator[str]:
    """Yield what matches; ``**`` goes into no links, of which two in a folder would never end."""
    parts = pattern.parts
    if "**" not in parts:
        yield from glob.iglob(str(pattern))
        return
    at = parts.index("**")
    rest = Path(*parts[at + 1 :])
    for top in glob.iglob(str(Path(*parts[:at]))) if at else ["."]:
        if not rest.parts:
            yield top
            continue
        for folder, folders, _ in os.walk(top):
            folders[:] = (name for name in folders if not name.startswith("."))
            yield from _matching(Path(glob.escape(folder)) / rest)


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not _BESIDE.fullmatch(name))


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, "" where it can't be read, or need not: it is too large."""
    try:
        if not path.is_file() or path.stat().st_size > max(kind.largest for kind in KINDS.values()):
            return ""  # to open a pipe would wait for who writes to it, and a device may have no end
        return sha256_of(path)
    except OSError:
        return ""
