"""The order in which a page is read: its columns, and what goes over all of them.

A gutter is told by what stands beside it: lines left and right of it that fill their columns, on most
pages of a file at the same place. What crosses the gutter parts the columns above it from those below.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from statistics import median

from corpus.readers.layout.ruling import Row
from corpus.readers.layout.sheet import Run, rows_of

_MOST_COLUMNS = 3
_LEADED = 1.4  # ems between two lines of text
_OVERREACH = 1.5  # ems
_GUTTER = 0.7  # ems: the narrowest one
_MOST = 0.8  # of the lines at an edge: marks may hang over it
_STRONG = 5  # lines beside one another that tell columns by themselves
_FULL = 1.6  # ems by which a full line may end before the edge of its column
_AT_EDGE = 0.6  # ems by which a line may begin beside the edge of its column
_INDENTS = (0.0, 1.0, 2.0)  # ems


@dataclass(frozen=True, slots=True)
class Column:
    """The edges of a column."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table at its place on a page."""

    rows: tuple[Row, ...]
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """The runs that stand on one line of a column."""

    runs: tuple[Run, ...]
    column: Column

    @property
    def x0(self) -> float:
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        return self.runs[-1].x1

    @property
    def size(self) -> float:
        return max(self.runs, key=lambda run: len(run.glyphs)).size

    @property
    def base(self) -> float:
        return self.runs[0].base

    @property
    def top(self) -> float:
        return min(run.top for run in self.runs)

    @property
    def bottom(self) -> float:
        return max(run.bottom for run in self.runs)

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)

    @property
    def sure(self) -> float | None:
        return min((run.sure for run in self.runs if run.sure is not None), default=None)


Item = Run | Table


@dataclass(frozen=True, slots=True)
class _Frame:
    """The printed area of a page, and the size of most of its text."""

    left: float
    right: float
    size: float


def read_order(pages: Sequence[Sequence[Item]]) -> list[list[Line | Table]]:
    """Put the items of each page in the order of reading, runs gathered into lines."""
    frames = _frames(pages)
    strong = [_columns_of(page, frame) for page, frame in zip(pages, frames, strict=True)]
    several = [count for count in strong if count > 1]
    if not several:
        wholes = [Column(frame.left, frame.right) for frame in frames]
        return [_lines(page, whole) for page, whole in zip(pages, wholes, strict=True)]
    usual = max(several, key=several.count)
    cuts = [_cuts(page, frame, usual) for page, frame in zip(pages, frames, strict=True)]
    pages = [_cut_runs(page, where) for page, where in zip(pages, cuts, strict=True)]
    shown = [
        _gutters(page, where, frame)
        for page, where, frame, count in zip(pages, cuts, frames, strong, strict=True)
        if count == usual
    ]
    gutters = [
        (median(gutter[at][0] for gutter in shown), median(gutter[at][1] for gutter in shown))
        for at in range(usual - 1)
    ]
    return [
        _order_page(page, where, gutters, frame)
        for page, where, frame in zip(pages, cuts, frames, strict=True)
    ]


def _cut_runs(page: Sequence[Item], cuts: tuple[float, ...]) -> list[Item]:
    """Cut the runs that go over a narrow gutter: lines of two columns that stand at one height."""
    found: list[Item] = []
    for item in page:
        glyphs = item.glyphs if isinstance(item, Run) else ()
        places = [
            place
            for place, (one, other) in enumerate(pairwise(glyphs), 1)
            if any(one.inked < cut < other.x0 for cut in cuts) and other.x0 - one.inked > _GUTTER * other.size
        ]
        if isinstance(item, Run) and places:
            found += [Run(glyphs[a:b]) for a, b in zip((0, *places), (*places, len(glyphs)), strict=True)]
        else:
            found.append(item)
    return found


