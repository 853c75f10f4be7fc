"""Tables with rules: the grid that the rules make, its cells, and their text row by row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.readers.layout.sheet import Glyph, Rule, Run, rows_of, runs_of
from corpus.records import join

_TOUCH = 3.0  # points: rules closer than this touch, and lie on one line
_BEYOND = 6.0  # points: upright rules that go so far beyond the last level one have text between them
_MOST_RULES = 4_000
_COVER = 0.6  # of a cell's side that a rule must cover to part it from its neighbour
_LONG_CELL = 12  # lines: a grid of one row with longer cells is a frame around columns
_ORDINAL = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a table: ``xs`` from left to right, ``ys`` from top to bottom, and the rules that draw it.

    It is open above or below where its upright rules go on beyond the last level one: a row is torn there.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]
    is_open_above: bool = False
    is_open_below: bool = False

    def holds(self, glyph: Glyph) -> bool:
        """Tell if the middle of a glyph lies in the grid."""
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.base - 0.38 * glyph.size
        return self.xs[0] - 1 <= x <= self.xs[-1] + 1 and self.ys[0] - 1 <= y <= self.ys[-1] + 1


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell, healed, and how sure its recognition is."""

    text: str
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, or as much of it as stands on one page."""

    cells: tuple[Cell, ...]
    is_rest: bool = False  # of the row before it, over a column or a page
    is_torn: bool = False  # its rest may follow

    @property
    def text(self) -> str:
        """Return the cells parted by tabs; a cell that is alone in its row needs none."""
        texts = [cell.text for cell in self.cells]
        filled = [text for text in texts if text]
        return filled[0] if len(filled) == 1 and texts[0] else "\t".join(texts).rstrip("\t")

    @property
    def sure(self) -> float | None:
        return _least(*(cell.sure for cell in self.cells))


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """Find the grids among the rules of a sheet: rules that touch, with two cells or more."""
    grids = []
    for group in _touching(rules[:_MOST_RULES]):
        upright = [rule for rule in group if rule.x0 == rule.x1]
        xs = _merge([rule.x0 for rule in upright])
        ys = _merge([rule.top for rule in group if rule.top == rule.bottom])
        if len(xs) < 2 or not ys:
            continue
        top, bottom = min(rule.top for rule in upright), max(rule.bottom for rule in upright)
        above, below = ys[0] - top > _BEYOND, bottom - ys[-1] > _BEYOND
        ys = (*(top,) * above, *ys, *(bottom,) * below)
        if len(ys) >= 2 and len(xs) + len(ys) >= 5:
            grids.append(Grid(xs, ys, tuple(group), above, below))
    return grids


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Gather rules that touch one another, directly or over others; sweeps from the top."""
    groups: list[list[Rule]] = []
    ends: list[float] = []  # how far down each group goes
    for rule in sorted(rules, key=lambda rule: rule.top):
        near = [
            place
            for place, end in enumerate(ends)
            if end >= rule.top - _TOUCH and any(_meet(rule, other) for other in groups[place])
        ]
        merged = [other for place in near for other in groups[place]] + [rule]
        for place in reversed(near):
            del groups[place], ends[place]
        groups.append(merged)
        ends.append(max(other.bottom for other in merged))
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    return (
        one.x0 <= other.x1 + _TOUCH
        and other.x0 <= one.x1 + _TOUCH
        and one.top <= other.bottom + _TOUCH
        and other.top <= one.bottom + _TOUCH
    )


def _merge(places: Sequence[float]) -> tuple[float, ...]:
    """Return places in order, those that lie close together once."""
    merged: list[float] = []
    for place in sorted(places):
        if not merged or place - merged[-1] > _TOUCH:
            merged.append(place)
    return tuple(merged)


