"""Where the documents of an issue begin: their titles and numbers, found by the 目录 and by themselves."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from corpus.dates import DATE
from corpus.markers import read_marker
from corpus.numbers import is_same_number, normalise_number
from corpus.records import Problem
from corpus.structure.lines import Line
from corpus.structure.masthead import Entry
from corpus.structure.outline import is_finished
from corpus.text import heal_title, squeeze
from corpus.vocabulary import LONE_POSTING_TITLE, ORGANISATIONS, TITLES_IN_GAZETTES

_TITLE_END = re.compile(rf".*(?:{TITLES_IN_GAZETTES})(?:（[^（）]{{1,20}}）)?")
_ORGANISATION = re.compile(rf"[\u4e00-\u9fff、·]{{2,40}}(?:{ORGANISATIONS}|党委|管委会)")
_DECREE_HEAD = re.compile(r"[\u4e00-\u9fff]{2,30}(?:令|公告|通告)")
_BARE_NUMBER = re.compile(r"[（(]?第(?:\d{1,4}|[一二三四五六七八九十百]{1,5})号[）)]?")
_LETTERHEAD = re.compile(r"[\u4e00-\u9fff]{2,30}文件")
# A small note (更 正) that no 目录 lists, and the beginning of its text.
_CORRECTION = re.compile(r"(?:更正|勘误)(?:启事|说明|声明)?")
_OF_AN_ISSUE = re.compile(r"(?:本刊|本公报|上一?期|[^，。；]{2,30}公报|\d{4}\s?年\s?第)")
_MOST_TITLE_LINES = 5
_MOST_PLACES = 2000  # where a title is looked for


@dataclass(frozen=True, slots=True)
class Start:
    """The head of one document: its lines are title, number or both; ``body`` is the first line after."""

    first: int
    body: int
    titles: tuple[int, ...]
    number_at: tuple[int, ...]
    title: str
    number: str
    number_printed: str
    entry: Entry | None


def find_starts(lines: Sequence[Line], entries: Sequence[Entry]) -> tuple[list[Start], list[Problem]]:
    """Find the documents in the body of an issue, in the order of the page."""
    index = _Index(lines)
    starts: dict[int, Start] = {}
    problems: list[Problem] = []
    after = 0
    taken: set[int] = set()
    for entry in entries:
        start = _by_title(index, entry, after) or _by_number(index, entry)
        if start and taken.intersection(start.number_at):
            start = _without_number(start)
        if start is None or taken.intersection(start.titles):
            what = (
                f"目录所列标题在正文中未找到 (a title in the 目录 was not found in the body): {entry.title}"
            )
            problems.append(Problem(entry.line, what))
            continue
        starts[start.first] = start
        after = start.body
        taken.update(start.titles, start.number_at)
    for at, number in index.numbers.items():
        if at in taken:
            continue
        found = _around_number(lines, at, number)
        if found and found.titles and not taken.intersection(found.titles) and found.first not in starts:
            starts[found.first] = found
            taken.update(found.titles)
            if entries:
                what = f"文件不在目录中 (a document is not in the 目录): {number or found.title}"
                problems.append(Problem(lines[at].number, what))
    if not entries:
        _add_unnumbered(lines, starts, taken)
    _add_corrections(lines, starts, taken)
    return [_with_issuer(index, starts[first], taken) for first in sorted(starts)], problems


class _Index:
    """The body without blanks, searchable, and the lines that are a document number alone."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.flats = [squeeze(line.text) for line in lines]
        self.offsets = [0, *accumulate(map(len, self.flats))][:-1]
        self.solid = "".join(self.flats)
        self.numbers: dict[int, str] = {}
        for at, flat in enumerate(self.flats):
            if len(flat) <= 40 and flat[-1:] in "号)）" + "0123456789" and "\t" not in lines[at].text:
                number = normalise_number(lines[at].text)
                if number:
                    self.numbers[at] = number
                elif _BARE_NUMBER.fullmatch(flat) and at and _DECREE_HEAD.fullmatch(self.flats[at - 1]):
                    self.numbers[at] = normalise_number(self.flats[at - 1] + flat.strip("（）()")) or ""
        self._at: dict[str, list[int]] = defaultdict(list)
        for at, number in self.numbers.items():
            self._at[_serial(number)].append(at)

    def first_of(self, number: str) -> int | None:
        """Return the first line that bears a number, None where none does."""
        places = self._at.get(_serial(number), ())
        return next((at for at in places if is_same_number(self.numbers[at], number)), None)


