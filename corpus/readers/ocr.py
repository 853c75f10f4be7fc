"""Read a scan: recognise the lines of its pages (PP-OCR, on the CPU) and the rules of their tables.

They are laid out as the glyphs of a sheet. The models come with the package ``rapidocr``; nothing is fetched.
"""

from __future__ import annotations

import importlib.util
import io
import os
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from corpus.messages import listed, message
from corpus.readers.content import Content, unreadable
from corpus.readers.layout.layout import lay_out
from corpus.readers.layout.ruling import find_grids
from corpus.readers.layout.sheet import WIDE, Glyph, Rule, Sheet
from corpus.records import MissingReaderError

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
MOST_PIXELS = 150_000_000  # an A3 sheet at 800 dpi
MOST_FRAMES = 2_000
_LEAST_SIDE, _MOST_SIDE = 1_600, 3_600  # pixels of the longer side: an A4 sheet at 140 and at 300 dpi
DPI = 200  # at which pages are rendered
_POINT = 72 / DPI
_DETECTED_SIDE = 1_600  # pixels of the longer side on which lines are looked for
_DOUBTFUL_PAGE = 0.7  # a page that is less sure may lie on its side or stand on its head
_LONG = 8  # characters that tell how wide one is
_NARROW, _BLANK = 0.52, 0.3  # ems
_SAME = 0.15  # sizes that differ less are one
_EM_OF_HEIGHT = 0.9  # of the height of a line's box, where no long line tells
_DARK = 0.75  # of the paper's brightness
_LOOKED_AT = 1_200  # pixels of the longer side on which it is told how a page lies
_ASKEW = 0.1  # degrees
_RULE = 60  # pixels: the shortest rule
_FAINT = 0.85  # of the paper's brightness: thin rules are paler than letters
_WIPED = 3  # pixels to each side of a rule
_THICK = 12  # pixels
_PARTED = 0.85  # of a line's height: a blank so wide parts columns and cells
_CUT_OFF = 0.6  # of a line's height, beyond its box
_SPECK = 0.03  # of a line's height: less ink is dirt
_OPENING, _CLOSING = "《（“‘〔【「『〈", "。，、；：！？》）”’〕】」』〉"


_MIXED = (
    (re.compile(r"〔([^〔〕\[\]]*)\]|\[([^〔〕\[\]]*)〕"), r"〔\1\2〕"),
    (re.compile(r"（([^（）()]*)\)|\(([^（）()]*)）"), r"（\1\2）"),
)


@dataclass(frozen=True, slots=True)
class _Text:
    """One recognised line and its box, in pixels."""

    x0: float
    top: float
    x1: float
    bottom: float
    text: str
    sure: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def units(self) -> float:
        """Return how many ems the ink of the characters is wide; marks at the ends have half an em of it."""
        halves = (self.text[0] in _OPENING) + (self.text[-1] in _CLOSING)
        return max(0.5, sum(map(_em, self.text)) - 0.5 * halves)


def read_picture(data: bytes, name: str) -> Content:
    """Read the bytes of a scanned picture; a TIFF may hold several pages. Needs the extra ``ocr``.

    Raises SourceError for what is damaged, too large or no picture, and where the extra is missing.
    """
    require_recogniser(name, "reading.is_picture")
    sheets = [recognise(picture, number) for number, picture in enumerate(_frames(data, name), 1)]
    return lay_out(sheets)


def require_recogniser(name: str, why: str) -> None:
    """Raise SourceError with the command that installs the recogniser, where it is missing.

    ``why`` is the message that says why it is needed.
    """
    if not is_there():
        said = message("reading.no_recogniser", why=message(why))
        raise MissingReaderError(*message("place.labelled", label=name, value=said))


