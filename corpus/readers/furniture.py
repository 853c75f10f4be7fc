"""Running heads and page numbers: told by their place at the edge of the page and by their repetition."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.forms import squeeze
from corpus.readers.sheet import Run, rows_of

_EDGE_ROWS = 3  # from the top and from the bottom of a page
_NUMBER = re.compile(r"\d{1,4}")
_PAGE_NUMBER = re.compile(r"(?:第?\d{1,4}页?|[-–—―－·•・‧~～.|/\s]*\d{1,4}[-–—―－·•・‧~～.|/\s]*|第\d{1,4}页共\d{1,4}页)")
_PLACE = 1.0  # ems by which the height of a running head may vary
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Furnished:
    """The runs of a page without its furniture, the furniture, and the page's printed number."""

    runs: tuple[Run, ...]
    head: tuple[str, ...]
    foot: tuple[str, ...]
    number: int | None


@dataclass(frozen=True, slots=True)
class _Edge:
    """A run near the edge of a page, and its text with the numbers taken out."""

    sheet: int
    run: Run
    is_head: bool
    rank: int
    form: str
    numbers: tuple[int, ...]


def part_furniture(pages: Sequence[Sequence[Run]]) -> list[Furnished]:
    """Part running heads and page numbers from the runs of each page."""
    edges = [edge for sheet, page in enumerate(pages) for edge in _edges(sheet, page)]
    groups: dict[tuple[bool, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        groups[edge.is_head, edge.form].append(edge)
    known: dict[int, dict[int, _Edge]] = defaultdict(dict)
    shifts: dict[int, set[int]] = defaultdict(set)
    for group in groups.values():
        repeated = _repeated(group, len(pages))
        for edge in repeated:
            known[edge.sheet][id(edge.run)] = edge
        for edge, shift in _counting(repeated):
            shifts[edge.sheet].add(shift)
    _take_neighbours(edges, known)
    numbers = _numbers(shifts, len(pages))
    return [_furnished(page, known[sheet], numbers[sheet]) for sheet, page in enumerate(pages)]


def _edges(sheet: int, page: Sequence[Run]) -> list[_Edge]:
    rows = rows_of(page)
    edges = []
    for place, row in enumerate(rows):
        below = len(rows) - 1 - place
        if min(place, below) >= _EDGE_ROWS:
            continue
        is_head = place <= below
        for run in row:
            flat = squeeze(unicodedata.normalize("NFKC", run.text))
            if len(flat) > _LONGEST:
                continue
            numbers = tuple(int(number) for number in _NUMBER.findall(flat))
            edges.append(
                _Edge(sheet, run, is_head, min(place, below), _NUMBER.sub("#", flat), numbers)
            )
    return edges


def _repeated(group: Sequence[_Edge], pages: int) -> list[_Edge]:
    """Return the members of a group that stand at one height and whose numbers stay or count the pages."""
    best: list[_Edge] = []
    for seed in group:
        near = [
            edge
            for edge in group
            if abs(edge.run.base - seed.run.base) <= _PLACE * seed.run.size
        ]
        if len(near) > len(best):
            best = near
        if len(near) == len(group):
            break
    sheets = {edge.sheet for edge in best}
    if _PAGE_NUMBER.fullmatch(best[0].form.replace("#", "1")):
        counting = Counter(number - edge.sheet for edge in best for number in edge.numbers[:1])
        shift, count = counting.most_common(1)[0] if counting else (0, 0)
        if count >= 2 or (pages == 1 and not best[0].form.strip("#").isalnum()):
            return [edge for edge in best if edge.numbers and abs(edge.numbers[0] - edge.sheet - shift) <= pages]
        return []
    if len(sheets) < (3 if pages > 4 else 2):
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


def _take_neighbours(edges: Sequence[_Edge], known: dict[int, dict[int, _Edge]]) -> None:
    """Take what stands on one row with furniture, and further out: the section's name beside the page number."""
    for edge in edges:
        mates = [
            other
            for other in known[edge.sheet].values()
            if other.is_head == edge.is_head
            and (other.rank > edge.rank or abs(other.run.base - edge.run.base) < 0.35 * edge.run.size)
        ]
        if mates:
            known[edge.sheet][id(edge.run)] = edge


def _numbers(shifts: dict[int, set[int]], pages: int) -> list[int | None]:
    """Return the printed number of each page; one that lacks it between two that agree has it by counting."""
    numbers: list[int | None] = []
    counts = Counter(shift for found in shifts.values() for shift in found)
    for sheet in range(pages):
        found = sorted(shifts.get(sheet, ()), key=lambda shift: (-counts[shift], abs(shift)))
        steady = [shift for shift in found if counts[shift] >= min(2, pages)]
        numbers.append(sheet + steady[0] if steady else None)
    printed = [(sheet, number) for sheet, number in enumerate(numbers) if number is not None]
    for (one, first), (other, last) in zip(printed, printed[1:], strict=False):
        if last - first == other - one:
            for sheet in range(one + 1, other):
                numbers[sheet] = first + sheet - one
    return numbers


def _furnished(page: Sequence[Run], known: dict[int, _Edge], number: int | None) -> Furnished:
    def lines(is_head: bool) -> tuple[str, ...]:
        chosen = [edge.run for edge in known.values() if edge.is_head == is_head]
        return tuple(" ".join(run.text for run in row) for row in rows_of(chosen))

    runs = tuple(run for run in page if id(run) not in known)
    return Furnished(runs, lines(True), lines(False), number)
