"""Do one piece of work in a process of its own, within limits: whatever it does, this one goes on."""

from __future__ import annotations

import os
import resource
import select
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import NoReturn

from index.pool import available_processors, die_with_parent

_NO_MEMORY = 97  # the exit code of a child that ran out of its memory


@dataclass(frozen=True, slots=True)
class Limits:
    """Bound what a child may use: seconds of wall time, bytes of memory, bytes of its answer."""

    seconds: float
    memory: int
    answer: int


class OverrunError(Exception):
    """Raised when the work went over a limit, or its process broke; ``str`` says which, in English."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(english)
        self.chinese = chinese


def isolated(work: Callable[[], bytes], limits: Limits) -> bytes:
    """Return what ``work`` returns, computed in a fork of this process.

    To be called in a process without threads. Raises OverrunError when the work needs more than the
    limits, or its process crashes.
    """
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(receive)
        _work(work, limits, send)
    os.close(send)
    try:
        answer = _receive(receive, limits)
    except OverrunError:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.close(receive)
        _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        raise _broken(code, limits)
    return answer


def _work(work: Callable[[], bytes], limits: Limits, send: int) -> NoReturn:
    """Be the child: confine this process, work, answer, and end without ever returning."""
    try:
        die_with_parent()
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
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds * available_processors()),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),  # readers write no files
    ):
        _, hard = resource.getrlimit(which)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (most, most))


def _receive(receive: int, limits: Limits) -> bytes:
    """Read what the child answers until it ends."""
    until = monotonic() + limits.seconds
    answer = bytearray()
    while True:
        ready, _, _ = select.select([receive], [], [], max(0.0, until - monotonic()))
        if not ready:
            raise OverrunError(
                f"it took longer than {limits.seconds:.0f} seconds", f"处理超过 {limits.seconds:.0f} 秒"
            )
        part = os.read(receive, 1 << 20)
        if not part:
            return bytes(answer)
        answer += part
        if len(answer) > limits.answer:
            most = limits.answer >> 20
            raise OverrunError(f"it holds more than {most} MiB of text", f"文字超过 {most} MiB")


def _broken(code: int, limits: Limits) -> OverrunError:
    most = limits.memory >> 20
    if code == _NO_MEMORY:
        return OverrunError(f"it needs more than {most} MiB of memory", f"所需内存超过 {most} MiB")
    if code < 0:
        name = signal.Signals(-code).name
        return OverrunError(f"its reader was ended by {name}", f"读取进程被 {name} 终止")
    return OverrunError("its reader failed", "读取进程出错")
