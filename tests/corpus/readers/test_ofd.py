"""OFD files: the same text gives the same clauses; places are read as the standard writes them."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings

from corpus import parse, read
from corpus.readers.layout.sheet import WIDE
from corpus.readers.ofd import read_ofd
from corpus.records import SourceError
from tests.corpus.invariants import check, read_text, source
from tests.corpus.readers.renders import NOTICES, blocks, told

ROOT = Path(__file__).parents[3]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE, LEADING, LEFT, TOP = 5.0, 8.0, 25.0, 30.0  # millimetres
EMS, LINES = 32, 28  # of a line, of a page


def text_object(x: float, y: float, text: str, size: float = SIZE, more: str = "") -> str:
    """Write a line of text whose box begins at a point; a letter is half an em wide."""
    steps = " ".join(str(size if WIDE.match(char) else size / 2) for char in text[:-1])
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} {size * len(text)} {size}" Font="2" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{0.88 * size}" DeltaX="{steps}">{html.escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def page_xml(objects: Iterable[str], templates: str = "") -> str:
    layer = f'<ofd:Layer ID="9"><ofd:PageBlock ID="8">{"".join(objects)}</ofd:PageBlock></ofd:Layer>'
    return f"<ofd:Page {NAMESPACE}>{templates}<ofd:Content>{layer}</ofd:Content></ofd:Page>"


def ofd(pages: Iterable[str], template: str = "") -> bytes:
    """Pack pages into a file; paths are written from the root and from the document in turn."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "OFD.xml",
            f"<ofd:OFD {NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        named = []
        for number, page in enumerate(pages):
            place = f"Pages/Page_{number}/Content.xml"
            packed.writestr(f"Doc_0/{place}", page)
            named.append(f'<ofd:Page ID="{number}" BaseLoc="{place if number % 2 else f"/Doc_0/{place}"}"/>')
        common = '<ofd:TemplatePage ID="77" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
        if template:
            packed.writestr("Doc_0/Tpls/Tpl_0/Content.xml", template)
        packed.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {NAMESPACE}><ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{''.join(named)}</ofd:Pages></ofd:Document>",
        )
    return stream.getvalue()


def broken(text: str, ems: int, first: int | None = None) -> list[str]:
    """Break a text into lines of so many ems; a letter is half of one."""
    lines, room = [""], 2 * (ems if first is None else first)
    for char in text:
        width = 2 if WIDE.match(char) else 1
        if room < width:
            lines.append("")
            room = 2 * ems
        lines[-1] += char
        room -= width
    return lines


@dataclass(slots=True)
class Typesetter:
    """Set a text line by line on pages with numbers; tables are ruled."""

    pages: list[list[str]] = field(default_factory=lambda: [[]])
    line: int = 0

    def paragraph(self, text: str) -> None:
        for place, line in enumerate(broken(text, EMS, EMS - 2)):  # the first line is indented
            if self.line == LINES:
                self.turn()
            self.put(line, 0 if place else 2 * SIZE, self.line)
            self.line += 1

    def turn(self) -> None:
        self.pages.append([])
        self.line = 0

    def put(self, text: str, indent: float, line: int) -> None:
        self.pages[-1].append(text_object(LEFT + indent, TOP + line * LEADING, text.strip()))

    def table(self, rows: list[list[str]]) -> None:
        """Set rows whose first cells are narrow: they hold numbers."""
        columns = max(map(len, rows))
        wide = (EMS - 4) * SIZE / (columns - 1)
        edges = [LEFT, *(LEFT + 4 * SIZE + place * wide for place in range(columns))]
        for row in rows:
            cells = [broken(cell, int(wide / SIZE) - 1 if place else 3) for place, cell in enumerate(row)]
            height = max(map(len, cells))
            if self.line + height > LINES:
                self.turn()
            top = TOP + self.line * LEADING - 2
            bottom = top + height * LEADING
            self.rule(LEFT, top, edges[-1], top)
            self.rule(LEFT, bottom, edges[-1], bottom)
            for edge in edges:
                self.rule(edge, top, edge, bottom)
            for edge, cell in zip(edges, cells, strict=False):
                for place, line in enumerate(cell):
                    self.put(line, edge - LEFT + 1, self.line + place)
            self.line += height

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.pages[-1].append(
            f'<ofd:PathObject ID="3" Boundary="{x0} {y0} {x1 - x0} {y1 - y0}" LineWidth="0.3">'
            f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
        )


