"""Measure how fast references and events are read.

Files are read and parsed first (samples/ by default), which isn't counted; then every clause is asked for its
references, on one core, and every document for its events. ``longest_ms`` is the slowest clause.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.homes import SAMPLES
from corpus import find_events, find_references, parse, read
from corpus.readers.read import SUFFIXES
from corpus.records import Document, SourceError
from corpus.references.context import context_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what is read."""
    parser.add_argument("paths", nargs="*", type=Path, help="files or folders (default: samples/)")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Return what was measured."""
    return measure(options.paths or SAMPLES)


def measure(paths: Sequence[Path]) -> dict[str, Any]:
    """Return counts, seconds and rates for the documents of the files; what can't be read is left out."""
    documents = [document for path in paths for document in _documents(path)]
    clauses = found = resolved = 0
    longest = 0.0
    begin = perf_counter()
    for document in documents:
        context = context_of(document)
        for clause in document.clauses:
            start = perf_counter()
            references = find_references(clause, context)
            longest = max(longest, perf_counter() - start)
            clauses += 1
            found += len(references)
            resolved += sum(one.is_resolved for one in references)
    seconds = perf_counter() - begin
    begin = perf_counter()
    events = sum(len(find_events(document, document.date)) for document in documents)
    told = perf_counter() - begin
    return {
        "documents": len(documents),
        "clauses": clauses,
        "references": found,
        "resolved": resolved,
        "references_s": round(seconds, 2),
        "clauses_per_s": round(clauses / seconds) if seconds else 0,
        "longest_ms": round(longest * 1000, 1),
        "events": events,
        "events_s": round(told, 2),
    }


def _documents(path: Path) -> Iterable[Document]:
    files = sorted(one for one in path.rglob("*") if one.suffix in SUFFIXES) if path.is_dir() else [path]
    for file in files:
        try:
            yield from parse(read(file)).documents
        except SourceError:
            continue
