"""Make the table of a checked draft: every citation, its verdict, what is held, what differs."""

from __future__ import annotations

from search.check.findings import CheckReport, Finding
from view.exports.answer_table import reference_of
from view.exports.table import Reference, Row, Table
from view.exports.wording import export_words
from view.messages import both
from view.terminal.check import details_of, heading_of
from view.words import ZH, Words

COLUMNS = ("rank", "verdict", "cited", "citation", "status", "findings")


def check_table(report: CheckReport, words: Words) -> Table:
    """Return the table of a report."""
    said, chinese = export_words(words), words is ZH
    counts = "  ".join(f"{verdict} {count}" for verdict, count in report.counts.items() if count)
    counted = both("checked", count=len(report.findings), day=report.as_of, counts=counts or "0")
    return Table(
        title=both("findings")[chinese],
        columns=tuple(said.columns[name] for name in COLUMNS),
        rows=tuple(_row(at, one, words) for at, one in enumerate(report.findings, 1)),
        facts=(counted[chinese],),
    )


def _row(at: int, finding: Finding, words: Words) -> Row:
    found = finding.held.citation if finding.held else ""
    details = tuple(details_of(finding, chinese=words is ZH))
    status = words.statuses[finding.status] if finding.status else ""
    return Row(
        cells=(at, heading_of(finding), finding.text, found, status, "\n".join(details)),
        heading=f"{heading_of(finding)}{words.colon}{finding.text}",
        lines=(*([f"→ {found}"] if found else []), *details),
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
