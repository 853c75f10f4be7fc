"""Do one piece of work in a process of its own, within limits: whatever it does, this one goes on."""

from __future__ import annotations

import os
import resource
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import NoReturn

from corpus.messages import Said, message
from index.pool import available_processors, die_with_parent

_FROM_OUTSIDE = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_NO_MEMORY = 97  # the exit code of a child that ran out of its memory


@dataclass(frozen=True, slots=True)
class Limits:
    """Bound what a child may use: seconds of wall time, bytes of memory, bytes of its answer.

    The memory is counted beyond what the process had mapped when it forked: what is loaded is shared.
    """

    seconds: float
    memory: int
    answer: int


class OverrunError(Exception):
    """Raised when the work went over a limit, or its process broke; ``str`` says which, in English.

    ``from_outside`` tells that somebody else ended it (a person, a system short of memory): the same
    work may do well another time.
    """

    def __init__(self, said: Said, *, from_outside: bool = False) -> None:
        super().__init__(said.english)
        self.said = said
        self.from_outside = from_outside


def isolated(work: Callable[[], bytes], limits: Limits) -> bytes:
    """Return what ``work`` returns, computed in a fork of this process.

    To be called in a process without threads. Raises OverrunError when the work needs more than the
    limits, or its process crashes.
    """
    receive, send = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(receive)
        _work(work, limits, send, parent)
    os.close(send)
    until = monotonic() + limits.seconds
    try:
        answer = _receive(receive, limits, until)
        code = _exit_code(child, limits, until)
    finally:
        os.close(receive)
        _end_family(child)
    if code != 0:
        raise _broken(code, limits)
    return answer


def _exit_code(child: int, limits: Limits, until: float) -> int:
    """Return the exit code of a child that has answered, and leave it to be waited for.

    It may have closed its end and go on: then it is late, as any other.
    """
    while True:
        found = os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if found is not None:
            return found.si_status if found.si_code == os.CLD_EXITED else -found.si_status
        if monotonic() > until:
            raise _late(limits)
        sleep(0.001)


def _end_family(child: int) -> None:
    """Kill the child and what it forked, whether it ended or not; leave no zombie."""
    with suppress(ProcessLookupError, PermissionError):  # it was killed before it had its own group
        os.killpg(child, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _work(work: Callable[[], bytes], limits: Limits, send: int, parent: int) -> NoReturn:
    """Be the child: confine this process, work, answer, and end without ever returning."""
    try:
        os.setpgid(0, 0)  # what it forks is ended with it
        die_with_parent(parent)
        _confine(limits)
        left = memoryview(work())
        while left:
            left = left[os.write(send, left) :]
        os._exit(0)
    except MemoryError:
        os._exit(_NO_MEMORY)
    except BaseException:
        if os.environ.get("GONGBAO_DEBUG"):
            sys.excepthook(*sys.exc_info())
        os._exit(1)


def _confine(limits: Limits) -> None:
    seconds = int(limits.seconds) + 1
    for which, most in (
        (resource.RLIMIT_AS, _mapped() + limits.memory),
        (resource.RLIMIT_CPU, seconds * available_processors()),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),  # readers write no files
    ):
        _, hard = resource.getrlimit(which)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # A second more for the processor: at the hard limit comes SIGKILL, which others send too.
        last = most + 1 if which == resource.RLIMIT_CPU and hard == resource.RLIM_INFINITY else most
        resource.setrlimit(which, (most, last))


def _mapped() -> int:
    """Return the bytes of address space that this process has, 0 where the system doesn't tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize()


def _receive(receive: int, limits: Limits, until: float) -> bytes:
    """Read what the child answers until it closes its end."""
    answer = bytearray()
    while True:
        ready, _, _ = select.select([receive], [], [], max(0.0, until - monotonic()))
        if not ready:
            raise _late(limits)
        part = os.read(receive, 1 << 20)
        if not part:
            return bytes(answer)
        answer += part
        if len(answer) > limits.answer:
            raise OverrunError(message("sandbox.output", most=limits.answer >> 20))


def _late(limits: Limits) -> OverrunError:
    return OverrunError(message("sandbox.too_slow", most=f"{limits.seconds:.0f}"))


def _broken(code: int, limits: Limits) -> OverrunError:
    if code == _NO_MEMORY:
        return OverrunError(message("sandbox.memory", most=limits.memory >> 20))
    if code < 0:
        # Real-time signals have no names.
        name = next((one.name for one in signal.Signals if one == -code), f"signal {-code}")
        return OverrunError(message("sandbox.ended", signal=name), from_outside=-code in _FROM_OUTSIDE)
    return OverrunError(message("sandbox.failed"))
