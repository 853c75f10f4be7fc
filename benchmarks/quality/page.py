"""Write what was measured into a page: one section per set of questions, between marks of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.quality.chart import draw
from benchmarks.quality.legs import NAMES
from search.evaluation.metrics import MEASURES

_LEGS = {**NAMES, "fused": f"**{NAMES['fused']}**"}
# Shares of answered questions where few golds are to be found, shares of golds where many are.
_CHARTED = ("success@1", "success@5", "recall@10", "recall@100", "mrr@10", "ndcg@10")


def write_section(page: Path, name: str, text: str) -> None:
    """Put a section into a page in place of its former self, else at the end; all else stays."""
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    section = f"{begin}\n{text.strip()}\n{end}"
    old = page.read_text(encoding="utf-8") if page.exists() else "# Quality\n"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    new, found = pattern.subn(lambda _: section, old, count=1)
    page.write_text(new if found else f"{old.rstrip()}\n\n{section}\n", encoding="utf-8")


def write_quality(page: Path, report: Mapping[str, Any]) -> None:
    """Write the tables of a report into a page, and its charts beside it."""
    name = report["name"]
    lines = [
        f"## {name}",
        "",
        f"{report['questions']} questions over {report['clauses']:,} clauses, asked with the model "
        f"`{report['model']['name']}` ({report['model']['fingerprint'][:8]}). In brackets what 95 of 100 "
        "resamples of the questions stay within.",
    ]
    for language, group in report["by"].items():
        if language == "all":
            continue
        chart = page.with_name(f"{page.stem}-{name}-{language}.svg")
        title = f"{name}, {group['n']} questions ({language})"
        chart.write_text(draw(title, group["legs"], _CHARTED), encoding="utf-8")
        lines += ["", f"![{title}]({chart.name})", "", *_table(f"{language}, n = {group['n']}", group)]
        lines += ["", f"Among the hundred of either leg: {group['candidates']:.3f} of the right clauses."]
    if len(report["by_kind"]) > 1:
        lines += ["", "By kind of question, Gongbao:", "", *_kinds(report["by_kind"])]
    if report["fused_below_leg"]:
        lines += ["", "Worse than its better leg:", ""]
        lines += [
            f"- {one['kind']}, {one['measure']}: {one['fused']:.3f}, the leg {one['leg']:.3f}"
            for one in report["fused_below_leg"]
        ]
    write_section(page, name, "\n".join(lines))


def _table(head: str, group: Mapping[str, Any]) -> list[str]:
    return table([head, *MEASURES], ([_LEGS[leg], *_cells(row)] for leg, row in group["legs"].items()))


def _kinds(by_kind: Mapping[str, Any]) -> list[str]:
    rows = ([name, str(group["n"]), *_cells(group["legs"]["fused"])] for name, group in by_kind.items())
    return table(["", "n", *MEASURES], rows)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table in markdown."""
    lines = ["|" + "".join(f"{f' {cell}'.rstrip()} |" for cell in cells) for cells in (heads, *rows)]
    return [lines[0], f"|{'---|' * len(heads)}", *lines[1:]]


def _cells(row: Mapping[str, list[float]]) -> list[str]:
    return [
        "{} ({}–{})".format(*(f"{value:.3f}".removeprefix("0") for value in row[one])) for one in MEASURES
    ]
