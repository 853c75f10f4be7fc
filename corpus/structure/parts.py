"""The parts of a document: a notice, the instrument that it transmits, and annexes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from corpus.dates import DATE
from corpus.markers import read_marker
from corpus.records import Kind, Part, Problem
from corpus.structure.frame import (
    Body,
    PartLines,
    is_date_line,
    is_note,
    take_annex_note,
    take_end,
    take_fragments,
    take_head,
    take_signature,
)
from corpus.structure.lines import Line
from corpus.structure.outline import is_finished
from corpus.text import heal_title, squeeze
from corpus.vocabulary import TITLES_OF_ISSUED

_NAMED = re.compile(r"《(?P<name>.+)》")
_TRANSMITS = re.compile(r"印发|转发|批转|公布|发布|下发")
_ANNEX = re.compile(r"(?:附件|附表|附录|附)(?P<n>\d{0,2}|[一二三四五六七八九十]{0,3})[:：.．]?")
_ANNEX_TITLED = re.compile(
    r"(?:附件|附表|附录|附)(?P<n>\d{0,2}|[一二三四五六七八九十]{0,3})[:：.．]\s*(?P<title>\S.*)"
)
_ANNEX_LIST = re.compile(r"附(?:件|表|录)?[:：]1[.．、]")
_TITLE_NOUN = re.compile(rf".*(?:{TITLES_OF_ISSUED})(?:[（(〔][^（）()]{{1,30}}[）)〕]){{0,2}}")
_MOST_TITLE_LINES = 5


def split_parts(lines: Sequence[Line], title: str) -> Body:
    """Part a document's body at the signature, at the title that the notice names, and at 附件."""
    body = Body()
    rest = take_head(list(lines), body)
    named = _NAMED.search(squeeze(title))
    expected = named["name"] if named and _TRANSMITS.search(title) else ""
    end = _instrument_start(rest, expected)
    notice, after = (rest[:end], rest[end:]) if end is not None else (rest, [])
    unsigned = len(notice)
    notice, tail = take_signature(notice, body)
    after = tail + after
    if end is None and not tail:
        at = next((index for index, line in enumerate(notice) if _is_annex_line(line, notice, index)), None)
        if at is not None and (len(notice) == unsigned or not is_note(notice[at:])):
            notice, after = notice[:at], notice[at:]
    notice = take_fragments(take_annex_note(notice, body), body)
    body.parts.append(PartLines(Part.NOTICE, title, "", tuple(notice)))
    _split_after(after, title, expected, body)
    return body


def _instrument_start(lines: Sequence[Line], expected: str) -> int | None:
    """Find the line where the title that the notice names stands alone, before any signature."""
    if not expected:
        return None
    for index, line in enumerate(lines):
        if index and is_date_line(line):
            return None
        joined = ""
        for other in lines[index : index + _MOST_TITLE_LINES]:
            joined += squeeze(other.text)
            if joined == expected and index:
                return index - 1 if _is_annex_line(lines[index - 1], lines, index - 1) else index
            if not expected.startswith(joined):
                break
    return None


def _is_annex_line(line: Line, lines: Sequence[Line], index: int) -> bool:
    """Tell if a line opens an annex: 附件 or 附件2 alone; with a title only after an end."""
    flat = squeeze(line.text)
    if not flat.startswith("附"):
        return False
    if _ANNEX.fullmatch(flat):
        return True
    titled = _ANNEX_TITLED.fullmatch(flat)
    before = lines[index - 1].text if index else ""
    return bool(
        titled
        and len(flat) < 60
        and not is_finished(flat)
        and index
        and not before.rstrip().endswith(("，", "、"))
    )


