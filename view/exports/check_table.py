"""Make the table of a checked draft: every citation, its verdict, what is held, what differs."""

from __future__ import annotations

from collections.abc import Mapping

from index.catalog.rows import ClauseRow
from search.check.findings import Finding, Report
from view.exports.answer_table import reference_of
from view.exports.table import Reference, Row, Table
from view.messages import Words
from view.terminal.check import details_of, heading_of

COLUMNS = ("rank", "verdict", "cited", "citation", "status", "findings")


def check_table(report: Report, words: Words, held: Mapping[str, ClauseRow]) -> Table:
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
    found = finding.held.citation if finding.held else ""
    details = tuple(details_of(finding, words))
    status = words(f"status.{finding.status}") if finding.status else ""
    return Row(
        cells=(at, heading_of(finding), finding.text, found, status, "\n".join(details)),
        heading=words("place.labelled", label=heading_of(finding), value=finding.text),
        lines=(*([f"→ {found}"] if found else []), *details),
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
