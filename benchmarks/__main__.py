"""Measure what a user waits for and what a user gets: ``python -m benchmarks [PATH...] [--json]``.

The quick ones of all benchmarks, over samples/ unless files of your own are named (then give their
judged questions too). Longer ones: benchmarks.quality, .answerable, .latency, .indexing.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import answerable, indexing, latency, quality
from benchmarks.homes import prepared_home
from corpus.records import GongbaoError
from search import Searcher
from search.evaluation.evaluate import read_questions

ROOT = Path(__file__).parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the measures as lines, or as one JSON object; returns 1 after one line on stderr."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="files or folders (default: samples/*.txt)")
    parser.add_argument("--questions", type=Path, default=ROOT / "samples" / "questions.jsonl")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    try:
        measured = measure(options.paths, options.questions)
    except GongbaoError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(measured, ensure_ascii=False, indent=2))
    else:
        print_lines(measured)
    return 0


def measure(paths: Sequence[Path], questions: Path) -> dict[str, Any]:
    """Return the reports by benchmark; ``answerable`` only over samples/, which its questions are for."""
    sources = list(paths) or sorted((ROOT / "samples").glob("*.txt"))
    measured: dict[str, Any] = {"indexing": indexing.measure(sources)}
    with prepared_home(sources) as home:
        name = questions.stem if paths else "samples"
        measured["quality"] = quality.measure(home, read_questions(questions), name)
        if not paths:
            cases = answerable.read_cases(Path(__file__).with_name("answerable.jsonl"))
            searcher = Searcher(home)
            outcomes = [answerable.try_case(searcher, case) for case in cases]
            measured["answerable"] = answerable.measure(outcomes)
        measured["latency"] = latency.measure(home.path, questions)
    measured["peak_mib"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10)
    return measured


def print_lines(measured: dict[str, Any]) -> None:
    """Print one line per measure that a reader would compare."""
    for name, value in measured["indexing"].items():
        _print(f"indexing {name}", value)
    for group, row in measured["quality"]["by"].items():
        for measure_name in ("success@1", "success@5", "mrr@10"):
            legs = (f"{leg} {bounds[measure_name][0]:.3f}" for leg, bounds in row["legs"].items())
            _print(f"{measure_name} {group}", "   ".join(legs))
    for code, shares in measured.get("answerable", {}).get("by", {}).get("all", {}).items():
        _print(
            f"no answer, caught {code}", f"{shares['caught']:.2f}   answers refused {shares['refused']:.2f}"
        )
    for name, values in measured["latency"].items():
        _print(name, "   ".join(f"{key} {value}" for key, value in values.items()))
    _print("peak_mib", measured["peak_mib"])


def _print(name: str, value: object) -> None:
    print(f"{name:28} {value}")


if __name__ == "__main__":
    sys.exit(main())
