"""The lock of a home: one process writes; a crashed one lets go by itself."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from index.errors import HomeError


class Lock:
    """Hold the lock file of a home until :meth:`release`.

    The system drops the lock when its holder dies, however it dies: there is nothing stale to
    take over. The process id in the file is only for the message.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock, or raise HomeError with the process that holds it."""
        # A bare descriptor: an interrupt between here and the end leaves nothing to complain of.
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as trouble:
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip() or "unknown"
            os.close(descriptor)
            raise HomeError(
                f"{self._path.parent} is being written by process {holder}: wait until it is done, or stop it",
                f"{self._path.parent} 正由进程 {holder} 写入：请等它完成，或先停止它",
            ) from trouble
        self._descriptor = descriptor
        with suppress(OSError):  # on a full disk the message says less, and the lock is held all the same
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode("ascii"), 0)

    def release(self) -> None:
        """Let go; harmless when the lock is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
