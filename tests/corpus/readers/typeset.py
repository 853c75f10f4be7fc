"""Typeset a gazette's text as its printer does, so that a reader has something to read back.

The text is parsed once to learn what each line is; its characters go to the printer as they are.
"""

from __future__ import annotations

import html
import subprocess
from dataclasses import dataclass
from pathlib import Path

from corpus import parse
from corpus.records import Kind, Reading
from corpus.structure.lines import split_lines
from tests.corpus.invariants import source

CHROMIUM = Path("/usr/bin/chromium")


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
    first: int = 1  # the page number printed on the first page; Chromium counts from 1


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
        "@top-left { content: '云岭州人民政府公报'; font-size: 9pt }"
        "@top-right { content: '2025年第2期'; font-size: 9pt }"
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
    body {{ margin: 0; }}
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
