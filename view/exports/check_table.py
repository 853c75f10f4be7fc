"""Make the table of a checked draft: every citation, its verdict, what is held, what differs."""

from __future__ import annotations

from collections.abc import Mapping

from index.catalog.rows import ClauseRow
from search.check.findings import CheckReport, Finding
from view.entry import finding_entry
from view.exports.answer_table import reference_of
from view.exports.table import Reference, Row, Table
from view.messages import Words

COLUMNS = ("rank", "verdict", "cited", "citation", "status", "findings")


def check_table(report: CheckReport, words: Words, held: Mapping[str, ClauseRow]) -> Table:
    """Return the table of a report; ``held`` are the clauses that are cited, by their ids."""
    counts = "  ".join(f"{verdict} {count}" for verdict, count in report.counts.items() if count)
    counted = words("check.checked", count=len(report.findings), day=report.as_of, counts=counts or "0")
    return Table(
        title=words("column.findings"),
        columns=tuple(words(f"column.{name}") for name in COLUMNS),
        rows=tuple(_row(at, one, words, held) for at, one in enumerate(report.findings, 1)),
        facts=(counted,),
    )


def _row(at: int, finding: Finding, words: Words, held: Mapping[str, ClauseRow]) -> Row:
    entry = finding_entry(finding, words)
    status = words(f"status.{finding.status}") if finding.status else ""
    return Row(
        cells=(at, entry.heading, finding.text, entry.found, status, "\n".join(entry.details)),
        heading=words("place.labelled", label=entry.heading, value=finding.text),
        lines=entry.lines,
        reference=_reference(finding, held),
    )


def _reference(finding: Finding, held: Mapping[str, ClauseRow]) -> Reference | None:
    """Return what a bibliography says of what is cited; nothing of what is not held."""
    if finding.held is None:
        return None
    row = held.get(finding.held.clause)
    if row is not None:
        return reference_of(row)
    return Reference(id=finding.held.citation, title=finding.held.title, number=finding.held.number)
