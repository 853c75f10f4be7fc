"""Scans: pages are printed, turned into pictures and read back; what is no picture is refused."""

from __future__ import annotations

import difflib
import io
import os
import struct
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from corpus.readers.ocr import DPI, is_there, mend_brackets, read_picture
from corpus.readers.pdf.pdf import read_pdf
from corpus.records import SourceError
from corpus.text import squeeze
from tests.corpus.readers.printers import OFFICE, office_document, print_office
from tests.corpus.readers.typeset import Style

ROOT = Path(__file__).parents[3]
needs_ocr = pytest.mark.skipif(not is_there(), reason="needs the extra `ocr`")

TEXT = """云岭州节约用水办法

第一章 总则

第一条 为了节约用水，保护水源，根据《中华人民共和国水法》（2016年修正）和有关规定，结合本州实际，制定本办法。

第二条 本办法适用于本州行政区域内的取水、供水、用水和节约用水管理活动，以及有关的监督检查。

第三条 州水利局负责全州节约用水工作，县市水利部门负责本辖区的节约用水工作，每年向社会公布用水情况。

第二章 管理

第四条 用水单位应当安装计量设施，按照计划用水；超过计划百分之二十的部分，加价收取水费。

第五条 本办法自2025年8月1日起施行。
"""

# (as it is recognised, mended)
BRACKETS = [
    ("岭政发[2008〕29号", "岭政发〔2008〕29号"),
    ("岭政发〔2008]29号", "岭政发〔2008〕29号"),
    ("办法（试行)》", "办法（试行）》"),
    ("(试行）和(暂行)", "（试行）和(暂行)"),
    ("岭政发[2008]29号", "岭政发[2008]29号"),
    ("（一）甲（二", "（一）甲（二"),
]


@pytest.mark.parametrize(("text", "expected"), BRACKETS)
def test_pairs_of_brackets_are_mended(text: str, expected: str) -> None:
    assert mend_brackets(text) == expected


@cache
def printed() -> Any:
    """Return the first page of the text in two columns, as a picture."""
    if not OFFICE.exists():
        pytest.skip("needs LibreOffice")
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        data = print_office(office_document(TEXT, Style(gap=24)), Path(folder))
    with pypdfium2.PdfDocument(data) as document:
        return document[0].render(scale=DPI / 72).to_pil().convert("RGB").crop((0, 0, 1654, 1000))


def saved(picture: Any, kind: str, **options: Any) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def right(text: str) -> float:
    """Return how much of the text was recognised right, by what two texts have in common."""
    blocks = difflib.SequenceMatcher(None, squeeze(TEXT), squeeze(text), autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(squeeze(TEXT))


ARTICLES = ["第一条", "第二条", "第三条", "第四条", "第五条"]


@pytest.mark.ocr
@needs_ocr
@pytest.mark.parametrize("kind", ["askew", "scanned PDF", "upside down"])
def test_a_scan_is_read_back(kind: str) -> None:
    picture = printed()
    if kind == "askew":
        content = read_picture(saved(picture.rotate(0.7, fillcolor="white"), "JPEG", quality=80), "test.jpg")
    elif kind == "upside down":
        content = read_picture(saved(picture.rotate(180), "PNG"), "test.png")
    else:
        content = read_pdf(saved(picture, "PDF", resolution=DPI), "test.pdf")
    assert right(content.text) >= 0.97
    lines = [line[:3] for line in content.text.splitlines()]
    assert [line for line in lines if line in ARTICLES] == ARTICLES
    spans = [span for span, _ in content.confidence]
    assert spans == sorted(spans)
    assert sum(end - start for start, end in spans) >= len(squeeze(content.text))
    assert all(0.5 < sure <= 1 for _, sure in content.confidence)


@pytest.mark.ocr
@needs_ocr
def test_the_pages_of_a_tiff_are_read_and_nothing_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    line = printed().crop((0, 0, 1654, 420))
    content = read_picture(saved(line, "TIFF", save_all=True, append_images=[line]), "test.tif")
    assert [page.sheet for page in content.pages] == [1, 2]
    assert content.text.count("节约用水办法") == 2
    assert capfd.readouterr() == ("", "")


def bomb() -> bytes:
    """Return a PNG that says it has a hundred thousand pixels each way."""
    import zlib

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


@pytest.mark.ocr
@needs_ocr
@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n" + b"x" * 100, b"\xff\xd8\xff" + bytes(200), bomb(), b"GIF89a" + bytes(100)],
    ids=["empty", "damaged png", "damaged jpeg", "bomb", "another format"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^test\.png: not a picture that can be decoded") as raised:
        read_picture(data, "test.png")
    assert "\n" not in str(raised.value) + raised.value.chinese


def test_a_missing_extra_is_named_with_its_cure() -> None:
    """Run where the recogniser can't be found: a picture and a scanned PDF name what to install."""
    program = """
import importlib.util, sys
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "rapidocr" else found(name, *rest)
from corpus import SourceError
from corpus.readers.read import read_bytes
try:
    read_bytes(b"\\x89PNG", "picture", "scan.png")
except SourceError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("scan.png: a picture: its characters must be recognised")
    assert "pip install 'gongbao[ocr]'" in done.stdout
    assert done.stdout.count("\n") == 1
