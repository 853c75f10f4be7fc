"""From sheets to text: furniture, tables, columns, lines and paragraphs, in the order of reading.

Whatever tells glyphs and their places goes through here: a PDF's text layer, a scan's recognised lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.readers.content import Content
from corpus.readers.layout.aligned import part_aligned
from corpus.readers.layout.columns import Item, Line, Table, read_order
from corpus.readers.layout.furniture import part_furniture
from corpus.readers.layout.paragraphs import Habits, goes_on, habits
from corpus.readers.layout.ruling import Cell, Row, cell_of, find_grids, heal_row, read_grid
from corpus.readers.layout.sheet import Run, Sheet, runs_of
from corpus.readers.layout.writing import Paragraph, Part, write

_INSIDE = 2.5  # ems from the edge of its column: further in than text begins


def lay_out(sheets: Sequence[Sheet]) -> Content:
    """Return the text of sheets in the order of reading, one line a paragraph or a row of a table."""
    parted = [_part_tables(sheet) for sheet in sheets]
    furnished = part_furniture([runs for runs, _ in parted])
    items: list[list[Item]] = [
        [*page.runs, *tables] for page, (_, tables) in zip(furnished, parted, strict=True)
    ]
    pages = read_order(items)
    known = habits([line for page in pages for line in page if isinstance(line, Line)])
    paragraphs = _Paragraphs(known)
    for sheet, page, around in zip(sheets, _flows(pages), furnished, strict=True):
        paragraphs.waiting += [Part(sheet.number, text) for text in around.head]
        for item in page:
            paragraphs.put(sheet.number, item)
        paragraphs.waiting += [Part(sheet.number, text) for text in (*around.foot, sheet.aside) if text]
    paragraphs.close()
    numbers = [(sheet.number, page.number) for sheet, page in zip(sheets, furnished, strict=True)]
    return write(paragraphs.closed, numbers)


def _flows(pages: Sequence[Sequence[Line | Table]]) -> list[list[Line | Row]]:
    """Return the lines and rows of each page; the rest of a row that is torn over pages goes to the first one."""
    flows: list[list[Line | Row]] = []
    last: list[Line | Row] | None = None  # where the item before stands
    for page in pages:
        flow: list[Line | Row] = []
        flows.append(flow)
        for item in part_aligned(page):
            for place, one in enumerate(item.rows if isinstance(item, Table) else (item,)):
                is_first = isinstance(item, Table) and place == 0
                before = last[-1] if last else None
                one = _as_row(one, before)
                if (
                    isinstance(before, Row)
                    and isinstance(one, Row)
                    and _is_rest(before, one, is_first)
                    and last
                ):
                    last[-1] = heal_row(before, one)
                else:
                    flow.append(one)
                    last = flow
    return flows


def _as_row(item: Line | Row, before: Line | Row | None) -> Line | Row:
    """Take a line that stands alone behind a table, in the next column, for one more row, and for the rest of that."""
    if not isinstance(item, Line) or not isinstance(before, Row):
        return item
    cells = tuple(cell_of([[run]]) for run in item.runs)
    if len(cells) == len(before.cells) > 1 and cells[0].text.isdecimal():
        return Row(cells, is_torn=True)
    is_inside = item.x0 > item.column.left + _INSIDE * item.size
    return Row((Cell(""), cell_of([item.runs])), is_torn=True) if before.is_torn and is_inside else item


def _is_rest(before: Row, row: Row, is_first: bool) -> bool:
    """Tell if a row is the rest of the one before: the print shows it torn, or it begins a table without an ordinal."""
    if len(before.cells) != len(row.cells):
        return False
    return (before.is_torn and row.is_rest) or (
        is_first and not row.cells[0].text and before.cells[0].text.isdecimal()
    )


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
class _Paragraphs:
    """The paragraphs so far; furniture waits until none is open, so that it stands in the middle of none."""

    known: Habits
    closed: list[Paragraph] = field(default_factory=list)
    open: Paragraph | None = None
    waiting: list[Part] = field(default_factory=list)
    last: Line | None = None
    sheet: int = 0

    def put(self, sheet: int, item: Line | Row) -> None:
        """Take in a line or a row: it goes on the open paragraph or begins one."""
        part = Part(sheet, item.text, item.sure)
        if isinstance(item, Line) and self.last is not None and self.open is not None:
            turns = self.sheet != sheet or self.last.column != item.column
            follows = goes_on(self.last, item, self.known, turns)
        else:
            follows = False
        if self.open is not None and follows:
            self.open = self.open.going_on(part)
        else:
            self.close()
            self.open = Paragraph((part,))
        self.last = item if isinstance(item, Line) else None
        self.sheet = sheet

    def close(self) -> None:
        """End the open paragraph, and let the furniture follow that waited for it."""
        if self.open is not None:
            self.closed.append(self.open)
        self.open = None
        self.closed += [Paragraph((part,), True) for part in self.waiting]
        self.waiting = []