def _serial(number: str) -> str:
    """Return what is equal in all forms of a number: of a decree the part that a 目录 never shortens."""
    tail = number.rpartition("令")[2]
    return tail if tail.startswith("第") else number


def _by_title(index: _Index, entry: Entry, after: int) -> Start | None:
    """Find the lines that are an entry's title and nothing else, in order of the 目录 if possible."""
    flat = squeeze(entry.title)
    found: list[tuple[int, int, int]] = []
    place = index.solid.find(flat) if flat else -1
    for _ in range(_MOST_PLACES):
        if place < 0:
            break
        first = bisect_left(index.offsets, place)
        end = place + len(flat)
        last = bisect_left(index.offsets, end)
        aligned = last == len(index.offsets) or index.offsets[last] == end
        if first == len(index.offsets) or index.offsets[first] != place:
            first -= 1
            lead = index.flats[first][: place - index.offsets[first]]
            aligned = aligned and flat.startswith("关于") and _ORGANISATION.fullmatch(lead) is not None
        if aligned and last - first <= _MOST_TITLE_LINES:
            numbers = [index.numbers.get(at) for at in (last, first - 1)]
            numbered = entry.number and entry.number in numbers
            found.append((0 if numbered else 1 if first >= after else 2, first, last))
        place = index.solid.find(flat, place + 1)
    if not found:
        return None
    rank, first, last = min(found)
    if entry.number and rank and index.first_of(entry.number) is not None:
        return None  # the number stands elsewhere: a decree, whose title is that of what it issues
    return _make(index, tuple(range(first, last)), entry)


def _make(index: _Index, titles: tuple[int, ...], entry: Entry) -> Start:
    lines = index.lines
    first, last = titles[0], titles[-1] + 1
    number_at: tuple[int, ...] = ()
    if last in index.numbers:
        number_at = (last,)
    elif first - 1 in index.numbers and entry.number in ("", index.numbers[first - 1]):
        number_at = (first - 1,)
        if first - 2 >= 0 and _LETTERHEAD.fullmatch(index.flats[first - 2]):
            number_at = (first - 2, first - 1)
    at = number_at[-1] if number_at else None
    return Start(
        min((first, *number_at)),
        max((last, *(place + 1 for place in number_at))),
        titles,
        number_at,
        heal_title(_joined(lines, titles)),
        index.numbers[at] if at is not None else "",
        lines[at].text if at is not None else "",
        entry,
    )


def _without_number(start: Start) -> Start:
    """Leave the number to the document that has it: a line between two titles is no number of both."""
    titles = start.titles
    return replace(start, first=titles[0], body=titles[-1] + 1, number_at=(), number="", number_printed="")


def _with_issuer(index: _Index, start: Start, taken: set[int]) -> Start:
    """Add the issuer that stands on a line of its own above 关于…的通知: it begins the title.

    Above it the document before must have ended, with its date, or it is that document's signature.
    """
    above = start.first - 1
    if above < 0 or above in taken or start.first != start.titles[0]:
        return start
    flats = index.flats
    if not flats[start.first].startswith("关于") or not _ORGANISATION.fullmatch(flats[above]):
        return start
    section = start.entry.section if start.entry else ""
    if above and not flats[above - 1].endswith(("日", "）")) and flats[above - 1] != section:
        return start
    title = heal_title(index.lines[above].text) + start.title
    return replace(start, first=above, titles=(above, *start.titles), title=title)


