"""Watch folders: files that come or change are indexed within seconds of being complete."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from index.ingest.files import SourceFile, source_files

#: Seconds between two looks. A file that is the same in two looks is complete.
INTERVAL = 1.0

_State = tuple[int, int, int]  # inode, size, time of the last change


def pause(looks: int = 1) -> bool:
    """Wait for the time of so many looks; returns True: the watch goes on."""
    time.sleep(looks * INTERVAL)
    return True


def settled(paths: Iterable[str | Path], wait: Callable[[], bool]) -> Iterator[list[SourceFile]]:
    """Yield the files below ``paths`` that are new or other than they were, once they have come to rest.

    What is there at the first look is yielded at once, complete or not: what is still being written
    comes again. ``wait`` is called between two looks, and ends the watch by returning False. Looking,
    rather than being told by the system, works on network disks too.
    """
    given = list(paths)
    known: dict[SourceFile, _State] = {}
    before = _look(given)
    ready = list(before)
    while True:
        known.update((file, before[file]) for file in ready)
        if ready:
            yield ready
        if not wait():
            return
        now = _look(given)
        ready = [
            file for file, state in now.items() if known.get(file) != state and before.get(file) == state
        ]
        before = now
        for file in known.keys() - now.keys():
            del known[file]  # gone: should it come again, it is new


def _look(paths: Iterable[str | Path]) -> dict[SourceFile, _State]:
    found: dict[SourceFile, _State] = {}
    for file in source_files(paths):
        try:
            state = os.stat(file.path)
        except OSError:  # it went while we looked
            continue
        found[file] = state.st_ino, state.st_size, state.st_mtime_ns
    return found
