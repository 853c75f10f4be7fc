"""The names of all files of a home, in one place, and how files are replaced safely."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

#: Raise it when a file of the home changes its meaning; a home of another format is refused.
FORMAT = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """Know where each part of a home lies below its folder."""

    home: Path

    @property
    def catalog(self) -> Path:
        """The SQLite database: the truth."""
        return self.home / "catalog.sqlite"

    @property
    def lock(self) -> Path:
        """Held by the one process that writes."""
        return self.home / "lock"

    @property
    def jieba(self) -> Path:
        """The folder of the tokenizer's dictionary cache."""
        return self.home / "jieba"

    @property
    def lexical(self) -> Path:
        """The folder of the BM25 index, derived."""
        return self.home / "lexical"

    @property
    def vectors(self) -> Path:
        """The folder of the vector arrays, derived."""
        return self.home / "vectors"

    def strangers(self) -> list[str]:
        """Return the names in the folder that are none of a home's own, sorted."""
        if not self.home.is_dir():
            return []
        own = {"catalog.sqlite", "catalog.sqlite-wal", "catalog.sqlite-shm", "catalog.sqlite-journal"}
        own |= {"lock", "jieba", "lexical", "vectors"}
        return sorted(entry.name for entry in self.home.iterdir() if entry.name not in own)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a stream whose bytes become the file at the end, all at once.

    A reader, or a crash, sees the old file or the new one, never a half.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with temporary.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the content of a file, all at once."""
    with replacing(path) as stream:
        stream.write(data)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """Replace a JSON file atomically; the same value gives the same bytes."""
    write_atomically(path, json.dumps(value, ensure_ascii=False, sort_keys=True).encode())


def read_json(path: Path) -> dict[str, Any] | None:
    """Return the object in a JSON file, or None when it is absent or no JSON object."""
    try:
        value = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def sha256_of(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file, read in blocks."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