def _joined(lines: Sequence[Line], at: Sequence[int]) -> str:
    return "".join(lines[place].text for place in at)


def _by_number(index: _Index, entry: Entry) -> Start | None:
    """Find a document by its number, when its title is printed otherwise than in the 目录."""
    at = index.first_of(entry.number) if entry.number else None
    found = _around_number(index.lines, at, index.numbers[at]) if at is not None else None
    if found is None:
        return None
    decree = _DECREE_HEAD.fullmatch(squeeze(found.title)) is not None
    return replace(found, title=entry.title if decree else found.title, entry=entry)


def _around_number(lines: Sequence[Line], at: int, number: str) -> Start | None:
    """Gather the title lines above a number that stands alone, or else those below it."""
    above = _title_above(lines, at)
    below = () if above and _is_title(lines, above) else _title_below(lines, at)
    titles = below if below and _is_title(lines, below) else above
    if not titles:
        return None
    first, last = min((*titles, at)), max((*titles, at)) + 1
    title = heal_title(_joined(lines, titles))
    return Start(first, last, titles, (at,), title, number, lines[at].text, None)


def _is_title(lines: Sequence[Line], at: Sequence[int]) -> bool:
    flat = squeeze(_joined(lines, at))
    return 4 <= len(flat) <= 160 and _TITLE_END.fullmatch(flat) is not None and "。" not in flat


def _title_above(lines: Sequence[Line], at: int) -> tuple[int, ...]:
    titles: list[int] = []
    for place in range(at - 1, max(-1, at - 1 - _MOST_TITLE_LINES), -1):
        flat = squeeze(lines[place].text)
        if is_finished(lines[place].text) or "\t" in lines[place].text or DATE.search(flat) or "：" in flat:
            break
        if _LETTERHEAD.fullmatch(flat) or normalise_number(flat) or len(flat) > 80:
            break
        marker = read_marker(lines[place].text)
        if marker and (titles or lines[place].text.startswith("《", marker.end)):
            break  # 三、《…》 is an entry of a list, whose number stands on the next line
        titles.insert(0, place)
        if re.match(r".{0,30}关于", flat) or _DECREE_HEAD.fullmatch(flat):
            break
        if flat.startswith("《") and not (place and re.match(r".{0,30}关于", squeeze(lines[place - 1].text))):
            break
    return tuple(titles)


def _title_below(lines: Sequence[Line], at: int) -> tuple[int, ...]:
    titles: list[int] = []
    for place in range(at + 1, min(len(lines), at + 1 + _MOST_TITLE_LINES)):
        flat = squeeze(lines[place].text)
        if is_finished(lines[place].text) or DATE.search(flat) or len(flat) > 80:
            break
        titles.append(place)
        if _is_title(lines, titles):
            break
    return tuple(titles)


def _add_unnumbered(lines: Sequence[Line], starts: dict[int, Start], taken: set[int]) -> None:
    """Find notices without a number in a source without 目录: a title alone, after an end, before a beginning."""
    for at, line in enumerate(lines):
        flat = squeeze(line.text)
        if at in taken or not 6 <= len(flat) <= 60 or not re.search(LONE_POSTING_TITLE, flat):
            continue
        before = lines[at - 1].text if at else "。"
        if at - 1 in taken or not (is_finished(before) or DATE.search(squeeze(before))):
            continue
        starts[at] = Start(at, at + 1, (at,), (), heal_title(line.text), "", "", None)


def _add_corrections(lines: Sequence[Line], starts: dict[int, Start], taken: set[int]) -> None:
    """Find the corrections that stand as a note between documents: their title alone, then an issue that is named."""
    for at, line in enumerate(lines[:-1]):
        if (
            at not in taken
            and len(line.text) <= 12
            and _CORRECTION.fullmatch(squeeze(line.text))
            and at + 1 not in taken
            and _OF_AN_ISSUE.match(squeeze(lines[at + 1].text))
        ):
            starts[at] = Start(at, at + 1, (at,), (), heal_title(line.text), "", "", None)
            taken.add(at)
