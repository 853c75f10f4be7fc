"""Word files: the same text gives the same clauses, and what Word draws is read, no more and no less."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import parse, read
from corpus.markers import Family, read_marker
from corpus.readers.word.docx import read_docx
from corpus.readers.word.numbering import read_numbering
from corpus.records import SourceError
from corpus.text import squeeze
from tests.corpus.invariants import read_text
from tests.corpus.readers.renders import NOTICES, as_docx, as_html, saved, told, told_by

ROOT = Path(__file__).parents[4]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
ISSUE = ROOT.parent / "shared" / "gazettes" / "bazhou-2025-02.txt"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs soffice")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_an_issue_as_a_word_file(path: Path) -> None:
    assert told_by(as_docx(read(path).text), "docx") == told(parse(read(path)))


@pytest.mark.skipif(not ISSUE.exists(), reason="needs the shared gazette")
def test_the_real_issue_as_a_word_file() -> None:
    assert told_by(as_docx(read(ISSUE).text), "docx") == told(parse(read(ISSUE)))


@settings(max_examples=30, deadline=None)
@given(text=NOTICES)
def test_a_document_as_a_word_file(text: str) -> None:
    assert told_by(as_docx(text), "docx") == told(read_text(text))


def converted(data: bytes, suffix: str, to: str, folder: Path) -> bytes:
    """Return what a word processor makes of a file."""
    path = folder / f"text.{suffix}"
    path.write_bytes(data)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", to,
         "--outdir", str(folder / "out"), str(path)],
        capture_output=True, timeout=180, check=True,
    )  # fmt: skip
    return (folder / "out" / f"text.{to.partition(':')[0]}").read_bytes()


@needs_office
def test_a_word_file_saved_by_a_word_processor(tmp_path: Path) -> None:
    text = read(SAMPLES[0]).text
    assert told_by(converted(as_docx(text), "docx", "docx", tmp_path), "docx") == told(
        parse(read(SAMPLES[0]))
    )


@needs_office
def test_a_page_saved_as_a_word_file(tmp_path: Path) -> None:
    page = f"<html><head><meta charset=utf-8></head><body>{as_html(read(SAMPLES[1]).text)}</body></html>"
    data = converted(page.encode("utf-8"), "html", "docx:MS Word 2007 XML", tmp_path)
    assert told_by(data, "docx") == told(parse(read(SAMPLES[1])))


_ON = '<w:lvlRestart w:val="0"/>'  # articles count on through the chapters

# The numbering of Chinese documents as Word offers it: (level, numFmt, lvlText, what more is said of the level).
LISTS = {
    "articles": [
        (0, "chineseCountingThousand", "第%1章", ""),
        (1, "chineseCountingThousand", "第%2条", _ON),
        (2, "chineseCounting", "（%3）", '<w:suff w:val="nothing"/>'),
    ],
    "items": [
        (0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>'),
        (1, "chineseCounting", "（%2）", '<w:suff w:val="nothing"/>'),
        (2, "decimal", "%3.", '<w:suff w:val="nothing"/>'),
    ],
    "sections": [
        (0, "decimal", "%1", '<w:suff w:val="space"/>'),
        (1, "decimal", "%1.%2", '<w:suff w:val="space"/>'),
        (2, "decimal", "%1.%2.%3", ""),
    ],
}
_PLACES = {
    Family.CHAPTER: ("articles", 0),
    Family.ARTICLE: ("articles", 1),
    Family.HAN: ("items", 0),
    Family.ARABIC: ("items", 2),
}


def numbering_xml(lists: dict[str, list[tuple[int, str, str, str]]], namespace: str = W) -> str:
    """Write numbering.xml: abstract list n and list n + 1 for the n-th of the lists."""
    abstract, lists_ = [], []
    for number, levels in enumerate(lists.values()):
        drawn = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
            for at, style, text, more in levels
        )
        abstract.append(f'<w:abstractNum w:abstractNumId="{number}">{drawn}</w:abstractNum>')
        lists_.append(f'<w:num w:numId="{number + 1}"><w:abstractNumId w:val="{number}"/></w:num>')
    return f'<w:numbering xmlns:w="{namespace}">{"".join(abstract + lists_)}</w:numbering>'


def _put_in_list(paragraph: Paragraph, list_id: int, at: int) -> None:
    said = f'<w:numPr xmlns:w="{W}"><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(said))


def numbered_by_word(text: str) -> bytes:
    """Write a text whose numbers nobody typed: Word counts."""
    document = docx.Document()
    part = document.part.numbering_part
    part._element = parse_xml(numbering_xml(LISTS))
    decimal = "1 " in text
    in_articles = "第一条" in text
    names = list(LISTS)
    for line in text.split("\n"):
        mark = read_marker(line, decimal) if "\t" not in line else None
        place = _PLACES.get(mark.family) if mark else None
        if mark and mark.family is Family.HAN_PAREN:
            place = ("articles", 2) if in_articles else ("items", 1)
        elif mark and mark.family is Family.DECIMAL:
            place = ("sections", len(mark.path) - 1)
        if not mark or not place:
            document.add_paragraph(line)
            continue
        _put_in_list(document.add_paragraph(line[mark.end :]), names.index(place[0]) + 1, place[1])
    return saved(document)


@settings(max_examples=40, deadline=None)
@given(text=NOTICES.filter(lambda text: "\t" not in text))
def test_numbers_that_word_draws(text: str) -> None:
    data = numbered_by_word(text)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        typed = archive.read("word/document.xml").decode("utf-8")
    assert "第一条" not in typed
    assert "（一）" not in typed
    assert told_by(data, "docx") == told(read_text(text))


def archive(document: str, namespace: str = W, **parts: str) -> bytes:
    """Pack a Word file by hand from the body of its document and its other parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{namespace}" {OTHERS}><w:body>{document}</w:body></w:document>',
        )
        relations = "".join(
            f'<Relationship Id="r{kind}" Type="{RELATED}{kind}" Target="{kind}.xml"/>' for kind in parts
        )
        packed.writestr("word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>")
        for kind, body in parts.items():
            packed.writestr(f"word/{kind}.xml", body)
    return stream.getvalue()


