"""A draft as a Word file with every citation marked by its verdict, a comment on each, and a table at the end.

A Word draft is copied and marked as it stands; of another the paragraphs are written anew.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.messages import message
from corpus.records import GongbaoError
from view.entry import finding_entry

if TYPE_CHECKING:
    from search.check.findings import CheckReport, Finding
    from view.messages import Words

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MOST = 1000  # citations that get a comment and a row of the table: Word grows slow with more
_NEAR = 20_000  # letters: what is found farther on may be a twin in a part that stands elsewhere
_UNPACKED = 64 * 1024 * 1024  # bytes of all parts of a Word draft
# By the names that python-docx has for Word's highlight colours.
_COLOURS = {
    "相符": "BRIGHT_GREEN",
    "文字不符": "YELLOW",
    "已废止": "RED",
    "未收录": "GRAY_25",
    "文号有误": "PINK",
    "条款不存在": "TURQUOISE",
}
_WIDTHS = (1.2, 5.3, 2.5, 6.2)  # cm of the columns of the table
_AUTHOR, _INITIALS = "gongbao", "GB"
# What XML 1.0 can't hold.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def marked(report: CheckReport, words: Words, draft: bytes | None = None) -> bytes:
    """Return the marked Word file; ``draft`` is the Word draft itself, None where the report's text is written.

    Raises GongbaoError for a Word draft that unpacks to more than 64 MiB or is damaged.
    """
    import docx

    if draft is None:
        document = docx.Document()
        _set_fonts(document)
        for line in report.text.split("\n"):
            document.add_paragraph(writable(line))
    else:
        document = _opened(draft)
    _mark(document, report, words)
    _add_table(document, report.findings, words)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def writable(text: str) -> str:
    """Return a text without the control characters that XML can't hold."""
    return _UNWRITABLE.sub("", text)


def _opened(draft: bytes) -> Any:
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(draft)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _UNPACKED:
                raise GongbaoError(*message("export.draft_unpacked", most=_UNPACKED >> 20))
        return docx.Document(io.BytesIO(draft))
    except GongbaoError:
        raise
    except Exception as trouble:  # a hostile package may fail anywhere in the library
        raise GongbaoError(*message("export.draft_damaged", why=type(trouble).__name__)) from trouble


def _set_fonts(document: Any) -> None:
    """Let Chinese text have a Chinese font: the default template names none."""
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(f"{_W}eastAsia", "宋体")


# -- marking -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Letters:
    """The text of a Word file, blanks aside, and where each character stands: (text element, offset)."""

    text: str
    places: list[tuple[Any, int]]


def _letters(document: Any) -> _Letters:
    text: list[str] = []
    places: list[tuple[Any, int]] = []
    for element in document.element.body.iter(f"{_W}t"):
        if element.getparent().tag != f"{_W}r":
            continue
        for offset, character in enumerate(element.text or ""):
            if not character.isspace():
                text.append(character)
                places.append((element, offset))
    return _Letters("".join(text), places)


def _mark(document: Any, report: CheckReport, words: Words) -> None:
    """Mark every citation: found again one after another, last marked first, so that places stay true."""
    letters = _letters(document)
    found = _found_again(report.findings, letters.text)
    for at, ((start, end), finding) in reversed(list(enumerate(found))):
        runs = _cut_out(letters.places[start:end])
        if not runs:
            continue
        for run in runs:
            _highlight(run, _COLOURS[finding.verdict])
        if at < _MOST:
            _comment(document, runs, finding, words)


