"""Numbered tables: each row is a clause, its cells healed over lines and pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.markers import Family, read_marker
from corpus.numbers import normalise_number
from corpus.records import Kind, Problem, Span
from corpus.structure.clauses import Draft
from corpus.structure.lines import Line
from corpus.text import squeeze

_ORDINAL = re.compile(r"\d{1,4}")
_OPEN_NUMBER = re.compile(r".*[〔\[(（]\s*\d{0,4}\s*[〕\])）]?\s*\d*")
_REST_OF_NUMBER = re.compile(r"[〔\[(（]?\d{0,4}[〕\])）]?\d*号?")
_LONGEST_REST = 40
_MOST_SLICES = 100  # of a torn cell are looked at to find which one goes on
_NEAR = 3  # lines without a tab that may stand between two rows


@dataclass(frozen=True, slots=True)
class Table:
    """The rows, heads and headings of one table, and what is strange in it."""

    rows: tuple[Draft, ...]
    heads: tuple[Span, ...]
    headings: tuple[Line, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Row:
    """A row while it is read: slices per column, and the tabs that part them."""

    ordinal: int
    cells: list[list[Span]]
    tabs: list[Span]
    lines: list[int]
    headings: tuple[str, ...] = field(default=())


def find_tables(lines: Sequence[Line], text: str) -> list[tuple[int, int]]:
    """Find the runs of lines that hold tables of tab-separated cells: (first, one past the last) indexes."""
    tabbed = [index for index, line in enumerate(lines) if "\t" in line.text]
    regions: list[tuple[int, int]] = []
    for index in tabbed:
        if regions and index - regions[-1][1] <= _NEAR:
            regions[-1] = (regions[-1][0], index + 1)
        else:
            regions.append((index, index + 1))
    return [(start, _with_tail(lines, end, text)) for start, end in regions if end - start > 1]


def _is_rest(line: Line, text: str) -> bool:
    """Tell a line with a tab at its ends alone, the rest of a cell, from an indented paragraph."""
    return (
        text.startswith("\t", _whole(text, line)[0])
        and "\t" not in line.text
        and len(line.text) <= _LONGEST_REST
        and not line.text.endswith("。")
        and read_marker(line.text) is None
    )


def _with_tail(lines: Sequence[Line], end: int, text: str) -> int:
    """Take in the last cells' rest, torn off behind the last row."""
    while end < len(lines) and _is_rest(lines[end], text):
        end += 1
    if end < len(lines):
        rest = squeeze(lines[end].text)
        if re.fullmatch(".{0,5}[知案见法定号]", rest) and read_marker(rest) is None:
            return end + 1
    return end


def _whole(text: str, line: Line) -> Span:
    """Return where a line stands with the blanks and tabs at its ends, behind the markup that it may begin with."""
    start, end = text.rfind("\n", 0, line.start) + 1, text.find("\n", line.end)
    return line.start if text[start : line.start].strip() else start, end if end >= 0 else len(text)


def read_table(lines: Sequence[Line], text: str, noun: str) -> Table | None:
    """Read a table whose rows are numbered; None when it has no numbered rows.

    ``noun`` names the table in locators: 附件, 附件2, 目录. The printed ordinal (序号) counts.
    """
    columns = 0
    rows: list[_Row] = []
    heads: list[Span] = []
    titles: list[Line] = []
    head_form = ""
    for line in lines:
        cells = _cells(text, line)
        flat = squeeze(text[slice(*cells[0])])
        if len(cells) > 1 and _ORDINAL.fullmatch(flat) and _is_next(int(flat), rows, len(cells), columns):
            columns = max(columns, len(cells))
            rows.append(_new_row(int(flat), cells, text, line, tuple(title.text for title in titles[-1:])))
        elif len(cells) > 1 and (not rows or squeeze(line.text) == head_form):
            columns = max(columns, len(cells))
            head_form = squeeze(line.text)
            heads.append(line.span)
        elif _is_title(line):
            titles.append(line)
        elif rows:
            _continue_row(rows[-1], cells, text, line, columns)
        else:
            heads.append(line.span)
    if not rows:
        return None
    problems = [problem for row in rows for problem in _row_problems(row, text, noun, head_form)]
    drafts = tuple(_row_draft(row, text, noun) for row in rows)
    return Table(drafts, tuple(heads), tuple(titles), tuple(problems))


