"""The lines of a source, without indent, markup and page furniture."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from corpus.records import Span
from corpus.text import squeeze

_MARKUP = re.compile(r"(?:#{1,6}|[-*+]|>)[ \t\u3000]+(?=\S)")
_COMMENT = re.compile(r"<!--.*-->")
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_RAGGED = 8  # a line may end an eighth of its column early, for a mark or a number that is not parted
_DASH = r"[-–—―－·•・‧~～]"
_PAGE_NUMBER = re.compile(
    rf"{_DASH}+\d{{1,4}}{_DASH}*|\d{{1,4}}{_DASH}+|第\d{{1,4}}页(?:[,，/]?\(?（?共\d{{1,4}}页\)?）?)?"
)
_RUNNING_HEAD = re.compile(
    r"[\u4e00-\u9fff]{2,30}(?:公报|政报)|\d{4}年?|第?\d{1,3}[期号]|[（(]?总第?\d{1,4}[期号][）)]?|[-–—·.,，|]|\d{1,4}"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: ``text`` is ``source.text[start:end]``; ``level`` that of a markdown heading."""

    start: int
    end: int
    number: int
    text: str
    page: int = 1
    level: int = 0
    width: int = 0  # of the printed line with its indent; a Chinese character is two wide

    @property
    def span(self) -> Span:
        return (self.start, self.end)


def split_lines(text: str) -> tuple[list[Line], list[Span]]:
    """Split a source into its lines and the spans of markup (heading signs, bullets, comments)."""
    lines: list[Line] = []
    markup: list[Span] = []
    start, page = 0, 1
    for number, raw in enumerate(text.split("\n"), 1):
        page += raw.count("\f")
        body = raw.strip().strip(_INVISIBLE).strip() if raw else ""
        if body:
            begin = start + raw.index(body)
            match = _COMMENT.fullmatch(body) or (_MARKUP.match(body) if body[0] in "#-*+>" else None)
            if match:
                markup.append((begin, begin + len(body[: match.end()].rstrip())))
                begin, body = begin + match.end(), body[match.end() :]
            if body:
                level = match[0].count("#") if match else 0
                width = len(raw.rstrip().encode("gb18030", "replace"))
                lines.append(Line(begin, begin + len(body), number, body, page, level, width))
        start += len(raw) + 1
    return lines, markup


def split_furniture(
    lines: list[Line], gazette: str, masthead: Container[Span]
) -> tuple[list[Line], list[Line]]:
    """Part the running heads and page numbers from the lines that carry text."""
    marked = [
        line.span not in masthead and _is_furniture(line.text, gazette, _page_turns(lines, index))
        for index, line in enumerate(lines)
    ]
    heads = marked.copy()
    for index, line in enumerate(lines):  # a bare page number is known by the running head beside it
        beside = heads[max(0, index - 1) : index + 2]
        if line.text.isdecimal() and len(line.text) < 5 and any(beside) and line.span not in masthead:
            marked[index] = True
    kept = [line for line, mark in zip(lines, marked, strict=True) if not mark]
    return kept, [line for line, mark in zip(lines, marked, strict=True) if mark]


def _page_turns(lines: list[Line], index: int) -> bool:
    pages = {line.page for line in lines[max(0, index - 1) : index + 2]}
    return len(pages) > 1


def _is_furniture(text: str, gazette: str, page_turns: bool) -> bool:
    if len(text) > 60:
        return False
    flat = squeeze(text)
    if _PAGE_NUMBER.fullmatch(flat) or (page_turns and flat.isdecimal() and len(flat) < 5):
        return True
    if not gazette or ("期" not in flat and gazette not in flat):
        return False
    return not _RUNNING_HEAD.sub("", flat.replace(gazette, ""))


def column_width(lines: Sequence[Line]) -> int:
    """Return the width at which a source is wrapped, 0 where its lines are whole paragraphs.

    In wrapped text most lines are nearly as wide as the widest; else widths scatter.
    """
    widths = sorted(line.width for line in lines if "\t" not in line.text)
    if len(widths) < 20:
        return 0
    widest = widths[-1 - len(widths) // 16]  # a few lines, such as the masthead, may be wider
    full = sum(widest - widest // _RAGGED <= width <= widest + 2 for width in widths)
    return widest if 20 <= widest <= 140 and full >= len(widths) // 3 else 0


def is_full(line: Line, column: int) -> bool:
    """Tell if a line of wrapped text reaches the edge of its column: what follows may belong to it."""
    return line.width >= column - column // _RAGGED


def cut(line: Line, offset: int) -> Line:
    """Return the line without its first ``offset`` characters and the blanks after them."""
    rest = line.text[offset:]
    skip = offset + len(rest) - len(rest.lstrip())
    return replace(line, start=line.start + skip, text=line.text[skip:])
