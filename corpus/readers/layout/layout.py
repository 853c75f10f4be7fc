"""From sheets to text: furniture, tables, columns, lines and paragraphs, in the order of reading.

Whatever tells glyphs and their places goes through here: a PDF's text layer, a scan's recognised lines.
Paragraphs are written one a line; it is kept where each page begins, what is furniture and how sure each line is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.readers.content import Content
from corpus.readers.layout.aligned import part_aligned
from corpus.readers.layout.columns import Item, Line, Table, read_order
from corpus.readers.layout.furniture import part_furniture
from corpus.readers.layout.listed import Cut, find_rows
from corpus.readers.layout.paragraphs import Habits, goes_on, habits
from corpus.readers.layout.ruling import Cell, Row, cell_of, find_grids, heal_row, read_grid
from corpus.readers.layout.sheet import Run, Sheet, runs_of
from corpus.records import Page, Span, join

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
    return _write(paragraphs.closed, numbers)


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
                    last
                    and isinstance(before, Row)
                    and isinstance(one, Row)
                    and _is_rest(before, one, is_first)
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


@dataclass(frozen=True, slots=True)
class Part:
    """As much of a paragraph as stands on one line of a sheet; ``sure`` is None for what was read."""

    sheet: int
    text: str
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The parts of one paragraph, or of a row of a table, or of a line of furniture."""

    parts: tuple[Part, ...]
    is_furniture: bool = False

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    def going_on(self, part: Part) -> Paragraph:
        """Return the paragraph with one more part; a blank keeps two Latin words apart."""
        tail = self.parts[-1].text[-1:]
        joined = join(tail + part.text, ((0, len(tail)), (len(tail), len(tail) + len(part.text))))
        return replace(self, parts=(*self.parts, replace(part, text=joined[len(tail) :])))


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


def _write(paragraphs: Sequence[Paragraph], numbers: Sequence[tuple[int, int | None]]) -> Content:
    """Write paragraphs; ``numbers`` are the sheets with the page numbers printed on them.

    A page begins where its text does; without any, where its furniture does.
    """
    texts: list[str] = []
    length = 0
    starts: dict[tuple[int, bool], int] = {}
    furniture: list[Span] = []
    confidence: list[tuple[Span, float]] = []
    for paragraph in _with_cells(paragraphs):
        first = length
        for part in paragraph.parts:
            begin, length = length, length + len(part.text)
            starts.setdefault((part.sheet, paragraph.is_furniture), begin)
            texts.append(part.text)
            if part.sure is not None:
                confidence.append(((begin, length), part.sure))
        if paragraph.is_furniture:
            furniture.append((first, length))
        texts.append("\n")
        length += 1
    pages: list[Page] = []
    for sheet, number in numbers:
        before = pages[-1].start if pages else 0
        start = starts.get((sheet, False), starts.get((sheet, True), before))
        pages.append(Page(max(start, before), sheet, number))
    return Content("".join(texts), tuple(pages), tuple(furniture), tuple(confidence))


def _with_cells(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Part the cells of tables that are set as plain paragraphs."""
    rows = find_rows([paragraph.text for paragraph in paragraphs])
    return [
        replace(paragraph, parts=_cut(paragraph.parts, rows[place])) if place in rows else paragraph
        for place, paragraph in enumerate(paragraphs)
    ]


def _cut(parts: tuple[Part, ...], cuts: Sequence[Cut]) -> tuple[Part, ...]:
    """Put a tab in the place of each cut."""
    found = []
    at = 0
    for part in parts:
        end = at + len(part.text)
        text, done = "", at
        for start, stop in cuts:
            if at <= start < end:
                text += part.text[done - at : start - at] + "\t"
                done = max(done, min(stop, end))
        found.append(replace(part, text=text + part.text[done - at :]))
        at = end
    return tuple(found)
