"""A page of the web as the lines that its reader saw: paragraphs, rows of tables, items with their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.markers import read_marker
from corpus.readers.list_numbers import count
from corpus.readers.table_rows import Cell, is_layout, row_lines, tidy
from corpus.readers.web.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
    "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
#: What a browser draws nothing of, or no text that belongs to the page; HIDDEN marks what a style hides.
HIDDEN = "template"
UNSEEN = frozenset({
    "script", "head", "style", "noscript", "template", "iframe", "frame", "frameset", "object", "embed",
    "applet", "video", "audio", "canvas", "svg", "math", "map", "select", "datalist", "button",
    "textarea", "input", "rt", "rp", "dialog",
})  # fmt: skip
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_CHINESE = re.compile(r"cjk-|simp-|trad-|japanese-")
_BLANKS = " \t\r\n\f"
_BETWEEN_WIDE = re.compile(r"(?<=[\u2018-\u201d\u2026\u3000-\uffef])\n(?=[\u2018-\u201d\u2026\u3000-\uffef])")
_RUN = re.compile(r"[ \f\r\t]+")
_MOST_SPANNED = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; ``linked`` says that all of it leads to other pages."""

    text: str
    linked: bool = False


@dataclass(slots=True)
class _List:
    """A list while it is drawn: the next number, its step and its style."""

    number: int
    step: int
    style: str


@dataclass(slots=True)
class _Drawing:
    """What is on the line that is being drawn, and the lines before it."""

    styles: Styles
    lines: list[Line] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    mark: str = ""
    linked: bool = False  # inside a link
    plain: bool = False  # something on this line stands outside of links
    kept: bool = False  # blanks and line ends count, as in <pre>


def render(element: _Element, styles: Styles) -> list[Line]:
    """Return the lines of an element; what styles hide must have been marked as HIDDEN before."""
    drawing = _Drawing(styles)
    _draw(drawing, element)
    _end_line(drawing)
    return drawing.lines


def _draw(drawing: _Drawing, element: _Element, items: _List | None = None) -> None:
    tag = element.tag
    if tag in UNSEEN:
        return
    if tag == "br":
        _end_line(drawing)
        return
    style = drawing.styles.of(element)
    if tag == "table" and style.get("display") != "inline":
        _end_line(drawing)
        _draw_table(drawing, element)
        return
    block = tag in _BLOCKS or style.get("display") in ("block", "flex", "grid", "list-item", "table")
    linked, kept = drawing.linked, drawing.kept
    drawing.linked = linked or (tag == "a" and leads_away(element.get("href")))
    spaced = style.get("white-space") or ("pre" if kept else "")
    drawing.kept = tag in ("pre", "listing") or spaced.startswith("pre")
    if block:
        _end_line(drawing)
    if tag == "li":
        drawing.mark = _mark(element, items, style.get("list-style-type")) or drawing.mark
    inner = _list(element, style.get("list-style-type")) if tag in _LISTS else None
    _write(drawing, element.text)
    for child in element:
        _draw(drawing, child, inner)
        _write(drawing, child.tail)
    if block:
        _end_line(drawing)
        if tag == "li":
            drawing.mark = ""
    drawing.linked, drawing.kept = linked, kept


def leads_away(href: str | None) -> bool:
    """Tell a link to another page from one to a place in this page, as the 目录 of an issue has them."""
    return href is not None and ("#" not in href or href.endswith("#"))


def _write(drawing: _Drawing, text: str | None) -> None:
    if not text:
        return
    first, *rest = text.split("\n") if drawing.kept else [text]
    _put(drawing, first)
    for line in rest:
        _end_line(drawing)
        _put(drawing, line)


def _put(drawing: _Drawing, text: str) -> None:
    drawing.texts.append(text)
    if not drawing.linked and not drawing.plain and text.strip():
        drawing.plain = True


def _end_line(drawing: _Drawing) -> None:
    if not drawing.texts:
        return
    text = tidy("".join(drawing.texts))
    text = text.rstrip() if drawing.kept else _collapse(text)
    if text.strip():
        if drawing.mark and read_marker(text) is None:  # an item that brings its own number is drawn without
            text = drawing.mark + text
        drawing.mark = ""
        drawing.lines.append(Line(text, not drawing.plain))
    drawing.texts.clear()
    drawing.plain = False


def _collapse(text: str) -> str:
    """Return the text as it is drawn: a line end of the file is a blank, and none between Chinese characters.

    A tab within a line stays one: it parts cells that were written without a table.
    """
    text = text.strip()
    if "\n" in text:
        broken = (part.strip(_BLANKS) for part in text.split("\n"))
        text = _BETWEEN_WIDE.sub("", "\n".join(part for part in broken if part)).replace("\n", " ")
    if "  " not in text and "\t" not in text:
        return text
    return _RUN.sub(lambda run: "\t" if "\t" in run[0] else " ", text)


def _list(element: _Element, style: str | None) -> _List | None:
    if element.tag != "ol":
        return _List(1, 0, style) if style and style not in ("disc", "circle", "square") else None
    style = style or _TYPES.get(element.get("type", "1"), "decimal")
    step = -1 if element.get("reversed") is not None else 1
    first = sum(child.tag == "li" for child in element) if step < 0 else 1
    return _List(_integer(element.get("start"), first), step, style)


def _mark(element: _Element, items: _List | None, own: str | None) -> str:
    """Return the number of an item as it is drawn before its text, and step to the next."""
    if items is None:
        return ""
    number = _integer(element.get("value"), items.number)
    items.number = number + items.step
    style = own or _TYPES.get(element.get("type", ""), items.style)
    written = count(number, style)
    return written + ("、" if _CHINESE.match(style) else ". ") if written else ""


def _integer(text: str | None, default: int) -> int:
    match = re.match(r"\s*(-?\d{1,9})", text) if text else None
    return int(match[1]) if match else default


def _draw_table(drawing: _Drawing, table: _Element) -> None:
    rows: list[list[Cell]] = []
    drawn: list[list[list[Line]]] = []
    for row in _rows(drawing, table):
        cells = list(_parts(drawing, row, ("td", "th")))
        texts = [render(cell, drawing.styles) for cell in cells]
        rows.append([_cell(cell, lines) for cell, lines in zip(cells, texts, strict=True)])
        drawn.append(texts)
    if is_layout(rows):
        drawing.lines += [line for texts in drawn for lines in texts for line in lines]
        return
    for texts, written in zip(drawn, row_lines(rows), strict=True):
        linked = all(line.linked for lines in texts for line in lines)
        drawing.lines += [Line(line, linked) for line in written]


def _rows(drawing: _Drawing, table: _Element) -> Iterator[_Element]:
    for part in _parts(drawing, table, ("tr", "tbody", "thead", "tfoot", "form")):
        if part.tag == "tr":
            yield part
        else:
            yield from _rows(drawing, part)


def _parts(drawing: _Drawing, element: _Element, tags: tuple[str, ...]) -> Iterator[_Element]:
    """Yield the parts of a table; what else stands in it, as its caption does, is drawn above."""
    _write(drawing, element.text)
    for child in element:
        if child.tag in tags:
            yield child
        else:
            _draw(drawing, child)
        _write(drawing, child.tail)
    _end_line(drawing)


def _cell(cell: _Element, lines: list[Line]) -> Cell:
    columns = min(_integer(cell.get("colspan"), 1), _MOST_SPANNED)
    rows = min(_integer(cell.get("rowspan"), 1), _MOST_SPANNED)
    nested = next(cell.iter("table"), None) is not None
    return Cell(tuple(line.text for line in lines), columns, rows, nested)
