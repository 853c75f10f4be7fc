"""Tables without rules: columns told by the blank that runs down between them, rows by their first cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from statistics import mean, median

from corpus.readers.layout.columns import Line, Table
from corpus.readers.layout.ruling import Row, cell_of
from corpus.readers.layout.sheet import Run

_STRIP = 0.6  # ems: the narrowest blank between two columns
_ALIGNED = 0.6  # ems by which the cells of a column may begin beside one another
_ORDINAL = re.compile(r"\d{1,4}")
_LOOSE = 2.6  # ems between the baselines of two lines of one table
_OTHER_SIZE = 0.12
_BESIDE = 0.4  # ems between baselines of one line
_EMPTY = 3.0  # ems that an ordinal without a cell beside it costs
_MOST_LINES = 9  # of a cell

Strip = tuple[float, float]


def part_aligned(items: Sequence[Line | Table]) -> list[Line | Row | Table]:
    """Replace the lines of tables without rules by their rows; ``items`` are a page's, in order."""
    found: list[Line | Row | Table] = []
    at = 0
    while at < len(items):
        end = _table_end(items, at)
        lines = [item for item in items[at:end] if isinstance(item, Line)]
        if (
            end > at
            and (strips := _strips(lines))
            and _is_table(lines, strips)
            and not _wraps(lines, items[end:])
        ):
            found += _rows(lines, strips)
            at = end
        else:
            found.append(items[at])
            at += 1
    return found


def _table_end(items: Sequence[Line | Table], start: int) -> int:
    """Return where the table that begins at a line ends, ``start`` where none does."""
    first = items[start]
    if not isinstance(first, Line):
        return start
    opened = next(
        (place for place in range(start, min(start + 3, len(items))) if _is_cut(items[place])), None
    )
    if opened is None:
        return start
    strips: list[Strip] = []
    end = start
    for place in range(start, len(items)):
        item = items[place]
        if (
            not isinstance(item, Line)
            or item.column != first.column
            or _is_apart(item, items[place - 1], place - start)
        ):
            break
        narrowed = _narrow(strips if place > start else None, item)
        if not narrowed or (place > opened and not _is_cut(item) and len(narrowed) < len(strips)):
            break
        strips = narrowed
        if _is_cut(item) or (place > opened and item.x0 > strips[0][0]):
            end = place + 1
    return end if end > opened + 1 else start


def _is_apart(line: Line, before: Line | Table, place: int) -> bool:
    """Tell if a line stands away from the one before it, or is of another size."""
    if not place or not isinstance(before, Line):
        return False
    return line.base - before.base > _LOOSE * before.size or abs(line.size / before.size - 1) > _OTHER_SIZE


def _wraps(lines: Sequence[Line], rest: Sequence[Line | Table]) -> bool:
    """Tell indented paragraphs with tabs in them from a table: the last line goes on further to the left."""
    last, following = lines[-1], rest[0] if rest else None
    if not isinstance(following, Line) or following.column != last.column or _is_apart(following, last, 1):
        return False
    is_full = last.x1 >= last.column.right - 2 * last.size
    return is_full and following.x0 < min(line.x0 for line in lines if _is_cut(line)) - last.size


def _is_cut(item: Line | Table) -> bool:
    return isinstance(item, Line) and len(item.runs) > 1


def _narrow(strips: list[Strip] | None, line: Line) -> list[Strip]:
    """Return what one more line leaves free of the strips between columns."""
    left, right = line.column.left, line.column.right
    edges = [left, *(x for run in line.runs for x in (run.x0, run.x1)), right]
    free = [(edges[place], edges[place + 1]) for place in range(0, len(edges), 2)]
    if strips is None:
        strips = [(left, right)]
    cut = [(max(a, c), min(b, d)) for a, b in strips for c, d in free]
    return [(a, b) for a, b in cut if b - a >= _STRIP * line.size]


def _strips(lines: Sequence[Line]) -> list[Strip]:
    """Return the blanks that run down between the columns of lines."""
    strips: list[Strip] | None = None
    for line in lines:
        strips = _narrow(strips, line)
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return [strip for strip in strips or [] if x0 < strip[0] and strip[1] < x1]


def _column_of(run: Run, strips: Sequence[Strip]) -> int:
    return sum(run.x0 >= strip[1] - 0.01 for strip in strips)


