"""The lock of a home: one process writes; a crashed one lets go by itself."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from corpus.messages import message
from index.errors import HomeError, one_line

_KINDS = {stat.S_IFLNK: "lock.link", stat.S_IFDIR: "lock.folder"}


class Lock:
    """Hold the lock file of a home until :meth:`release`.

    The system drops the lock when its holder dies, however it dies: there is nothing stale to take
    over. The process id in the file is only for the message. Processes forked meanwhile don't hold it.
    """

    def __init__(self, path: Path) -> None:
        from filelock import FileLock  # who only reads loads none of it

        self._path = path
        # Any thread may close a home. A disk that can't lock is refused: a mere file would outlive a crash.
        self._lock = FileLock(
            path, blocking=False, thread_local=False, fallback_to_soft=False, on_acquired=self._sign
        )

    def acquire(self) -> None:
        """Take the lock, or raise HomeError with the process that holds it."""
        from filelock import Timeout

        with suppress(FileNotFoundError):
            self._refuse_strangers(self._path.lstat(), linked=True)
        try:
            self._lock.acquire()
        except Timeout as held:
            holder = _said_in(self._path) or "unknown"
            raise HomeError(*message("lock.held", home=self._path.parent, holder=holder)) from held

    def release(self) -> None:
        """Let go; harmless when the lock is not held."""
        self._lock.release()

    def _sign(self, descriptor: int) -> None:
        """Write the process id, now that what was opened is held and can't be another's lock."""
        self._refuse_strangers(os.fstat(descriptor), linked=False)
        with suppress(OSError):  # on a full disk the message says less, and the lock is held all the same
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode("ascii"), 0)

    def _refuse_strangers(self, state: os.stat_result, *, linked: bool) -> None:
        """Raise HomeError unless this is a plain file of the home's owner, with one name or ``linked``."""
        owners = {os.geteuid(), self._path.parent.stat().st_uid}
        plain = stat.S_ISREG(state.st_mode)
        if plain and state.st_uid in owners and (linked or state.st_nlink <= 1):
            return
        what = message(_KINDS.get(stat.S_IFMT(state.st_mode), "lock.device"))
        if plain:
            what = message("lock.stranger", user=state.st_uid, links=state.st_nlink)
        raise HomeError(*message("lock.no_file", path=self._path, what=what))


def _said_in(path: Path) -> str:
    # A bare descriptor: an interrupt between here and the end leaves nothing to complain of.
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        return one_line(os.pread(descriptor, 20, 0).decode("ascii", "replace"))
    finally:
        os.close(descriptor)
