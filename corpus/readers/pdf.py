"""Read a PDF: the glyphs and rules of each page, laid out into paragraphs; scanned pages are recognised."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from corpus.readers.content import Content, unreadable
from corpus.readers.layout import lay_out
from corpus.readers.picture import require_recogniser
from corpus.readers.recogniser import DPI, is_there, recognise
from corpus.readers.sheet import WIDE, Glyph, Rule, Sheet

#: What is read of one file at most: a year of a gazette in one volume has about 2,000 pages.
MOST_PAGES = 5_000
MOST_GLYPHS = 100_000  # on a page
MOST_OBJECTS = 200_000  # on a page
_MOST_SEGMENTS = 10_000  # of a path
_DEEPEST = 4  # forms in forms
_THIN = 2.5  # points: what is thinner is a rule, whether drawn or filled
_FEW = 30  # characters: a page with fewer and a picture is a scan
_COVERED = 0.4  # of the page by pictures
_LARGEST = 2_000  # points of a letter
_BLANKS = (0x20, 0x0D, 0x0A, 0x09, 0x3000, 0xA0)
_SAMPLE = 8  # every eighth character is asked whether its font knows it
_MOST_PIXELS = 40_000_000  # of a rendered page
_OUTLINED = 300  # paths of a page whose text was turned into outlines

# Fonts that share one glyph between a radical and its character may name the radical.
_RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻥⻦⻨⻩⻬⻮⻰⻳⻣⻤⻙⻭⻯⻌⻊⻒⻏⻖⺼",
    "母民虎西见角贝车长门青页风飞食马鱼鸟麦黄齐齿龙龟骨鬼韦齿龙辶足镸阝阝月",
)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it was read; ``is_scan`` where its text is a picture, or can't be read otherwise."""

    sheet: Sheet
    is_scan: bool


def read_pdf(data: bytes, name: str) -> Content:
    """Read the bytes of a PDF file.

    Pages without readable text are recognised if the extra ``ocr`` is there. Raises SourceError for what
    is damaged, encrypted, empty or too large, and for scans without the extra.
    """
    document = _open(data, name)
    try:
        count = len(document)
        if not 0 < count <= MOST_PAGES:
            raise unreadable(
                name,
                f"the PDF has {count} pages; expected 1 to {MOST_PAGES}: split the file into issues",
                f"PDF 有 {count} 页；应为 1 至 {MOST_PAGES} 页：请按期拆分",
            )
        pages = [_read_page(document, index, name) for index in range(count)]
        scans = [index for index, page in enumerate(pages) if page.is_scan]
        sheets = [page.sheet for page in pages]
        if scans:
            sheets = _with_scans(document, sheets, scans, name)
    finally:
        document.close()
    return lay_out(sheets)


def _open(data: bytes, name: str) -> Any:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise unreadable(
                name,
                "the PDF is encrypted; expected one that opens without a password: save it without protection",
                "PDF 已加密；应为无需密码即可打开的文件：请去除保护后另存",
            ) from None
        raise _damaged(name) from None
    return document


def _damaged(name: str) -> Exception:
    return unreadable(
        name,
        "the PDF is damaged; expected a complete file: fetch it again or print it to PDF anew",
        "PDF 已损坏；应为完整的文件：请重新下载或重新导出",
    )


def _read_page(document: Any, index: int, name: str) -> _Page:
    """Read the glyphs and rules of a page; a page that can't be loaded is a damaged file's."""
    import pypdfium2

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        raise _damaged(name) from None
    try:
        width, height = page.get_size()
        text_page = page.get_textpage()
        try:
            glyphs, turn, unknown = _read_glyphs(text_page, name)
        finally:
            text_page.close()
        drawn = _Drawing(turn)
        drawn.read(page.raw, pypdfium2.raw.FPDFPage_CountObjects, pypdfium2.raw.FPDFPage_GetObject)
    except pypdfium2.PdfiumError:
        raise _damaged(name) from None
    finally:
        page.close()
    covered = drawn.covered >= _COVERED * width * height
    bare = len(glyphs) < _FEW and (covered or drawn.paths >= _OUTLINED)
    garbled = unknown > 0.3 * max(1, len(glyphs)) or (covered and not _is_sane(glyphs))
    return _Page(Sheet(index + 1, tuple(glyphs), tuple(drawn.rules)), bare or (garbled and len(glyphs) > 0))


def _is_sane(glyphs: list[Glyph]) -> bool:
    """Tell a text layer of Chinese from one that another language's recogniser left behind a scan."""
    wide = sum(1 for glyph in glyphs if WIDE.match(glyph.text))
    return wide >= 0.3 * len(glyphs)


