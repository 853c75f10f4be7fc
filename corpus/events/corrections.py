"""Corrections (更正, 勘误): which printed words are wrong, which are right, and where they were printed.

“甲”应为“乙”, 将“甲”更正为“乙”, “甲”误印为“乙” say the words; the issue, the page, the document and its article are
told before them, once for many: what a sentence doesn't tell is that of the one before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.events.amendments import Amendment, Change
from corpus.numerals import to_arabic
from corpus.records import Span
from corpus.references.resolve import Reference, ReferenceKind


@dataclass(frozen=True, slots=True)
class Printed:
    """Hold where wrong words were printed: the issue's year and number, the page, the document and its places.

    0 and "" where a correction doesn't tell. ``reference`` is what names the document.
    """

    year: int = 0
    issue: int = 0
    page: int = 0
    title: str = ""
    number: str = ""
    locators: tuple[str, ...] = ()
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Hold one correction; ``amendment`` has the words, None where only what is wrong is named.

    ``span`` holds the words, or the name of what is wrong.
    """

    printed: Printed
    span: Span
    amendment: Amendment | None = None


_QUOTE = r"(?:“[^“”\n]{1,400}”|「[^「」\n]{1,400}」|『[^『』\n]{1,400}』|\"[^\"\n]{1,400}\")"
_SORT = r"(?:[一二两三四五六七八九十\d]{0,3}[个]?字|一词|一句|字样|数字|等字)?"
_PAIRS = re.compile(
    # “甲”应为“乙”, 将“甲”更正为“乙”, 误印为“甲”，应为“乙”
    rf"(?P<old>{_QUOTE}){_SORT}[，,]?(?:均|现|全部|一律|予以)?"
    rf"(?:应(?:更正|改|当)?(?:为|作|是)|(?:更正|改|订正|修正|勘正)(?:为|成|作))[:：]?(?P<new>{_QUOTE})"
    # “甲”系“乙”之误
    rf"|(?P<wrong>{_QUOTE}){_SORT}(?:系|为|是)(?P<right>{_QUOTE}){_SORT}之误"
    # “乙”误印为“甲”
    rf"|(?P<meant>{_QUOTE}){_SORT}(?:误|错)(?:印|排|写|植|登|刊)?(?:为|成|作)(?P<printed>{_QUOTE})(?![，,]?应)"
    # “甲”后漏印“乙”
    rf"|{_QUOTE}{_SORT}之?[前后](?:应)?(?:漏|脱|遗漏|增加|补充|补|加)[印排字上]{{0,2}}(?P<added>{_QUOTE})"
    # 应删去“甲”, “甲”应删去, “甲”系衍文
    rf"|(?:删去|删除)(?P<struck>{_QUOTE})|(?P<dropped>{_QUOTE}){_SORT}(?:应(?:予)?(?:以)?删[去除]|系衍[文字])"
    # 第三条第二款应为：“乙”
    rf"|(?:应(?:更正|改|当)?为|更正为)[:：]?(?P<whole>{_QUOTE})"
)
_N = r"(?:\d{1,4}|[零〇一二三四五六七八九十百]{1,5})"
_ISSUE = re.compile(
    rf"(?:(?P<year>\d{{4}}|[一二][〇○零一二三四五六七八九]{{3}})\s?年\s?)?第\s?(?P<issue>{_N})\s?期"
    r"|(?P<last>上(?:一)?期)"
)
_PAGE = re.compile(rf"第\s?(?P<page>{_N})\s?页")
_WRONG = re.compile(r"更正[为如]|应(?:更正)?为|(?:现|特此|特|予以)更正|有误|更正[:：]")
_TITLED = re.compile(r"(?:更\s?正|勘\s?误)(?:公告|通知|说明|启事|声明|函|表)?$")
# A note below another document: 更正：本刊2025年第1期 …
_NOTE = re.compile(r"^\s*[【\[（(]?(?:更\s?正|勘\s?误)(?:启事|说明|声明)?\s*[】\]）):：]", re.MULTILINE)
_SENTENCE = re.compile(r"[^。；;！？\n]+[。；;！？]?")
_SPEAKS_OF_PRINT = re.compile(r"本刊|本公报|上一?期|公报|第\s?[\d一二三四五六七八九十]{1,4}\s?期")


def is_correction(title: str) -> bool:
    """Tell the title of a correction (更正, 勘误启事, 关于《甲办法》的更正) from one that has the word in it."""
    return _TITLED.search(title.strip()) is not None


def note_at(text: str) -> int | None:
    """Return where a note in a text of another document begins to correct an issue, None where there is none."""
    match = _NOTE.search(text)
    return match.start() if match and _SPEAKS_OF_PRINT.search(text, match.end()) else None


def find_corrections(
    text: str, references: Sequence[Reference], printed: Printed, at: int = 0
) -> tuple[list[Correction], Printed]:
    """Find the corrections in a text, from ``at`` on; ``printed`` is what was told before it.

    Returns with them what is told after it, for the text that follows.
    """
    found: list[Correction] = []
    blank = re.sub(_QUOTE, lambda match: "□" * len(match[0]), text)
    for sentence in _SENTENCE.finditer(blank, at):
        start, end = sentence.span()
        pairs = list(_PAIRS.finditer(text, start, end))
        named = [one for one in references if start <= one.span[0] < end and blank[one.span[0]] != "□"]
        floor = start
        for pair in pairs:
            printed = _told(printed, text, floor, pair.start(), named)
            found.append(Correction(printed, pair.span(), _amendment(pair, printed, (start, end))))
            floor = pair.end()
        before, printed = printed, _told(printed, text, floor, end, named)
        document = printed.reference
        if not pairs and document and document is not before.reference and _WRONG.search(text, start, end):
            found.append(Correction(printed, document.span))
    return found, printed


def _told(printed: Printed, text: str, start: int, end: int, named: Sequence[Reference]) -> Printed:
    """Add what stands between two places: an issue, a page, a document, an article of it."""
    for match in _ISSUE.finditer(text, start, end):
        year = to_arabic(re.sub("[○]", "〇", match["year"])) if match["year"] else 0
        issue = to_arabic(match["issue"]) if match["issue"] else 0
        printed = Printed(year or 0, issue or 0)
    pages = list(_PAGE.finditer(text, start, end))
    for match in pages:
        printed = replace(printed, page=to_arabic(match["page"]) or 0, locators=())
    for one in named:
        if not start <= one.span[0] < end:
            continue
        if not one.is_own and (one.title or one.number):
            same = pages or (one.title, one.number) == (printed.title, printed.number)
            page = printed.page if same else 0
            printed = Printed(printed.year, printed.issue, page, one.title, one.number, one.locators, one)
        elif one.locators:  # 第八条 of what was named before
            printed = replace(printed, locators=one.locators)
    return printed


def _amendment(pair: re.Match[str], printed: Printed, sentence: Span) -> Amendment:
    """Return the words of a correction as an amendment of what is corrected."""

    def span(*names: str) -> Span | None:
        return next((pair.span(name) for name in names if pair[name] is not None), None)

    old = span("old", "wrong", "printed", "struck", "dropped")
    new = span("new", "right", "meant", "added", "whole")
    change = Change.REPLACED
    if pair["added"] is not None:
        change = Change.ADDED
    elif pair["struck"] is not None or pair["dropped"] is not None:
        change = Change.STRUCK
    reference = printed.reference or Reference(pair.span(), pair[0], ReferenceKind.ABOVE)
    reference = replace(reference, locators=printed.locators)
    return Amendment(change, reference, sentence, old, new)