def _is_table(lines: Sequence[Line], strips: Sequence[Strip]) -> bool:
    """Tell a table from letter-spaced lines and from what stands beside one another by chance."""
    columns: list[list[Run]] = [[] for _ in range(len(strips) + 1)]
    for line in lines:
        for run in line.runs:
            columns[_column_of(run, strips)].append(run)
    if sum(len({_column_of(run, strips) for run in line.runs}) > 1 for line in lines) < 2:
        return False
    ordinals = sum(_ORDINAL.fullmatch(run.text) is not None for run in columns[0])
    if len(lines) < 3 and not ordinals:
        return False
    if all(median(len(run.text) for run in column) < 2 for column in columns):
        return False
    return all(_is_aligned(column) for column in columns[ordinals > 0 :])


def _is_aligned(column: Sequence[Run]) -> bool:
    """Tell if most cells of a column stand at its left edge, at its middle or at its right edge."""
    lefts, rights = [run.x0 for run in column], [run.x1 for run in column]
    middles = [(run.x0 + run.x1) / 2 for run in column]
    return any(_agree(places, _ALIGNED * column[0].size) for places in (lefts, middles, rights))


def _agree(places: Sequence[float], most: float) -> bool:
    usual = median(places)
    return sum(abs(place - usual) <= most for place in places) >= 0.6 * len(places)


def _rows(lines: Sequence[Line], strips: Sequence[Strip]) -> list[Row]:
    columns: list[list[list[Run]]] = [[] for _ in range(len(strips) + 1)]
    for line in lines:
        for place, runs in groupby(line.runs, lambda run: _column_of(run, strips)):
            columns[place].append(list(runs))
    size = lines[0].size
    anchors = _anchors(columns, size)
    parted = [_part(column, anchors, size) for column in columns]
    rows = []
    for place in range(-1, len(anchors)):
        cells = [column.get(place, []) for column in parted]
        if any(cells):
            rows.append(Row(tuple(cell_of(cell) for cell in cells), is_rest=place < 0))
    return rows


def _anchors(columns: Sequence[Sequence[list[Run]]], size: float) -> list[float]:
    """Return where rows begin: at the ordinals of the first column, else where it has cells beside it."""
    first = columns[0]
    ordinals = [_ORDINAL.fullmatch(cell[0].text) is not None for cell in first]
    anchors = [
        cell[0].base
        for place, cell in enumerate(first)
        if not place or ordinals[place] or _beside(cell[0].base, columns[1:], size)
    ]
    if sum(ordinals) >= len(anchors) / 2:
        return anchors
    return [anchor for anchor in anchors if _beside(anchor, columns[1:], size)] or anchors[:1]


def _beside(anchor: float, columns: Sequence[Sequence[list[Run]]], size: float) -> bool:
    """Tell if another column has a line at the height of an anchor."""
    return any(abs(cell[0].base - anchor) <= _BESIDE * size for column in columns for cell in column)


_Parted = dict[int, list[list[Run]]]  # the lines of each row's cell; -1 for what stands above the first row


def _part(column: Sequence[list[Run]], anchors: Sequence[float], size: float) -> _Parted:
    """Give each row its lines: its cells begin at one height, or they stand at one middle, whichever fits better."""
    top, above = _part_top(column, anchors, size)
    middle, around = _part_middle(column, anchors, size)
    return top if above <= around else middle


def _part_top(column: Sequence[list[Run]], anchors: Sequence[float], size: float) -> tuple[_Parted, float]:
    """Give each row the lines from its anchor down to the next one; return also how far off they begin."""
    parted: _Parted = {}
    for cell in column:
        place = sum(anchor <= cell[0].base + _BESIDE * size for anchor in anchors) - 1
        parted.setdefault(place, []).append(cell)
    off = [
        abs(parted[place][0][0].base - anchor) if place in parted else _EMPTY * size
        for place, anchor in enumerate(anchors)
    ]
    return parted, sum(off)


def _part_middle(column: Sequence[list[Run]], anchors: Sequence[float], size: float) -> tuple[_Parted, float]:
    """Give each row lines whose middle is near its anchor, in order; return also how far off they are."""
    bases = [cell[0].base for cell in column]
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for anchor in anchors:
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for used, (cost, counts) in best.items():
            for count in range(min(_MOST_LINES, len(bases) - used) + 1):
                off = abs(mean(bases[used : used + count]) - anchor) if count else _EMPTY * size
                total = cost + off
                if used + count not in following or total < following[used + count][0]:
                    following[used + count] = (total, (*counts, count))
        best = following
    used = max(best)
    cost, counts = best[used]
    parted: _Parted = {}
    at = 0
    for place, count in enumerate(counts):
        parted[place] = list(column[at : at + count])
        at += count
    if at < len(column):
        parted.setdefault(len(anchors) - 1, []).extend(column[at:])
    return parted, cost + _EMPTY * size * (len(column) - used)
