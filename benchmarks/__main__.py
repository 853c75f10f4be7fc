"""Measure what a user waits for: ``python -m benchmarks [PATH...] [--questions FILE] [--json]``.

Indexes the paths into a new home, asks the judged questions, and times a question that is typed
into a fresh process. Without paths the samples are taken, and their questions.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from index import index_paths, open_home
from search import Searcher, evaluate

ROOT = Path(__file__).parent.parent
COLD_RUNS = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the measures as lines, or as one JSON object."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="files or folders (default: samples/*.txt)")
    parser.add_argument("--questions", type=Path, default=ROOT / "samples/questions.jsonl")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    paths = options.paths or sorted((ROOT / "samples").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        measured = measure(Path(folder) / "home", paths, options.questions)
    if options.json:
        print(json.dumps(measured, ensure_ascii=False, indent=2))
    else:
        for name, value in measured.items():
            print(f"{name:28} {value}")
    return 0


def measure(home_path: Path, paths: Sequence[Path], questions: Path) -> dict[str, Any]:
    """Return seconds, milliseconds and mebibytes of a whole use of a home, and its quality."""
    started = perf_counter()
    with open_home(home_path, create=True, write=True) as home:
        report = index_paths(home, paths)
    indexed = perf_counter() - started
    with open_home(home_path) as home:
        searcher = Searcher(home)
        searcher.search("公报")  # what is loaded once is not the question's
        judged = evaluate(searcher, questions)
    size = sum(path.stat().st_size for path in home_path.rglob("*") if path.is_file())
    return {
        "clauses": report.clauses,
        "index_s": round(indexed, 2),
        "clauses_per_s": round(report.clauses / indexed),
        "home_mib": round(size / 2**20, 1),
        "cold_question_s": round(cold_question(home_path), 2),
        **{f"question_ms_{name}": value for name, value in judged["latency_ms"].items()},
        **{f"success@5_{language}": row["success@5"] for language, row in judged["by"].items()},
        "peak_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10),
    }


def cold_question(home_path: Path) -> float:
    """Return the median seconds from typing ``gongbao search`` to its answer."""
    command = [sys.executable, "-m", "cli", "search", "信息化项目变更由谁审批", "--home", str(home_path)]
    took = []
    for _ in range(COLD_RUNS):
        started = perf_counter()
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        took.append(perf_counter() - started)
    return statistics.median(took)


if __name__ == "__main__":
    sys.exit(main())
