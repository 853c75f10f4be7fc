"""Measure indexing beside what it can't do without: jieba cutting the same text, in the same run.

``python -m benchmarks.indexing [PATH...] [--json]`` reads, parses, stores, cuts and embeds the
files (samples/ by default) into a new home, then cuts the same clauses with plain jieba. The ratio
of the two is steadier than either: a busy machine slows both.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import jieba

from benchmarks.articles import is_article_list, read_articles, write_laws
from corpus import GongbaoError
from index import Home, index_paths, open_home

ROOT = Path(__file__).parent.parent


def measure(paths: Sequence[Path], model: str | None = None) -> dict[str, Any]:
    """Index the files into a new home; returns seconds, rates, and the ratio to plain cutting."""
    with TemporaryDirectory() as work:
        taken = []
        for path in paths:
            folder = Path(work, path.name) if is_article_list(path) else path
            if folder is not path:
                folder.mkdir()
                write_laws(read_articles(path), folder)
            taken.append(folder)
        with open_home(Path(work, "home"), model=model, create=True) as home:
            # Loading is paid once, however much is indexed.
            home.embedder.encode(["公报"])
            home.tokenizer.index_words("公报")
            started = perf_counter()
            report = index_paths(home, taken)
            took = perf_counter() - started
            texts = _texts(home)
        size = sum(path.stat().st_size for path in Path(work, "home").rglob("*") if path.is_file())
    cutting = cut_plainly(texts)
    characters = sum(map(len, texts))
    return {
        "clauses": report.clauses,
        "characters": characters,
        "index_s": round(took, 3),
        "clauses_per_s": round(report.clauses / took),
        "characters_per_s": round(characters / took),
        "plain_jieba_s": round(cutting, 3),
        "ratio": round(took / cutting, 2) if cutting else None,
        "home_mib": round(size / 2**20, 1),
    }


def _texts(home: Home) -> list[str]:
    catalog = home.catalog
    return [row.clause.text for one in catalog.documents() for row in catalog.document_clauses(one.id)]


def cut_plainly(texts: Sequence[str]) -> float:
    """Return the seconds that jieba takes to cut texts, its dictionary loaded."""
    jieba.setLogLevel(logging.WARNING)
    cutter = jieba.Tokenizer()
    cutter.initialize()
    started = perf_counter()
    for text in texts:
        cutter.lcut(text)
    return perf_counter() - started


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; returns 1 after one line on stderr where that can't be done."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.indexing", description=__doc__)
    parser.add_argument(
        "paths", type=Path, nargs="*", metavar="PATH", help="files or folders, or articles as .jsonl"
    )
    parser.add_argument("--model", help="folder or name of the model")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    try:
        measured = measure(options.paths or sorted((ROOT / "samples").glob("*.txt")), options.model)
    except GongbaoError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(measured, indent=2))
    else:
        for name, value in measured.items():
            print(f"{name:20} {value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
