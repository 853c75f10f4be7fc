"""Do one act upon a home, and be ended in the middle of it: the program that the kill tests run.

    interrupted.py HOME MODEL ACT WHAT POOLS [AT DELAY HOW]

The act is followed through its events: what Python tells its audit hooks of files and processes, the
statements of SQLite, and the steps of the progress. At the AT-th of them, and DELAY seconds after it (so
that what happens inside tantivy and FAISS is hit too), HOW is done. Without AT the act runs to its end, and
the number of events is printed.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import index.ingest.job
from index import index_paths, open_home, remove, repair, sync
from index.home import Home

_FOLLOWED = ("open", "os.", "shutil.", "subprocess.Popen", "sqlite3.connect")
Ending = Callable[[], None]


def kill_group() -> None:
    """Kill all that stand in this session's first group: the program and its pools."""
    os.killpg(0, signal.SIGKILL)


def kill_main() -> None:
    """Kill the program alone; what it started must end by itself."""
    os.kill(os.getpid(), signal.SIGKILL)


def kill_workers() -> None:
    """Kill what the program started, and what these started; the program goes on."""
    for process in descendants(os.getpid()):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue


def terminate() -> None:
    """Ask the program to end, as systemd does."""
    os.kill(os.getpid(), signal.SIGTERM)


def interrupt() -> None:
    """Press Ctrl-C: the whole group hears of it."""
    os.killpg(0, signal.SIGINT)


ENDINGS: dict[str, Ending] = {
    "group": kill_group,
    "main": kill_main,
    "workers": kill_workers,
    "SIGTERM": terminate,
    "SIGINT": interrupt,
}


def descendants(process: int) -> list[int]:
    """Return the processes below one, parents first."""
    parents: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(told[1]), []).append(int(status.parent.name))
    found = [process]
    for one in found:
        found += parents.get(one, [])
    return found[1:]


class Fate:
    """Count events, and end at the one that was chosen."""

    def __init__(self, at: int | None, delay: float, how: str) -> None:
        self.count = 0
        self._at, self._delay, self._how = at, delay, how
        self._counting = threading.Lock()

    def step(self, phase: str, done: int, total: int) -> None:  # noqa: ARG002 - a Progress
        """Take notice of a step of the progress."""
        self.event()

    def event(self, *_: object) -> None:
        """Take notice of an event."""
        with self._counting:
            self.count += 1
            due = self.count == self._at
        if due and (self._delay or self._how == "workers"):  # who goes on must not be in the way of itself
            threading.Thread(target=self._later, daemon=True).start()
        elif due:
            ENDINGS[self._how]()

    def _later(self) -> None:
        time.sleep(self._delay)
        ENDINGS[self._how]()


def act(home: Home, what: str, name: str, fate: Fate) -> None:
    """Do what is to be interrupted; done again it must come to the same end."""
    if what == "index":
        index_paths(home, [Path(name)], fate.step, workers=2)
    elif what == "remove":
        if home.catalog.issue(name) is not None:
            remove(home, name)
        else:
            sync(home, fate.step)
    else:
        repair(home, fate.step)


def main(folder: str, model: str, what: str, name: str, pools: str, *chosen: str) -> None:
    """Work in small steps, so that there are many moments between them."""
    syncing: Any = sys.modules["index.sync"]  # `index.sync` is the function
    syncing.BATCH = 30
    syncing._TASK = 30 if pools == "pools" else 10_000
    index.ingest.job._CATCH_UP_EVERY = 60
    at, delay, how = (int(chosen[0]), float(chosen[1]), chosen[2]) if chosen else (None, 0.0, "")
    fate = Fate(at, delay, how)
    following = True

    def hear(event: str, _: tuple[object, ...]) -> None:
        if following and event.startswith(_FOLLOWED) and event != "os.listdir":
            fate.event()

    sys.addaudithook(hear)
    with open_home(folder, model=model, create=what == "index", repair=what == "repair", write=True) as home:
        home.writable_catalog._sql.set_trace_callback(fate.event)
        act(home, what, name, fate)
    following = False
    print(fate.count)


if __name__ == "__main__":
    main(*sys.argv[1:])