def _found_again(findings: Sequence[Finding], text: str) -> list[tuple[tuple[int, int], Finding]]:
    """Return the place of each citation among the letters of the file, in order and without overlap.

    One after another as in the draft; what the file holds elsewhere (a text box before its paragraph) is sought
    from the beginning. What isn't there, as in a footnote, is left out.
    """
    found: list[tuple[tuple[int, int], Finding]] = []
    at = 0
    for finding in findings:
        wanted = "".join(writable(finding.text).split())
        starts = (text.find(wanted, at), text.find(wanted)) if wanted else ()
        for start in starts:
            place = (start, start + len(wanted))
            if start >= 0 and not any(one[0] < place[1] and place[0] < one[1] for one, _ in found[-2000:]):
                found.append((place, finding))
                at = max(at, place[1]) if start < at + _NEAR else at
                break
    return sorted(found, key=lambda pair: pair[0])


def _cut_out(places: Sequence[tuple[Any, int]]) -> list[Any]:
    """Return the runs that hold exactly these characters; runs that hold more are parted."""
    spans: dict[int, tuple[Any, int, int]] = {}
    for element, offset in places:
        known = spans.get(id(element))
        spans[id(element)] = (element, known[1] if known else offset, offset + 1)
    runs: list[Any] = []
    for element, start, end in reversed(spans.values()):  # what is parted off takes all behind it along
        _part(element, end)
        runs.append(_part(element, start))
    return runs[::-1]


def _part(element: Any, at: int) -> Any:
    """Part the run of a text element at a character; return the run in which that character stands."""
    run, text = element.getparent(), element.text or ""
    children = [one for one in run if one.tag != f"{_W}rPr"]
    place = children.index(element)
    if (at == 0 and place == 0) or (at >= len(text) and place == len(children) - 1):
        return run
    rest = deepcopy(run)
    twins = [one for one in rest if one.tag != f"{_W}rPr"]
    for one in children[place + 1 :]:
        run.remove(one)
    for one in twins[:place]:
        rest.remove(one)
    _write(element, text[:at])
    _write(twins[place], text[at:])
    run.addnext(rest)
    return rest


def _write(element: Any, text: str) -> None:
    element.text = text
    element.set(_SPACE, "preserve")


def _highlight(run: Any, colour: str) -> None:
    from docx.enum.text import WD_COLOR_INDEX

    properties = run.get_or_add_rPr()
    properties.highlight_val = getattr(WD_COLOR_INDEX, colour)


def _comment(document: Any, runs: Sequence[Any], finding: Finding, words: Words) -> None:
    from docx.text.run import Run

    entry = finding_entry(finding, words)
    document.add_comment(
        runs=[Run(run, document._body) for run in (runs[0], runs[-1])],
        text=writable("\n".join((f"[{entry.heading}]", *entry.lines))),
        author=_AUTHOR,
        initials=_INITIALS,
    )


def _add_table(document: Any, findings: Sequence[Finding], words: Words) -> None:
    """Add the table of all findings behind the text."""
    document.add_paragraph()
    document.add_paragraph(words("column.findings"))
    heads = [words(f"column.{name}") for name in ("at", "citation", "verdict", "finding")]
    shown = findings[:_MOST]
    if len(findings) > len(shown):
        document.add_paragraph(words("check.findings_cut", shown=len(shown), total=len(findings)))
    table = document.add_table(rows=len(shown) + 1, cols=len(heads))
    rows = list(table.rows)
    for cell, head in zip(rows[0].cells, heads, strict=True):
        cell.text = head
    for at, (finding, row) in enumerate(zip(shown, rows[1:], strict=True), 1):
        entry = finding_entry(finding, words)
        lines = filter(None, (entry.found, *entry.details))
        told = (str(at), finding.text, entry.heading, "\n".join(lines))
        for cell, text in zip(row.cells, told, strict=True):
            cell.text = writable(text)
    _lay_out(table)


def _lay_out(table: Any) -> None:
    """Give the table rules and widths of its own: a draft may define no style for tables."""
    from docx.shared import Cm, Pt

    table._tbl.tblPr.append(_borders())
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = Cm(width)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(0)


def _borders() -> Any:
    from docx.oxml import parse_xml

    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return parse_xml(f'<w:tblBorders xmlns:w="{_W[1:-1]}">{sides}</w:tblBorders>')
