"""What every export is written from: a heading, notes, and rows with named columns.

Search hits are one such table (``view.exports.answer_table``); any other list of cited findings can be
another. A writer takes of a row what its format has room for: a spreadsheet the cells, a document the
heading, the lines and the text, a bibliography the reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

Span = tuple[int, int]
Cell = str | int | None

# What neither XML nor a terminal can hold: controls other than tab and newline, halves of characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Reference:
    """Hold what a bibliography says of a clause; what is not known is empty or None.

    ``title`` is that of the part the clause stands in. ``pages`` are the printed pages of the clause,
    ``from_page`` the one that its document begins on. ``id`` tells the clause from all others.
    """

    id: str
    title: str
    author: str = ""
    number: str = ""
    locator: str = ""
    date: str | None = None
    gazette: str = ""
    year: int | None = None
    issue: int | None = None
    pages: Span | None = None
    from_page: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one finding: ``cells`` for the columns of its table, the rest for documents.

    ``lines`` say where it stands and what is known of it; ``text`` is quoted, verbatim, with its
    ``highlights`` (code points of the text).
    """

    cells: tuple[Cell, ...]
    heading: str
    lines: tuple[str, ...] = ()
    text: str = ""
    highlights: tuple[Span, ...] = ()
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Hold what is exported. ``facts`` stand below the title, ``notes`` warn the reader."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    facts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def marked_lines(text: str, highlights: Iterable[Span]) -> Iterator[tuple[str, list[Span]]]:
    """Yield each line of a text with the spans of it that are highlighted, in order and apart."""
    marks = _apart(highlights)
    at = start = 0
    for line in text.split("\n"):
        end = start + len(line)
        while at < len(marks) and marks[at][1] <= start:
            at += 1
        within: list[Span] = []
        ahead = at
        while start < end and ahead < len(marks) and marks[ahead][0] < end:
            begin, stop = marks[ahead]
            within.append((max(begin, start) - start, min(stop, end) - start))
            ahead += 1
        yield line, within
        start = end + 1


def _apart(highlights: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that touch or overlap as one, without empty ones."""
    out: list[Span] = []
    for start, end in sorted(highlights):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif start < end:
            out.append((start, end))
    return out


def printable(text: str) -> str:
    """Return a text that every format can hold, as long as it was: what can't be printed is U+FFFD.

    A replaced character shows that one was there, and keeps highlights in their place.
    """
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r", "\n"))


def printable_table(table: Table) -> Table:
    """Return a table whose texts are all :func:`printable`."""
    return replace(
        table,
        title=printable(table.title),
        columns=_all(table.columns),
        facts=_all(table.facts),
        notes=_all(table.notes),
        rows=tuple(_printable_row(row) for row in table.rows),
    )


def _printable_row(row: Row) -> Row:
    cells = tuple(printable(cell) if isinstance(cell, str) else cell for cell in row.cells)
    about = row.reference
    if about is not None:
        about = replace(
            about,
            title=printable(about.title),
            author=printable(about.author),
            number=printable(about.number),
            locator=printable(about.locator),
            gazette=printable(about.gazette),
            text=printable(about.text),
        )
    return replace(
        row,
        cells=cells,
        heading=printable(row.heading),
        lines=_all(row.lines),
        text=printable(row.text),
        reference=about,
    )


def _all(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(printable, texts))
