"""Write a table as CSV that spreadsheets open right, and read as text.

The form is that of RFC 4180, in UTF-8 with a byte order mark: without it Excel takes Chinese for
another encoding. A cell may hold line breaks; they are ``\\n``.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata

from view.exports.table import Cell, Table

# A number, a date, a time: 1.10 would become 1.1, and 3-1 the first of March.
_FIGURE = re.compile(r"[\s\d.,:/\\%()eE年月日时分秒-]+")
_DIGIT = re.compile(r"\d")


def write_csv(table: Table) -> bytes:
    """Return the columns and the cells; title, facts and notes have no place in a table of data."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([neutralised(column) for column in table.columns])
    writer.writerows([neutralised(cell) for cell in row.cells] for row in table.rows)
    return ("\ufeff" + out.getvalue()).encode("utf-8")


def neutralised(cell: Cell) -> str | int:
    """Return a cell that no spreadsheet computes or converts: an apostrophe stands before the text.

    That is OWASP's rule against CSV injection, for texts that begin with ``= + - @``, tab or line
    break, also behind blanks and in other widths (＝). Texts that would be taken for a number or a date
    get one, too, and so do texts that begin with an apostrophe of their own: whoever reads the file drops
    one apostrophe from each cell that begins with one, and has the text.
    """
    if cell is None or isinstance(cell, int):
        return "" if cell is None else cell
    first = next((one for one in cell if not _is_blank(one)), "")
    formula = bool(first) and unicodedata.normalize("NFKC", first)[0] in "=+-@\u2212|%"
    figure = _FIGURE.fullmatch(cell) and _DIGIT.search(cell)
    if formula or figure or cell[:1] in ("'", "\t", "\r", "\n"):
        return "'" + cell
    return cell


def _is_blank(character: str) -> bool:
    """Say whether a character leaves no ink: blanks, controls, marks of direction."""
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf")
