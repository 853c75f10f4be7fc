"""A few processes of our own that work on tasks side by side; answers come in the order of the tasks.

They are started as fresh interpreters, not forked: the one that starts them has threads. Tasks and
answers are pickled records; an answer may hold nothing but the records named in ``_RECORDS``,
among them what the stores prepare.
"""

from __future__ import annotations

import importlib
import io
import os
import pickle
import signal
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Any, BinaryIO

from corpus.messages import message
from index.errors import HomeError
from index.stores import STORES

_FRAME = struct.Struct("<Q")
_QUEUED = 5  # tasks that a process is given at a time
_AHEAD = 10  # tasks per process that may be under way or done before their turn
_RECORDS = {
    ("index.catalog.codec", "EncodedIssue"),
    ("index.catalog.codec", "EncodedDocument"),
    ("index.catalog.rows", "ProblemRow"),
    ("index.catalog.rows", "SetAsideRow"),
    ("index.ingest.files", "SourceFile"),
    ("index.ingest.read", "Outcome"),
    ("pathlib", "PosixPath"),
    *((kind.prepared.__module__, kind.prepared.__qualname__) for kind in STORES.values()),
}
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")
_START = "import sys; sys.path[:] = sys.argv[2:]; from index.pool import serve; serve(int(sys.argv[1]))"


def available_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Pool:
    """Run ``make(*arguments)``, a function named ``module:function``, in each of ``count`` processes.

    It returns the function that tasks are given to, which answers with pickled records, end to end.
    """

    def __init__(self, count: int, make: str, *arguments: object) -> None:
        self._arrived: SimpleQueue[tuple[_Worker, bytes | None]] = SimpleQueue()
        self._workers = [_Worker(make, arguments, self._arrived) for _ in range(count)]

    def map(self, tasks: Iterable[object]) -> Iterator[list[Any]]:
        """Yield the records that answer each task, in order. Tasks are taken as they are needed.

        Some are given out ahead, so that the processes go on while the answers are being used. Raises
        HomeError when a process ends before it has answered.
        """
        waiting, exhausted = iter(tasks), False
        under_way: dict[_Worker, deque[int]] = {worker: deque() for worker in self._workers}
        answers: dict[int, list[Any]] = {}
        asked = given = 0
        while True:
            while not exhausted and asked - given < _AHEAD * len(under_way):
                worker = min(under_way, key=lambda one: len(under_way[one]))
                if len(under_way[worker]) == _QUEUED:
                    break
                try:
                    worker.ask(next(waiting))
                except StopIteration:
                    exhausted = True
                    break
                under_way[worker].append(asked)
                asked += 1
            if given in answers:
                yield answers.pop(given)
                given += 1
                continue
            if not any(under_way.values()):
                return
            worker, frame = self._arrived.get()
            answers[under_way[worker].popleft()] = worker.records(frame)

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Worker:
    """One process at the other end of two pipes."""

    def __init__(
        self, make: str, arguments: tuple[object, ...], arrived: SimpleQueue[tuple[_Worker, bytes | None]]
    ) -> None:
        command = [sys.executable, "-P", "-c", _START, str(os.getpid()), *sys.path]
        quiet = None if os.environ.get("GONGBAO_DEBUG") else subprocess.DEVNULL
        # They run side by side: threads of their own would only be in each other's way.
        environment = os.environ | dict.fromkeys(_THREADS, "1")
        environment["TOKENIZERS_PARALLELISM"] = "false"
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=quiet,
            bufsize=0,
            env=environment,
            process_group=0,  # Ctrl-C is for the process that started it
        )
        self._tasks: Any = self._process.stdin
        self._answers: Any = self._process.stdout
        self._listener = Thread(target=self._listen, args=(arrived,), daemon=True)
        self._listener.start()
        self.ask((make, arguments))

    def _listen(self, arrived: SimpleQueue[tuple[_Worker, bytes | None]]) -> None:
        """Hand over what the process answers, as it comes; None at its end."""
        while (frame := read_frame(self._answers)) is not None:
            arrived.put((self, frame))
        arrived.put((self, None))

    def ask(self, task: object) -> None:
        try:
            write_frame(self._tasks, pickle.dumps(task, pickle.HIGHEST_PROTOCOL))
        except BrokenPipeError:
            raise self._ended() from None

    def records(self, frame: bytes | None) -> list[Any]:
        """Load an answer; raises HomeError where there is none, or where it can't be read."""
        if frame is None:
            raise self._ended()
        stream = io.BytesIO(frame)
        records = []
        try:
            while stream.tell() < len(frame):
                records.append(_Records(stream).load())
        except Exception as trouble:  # whatever odd bytes make of unpickling
            raise HomeError(*message("run.answer_unreadable", why=trouble)) from trouble
        return records

    def _ended(self) -> HomeError:
        code = self._process.wait()
        return HomeError(*message("run.process_ended", code=code))

    def close(self) -> None:
        self._tasks.close()
        self._process.kill()
        self._process.wait()
        self._listener.join()
        self._answers.close()


class _Records(pickle.Unpickler):
    """Load what our processes answer: what read a hostile file may send nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _RECORDS:
            raise pickle.UnpicklingError(f"{module}.{name} is no record of this program")
        return super().find_class(module, name)


def serve(parent: int) -> None:
    """Answer tasks from stdin on stdout until the other end is closed: the main of each process.

    ``parent`` is the process that started it.
    """
    die_with_parent(parent)
    tasks, answers = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a library prints must not get between the answers
    start = read_frame(tasks)
    if start is None:
        return
    (module, _, name), arguments = _partition(pickle.loads(start))  # noqa: S301 - from our own parent
    work: Callable[[Any], bytes] = getattr(importlib.import_module(module), name)(*arguments)
    while (frame := read_frame(tasks)) is not None:
        write_frame(answers, work(pickle.loads(frame)))  # noqa: S301


def _partition(start: tuple[str, tuple[object, ...]]) -> tuple[tuple[str, str, str], tuple[object, ...]]:
    return start[0].partition(":"), start[1]


def die_with_parent(parent: int) -> None:
    """Have the system end this process when its parent ends, however it does (Linux only)."""
    if sys.platform == "linux":
        ctypes = importlib.import_module("ctypes")
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:  # it ended before it was asked for
        os._exit(1)


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Write bytes with their length before them."""
    left = memoryview(_FRAME.pack(len(data)) + data)
    while left:
        left = left[stream.write(left) :]


def read_frame(stream: BinaryIO) -> bytes | None:
    """Return the bytes of the next frame, None at the end, also in the middle of a frame."""
    head = _read(stream, _FRAME.size)
    return None if head is None else _read(stream, _FRAME.unpack(head)[0])


def _read(stream: BinaryIO, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = stream.read(min(size - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)
