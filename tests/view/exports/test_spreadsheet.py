"""CSV: it reads back as it was, and no spreadsheet computes or converts a cell."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given

from tests.view.exports.findings import HOSTILE, clause_texts, table
from view.exports.files import export_table
from view.exports.spreadsheet import neutralised
from view.exports.table import Row, Table, printable

# cell, cell as written
CELLS: list[tuple[str | int | None, str | int]] = [
    ("第一条 为了规范管理", "第一条 为了规范管理"),
    ("《办法》（岭政办发〔2025〕3号）第十三条", "《办法》（岭政办发〔2025〕3号）第十三条"),
    (13, 13),  # a number of ours is one
    (None, ""),
    ("", ""),
    # formulas
    ("=1+1", "'=1+1"),
    ("+86", "'+86"),
    ("-监理", "'-监理"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("\n=1", "'\n=1"),
    ("  =1", "'  =1"),
    ("\u3000＝1", "'\u3000＝1"),  # full width, behind a full-width blank
    ("＋1", "'＋1"),
    ("－1", "'－1"),
    ("＠甲", "'＠甲"),
    ("\u200b=1", "'\u200b=1"),  # behind a blank of no width
    ("\ufeff=1", "'\ufeff=1"),
    ("−1", "'−1"),  # the sign of subtraction
    # what would become another number, or a day
    ("1.10", "'1.10"),
    ("5.1.2", "'5.1.2"),
    ("3-1", "'3-1"),
    ("1/2", "'1/2"),
    ("2025年3月1日", "'2025年3月1日"),
    ("1e5", "'1e5"),
    # an apostrophe of the text's own stays one more
    ("'甲", "''甲"),
    ("''=1", "'''=1"),
    # look like it, and are not
    ("甲=1", "甲=1"),
    ("3号", "3号"),
    ("5.1.2 目标", "5.1.2 目标"),
    ("（一）甲", "（一）甲"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_a_cell_is_read_as_text(cell: str | int | None, expected: str | int) -> None:
    assert neutralised(cell) == expected


def read_back(content: bytes) -> list[list[str]]:
    """Return the cells of a file as a program reads them, by the rule that the docs state."""
    assert content.startswith(b"\xef\xbb\xbf")
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    return [[cell.removeprefix("'") for cell in row] for row in rows]


@given(clause_texts)
def test_cells_read_back_as_they_were(text: str) -> None:
    content = export_table(Table("t", ("rank", "text"), (Row((1, text), ""), Row((2, ""), ""))), "csv")
    assert read_back(content) == [["rank", "text"], ["1", text], ["2", ""]]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_cells_read_back_too(text: str) -> None:
    shown = printable(text)
    assert read_back(export_table(table(text), "csv")) == [[shown, "second", "third"], ["1", shown, ""]]


@given(clause_texts)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = str(neutralised(text)).lstrip()
    assert unicodedata.normalize("NFKC", cell)[:1] not in ("=", "+", "-", "@")


def test_lines_end_as_the_standard_says_and_every_cell_is_quoted() -> None:
    content = export_table(Table("t", ("甲", "乙"), (Row((1, 'a"b\nc'), ""),)), "csv")
    assert content.decode("utf-8-sig") == '"甲","乙"\r\n"1","a""b\nc"\r\n'
