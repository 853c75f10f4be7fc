"""Typeset a gazette's text as its printer does, so that a reader has something to read back.

The text is parsed once to learn what each line is; its characters go to the printer as they are.
"""

from __future__ import annotations

import html
import subprocess
from dataclasses import dataclass
from pathlib import Path

from corpus import Kind, Reading, parse
from corpus.lines import split_lines
from tests.corpus.invariants import source

CHROMIUM = Path("/usr/bin/chromium")
OFFICE = Path("/usr/bin/soffice")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or one row of a table; ``kind`` is a style sheet's class."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Style:
    """How a gazette is printed; lengths in points and in ems."""

    columns: int = 2
    size: float = 10.5
    leading: float = 1.6
    gap: float = 20
    indent: float = 2
    justify: bool = True
    table: str = "ruled"  # or bare: columns without rules; or text: blanks alone
    titles: str = "column"  # or page: titles and tables go over all columns
    spacing: float = 0  # between paragraphs
    serif: bool = True
    heads: bool = True
    numbers: str = "– %s –"
    first: int = 1  # the page number printed on the first page


def blocks(text: str) -> list[Block]:
    """Return the paragraphs of a gazette's text; sentences that its lines tear are whole again."""
    reading = parse(source(text))
    kinds = {span[0]: piece.kind for piece in reading.pieces for span in piece.spans}
    lines, _ = split_lines(text)
    after = _torn(reading)
    found: list[Block] = []
    skip: set[int] = set()
    for line in lines:
        if line.start in skip:
            continue
        kind = kinds.get(line.start, Kind.FRAGMENT)
        if kind is Kind.ROW:
            clause = next(
                clause
                for document in reading.documents
                for clause in document.clauses
                if clause.spans[0][0] == line.start
            )
            skip.update(span[0] for span in clause.spans)
            skip.update(other.start for other in lines if clause.lines[0] < other.number <= clause.lines[1])
            found.append(Block("row", clause.text))
            continue
        printed, end = line.text, line.end
        while end in after:
            start, end = after[end]
            skip.add(start)
            printed += text[start:end]
        if kind is Kind.TABLE_HEAD and "\t" in printed:
            found.append(Block("row", printed))
        else:
            found.append(Block(_style_of(kind), printed))
    return found


def _torn(reading: Reading) -> dict[int, tuple[int, int]]:
    """Map the end of each torn line to the line that goes on with it."""
    text = reading.source.text
    after = {}
    for document in reading.documents:
        for clause in document.clauses:
            for one, other in zip(clause.spans, clause.spans[1:], strict=False):
                if clause.kind is not Kind.ROW and "\n" not in text[slice(*one)] + text[slice(*other)]:
                    after[one[1]] = other
    return after


def _style_of(kind: Kind) -> str:
    if kind in (Kind.MASTHEAD, Kind.IMPRINT, Kind.CONTENTS, Kind.TITLE, Kind.NUMBER, Kind.SIGNATURE):
        return kind.value
    if kind in (Kind.HEADING, Kind.ADDRESSEE):
        return kind.value
    return "text"


def page_html(text: str, style: Style) -> str:
    """Return a page that prints the text in columns, with running heads and page numbers."""
    front = [block for block in blocks(text) if block.kind in ("masthead", "imprint", "contents")]
    body = [block for block in blocks(text) if block not in front]
    font = "Noto Serif CJK SC" if style.serif else "Noto Sans CJK SC"
    head = (
        "@top-left { content: '云岭州人民政府公报'; font-size: 9pt } @top-right { content: '2025年第2期'; font-size: 9pt }"
        if style.heads
        else ""
    )
    before, _, behind = style.numbers.partition("%s")
    number = (
        f"@bottom-center {{ content: '{before}' counter(page) '{behind}'; font-size: 9pt }}"
        if style.numbers
        else ""
    )
    span = "column-span: all;" if style.titles == "page" else ""
    css = f"""
    @page {{ size: A4; margin: 25mm 20mm; {head} {number} }}
    html {{ font: {style.size}pt/{style.leading} '{font}'; }}
    body {{ margin: 0; counter-reset: page {style.first - 1}; }}
    .front {{ break-after: page; }}
    .columns {{ column-count: {style.columns}; column-gap: {style.gap}pt; column-fill: auto; }}
    p {{ margin: 0 0 {style.spacing}em; text-indent: {style.indent}em;
         text-align: {"justify" if style.justify else "left"}; orphans: 1; widows: 1; }}
    p.masthead, p.imprint {{ text-align: center; text-indent: 0; }}
    p.contents {{ text-indent: 0; }}
    p.title {{ text-align: center; text-indent: 0; font-size: 1.35em; font-weight: bold; margin: 1em 0 .5em;
               {span} break-after: avoid; }}
    p.number {{ text-align: center; text-indent: 0; margin-bottom: 1em; {span} }}
    p.addressee {{ text-indent: 0; }}
    p.signature {{ text-align: right; text-indent: 0; }}
    p.chapter {{ text-align: center; text-indent: 0; font-weight: bold; margin: .6em 0; }}
    table {{ width: 100%; border-collapse: collapse; margin: .5em 0; font-size: .9em; line-height: 1.35; {span} }}
    td {{ padding: 3px 4px; vertical-align: {"middle" if style.table == "ruled" else "top"};
         {"border: .5pt solid black;" if style.table == "ruled" else "padding-right: 1.5em;"} }}
    td:first-child {{ white-space: nowrap; }}
    """
    return (
        f"<!doctype html><meta charset=utf-8><style>{css}</style>"
        f"<div class=front>{_paragraphs(front, style)}</div>"
        f"<div class=columns>{_paragraphs(body, style)}</div>"
    )


