"""The lock of a home: one process writes; a crashed one lets go by itself."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from index.errors import HomeError


class Lock:
    """Hold the lock file of a home until :meth:`release`.

    The system drops the lock when its holder dies, however it dies: there is nothing stale to
    take over. The process id in the file is only for the message.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream: IO[str] | None = None

    def acquire(self) -> None:
        """Take the lock, or raise HomeError with the process that holds it."""
        stream = self._path.open("a+", encoding="ascii")
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as trouble:
            stream.seek(0)
            holder = stream.read().strip() or "unknown"
            stream.close()
            raise HomeError(
                f"{self._path.parent} is being written by process {holder}: wait until it is done, or stop it",
                f"{self._path.parent} 正由进程 {holder} 写入：请等它完成，或先停止它",
            ) from trouble
        self._stream = stream
        stream.truncate(0)
        stream.write(str(os.getpid()))
        stream.flush()

    def release(self) -> None:
        """Let go; harmless when the lock is not held."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None
