"""Measure how well a printed and a scanned issue are read.

The text of an issue is printed in two columns, read back from the PDF's text layer, then from pictures
of its pages at 200 dpi, which takes a while: about ten seconds a page on two cores.
"""

from __future__ import annotations

import argparse
import difflib
import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.homes import ROOT
from corpus import parse, read
from corpus.readers.content import Content
from corpus.readers.layout.layout import lay_out
from corpus.readers.ocr import DPI, recognise
from corpus.readers.pdf.pdf import read_pdf
from corpus.records import Reading, Source
from corpus.text import squeeze
from tests.corpus.readers.printers import office_document, print_office
from tests.corpus.readers.typeset import Style


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what is printed, and how it is scanned."""
    parser.add_argument("text", nargs="?", type=Path, default=ROOT / "samples" / "yunling-2025-02.txt")
    parser.add_argument("--pages", type=int, default=10_000, help="scan only the first pages")
    parser.add_argument("--askew", action="store_true", help="turn the pages by half a degree, add noise")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Return how much of the text layer and how much of the scan is right."""
    expected = parse(read(options.text))
    with tempfile.TemporaryDirectory() as folder:
        text = options.text.read_text(encoding="utf8")
        printed = print_office(office_document(text, Style()), Path(folder))
    read_back: dict[str, Callable[[], Content]] = {
        "text layer": lambda: read_pdf(printed, "printed.pdf"),
        "scan": lambda: scan(printed, options.pages, options.askew),
    }
    measured = {}
    for what, reader in read_back.items():
        start = time.perf_counter()
        content = reader()
        measured[what] = _compared(expected, content, time.perf_counter() - start)
    return measured


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


def _compared(expected: Reading, content: Content, seconds: float) -> dict[str, Any]:
    source = Source("scan", "", content.text, content.pages, content.furniture, content.confidence)
    gold, found = _clauses(expected), _clauses(parse(source))
    right = sum(
        block.size
        for key, text in gold.items()
        for block in difflib.SequenceMatcher(
            None, text, found.get(key, ""), autojunk=False
        ).get_matching_blocks()
    )
    return {
        "clauses": len(gold),
        "locators_right": len(gold.keys() & found.keys()),
        "texts_right": sum(found.get(key) == text for key, text in gold.items()),
        "characters_right": round(right / sum(map(len, gold.values())), 4),
        "ms_per_page": round(1000 * seconds / max(1, len(content.pages))),
    }
