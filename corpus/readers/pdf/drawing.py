"""What a page of a PDF draws beside its text: rules, pictures, paths."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from corpus.readers.layout.sheet import THIN, Point, Rule, rule_between

MOST_OBJECTS = 200_000  # on a page
_MOST_SEGMENTS = 10_000  # of a path
_DEEPEST = 4  # forms in forms


def turned(x: float, y: float, turn: int) -> Point:
    """Turn a point of a page (y upwards) so that text turned by quarters stands upright (y downwards)."""
    return ((x, -y), (y, x), (-x, y), (-y, -x))[turn]


class Drawing:
    """The rules of a page, how much of it pictures cover, and the number of its paths."""

    def __init__(self, turn: int) -> None:
        self.turn = turn
        self.rules: list[Rule] = []
        self.covered = 0.0
        self.paths = 0
        self._objects = 0

    def read(self, container: Any, count: Any, get: Any, matrix: Any, depth: int = 0) -> None:
        """Read the objects of a page or a form, whose ``matrix`` places it on the page."""
        from pypdfium2 import raw

        for index in range(max(0, min(count(container), MOST_OBJECTS - self._objects))):
            self._objects += 1
            item = get(container, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self.paths += 1
                self._read_path(item, matrix)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                x0, y0, x1, y1 = _bounds(item, matrix)
                self.covered += abs(x1 - x0) * abs(y1 - y0)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inner = _matrix(item).multiply(matrix)
                self.read(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1)

    def _read_path(self, path: Any, matrix: Any) -> None:
        from pypdfium2 import raw

        x0, y0, x1, y1 = _bounds(path, matrix)
        if abs(x1 - x0) <= THIN or abs(y1 - y0) <= THIN:
            self._add((x0, y0), (x1, y1))
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        for piece in _pieces(path, _matrix(path).multiply(matrix)):
            if stroke.value:
                for start, end in pairwise(piece):
                    self._add(start, end)
            elif fill.value:  # a grid drawn as one path of thin boxes
                xs, ys = zip(*piece, strict=True)
                self._add((min(xs), min(ys)), (max(xs), max(ys)))

    def _add(self, start: Point, end: Point) -> None:
        if rule := rule_between(turned(*start, self.turn), turned(*end, self.turn)):
            self.rules.append(rule)


def _pieces(path: Any, matrix: Any) -> Iterator[list[Point]]:
    """Yield the corners of each piece of a path that has no curves."""
    from pypdfium2 import raw

    x, y = ctypes.c_float(), ctypes.c_float()
    piece: list[Point] = []
    straight = True
    for index in range(min(raw.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if straight and len(piece) > 1:
                yield piece
            piece, straight = [], True
        straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        piece.append(matrix.on_point(x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and piece[0] != piece[-1]:
            piece.append(piece[0])
    if straight and len(piece) > 1:
        yield piece


def _bounds(item: Any, matrix: Any) -> tuple[float, float, float, float]:
    from pypdfium2 import raw

    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *edges)
    bounds: tuple[float, float, float, float] = matrix.on_rect(*(edge.value for edge in edges))
    return bounds


def _matrix(item: Any) -> Any:
    from pypdfium2 import PdfMatrix, raw

    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    return PdfMatrix.from_raw(matrix)
