"""Measure how well a printed and a scanned issue are read: ``python -m benchmarks.scan [TEXT] [--pages N] [--askew]``.

The text of an issue is printed in two columns, read back from the PDF's text layer, then from pictures
of its pages at 200 dpi, which takes a while: about ten seconds a page on two cores.
"""

from __future__ import annotations

import argparse
import difflib
import io
import tempfile
import time
from pathlib import Path
from typing import Any

from corpus import parse, read
from corpus.readers.content import Content
from corpus.readers.layout.layout import lay_out
from corpus.readers.ocr import DPI, recognise
from corpus.readers.pdf.pdf import read_pdf
from corpus.records import Reading, Source
from corpus.text import squeeze
from tests.corpus.readers.printers import office_document, print_office
from tests.corpus.readers.typeset import Style

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Print one line for the text layer and one for the scan."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scan", description=__doc__)
    parser.add_argument("text", nargs="?", type=Path, default=ROOT / "samples" / "yunling-2025-02.txt")
    parser.add_argument("--pages", type=int, default=10_000, help="scan only the first pages")
    parser.add_argument("--askew", action="store_true", help="turn the pages by half a degree, add noise")
    options = parser.parse_args()
    expected = parse(read(options.text))
    with tempfile.TemporaryDirectory() as folder:
        text = options.text.read_text(encoding="utf8")
        printed = print_office(office_document(text, Style()), Path(folder))
    start = time.perf_counter()
    content = read_pdf(printed, "printed.pdf")
    _say("text layer", expected, content, time.perf_counter() - start)
    start = time.perf_counter()
    content = scan(printed, options.pages, options.askew)
    _say("scan", expected, content, time.perf_counter() - start)
    return 0


def scan(printed: bytes, pages: int, askew: bool) -> Content:
    """Recognise pictures of the pages of a PDF."""
    import pypdfium2

    sheets = []
    with pypdfium2.PdfDocument(io.BytesIO(printed)) as document:
        for at in range(min(len(document), pages)):
            picture = document[at].render(scale=DPI / 72, rev_byteorder=True).to_pil().convert("RGB")
            sheets.append(recognise(_scanned(picture, at, askew), at + 1))
    return lay_out(sheets)


def _scanned(picture: Any, at: int, askew: bool) -> Any:
    import numpy as np

    if askew:
        picture = picture.rotate(0.5 if at % 2 else -0.5, resample=3, fillcolor="white")
        noise = np.random.default_rng(at).normal(0, 8, (picture.height, picture.width, 1))
        return np.clip(np.asarray(picture) * 0.86 + 20 + noise, 0, 255).astype(np.uint8)
    return np.ascontiguousarray(np.asarray(picture))


def _clauses(reading: Reading) -> dict[tuple[str, str], str]:
    return {
        (document.number, clause.locator): squeeze(clause.text)
        for document in reading.documents
        for clause in document.clauses
    }


def _say(what: str, expected: Reading, content: Content, seconds: float) -> None:
    source = Source("scan", "", content.text, content.pages, content.furniture, content.confidence)
    gold, found = _clauses(expected), _clauses(parse(source))
    same = sum(found.get(key) == text for key, text in gold.items())
    right = sum(
        block.size
        for key, text in gold.items()
        for block in difflib.SequenceMatcher(
            None, text, found.get(key, ""), autojunk=False
        ).get_matching_blocks()
    )
    print(
        f"{what}: {len(gold.keys() & found.keys())} of {len(gold)} locators, {same} texts the same,"
        f" {right / sum(map(len, gold.values())):.2%} of characters right,"
        f" {1000 * seconds / max(1, len(content.pages)):.0f} ms a page"
    )


if __name__ == "__main__":
    raise SystemExit(main())