def _frames(data: bytes, name: str) -> Iterator[Any]:
    """Decode the pages of a picture one by one, as arrays of rows, columns and RGB."""
    import numpy as np
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                count = min(getattr(picture, "n_frames", 1), MOST_FRAMES) if picture.format == "TIFF" else 1
                for frame in range(count):
                    picture.seek(frame)
                    if picture.width * picture.height > MOST_PIXELS or min(picture.size) < 8:
                        raise _damaged(name)
                    upright = ImageOps.exif_transpose(picture)
                    yield np.asarray(_flat(upright))
    except (UnidentifiedImageError, Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _damaged(name) from None
    except (OSError, ValueError, SyntaxError, EOFError, Warning):
        raise _damaged(name) from None


def _flat(picture: Any) -> Any:
    """Return a picture on white, in RGB, of a size that is recognised well."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    picture = picture.convert("RGB")
    side = max(picture.size)
    scale = min(max(side, _LEAST_SIDE), _MOST_SIDE) / side
    if scale != 1:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    return picture


def _damaged(name: str) -> Exception:
    return unreadable(name, "reading.no_picture", formats=listed(FORMATS), most=MOST_PIXELS)


def is_there() -> bool:
    """Tell if the recogniser is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def recognise(picture: Any, number: int) -> Sheet:
    """Return the sheet of a scanned page; ``picture`` is an array of rows, columns and RGB, ``number`` its number."""
    import numpy as np

    picture = _straightened(picture)
    found, rules = _read(picture)
    if _sure(found) < _DOUBTFUL_PAGE:
        for turn in (2, 1, 3):
            turned = np.ascontiguousarray(np.rot90(picture, turn))
            other, drawn = _read(turned)
            if _sure(other) > _sure(found):
                found, rules = other, drawn
            if _sure(found) >= _DOUBTFUL_PAGE:
                break
    return Sheet(number, tuple(_glyphs(found)), tuple(rules))


def _read(picture: Any) -> tuple[list[_Text], list[Rule]]:
    """Find the rules of a picture and the lines between them; the rules of tables are wiped out before."""
    import numpy as np

    rules = _rules(picture)
    clean = np.array(picture)
    paper = np.median(picture, axis=(0, 1))
    for grid in find_grids(rules):
        for rule in grid.rules:
            x0, x1 = (round(x / _POINT) for x in (rule.x0, rule.x1))
            top, bottom = (round(y / _POINT) for y in (rule.top, rule.bottom))
            clean[max(0, top - _WIPED) : bottom + _WIPED, max(0, x0 - _WIPED) : x1 + _WIPED] = paper
    return _lines(clean), rules


def _straightened(picture: Any) -> Any:
    """Turn a scan that lies askew by up to three degrees: where its rows of ink are told apart best, it is level."""
    import cv2
    import numpy as np

    height, width = picture.shape[:2]
    scale = _LOOKED_AT / max(height, width)
    grey = cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (small < _DARK * float(np.median(small))).astype(np.float32)

    def turned(image: Any, angle: float, paper: Any) -> Any:
        high, wide = image.shape[:2]
        matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
        return cv2.warpAffine(image, matrix, (wide, high), flags=cv2.INTER_LINEAR, borderValue=paper)

    def contrast(angle: float) -> float:
        rows = turned(ink, angle, 0.0).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    best = max((step * 0.25 for step in range(-12, 13)), key=contrast)
    best = max((best + step * 0.05 for step in range(-4, 5)), key=contrast)
    if abs(best) < _ASKEW or contrast(best) < 1.05 * contrast(0.0):
        return picture
    return turned(picture, best, (255, 255, 255))


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
    """Detect the lines of a picture, cut them where columns are parted, and recognise each."""
    import numpy as np

    bgr = np.ascontiguousarray(picture[:, :, ::-1])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        detected = _engine()(bgr, use_det=True, use_cls=False, use_rec=False)
        if detected.boxes is None:
            return []
        found = []
        for box in detected.boxes:
            for x0, top, x1, bottom in _pieces(picture, box):
                crop = bgr[top:bottom, x0:x1]
                if bottom - top > 1.5 * (x1 - x0):
                    crop = np.ascontiguousarray(np.rot90(crop))
                answer = _engine()(crop, use_det=False, use_cls=False, use_rec=True)
                if answer.txts and answer.txts[0].strip():
                    text = mend_brackets(answer.txts[0].strip())
                    margin = max(3, (bottom - top) // 4)
                    found.append(_Text(x0 + margin, top, x1 - margin, bottom, text, float(answer.scores[0])))
    return found


def _pieces(picture: Any, box: Any) -> Iterator[tuple[int, int, int, int]]:
    """Yield the pieces of a detected line, from ink to ink.

    A gutter may lie in its box; the box may reach into one, or cut off the mark that the line begins with.
    """
    import numpy as np

    (left, top), (right, bottom) = np.floor(box.min(axis=0)).tolist(), np.ceil(box.max(axis=0)).tolist()
    left, top, right, bottom = int(left), int(top), int(right), int(bottom)
    top, height = max(0, top), bottom - max(0, top)
    x0 = max(0, left - round(_CUT_OFF * height))
    grey = picture[top:bottom, x0 : right + round(_CUT_OFF * height)].mean(axis=2)
    if not grey.size:
        return
    inked = (grey < _DARK * float(np.percentile(grey, 90))).sum(axis=0) > _SPECK * height
    places = np.flatnonzero(inked)
    if not places.size:
        return
    cuts = np.flatnonzero(np.diff(places) > _PARTED * height)
    starts = places[[0, *(cuts + 1)]] + x0
    ends = places[[*cuts, -1]] + x0 + 1
    margin = max(3, height // 4)
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if min(end, right) - max(start, left) >= 0.5 * (end - start):  # else it is another line's
            yield max(0, start - margin), top, end + margin, bottom


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


def _em(char: str) -> float:
    return _BLANK if char.isspace() else 1.0 if WIDE.match(char) else _NARROW


def _glyphs(lines: Sequence[_Text]) -> list[Glyph]:
    """Spread the characters of each line over its box."""
    long = [line for line in lines if line.units >= _LONG]
    share = median(line.width / line.units / line.height for line in long) if long else _EM_OF_HEIGHT
    body = median(line.width / line.units for line in long) if long else 0.0
    glyphs = []
    for line in lines:
        step = line.width / line.units
        size = step if line.units >= _LONG else line.height * share
        if body and abs(size / body - 1) < _SAME:
            size = body
        x = line.x0 - (0.5 * step if line.text[0] in _OPENING else 0.0)
        base = (line.top + line.bottom) / 2 + 0.38 * size
        spaced = False
        for char in line.text:
            width = _em(char) * step
            if not char.isspace():
                place = (x * _POINT, (x + width) * _POINT, base * _POINT, size * _POINT)
                glyphs.append(Glyph(char, *place, line.sure, spaced))
            spaced = char.isspace()
            x += width
    return glyphs


def _rules(picture: Any) -> list[Rule]:
    """Find the level and upright rules of a picture: long dark strokes that are thin."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2GRAY)
    ink = (grey < _FAINT * float(np.median(grey))).astype(np.uint8)
    rules = []
    for is_level in (True, False):
        stroke, grown, gap = ((1, _RULE), (3, 1), (1, 5)) if is_level else ((_RULE, 1), (1, 3), (5, 1))
        closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones(gap, np.uint8))
        strokes = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones(stroke, np.uint8))
        strokes = cv2.dilate(strokes, np.ones(grown, np.uint8))
        _, _, boxes, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
        for x, y, width, height, _ in boxes[1:].tolist():
            if (width > height) != is_level or min(width, height) > _THICK:
                continue
            x0, x1 = (x, x + width) if is_level else (x + width / 2,) * 2
            top, bottom = (y + height / 2,) * 2 if is_level else (y, y + height)
            rules.append(Rule(x0 * _POINT, top * _POINT, x1 * _POINT, bottom * _POINT))
    return rules
