"""Read OFD files (GB/T 33190-2016): the glyphs and rules of each page, laid out as those of a PDF are.

An OFD file is an archive of XML: OFD.xml names documents, a document its pages and the templates below
them, a page its objects with their places in millimetres, y downwards.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.readers.archive import Archive
from corpus.readers.content import Content
from corpus.readers.layout.layout import lay_out
from corpus.readers.layout.sheet import WIDE, Glyph, Rule, Sheet

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_PAGES = 5_000
_MOST_GLYPHS = 3_000_000  # a year of a gazette has 2,000,000; a template counts on each page
_MOST_ON_PAGE = 100_000
_MOST_RULES = 20_000  # on a page
_LARGEST_TOTAL = 512 * 1024 * 1024  # bytes of all pages unpacked
_POINTS = 72 / 25.4  # a millimetre
_THIN = 2.5  # points: what is thinner is a rule, whether drawn or filled
_STRAIGHT = 0.1  # radians by which a line of text may slant: seals and water marks slant more
_HALF = 0.5  # ems of a letter, where the next one doesn't tell
_NUMBERS = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STEP = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A character on the page before the page is turned upright: its origin, its end, and its size along and across."""

    text: str
    start: Point
    end: Point
    size: float
    turn: int
    spaced: bool


def read_ofd(data: bytes, name: str) -> Content:
    """Read the bytes of an OFD file.

    Raises SourceError for what is damaged, encrypted, unpacks to too much or holds pictures alone.
    """
    archive = Archive(data, name, "archive.ofd_cure", _LARGEST_TOTAL)
    sheets: list[Sheet] = []
    glyphs = 0
    for root in archive.read_xml("OFD.xml").iter("{*}DocRoot"):
        for sheet in _read_document(archive, _resolve("", root.text), len(sheets)):
            sheets.append(sheet)
            glyphs += len(sheet.glyphs)
            if glyphs > _MOST_GLYPHS:
                raise archive.refuse("archive.characters", most=_MOST_GLYPHS)
    if not any(sheet.glyphs for sheet in sheets):
        raise archive.refuse("archive.no_text")
    return lay_out(sheets)


