"""From printed lines to paragraphs: which line goes on the one before it, told by their places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from corpus.markers import read_marker
from corpus.numbers import normalise_number
from corpus.readers.layout.columns import Line
from corpus.readers.layout.sheet import WIDE
from corpus.structure.outline import is_finished

_EDGE = 0.75  # ems by which a line may begin beside the edge of its column
_FAR = 3.5  # ems: further in begins no line of text
_SLACK = 0.9  # ems that a full line may lack, what didn't fit aside
_SAME_SIZE = 0.12
_LOOSE = 1.35  # times the usual pitch: lines that stand further apart are parted
_LEADER = re.compile(r"(?:[.．·‥・•…_]\s*){3,}[（(]?\s*\d{1,4}\s*[）)]?$")
_FIRST_UNIT = re.compile(r"[^\u3400-\u9fff]{0,12}[\u3400-\u9fff]?[，。、；：！？”’）》〉】…]*")
_NARROW = 0.5  # ems of a Latin letter or digit
_ORDINAL = re.compile(r"\d{1,3}(?:[.．、]|\s+(?![号年月日条款项件个名%]))")
_TITLE = 1.12  # times the size of the text


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file sets its paragraphs: the size of text, the pitch of lines, and if first lines are indented."""

    size: float
    pitch: float
    indents: bool


def habits(flow: Sequence[Line]) -> Habits:
    """Learn how a file sets its paragraphs from all its lines in order."""
    sizes: Counter[float] = Counter()
    for line in flow:
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    body = [line for line in flow if abs(line.size - size) <= _SAME_SIZE * size]
    pitches = [
        other.base - one.base
        for one, other in pairwise(body)
        if one.column == other.column and 0 < other.base - one.base < 4 * size and _is_full(one, other.text)
    ]
    pitch = median(pitches) if pitches else 1.5 * size
    starts = [other for one, other in pairwise(body) if not _is_full(one, "一", 2.5)]
    indented = sum(1.5 <= _shift(line) <= 2.6 for line in starts)
    flush = sum(_shift(line) <= _EDGE and read_marker(line.text) is None for line in starts)
    return Habits(size, pitch, indented > 2 * flush)


def goes_on(one: Line, other: Line, known: Habits, turns: bool) -> bool:
    """Tell if a line goes on the one before it; ``turns`` where a column or a page lies between them."""
    if abs(one.size - other.size) > _SAME_SIZE * max(one.size, other.size):
        return False
    if _LEADER.search(one.text):
        return False
    if not turns and other.base - one.base > _LOOSE * max(known.pitch, 1.2 * one.size):
        return False
    if _is_title(one, known):
        return not turns and _goes_on_title(one, other)
    if _shift(other) > _EDGE or not _is_full(one, other.text):
        return False
    if _shift(one) > _FAR:  # centred, or set to the right
        return False
    marked = read_marker(other.text) is not None or _ORDINAL.match(other.text)
    if known.indents:
        return not (marked and is_finished(one.text))
    return not is_finished(one.text) and not marked


def _shift(line: Line) -> float:
    """Return how far from the edge of its column a line begins, in ems."""
    return (line.x0 - line.column.left) / line.size


def _rest(line: Line) -> float:
    """Return how much of its column a line leaves at its end, in ems."""
    return (line.column.right - line.x1) / line.size


def _is_full(line: Line, following: str, slack: float = _SLACK) -> bool:
    """Tell if what follows didn't fit on a line: up to its first character that may begin a line."""
    unit = _FIRST_UNIT.match(following)
    needed = sum(1.0 if WIDE.match(char) else _NARROW for char in (unit[0] if unit else following[:1]))
    return _rest(line) < needed + slack


def _is_title(line: Line, known: Habits) -> bool:
    """Tell a line in larger type that is set in the middle of its column."""
    centred = abs(_shift(line) - _rest(line)) < 1.5
    return line.size > _TITLE * known.size and centred


def _goes_on_title(one: Line, other: Line) -> bool:
    """Tell if a centred line goes on the title above it."""
    if abs(_shift(other) - _rest(other)) >= 1.5 or other.base - one.base > 2.2 * one.size:
        return False
    if normalise_number(other.text) or read_marker(other.text) or is_finished(one.text):
        return False
    if other.text[:1] in "（(":  # （试行）, but not the period of a list
        return "年" not in other.text
    return _is_full(one, other.text, _SLACK - _shift(one))
