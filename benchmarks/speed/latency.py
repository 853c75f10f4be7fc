"""Measure how long a person waits: a cold command, a question in a running process, a text encoded.

A home is taken as it is, or made of samples/.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.homes import QUESTIONS, ROOT, SAMPLES, clause_texts, prepared_home
from index import Home, open_home
from search import Searcher
from search.evaluation.evaluate import read_questions
from search.evaluation.metrics import spread

COLD_RUNS = 5
ASKED = 200
ENCODED = 5000
_LOADS = 2000  # so many texts at once make a model load what it keeps for many


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what is asked of which home."""
    parser.add_argument("--home", type=Path, help="a home to ask (default: a new one of samples/)")
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument("--encoding", action="store_true", help="measure only the encoding, in this process")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Return what was measured."""
    with open_home(options.home) if options.home else prepared_home(SAMPLES) as home:
        if options.encoding:
            return encode_on_one_core(home, [one.query for one in read_questions(options.questions)])
        return measure(home.path, options.questions)


def cold_search(home: Path, runs: int = COLD_RUNS) -> dict[str, float]:
    """Return the median and the fewest seconds from typing ``gongbao search`` to its answer."""
    command = [sys.executable, "-m", "cli", "search", "信息化项目变更由谁审批", "--home", str(home)]
    took = []
    for _ in range(runs):
        started = perf_counter()
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        took.append(perf_counter() - started)
    return {"median": round(statistics.median(took), 3), "best": round(min(took), 3)}


def running_search(home: Home, questions: Sequence[str], asked: int = ASKED) -> dict[str, float]:
    """Return milliseconds of a question in a process that has answered one before."""
    searcher = Searcher(home)
    searcher.search(questions[0])
    took = [searcher.search(question).took_ms for question in islice(cycle(questions), asked)]
    return spread(took, 2)


def encoding(home: Path, questions: Path) -> dict[str, float]:
    """Return milliseconds per question and per passage, on one core, in a process of its own.

    Its own, because threads that run already keep the cores they have.
    """
    command = [sys.executable, "-m", "benchmarks", "latency", "--encoding", "--json", "--home", str(home)]
    done = subprocess.run(
        [*command, "--questions", str(questions)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def encode_on_one_core(home: Home, questions: Sequence[str]) -> dict[str, float]:
    """Encode questions one by one and passages together; to be called in a fresh process.

    The time is the processor's, so that what else runs on the machine does not count.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    passages = list(islice(cycle(clause_texts(home)), ENCODED))
    embedder = home.embedder
    embedder.encode(passages[:_LOADS])
    took = []
    for question in islice(cycle(questions), ASKED):
        started = process_time()
        embedder.encode_query(question)
        took.append((process_time() - started) * 1000)
    started = process_time()
    embedder.encode(passages)
    each = (process_time() - started) * 1000 / len(passages)
    return {
        **{f"question_{name}": value for name, value in spread(took, 4).items()},
        "passage": round(each, 4),
        "passage_characters": round(sum(map(len, passages)) / len(passages)),
    }


def measure(home: Path, questions: Path) -> dict[str, Any]:
    """Return all of it."""
    with open_home(home) as opened:
        running = running_search(opened, [one.query for one in read_questions(questions)])
    return {
        "cold_search_s": cold_search(home),
        "question_ms": running,
        "encode_ms": encoding(home, questions),
    }
