"""What is printed on a sheet, whatever told it: glyphs and rules with their places.

Lengths are points (any unit would do: all that is made of them is measured in ems); x grows to the
right, y downwards, and text stands upright.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

#: Characters that are an em wide.
WIDE = re.compile(
    r"[\u2014\u2018-\u201d\u2026\u2460-\u24ff\u25a0-\u25ff\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60]"
)
IDEOGRAPH = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇]")
_RUN_GAP = 0.55  # ems, beyond those between other characters of the row, that part runs; a blank has 0.25
_WORD_GAP = 0.15  # ems that part two words of Latin letters or digits
_BLANK_GAP = 0.18  # ems, beyond those between other characters of the line, that part a Chinese character
_WIDEST = 0.5  # ems between the characters of a line set to full width; further apart they are spaced letters
_FEW = 4  # gaps that tell how wide a line is set
_ROW = 0.35  # ems by which baselines of one row may differ
THIN = 2.5  # points: what is thinner is a rule, whether drawn or filled

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character from ``x0`` to ``x1`` on its baseline; ``size`` is an em.

    ``sure`` is how sure a recogniser is of it, None for what was read; ``spaced`` where the file has a
    blank before it.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    sure: float | None = None
    spaced: bool = False

    @property
    def inked(self) -> float:
        """Return where the print ends: a mark may stand in the first half of its em, or have no other half."""
        return self.x1 if IDEOGRAPH.match(self.text) else min(self.x1, self.x0 + self.size / 2)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, upright or level; its thickness is dropped."""

    x0: float
    top: float
    x1: float
    bottom: float


def rule_between(start: Point, end: Point) -> Rule | None:
    """Return a level or upright line as a rule, None for a point and for what slants."""
    (ax, bx), (ay, by) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    if by - ay <= THIN < bx - ax:
        return Rule(ax, (ay + by) / 2, bx, (ay + by) / 2)
    if bx - ax <= THIN < by - ay:
        return Rule((ax + bx) / 2, ay, (ax + bx) / 2, by)
    return None


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is printed on one page of a file; ``number`` counts from 1.

    ``aside`` is what runs in another direction than the text: a stamp over the page, a note in its margin.
    """

    number: int
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    aside: str = ""


@dataclass(frozen=True)
class Run:
    """Glyphs of one row that stand close together."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def x0(self) -> float:
        return self.glyphs[0].x0

    @cached_property
    def x1(self) -> float:
        return max(self.glyphs[-1].inked, *(glyph.x1 for glyph in self.glyphs[-2:-1]), self.glyphs[0].inked)

    @cached_property
    def size(self) -> float:
        """Return the size of most glyphs."""
        sizes = sorted(glyph.size for glyph in self.glyphs)
        return sizes[len(sizes) // 2]

    @cached_property
    def base(self) -> float:
        bases = sorted(glyph.base for glyph in self.glyphs)
        return bases[len(bases) // 2]

    @property
    def top(self) -> float:
        return self.base - 0.88 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.12 * self.size

    @cached_property
    def text(self) -> str:
        """Return the characters, with a blank where the print has one."""
        pairs = list(pairwise(self.glyphs))
        gaps = [(other.x0 - one.x1) / max(one.size, other.size) for one, other in pairs]
        usual = max(0.0, median(gaps)) if len(gaps) >= _FEW else 0.0  # of a line that is set to full width
        out = [self.glyphs[0].text]
        for (one, other), gap in zip(pairs, gaps, strict=True):
            wide = WIDE.match(one.text) or WIDE.match(other.text)
            if other.spaced or gap > (_BLANK_GAP + usual if wide else _WORD_GAP):
                out.append(" ")
            out.append(other.text)
        return "".join(out)

    @property
    def sure(self) -> float | None:
        """Return how sure the recogniser is of the least sure glyph."""
        return min((glyph.sure for glyph in self.glyphs if glyph.sure is not None), default=None)


def rows_of(runs: Iterable[Run]) -> list[list[Run]]:
    """Gather runs on one baseline into rows, from the top; a row's runs go from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.base):
        if rows and run.base - rows[-1][0].base <= _ROW * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.x0) for row in rows]


def runs_of(glyphs: Sequence[Glyph]) -> list[Run]:
    """Gather glyphs into runs, row by row; what is printed twice at one place (to look bold) counts once."""
    runs: list[Run] = []
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if row and glyph.base - row[0].base > _ROW * max(glyph.size, row[0].size):
            runs += _cut_row(row)
            row = []
        row.append(glyph)
    return [*runs, *_cut_row(row)]


def _cut_row(row: list[Glyph]) -> list[Run]:
    ordered: list[Glyph] = []
    for glyph in sorted(row, key=lambda glyph: glyph.x0):
        if not _is_shadow(glyph, ordered[-3:]):
            ordered.append(glyph)
    gaps = [(other.x0 - one.x1) / max(one.size, other.size) for one, other in pairwise(ordered)]
    usual = max(0.0, median(gaps)) if len(gaps) >= _FEW else 0.0
    limit = _RUN_GAP + min(usual, _WIDEST)
    cuts = [place for place, gap in enumerate(gaps, 1) if gap > limit]
    return [Run(tuple(ordered[a:b])) for a, b in zip([0, *cuts], [*cuts, len(ordered)], strict=True) if b > a]


def _is_shadow(glyph: Glyph, run: Sequence[Glyph]) -> bool:
    """Tell a glyph that is printed over the same one, a little beside it."""
    return any(
        other.text == glyph.text and glyph.x0 - other.x0 < 0.4 * (other.x1 - other.x0) for other in run
    )
