"""PDFs that three printers make of a gazette's text give its clauses back; what can't be read is refused."""

from __future__ import annotations

import io
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus import parse, read
from corpus.readers.content import Content
from corpus.readers.pdf import pdf
from corpus.readers.pdf.pdf import read_pdf
from corpus.readers.read import read_bytes
from corpus.records import Reading, Source, SourceError
from corpus.text import squeeze
from tests.corpus.invariants import check, clauses
from tests.corpus.readers.printers import OFFICE, office_document, print_office, print_reportlab
from tests.corpus.readers.typeset import CHROMIUM, Style, page_html, print_chromium

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[4]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
ISSUE = ROOT.parent / "shared" / "gazettes" / "bazhou-2025-02.txt"
TEXT = SAMPLES[0].read_text(encoding="utf8")

STYLES = {
    "two columns, ruled tables": Style(),
    "bare tables, no indents": Style(table="bare", indent=0),
    "tables as text, over the page": Style(table="text", titles="page"),
    "one column, larger": Style(columns=1, size=12, leading=1.8, first=33),
    "small, ragged, narrow gutter": Style(size=9, gap=12, leading=1.4, justify=False),
    "parted by distance": Style(indent=0, spacing=0.6, serif=False, table="bare", titles="page"),
}


def parse_content(content: Content, name: str = "test.pdf") -> Reading:
    reading = parse(Source(name, "", content.text, content.pages, content.furniture, content.confidence))
    check(reading)
    return reading


def cited(reading: Reading) -> Counter[tuple[str, str, str]]:
    """Return number, locator and text of every clause, without blanks."""
    return Counter(
        (document.number, clause.locator, squeeze(clause.text))
        for document in reading.documents
        for clause in document.clauses
    )


@cache
def expected(path: Path) -> Counter[tuple[str, str, str]]:
    return cited(parse(read(path)))


def check_pages(content: Content, first: int = 1) -> None:
    starts = [page.start for page in content.pages]
    assert starts == sorted(starts)
    assert [page.sheet for page in content.pages] == list(range(1, len(starts) + 1))
    assert [page.number for page in content.pages] == list(range(first, first + len(starts)))
    furniture = [content.text[start:end] for start, end in content.furniture]
    assert sum("人民政府公报" in text for text in furniture) == len(content.pages)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_samples_printed_by_reportlab(path: Path, style: Style) -> None:
    content = read_pdf(print_reportlab(path.read_text(encoding="utf8"), style), "test.pdf")
    assert cited(parse_content(content)) == expected(path)
    check_pages(content, style.first)


@pytest.mark.skipif(not OFFICE.exists(), reason="needs LibreOffice")
@pytest.mark.parametrize("style", [Style(), Style(table="bare", size=9, gap=14)], ids=["ruled", "bare"])
def test_a_sample_printed_by_libreoffice(style: Style, tmp_path: Path) -> None:
    content = read_pdf(print_office(office_document(TEXT, style), tmp_path), "test.pdf")
    assert cited(parse_content(content)) == expected(SAMPLES[0])
    check_pages(content)


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium")
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_sample_printed_by_chromium(style: Style, tmp_path: Path) -> None:
    content = read_pdf(print_chromium(page_html(TEXT, style), tmp_path), "test.pdf")
    assert cited(parse_content(content)) == expected(SAMPLES[0])
    check_pages(content)


@pytest.mark.skipif(not ISSUE.exists(), reason="needs the shared gazette")
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_the_issue_printed_by_reportlab(style: Style) -> None:
    content = read_pdf(print_reportlab(ISSUE.read_text(encoding="utf8"), style), "test.pdf")
    found = cited(parse_content(content))
    assert (found & expected(ISSUE)).total() >= 0.99 * 420
    check_pages(content, style.first)


@pytest.mark.browser
@pytest.mark.skipif(not ISSUE.exists() or not CHROMIUM.exists(), reason="needs the shared gazette, Chromium")
@pytest.mark.parametrize("style", [Style(), Style(table="bare", titles="page", size=12, gap=28)])
def test_the_issue_printed_by_chromium(style: Style, tmp_path: Path) -> None:
    content = read_pdf(print_chromium(page_html(ISSUE.read_text(encoding="utf8"), style), tmp_path), "x.pdf")
    assert (cited(parse_content(content)) & expected(ISSUE)).total() >= 0.99 * 420
    check_pages(content)