def as_ofd(text: str) -> bytes:
    setter = Typesetter()
    for is_table, lines in blocks(text):
        if is_table:
            setter.table([line.split("\t") for line in lines])
        else:
            for line in lines:
                setter.paragraph(line)
    pages = [
        page_xml([*page, text_object(95, 280, f"- {number} -", 4)])
        for number, page in enumerate(setter.pages, 1)
    ]
    return ofd(pages)


@settings(max_examples=25, deadline=None)
@given(text=NOTICES)
def test_a_document_as_an_ofd_file(text: str) -> None:
    content = read_ofd(as_ofd(text), "test.ofd")
    reading = parse(source(content.text))
    assert told(reading) == told(read_text(text))
    assert len(content.pages) == as_ofd(text).count(b"Content.xml") // 2


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_an_issue_as_an_ofd_file(path: Path) -> None:
    content = read_ofd(as_ofd(read(path).text), "test.ofd")
    reading = parse(source(content.text))
    check(reading)
    assert told(reading) == told(parse(read(path)))


LINE = text_object(20, 40, "第一条 总则如下")
TURNED = 'CTM="0 1 -1 0 0 0"'

# (the objects of a page, its text)
PLACED: list[tuple[str, str]] = [
    # the steps between characters: one by one, many times the same, none, more than there are characters
    ('<ofd:TextObject Boundary="20 40 90 5" Size="5"><ofd:TextCode X="0" Y="4" DeltaX="5 5 5">第一条文</ofd:TextCode></ofd:TextObject>', "第一条文"),
    ('<ofd:TextObject Boundary="20 40 90 5" Size="5"><ofd:TextCode X="0" Y="4" DeltaX="g 3 5">第一条文</ofd:TextCode></ofd:TextObject>', "第一条文"),
    ('<ofd:TextObject Boundary="20 40 90 5" Size="5"><ofd:TextCode X="0" Y="4">第一条文</ofd:TextCode></ofd:TextObject>', "第一条文"),
    ('<ofd:TextObject Boundary="20 40 90 5" Size="5"><ofd:TextCode X="0" Y="4" DeltaX="g 999999999 5 5 g x">第一条文</ofd:TextCode></ofd:TextObject>', "第一条文"),
    ('<ofd:TextObject Boundary="20 40 90 5" Size="5"><ofd:TextCode X="0" Y="4" DeltaX="5 5 7.5">第一条文</ofd:TextCode></ofd:TextObject>', "第一条 文"),
    # several codes of one object: the next one may say where it goes on
    ('<ofd:TextObject Boundary="20 40 90 5" Size="5"><ofd:TextCode X="0" Y="4" DeltaX="5">第一</ofd:TextCode><ofd:TextCode X="10">条文</ofd:TextCode></ofd:TextObject>', "第一条文"),
    # letters
    (text_object(20, 40, "Level 3 响应 IT 系统"), "Level 3 响应 IT 系统"),
    # a matrix scales and moves; objects come in any order
    ('<ofd:TextObject Boundary="20 40 90 50" CTM="5 0 0 5 2 3" Size="1"><ofd:TextCode X="0" Y="1" DeltaX="1 1">第一条</ofd:TextCode></ofd:TextObject>', "第一条"),
    (text_object(20, 60, "第二条 乙。") + text_object(20, 40, "第一条 甲。"), "第一条 甲。\n第二条 乙。"),
    # a page that is turned as a whole
    (text_object(100, 20, "第一条 甲。", more=TURNED) + text_object(80, 20, "第二条 乙。", more=TURNED), "第一条 甲。\n第二条 乙。"),
    # not seen, or a water mark over the page
    (LINE + text_object(20, 60, "第九条 不见", more='Visible="false"'), "第一条 总则如下"),
    (LINE + text_object(20, 60, "内部资料", more='CTM="0.7 0.7 -0.7 0.7 0 0"'), "第一条 总则如下"),
]  # fmt: skip


