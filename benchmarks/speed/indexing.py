"""Measure indexing beside what it can't do without: jieba cutting the same text, in the same run.

The files (samples/ by default) are indexed into a new home with the command; then plain jieba cuts the same
clauses in as many processes, and nothing else. The ratio of the two is steadier than either: a busy machine slows both.
"""

from __future__ import annotations

import argparse
import json
import logging
import multiprocessing
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.homes import ROOT, SAMPLES, clause_texts, source_paths
from index import open_home
from index.pool import available_processors

_CHUNK = 2000  # clauses that a process of plain jieba is given at a time


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what is indexed, and with which model."""
    parser.add_argument(
        "paths", type=Path, nargs="*", metavar="PATH", help="files or folders, or articles as .jsonl"
    )
    parser.add_argument("--model", help="folder or name of the model")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Return what was measured."""
    return measure(options.paths or SAMPLES, options.model)


def measure(paths: Sequence[Path], model: str | None = None) -> dict[str, Any]:
    """Index the files into a new home; returns seconds, rates, memory, size, and the ratio to plain cutting."""
    workers = available_processors()
    with TemporaryDirectory() as work:
        taken = source_paths(paths, Path(work, "laws"))
        home_path = Path(work, "home")
        started = perf_counter()
        report, peak = run_command(taken, home_path, model)
        took = perf_counter() - started
        with open_home(home_path) as home:
            texts = clause_texts(home)
        size = sum(path.stat().st_size for path in home_path.rglob("*") if path.is_file())
        source = sum(_size(path) for path in taken)
    cutting = cut_plainly(texts, workers)
    characters = sum(map(len, texts))
    return {
        "clauses": report["clauses"],
        "set_aside": len(report["set_aside"]),
        "characters": characters,
        "processes": workers,
        "index_s": round(took, 3),
        "clauses_per_s": round(report["clauses"] / took),
        "characters_per_s": round(characters / took),
        "plain_jieba_s": round(cutting, 3),
        "ratio": round(took / cutting, 2) if cutting else None,
        "peak_mib": round(peak / 1024),
        "home_mib": round(size / 2**20, 1),
        "home_to_source": round(size / source, 2),
    }


def run_command(paths: Sequence[Path], home: Path, model: str | None) -> tuple[dict[str, Any], int]:
    """Run ``gongbao index``; return its report, and the peak memory in KiB of it and all its processes at once."""
    command = [sys.executable, "-m", "cli", "index", "--home", str(home), "--json", *map(str, paths)]
    command += ["--model", model] if model else []
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    peak, output = 0, b""
    while True:
        try:
            output += running.communicate(timeout=0.5)[0]
            break
        except subprocess.TimeoutExpired:
            peak = max(peak, resident(running.pid))
    report: dict[str, Any] = json.loads(output)
    return report, peak


def resident(process: int) -> int:
    """Return the KiB of memory that a process and those below it hold; pages that they share count once."""
    children: dict[int, list[int]] = {}
    sizes: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            rollup = status.with_name("smaps_rollup").read_text()
        except OSError:  # it ended while we looked
            continue
        children.setdefault(int(fields["PPid"]), []).append(int(fields["Pid"]))
        shares = (line.split() for line in rollup.splitlines() if line.startswith("Pss:"))
        sizes[int(fields["Pid"])] = sum(int(share[1]) for share in shares)
    total, left = 0, [process]
    while left:
        one = left.pop()
        total += sizes.get(one, 0)
        left += children.get(one, [])
    return total


def _size(path: Path) -> int:
    return (
        sum(p.stat().st_size for p in path.rglob("*") if p.is_file())
        if path.is_dir()
        else path.stat().st_size
    )


def cut_plainly(texts: Sequence[str], processes: int) -> float:
    """Return the seconds in which so many processes cut texts with jieba, its dictionary loaded."""
    chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
    with multiprocessing.get_context("spawn").Pool(processes, _load_jieba) as pool:
        pool.map(_cut, [[""]] * processes, chunksize=1)
        started = perf_counter()
        for _ in pool.imap_unordered(_cut, chunks):
            pass
        return perf_counter() - started


def _load_jieba() -> None:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()


def _cut(texts: Sequence[str]) -> int:
    import jieba

    return sum(len(jieba.lcut_for_search(text)) for text in texts)
