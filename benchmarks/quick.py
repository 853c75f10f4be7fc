"""Measure what a user waits for and what a user gets: the quick ones of all benchmarks.

Over samples/, unless files of your own are named; then give their judged questions too.
"""

from __future__ import annotations

import argparse
import resource
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.homes import QUESTIONS, SAMPLES, prepared_home
from benchmarks.quality import answerable, retrieval
from benchmarks.speed import indexing, latency
from search.evaluation.evaluate import read_questions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what is measured."""
    parser.add_argument("paths", nargs="*", type=Path, help="files or folders (default: samples/*.txt)")
    parser.add_argument("--questions", type=Path, default=QUESTIONS)


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Return the reports by benchmark; ``answerable`` only over samples/, which its questions are for."""
    sources = options.paths or SAMPLES
    measured: dict[str, Any] = {"indexing": indexing.measure(sources)}
    with prepared_home(sources) as home:
        name = options.questions.stem if options.paths else "samples"
        measured["quality"] = retrieval.measure(home, read_questions(options.questions), name)
        if not options.paths:
            cases = answerable.read_cases(answerable.CASES)
            measured["answerable"] = answerable.measure(answerable.try_cases(home, cases))
        measured["latency"] = latency.measure(home.path, options.questions)
    measured["peak_mib"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10)
    return measured


def lines(measured: dict[str, Any]) -> Iterator[str]:
    """Yield one line per measure that a reader would compare."""
    for name, value in measured["indexing"].items():
        yield f"{f'indexing {name}':28} {value}"
    for group, row in measured["quality"]["by"].items():
        for measure_name in ("success@1", "success@5", "mrr@10"):
            legs = (f"{leg} {bounds[measure_name][0]:.3f}" for leg, bounds in row["legs"].items())
            yield f"{f'{measure_name} {group}':28} {'   '.join(legs)}"
    for code, shares in measured.get("answerable", {}).get("by", {}).get("all", {}).items():
        caught = f"{shares['caught']:.2f}   answers refused {shares['refused']:.2f}"
        yield f"{f'no answer, caught {code}':28} {caught}"
    for name, values in measured["latency"].items():
        yield f"{name:28} " + "   ".join(f"{key} {value}" for key, value in values.items())
    yield f"{'peak_mib':28} {measured['peak_mib']}"
