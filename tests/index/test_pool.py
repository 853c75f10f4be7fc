"""Processes side by side: answers in order, nothing but records, and none of them outlives its use."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.catalog.rows import ProblemRow
from index.errors import HomeError
from index.pool import _AHEAD, Pool, read_frame, write_frame
from tests.index.ingest.test_sandbox import children, is_running

HERE = "tests.index.test_pool"


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    before = children()
    yield
    assert children() <= before


# What the processes run.


def make_doubler(factor: int = 2) -> Callable[[int], bytes]:
    """Answer each number with as many records, and print on the way."""

    def work(number: int) -> bytes:
        print("a library says hello", flush=True)
        os.write(1, b"and so does one in C\n")
        time.sleep(0.001 * (number % 3))  # later tasks are done before earlier ones
        return b"".join(pickle.dumps(ProblemRow("", line, "")) for line in range(number * factor))

    return work


def make_liar() -> Callable[[int], bytes]:
    return lambda _: pickle.dumps(Path.home)


def make_noise() -> Callable[[int], bytes]:
    return lambda _: b"no pickle at all"


def make_mortal(signal_number: int) -> Callable[[int], bytes]:
    def work(number: int) -> bytes:
        if number == 5:
            os.kill(os.getpid(), signal_number)
        return pickle.dumps(ProblemRow("", number, ""))

    return work


def make_raiser() -> Callable[[int], bytes]:
    def work(number: int) -> bytes:
        raise RecursionError(number)

    return work


def make_sleeper() -> Callable[[int], bytes]:
    def work(_: int) -> bytes:
        time.sleep(10_000)
        return b""

    return work


@pytest.mark.parametrize("count", [1, 3])
def test_answers_come_in_the_order_of_the_tasks(count: int) -> None:
    with Pool(count, f"{HERE}:make_doubler", 3) as pool:
        found = list(pool.map(range(30)))
        assert [len(records) for records in found] == [3 * number for number in range(30)]
        assert found[2] == [ProblemRow("", line, "") for line in range(6)]
        assert list(pool.map([])) == []
        assert [len(records) for records in pool.map(iter([4]))] == [12]


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    with Pool(2, f"{HERE}:make_doubler") as pool:
        next(pool.map(tasks()))
        assert len(taken) <= 2 * _AHEAD


@pytest.mark.parametrize("make", ["make_liar", "make_noise"])
def test_nothing_but_records_is_loaded(make: str) -> None:
    with (
        Pool(1, f"{HERE}:{make}") as pool,
        pytest.raises(HomeError, match="what a process of this run answered can't be read") as refused,
    ):
        list(pool.map([1]))
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV", "SIGTERM"])
def test_a_process_that_ends_is_told_in_one_line(name: str) -> None:
    number = signal.Signals[name]
    with (
        Pool(2, f"{HERE}:make_mortal", int(number)) as pool,
        pytest.raises(HomeError, match=rf"ended by itself \(exit -{int(number)}\)") as ended,
    ):
        list(pool.map(range(50)))
    assert "\n" not in str(ended.value)
    assert "run the same command again" in str(ended.value)


def test_an_error_in_a_process_is_told_in_one_line() -> None:
    with (
        Pool(1, f"{HERE}:make_raiser") as pool,
        pytest.raises(HomeError, match=r"ended by itself \(exit 1\)"),
    ):
        list(pool.map([1]))


def test_closing_ends_what_they_are_doing() -> None:
    started = time.monotonic()
    with Pool(2, f"{HERE}:make_sleeper") as pool:
        for worker in pool._workers:
            worker.ask(1)
    assert time.monotonic() - started < 5000


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM"])
def test_they_end_with_the_process_that_started_them(name: str) -> None:
    code = (
        "import sys\nfrom index.pool import Pool\n"
        f"pool = Pool(2, '{HERE}:make_sleeper')\n"
        "print(*(worker._process.pid for worker in pool._workers), flush=True)\n"
        "list(pool.map(range(9)))\n"
    )
    root = Path(__file__).parents[2]
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=root, text=True)
    assert process.stdout is not None
    workers = list(map(int, process.stdout.readline().split()))
    process.stdout.close()
    assert len(workers) == 2
    process.send_signal(signal.Signals[name])
    process.wait()
    for _ in range(1500):
        if not any(map(is_running, workers)):
            return
        time.sleep(0.02)
    raise AssertionError(f"{workers} go on")


def test_a_frame_that_breaks_off_is_no_frame() -> None:
    stream = io.BytesIO()
    write_frame(stream, b"whole")
    whole = stream.getvalue()
    assert read_frame(io.BytesIO(whole)) == b"whole"
    for length in range(len(whole)):
        assert read_frame(io.BytesIO(whole[:length])) is None
