"""What a page of a PDF draws beside its text: rules, pictures, paths."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from corpus.readers.layout.sheet import Rule

MOST_OBJECTS = 200_000  # on a page
_MOST_SEGMENTS = 10_000  # of a path
_DEEPEST = 4  # forms in forms
_THIN = 2.5  # points: what is thinner is a rule, whether drawn or filled


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
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

    def read(
        self, container: Any, count: Any, get: Any, matrix: tuple[float, ...] = (1, 0, 0, 1, 0, 0)
    ) -> None:
        """Read the objects of a page or a form, whose ``matrix`` places it on the page."""
        self._read(container, count, get, matrix, 0)

    def _read(self, container: Any, count: Any, get: Any, matrix: tuple[float, ...], depth: int) -> None:
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
                inner = _combine(_matrix(item), matrix)
                self._read(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1)

    def _read_path(self, path: Any, matrix: tuple[float, ...]) -> None:
        x0, y0, x1, y1 = _bounds(path, matrix)
        if abs(x1 - x0) <= _THIN or abs(y1 - y0) <= _THIN:
            self._add(x0, y0, x1, y1)
            return
        from pypdfium2 import raw

        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(path, fill, stroke)
        pieces = list(_pieces(path, _combine(_matrix(path), matrix)))
        if stroke.value:
            for piece in pieces:
                for (ax, ay), (bx, by) in pairwise(piece):
                    self._add(ax, ay, bx, by)
        elif fill.value:  # a grid drawn as one path of thin boxes
            for piece in pieces:
                xs, ys = [x for x, _ in piece], [y for _, y in piece]
                self._add(min(xs), min(ys), max(xs), max(ys))

    def _add(self, x0: float, y0: float, x1: float, y1: float) -> None:
        (ax, ay), (bx, by) = turned(x0, y0, self.turn), turned(x1, y1, self.turn)
        ax, bx, ay, by = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
        if by - ay <= _THIN < bx - ax:
            middle = (ay + by) / 2
            self.rules.append(Rule(ax, middle, bx, middle))
        elif bx - ax <= _THIN < by - ay:
            middle = (ax + bx) / 2
            self.rules.append(Rule(middle, ay, middle, by))


def _pieces(path: Any, matrix: tuple[float, ...]) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each piece of a path that has no curves."""
    from pypdfium2 import raw

    x, y = ctypes.c_float(), ctypes.c_float()
    piece: list[tuple[float, float]] = []
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
        piece.append(_placed(x.value, y.value, matrix))
        if raw.FPDFPathSegment_GetClose(segment) and piece[0] != piece[-1]:
            piece.append(piece[0])
    if straight and len(piece) > 1:
        yield piece


def _bounds(item: Any, matrix: tuple[float, ...]) -> tuple[float, float, float, float]:
    from pypdfium2 import raw

    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *edges)
    left, bottom, right, top = (edge.value for edge in edges)
    corners = [_placed(x, y, matrix) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix(item: Any) -> tuple[float, ...]:
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _combine(first: tuple[float, ...], then: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = first
    ta, tb, tc, td, te, tf = then
    return (
        a * ta + b * tc,
        a * tb + b * td,
        c * ta + d * tc,
        c * tb + d * td,
        e * ta + f * tc + te,
        e * tb + f * td + tf,
    )


def _placed(x: float, y: float, matrix: tuple[float, ...]) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
