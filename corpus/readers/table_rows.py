"""Tables as lines: a row is a line whose cells are parted by tabs; tables that only lay a page out are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ORDINAL = re.compile(r"\d{1,4}")
_MOST_COLUMNS = 64  # that a cell may span: tabs cost nothing in a hostile file
_MOST_LINES = 12  # paragraphs in a cell of a table that is no layout
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold the paragraphs of one cell, and over how many columns and rows it reaches.

    ``nested`` says that they come from a table inside it.
    """

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1
    nested: bool = False


def tidy(text: str) -> str:
    """Drop soft hyphens and characters without width; a no-break space is a space."""
    for char in _INVISIBLE:  # four searches cost less than one translation
        text = text.replace(char, "")
    return text.replace("\xa0", " ")


def is_layout(rows: Sequence[Sequence[Cell]]) -> bool:
    """Tell a table that only places paragraphs on the page from one whose rows belong together."""
    filled = [[cell for cell in row if cell.lines] for row in rows]
    if sum(bool(row) and _ORDINAL.fullmatch(row[0].lines[0].strip()) is not None for row in filled) > 1:
        return False
    if all(len(row) < 2 for row in filled):
        return True
    sizes = [(cell.nested, sum(map(len, cell.lines))) for row in filled for cell in row]
    if 2 * sum(size for nested, size in sizes if nested) > sum(size for _, size in sizes):
        return True
    most = max(len(cell.lines) for row in filled for cell in row)
    return most > _MOST_LINES or (most > 4 and len(filled) < 4)


def row_lines(rows: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Return the lines of each row: one, or the paragraphs of its only cell.

    A cell that reaches over several columns or rows stands in the first one, the others are empty; a cell
    over a whole row is a line without tabs, as headings inside a table are.
    """
    widest = min(_MOST_COLUMNS, max((len(row) for row in rows), default=0))
    below: dict[int, int] = {}  # columns that a cell from above still fills, and for how many rows
    out = []
    for row in rows:
        texts: list[str] = []
        filled = below
        below = {column: count - 1 for column, count in filled.items() if count > 1}
        for cell in row:
            while len(texts) in filled:
                texts.append("")
            span = max(1, min(cell.columns, widest))
            if cell.rows > 1:
                below.update(
                    dict.fromkeys(range(len(texts), min(len(texts) + span, _MOST_COLUMNS)), cell.rows - 1)
                )
            texts += [_in_a_line(cell.lines), *[""] * (span - 1)]
        while len(texts) in filled:
            texts.append("")
        spoken = [cell for cell in row if cell.lines]
        if len(spoken) == 1 and (len(row) == 1 or len(spoken[0].lines) > 1) and not filled:
            out.append(list(spoken[0].lines))
        else:
            out.append(["\t".join(texts)] if spoken else [])
    return out


def _in_a_line(lines: Sequence[str]) -> str:
    return " ".join(" ".join(line.split("\t")) for line in lines).strip()
