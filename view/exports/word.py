"""Write a table as a Word document: a title, facts and notes, and each row with its text in full."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from view.excerpt import runs
from view.exports.table import Row, Table, marked_lines

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

RED, INK, FAINT = "A8201A", "1F1C18", "6D665C"
TITLE, HEADING = "Title", "Heading 2"
TEXT, PLACE, NOTE = "Gongbao Text", "Gongbao Place", "Gongbao Note"
_SERIF, _SANS = ("Times New Roman", "宋体"), ("Arial", "黑体")  # what every Chinese office has


def write_docx(table: Table) -> bytes:
    """Return the document. A line of a row's text is a paragraph; its highlights are marked yellow."""
    from docx import Document

    document = Document()
    _lay_out(document)
    _make_styles(document)
    document.core_properties.title = table.title[:255]
    document.core_properties.author = document.core_properties.comments = ""
    add = _adding(document)
    add(TITLE, table.title)
    for fact in table.facts:
        add(PLACE, fact)
    for note in table.notes:
        add(NOTE, note)
    for number, row in enumerate(table.rows, 1):
        _add_row(add, number, row)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _adding(document: Document) -> Callable[..., Paragraph]:
    """Return a function that adds a paragraph of a style at the end.

    That of python-docx looks the style and the end up anew each time: a thousand hits would take a minute.
    """
    from docx.text.paragraph import Paragraph

    ids = {name: document.styles[name].style_id for name in (TITLE, HEADING, TEXT, PLACE, NOTE)}
    body: Any = document._body
    end = body._element.sectPr

    def add(style: str, text: str = "") -> Paragraph:
        element = _element("w:p")
        end.addprevious(element)
        element.style = ids[style]
        paragraph = Paragraph(element, body)
        if text:
            paragraph.add_run(text)
        return paragraph

    return add


def _add_row(add: Callable[..., Paragraph], number: int, row: Row) -> None:
    from docx.enum.text import WD_COLOR_INDEX

    add(HEADING, f"{number}. {row.heading}")
    for line in row.lines:
        add(PLACE, line)
    for line, marks in marked_lines(row.text, row.highlights) if row.text else ():
        paragraph = add(TEXT)
        for (start, end), mark in runs((0, len(line)), marks):
            run = paragraph.add_run(line[start:end])
            if mark:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _lay_out(document: Document) -> None:
    """Make the page an A4 sheet with its number at the foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin = section.bottom_margin = Cm(2.5)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot._p.append(_element("w:fldSimple", **{"w:instr": "PAGE"}))


def _make_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt

    styles: Any = document.styles
    for name in (TEXT, PLACE, NOTE):
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    _dress(styles["Normal"], _SERIF, 11, INK)
    _dress(styles[TITLE], _SANS, 18, RED, bold=True, after=8)
    _dress(styles[HEADING], _SANS, 12, INK, bold=True, before=16, after=3)
    _dress(styles[PLACE], _SERIF, 9.5, FAINT, after=3)
    _dress(styles[NOTE], _SANS, 10, RED, before=4, after=2)
    _dress(styles[TEXT], _SERIF, 11, INK, before=2, after=2)
    text = styles[TEXT].paragraph_format
    text.left_indent = Cm(0.5)
    text.line_spacing = 1.35
    text.widow_control = True
    for name in (HEADING, PLACE):  # not apart from the text they are about
        styles[name].paragraph_format.keep_with_next = True
    styles["Footer"].font.size = Pt(9)
    _bar_at_the_left(styles[TEXT])
    for border in styles[TITLE].element.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)


def _dress(
    style: ParagraphStyle,
    fonts: tuple[str, str],
    size: float,
    color: str,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    """Set the Latin and the Chinese font of a style, its size in points, and the space around it."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    latin, han = fonts
    style.font.name, style.font.size, style.font.bold = latin, Pt(size), bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(color)
    named: Any = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        named.attrib.pop(qn(f"w:{theme}"), None)
    named.set(qn("w:eastAsia"), han)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)


def _bar_at_the_left(style: ParagraphStyle) -> None:
    """Draw the bar that tells quoted text from ours."""
    borders = _element("w:pBdr")
    borders.append(
        _element("w:left", **{"w:val": "single", "w:sz": "12", "w:space": "8", "w:color": "E4DED3"})
    )
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    return made
