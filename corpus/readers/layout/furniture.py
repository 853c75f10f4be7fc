"""Running heads and page numbers: told by their place at the edge of the page and by their repetition."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.readers.layout.sheet import Run, rows_of
from corpus.text import squeeze

_EDGE_ROWS = 3  # from the top and from the bottom of a page
_NUMBER = re.compile(r"\d{1,4}")
_PAGE_NUMBER = re.compile(
    r"(?:第?\d{1,4}页?|[-–—―－·•・‧~～.|/\s]*\d{1,4}[-–—―－·•・‧~～.|/\s]*|第\d{1,4}页共\d{1,4}页)"
)
_APART = 1.15  # times the usual distance of rows
_OTHER_SIZE = 0.06
_PLACE = 1.0  # ems by which the height of a running head may vary
_BESIDE = 24  # characters of a section's name beside a page number
_SHORTEST, _LONGEST = 4, 60  # characters of a running head


@dataclass(frozen=True, slots=True)
class Furnished:
    """The runs of a page without its furniture, the furniture, and the page's printed number."""

    runs: tuple[Run, ...]
    head: tuple[str, ...]
    foot: tuple[str, ...]
    number: int | None


@dataclass(frozen=True, slots=True)
class _Edge:
    """A run in one of the outermost rows of a page; ``form`` is its text with the numbers taken out.

    ``is_apart`` where the row stands further from the next inner one than lines of text do, or in other type.
    """

    sheet: int
    run: Run
    is_head: bool
    rank: int
    is_apart: bool
    form: str
    numbers: tuple[int, ...]


def part_furniture(pages: Sequence[Sequence[Run]]) -> list[Furnished]:
    """Part running heads and page numbers from the runs of each page."""
    rows = [rows_of(page) for page in pages]
    gaps = [b[0].base - a[0].base for page in rows for a, b in pairwise(page)]
    pitch = median(gaps) if gaps else 0.0
    edges = [edge for sheet, page in enumerate(rows) for edge in _edges(sheet, page, pitch)]
    groups: dict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        groups[edge.is_head, edge.form].append(edge)
    known: set[int] = set()
    shifts: dict[int, set[int]] = defaultdict(set)
    for group in groups.values():
        repeated = _repeated(group, len(pages))
        known.update(id(edge.run) for edge in repeated)
        for edge, shift in _counting(repeated):
            shifts[edge.sheet].add(shift)
    sides: dict[tuple[int, bool], list[_Edge]] = defaultdict(list)
    for edge in edges:
        sides[edge.sheet, edge.is_head].append(edge)
    heads = [_settle(sides[sheet, True], known) for sheet in range(len(pages))]
    feet = [_settle(sides[sheet, False], known) for sheet in range(len(pages))]
    numbers = _numbers(shifts, len(pages))
    return [
        _furnished(page, head, foot, number)
        for page, head, foot, number in zip(pages, heads, feet, numbers, strict=True)
    ]


def _edges(sheet: int, rows: Sequence[Sequence[Run]], pitch: float) -> list[_Edge]:
    edges = []
    for place, row in enumerate(rows):
        below = len(rows) - 1 - place
        if min(place, below) >= _EDGE_ROWS:
            continue
        is_head = place <= below
        inner = place + 1 if is_head else place - 1
        is_apart = not 0 <= inner < len(rows) or _is_apart(row, rows[inner], pitch)
        for run in row:
            flat = squeeze(unicodedata.normalize("NFKC", run.text))
            if len(flat) <= _LONGEST:
                numbers = tuple(int(number) for number in _NUMBER.findall(flat))
                form = _NUMBER.sub("#", flat)
                edges.append(_Edge(sheet, run, is_head, min(place, below), is_apart, form, numbers))
    return edges


def _is_apart(row: Sequence[Run], inner: Sequence[Run], pitch: float) -> bool:
    gap = abs(row[0].base - inner[0].base)
    return gap > _APART * pitch or abs(row[0].size / inner[0].size - 1) > _OTHER_SIZE


