"""The one error of the index: a home that can't be used as it is."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.messages import message
from corpus.records import GongbaoError


class HomeError(GongbaoError):
    """Raised when a home is missing, locked, damaged, full, or made by another format or model.

    ``index.verify`` returns them.
    """


def one_line(trouble: object) -> str:
    """Return what a library says as one printable line: it may cite the bytes that are damaged."""
    return " ".join("".join(one if one.isprintable() else " " for one in str(trouble)).split())


_FULL = ("no space left", "disk is full", "os error 28", "quota exceeded")
_READ_ONLY = ("read-only file system", "readonly database", "os error 30", "permission denied")


@contextmanager
def disk_trouble(folder: Path) -> Iterator[None]:
    """Turn a full, read-only or damaged disk into one clear line; what was committed stays.

    SQLite, numpy and tantivy each have their own way to say it, hence the texts above.
    """
    try:
        yield
    except (OSError, sqlite3.DatabaseError, ValueError, RuntimeError) as trouble:
        said = str(trouble).lower()
        code = getattr(trouble, "errno", None)
        if code in (errno.ENOSPC, errno.EDQUOT) or any(words in said for words in _FULL):
            raise HomeError(*message("home.disk_full", folder=folder)) from trouble
        if code in (errno.EROFS, errno.EACCES) or any(words in said for words in _READ_ONLY):
            raise HomeError(
                *message("home.read_only_folder", folder=folder, why=one_line(trouble))
            ) from trouble
        damaged = isinstance(trouble, (sqlite3.DatabaseError, UnicodeDecodeError))
        if damaged and not isinstance(trouble, sqlite3.IntegrityError):
            raise HomeError(
                *message("home.catalog_unusable", folder=folder, why=one_line(trouble))
            ) from trouble
        if isinstance(trouble, OSError):
            raise HomeError(*message("home.unusable", folder=folder, why=one_line(trouble))) from trouble
        raise
