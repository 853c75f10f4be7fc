"""Work in a process of its own: whatever it does, we go on, within the limits, and nothing of it stays."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.ingest.sandbox import Limits, OverrunError, isolated

MIB = 1 << 20
LIMITS = Limits(seconds=30, memory=8192 * MIB, answer=8 * MIB)
SMALL = Limits(seconds=30, memory=512 * MIB, answer=8 * MIB)
BRIEF = Limits(seconds=1, memory=8192 * MIB, answer=8 * MIB)


def children() -> set[int]:
    """Return the processes that this one has, zombies too."""
    own = os.getpid()
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[1]) == own:
            found.add(int(status.parent.name))
    return found


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    before, files = children(), set(os.listdir("/proc/self/fd"))
    yield
    assert children() <= before
    assert set(os.listdir("/proc/self/fd")) <= files


def test_the_answer_comes_back_whole() -> None:
    assert isolated(lambda: b"", LIMITS) == b""
    assert isolated(lambda: b"\0\xff" * 3 * MIB, LIMITS) == b"\0\xff" * 3 * MIB


def loop_for_ever() -> bytes:
    while True:
        pass


def sleep_for_ever() -> bytes:
    time.sleep(10_000)
    return b""


def go_on_behind_a_closed_pipe() -> bytes:
    os.closerange(3, 100)
    return sleep_for_ever()


def eat_memory() -> bytes:
    kept = []
    while True:
        kept.append(bytearray(16 * MIB))


def write_gigabytes() -> bytes:
    return bytes(64 * MIB)


def write_a_file() -> bytes:
    Path(f"/tmp/gongbao-{os.getpid()}").write_bytes(b"x")  # noqa: S108
    return b""


def crash() -> bytes:
    faulthandler.disable()  # pytest's own would tell of it at length
    ctypes.string_at(0)
    return b""


def abort() -> bytes:
    faulthandler.disable()
    os.abort()


def recurse() -> bytes:
    return recurse()


def run_out() -> bytes:
    raise MemoryError


def leave() -> bytes:
    sys.exit(0)


def interrupt() -> bytes:
    raise KeyboardInterrupt


def answer_something_else() -> bytes:
    return "text"  # type: ignore[return-value]


def be_killed() -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return sleep_for_ever()


def send_a_signal_without_a_name() -> bytes:
    os.kill(os.getpid(), signal.SIGRTMIN + 3)
    return sleep_for_ever()


BROKEN: list[tuple[Callable[[], bytes], Limits, str]] = [
    (loop_for_ever, BRIEF, "it took longer than 1 seconds"),
    (sleep_for_ever, BRIEF, "it took longer than 1 seconds"),
    (go_on_behind_a_closed_pipe, BRIEF, "it took longer than 1 seconds"),
    (eat_memory, SMALL, "it needs more than 512 MiB of memory"),
    (write_gigabytes, LIMITS, "it holds more than 8 MiB of text"),
    (write_a_file, LIMITS, "its reader failed"),
    (crash, LIMITS, "its reader was ended by SIGSEGV"),
    (abort, LIMITS, "its reader was ended by SIGABRT"),
    (recurse, LIMITS, "its reader failed"),
    (run_out, LIMITS, "it needs more than 8192 MiB of memory"),
    (leave, LIMITS, "its reader failed"),
    (interrupt, LIMITS, "its reader failed"),
    (answer_something_else, LIMITS, "its reader failed"),
    (be_killed, LIMITS, "its reader was ended by SIGKILL"),
    (send_a_signal_without_a_name, LIMITS, f"its reader was ended by signal {signal.SIGRTMIN + 3}"),
]


@pytest.mark.parametrize(
    ("work", "limits", "message"), BROKEN, ids=lambda given: getattr(given, "__name__", "")
)
def test_what_breaks_is_told_in_one_line(work: Callable[[], bytes], limits: Limits, message: str) -> None:
    with pytest.raises(OverrunError) as broken:
        isolated(work, limits)
    assert str(broken.value) == message
    assert broken.value.said.chinese
    assert "\n" not in broken.value.said.chinese
    assert broken.value.from_outside == (work is be_killed)


@pytest.mark.parametrize("answers", [True, False])
def test_what_it_forks_ends_with_it(answers: bool) -> None:
    reader, writer = os.pipe()

    def fork() -> bytes:
        grandchild = os.fork()
        if grandchild == 0:
            os.closerange(writer + 1, 100)  # let go of the pipe of the answer, keep ours
            sleep_for_ever()
        os.write(writer, b"%d\n" % grandchild)
        return b"done" if answers else loop_for_ever()

    try:
        if answers:
            assert isolated(fork, LIMITS) == b"done"
        else:
            with pytest.raises(OverrunError, match="took longer"):
                isolated(fork, BRIEF)
        grandchild = int(os.read(reader, 100))
    finally:
        os.close(reader)
        os.close(writer)
    for _ in range(500):  # it is killed; whoever inherits it buries it when it likes
        if not is_running(grandchild):
            return
        time.sleep(0.02)
    raise AssertionError(f"{grandchild} goes on")


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_limits_are_those_of_the_child_alone() -> None:
    names = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)
    before = [resource.getrlimit(name) for name in names]
    told = isolated(lambda: repr([resource.getrlimit(name)[0] for name in names]).encode(), BRIEF)
    memory, _, size = map(int, told.strip(b"[]").split(b","))
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    assert 0 < memory - 8192 * MIB <= mapped + 64 * MIB  # beyond what is mapped already
    assert size == 0
    assert [resource.getrlimit(name) for name in names] == before


def test_it_ends_with_the_process_that_asked() -> None:
    """Killed at once, the one in the middle leaves nothing that works on."""
    reader, writer = os.pipe()
    middle = os.fork()
    if middle == 0:

        def tell_and_sleep() -> bytes:
            os.write(writer, b"%d\n" % os.getpid())
            return sleep_for_ever()

        isolated(tell_and_sleep, LIMITS)
    worker = int(os.read(reader, 100))
    os.close(reader)
    os.close(writer)
    os.kill(middle, signal.SIGKILL)
    os.waitpid(middle, 0)
    for _ in range(500):
        if not is_running(worker):
            return
        time.sleep(0.02)
    raise AssertionError(f"{worker} goes on")
