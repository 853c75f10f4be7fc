"""Measure speed and quality: ``python -m benchmarks NAME ...``, and what NAME takes with ``--help``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

from corpus.records import GongbaoError

#: Each is a module with ``add_arguments(parser)`` and ``run(options)``, which returns what it measured by name,
#: and ``lines(report)`` where it prints otherwise than a name and a value a line. Only the one asked for is loaded.
BENCHMARKS: Mapping[str, tuple[str, str]] = {
    "quick": ("benchmarks.quick", "the quick ones of all, over samples/ or files of your own"),
    "quality": ("benchmarks.quality.retrieval", "how well any judged questions are answered, leg by leg"),
    "answerable": ("benchmarks.quality.answerable", "whether it says so when nothing here answers"),
    "scan": ("benchmarks.quality.scan", "characters and locators right on a scan"),
    "latency": (
        "benchmarks.speed.latency",
        "a cold command, a question in a running process, a text encoded",
    ),
    "indexing": ("benchmarks.speed.indexing", "indexing beside plain jieba cutting of the same text"),
    "adding": ("benchmarks.speed.adding", "adding one issue to a large home while questions are asked"),
    "references": ("benchmarks.speed.references", "how fast references and events are read"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one benchmark and print what it measured; returns 1 after one line on stderr where it can't."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    chooser = _chooser()
    if not typed:
        chooser.print_help()
        return 0
    name = chooser.parse_args(typed[:1]).name
    benchmark = import_module(BENCHMARKS[name][0])
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks {name}", description=benchmark.__doc__)
    benchmark.add_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(typed[1:])
    try:
        report = benchmark.run(options)
    except (GongbaoError, OSError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for line in getattr(benchmark, "lines", named_lines)(report):
            print(line)
    return 0


def _chooser() -> argparse.ArgumentParser:
    listing = "\n".join(f"  {name:12}{told}" for name, (_, told) in BENCHMARKS.items())
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", usage="%(prog)s NAME ...", description=f"{__doc__}\n\n{listing}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("name", choices=BENCHMARKS, metavar="NAME", help="one of those")
    return parser


def named_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each measure: its name and its value, or what the value is made of."""
    for name, value in report.items():
        parts = value.items() if isinstance(value, Mapping) else ()
        yield f"{name:28} " + ("   ".join(f"{key} {part}" for key, part in parts) or str(value))


if __name__ == "__main__":
    sys.exit(main())
