"""Read a PDF: the glyphs and rules of each page, laid out into paragraphs; scanned pages are recognised."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from corpus.readers.content import Content, unreadable
from corpus.readers.layout.layout import lay_out
from corpus.readers.layout.sheet import WIDE, Glyph, Sheet
from corpus.readers.ocr import DPI, is_there, recognise, require_recogniser
from corpus.readers.pdf.drawing import Drawing, turned

#: What is read of one file at most: a year of a gazette in one volume has about 2,000 pages.
MOST_PAGES = 5_000
MOST_GLYPHS = 100_000  # on a page
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
    """A page as it was read; a garbled one has characters, but they aren't those that it shows."""

    sheet: Sheet
    is_scan: bool
    is_garbled: bool


def read_pdf(data: bytes, name: str) -> Content:
    """Read the bytes of a PDF file.

    Pages without readable text are recognised if the extra ``ocr`` is there. Raises SourceError for what
    is damaged, encrypted, empty or too large, and for scans without the extra.
    """
    document = _open(data, name)
    try:
        count = len(document)
        if not 0 < count <= MOST_PAGES:
            raise unreadable(name, "reading.pdf_long", count=count, most=MOST_PAGES)
        pages = [_read_page(document, index, name) for index in range(count)]
        sheets = _sheets(document, pages, name)
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
            raise unreadable(name, "reading.pdf_encrypted") from None
        raise _damaged(name) from None
    return document


def _damaged(name: str) -> Exception:
    return unreadable(name, "reading.pdf_damaged")


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
            found, unknown = _read_glyphs(text_page, name)
        finally:
            text_page.close()
        turn = Counter(one.turn for one in found).most_common(1)[0][0] if found else 0
        drawn = Drawing(turn)
        drawn.read(page.raw, pypdfium2.raw.FPDFPage_CountObjects, pypdfium2.raw.FPDFPage_GetObject)
    except pypdfium2.PdfiumError:
        raise _damaged(name) from None
    finally:
        page.close()
    glyphs = tuple(one.glyph() for one in found if one.turn == turn and 0 < one.up < _LARGEST)
    aside = "".join(one.char for one in found if one.turn != turn)
    covered = drawn.covered >= _COVERED * width * height
    is_bare = len(found) < _FEW and (covered or drawn.paths >= _OUTLINED)
    is_garbled = unknown > 0.3 * max(1, len(found)) or (covered and not is_bare and not _is_sane(glyphs))
    return _Page(Sheet(index + 1, glyphs, tuple(drawn.rules), aside), is_bare, is_garbled and not is_bare)


def _is_sane(glyphs: Sequence[Glyph]) -> bool:
    """Tell a text layer of Chinese from one that another language's recogniser left behind a scan."""
    wide = sum(1 for glyph in glyphs if WIDE.match(glyph.text))
    return wide >= 0.3 * len(glyphs)


class _Found(NamedTuple):  # one for each character of a file: made faster than a dataclass
    """A glyph as the file has it: its origin, its far edge, an em across and up, its quarter turns."""

    char: str
    x: float
    y: float
    far: float
    across: float
    up: float
    turn: int
    spaced: bool

    def glyph(self) -> Glyph:
        """Return the glyph as it stands when the text is turned upright."""
        x0, base = turned(self.x, self.y, self.turn)
        if WIDE.match(self.char):
            x1 = x0 + self.across
        else:
            x1 = max(turned(self.far, self.far, self.turn)[0], x0 + 0.1 * self.across)
        return Glyph(self.char, x0, x1, base, self.up, None, self.spaced)


def _read_glyphs(text_page: Any, name: str) -> tuple[list[_Found], int]:
    """Return the glyphs of a page, and for how many of them the font names no character."""
    from pypdfium2 import raw

    count = text_page.count_chars()
    if count > MOST_GLYPHS:
        raise unreadable(name, "reading.pdf_crowded", count=count, most=MOST_GLYPHS)
    found: list[_Found] = []
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
        found.append(_Found(char or "\ufffd", x.value, y.value, far, across, up, turn, spaced))
        spaced = False
    return found, unknown


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


def _sheets(document: Any, pages: Sequence[_Page], name: str) -> list[Sheet]:
    """Recognise the pages whose text can't be read; without the recogniser, only a cover may stay unread."""
    hidden = [at for at, page in enumerate(pages) if page.is_scan or page.is_garbled]
    if hidden and not is_there():
        if any(page.is_garbled for page in pages):
            require_recogniser(name, "reading.text_layer")
        if not _are_covers(hidden, len(pages)):
            require_recogniser(name, "reading.is_scan")
        return [Sheet(page.sheet.number, ()) if page.is_scan else page.sheet for page in pages]
    return [
        recognise(_render(document, at), page.sheet.number) if at in hidden else page.sheet
        for at, page in enumerate(pages)
    ]


def _are_covers(scans: Sequence[int], pages: int) -> bool:
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
