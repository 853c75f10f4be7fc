"""Measure how long a person waits: a cold command, a question in a running process, a text encoded.

``python -m benchmarks.latency [--home DIR] [--json]`` takes a home as it is, or makes one of samples/.
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

from benchmarks.homes import prepared_home
from corpus.records import GongbaoError
from index import Home, open_home
from search import Searcher
from search.evaluation.evaluate import read_questions
from search.evaluation.metrics import percentile

ROOT = Path(__file__).parent.parent
COLD_RUNS = 5
ASKED = 200
ENCODED = 5000
_LOADS = 2000  # so many texts at once make a model load what it keeps for many


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
    return {"p50": round(percentile(took, 0.50), 2), "p95": round(percentile(took, 0.95), 2)}


def encoding(home: Path, questions: Path) -> dict[str, float]:
    """Return milliseconds per question and per passage, on one core, in a process of its own.

    Its own, because threads that run already keep the cores they have.
    """
    command = [sys.executable, "-m", "benchmarks.latency", "--encoding", "--home", str(home)]
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
    texts = [
        row.clause.text
        for document in home.catalog.documents()
        for row in home.catalog.document_clauses(document.id)
    ]
    passages = list(islice(cycle(texts), ENCODED))
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
        "question_p50": round(percentile(took, 0.50), 4),
        "question_p95": round(percentile(took, 0.95), 4),
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns 1 after one line on stderr where that can't be done."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.latency", description=__doc__)
    parser.add_argument("--home", type=Path, help="a home to ask (default: a new one of samples/)")
    parser.add_argument("--questions", type=Path, default=ROOT / "samples" / "questions.jsonl")
    parser.add_argument("--encoding", action="store_true", help="measure only the encoding, in this process")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    try:
        if options.encoding and options.home:
            with open_home(options.home) as home:
                print(
                    json.dumps(encode_on_one_core(home, [q.query for q in read_questions(options.questions)]))
                )
            return 0
        if options.home:
            measured = measure(options.home, options.questions)
        else:
            with prepared_home(sorted((ROOT / "samples").glob("*.txt"))) as home:
                measured = measure(home.path, options.questions)
    except GongbaoError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(measured, indent=2))
    else:
        for name, values in measured.items():
            print(f"{name:16} " + ", ".join(f"{key} {value}" for key, value in values.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
