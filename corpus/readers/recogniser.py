"""Recognise the lines of a scanned page (PP-OCR, on the CPU) and the rules of its tables.

The models come with the package ``rapidocr``; nothing is fetched.
"""

from __future__ import annotations

import importlib.util
import math
import os
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from corpus.readers.sheet import WIDE, Glyph, Rule, Sheet

DPI = 200  # at which pages are rendered
_POINT = 72 / DPI
_DETECTED_SIDE = 1_600  # pixels of the longer side on which lines are looked for
_DOUBTFUL_PAGE = 0.7  # a page that is less sure may lie on its side or stand on its head
_LONG = 8  # characters that tell how wide one is
_NARROW, _BLANK = 0.52, 0.3  # ems
_LOST_BLANKS = 0.3  # ems: a blank of a line that is not recognised
_SAME = 0.15  # sizes that differ less are one
_EM_OF_HEIGHT = 0.9  # of the height of a line's box, where no long line tells
_DARK = 0.75  # of the paper's brightness
_RULE = 60  # pixels: the shortest rule
_THICK = 12  # pixels


_MIXED = (
    (re.compile(r"〔([^〔〕\[\]]*)\]|\[([^〔〕\[\]]*)〕"), r"〔\1\2〕"),
    (re.compile(r"（([^（）()]*)\)|\(([^（）()]*)）"), r"（\1\2）"),
)


@dataclass(frozen=True, slots=True)
class _Text:
    """One recognised line: its corners from the upper left clockwise, in pixels."""

    corners: tuple[tuple[float, float], ...]
    text: str
    sure: float

    @property
    def tilt(self) -> float:
        """Return by how much the line goes down to the right, in radians."""
        (x0, y0), (x1, y1) = self.corners[0], self.corners[1]
        return math.atan2(y1 - y0, x1 - x0)

    @property
    def width(self) -> float:
        return math.dist(self.corners[0], self.corners[1])

    @property
    def height(self) -> float:
        return math.dist(self.corners[0], self.corners[3])

    @property
    def units(self) -> float:
        """Return how many ems the characters are wide."""
        return sum(map(_em, self.text))