def _split_after(lines: list[Line], title: str, expected: str, body: Body) -> None:
    """Part what follows the signature: an instrument, then annexes, each with its title."""
    cuts = [index for index, line in enumerate(lines) if index == 0 or _is_annex_line(line, lines, index)]
    instrument = ""
    for place, start in enumerate(cuts):
        end = cuts[place + 1] if place + 1 < len(cuts) else len(lines)
        part = lines[start:end]
        if _ANNEX_LIST.match(squeeze(part[0].text)):
            part = _take_list(part, body)
            if not part:
                continue
        if len(part) == 1 and place + 1 < len(cuts) and is_note(part):  # a note below the signature
            body.put(Kind.ANNEX_NOTE, part)
            continue
        label, printed, rest = _take_label(part, body)
        taken = _title_lines(rest, expected) if not printed else 0
        name = heal_title("".join(line.text for line in rest[:taken])) or printed
        body.put(Kind.TITLE, rest[:taken])
        rest = _take_period(rest[taken:], body)
        if not rest:
            what = f"标题之下没有文字 (a title without any text): {name or label}"
            body.problems.append(Problem(part[0].number, what))
            continue
        is_instrument = not instrument and (not label or bool(expected and _alike(squeeze(name), expected)))
        if is_instrument:
            instrument = name or title
            body.parts.append(PartLines(Part.INSTRUMENT, instrument, "", tuple(take_end(rest, body))))
        else:
            body.parts.append(
                PartLines(Part.ANNEX, name or instrument or title, label or "附件", tuple(rest))
            )


def _take_list(lines: list[Line], body: Body) -> list[Line]:
    """Take a list of annexes below the text (附件：1.… 2.…); return what follows it."""
    count = 1
    while (
        count < len(lines)
        and re.match(r"\d{1,2}[.．、]", lines[count].text)
        and not is_finished(lines[count].text)
    ):
        count += 1
    body.put(Kind.ANNEX_NOTE, lines[:count])
    return lines[count:]


def _take_label(lines: list[Line], body: Body) -> tuple[str, str, list[Line]]:
    """Take the line 附件2, or 附件2：title: (canonical label, title, the lines after)."""
    flat = squeeze(lines[0].text)
    match = _ANNEX.fullmatch(flat) or _ANNEX_TITLED.fullmatch(flat)
    if not match:
        return "", "", lines
    titled = match.groupdict().get("title") or ""
    body.put(Kind.TITLE, lines[:1])
    noun = re.match("附[件表录]?", flat)
    label = (noun[0] if noun and len(noun[0]) > 1 else "附件") + (match["n"] or "")
    return label, titled, lines[1:]


def _title_lines(lines: Sequence[Line], expected: str) -> int:
    """Count the lines that are a part's title: up to its noun, before text, marks and tables."""
    joined = ""
    for count, line in enumerate(lines[:_MOST_TITLE_LINES]):
        flat = squeeze(line.text)
        opens = read_marker(line.text, decimal=True) is not None or "\t" in line.text
        if opens or is_finished(line.text) or len(flat) > 80 or "，" in flat or DATE.fullmatch(flat):
            return count
        if (
            re.fullmatch(r"[（(].*[）)]", flat)
            and joined
            and not re.fullmatch(r"[（(](?:试行|暂行|修订|草案|\d.*年.*).*[）)]", flat)
        ):
            return count
        if expected and joined == expected:
            return count
        if joined and _TITLE_NOUN.fullmatch(joined) and not _goes_on(joined, flat, expected):
            return count
        joined += flat
    return min(len(lines), _MOST_TITLE_LINES)


def _goes_on(joined: str, flat: str, expected: str) -> bool:
    """Tell if a title that could end here goes on: by the name in the notice, or by a bracket."""
    return bool(expected and expected.startswith(joined + flat[:4])) or flat[0] in "（("


def _take_period(lines: list[Line], body: Body) -> list[Line]:
    first = lines[0].text if lines else ""
    if re.fullmatch(r"[（(].{2,60}[）)]", squeeze(first)) and not read_marker(first):
        body.put(Kind.TITLE, lines[:1])
        return lines[1:]
    return lines


def _alike(name: str, expected: str) -> bool:
    """Tell if a part's title is the one that the notice names; prints shorten and reword it."""
    if not name:
        return False
    if name == expected or name in expected or expected in name:
        return True
    return difflib.SequenceMatcher(None, name, expected, autojunk=False).ratio() > 0.75
