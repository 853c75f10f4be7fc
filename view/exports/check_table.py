"""Make the table of a checked draft: every citation, its verdict, what is held, what differs."""

from __future__ import annotations

from collections.abc import Mapping

from index.catalog.rows import ClauseRow
from search.check.findings import CheckReport, Finding
from view.exports.answer_table import reference_of
from view.exports.table import Reference, Row, Table
from view.exports.wording import export_words
from view.messages import both
from view.terminal.check import details_of, heading_of
from view.words import ZH, Words

COLUMNS = ("rank", "verdict", "cited", "citation", "status", "findings")


def check_table(report: CheckReport, words: Words, held: Mapping[str, ClauseRow]) -> Table:
    """Return the table of a report; ``held`` are the clauses that are cited, by their ids."""
    said, chinese = export_words(words), words is ZH
    counts = "  ".join(f"{verdict} {count}" for verdict, count in report.counts.items() if count)
    counted = both("checked", count=len(report.findings), day=report.as_of, counts=counts or "0")
    return Table(
        title=both("findings")[chinese],
        columns=tuple(said.columns[name] for name in COLUMNS),
        rows=tuple(_row(at, one, words, held) for at, one in enumerate(report.findings, 1)),
        facts=(counted[chinese],),
    )


def _row(at: int, finding: Finding, words: Words, held: Mapping[str, ClauseRow]) -> Row:
    found = finding.held.citation if finding.held else ""
    details = tuple(details_of(finding, chinese=words is ZH))
    status = words.statuses[finding.status] if finding.status else ""
    return Row(
        cells=(at, heading_of(finding), finding.text, found, status, "\n".join(details)),
        heading=f"{heading_of(finding)}{words.colon}{finding.text}",
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
