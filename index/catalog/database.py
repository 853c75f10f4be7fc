"""The connection to the catalog's SQLite file, and how its rows are fetched."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from corpus.messages import message
from index.catalog.codec import Columns
from index.errors import HomeError, disk_trouble, one_line

_BATCH = 500  # below SQLite's oldest limit of bound parameters, 999


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open the database; a reader never blocks the writer, and can't change anything."""
    mode = "rwc" if write else "ro"
    connection = _open(path, f"mode={mode}")
    connection.execute(
        "PRAGMA cache_size = -65536"
    )  # KiB: a question over a large home looks up a thousand pages
    try:
        if write:
            # Five blocks of text fit such a page; of SQLite's own 4096 bytes each would waste a quarter.
            connection.execute("PRAGMA page_size = 16384")
            connection.execute("PRAGMA journal_mode = WAL")
            # In WAL mode NORMAL survives a killed process whole; a power cut may lose the last
            # issues, never half of one.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_size_limit = 16777216")
        else:
            connection.execute("SELECT 1 FROM sqlite_master").fetchall()
    except sqlite3.OperationalError:
        connection.close()
        wal = Path(f"{path}-wal")
        if write or os.access(path.parent, os.W_OK) or (wal.exists() and wal.stat().st_size):
            raise
        # A reader of a WAL database writes its shared memory beside it. On a read-only disk it
        # can't; nobody else can write there either, so the file may be read as it lies.
        connection = _open(path, "mode=ro&immutable=1")
    return connection


def _open(path: Path, options: str) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?{options}"
    # Threads of a server share the reader: SQLite is built serialised, and rows are fetched whole.
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=30, check_same_thread=False)


class Database:
    """Hold the database file open and fetch rows of it."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        with disk_trouble(path.parent):
            self._sql = connect(path, write=write)

    def close(self) -> None:
        """Let go of the database file."""
        self._sql.close()

    def _all(self, sql: str, parameters: Iterable[object] = ()) -> list[Columns]:
        try:
            return self._sql.execute(sql, tuple(parameters)).fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as trouble:
            raise self._damaged(trouble) from trouble

    def _by_ids(self, sql: str, ids: Iterable[int] | Iterable[str]) -> Iterator[Columns]:
        wanted: list[Any] = sorted(set(ids))
        for start in range(0, len(wanted), _BATCH):
            part = wanted[start : start + _BATCH]
            yield from self._all(sql.replace("{ids}", ",".join("?" * len(part))), part)

    def _damaged(self, trouble: object) -> HomeError:
        return HomeError(*message("home.catalog_unreadable", why=one_line(trouble)))
