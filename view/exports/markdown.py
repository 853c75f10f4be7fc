"""Write a table as Markdown that renders to the very same text.

The form is CommonMark; what GitHub and Pandoc understand besides is escaped, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from view.excerpt import runs
from view.exports.table import Row, Span, Table, marked_lines

_SPECIAL = re.compile(
    r"[\\`*_\[\]<>&~|#$^{}@\"']"
    r"|(?<=-)-|(?<=\.)\."  # dashes and dots in a row become other signs
    r"|:(?=//)|(?<=www)\.",  # addresses become links, in which escapes are not undone
    re.IGNORECASE,
)
# What begins a list, a definition, a rule or a title block where it begins a line.
_OPENING = re.compile(r"\A(?:[0-9A-Za-z]{1,9}(?=[.)])|(?=[-+=:%(]))")


def write_markdown(table: Table) -> bytes:
    """Return a document: the title, the facts, the notes, and each row with its text in a quotation."""
    parts = [f"# {_one_line(table.title)}"]
    parts.append("\n".join(f"- {_one_line(fact)}" for fact in table.facts))
    parts += [f"> {_one_line(note)}" for note in table.notes]
    for number, row in enumerate(table.rows, 1):
        parts += _row(number, row)
    return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8")


def escaped(text: str, marks: Sequence[Span] = ()) -> str:
    """Return a text as Markdown, its line breaks kept; the spans ``marks`` are bold.

    A bold span begins and ends at a letter or digit: beside punctuation ``**`` may be no mark.
    """
    lines = [_line(line, marked) for line, marked in marked_lines(text, marks)]
    first = next((at for at, line in enumerate(lines) if line), len(lines) - 1)
    last = next((at for at in range(len(lines), first, -1) if lines[at - 1]), first)
    # A break needs text on both sides of it; elsewhere it is written by its number.
    return "&#10;" * first + "\\\n".join(lines[first:last]) + "&#10;" * (len(lines) - max(last, first + 1))


def _line(line: str, marks: Sequence[Span]) -> str:
    out = ""
    inked = [span for mark in marks if (span := _inked(line, mark))]
    for (start, end), mark in runs((0, len(line)), inked):
        part = _SPECIAL.sub(r"\\\g<0>", line[start:end])
        out += f"**{part}**" if mark else part
    out = _OPENING.sub(r"\g<0>\\", out)
    # Blanks at the ends of a line would be stripped.
    if out and out[0].isspace():
        out = f"&#{ord(out[0])};{out[1:]}"
    if out and out[-1].isspace():
        out = f"{out[:-1]}&#{ord(out[-1])};"
    return out


def _inked(line: str, span: Span) -> Span | None:
    """Return the span without what is no letter or digit at its ends, None where nothing is left."""
    start, end = span
    while start < end and not line[start].isalnum():
        start += 1
    while start < end and not line[end - 1].isalnum():
        end -= 1
    return (start, end) if start < end else None


def _row(number: int, row: Row) -> list[str]:
    parts = [f"## {number}. {_one_line(row.heading)}"]
    parts.append("\n".join(f"- {_one_line(line)}" for line in row.lines))
    if row.text:
        parts.append("> " + escaped(row.text, row.highlights).replace("\n", "\n> "))
    return parts


def _one_line(text: str) -> str:
    return escaped(" ".join(text.split()))
