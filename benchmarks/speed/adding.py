"""Measure adding one issue to a large home while questions are asked.

The file is indexed by the command, as a nightly job would, and removed again, some times over. Meanwhile
this process serves questions as a server does: how long the slowest takes is what a user may feel.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, sleep

from benchmarks.homes import QUESTIONS, ROOT
from index import open_home
from search import Searcher
from search.evaluation.evaluate import read_questions

_PAUSE = 0.05  # seconds between two questions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what is added where."""
    parser.add_argument("home", type=Path, help="a large home; it is as it was afterwards")
    parser.add_argument("file", type=Path, help="an issue that is not in it")


def run(options: argparse.Namespace) -> dict[str, float]:
    """Return what was measured."""
    return measure(options.home, options.file.absolute())


def measure(home: Path, file: Path, times: int = 5) -> dict[str, float]:
    """Return the seconds that adding takes, and the milliseconds of questions before and during it."""
    questions = [question.query for question in read_questions(QUESTIONS)]
    with open_home(home) as opened:
        searcher = Searcher(opened)
        calm = _ask(searcher, questions[:20] + questions, threading.Event())[20:]  # the first warm it up
        added: list[float] = []
        busy: list[float] = []
        for _ in range(times):
            done = threading.Event()
            asking = threading.Thread(target=_until, args=(searcher, questions, done, busy))
            asking.start()
            started = perf_counter()
            report = json.loads(_run("--home", str(home), "index", str(file), "--json"))
            added.append(perf_counter() - started)
            sleep(1)  # what was added is loaded with the next question
            done.set()
            asking.join()
            key = next(row.key for row in opened.catalog.issues()[::-1])
            if report["issues"]:
                _run("--home", str(home), "remove", key)
    return {
        "add_s_median": round(sorted(added)[len(added) // 2], 2),
        "add_s_slowest": round(max(added), 2),
        "question_ms_median_before": round(sorted(calm)[len(calm) // 2], 1),
        "question_ms_median_during": round(sorted(busy)[len(busy) // 2], 1),
        "question_ms_slowest_during": round(max(busy), 1),
        "questions_during": len(busy),
    }


def _until(searcher: Searcher, questions: Sequence[str], done: threading.Event, took: list[float]) -> None:
    while not done.is_set():
        took += _ask(searcher, questions, done)


def _ask(searcher: Searcher, questions: Sequence[str], done: threading.Event) -> list[float]:
    took = []
    for question in questions:
        if done.is_set():
            break
        started = perf_counter()
        searcher.search(question)
        took.append((perf_counter() - started) * 1000)
        sleep(_PAUSE)
    return took


def _run(*arguments: str) -> str:
    command = [sys.executable, "-m", "cli", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
