"""Lay out for a terminal what became of a document: status, proof, chain of versions, who cites it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.cite import name_document
from view.words import EN

if TYPE_CHECKING:
    from search.status.proofs import Proof
    from search.status.report import StatusReport
    from view.terminal.layout import Terminal

_ACTS = 10  # what a document does to others, in a terminal; a list of repeals has hundreds
_CITED = 10
_INDENT = "   "


def standing_lines(terminal: Terminal, reports: Sequence[StatusReport]) -> Iterator[str]:
    """Yield the lines of each report, a blank line between two."""
    for at, report in enumerate(reports):
        yield from [""] * (at > 0)
        yield from _report(terminal, report)


def _report(terminal: Terminal, report: StatusReport) -> Iterator[str]:
    words = terminal.words
    place = report.clause.clause.locator if report.clause else ""
    title = report.clause.clause.title if report.clause else report.title
    name = name_document(report.number, title) + place
    yield from terminal.paragraph(name, later=_INDENT)
    day = words.as_of.format(day=report.standing.as_of)
    yield f"{words.statuses[report.standing.status]} · {day}"
    proof = report.proof
    if proof:
        yield from event_lines(terminal, proof)
    others = [one for one in report.events if one != proof]
    if others:
        yield f"{words.changes}{words.colon}".rstrip()
        for one in others:
            yield from event_lines(terminal, one, named=one.row.event.number not in ("", report.number))
    if report.versions:
        yield f"{words.chain}{words.colon}".rstrip()
    for version in report.versions:
        facts = [version.date or "", words.statuses[version.status] if version.status else ""]
        facts.append("" if version.is_held else words.not_held)
        named = name_document(version.number, version.title)
        mark = "→ " if version.is_asked else "  "
        yield from terminal.paragraph(mark + " · ".join(filter(None, (named, *facts))), " ", later=_INDENT)
    yield from _acts(terminal, report.acts)
    if report.cited_by.rows:
        yield (words.cited.format(total=report.cited_by.total) + words.colon).rstrip()
    for row, _ in report.cited_by.rows[:_CITED]:
        from search.status.proofs import cite_row

        yield from terminal.paragraph(cite_row(row), _INDENT)
    for english, chinese in report.notes:
        yield from terminal.paragraph(f"※ {english if words is EN else chinese}", later=_INDENT)


def _acts(terminal: Terminal, acts: Sequence[Proof]) -> Iterator[str]:
    words = terminal.words
    if acts:
        yield (words.acts.format(total=len(acts)) + words.colon).rstrip()
    for one in acts[:_ACTS]:
        yield from event_lines(terminal, one, named=True)
    if len(acts) > _ACTS:
        yield _INDENT + words.more_acts.format(count=len(acts) - _ACTS)


def event_lines(terminal: Terminal, proof: Proof, *, named: bool = False) -> Iterator[str]:
    """Yield what happens and when, the sentence that says so and where it stands."""
    words, event = terminal.words, proof.row.event
    head = " ".join(filter(None, (words.event(event.kind), event.date or "", event.who)))
    if named and not event.is_own:
        head += words.colon + target_of(proof)
    yield from terminal.paragraph(f"· {head}", " ", later=_INDENT)
    yield from terminal.paragraph(f"“{' '.join(event.text.split())}” —— {proof.citation}", _INDENT)
    old, new = proof.words("old"), proof.words("new")
    for label, text in ((words.old, old), (words.new, new)):
        if text:
            yield from terminal.paragraph(f"{label}{words.colon}{text}", _INDENT + _INDENT)


def target_of(proof: Proof) -> str:
    """Name the document, and the places in it, that an event is about."""
    event = proof.row.event
    return name_document(event.number, event.title) + "、".join(event.locators)
