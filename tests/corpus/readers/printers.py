"""Typeset a gazette's text with LibreOffice and with ReportLab: printers that know nothing of one another."""

from __future__ import annotations

import html
import io
import subprocess
from pathlib import Path
from typing import Any

from tests.corpus.readers.typeset import Block, Style, blocks

OFFICE = Path("/usr/bin/soffice")
HEAD = "云岭州人民政府公报 2025年第2期"
_ROLES = {
    "masthead": "centre",
    "imprint": "centre",
    "contents": "flush",
    "title": "title",
    "number": "centre",
    "addressee": "flush",
    "signature": "right",
}


def _role(block: Block) -> str:
    if block.kind == "heading" and block.text.startswith("第"):
        return "centre"
    return _ROLES.get(block.kind, "text")


def office_document(text: str, style: Style) -> str:
    """Return the text as a flat OpenDocument, with columns, running heads and page numbers."""
    before, _, behind = style.numbers.partition("%s")
    body = "".join(_office_blocks(blocks(text), style))
    indent = f'fo:text-indent="{style.indent * style.size}pt"'
    margin = (
        f'fo:margin-bottom="{style.spacing * style.size}pt" fo:line-height="{round(style.leading * 70)}%"'
    )
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
            f'<style:style style:name="{name}" style:family="paragraph">'
            f'<style:paragraph-properties style:punctuation-wrap="simple" {properties}/>'
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
<style:style style:name="c" style:family="table-cell">
<style:table-cell-properties fo:border="{border}" fo:padding="3pt"/></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="595pt" fo:page-height="842pt"
 fo:margin="50pt">{columns}</style:page-layout-properties>
<style:header-style><style:header-footer-properties fo:margin-bottom="12pt" svg:height="24pt"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:margin-top="12pt" svg:height="24pt"/></style:footer-style>
</style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p text:style-name="centre">{HEAD}</text:p></style:header>
<style:footer><text:p text:style-name="centre">{before}<text:page-number/>{behind}</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def _office_blocks(found: list[Block], style: Style) -> list[str]:
    out: list[str] = []
    rows: list[str] = []
    columns = 0
    for block in [*found, Block("end", "")]:
        if block.kind == "row" and style.table != "text":
            cells = block.text.split("\t")
            columns = max(columns, len(cells))
            rows.append(
                "".join(
                    '<table:table-cell table:style-name="c"><text:p text:style-name="cell">'
                    f"{html.escape(cell)}</text:p></table:table-cell>"
                    for cell in cells
                )
            )
            continue
        if rows:
            out.append(f'<table:table><table:table-column table:number-columns-repeated="{columns}"/>')
            out += [f"<table:table-row>{row}</table:table-row>" for row in rows]
            out.append("</table:table>")
            rows, columns = [], 0
        if block.kind != "end":
            text = html.escape(block.text).replace("\t", "<text:tab/>")
            out.append(f'<text:p text:style-name="{_role(block)}">{text}</text:p>')
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
        if block.kind != "end":
            story.append(Paragraph(html.escape(block.text), styles[_role(block)]))

    def furnish(canvas: Any, document: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(margin, height - 50, HEAD)
        number = style.numbers % (document.page + style.first - 1)
        canvas.drawCentredString(width / 2, 40, number)

    target = io.BytesIO()
    document = BaseDocTemplate(target, pagesize=(width, height))
    document.addPageTemplates(PageTemplate(frames=frames, onPage=furnish))
    document.build(story)
    return target.getvalue()


def _reportlab_table(
    rows: list[list[str]], column: float, cell: Any, paragraph: Any, table: Any, ruled: bool
) -> Any:
    count = max(map(len, rows))
    widths = [0.12 * column] + [0.88 * column / (count - 1)] * (count - 1)
    cells = [[paragraph(html.escape(text), cell) for text in row] + [""] * (count - len(row)) for row in rows]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black")] if ruled else []
    return table(cells, colWidths=widths, style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *grid])