def _paragraphs(found: list[Block], style: Style) -> str:
    out: list[str] = []
    is_open = False
    for block in found:
        is_row = block.kind == "row" and style.table != "text"
        if is_row != is_open:
            out.append("<table>" if is_row else "</table>")
            is_open = is_row
        if is_row:
            cells = "".join(f"<td>{html.escape(cell)}</td>" for cell in block.text.split("\t"))
            out.append(f"<tr>{cells}</tr>")
        else:
            kind = "chapter" if block.kind == "heading" and block.text.startswith("第") else block.kind
            out.append(f'<p class="{kind}">{html.escape(block.text)}</p>')
    return "".join([*out, "</table>" * is_open])


def print_chromium(page: str, folder: Path) -> bytes:
    """Print a page with Chromium."""
    source_, target = folder / "page.html", folder / "page.pdf"
    source_.write_text(page, encoding="utf8")
    subprocess.run(
        [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder / 'profile'}",
            f"--print-to-pdf={target}",
            source_.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return target.read_bytes()


def office_document(text: str, style: Style) -> str:
    """Return the text as a flat OpenDocument, with columns, running heads and page numbers."""
    before, _, behind = style.numbers.partition("%s")
    body = "".join(_office_blocks([block for block in blocks(text)], style))
    indent = f'fo:text-indent="{style.indent * style.size}pt"'
    margin = f'fo:margin-bottom="{style.spacing * style.size}pt" fo:line-height="{round(style.leading * 70)}%"'
    align = "justify" if style.justify else "start"
    border = "0.5pt solid #000000" if style.table == "ruled" else "none"
    columns = f'<style:columns fo:column-count="{style.columns}" fo:column-gap="{style.gap}pt"/>'
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
        for name, urn in [
            ("office", "office"),
            ("style", "style"),
            ("text", "text"),
            ("table", "table"),
            ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
        ]
    )

    def paragraph(name: str, properties: str, scale: float = 1) -> str:
        size = f'fo:font-size="{style.size * scale}pt" style:font-size-asian="{style.size * scale}pt"'
        return (
            f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties style:punctuation-wrap="simple" {properties}/>'
            f'<style:text-properties style:font-name="F" style:font-name-asian="F" {size}/></style:style>'
        )

    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {names} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'Noto Serif CJK SC'"/></office:font-face-decls>
<office:automatic-styles>
{paragraph("text", f'{indent} {margin} fo:text-align="{align}" fo:orphans="1" fo:widows="1"')}
{paragraph("flush", f'{margin} fo:text-align="{align}"')}
{paragraph("cell", "")}
{paragraph("centre", f'{margin} fo:text-align="center"')}
{paragraph("title", f'{margin} fo:text-align="center"', 1.35)}
{paragraph("right", f'{margin} fo:text-align="end"')}
<style:style style:name="c" style:family="table-cell"><style:table-cell-properties fo:border="{border}" fo:padding="3pt"/></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="595pt" fo:page-height="842pt"
 fo:margin="50pt">{columns}</style:page-layout-properties>
<style:header-style><style:header-footer-properties fo:margin-bottom="12pt" svg:height="24pt"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:margin-top="12pt" svg:height="24pt"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p text:style-name="centre">云岭州人民政府公报　2025年第2期</text:p></style:header>
<style:footer><text:p text:style-name="centre">{before}<text:page-number/>{behind}</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