def _frames(pages: Sequence[Sequence[Item]]) -> list[_Frame]:
    """Tell the printed area of each page; one with little on it has that of the others of its side."""
    sizes = [run.size for page in pages for run in page if isinstance(run, Run) for _ in run.glyphs[:40]]
    size = median(sizes) if sizes else 10.0
    edges = [(min(i.x0 for i in page), max(i.x1 for i in page)) if page else (0.0, 0.0) for page in pages]
    widths = sorted(right - left for left, right in edges if right > left)
    width = widths[int(0.75 * (len(widths) - 1))] if widths else 0.0
    frames = []
    for place, (left, right) in enumerate(edges):
        wide = [at for at, edge in enumerate(edges) if abs(edge[1] - edge[0] - width) <= size]
        like = [edges[at] for at in wide if (at - place) % 2 == 0] or [edges[at] for at in wide]
        if right - left < width - size and like:
            left = min(left, median(edge[0] for edge in like))
            right = max(right, median(edge[1] for edge in like))
        ends = sorted(i.x1 for i in pages[place] if i.x1 > right - 2 * size)
        frames.append(_Frame(left, ends[int(_MOST * (len(ends) - 1))] if len(ends) > 2 else right, size))
    return frames


def _columns_of(page: Sequence[Item], frame: _Frame) -> int:
    """Count the columns that a page shows by itself."""
    for count in range(2, _MOST_COLUMNS + 1):
        beside = [
            band
            for band in _bands(page, _cuts(page, frame, count), frame.size)
            if not band.is_wide and _is_columned(band, frame)
        ]
        if sum(band.beside(frame.size) for band in beside) >= _STRONG:
            return count
    return 1


def _cuts(page: Sequence[Item], frame: _Frame, count: int) -> tuple[float, ...]:
    """Return the middles of the gutters between so many columns of one width: where least is crossed."""
    width = frame.right - frame.left
    cuts = []
    for place in range(1, count):
        ideal = frame.left + width * place / count
        options = [ideal + step * frame.size for step in (0, -0.5, 0.5, -1, 1, -1.5, 1.5)]
        cuts.append(min(options, key=lambda x: sum(item.x0 < x < item.x1 for item in page)))
    return tuple(cuts)


@dataclass(slots=True)
class _Band:
    """Items between two heights of a page: one row that is wide, or those of columns beside one another."""

    is_wide: bool
    parts: list[list[Item]]

    def beside(self, size: float) -> int:
        """Count the items that have others beside them in the columns before; ``size`` is an em.

        Columns may be set on grids of their own: between two lines of text their column goes on.
        """
        count = 0
        taken: set[int] = set()
        for part in self.parts:
            ordered = sorted(part, key=lambda item: item.top)
            spans = [
                range(math.ceil(4 * item.top / size), math.floor(4 * item.bottom / size)) for item in ordered
            ]
            count += sum(
                len(item.rows) if isinstance(item, Table) else 1
                for item, span in zip(ordered, spans, strict=True)
                if not taken.isdisjoint(span)
            )
            for span, following in zip_longest(spans, spans[1:], fillvalue=range(0)):
                near = following and following.start - span.stop < 4 * _LEADED
                taken.update(range(span.start, following.start if near else span.stop))
        return count


def _bands(page: Sequence[Item], cuts: tuple[float, ...], size: float) -> list[_Band]:
    """Cut a page at the items that cross a gutter."""
    bands: list[_Band] = []
    for row in _item_rows(page):
        if any(_crosses(item, cut, size) for item in row for cut in cuts):
            bands.append(_Band(True, [row]))
            continue
        if not bands or bands[-1].is_wide:
            bands.append(_Band(False, [[] for _ in range(len(cuts) + 1)]))
        for item in row:
            bands[-1].parts[sum(item.x0 + item.x1 > 2 * cut for cut in cuts)].append(item)
    return bands


def _crosses(item: Item, cut: float, size: float) -> bool:
    """Tell if an item goes over a gutter; the box of a recognised line may reach a little too far."""
    less, more = sorted((cut - item.x0, item.x1 - cut))
    reaches = isinstance(item, Run) and item.sure is not None and less < _OVERREACH * size and more > 5 * less
    return less > 0 and not reaches


def _item_rows(page: Sequence[Item]) -> list[list[Item]]:
    """Gather the runs of one height into rows; a table is a row of its own."""
    rows: list[list[Item]] = [[*row] for row in rows_of([item for item in page if isinstance(item, Run)])]
    rows += [[item] for item in page if isinstance(item, Table)]
    return sorted(rows, key=lambda row: row[0].top)


