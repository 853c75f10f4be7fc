"""Make the table of a checked draft: every citation, its verdict, what is held, what differs."""

from __future__ import annotations

from search.check.findings import CheckReport, Finding
from view.entry import checked_line, finding_entry
from view.exports.answer_table import reference_of
from view.exports.table import Reference, Row, Table
from view.messages import Words

COLUMNS = ("rank", "verdict", "cited", "citation", "status", "findings")


def check_table(report: CheckReport, words: Words) -> Table:
    """Return the table of a report."""
    return Table(
        title=words("column.findings"),
        columns=tuple(words(f"column.{name}") for name in COLUMNS),
        rows=tuple(_row(at, one, words) for at, one in enumerate(report.findings, 1)),
        facts=(checked_line(report, words),),
    )


def _row(at: int, finding: Finding, words: Words) -> Row:
    entry = finding_entry(finding, words)
    status = words(f"status.{finding.status}") if finding.status else ""
    return Row(
        cells=(at, entry.heading, finding.text, entry.found, status, "\n".join(entry.details)),
        heading=words("place.labelled", label=entry.heading, value=finding.text),
        lines=entry.lines,
        reference=_reference(finding),
    )


def _reference(finding: Finding) -> Reference | None:
    """Return what a bibliography says of what is cited; nothing of what is not held."""
    held = finding.held
    if held is None:
        return None
    if held.row is None:
        return Reference(id=held.citation, title=held.title, number=held.number)
    return reference_of(held.row)