_OFFICE_STYLES = {
    "masthead": "centre",
    "imprint": "centre",
    "contents": "flush",
    "title": "title",
    "number": "centre",
    "addressee": "flush",
    "signature": "right",
}


def _office_blocks(found: list[Block], style: Style) -> list[str]:
    out: list[str] = []
    rows: list[str] = []
    columns = 0
    for block in [*found, Block("end", "")]:
        if block.kind == "row" and style.table != "text":
            cells = block.text.split("\t")
            columns = max(columns, len(cells))
            rows.append("".join(
                f'<table:table-cell table:style-name="c"><text:p text:style-name="cell">{html.escape(cell)}</text:p></table:table-cell>'
                for cell in cells
            ))
            continue
        if rows:
            out.append(f'<table:table><table:table-column table:number-columns-repeated="{columns}"/>')
            out += [f"<table:table-row>{row}</table:table-row>" for row in rows]
            out.append("</table:table>")
            rows, columns = [], 0
        if block.kind != "end":
            kind = _OFFICE_STYLES.get(block.kind, "text")
            if block.kind == "heading" and block.text.startswith("第"):
                kind = "centre"
            text = html.escape(block.text).replace("\t", "<text:tab/>")
            out.append(f'<text:p text:style-name="{kind}">{text}</text:p>')
    return out


def print_office(document: str, folder: Path) -> bytes:
    """Print a flat OpenDocument with LibreOffice."""
    (folder / "page.fodt").write_text(document, encoding="utf8")
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation={(folder / 'office').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            folder / "page.fodt",
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (folder / "page.pdf").read_bytes()


def print_reportlab(text: str, style: Style) -> bytes:
    """Print the text with ReportLab, in a font that is not embedded."""
    import io

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    size = style.size
    base = ParagraphStyle(
        "text",
        fontName="STSong-Light",
        fontSize=size,
        leading=style.leading * size,
        wordWrap="CJK",
        firstLineIndent=style.indent * size,
        spaceAfter=style.spacing * size,
    )
    flush = ParagraphStyle("flush", parent=base, firstLineIndent=0)
    centre = ParagraphStyle("centre", parent=flush, alignment=1)
    title = ParagraphStyle("title", parent=centre, fontSize=1.35 * size, leading=1.9 * size, spaceBefore=size)
    right = ParagraphStyle("right", parent=flush, alignment=2)
    cell = ParagraphStyle("cell", parent=flush, fontSize=0.9 * size, leading=1.25 * size, spaceAfter=0)
    styles = {"text": base, "flush": flush, "centre": centre, "title": title, "right": right}
    width, height, margin = 595, 842, 56
    column = (width - 2 * margin - (style.columns - 1) * style.gap) / style.columns
    frames = [
        Frame(margin + at * (column + style.gap), 70, column, height - 140, 0, 0, 0, 0)
        for at in range(style.columns)
    ]
    story = []
    rows: list[list[str]] = []
    for block in [*blocks(text), Block("end", "")]:
        if block.kind == "row" and style.table != "text":
            rows.append(block.text.split("\t"))
            continue
        if rows:
            story.append(_reportlab_table(rows, column, cell, Paragraph, Table, style.table == "ruled"))
            rows = []
        kind = _OFFICE_STYLES.get(block.kind, "text")
        if block.kind == "heading" and block.text.startswith("第"):
            kind = "centre"
        if block.kind != "end":
            story.append(Paragraph(html.escape(block.text), styles[kind]))

    def furnish(canvas: object, document: object) -> None:
        canvas.setFont("STSong-Light", 9)  # type: ignore[attr-defined]
        canvas.drawString(margin, height - 50, "云岭州人民政府公报 2025年第2期")  # type: ignore[attr-defined]
        number = style.numbers % (document.page + style.first - 1)  # type: ignore[attr-defined]
        canvas.drawCentredString(width / 2, 40, number)  # type: ignore[attr-defined]

    target = io.BytesIO()
    document = BaseDocTemplate(target, pagesize=(width, height))
    document.addPageTemplates(PageTemplate(frames=frames, onPage=furnish))
    document.build(story)
    return target.getvalue()


def _reportlab_table(rows, column, cell, paragraph, table, ruled):  # type: ignore[no-untyped-def]
    count = max(map(len, rows))
    widths = [0.12 * column] + [0.88 * column / (count - 1)] * (count - 1)
    cells = [[paragraph(html.escape(text), cell) for text in row] + [""] * (count - len(row)) for row in rows]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else []
    return table(cells, colWidths=widths, style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *grid])