def _repeated(group: Sequence[_Edge], pages: int) -> list[_Edge]:
    """Return the members of a group that stand at one height and whose numbers stay or count the pages."""
    best: list[_Edge] = []
    for seed in group:
        near = [edge for edge in group if abs(edge.run.base - seed.run.base) <= _PLACE * seed.run.size]
        if len(near) > len(best):
            best = near
        if len(near) == len(group):
            break
    sheets = {edge.sheet for edge in best}
    if _is_number(best[0]):
        shifts = Counter(edge.numbers[0] - edge.sheet for edge in best)
        if pages == 1:
            return best if not best[0].form.isalnum() and best[0].form != "#" else []
        return [edge for edge in best if shifts[edge.numbers[0] - edge.sheet] > 1]
    if len(sheets) < (3 if pages > 4 else 2) or len(best[0].form) < _SHORTEST:
        return []
    return best if _is_steady(best) else []


def _is_steady(group: Sequence[_Edge]) -> bool:
    """Tell if each number of a running head is the same on all pages, or counts them."""
    for place in range(len(group[0].numbers)):
        values = Counter(edge.numbers[place] for edge in group)
        shifts = Counter(edge.numbers[place] - edge.sheet for edge in group)
        if max(values.most_common(1)[0][1], shifts.most_common(1)[0][1]) < 0.7 * len(group):
            return False
    return True


def _counting(group: Sequence[_Edge]) -> Iterator[tuple[_Edge, int]]:
    """Yield how far the printed numbers that count pages are ahead of the file's own count."""
    for place in range(len(group[0].numbers) if group else 0):
        values = Counter(edge.numbers[place] for edge in group)
        shifts = Counter(edge.numbers[place] - edge.sheet for edge in group)
        if len(group) == 1 or shifts.most_common(1)[0][1] > values.most_common(1)[0][1]:
            yield from ((edge, edge.numbers[place] - edge.sheet) for edge in group)


def _is_number(edge: _Edge) -> bool:
    return len(edge.numbers) > 0 and _PAGE_NUMBER.fullmatch(edge.form.replace("#", "1")) is not None


def _settle(edges: Sequence[_Edge], known: set[int]) -> list[_Edge]:
    """Return the edges of one side of a page that are furniture: whole rows, from the outermost one inwards.

    A running head takes with it what stands further out and beside it (the name of a section). A page number
    counts in the outermost row alone, and not among the cells of a table.
    """
    rows = [[edge for edge in edges if edge.rank == rank] for rank in range(_EDGE_ROWS)]
    depth = 0
    for rank, row in enumerate(rows):
        found = [edge for edge in row if id(edge.run) in known]
        others = [edge for edge in row if id(edge.run) not in known]
        if not found or not row[0].is_apart:
            continue
        is_named = any(not _is_number(edge) for edge in found)
        if (
            len(others) <= 1
            and sum(len(edge.form) for edge in others) <= _BESIDE
            and (is_named or rank == depth)
        ):
            depth = rank + 1
    return [edge for row in rows[:depth] for edge in row]


def _numbers(shifts: dict[int, set[int]], pages: int) -> list[int | None]:
    """Return the printed number of each page; one that lacks it between two that agree has it by counting."""
    numbers: list[int | None] = []
    counts = Counter(shift for found in shifts.values() for shift in found)
    for sheet in range(pages):
        found = sorted(shifts.get(sheet, ()), key=lambda shift: (-counts[shift], abs(shift)))
        steady = [shift for shift in found if counts[shift] >= min(2, pages)]
        numbers.append(sheet + steady[0] if steady else None)
    printed = [(sheet, number) for sheet, number in enumerate(numbers) if number is not None]
    for (one, first), (other, last) in pairwise(printed):
        if last - first == other - one:
            for sheet in range(one + 1, other):
                numbers[sheet] = first + sheet - one
    return numbers


def _furnished(
    page: Sequence[Run], head: Sequence[_Edge], foot: Sequence[_Edge], number: int | None
) -> Furnished:
    taken = {id(edge.run) for edge in (*head, *foot)}
    runs = tuple(run for run in page if id(run) not in taken)
    return Furnished(runs, _texts(head), _texts(foot), number)


def _texts(edges: Sequence[_Edge]) -> tuple[str, ...]:
    return tuple(" ".join(run.text for run in row) for row in rows_of([edge.run for edge in edges]))