def lines_of(document: str, **parts: str) -> list[str]:
    return read_docx(archive(document, **parts), "test.docx").text.split("\n")[:-1]


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(text: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{run(text)}</w:p>"


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


CODE = '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
BOX = "<w:txbxContent>" + par("框中") + "</w:txbxContent>"
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'

VISIBLE = '<w:vanish w:val="0"/>'
OVER_2, OVER_3 = '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="3"/>'
MERGED, AFTER_2 = '<w:vMerge w:val="restart"/>', '<w:gridBefore w:val="2"/>'
NESTED = f"<w:tbl>{row(cell(par('1')), cell(par('甲')))}{row(cell(par('2')), cell(par('乙')))}</w:tbl>"

# (body of a document, the lines that its reader sees)
DRAWN: list[tuple[str, list[str]]] = [
    # runs
    (f"<w:p>{run('第一')}{run('条')}{run(' 总则')}</w:p><w:p/>{par('　　第二款 ')}", ["第一条 总则", "第二款"]),
    (f"<w:p>{run('甲')}<w:r><w:br/></w:r>{run('乙')}<w:r><w:cr/><w:t>丙</w:t></w:r></w:p>", ["甲", "乙", "丙"]),
    (f"<w:p>{PAGE_BREAK}{run('甲')}<w:r><w:lastRenderedPageBreak/></w:r>{run('乙')}</w:p>", ["甲乙"]),
    (f"<w:p>{run('1')}<w:r><w:tab/></w:r>{run('名称')}<w:r><w:tab/><w:t>号</w:t></w:r></w:p>", ["1\t名称\t号"]),
    ("<w:p><w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1信</w:t><w:softHyphen/><w:t>息\u200b</w:t></w:r></w:p>", ["A-1信息"]),
    ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>同意</w:t><w:sym w:font="宋体" w:char="2460"/></w:r></w:p>', ["☑同意①"]),
    (f"<w:p><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>{run('米')}</w:p>", ["x米"]),
    ("<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>", ["汉"]),
    # wrappers
    (f"<w:p><w:hyperlink>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag><w:fldSimple>{run('丙')}</w:fldSimple></w:p>", ["甲乙丙"]),
    (f"<w:sdt><w:sdtPr/><w:sdtContent>{par('甲')}</w:sdtContent></w:sdt><w:customXml>{par('乙')}</w:customXml>", ["甲", "乙"]),
    (f"<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处输入文字')}</w:sdtContent></w:sdt>{run('甲')}</w:p>", ["甲"]),
    # revisions, hidden text
    (f"<w:p>{run('甲')}<w:del><w:r><w:delText>乙</w:delText></w:r></w:del><w:ins>{run('丙')}</w:ins></w:p>", ["甲丙"]),
    (f"<w:p><w:moveFrom>{run('甲')}</w:moveFrom>{run('乙')}</w:p><w:p><w:moveTo>{run('甲')}</w:moveTo></w:p>", ["乙", "甲"]),
    (par("甲", "<w:rPr><w:del/></w:rPr>") + par("乙"), ["甲乙"]),  # the end of the first was deleted
    (par("甲", "<w:rPr><w:ins/></w:rPr>") + par("乙"), ["甲", "乙"]),
    (f"<w:p>{run('甲', '<w:vanish/>')}{run('乙', VISIBLE)}{run('丙', '<w:webHidden/>')}</w:p>", ["乙丙"]),
    # fields: the codes are not drawn, their results are
    (f"<w:p>{field('begin')}{CODE}{field('separate')}{run('关于某事的通知')}<w:r><w:tab/></w:r>{run('2')}</w:p>"
     f"<w:p>{run('关于他事的通知')}<w:r><w:ptab/></w:r>{run('8')}{field('end')}</w:p>", ["关于某事的通知\t2", "关于他事的通知\t8"]),
    (f"<w:p>{field('begin')}{CODE}{field('begin')}{CODE}{field('separate')}{run('甲')}{field('end')}{field('separate')}{run('乙')}{field('end')}</w:p>", ["乙"]),
    (f"<w:p>{field('begin')}{CODE}{run('甲')}</w:p>{par('乙')}", ["乙"]),  # a field that never ends
    # text boxes, in both of the forms that Word writes, once
    (f"<w:p>{run('甲')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
     f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{run('乙')}</w:p>", ["甲乙", "框中"]),
    (f"<w:p><w:r><w:pict><v:textbox>{BOX}</v:textbox></w:pict></w:r></w:p>", ["框中"]),
    # tables
    (f"<w:tbl>{row(cell(par('1')), cell(par('甲') + par('续')))}{row(cell(par('2')), cell('<w:p/>'))}</w:tbl>", ["1\t甲 续", "2\t"]),
    (f"<w:tbl>{row(cell(par('一、州政府文件'), OVER_3))}"
     f"{row(cell(par('1')), cell(par('甲')), cell(par('办'), MERGED))}"
     f"{row(cell(par('2')), cell(par('乙')), cell(par('旧'), '<w:vMerge/>'))}</w:tbl>", ["一、州政府文件", "1\t甲\t办", "2\t乙\t"]),
    (f"<w:tbl>{row(cell(par('1')), cell(par('甲'), OVER_2), cell(par('乙')))}"
     f"{row(cell(par('丙')), cell(par('丁')), properties=AFTER_2)}</w:tbl>", ["1\t甲\t\t乙", "\t\t丙\t丁"]),
    (f"<w:tbl>{row(cell(par('1')), cell(par('甲')))}{row(cell(par('2')), cell(par('乙')), properties='<w:del/>')}"
     f"<w:sdt><w:sdtContent>{row(cell(par('3')), cell(par('丙')))}</w:sdtContent></w:sdt></w:tbl>", ["1\t甲", "3\t丙"]),
    (f"<w:tbl>{row(cell(par('第一段。') + par('第二段。')))}</w:tbl>", ["第一段。", "第二段。"]),  # a frame
    (f"<w:tbl>{row(cell(NESTED + '<w:p/>'))}</w:tbl>", ["1\t甲", "2\t乙"]),
    # typed tabs that part cells
    (par("1\t甲"), ["1\t甲"]),
]  # fmt: skip


@pytest.mark.parametrize(("document", "expected"), DRAWN)
@pytest.mark.parametrize("namespace", [W, STRICT], ids=["transitional", "strict"])
def test_what_is_drawn(document: str, expected: list[str], namespace: str) -> None:
    text = read_docx(archive(document, namespace), "test.docx").text
    assert text.split("\n")[:-1] == expected


Numbered = Sequence[tuple[int | None, int | None]]  # of each paragraph: numId and ilvl


def numbered(paragraphs: Numbered, style: str = "") -> str:
    out = []
    for list_id, level in paragraphs:
        said = "" if level is None else f'<w:ilvl w:val="{level}"/>'
        said += "" if list_id is None else f'<w:numId w:val="{list_id}"/>'
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        out.append(par("文", named + (f"<w:numPr>{said}</w:numPr>" if said else "")))
    return "".join(out)


def levels(*definitions: str) -> str:
    return "".join(f'<w:lvl w:ilvl="{at}">{definition}</w:lvl>' for at, definition in enumerate(definitions))


def level(style: str, text: str, start: int | None = 1, more: str = "") -> str:
    begins = "" if start is None else f'<w:start w:val="{start}"/>'
    return f'{begins}<w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/>'


def num(list_id: int, abstract: int, more: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


def abstract(number: int, inside: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{inside}</w:abstractNum>'


DECIMALS = levels(level("decimal", "%1"), level("decimal", "%1.%2"), level("decimal", "%1.%2.%3"))
HAN = levels(level("chineseCounting", "%1、"), level("chineseCounting", "（%2）"), level("decimal", "%3."))
ANEW = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'

# (the lists, (numId, ilvl) of the paragraphs, the numbers that Word draws): ECMA-376 part 1, 17.9
COUNTED: list[tuple[str, Numbered, list[str]]] = [
    # levels below begin anew
    (abstract(0, DECIMALS) + num(1, 0), [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1), (1, 2)], ["1", "1.1", "1.2", "2", "2.1", "2.1.1"]),
    # a level above that was not used yet is drawn with its start
    (abstract(0, DECIMALS) + num(1, 0), [(1, 1), (1, 1), (1, 0)], ["1.1", "1.2", "1"]),
    # articles count on through the chapters
    (abstract(0, levels(level("chineseCountingThousand", "第%1章"), level("chineseCountingThousand", "第%2条", 1, '<w:lvlRestart w:val="0"/>'))) + num(1, 0),
     [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)], ["第一章", "第一条", "第二条", "第二章", "第三条"]),
    # the third level begins anew with the first, not with the second
    (abstract(0, levels(level("decimal", "%1"), level("decimal", "%2"), level("decimal", "%3", 1, '<w:lvlRestart w:val="1"/>'))) + num(1, 0),
     [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)], ["1", "1", "1", "2", "2", "2", "1"]),
    # lists of one abstract list count together, unless one begins anew
    (abstract(0, HAN) + num(1, 0) + num(2, 0) + num(3, 0, ANEW), [(1, 0), (2, 0), (3, 0), (3, 0), (1, 0)], ["一、", "二、", "一、", "二、", "三、"]),
    # lists of their own count alone
    (abstract(0, HAN) + abstract(1, HAN) + num(1, 0) + num(2, 1), [(1, 0), (2, 0), (1, 0)], ["一、", "一、", "二、"]),
    # a list may write a level otherwise
    (abstract(0, HAN) + num(1, 0) + num(2, 0, f'<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">{level("decimal", "%1)", 5)}</w:lvl></w:lvlOverride>'),
     [(2, 0), (2, 0)], ["5)", "6)"]),
    # starts; where none is said it is 0
    (abstract(0, levels(level("decimal", "%1.", 7))) + num(1, 0), [(1, 0), (1, 0)], ["7.", "8."]),
    (abstract(0, levels(level("decimal", "%1.", None))) + num(1, 0), [(1, 0), (1, 0)], ["0.", "1."]),
    # isLgl: 第一章 is 1 in 1.1
    (abstract(0, levels(level("chineseCounting", "第%1章"), level("decimal", "%1.%2", 1, "<w:isLgl/>"), level("decimal", "%1.%2", 1, '<w:isLgl w:val="0"/>'))) + num(1, 0),
     [(1, 0), (1, 1), (1, 2)], ["第一章", "1.1", "一.1"]),
    # no list, a list that isn't there, a level that isn't there, bullets
    (abstract(0, HAN) + num(1, 0), [(0, 0), (9, 0), (1, 12), (None, None), (1, 0)], ["", "", "", "", "一、"]),
    (abstract(0, levels(level("bullet", ""), level("bullet", "▲"), level("none", ""), level("none", "附件"))) + num(1, 0),
     [(1, 0), (1, 1), (1, 2), (1, 3)], ["", "▲", "", "附件"]),
    # a numbering style holds the levels of another abstract list
    (abstract(0, '<w:numStyleLink w:val="S"/>') + abstract(1, f'<w:styleLink w:val="S"/>{HAN}') + num(1, 0), [(1, 0), (1, 1)], ["一、", "（一）"]),
]  # fmt: skip


@pytest.mark.parametrize(("lists", "paragraphs", "expected"), COUNTED)
def test_how_word_counts(lists: str, paragraphs: Numbered, expected: list[str]) -> None:
    numbering = f'<w:numbering xmlns:w="{W}">{lists}</w:numbering>'
    lines = lines_of(numbered(paragraphs), numbering=numbering)
    assert [line.removesuffix("文").rstrip() for line in lines] == expected


STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="4"><w:basedOn w:val="1"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="5"><w:basedOn w:val="6"/></w:style>
<w:style w:type="paragraph" w:styleId="6"><w:basedOn w:val="5"/></w:style>
<w:style w:type="paragraph" w:styleId="7"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="8"><w:basedOn w:val="9"/></w:style>
<w:style w:type="paragraph" w:styleId="9"><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""

# (style, own numId and ilvl, the number drawn)
STYLED: list[tuple[str, Numbered, list[str]]] = [
    ("1", [(None, None)], ["一、文"]),
    ("2", [(None, None)], ["（一）文"]),
    ("3", [(None, None)], ["（一）文"]),  # based on it
    ("4", [(None, None)], ["文"]),  # turned off
    ("1", [(0, 0), (1, 2)], ["文", "1.文"]),  # the paragraph's own word goes first
    ("2", [(None, 2)], ["1.文"]),
    ("5", [(None, None)], ["文"]),  # based on itself, in a circle
    ("7", [(None, None)], ["1.文"]),  # the level that names the style (pStyle) is its level
    ("8", [(None, None)], []),  # hidden
    ("", [(None, None)], ["文"]),
    ("nowhere", [(None, None)], ["文"]),
]


@pytest.mark.parametrize(("style", "paragraphs", "expected"), STYLED)
def test_numbers_by_styles(style: str, paragraphs: Numbered, expected: list[str]) -> None:
    definitions = levels(
        level("chineseCounting", "%1、", 1, '<w:suff w:val="nothing"/>'),
        level("chineseCounting", "（%2）", 1, '<w:suff w:val="nothing"/>'),
        level("decimal", "%3.", 1, '<w:pStyle w:val="7"/><w:suff w:val="nothing"/>'),
    )
    numbering = f'<w:numbering xmlns:w="{W}">{abstract(0, definitions) + num(1, 0)}</w:numbering>'
    assert lines_of(numbered(paragraphs, style), numbering=numbering, styles=STYLES) == expected


def test_notes_stand_at_the_end_and_in_no_clause() -> None:
    note = (
        '<w:footnote w:type="separator"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        + run("注释一条。")
        + "</w:p></w:footnote>"
    )
    document = (
        par("云岭州节约用水办法")
        + f"<w:p>{run('第一条 总则')}<w:r><w:footnoteReference w:id='2'/></w:r>{run('如下。')}</w:p>"
        + par("第二条 附则。")
    )
    data = archive(document, footnotes=f'<w:footnotes xmlns:w="{W}">{note}</w:footnotes>')
    content = read_docx(data, "test.docx")
    assert content.text == "云岭州节约用水办法\n第一条 总则如下。\n第二条 附则。\n注释一条。\n"
    assert [content.text[start:end] for start, end in content.furniture] == ["注释一条。"]
    assert not any("注释" in line for told in told_by(data, "docx") for line in told)


def test_the_main_part_may_be_called_otherwise() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(
            "_rels/.rels",
            f'<Relationships><Relationship Type="{RELATED}officeDocument" Target="/word/document2.xml"/></Relationships>',
        )
        packed.writestr(
            "word/document2.xml", f'<w:document xmlns:w="{W}"><w:body>{par("甲")}</w:body></w:document>'
        )
    assert read_docx(stream.getvalue(), "test.docx").text == "甲\n"


@needs_office
def test_a_word_processor_counts_the_same(tmp_path: Path) -> None:
    """LibreOffice draws the numbers of the same file: an independent reading of the standard (but for lvlRestart)."""
    lists: dict[str, list[tuple[int, str, str, str]]] = {
        "articles": [(at, style, text, more.replace(_ON, "")) for at, style, text, more in LISTS["articles"]],
        "items": LISTS["items"],
        "sections": LISTS["sections"],
        **{style: [(0, style, "%1、", "")] for style in (
            "decimal", "upperLetter", "lowerRoman", "upperRoman", "decimalEnclosedCircle",
            "ideographTraditional", "chineseCountingThousand", "chineseLegalSimplified", "decimalZero",
        )},
    }  # fmt: skip
    paragraphs: list[tuple[int, int]] = []
    for list_id in (1, 2, 3):
        paragraphs += [(list_id, at) for at in (0, 1, 2, 2, 1, 0, 1, 2, 0)]
    for list_id in range(4, len(lists) + 1):
        paragraphs += [(list_id, 0)] * 12
    document = docx.Document()
    document.part.numbering_part._element = parse_xml(numbering_xml(lists))
    for list_id, at in paragraphs:
        _put_in_list(document.add_paragraph("文"), list_id, at)
    data = saved(document)
    theirs = converted(data, "docx", "txt:Text (encoded):UTF8", tmp_path).decode("utf-8-sig").split("\n")
    ours = read_docx(data, "test.docx").text.split("\n")
    assert [squeeze(line) for line in ours] == [squeeze(line) for line in theirs]
    assert len(ours) == len(paragraphs) + 1


BODY = f'<w:document xmlns:w="{W}"><w:body>{{}}</w:body></w:document>'


def packed(document: bytes | str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        file.writestr("word/document.xml", document)
    return stream.getvalue()


def encrypted(data: bytes) -> bytes:
    """Set the flag that says a part is encrypted, in both of its places."""
    head, directory = bytearray(data), data.rindex(b"PK\x01\x02")
    head[6] |= 1
    head[directory + 8] |= 1
    return bytes(head)


LAUGHS = '<!DOCTYPE d [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
EXTERNAL = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
STORED = packed(BODY.format(par("甲")), zipfile.ZIP_STORED)

# (bytes, what the message says): refused in one line
REFUSED = {
    "nothing": (b"", "list of parts is damaged"),
    "no archive": (b"PK\x03\x04" + b"\0" * 100, "list of parts is damaged"),
    "cut short": (STORED[:-10], "list of parts is damaged"),
    "cut in front": (STORED[200:], "no complete zip archive|is damaged|no word/document.xml"),
    "too many parts": (STORED[:-12] + b"\xff" * 4 + STORED[-8:], "list of parts is damaged or too long"),
    "a bit flipped": (STORED.replace("甲".encode(), "乙".encode()), "word/document.xml is damaged"),
    "encrypted": (encrypted(STORED), "it is encrypted"),
    "no document": (STORED.replace(b"document.xml", b"dokument.xml"), "it has no word/document.xml"),
    "no Word document": (packed("<a/>"), "is no Word document"),
    "no XML": (packed("甲"), "word/document.xml is damaged"),
    "a text elsewhere": (packed(BODY.format('<w:altChunk r="rId1"/>')), "its text stands in a file embedded in it"),
    "torn XML": (packed(BODY.format(par("甲"))[:-30]), "word/document.xml is damaged"),
    "a bomb": (packed(b" " * 50_000_000), "packed too densely"),
    "billion laughs": (packed(LAUGHS + BODY.format(par("&c;"))), "has a DTD"),
    "billion laughs in UTF-16": (packed(('<?xml version="1.0" encoding="utf-16"?>' + LAUGHS + BODY.format(par("&c;"))).encode("utf-16")), "has a DTD"),
    "external entity": (packed(EXTERNAL + BODY.format(par("&x;"))), "has a DTD"),
    "entity of nowhere": (packed(BODY.format(par("&x;"))), "word/document.xml is damaged"),
    "100,000 deep": (packed(BODY.replace("{}", "<w:p>" * 100_000)), "word/document.xml is damaged: Excessive depth|packed too densely"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as refusal:
        read_docx(data, "test.docx")
    assert str(refusal.value).startswith("test.docx: ")
    assert str(refusal.value).endswith(
        "; expected a complete Word file (.docx): open it, remove its password if it has one, and save it again"
    )
    assert "\n" not in str(refusal.value)


def test_what_a_list_says_of_sizes_is_not_believed() -> None:
    """The size that the directory declares is small, what unpacks is not."""
    big = packed(BODY.format(par("甲" * 100)))
    small = len(BODY.format(par("甲" * 100)).encode())
    at = big.rindex(b"PK\x01\x02") + 24
    lying = big[:at] + (small - 50).to_bytes(4, "little") + big[at + 4 :]
    with pytest.raises(SourceError, match=r"word/document\.xml is damaged"):
        read_docx(lying, "test.docx")


@given(at=st.integers(0, len(STORED) - 1), byte=st.integers(0, 255))
@settings(max_examples=300, deadline=None)
def test_damaged_files_are_read_or_refused(at: int, byte: int) -> None:
    data = STORED[:at] + bytes([byte]) + STORED[at + 1 :]
    with suppress(SourceError):
        assert read_docx(data, "test.docx").text in ("甲\n", "")


def test_no_numbers_without_lists() -> None:
    assert read_numbering(None, str).next_mark("1", 0) == ""
