"""The masthead and the contents (目录) of an issue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.dates import DATE, parse_date
from corpus.numbers import find_numbers, normalise_number
from corpus.numerals import NUMERAL, to_arabic
from corpus.records import Issue, Span
from corpus.structure.lines import Line
from corpus.text import heal_title, squeeze
from corpus.vocabulary import NOTICES

_MASTHEAD_LINES = 40
_MOST_CONTENTS = 600  # lines of a 目录
_LONGEST_ENTRY = 2000  # characters of a line of it
_NAME = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,30}(?:公报|政报))")
_N = rf"(\d{{1,4}}|{NUMERAL}{{1,5}})"
_YEAR_ISSUE = re.compile(rf"(\d{{4}}|[一二][零〇○一二三四五六七八九]{{3}})年?第{_N}[期号]")
_ISSUE = re.compile(rf"(?<!总)第{_N}[期号]")
_TOTAL = re.compile(rf"总(?:第|期数?|号)?[:：]?第?{_N}[期号]?")
_BODY = re.compile(
    rf".*(?:令|关于.*|{NOTICES}|办法|条例|[。；])$|各.*[：:]$|第一[条章]"
)  # no line of a masthead
_CONTENTS = re.compile(r"(?:本期)?(?:目录|目次|要目)")
_DOTS = r"(?:[.．…·‥・•_]{2,}|\t|\s{2,}|(?<=号)\s+|(?=[（(]\s*\d{1,3}\s*[）)]$))"
_LEADER = re.compile(rf"(?P<lead>.*?)\s*{_DOTS}\s*[（(]?\s*(?P<page>\d{{1,4}})\s*[）)]?")
_PAGE_AT_END = re.compile(r"\d\s{0,9}[）)]?$")
_LONG_RUN = re.compile(r"\s{4,}|[.．…·‥・•_]{4,}")
_SECTION = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:文件|任免|公告|通告|法规|规章|令|决定|决议|大事记|要闻|解读|信息|选登|专栏|专辑)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the 目录: what it announces and where."""

    title: str
    number: str
    section: str
    page: int | None
    line: int


@dataclass(frozen=True, slots=True)
class Front:
    """All that stands before the first document: what it says, and its lines by kind."""

    issue: Issue | None
    entries: tuple[Entry, ...]
    masthead: tuple[Span, ...]
    contents: tuple[Span, ...]
    imprint: tuple[Span, ...]
    body: int  # index of the first line after it
    unknown: tuple[Entry, ...] = ()  # announced, but not in the body


def _leader(text: str) -> re.Match[str] | None:
    """Match a line that ends in dots or blanks and a page; long runs of them are cut: they cost more than they say."""
    if len(text) > _LONGEST_ENTRY or not _PAGE_AT_END.search(text):
        return None
    return _LEADER.fullmatch(_LONG_RUN.sub(lambda run: run[0][:3], text))


def read_front(lines: Sequence[Line]) -> Front:
    """Read masthead, imprint and contents from the first lines of a source."""
    flats = [squeeze(line.text) for line in lines[:_MASTHEAD_LINES]]
    contents_at = next((at for at, flat in enumerate(flats) if _CONTENTS.fullmatch(flat)), None)
    top = lines[: contents_at if contents_at is not None else _MASTHEAD_LINES]
    issue, used = _read_masthead(top)
    if issue is None:
        return Front(None, (), (), (), (), 0)
    masthead = [lines[index].span for index in used]
    if contents_at is None:
        top = lines[: max(used) + 1]
    imprint = [line.span for index, line in enumerate(top) if index not in used]
    if contents_at is None:
        return Front(issue, (), tuple(masthead), (), tuple(imprint), len(top))
    end = _contents_end(lines, contents_at)
    front = _read_contents(lines, contents_at, end)
    return replace(front, issue=issue, masthead=tuple(masthead), imprint=(*imprint, *front.imprint), body=end)


def _read_masthead(lines: Sequence[Line]) -> tuple[Issue | None, list[int]]:
    """Find the gazette's name and the issue's numbers; they stand close together."""
    name, used = "", []
    year = number = total = None
    day: str | None = None
    for index, line in enumerate(lines):
        flat = squeeze(line.text)
        if len(flat) > 60 or normalise_number(flat) or (name and _BODY.match(flat)):
            break
        match = _NAME.match(flat)
        if match and not name:
            name = match["name"]
            used.append(index)
        elif flat in ("公报", "政报") and not name and index:
            name = squeeze(lines[index - 1].text) + flat
            used += [index - 1, index]
        found = _ISSUE.search(flat) or _YEAR_ISSUE.search(flat)
        if found or _TOTAL.search(flat) or DATE.fullmatch(flat.strip("（）()出版")):
            if index not in used:
                used.append(index)
            year, number = _issue_numbers(flat, year, number)
            total_match = _TOTAL.search(flat)
            total = (to_arabic(total_match[1]) if total_match else None) or total
            day = parse_date(flat) or day
        if name and number is not None and (day or year) and index > max(used) + 2:
            break
    if not name or (number is None and day is None and total is None):
        return None, []
    return Issue(name, year or (int(day[:4]) if day else None), number, total, day), used


