"""Find every citation of another document in a draft: 《title》（number）第X条, in whole or in part.

What a reference points at is read by :mod:`corpus.references.resolve`. Added here is what only a draft needs: short
names that it defines (以下简称《办法》), papers and books in 《》 that are no documents, places of texts that
count 一、（一）1., postings, and that a bare 第六条 belongs to the document cited in the same paragraph. What a
draft says of itself (本办法, its own articles) is no citation.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.locators import above, split_place, write_out
from corpus.numbers import find_numbers
from corpus.numerals import to_arabic
from corpus.pointers import LINK, read_pointer
from corpus.records import Span
from corpus.references.context import Context
from corpus.references.resolve import Reference, read_references
from corpus.references.short_names import COMMON, find_short_names, short_titles
from corpus.text import squeeze
from corpus.vocabulary import BARE_TITLES, DOCUMENTS, ISSUED


@dataclass(frozen=True, slots=True)
class Citation:
    """Hold one citation: its span in the text, and the document and the places that it names.

    ``title`` and ``number`` are those meant, by a definition in the draft too; ``printed`` is the span of the
    number's own characters, None where it isn't written here. ``locators`` are canonical. ``issue`` names the
    issue of a gazette that stands in the number's place, ``year`` is that of the version (2023年修正).
    ``is_short`` says that it is named by a short name, or not at all (第五条 after another).
    """

    span: Span
    title: str = ""
    number: str = ""
    locators: tuple[str, ...] = ()
    issue: str = ""
    year: str = ""
    printed: Span | None = None
    is_short: bool = False


_H = "[一二三四五六七八九十]"
_TITLE = re.compile(r"《[^《》]{1,160}(?:《[^《》]{1,120}》[^《》]{0,80}){0,4}》")
_TO_BRACKET = re.compile(r"\s?(?:[（(][^（）()\n]{0,80}[）)]\s?){0,2}")
_OPENING = re.compile(rf"(?m)^[ \t\u3000“]*(?P<label>第{_H[:-1]}零百]{{1,7}}条)(?=[ \t\u3000\n])")
_NOUN = re.compile(rf"(?:该|其)?(?P<noun>{DOCUMENTS})")
_OF_NUMBER = re.compile(r"\s?(?:[，,]?\s?(?:发?文字?号|编号)(?:为|是|：|:)?\s?)?")
_OF_TITLE = re.compile(rf"\s?(?:文件|文|号文)?\s?(?:所?(?:{ISSUED}|出台|制定)的?)?\s?")
_ISSUE = re.compile(
    r"\s?[（(](?P<issue>[\u4e00-\u9fff]{2,30}(?:公报|政报)\s?\d{4}\s?年\s?第\s?\d{1,3}\s?[期号])[^（）()\n]{0,30}[）)]"
)
_VERSION = re.compile(r"》\s?[（(](?P<year>\d{4})\s?年?[^（）()号]{0,12}(?:修正|修订|修改|版|本|年)[）)]")
_POSTED = re.compile(
    r"的?(?P<verb>任命|免去)(?:第\s?(?P<n>\d{1,3})\s?项|[（(](?P<name>[\u4e00-\u9fff·]{2,15})[）)])"
)
_ROWED = re.compile(rf"(?P<noun>目录|清单|名录|附表|附件|表)?(?:序号)?第\s?(?P<n>\d{{1,4}}|{_H}{{1,5}})\s?项")
_PART = rf"第?[（(]{_H}{{1,3}}[）)][项点]?"
# A bare 二、 may be the next word of a list: words that follow a place must follow it.
_ITEMED = re.compile(
    rf"的?(?:正文)?(?P<items>(?:{_H}{{1,3}}、)?{_PART}(?:\d{{1,2}}[.．、](?!\d))?(?:[（(]\d{{1,2}}[）)])?"
    rf"|{_H}{{1,3}}、(?=规定|明确|要求|提出|指出|中|的|所|[，。；;“\"：:）)\s]|和(?!《)|与(?!《)|$))"
)
_POINT = re.compile(r"(?:的?第?\s?[（(]\s?(?P<n>\d{1,2})\s?[）)]项?|的?第\s?(?P<bare>\d{1,2})\s?项)")
_MORE = re.compile(
    rf"[、和与及]\s?(?P<path>\d{{1,2}}(?:\.\d{{1,3}}){{1,5}}(?![\d.])|第{_H}{{1,3}}部分|{_H}{{1,3}}、(?:[（(]{_H}{{1,3}}[）)])?(?=规定|的))"
)
_LOWER = re.compile(r"(?<=[，,。；;：:、”\"和及与\s])(?:该条|同条|其)?(?=第[^第\s]{1,8}[款项])")
_SERIES = re.compile(r"\s?\d{4}\s?年\s?第?\s?\d{1,3}\s?[期号]")


def find_citations(text: str) -> tuple[Citation, ...]:
    """Find the citations in a mended text, in order and without overlap; total for any text."""
    names, called = _short_names(text)
    own = tuple(match["label"] for match in _OPENING.finditer(text))
    context = Context(names=names, places={"": own} if len(own) > 1 else {})
    numbers = find_numbers(text)
    reader = _Reader(text, called, numbers)
    for reference in read_references(text, context):
        reader.take(reference, names)
    found = _merged(text, [_with_bare_title(text, one) for one in reader.found])
    found = _with_tails(text, found)
    found = _with(found, _papers(text, found, called))
    return tuple(_with(found, _lower(text, found)))


def _short_names(text: str) -> tuple[dict[str, tuple[str, str]], tuple[Span, ...]]:
    """Return the short names that a draft gives, with title and number, and where it gives them.

    A draft means what it cited last, whatever stands in brackets between: (2024年修订), a number.
    """
    given = tuple(find_short_names(text))
    if not given:
        return {}, ()
    names = short_titles(text)
    named = [one for one in read_references(text) if one.title and not one.is_own]
    starts = [one.span[0] for one in named]
    for short in given:
        at = bisect_right(starts, short.span[0]) - 1
        if at < 0 or short.short.startswith("本"):
            continue
        one = named[at]
        if short.span[1] <= one.span[1] or _TO_BRACKET.fullmatch(text, one.span[1], short.opening):
            names[short.short] = (one.title, one.number)
    return names, tuple(short.span for short in given)


@dataclass(slots=True)
class _Reader:
    """Turn references into citations; ``found`` is what has been taken."""

    text: str
    called: tuple[Span, ...]
    numbers: Sequence[tuple[str, Span]]
    found: list[Citation]
    after_own: bool

    def __init__(self, text: str, called: tuple[Span, ...], numbers: Sequence[tuple[str, Span]]) -> None:
        self.text, self.called, self.numbers = text, called, numbers
        self.found, self.after_own = [], False

    def take(self, reference: Reference, names: dict[str, tuple[str, str]]) -> None:
        start, end = reference.span
        if reference.is_own:
            self.after_own = True
            return
        if any(first <= start and end <= last for first, last in self.called):
            return
        title, number = reference.title, reference.number
        bare = reference.text.startswith(("第", "该条", "同条"))
        chained = bool(self.found) and LINK.fullmatch(self.text, self.found[-1].span[1], start) is not None
        if bare and not chained and (self.after_own or not self._is_near(start)):
            return
        if not number and (title in _SHORT or not title) and not bare:
            title, number = self._meant(reference, title)
        if not title and not number:
            return
        printed = self._printed(number, start, end)
        if self.text[start - 1 : start] in ("该", "其") and not bare:
            start -= 1
        if not number and not reference.locators and _SERIES.match(self.text, end):
            return  # 《…公报》2025年第2期
        version = _VERSION.search(reference.text) if title and not bare else None
        short = bare or not (reference.text.startswith("《") or printed) or _is_short(reference, names)
        self.after_own = False
        self.found.append(
            Citation(
                (start, end),
                title,
                number,
                reference.locators,
                year=version["year"] if version else "",
                printed=printed,
                is_short=short,
            )
        )

    def _printed(self, number: str, start: int, end: int) -> Span | None:
        """Return where in a stretch of the text a number is written."""
        for found, span in self.numbers[bisect_left(self.numbers, start, key=lambda one: one[1][0]) :][:20]:
            if span[0] >= end:
                break
            if found == number:
                return span
        return None

    def _is_near(self, at: int) -> bool:
        """Tell if the last citation stands in the same paragraph, or in one that ends in a colon before a list."""
        if not self.found:
            return False
        between = self.text[self.found[-1].span[1] : at]
        return "\n" not in between or re.fullmatch(r"[^\n]{0,80}[：:]\s*\n\s*", between) is not None

    def _meant(self, reference: Reference, title: str) -> tuple[str, str]:
        """Resolve 该法, 《办法》 that no definition tells to the last document cited that is called so."""
        noun = title or (match["noun"] if (match := _NOUN.match(reference.text)) else "")
        for one in reversed(self.found):
            flat = re.sub(r"[（(][^（）()]*[）)]$|》", "", one.title)
            if noun == "法" and (flat.endswith("办法") or not flat.endswith(("法", "法典"))):
                continue
            if noun and (flat.endswith(noun) or noun == "法"):
                return one.title, one.number
        return (title, "") if reference.text.startswith("《") else ("", "")


_SHORT = COMMON | {"管理办法"}


def _is_short(reference: Reference, names: dict[str, tuple[str, str]]) -> bool:
    inner = _TITLE.match(reference.text)
    return bool(inner and inner[0][1:-1] in names and names[inner[0][1:-1]][0] != inner[0][1:-1])


def _merged(text: str, found: Sequence[Citation]) -> list[Citation]:
    """Join a title with a number beside it that no bracket holds, and a row with the list before it."""
    out: list[Citation] = []
    for one in found:
        last = out[-1] if out else None
        gap = (last.span[1], one.span[0]) if last else (0, 0)
        if last and not last.locators and not last.is_short:
            alone = bool(last.title) and not last.number and bool(one.number) and not one.title
            turned = bool(last.number) and not last.title and bool(one.title) and not one.number
            if (alone and _OF_NUMBER.fullmatch(text, *gap)) or (
                turned and not one.is_short and _OF_TITLE.fullmatch(text, *gap)
            ):
                title, number = last.title or one.title, last.number or one.number
                span, printed = (last.span[0], one.span[1]), last.printed or one.printed
                out[-1] = Citation(span, title, number, one.locators, printed=printed)
                continue
            if gap[0] == gap[1] and (row := _ROWED.fullmatch(text, *one.span)) and row["noun"]:
                out[-1] = replace(last, span=(last.span[0], one.span[1]), locators=(_row(row),))
                continue
        out.append(one)
    return out


_LAST_WORD = rf"(?:{BARE_TITLES})(?:[（(\t ]|和|与|及|、|以及)"
_BARE_TITLE = re.compile(
    r"(?:(?:转发|批转)[\u4e00-\u9fff]{2,16})?(?:关于|转发|印发)"
    rf"(?:(?!关于|{_LAST_WORD})[^《》，。；：、\n\t]){{4,70}}的?(?:{BARE_TITLES})[（(\t \u3000]+$"
)


def _with_bare_title(text: str, one: Citation) -> Citation:
    """Take in a title without 《》 before a number in brackets: 关于加强…的意见（岭政发〔2025〕1号）."""
    if one.title or one.printed is None or one.printed[0] != one.span[0]:
        return one
    floor = max(0, one.span[0] - 90)
    match = _BARE_TITLE.search(text[floor : one.span[0]])
    if not match:
        return one
    title = match[0].rstrip("（(\t \u3000")
    end = one.span[1] + (text[one.span[1] : one.span[1] + 1] in ("）", ")") and match[0][-1] in "（(")
    return replace(one, title=squeeze(title), span=(floor + match.start(), end))


def _row(match: re.Match[str]) -> str:
    return f"{match['noun'] or ''}第{to_arabic(match['n'])}项"


def _with_tails(text: str, found: Sequence[Citation]) -> list[Citation]:
    """Read what follows a citation and belongs to it: the issue of a gazette, an item, a posting."""
    out: list[Citation] = []
    for at, one in enumerate(found):
        limit = found[at + 1].span[0] if at + 1 < len(found) else len(text)
        if out and one.span[0] < out[-1].span[1]:
            continue
        out.append(_with_tail(text, one, limit))
        while out[-1].locators and (more := _within(_MORE, text, out[-1].span[1], limit)):
            path = more["path"]
            if path[0].isdigit() != out[-1].locators[0][0].isdigit():
                break
            next_one = replace(
                out[-1], span=more.span("path"), locators=(_label(path),), printed=None, is_short=True
            )
            out.append(_with_tail(text, next_one, limit))
    return out


def _within(pattern: re.Pattern[str], text: str, at: int, limit: int) -> re.Match[str] | None:
    """Match at a place, up to a limit; what follows the limit may be looked at."""
    match = pattern.match(text, at)
    return match if match and match.end() <= limit else None


def _with_tail(text: str, one: Citation, limit: int) -> Citation:
    start, end = one.span
    if not one.locators and (issue := _within(_ISSUE, text, end, limit)):
        one, end = (
            replace(one, span=(start, issue.end()), issue=squeeze(issue["issue"])),
            issue.end(),
        )
    if not one.locators:
        if posted := _within(_POSTED, text, end, limit):
            where = f"第{posted['n']}项" if posted["n"] else f"（{posted['name']}）"
            return replace(one, span=(start, posted.end()), locators=(posted["verb"] + where,))
        if row := _within(_ROWED, text, end, limit):
            return replace(one, span=(start, row.end()), locators=(_row(row),))
    last = one.locators[-1] if one.locators else ""
    if last and last[0].isdigit():
        if point := _within(_POINT, text, end, limit):
            last = f"{last}（{point['n'] or point['bare']}）"
            return replace(one, span=(start, point.end()), locators=(*one.locators[:-1], last))
    elif not last or last.endswith(("、", "部分")):
        items = _within(_ITEMED, text, end, limit)
        if items and items["items"] and (last or items["items"][0] not in "（(0123456789"):
            locators = (*one.locators[:-1], last + _label(items["items"]))
            return replace(one, span=(start, items.end("items")), locators=locators)
    return one


def _label(items: str) -> str:
    """Write 二、(一)1、 as locators have it: 二、（一）1."""
    wide = re.sub(r"\s|第(?=[（(])|(?<=[）)])[项点]", "", items).translate(str.maketrans("()．", "（）."))
    return re.sub(r"(?<=\d)、", ".", wide)


def _papers(text: str, found: Sequence[Citation], called: Sequence[Span]) -> Iterator[Citation]:
    """Yield what else is named in 《》: a book, a form; no series of issues (《…公报》2025年第2期)."""
    taken = sorted((*(one.span for one in found), *called))
    starts = [start for start, _ in taken]
    for match in _TITLE.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        inside = at >= 0 and match.start() < taken[at][1]
        own = text[match.start() - 1 : match.start()] == "本"
        if inside or own or _SERIES.match(text, match.end()) or "\n\n" in match[0]:
            continue
        one = Citation(match.span(), match[0][1:-1])
        limit = starts[at + 1] if at + 1 < len(starts) else len(text)
        yield _with_tail(text, one, max(limit, match.end()))


def _lower(text: str, found: Sequence[Citation]) -> Iterator[Citation]:
    """Yield 第二款 that goes on from an article cited before it in the paragraph."""
    spans = [one.span for one in found]
    starts = [start for start, _ in spans]
    ends: dict[int, Citation] = {}
    for match in _LOWER.finditer(text):
        at = bisect_right(starts, match.start()) - 1
        if at < 0 or match.start() < spans[at][1] or "\n" in text[spans[at][1] : match.start()]:
            continue
        steps, until, end = read_pointer(text, match.end())
        last = ends.get(at, found[at])
        place = last.locators[-1] if last.locators else ""
        if (
            not steps
            or steps[0].unit not in "款项"
            or not any(unit == "条" for unit, _ in split_place(place))
        ):
            continue
        if at + 1 < len(spans) and end > spans[at + 1][0]:
            continue
        locators = write_out(above(place, steps[0].unit), steps, until)
        ends[at] = replace(
            last, span=(match.start(), end), locators=locators, printed=None, is_short=True, issue=""
        )
        yield ends[at]


def _with(found: Sequence[Citation], more: Iterator[Citation]) -> list[Citation]:
    return sorted((*found, *more), key=lambda one: one.span)
