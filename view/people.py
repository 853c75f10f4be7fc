"""Lay out who was appointed to what, and who held a post on a day, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from view.messages import say
from view.words import ZH

if TYPE_CHECKING:
    from index import PostingRow
    from search.people import Holders, People, Timeline
    from search.tenures import Tenure
    from view.terminal import Terminal

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
        again = say("posted_again") if entry.again else ""
        yield from _posting(entry.row, terminal, again=again)
    yield from _notes(found, terminal)


def _holders(found: Holders, terminal: Terminal) -> Iterator[str]:
    yield say("held_at" if found.holders else "nobody_at", post=found.asked, at=found.at)
    for tenure in found.holders:
        yield from _tenure(tenure, terminal)
    if found.former:
        yield say("held_before")
    for tenure in found.former:
        yield from _tenure(tenure, terminal)
    for row in found.untold:
        yield from _posting(row, terminal)
    yield from _notes(found, terminal)


def _tenure(tenure: Tenure, terminal: Terminal) -> Iterator[str]:
    yield from terminal.paragraph(f"{tenure.person} · {tenure.post}", _INDENT)
    for row in filter(None, (tenure.appointed, tenure.removed)):
        yield from _posting(row, terminal, indent=_INDENT * 2)


def _posting(row: PostingRow, terminal: Terminal, *, again: str = "", indent: str = _INDENT) -> Iterator[str]:
    """Yield a posting's day, action, post and notes, then where it is printed."""
    from search.citations import cite_row
    from search.posted import day_by, notes_of

    day = row.posting.date or say("posted_by", day=day_by(row) or "?")
    action = terminal.words.kinds.get(row.posting.action, row.posting.action)
    notes = "".join(f"（{note}）" for note in notes_of(row))
    line = f"{day} {action} {row.posting.posts[0].name}{notes}"
    yield from terminal.paragraph(f"{line} · {again}" if again else line, indent)
    yield from terminal.paragraph(cite_row(row.row), indent + _INDENT)


def _notes(found: Timeline | Holders, terminal: Terminal) -> Iterator[str]:
    for note in found.notes:
        yield from terminal.paragraph(note[terminal.words is ZH])
