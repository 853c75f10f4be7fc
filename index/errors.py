"""The one error of the index: a home that can't be used as it is."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
            raise HomeError(
                f"no space is left on the disk of {folder}: what was committed is kept; "
                "free some space and run the same command again",
                f"{folder} 所在磁盘已满，已收录的内容不受影响：请腾出空间后重新运行同一命令",
            ) from trouble
        if code in (errno.EROFS, errno.EACCES) or any(words in said for words in _READ_ONLY):
            raise HomeError(
                f"{folder} can't be written ({one_line(trouble)}): make it writable",
                f"{folder} 无法写入（{one_line(trouble)}）：请改为可写",
            ) from trouble
        damaged = isinstance(trouble, (sqlite3.DatabaseError, UnicodeDecodeError))
        if damaged and not isinstance(trouble, sqlite3.IntegrityError):
            raise HomeError(
                f"the catalog of {folder} can't be used ({one_line(trouble)}): restore it from a backup, "
                "or index the sources into a new home",
                f"{folder} 的目录库无法使用（{one_line(trouble)}）：请从备份恢复，或把原文件收录到新的索引",
            ) from trouble
        if isinstance(trouble, OSError):
            raise HomeError(
                f"{folder} can't be used ({one_line(trouble)}): check its files and the disk",
                f"{folder} 无法使用（{one_line(trouble)}）：请检查其中的文件和磁盘",
            ) from trouble
        raise