def drawn(draw: Any = None, pages: int = 1, **options: Any) -> bytes:
    """Draw pages by hand: ``draw`` gets the canvas and the number of the page."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), **options)
    for page in range(pages):
        canvas.setFont("STSong-Light", 12)
        if draw:
            draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


LINES = ("第一条 为了节约用水，制定本办法。", "第二条 本办法自公布之日起施行。")


def draw_lines(canvas: Any, _: int = 0) -> None:
    for at, line in enumerate(LINES):
        canvas.drawString(60, 700 - 20 * at, line)


def test_turned_pages_are_read_upright() -> None:
    def turn(canvas: Any, page: int) -> None:
        canvas.translate(595 / 2, 842 / 2)
        canvas.rotate(90 * page)
        canvas.translate(-595 / 2, -842 / 2)
        draw_lines(canvas)

    lines = read_pdf(drawn(turn, pages=4), "test.pdf").text.splitlines()
    assert [squeeze(line) for line in lines] == [squeeze(line) for line in LINES] * 4


def test_what_stands_across_the_page_is_furniture() -> None:
    def stamp(canvas: Any, _: int) -> None:
        draw_lines(canvas)
        canvas.rotate(90)
        canvas.drawString(200, -300, "内部")

    content = read_pdf(drawn(stamp), "test.pdf")
    assert [content.text[start:end] for start, end in content.furniture] == ["内部"]


def test_a_text_layer_behind_a_picture_is_used() -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (60, 84), "white").save(picture, "PNG")

    def scan(canvas: Any, _: int) -> None:
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(io.BytesIO(picture.getvalue())), 0, 0, 595, 842)
        text = canvas.beginText(60, 700)
        text.setTextRenderMode(3)  # invisible
        for line in LINES * 2:
            text.textLine(line)
        canvas.drawText(text)

    lines = read_pdf(drawn(scan), "test.pdf").text.splitlines()
    assert [squeeze(line) for line in lines] == [squeeze(line) for line in LINES * 2]


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    data = drawn(draw_lines, encrypt=StandardEncryption("", "owner", canCopy=0))
    assert squeeze(read_pdf(data, "test.pdf").text) == squeeze("".join(LINES))


def without_pages() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )


def many_pages() -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pdf.MOST_PAGES + 1):
        document.new_page(100, 100)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def many_letters() -> bytes:
    def fill(canvas: Any, _: int) -> None:
        canvas.setFont("Helvetica", 1)
        for at in range(300):
            canvas.drawString(0, 2 * at, "x" * (pdf.MOST_GLYPHS // 300 + 1))

    return drawn(fill)


# (the file, what the message says)
REFUSED = {
    "encrypted": (drawn(draw_lines, encrypt=StandardEncryption("secret", "owner")), "the PDF is encrypted"),
    "cut": (drawn(draw_lines)[:300], "the PDF is damaged"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "the PDF is damaged"),
    "no pages": (without_pages(), "the PDF (has 0 pages|is damaged)"),
    "many pages": (many_pages(), "the PDF has 5001 pages; expected 1 to 5000"),
    "many letters": (many_letters(), "a page has .* characters; expected at most"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line(name: str) -> None:
    data, message = REFUSED[name]
    with pytest.raises(SourceError, match=rf"^{name}\.pdf: {message}") as raised:
        read_bytes(data, "pdf", f"{name}.pdf")
    assert "\n" not in str(raised.value) + raised.value.chinese
    assert raised.value.chinese.startswith(f"{name}.pdf：")


def test_a_page_of_any_size_is_read() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(1_000_000, 1_000_000)
    target = io.BytesIO()
    document.save(target)
    assert read_pdf(target.getvalue(), "test.pdf").text == ""


def test_every_clause_knows_its_page() -> None:
    content = read_pdf(print_reportlab(TEXT, Style(first=5)), "test.pdf")
    reading = parse_content(content)
    for clause in clauses(reading):
        assert clause.pages is not None
        assert clause.sheets is not None
        assert clause.pages == (clause.sheets[0] + 4, clause.sheets[1] + 4)