def _read_glyphs(text_page: Any, name: str) -> tuple[list[Glyph], int, int]:
    """Return the glyphs of a page, the quarter turns by which its text is turned, and how many have no character."""
    from pypdfium2 import raw

    count = text_page.count_chars()
    if count > MOST_GLYPHS:
        raise unreadable(
            name,
            f"a page has {count} characters; expected at most {MOST_GLYPHS}: print the file to PDF anew",
            f"一页有 {count} 个字符；至多应为 {MOST_GLYPHS} 个：请重新导出",
        )
    found: list[tuple[str, float, float, float, float, float, int, bool]] = []
    unknown = 0
    spaced = False
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    handle = text_page.raw
    for place in range(count):  # the hot path: five calls a character
        code = raw.FPDFText_GetUnicode(handle, place)
        if code in _BLANKS:
            spaced = raw.FPDFText_IsGenerated(handle, place) == 0
            continue
        char = _character(code)
        if char is None:
            unknown += 1
        elif place % _SAMPLE == 0 and raw.FPDFText_HasUnicodeMapError(handle, place) == 1:
            unknown += _SAMPLE
        raw.FPDFText_GetMatrix(handle, place, matrix)
        raw.FPDFText_GetCharOrigin(handle, place, x, y)
        raw.FPDFText_GetLooseCharBox(handle, place, box)
        size = raw.FPDFText_GetFontSize(handle, place)
        a, b = matrix.a, matrix.b
        turn = 0 if a > abs(b) else round(math.atan2(b, a) / (math.pi / 2)) % 4
        far = (box.right, box.top, box.left, box.bottom)[turn]
        across, up = math.hypot(a, b) * size, math.hypot(matrix.c, matrix.d) * size
        found.append((char or "\ufffd", x.value, y.value, far, across, up, turn, spaced))
        spaced = False
    turns = Counter(one[6] for one in found)
    turn = turns.most_common(1)[0][0] if turns else 0
    glyphs = [
        _glyph(char, turned(x0, y0, turn), turned(far, far, turn)[0], across, up, blank)
        for char, x0, y0, far, across, up, own, blank in found
        if own == turn and 0 < up < _LARGEST
    ]
    return glyphs, turn, unknown


def _glyph(
    char: str, place: tuple[float, float], far: float, across: float, up: float, spaced: bool
) -> Glyph:
    x0, base = place
    x1 = x0 + across if WIDE.match(char) else max(far, x0 + 0.1 * across)
    return Glyph(char, x0, x1, base, up, None, spaced)


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """Turn a point of a page (y upwards) so that text turned by quarters stands upright (y downwards)."""
    return ((x, -y), (y, x), (-x, y), (-y, -x))[turn]


def _character(code: int) -> str | None:
    """Return what a code stands for; None where the font doesn't tell."""
    if code in (2, 0xFFFE, 0xAD):  # a hyphen at the end of a line
        return "-"
    if code < 32 or 0xD800 <= code < 0xF900 or code > 0x10FFFF or code == 0xFFFD:
        return None
    char = chr(code)
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB07:
        return unicodedata.normalize("NFKC", char).translate(_RADICALS)
    return char


class _Drawing:
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


def _with_scans(document: Any, sheets: list[Sheet], scans: list[int], name: str) -> list[Sheet]:
    """Recognise the scanned pages; where that can't be done, only a cover may stay unread."""
    if not is_there() and _are_covers(scans, len(sheets)):
        return [Sheet(sheet.number, ()) if at in scans else sheet for at, sheet in enumerate(sheets)]
    require_recogniser(name)
    return [
        recognise(_render(document, at), sheet.number) if at in scans else sheet
        for at, sheet in enumerate(sheets)
    ]


def _are_covers(scans: list[int], pages: int) -> bool:
    """Tell if only the first and the last leaf of a file are pictures."""
    return pages > 4 and all(at < 2 or at >= pages - 2 for at in scans)


def _render(document: Any, index: int) -> Any:
    """Return a page as an array of rows, columns and RGB."""
    import numpy as np

    page = document[index]
    try:
        width, height = page.get_size()
        scale = min(DPI / 72, math.sqrt(_MOST_PIXELS / max(1.0, width * height)))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        picture = np.array(bitmap.to_numpy())
        bitmap.close()
    finally:
        page.close()
    if picture.ndim == 2:
        picture = picture[:, :, None]
    return np.repeat(picture, 3, axis=2) if picture.shape[2] == 1 else np.ascontiguousarray(picture[:, :, :3])
