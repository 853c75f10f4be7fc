"""Lay out what a check found for a terminal: a line of counts, then a block for each citation of the draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from view.entry import checked_line, finding_entry

if TYPE_CHECKING:
    from search.check.findings import CheckReport
    from view.terminal.layout import Terminal

_INDENT = "   "


def report_lines(report: CheckReport, terminal: Terminal) -> Iterator[str]:
    """Yield the counts by verdict, then a block for every citation in the order of the draft."""
    yield checked_line(report, terminal.words)
    for at, finding in enumerate(report.findings, 1):
        entry = finding_entry(finding, terminal.words)
        yield ""
        yield from terminal.paragraph(f"{at}. [{entry.heading}] {entry.text}", later=_INDENT)
        if entry.found:
            yield from terminal.paragraph(f"→ {entry.found}", _INDENT)
        for line in entry.details:
            yield from terminal.paragraph(f"- {line}", _INDENT, later=_INDENT + "  ")