@pytest.mark.parametrize(("objects", "expected"), PLACED)
def test_where_characters_stand(objects: str, expected: str) -> None:
    assert read_ofd(ofd([page_xml([objects])]), "test.ofd").text.strip() == expected


def test_templates_are_drawn_below_their_pages() -> None:
    template = page_xml([text_object(20, 10, "云岭州人民政府公报")])
    use = '<ofd:Template TemplateID="77" ZOrder="Background"/>'
    pages = [page_xml([text_object(20, 40, f"第{number}条 甲。")], use) for number in "一二三"]
    text = read_ofd(ofd(pages, template), "test.ofd").text
    assert text.count("云岭州人民政府公报") == 3
    assert [text.count(f"第{number}条 甲。") for number in "一二三"] == [1, 1, 1]


GOOD = ofd([page_xml([LINE])])


def without(part: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    return stream.getvalue()


# (bytes, what the message says): refused in one line
REFUSED = {
    "nothing": (b"", "list of parts is damaged"),
    "cut short": (GOOD[:-30], "list of parts is damaged"),
    "no OFD.xml": (without("OFD.xml"), "it has no OFD.xml"),
    "no document": (without("Doc_0/Document.xml"), "it has no Doc_0/Document.xml"),
    "no page": (without("Doc_0/Pages/Page_0/Content.xml"), "it has no Doc_0/Pages/Page_0/Content.xml"),
    "no text": (ofd([page_xml(['<ofd:ImageObject ID="5" Boundary="0 0 210 297" ResourceID="6"/>'])]), "no text, only pictures"),
    "no pages": (ofd([]), "no text, only pictures"),
    "a DTD": (ofd(['<!DOCTYPE a [<!ENTITY b "c">]>' + page_xml([LINE])]), "has a DTD"),
    "deep": (ofd(["<a>" * 100_000]), "is damaged: Excessive depth|packed too densely"),
    "torn": (ofd([page_xml([LINE])[:-20]]), "Content.xml is damaged"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as refusal:
        read_ofd(data, "test.ofd")
    assert str(refusal.value).startswith("test.ofd: ")
    assert str(refusal.value).endswith(
        "expected a complete OFD file: fetch it again, or open it and save it as PDF"
    )
    assert "\n" not in str(refusal.value)


def test_names_inside_lead_nowhere() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(
            "OFD.xml", f"<ofd:OFD {NAMESPACE}><ofd:DocRoot>../../../../etc/passwd</ofd:DocRoot></ofd:OFD>"
        )
    with pytest.raises(SourceError, match="it has no etc/passwd"):
        read_ofd(stream.getvalue(), "test.ofd")


@pytest.mark.parametrize("size", ["1e400", "NaN", "-5", "0", "", "5 5 5"])
@pytest.mark.parametrize("places", ["nan inf 1e999 1e999", "", "1 2 3 4 5 6", "-1e300 1e300 0 0"])
def test_numbers_that_are_none(size: str, places: str) -> None:
    """Whatever a number is, the rest of the page is read."""
    strange = f'<ofd:TextObject Boundary="{places}" CTM="{places}" Size="{size}"><ofd:TextCode X="{size}" DeltaX="g {size} {size}">甲</ofd:TextCode></ofd:TextObject>'
    path = f'<ofd:PathObject Boundary="{places}"><ofd:AbbreviatedData>M {size} L {places} C B {places} Q</ofd:AbbreviatedData></ofd:PathObject>'
    assert "第一条 总则如下" in read_ofd(ofd([page_xml([LINE, strange, path])]), "test.ofd").text
