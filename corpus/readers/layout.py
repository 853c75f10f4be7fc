"""From sheets to text: furniture, tables, columns, lines and paragraphs, in the order of reading.

Whatever tells glyphs and their places goes through here: a PDF's text layer, a scan's recognised lines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.pieces import Page, Span, join
from corpus.readers.aligned import part_aligned
from corpus.readers.columns import Item, Line, Table, read_order
from corpus.readers.content import Content
from corpus.readers.furniture import part_furniture
from corpus.readers.paragraphs import goes_on, habits
from corpus.readers.ruling import Row, find_grids, heal_row, read_grid
from corpus.readers.sheet import Run, Sheet, runs_of


def lay_out(sheets: Sequence[Sheet]) -> Content:
    """Return the text of sheets in the order of reading, one line a paragraph or a row of a table."""
    parted = [_part_tables(sheet) for sheet in sheets]
    furnished = part_furniture([runs for runs, _ in parted])
    items: list[list[Item]] = [[*page.runs, *tables] for page, (_, tables) in zip(furnished, parted, strict=True)]
    pages = read_order(items)
    writer = _Writer()
    known = habits([line for page in pages for line in page if isinstance(line, Line)])
    for sheet, page, around in zip(sheets, _flows(pages), furnished, strict=True):
        writer.furniture += [(sheet.number, text) for text in around.head]
        for item in page:
            follows = False
            if isinstance(item, Line) and writer.last is not None:
                turns = writer.sheet != sheet.number or writer.last.column != item.column
                follows = goes_on(writer.last, item, known, turns)
            writer.put(sheet.number, item, follows)
        writer.furniture += [(sheet.number, text) for text in around.foot]
    writer.close()
    return writer.content([(sheet.number, page.number) for sheet, page in zip(sheets, furnished, strict=True)])


def _flows(pages: Sequence[Sequence[Line | Table]]) -> list[list[Line | Row]]:
    """Return the lines and rows of each page; the rest of a row that is torn over pages goes to the first one."""
    flows: list[list[Line | Row]] = []
    last: list[Line | Row] | None = None  # where the item before stands
    for page in pages:
        flow: list[Line | Row] = []
        flows.append(flow)
        for item in part_aligned(page):
            for one in item.rows if isinstance(item, Table) else (item,):
                before = last[-1] if last else None
                if isinstance(before, Row) and isinstance(one, Row) and _is_rest(before, one) and last:
                    last[-1] = heal_row(before, one)
                else:
                    flow.append(one)
                    last = flow
    return flows


def _is_rest(before: Row, row: Row) -> bool:
    return before.is_torn and row.is_rest and len(before.cells) == len(row.cells)


def _part_tables(sheet: Sheet) -> tuple[list[Run], list[Table]]:
    """Take the ruled tables out of a sheet."""
    glyphs = list(sheet.glyphs)
    tables = []
    for grid in find_grids(sheet.rules):
        inside = [glyph for glyph in glyphs if grid.holds(glyph)]
        rows = read_grid(grid, inside) if inside else None
        if rows:
            held = set(map(id, inside))
            glyphs = [glyph for glyph in glyphs if id(glyph) not in held]
            tables.append(Table(tuple(rows), grid.xs[0], grid.xs[-1], grid.ys[0], grid.ys[-1]))
    return runs_of(glyphs), tables


@dataclass(slots=True)
class _Writer:
    """The text while it is written; furniture waits until no paragraph is open."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    starts: dict[int, int] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    confidence: list[tuple[Span, float]] = field(default_factory=list)
    furniture: list[tuple[int, str]] = field(default_factory=list)
    last: Line | None = None
    sheet: int = 0

    def put(self, sheet: int, item: Line | Row, goes_on: bool) -> None:
        """Write a line or a row; it goes on the paragraph before or begins one."""
        text = item.text
        if goes_on:
            tail = self.parts[-1]
            text = join(tail[-1:] + text, ((0, 1), (1, 1 + len(text))))[1:]
        else:
            self.close()
        start = self.length
        self.starts.setdefault(sheet, start + len(text) - len(text.lstrip()))
        self._write(text)
        if item.sure is not None:
            self.confidence.append(((start, self.length), item.sure))
        self.last = item if isinstance(item, Line) else None
        self.sheet = sheet

    def close(self) -> None:
        """End the open paragraph, and write the furniture that waited for it."""
        if self.length and not self.parts[-1].endswith("\n"):
            self._write("\n")
        for sheet, text in self.furniture:
            self.spans.append((self.length, self.length + len(text)))
            self.starts.setdefault(-sheet, self.length)
            self._write(text + "\n")
        self.furniture = []

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def content(self, numbers: Sequence[tuple[int, int | None]]) -> Content:
        """Return what was written; a page begins where its text does, without any where its furniture does."""
        pages: list[Page] = []
        for sheet, number in numbers:
            before = pages[-1].start if pages else 0
            start = self.starts.get(sheet, self.starts.get(-sheet, before))
            pages.append(Page(max(start, before), sheet, number))
        return Content("".join(self.parts), tuple(pages), tuple(self.spans), tuple(self.confidence))
