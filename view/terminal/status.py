"""Lay out for a terminal what became of a document: status, proof, chain of versions, who cites it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.cite import name_document
from view.entry import event_entry

if TYPE_CHECKING:
    from search.status.proofs import Proof
    from search.status.report import StatusReport
    from view.messages import Words
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
    standing = report.standing
    yield " · ".join((words(f"status.{standing.status}"), words("validity.as_of", day=standing.as_of)))
    proof = report.proof
    if proof:
        yield from event_lines(terminal, proof)
    others = [one for one in report.events if one != proof]
    if others:
        yield _heading(words("validity.changes"), words)
        for one in others:
            yield from event_lines(terminal, one, named=one.row.event.number not in ("", report.number))
    if report.versions:
        yield _heading(words("validity.chain"), words)
    for version in report.versions:
        facts = [version.date or "", words(f"status.{version.status}") if version.status else ""]
        facts.append("" if version.is_held else words("validity.not_held"))
        mark = "→ " if version.is_asked else "  "
        yield from terminal.paragraph(
            mark + " · ".join(filter(None, (version.name, *facts))), " ", later=_INDENT
        )
    yield from _acts(terminal, report.acts)
    if report.cited_by.rows:
        yield _heading(words("validity.cited", total=report.cited_by.total), words)
    for row, _ in report.cited_by.rows[:_CITED]:
        from search.status.proofs import cite_row

        yield from terminal.paragraph(cite_row(row), _INDENT)
    for note in report.notes:
        yield from terminal.paragraph(f"※ {words.of(note)}", later=_INDENT)


def _heading(label: str, words: Words) -> str:
    return words("place.labelled", label=label, value="").rstrip()


def _acts(terminal: Terminal, acts: Sequence[Proof]) -> Iterator[str]:
    words = terminal.words
    if acts:
        yield _heading(words("validity.acts", total=len(acts)), words)
    for one in acts[:_ACTS]:
        yield from event_lines(terminal, one, named=True)
    if len(acts) > _ACTS:
        yield _INDENT + words("validity.more_acts", count=len(acts) - _ACTS)


def event_lines(terminal: Terminal, proof: Proof, *, named: bool = False) -> Iterator[str]:
    """Yield what happens and when, the sentence that says so and where it stands."""
    words, event = terminal.words, event_entry(proof, terminal.words)
    head = " ".join(filter(None, (event.what, event.who)))
    if named and not event.is_own:
        head = words("place.labelled", label=head, value=event.target)
    yield from terminal.paragraph(f"· {head}", " ", later=_INDENT)
    yield from terminal.paragraph(f"“{event.text}” —— {event.citation}", _INDENT)
    for label, text in event.changes:
        yield from terminal.paragraph(words("place.labelled", label=label, value=text), _INDENT + _INDENT)