def read_grid(grid: Grid, glyphs: Sequence[Glyph]) -> list[Row] | None:
    """Read the rows of a grid from the glyphs in it; None when it is a frame around running text."""
    rows_n, columns_n = len(grid.ys) - 1, len(grid.xs) - 1
    owner = _owners(grid)
    held: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        row = bisect_right(grid.ys, glyph.base - 0.38 * glyph.size) - 1
        column = bisect_right(grid.xs, (glyph.x0 + glyph.x1) / 2) - 1
        row, column = min(max(row, 0), rows_n - 1), min(max(column, 0), columns_n - 1)
        held.setdefault(owner[row * columns_n + column], []).append(glyph)
    lines = {place: rows_of(runs_of(inside)) for place, inside in held.items()}
    if rows_n <= 2 and any(len(line) > _LONG_CELL for line in lines.values()):
        return None
    if len(set(owner)) < 2 or (columns_n == 1 and rows_n < 3):
        return None
    found: list[Row] = []
    for row in range(rows_n):
        cells = [lines.get(row * columns_n + column, []) for column in range(columns_n)]
        cells = [
            cell if owner[row * columns_n + column] == row * columns_n + column else []
            for column, cell in enumerate(cells)
        ]
        found += _read_row(cells)
    if found and grid.is_open_above:
        found[0] = replace(found[0], is_rest=True)
    if found and grid.is_open_below:
        found[-1] = replace(found[-1], is_torn=True)
    return found


def heal_row(row: Row, rest: Row) -> Row:
    """Return a row and its rest, which stands in the next column or on the next page, as one."""
    cells = tuple(
        Cell(
            join(one.text + other.text, ((0, len(one.text)), (len(one.text), len(one.text + other.text)))),
            _least(one.sure, other.sure),
        )
        for one, other in zip(row.cells, rest.cells, strict=True)
    )
    return Row(cells, row.is_rest, rest.is_torn)


def _least(*sure: float | None) -> float | None:
    return min((one for one in sure if one is not None), default=None)


def _owners(grid: Grid) -> list[int]:
    """Say for each field of the grid which field its cell begins in: fields without a rule between are one cell."""
    columns_n = len(grid.xs) - 1
    owner = list(range(columns_n * (len(grid.ys) - 1)))

    def root(place: int) -> int:
        while owner[place] != place:
            place = owner[place]
        return place

    level = [rule for rule in grid.rules if rule.top == rule.bottom]
    upright = [rule for rule in grid.rules if rule.x0 == rule.x1]
    for row, (top, bottom) in enumerate(pairwise(grid.ys)):
        for column, (left, right) in enumerate(pairwise(grid.xs)):
            place = row * columns_n + column
            if column and not _covers(
                [(r.top, r.bottom) for r in upright if abs(r.x0 - left) <= _TOUCH], top, bottom
            ):
                _unite(owner, root(place), root(place - 1))
            if row and not _covers([(r.x0, r.x1) for r in level if abs(r.top - top) <= _TOUCH], left, right):
                _unite(owner, root(place), root(place - columns_n))
    return [root(place) for place in range(len(owner))]


def _unite(owner: list[int], one: int, other: int) -> None:
    owner[max(one, other)] = min(one, other)


def _covers(parts: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    covered, at = 0.0, start
    for first, last in sorted(parts):
        first, last = max(first, at), min(last, end)
        if last > first:
            covered += last - first
            at = last
    return covered >= _COVER * (end - start)


def _read_row(cells: Sequence[list[list[Run]]]) -> list[Row]:
    """Read one row; where only the columns are ruled, each ordinal of the first one begins a row."""
    starts = [line[0].base for line in cells[0] if _ORDINAL.fullmatch(_text(line))]
    if len(starts) < 2 or len(starts) < len(cells[0]):
        return [Row(tuple(cell_of(cell) for cell in cells))] if any(cells) else []
    rows: list[list[list[list[Run]]]] = [[[] for _ in cells] for _ in starts]
    for column, cell in enumerate(cells):
        for line in cell:
            place = bisect_right(starts, line[0].base + 0.5 * line[0].size) - 1
            rows[max(place, 0)][column].append(line)
    return [Row(tuple(cell_of(cell) for cell in row)) for row in rows]


def _text(line: Sequence[Run]) -> str:
    return " ".join(run.text for run in line)


def cell_of(lines: Sequence[Sequence[Run]]) -> Cell:
    """Heal the lines of a cell."""
    texts = [_text(line) for line in lines]
    spans, at = [], 0
    for text in texts:
        spans.append((at, at + len(text)))
        at += len(text)
    return Cell(join("".join(texts), spans), _least(*(run.sure for line in lines for run in line)))
