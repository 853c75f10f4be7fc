"""Lay out who was appointed to what, and who held a post on a day, for a terminal and for the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from index.catalog.rows import PostingRow
    from search.people.find import Holders, People, Timeline
    from search.people.tenures import Tenure
    from view.messages import Words
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
    yield from terminal.paragraph(_heading(found, terminal.words))
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
    for row in filter(None, (tenure.appointed, tenure.removed)):
        yield from _posting(row, terminal, _INDENT * 2)


def _posting(row: PostingRow, terminal: Terminal, indent: str, *, again: bool = False) -> Iterator[str]:
    """Yield a posting's day, action, post and notes, then where it is printed."""
    from search.status.proofs import cite_row

    yield from terminal.paragraph(_told(row, terminal.words, again), indent)
    yield from terminal.paragraph(cite_row(row.row), indent + _INDENT)


def _notes(found: Timeline | Holders, terminal: Terminal) -> Iterator[str]:
    for note in found.notes:
        yield from terminal.paragraph(terminal.words.of(note))


def _heading(found: Holders, words: Words) -> str:
    key = "people.held_on" if found.holders else "people.nobody_on"
    return words(key, post=found.asked, at=found.at)


def _told(row: PostingRow, words: Words, again: bool) -> str:
    from search.people.postings import day_by, notes_of

    posting = row.posting
    day = posting.date or words("people.known_by", day=day_by(row) or "?")
    notes = "".join(f"（{note}）" for note in notes_of(row))
    line = " ".join((day, words(f"kind.{posting.action}"), f"{posting.posts[0].name}{notes}"))
    return " · ".join((line, words("people.printed_again"))) if again else line


# -- the page ---------------------------------------------------------------------------------------


def people_html(found: People, words: Words, address: str) -> str:
    """Return what stands above the cards where a question names a person or asks for a post; "" for nothing.

    ``address`` is the query string that leads to the answer.
    """
    from view.html.prose import text

    parts: list[str] = []
    if found.timeline:
        parts.append(f"<h2>{text(found.timeline.person)}</h2>")
        items = [_item(entry.row, words, address, again=entry.again) for entry in found.timeline.entries]
        parts.append(f"<ol>{''.join(items)}</ol>")
    if found.holders:
        parts.append(f"<h2>{text(_heading(found.holders, words))}</h2>")
        parts += [_tenure_html(tenure, words, address) for tenure in found.holders.holders]
        if found.holders.former:
            parts.append(f"<h3>{text(words('people.held_before'))}</h3>")
        parts += [_tenure_html(tenure, words, address) for tenure in found.holders.former]
        items = [_item(row, words, address) for row in found.holders.untold]
        parts += [f"<ol>{''.join(items)}</ol>"] if items else []
    said = [note for part in (found.timeline, found.holders) if part for note in part.notes]
    notes = "".join(f"<p>{text(words.of(note))}</p>" for note in dict.fromkeys(said))
    parts.append(f'<div class="notes" lang="{text(words.code)}">{notes}</div>')
    return f'<section class="people" lang="zh-CN">{"".join(parts)}</section>'


def _tenure_html(tenure: Tenure, words: Words, address: str) -> str:
    from view.html.prose import text

    asked = text(urlencode({"q": tenure.person}))
    name = f'<a href="?{asked}" data-ask="{text(tenure.person)}">{text(tenure.person)}</a>'
    rows = filter(None, (tenure.appointed, tenure.removed))
    items = "".join(_item(row, words, address) for row in rows)
    return f"<p>{name} · {text(tenure.post)}</p><ol>{items}</ol>"


def _item(row: PostingRow, words: Words, address: str, *, again: bool = False) -> str:
    """Return a posting with the link to the clause that says so."""
    from search.status.proofs import cite_row
    from view.html.prose import text

    identity = row.row.clause.id
    target = text("?" + "&".join(part for part in (address, urlencode({"open": identity})) if part))
    link = f'<a href="{target}" data-open="{text(identity)}">{text(cite_row(row.row))}</a>'
    return f"<li>{text(_told(row, words, again))}<br>{link}</li>"
