"""The names of all files of a home, in one place, and how files are replaced safely."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple

#: Raise it when a file of the home changes its meaning; a home of another format is refused.
FORMAT = 6


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

    def strangers(self, stores: Iterable[str]) -> list[str]:
        """Return the names in the folder that are none of a home's own, sorted; ``stores`` are folders of its own."""
        if not self.home.is_dir():
            return []
        own = {"catalog.sqlite", "catalog.sqlite-wal", "catalog.sqlite-shm", "catalog.sqlite-journal"}
        own |= {"lock", "jieba", *stores}
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


def write_manifest_file(folder: Path, value: Mapping[str, Any]) -> None:
    """Replace ``manifest.json`` of a folder atomically; the same value gives the same bytes."""
    body = json.dumps(value, ensure_ascii=False, sort_keys=True)
    check = hashlib.sha256(body.encode()).hexdigest()
    write_atomically(folder / "manifest.json", f'{{"sha256":"{check}","manifest":{body}}}'.encode())


def read_manifest_file(folder: Path) -> dict[str, Any] | None:
    """Return what was written into ``manifest.json``, None when it is absent or not what was written."""
    try:
        value = json.loads((folder / "manifest.json").read_bytes())
        body = json.dumps(value["manifest"], ensure_ascii=False, sort_keys=True)
        whole = hashlib.sha256(body.encode()).hexdigest() == value["sha256"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return value["manifest"] if whole and isinstance(value["manifest"], dict) else None


def file_state(path: Path) -> tuple[int, ...] | None:
    """Return what is another after every replacement of a file, None where there is none."""
    try:
        state = path.stat()
    except FileNotFoundError:
        return None
    return state.st_mtime_ns, state.st_ino, state.st_size


class FileStamp(NamedTuple):
    """Hold how a file was when it was written: its SHA-256, and its size and time, which tell at a glance."""

    sha256: str
    size: int
    time_ns: int

    def fits(self, path: Path) -> bool:
        """Tell whether a file has this content still; every byte of it is read."""
        return path.is_file() and path.stat().st_size == self.size and sha256_of(path) == self.sha256


def stamp_of(path: Path) -> FileStamp:
    """Return the stamp of a file that has just been written."""
    state = path.stat()
    return FileStamp(sha256_of(path), state.st_size, state.st_mtime_ns)


def is_untouched(path: Path, stamp: FileStamp) -> bool:
    """Tell whether a file is what was written; its bytes are read only if it was touched since.

    So a question over a large home needs no seconds, and a home that was copied is checked once a start.
    """
    state = path.stat()
    return (state.st_size, state.st_mtime_ns) == (stamp.size, stamp.time_ns) or stamp.fits(path)


def sha256_of(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file, read in blocks."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
