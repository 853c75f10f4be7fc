"""Lay out who was appointed to what, and who held a post on a day, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from view.entry import holders_heading, posting_entry

if TYPE_CHECKING:
    from index.catalog.rows import PostingRow
    from search.people.find import Holders, People, Timeline
    from search.people.tenures import Tenure
    from view.terminal.layout import Terminal

_INDENT = "   "


def people_lines(found: People, terminal: Terminal) -> Iterator[str]:
    """Yield the timeline of a person, then the holders of a post, each with its proofs and notes."""
    if found.timeline:
        yield from _timeline(found.timeline, terminal)
    if found.timeline and found.holders:
        yield ""
    if found.holders:
        yield from _holders(found.holders, terminal)


def _timeline(found: Timeline, terminal: Terminal) -> Iterator[str]:
    yield from terminal.paragraph(found.person)
    for entry in found.entries:
        yield from _posting(entry.row, terminal, _INDENT, again=entry.again)
    yield from _notes(found, terminal)


def _holders(found: Holders, terminal: Terminal) -> Iterator[str]:
    yield from terminal.paragraph(holders_heading(found, terminal.words))
    for tenure in found.holders:
        yield from _tenure(tenure, terminal)
    if found.former:
        yield terminal.words("people.held_before")
    for tenure in found.former:
        yield from _tenure(tenure, terminal)
    for row in found.untold:
        yield from _posting(row, terminal, _INDENT)
    yield from _notes(found, terminal)


def _tenure(tenure: Tenure, terminal: Terminal) -> Iterator[str]:
    yield from terminal.paragraph(f"{tenure.person} · {tenure.post}", _INDENT)
    for row in tenure.postings:
        yield from _posting(row, terminal, _INDENT * 2)


def _posting(row: PostingRow, terminal: Terminal, indent: str, *, again: bool = False) -> Iterator[str]:
    """Yield a posting's day, action, post and notes, then where it is printed."""
    entry = posting_entry(row, terminal.words, again=again)
    yield from terminal.paragraph(entry.line, indent)
    yield from terminal.paragraph(entry.citation, indent + _INDENT)


def _notes(found: Timeline | Holders, terminal: Terminal) -> Iterator[str]:
    for note in found.notes:
        yield from terminal.paragraph(terminal.words.of(note))