def _issue_numbers(flat: str, year: int | None, number: int | None) -> tuple[int | None, int | None]:
    match = _YEAR_ISSUE.search(flat)
    if match:
        return to_arabic(match[1]), to_arabic(match[2])
    match = _ISSUE.search(flat)
    return year, (to_arabic(match[1]) if match else None) or number


def _contents_end(lines: Sequence[Line], start: int) -> int:
    """Find where the contents end: after the last line with a leader, or where its first title comes again."""
    end = start + 1
    for index in range(start + 1, min(len(lines), start + _MOST_CONTENTS)):
        if index - end > 25 and end > start + 1:
            break
        if _leader(lines[index].text) and "\t" not in lines[index].text.strip("\t").rpartition("\t")[0]:
            end = index + 1
    if end > start + 1:
        return end + _numbers_stand_behind(lines, start, end)
    seen: set[str] = set()
    for index in range(start + 1, min(len(lines), start + _MOST_CONTENTS)):
        flat = squeeze(lines[index].text)
        if len(flat) >= 8 and flat in seen:
            return index
        seen.add(flat)
    return start + 1


def _numbers_stand_behind(lines: Sequence[Line], start: int, end: int) -> bool:
    """Tell if each number stands on the line behind its title and page, the last one behind the last leader."""
    first = next(index for index in range(start + 1, end) if _leader(lines[index].text))
    above = [line for line in lines[start + 1 : first + 1] if _split_number(line.text)[1]]
    if above or end >= len(lines) or not normalise_number(lines[first + 1].text):
        return False
    number = normalise_number(lines[end].text)
    return number is not None and any(normalise_number(line.text) == number for line in lines[end + 1 :])


def _read_contents(lines: Sequence[Line], start: int, end: int) -> Front:
    body = "\n" + "\n".join(squeeze(line.text) for line in lines[end:])
    solid = body.replace("\n", "")
    entries: list[Entry] = []
    unknown: list[Entry] = []
    contents, imprint = [lines[start].span], []
    section, pending = "", list[Line]()
    behind = normalise_number(lines[end - 1].text) is not None and end - start > 2
    for line in lines[start + 1 : end]:
        match = _leader(line.text)
        number = normalise_number(line.text) if behind and entries and not pending else None
        if number and not entries[-1].number and entries[-1].page is not None:
            entries[-1] = replace(entries[-1], number=number)
            contents.append(line.span)
            continue
        if not match and not _ends_entry(line, lines, end):
            pending.append(line)
            continue
        first = _title_start(pending, match["lead"] if match else line.text, solid)
        for other in pending[:first]:
            flat = squeeze(other.text).strip("【】[]［］〔〕")
            if _SECTION.fullmatch(flat) and normalise_number(flat) is None:
                section = flat
                contents.append(other.span)
            else:
                imprint.append(other.span)
        contents += [other.span for other in [*pending[first:], line]]
        parts = [*(other.text for other in pending[first:]), match["lead"] if match else line.text]
        entry = _entry(parts, section, int(match["page"]) if match else None, pending[first:] or [line])
        entries.append(entry)
        if squeeze(entry.title) not in solid:
            unknown.append(entry)
        pending = []
    imprint += [line.span for line in pending]
    return Front(None, tuple(entries), (), tuple(contents), tuple(imprint), end, tuple(unknown))


def _ends_entry(line: Line, lines: Sequence[Line], end: int) -> bool:
    """Tell if a line ends an entry of a 目录 without page numbers: it is a document number."""
    return normalise_number(line.text) is not None and not any(
        _leader(other.text) for other in lines[:end] if other.number in (line.number, line.number + 1)
    )


def _title_start(pending: Sequence[Line], lead: str, solid: str) -> int:
    """Find where the title begins among the lines before a leader: the longest run that the body holds."""
    tail, _ = _split_number(lead)
    for first in range(len(pending) + 1):
        title, _ = _split_number("".join([*(line.text for line in pending[first:]), tail]))
        flat = squeeze(title)
        if len(flat) >= 4 and flat in solid:
            return first
    for first in range(len(pending)):
        if re.match(rf"关于|《|.{{2,20}}关于|.{{2,30}}(?:{NOTICES})$", squeeze(pending[first].text)):
            return first
    return max(0, len(pending) - 1) if not squeeze(tail) else len(pending)


def _split_number(text: str) -> tuple[str, str]:
    """Part a document number from the title that stands beside it."""
    whole = normalise_number(text)
    if whole:
        return "", whole
    numbers = find_numbers(text)
    for number, (start, end) in numbers[-1:] + numbers[:1]:
        rest_before, rest_after = text[:start].strip(" （(\u3000"), text[end:].strip(" ）)\u3000")
        if not rest_after or not rest_before:
            return rest_before or rest_after, number
    return text, ""


def _entry(parts: Sequence[str], section: str, page: int | None, lines: Sequence[Line]) -> Entry:
    number, titles = "", []
    for part in parts:
        rest, found = _split_number(part)
        number = found or number
        titles.append(rest.strip())
    title = "".join(titles)
    if not number:  # torn over two lines
        title, number = _split_number(title)
    return Entry(heal_title(title), number, section, page, lines[0].number)