def _is_columned(band: _Band, frame: _Frame) -> bool:
    """Tell columns of text from the columns of a table: most lines fill them, with one run a line."""
    if band.beside(frame.size) < 2:
        return False
    single = full = lines = 0
    for part in band.parts:
        runs = [item for item in part if isinstance(item, Run)]
        if not runs:
            continue
        rows = rows_of(runs)
        ends = sorted(run.x1 for run in runs)
        edge = ends[int(_MOST * (len(ends) - 1))]
        lines += len(rows)
        single += sum(len(row) == 1 for row in rows)
        full += sum(row[-1].x1 >= edge - _FULL * frame.size for row in rows)
    widths = [max(i.x1 for i in part) - min(i.x0 for i in part) for part in band.parts if part]
    alike = min(widths) >= 0.8 * max(widths)
    return alike and single >= 0.75 * lines and full >= 0.4 * lines


def _order_page(
    page: Sequence[Item], cuts: tuple[float, ...], gutters: Sequence[tuple[float, float]], frame: _Frame
) -> list[Line | Table]:
    """Order a page of a file in columns; ``gutters`` are measured from the left of the frame."""
    whole = Column(frame.left, frame.right)
    lefts = [frame.left, *(frame.left + right for _, right in gutters)]
    rights = [*(frame.left + left for left, _ in gutters), frame.right]
    columns = [Column(left, right) for left, right in zip(lefts, rights, strict=True)]
    ordered: list[Line | Table] = []
    plain: list[Item] = []
    bands = _bands(page, cuts, frame.size)
    for place, band in enumerate(bands):
        near = bands[max(0, place - 1) : place + 2]
        if not band.is_wide and _fits(band, near, columns, frame):
            ordered += _lines(plain, whole)
            plain = []
            for part, column in zip(band.parts, columns, strict=True):
                ordered += _lines(part, column)
        else:
            plain += [item for part in band.parts for item in part]
    return [*ordered, *_lines(plain, whole)]


def _gutters(page: Sequence[Item], cuts: tuple[float, ...], frame: _Frame) -> list[tuple[float, float]]:
    """Return the edges of the gutters, measured from the left of the frame: full lines reach them."""
    gutters = []
    for cut in cuts:
        ends = sorted(i.x1 for i in page if cut - 3 * frame.size < i.x1 <= cut)
        starts = [i.x0 for i in page if cut <= i.x0 < cut + 3.5 * frame.size]
        left = ends[int(_MOST * (len(ends) - 1))] if ends else cut - frame.size
        right = min(starts, default=cut + frame.size)
        gutters.append((left - frame.left, right - frame.left))
    return gutters


def _fits(band: _Band, near: Sequence[_Band], columns: Sequence[Column], frame: _Frame) -> bool:
    """Tell if the items of a band stand in the columns of the file; ``near`` are the bands around it and itself."""
    if not band.beside(frame.size):
        return band is near[-1] and not any(band.parts[1:])  # the end of the text, in the first column
    if _is_columned(band, frame):
        return True
    if any(other.is_wide and len(other.parts[0]) > 1 for other in near):
        return False  # more rows of a wide table
    return all(
        _stands_in(part, column, frame) for part, column in zip(band.parts, columns, strict=True) if part
    )


def _stands_in(part: Sequence[Item], column: Column, frame: _Frame) -> bool:
    """Tell if something begins at the left edge of a column, or a signature ends at its right one."""
    shift = (min(item.x0 for item in part) - column.left) / frame.size
    if shift < -_AT_EDGE:
        return False
    at_right = all(item.x1 >= column.right - _FULL * frame.size for item in part)
    return at_right or any(abs(shift - indent) <= _AT_EDGE for indent in _INDENTS)


def _lines(items: Iterable[Item], column: Column) -> list[Line | Table]:
    """Gather the items of one column into lines and tables, from the top."""
    items = list(items)
    found: list[Line | Table] = [
        Line(tuple(row), column) for row in rows_of([i for i in items if isinstance(i, Run)])
    ]
    found += [item for item in items if isinstance(item, Table)]
    return sorted(found, key=lambda item: item.top)
