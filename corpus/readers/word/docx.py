"""Read Word files: paragraphs with the numbers that Word draws, tables, text boxes, notes.

What a reader of the print doesn't see is left out: deleted and hidden text, the codes of fields, comments;
and running heads and feet, which frame pages that the file doesn't have. Standard: ECMA-376 part 1, both of
its namespaces.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.readers.archive import Archive
from corpus.readers.content import Content
from corpus.readers.table_rows import Cell, is_layout, row_lines, tidy
from corpus.readers.word.numbering import integer, is_on, read_numbering
from corpus.readers.word.styles import own_hidden, own_list, read_word_styles
from corpus.records import Span

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "word/document.xml"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}t",
    "{http://purl.oclc.org/ooxml/officeDocument/math}t",
)

#: What is not drawn, or is no text: properties, deleted and moved text, codes of fields, marks of comments.
_UNSEEN = (
    "del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sdtPr", "sdtEndPr",
    "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "rubyPr", "rt", "footnoteReference",
    "endnoteReference", "commentReference", "annotationRef", "footnoteRef", "endnoteRef", "softHyphen",
    "lastRenderedPageBreak", "tblPrEx", "bookmarkStart", "bookmarkEnd", "proofErr",
)  # fmt: skip
_READ = (
    "p", "tbl", "r", "t", "tab", "ptab", "br", "cr", "noBreakHyphen", "sym", "fldChar", "sdt", "altChunk",
    "txbxContent",
)  # fmt: skip

# Private characters of Word's symbol fonts that stand in gazettes: ticks, boxes and signs of measure.
_SYMBOLS = {
    "wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x75: "◆", 0x76: "◆", 0xA8: "□", 0xFB: "✘",
                  0xFC: "✔", 0xFD: "☒", 0xFE: "☑"},
    "wingdings 2": {0x50: "✔", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0xA3: "□"},
    "symbol": {0x61: "α", 0x62: "β", 0x6D: "μ", 0x57: "Ω", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
               0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈"},
}  # fmt: skip


def read_docx(data: bytes, name: str) -> Content:
    """Read the text of a Word file; notes stand at its end, as furniture.

    Raises SourceError for what is damaged, encrypted, unpacks to too much or is no Word file.
    """
    archive = Archive(data, name, "archive.word_cure")
    main = _MAIN if _MAIN in archive else _related(archive, "").get("officeDocument", _MAIN)
    root = archive.read_xml(main)
    body = next((child for child in root if isinstance(child.tag, str) and child.tag.endswith("}body")), None)
    if body is None:
        raise archive.refuse("archive.no_word", part=main)
    document = _Document(archive, main, str(body.tag).removesuffix("body"))
    lines = document.blocks(body)
    text = "".join(f"{line}\n" for line in lines)
    notes = [line for kind in ("footnotes", "endnotes") for line in document.notes(kind)]
    furniture: list[Span] = []
    for note in notes:
        furniture.append((len(text), len(text) + len(note)))
        text += note + "\n"
    return Content(text, furniture=tuple(furniture))


def _related(archive: Archive, part: str) -> dict[str, str]:
    """Return the parts that a part refers to, by the last word of their type; they are looked up, never opened."""
    folder, base = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{base}.rels")
    if relations not in archive:
        return {}
    found: dict[str, str] = {}
    for relation in archive.read_xml(relations):
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            found.setdefault(relation.get("Type", "").rpartition("/")[2], target.lstrip("/"))
    return found


class _Document:
    """Draw one document; counts of lists and open fields run on through it."""

    def __init__(self, archive: Archive, main: str, namespace: str) -> None:
        self._archive = archive
        self._parts = _related(archive, main)
        self._namespace = namespace
        self._kinds = dict.fromkeys(map(self.tag, _UNSEEN), "") | {self.tag(kind): kind for kind in _READ}
        self._kinds |= dict.fromkeys(_MATHS, "t") | {f"{_COMPATIBILITY}AlternateContent": "choice"}
        self._numbering = read_numbering(self._part("numbering"), self.tag)
        self._styles = read_word_styles(self._part("styles"), self.tag)
        self._fields: list[bool] = []  # of each open field: are its codes being read
        self._texts: list[str] = []
        self._boxes: list[str] = []
        self._hidden = False  # by the paragraph's style
        self._carried = ""  # text of a paragraph whose end was deleted

    def tag(self, name: str) -> str:
        return self._namespace + name

    def _part(self, kind: str) -> _Element | None:
        part = self._parts.get(kind)
        return self._archive.read_xml(part) if part is not None and part in self._archive else None

    def notes(self, kind: str) -> Iterator[str]:
        """Yield the lines of the footnotes or endnotes, without the rules that part them from the text."""
        root = self._part(kind)
        for note in root if root is not None else ():
            if note.get(self.tag("type"), "normal") == "normal":
                yield from self.blocks(note)

    def blocks(self, element: _Element) -> list[str]:
        """Return the lines of the paragraphs and tables in an element."""
        lines: list[str] = []
        for child in element:
            kind = self._kinds.get(child.tag)
            if kind == "p":
                lines += self._paragraph(child)
            elif kind == "tbl":
                lines += self._table(child)
            elif kind == "choice":
                lines += self._chosen(child)
            elif kind == "altChunk":
                raise self._archive.refuse("archive.embedded")
            elif kind is None or (kind == "sdt" and not self._is_placeholder(child)):
                lines += self.blocks(child)
        return lines

    def _chosen(self, element: _Element) -> list[str]:
        chosen = next(iter(element), None)
        return self.blocks(chosen) if chosen is not None else []

    def _is_placeholder(self, control: _Element) -> bool:
        """Tell a control that nobody filled in: it shows a hint such as 单击此处输入文字."""
        properties = next(control.iterchildren(self.tag("sdtPr")), None)
        return properties is not None and self._child(properties, "showingPlcHdr") is not None

    def _child(self, element: _Element | None, *path: str) -> _Element | None:
        for name in path:
            element = next(element.iterchildren(self.tag(name)), None) if element is not None else None
        return element

    def _value(self, element: _Element | None, *path: str) -> str | None:
        found = self._child(element, *path)
        return found.get(self.tag("val")) if found is not None else None

    def _paragraph(self, element: _Element) -> list[str]:
        properties = self._child(element, "pPr")
        style = self._value(properties, "pStyle") or self._styles.default
        outer = self._texts, self._boxes, self._hidden
        self._texts, self._boxes, self._hidden = [], [], self._styles.is_hidden(style)
        for child in element:
            self._draw(child)
        text, boxes = self._carried + tidy("".join(self._texts)), self._boxes
        self._texts, self._boxes, self._hidden = outer
        self._fields = [False] * len(self._fields)  # codes don't reach beyond a paragraph
        self._carried = ""
        ending = self._child(properties, "rPr")
        if self._child(ending, "del") is not None or self._child(ending, "moveFrom") is not None:
            self._carried = text
            return boxes
        if text.strip() or not own_hidden(ending, self.tag):
            text = self._mark(properties, style) + text
        return [*(line.strip(" \u3000") for line in text.split("\n") if line.strip()), *boxes]

    def _mark(self, properties: _Element | None, style: str) -> str:
        """Return the number that Word draws before a paragraph."""
        list_id, level = self._styles.list_of(style, self._numbering)
        own_id, own_level = own_list(properties, self.tag)
        if own_id is not None and own_id != list_id:
            level = 0
        return self._numbering.next_mark(
            list_id if own_id is None else own_id, level if own_level is None else own_level
        )

    def _draw(self, element: _Element) -> None:
        """Write what is drawn of a part of a paragraph; wrappers that are not known are looked into."""
        kind = self._kinds.get(element.tag)
        if kind is None or (kind == "sdt" and not self._is_placeholder(element)):
            for child in element:
                self._draw(child)
        elif kind == "r":
            if not self._is_hidden(element):
                for child in element:
                    self._draw(child)
        elif kind == "choice":
            for child in next(iter(element), ()):
                self._draw(child)
        elif kind == "fldChar":
            self._turn_field(element.get(self.tag("fldCharType")))
        elif kind == "txbxContent":
            self._boxes += self.blocks(element)
        elif kind in ("p", "tbl"):  # in a paragraph, but in no box: written by no program
            self._boxes += self._paragraph(element) if kind == "p" else self._table(element)
        elif kind and not any(self._fields):
            self._texts.append(self._character(element, kind))

    def _character(self, element: _Element, kind: str) -> str:
        if kind == "t":
            return element.text or ""
        if kind == "sym":
            return self._symbol(element)
        return {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(kind, "")

    def _symbol(self, element: _Element) -> str:
        code = element.get(self.tag("char"), "")
        number = int(code, 16) if len(code) == 4 and code.isalnum() and code.isascii() else 0
        known = _SYMBOLS.get(element.get(self.tag("font"), "").lower(), {})
        return known.get(number & 0xFF, chr(number)) if number >= 0x20 else ""

    def _is_hidden(self, run: _Element) -> bool:
        properties = self._child(run, "rPr")
        hidden = own_hidden(properties, self.tag)
        if hidden is not None:
            return hidden
        style = self._value(properties, "rStyle")
        return self._hidden or (style is not None and self._styles.is_hidden(style))

    def _turn_field(self, turn: str | None) -> None:
        if turn == "begin":
            self._fields.append(True)
        elif self._fields and turn == "separate":
            self._fields[-1] = False
        elif self._fields and turn == "end":
            self._fields.pop()

    def _table(self, table: _Element) -> list[str]:
        rows = []
        for row in self._inside(table, "tr"):
            properties = self._child(row, "trPr")
            hidden = self._child(properties, "hidden")
            if self._child(properties, "del") is None and (
                hidden is None or not is_on(hidden.get(self.tag("val")))
            ):
                skipped = integer(self._value(properties, "gridBefore"), 0)
                lead = [Cell((), columns=skipped)] if skipped > 0 else []
                rows.append([*lead, *(self._cell(cell) for cell in self._inside(row, "tc"))])
        if is_layout(rows):
            return [line for row in rows for cell in row for line in cell.lines]
        return [line for lines in row_lines(rows) for line in lines]

    def _cell(self, cell: _Element) -> Cell:
        properties = self._child(cell, "tcPr")
        columns = integer(self._value(properties, "gridSpan"), 1)
        for merge in (self._child(properties, "vMerge"), self._child(properties, "hMerge")):
            if merge is not None and merge.get(self.tag("val"), "continue") == "continue":
                return Cell((), columns)  # the cell above, or before, goes on here
        return Cell(tuple(self.blocks(cell)), columns, nested=self._child(cell, "tbl") is not None)

    def _inside(self, element: _Element, name: str) -> Iterator[_Element]:
        """Yield the rows of a table or the cells of a row, those in controls and in inserted text too."""
        wanted = self.tag(name)
        for child in element:
            if child.tag == wanted:
                yield child
            elif self._kinds.get(child.tag) in (None, "sdt"):
                yield from self._inside(child, name)