def is_there() -> bool:
    """Tell if the recogniser is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def recognise(picture: Any, number: int) -> Sheet:
    """Return the sheet of a scanned page; ``picture`` is an array of rows, columns and RGB, ``number`` its number."""
    import numpy as np

    found = _lines(picture)
    if _sure(found) < _DOUBTFUL_PAGE:
        turns = [(np.ascontiguousarray(np.rot90(picture, turn)), turn) for turn in (2, 1, 3)]
        for turned, _ in turns:
            other = _lines(turned)
            if _sure(other) > _sure(found):
                picture, found = turned, other
            if _sure(found) >= _DOUBTFUL_PAGE:
                break
    tilt = _tilt(found)
    return Sheet(number, tuple(_glyphs(found, tilt)), tuple(_rules(picture, tilt)))


@cache
def _engine() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import rapidocr
    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": 0.0,
            "Global.max_side_len": 10_000,
            "Det.limit_type": "max",
            "Det.limit_side_len": _DETECTED_SIDE,
            "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
            "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
            "EngineConfig.onnxruntime.intra_op_num_threads": len(os.sched_getaffinity(0)),
        }
    )


def _lines(picture: Any) -> list[_Text]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        answer = _engine()(picture[:, :, ::-1])  # as BGR
    if not getattr(answer, "txts", None):
        return []
    return [
        _Text(tuple((float(x), float(y)) for x, y in box), mend_brackets(text), float(score))
        for box, text, score in zip(answer.boxes, answer.txts, answer.scores, strict=True)
        if text.strip()
    ]


def mend_brackets(text: str) -> str:
    """Let both brackets of a pair be Chinese where one of them was recognised so: [2008〕 is 〔2008〕."""
    for pattern, mended in _MIXED:
        text = pattern.sub(mended, text)
    return text


def _sure(lines: Sequence[_Text]) -> float:
    """Return how sure the recogniser is of a page; of lines that stand upright it is not."""
    total = sum(len(line.text) for line in lines)
    level = sum(
        line.sure * len(line.text) for line in lines if line.width > line.height or len(line.text) < 3
    )
    return level / total if total else 1.0


def _tilt(lines: Sequence[_Text]) -> float:
    tilts = [line.tilt for line in lines if len(line.text) >= _LONG]
    return median(tilts) if len(tilts) >= 3 else 0.0


def _levelled(x: float, y: float, tilt: float) -> tuple[float, float]:
    """Turn a point of the picture so that lines are level, and measure it in points."""
    cos, sin = math.cos(tilt), math.sin(tilt)
    return (x * cos + y * sin) * _POINT, (y * cos - x * sin) * _POINT


def _em(char: str) -> float:
    return _BLANK if char.isspace() else 1.0 if WIDE.match(char) else _NARROW


def _glyphs(lines: Sequence[_Text], tilt: float) -> list[Glyph]:
    """Spread the characters of each line over its box."""
    long = [line for line in lines if line.units >= _LONG]
    share = median(line.width / line.units / line.height for line in long) if long else _EM_OF_HEIGHT
    body = median(line.width / line.units for line in long) * _POINT if long else 0.0
    boxes = [_box(line, tilt) for line in lines]
    glyphs = []
    for line, box in zip(lines, boxes, strict=True):
        size = (line.width / line.units if line.units >= _LONG else line.height * share) * _POINT
        if body and abs(size / body - 1) < _SAME:
            size = body
        x0, x1, level = _trimmed(box, boxes, (line.units + _LOST_BLANKS) * size, size)
        step = (x1 - x0) / line.units
        spaced = False
        for char in line.text:
            width = _em(char) * step
            if not char.isspace():
                glyphs.append(Glyph(char, x0, x0 + width, level + 0.38 * size, size, line.sure, spaced))
            spaced = char.isspace()
            x0 += width
    return glyphs


_Box = tuple[float, float, float]  # left, right, the height of its middle


def _box(line: _Text, tilt: float) -> _Box:
    x, y = (sum(corner[axis] for corner in line.corners) / 4 for axis in (0, 1))
    middle, level = _levelled(x, y, tilt)
    half = line.width * _POINT / 2
    return middle - half, middle + half, level


def _trimmed(box: _Box, boxes: Sequence[_Box], most: float, size: float) -> _Box:
    """Trim a box that is wider than its characters and reaches into another one beside it."""
    x0, x1, level = box
    if x1 - x0 <= most:
        return box
    beside = [other for other in boxes if other is not box and abs(other[2] - level) < 1.2 * size]
    if any(x1 - 2 * size < other[0] < x1 + 0.5 * size for other in beside):
        return x0, x0 + most, level
    if any(x0 - 0.5 * size < other[1] < x0 + 2 * size for other in beside):
        return x1 - most, x1, level
    return box


def _rules(picture: Any, tilt: float) -> list[Rule]:
    """Find the level and upright rules of a picture: long dark strokes that are thin."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2GRAY)
    paper = float(np.median(grey))
    ink = (grey < _DARK * paper).astype(np.uint8)
    rules = []
    for shape, grown in (((_RULE, 1), (1, 3)), ((1, _RULE), (3, 1))):
        strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape[::-1], np.uint8))
        strokes = cv2.dilate(strokes, np.ones(grown[::-1], np.uint8))
        _, _, boxes, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
        for x, y, width, height, _ in boxes[1:].tolist():
            long, thin = max(width, height), min(width, height)
            is_level = shape[0] > 1
            if (width > height) != is_level or thin > _THICK + long * abs(math.tan(tilt)) + 2:
                continue
            cx, cy = _levelled(x + width / 2, y + height / 2, tilt)
            half = long * _POINT / 2
            rules.append(
                Rule(cx - half, cy, cx + half, cy) if is_level else Rule(cx, cy - half, cx, cy + half)
            )
    return rules