def _resolve(part: str, location: str | None) -> str:
    """Return the part that a part names, by its place or from the root; it is looked up, never opened as a path."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), (location or "").strip())).lstrip(
        "/"
    )


def _read_document(archive: Archive, part: str, before: int) -> Iterator[Sheet]:
    document = archive.read_xml(part)
    templates: dict[str, _Element] = {}
    for template in document.iterfind("{*}CommonData/{*}TemplatePage"):
        location = _resolve(part, template.get("BaseLoc"))
        if location in archive:
            templates[template.get("ID", "")] = archive.read_xml(location)
    pages = document.findall("{*}Pages/{*}Page")
    if before + len(pages) > _MOST_PAGES:
        raise archive.refuse("archive.pages", count=before + len(pages))
    for number, page in enumerate(pages, before + 1):
        content = archive.read_xml(_resolve(part, page.get("BaseLoc")))
        below = [templates.get(use.get("TemplateID", "")) for use in content.iterfind("{*}Template")]
        layers = [layer for layer in (*below, content) if layer is not None]
        yield _read_page(archive, number, layers)


def _read_page(archive: Archive, number: int, layers: list[_Element]) -> Sheet:
    placed: list[_Placed] = []
    rules: list[tuple[Point, Point]] = []
    for layer in layers:
        for item in layer.iter("{*}TextObject", "{*}PathObject"):
            if item.get("Visible") == "false":
                continue
            if item.tag.endswith("TextObject"):
                placed += _read_text(item)
            else:
                rules += _read_path(item)
            if len(placed) > _MOST_ON_PAGE or len(rules) > _MOST_RULES:
                raise archive.refuse("archive.objects", number=number)
    turns = Counter(one.turn for one in placed)
    turn = turns.most_common(1)[0][0] if turns else 0
    glyphs = tuple(_upright(one, turn) for one in placed if one.turn == turn)
    return Sheet(number, glyphs, tuple(rule for ends in rules if (rule := _rule(*ends, turn)) is not None))


def _numbers(text: str | None, most: int = 1_000_000) -> list[float]:
    found = [float(match) for match in _NUMBERS.findall((text or "")[: 16 * most])]
    return [number if abs(number) < 1e6 else 0.0 for number in found[:most]]


def _matrix(item: _Element) -> Matrix:
    """Return what places an object on the page, in points: its own matrix, then the corner of its box."""
    box, own = _numbers(item.get("Boundary"), 4), _numbers(item.get("CTM"), 6)
    left, top = box[:2] if len(box) == 4 else (0.0, 0.0)
    a, b, c, d, e, f = own if len(own) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (a * _POINTS, b * _POINTS, c * _POINTS, d * _POINTS, (e + left) * _POINTS, (f + top) * _POINTS)


def _placed(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _read_text(item: _Element) -> Iterator[_Placed]:
    matrix = _matrix(item)
    size = next(iter(_numbers(item.get("Size"), 1)), 0.0)
    scale = next(iter(_numbers(item.get("HScale"), 1)), 1.0)
    angle = math.atan2(matrix[1], matrix[0])
    turn = round(angle / (math.pi / 2))
    em = size * math.hypot(matrix[2], matrix[3])
    if abs(angle - turn * math.pi / 2) > _STRAIGHT or not 0 < em < 2_000:
        return
    x = y = 0.0
    spaced = False
    for code in item.iterfind("{*}TextCode"):
        text = (code.text or "").strip("\r\n")
        x = next(iter(_numbers(code.get("X"), 1)), x)
        y = next(iter(_numbers(code.get("Y"), 1)), y)
        across, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
        for place, char in enumerate(text):
            width = size * scale * (1 if WIDE.match(char) else _HALF)
            step = across[place] if place < len(across) else 0.0 if down else width
            if char.isspace():
                spaced = True
            elif char.isprintable():
                end = min(step, width * 1.6) if _HALF * width < step and not WIDE.match(char) else width
                yield _Placed(char, _placed(x, y, matrix), _placed(x + end, y, matrix), em, turn % 4, spaced)
                spaced = False
            x += step
            y += down[place] if place < len(down) else 0.0


def _deltas(text: str | None, count: int) -> list[float]:
    """Return the steps from each character to the next; ``g 3 5.6`` is three times 5.6."""
    words = iter((text or "").split()[: 3 * count])
    steps: list[float] = []
    for word in words:
        if word == "g":
            times, step = _numbers(next(words, ""), 1), _numbers(next(words, ""), 1)
            if times and step:
                steps += step * min(int(times[0]), count)
        else:
            steps += _numbers(word, 1)
        if len(steps) >= count:
            break
    return steps[:count]


def _read_path(item: _Element) -> Iterator[tuple[Point, Point]]:
    """Yield the straight lines of a path; a filled box without a stroke counts if it is as thin as a line."""
    data = item.findtext("{*}AbbreviatedData") or ""
    matrix = _matrix(item)
    corners: list[Point] = []
    lines: list[tuple[Point, Point]] = []
    start = at = (0.0, 0.0)
    for step, operands in _STEP.findall(data[:1_000_000])[:_MOST_RULES]:
        numbers = _numbers(operands, 8)
        if step == "C":
            to = start
        elif len(numbers) >= 2:
            to = _placed(numbers[-2], numbers[-1], matrix)
        else:
            continue
        if step in "SM":
            start = to
        elif step in "LC":
            lines.append((at, to))
        corners.append(to)
        at = to
    if not corners:
        return
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    if item.get("Stroke") != "false":
        yield from lines
    elif min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
        yield (min(xs), min(ys)), (max(xs), max(ys))


def _turned(point: Point, turn: int) -> Point:
    """Turn a point so that text turned by quarters, clockwise, stands upright."""
    x, y = point
    return ((x, y), (y, -x), (-x, -y), (-y, x))[turn]


def _upright(one: _Placed, turn: int) -> Glyph:
    x0, base = _turned(one.start, turn)
    return Glyph(one.text, x0, _turned(one.end, turn)[0], base, one.size, None, one.spaced)


def _rule(start: Point, end: Point, turn: int) -> Rule | None:
    """Return a level or upright line as a rule without thickness, None for a point and for what slants."""
    (ax, ay), (bx, by) = _turned(start, turn), _turned(end, turn)
    ax, bx, ay, by = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
    if by - ay <= _THIN < bx - ax:
        return Rule(ax, (ay + by) / 2, bx, (ay + by) / 2)
    if bx - ax <= _THIN < by - ay:
        return Rule((ax + bx) / 2, ay, (ax + bx) / 2, by)
    return None