def _cells(text: str, line: Line) -> list[Span]:
    """Cut a line at its tabs; spans are trimmed, an empty cell is an empty span."""
    start, end = _whole(text, line)
    spans = []
    for cell in text[start:end].split("\t"):
        body = cell.strip()
        begin = start + (cell.index(body) if body else 0)
        spans.append((begin, begin + len(body)))
        start += len(cell) + 1
    return spans


def _is_next(ordinal: int, rows: Sequence[_Row], cells: int, columns: int) -> bool:
    return not rows or ordinal == rows[-1].ordinal + 1 or ordinal == 1 or cells >= max(columns, 2)


def _is_title(line: Line) -> bool:
    """Tell a heading inside a table (一、州政府文件) from the rest of a cell."""
    marker = read_marker(line.text) if "\t" not in line.text else None
    return marker is not None and marker.family in (Family.HAN, Family.HAN_PAREN)


def _tabs(text: str, line: Line) -> list[Span]:
    return [(place, place + 1) for place in range(*_whole(text, line)) if text[place] == "\t"]


def _new_row(ordinal: int, cells: list[Span], text: str, line: Line, headings: tuple[str, ...]) -> _Row:
    filled = [[cell] if cell[1] > cell[0] else [] for cell in cells]
    return _Row(ordinal, filled, _tabs(text, line), [line.number], headings)


def _continue_row(row: _Row, cells: list[Span], text: str, line: Line, columns: int) -> None:
    """Add the rest of torn cells: cells count from the right, a lone one goes where something is open."""
    while len(row.cells) < columns:
        row.cells.append([])
    filled = [cell for cell in cells if cell[1] > cell[0]]
    if len(filled) == 1 and len(cells) < len(row.cells):
        shift = _open_column(row, text, text[slice(*filled[0])]) - cells.index(filled[0])
    else:
        shift = max(0, len(row.cells) - len(cells))
    for offset, cell in enumerate(cells):
        if cell[1] > cell[0]:
            row.cells[min(shift + offset, len(row.cells) - 1)].append(cell)
    row.tabs.extend(_tabs(text, line))
    row.lines.append(line.number)


def _open_column(row: _Row, text: str, rest: str) -> int:
    """Find the cell that a lone rest goes on: a number that is not complete, else the longest text."""
    printed = [_cell_text(cell[:_MOST_SLICES], text) for cell in row.cells]
    last = max((index for index, cell in enumerate(printed) if cell), default=0)
    is_open = last > 1 and _OPEN_NUMBER.fullmatch(printed[last]) and not printed[last].endswith("号")
    if is_open and _REST_OF_NUMBER.fullmatch(squeeze(rest)):
        return last
    texts = [index for index in range(1, len(printed)) if normalise_number(printed[index]) is None]
    return max(texts or range(len(printed)), key=lambda index: len(printed[index]))


def _cell_text(cell: Sequence[Span], text: str) -> str:
    return "".join(text[start:end] for start, end in cell)


def _row_draft(row: _Row, text: str, noun: str) -> Draft:
    spans: list[Span] = []
    tabs = list(row.tabs)
    used = list(row.cells)
    while used and not used[-1]:
        used.pop()
    for index, cell in enumerate(used):
        if index and tabs:
            spans.append(tabs.pop(0))
        spans.extend(cell)
    return Draft(
        Kind.ROW,
        f"{noun}第{row.ordinal}项",
        row.headings,
        (tuple(spans),),
        (None,),
        (row.lines[0], row.lines[-1]),
        damaged=bool(_broken_cell(row, text)),
    )


def _broken_cell(row: _Row, text: str) -> str:
    """Return the cell that the print broke off, "" where none is."""
    for cell in row.cells[1:]:
        printed = _cell_text(cell, text)
        is_torn = printed.rfind("《") > printed.rfind("》")
        if is_torn or printed.endswith(("的", "、", "和", "及", "《", "（")):
            return printed
    return ""


def _row_problems(row: _Row, text: str, noun: str, head: str) -> list[Problem]:
    problems = []
    where = f"{noun}第{row.ordinal}项"
    broken = _broken_cell(row, text)
    if broken:
        problems.append(Problem(row.lines[0], f"{where}原文此处不全 (the cell breaks off): …{broken[-12:]}"))
    if "文号" in head and not any(normalise_number(_cell_text(cell, text)) for cell in row.cells[1:]):
        problems.append(Problem(row.lines[0], f"{where}没有文号 (no document number in the row)"))
    return problems
