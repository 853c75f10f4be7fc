"""Find quoted words in a draft, and the citations that they may be quoted from.

A quotation stands right behind a citation (第五条规定：“…”), inside its sentence (依据第八条“…”的规定) or before it
(“…”（《…》第五条）). Words in quotation marks that only stand near one (开展“回头看”) may be no quotation at all:
they are held against the text, and taken for one where they are found there, or nearly.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Span
from search.check.citations import Citation
from search.check.compare import is_quotable


@dataclass(frozen=True, slots=True)
class Quote:
    """Hold quoted words (``span``, without their marks) and whose they may be, the likeliest first.

    ``tight`` are the places of citations that plainly introduce or follow the quotation, ``loose`` of those
    that stand in its sentence.
    """

    span: Span
    tight: tuple[int, ...] = ()
    loose: tuple[int, ...] = ()


_PAIRS = {"“": "”", "「": "」", "『": "』"}
_LONGEST = 6000
_GAP = 60  # characters between a citation and words quoted in its sentence
_SAYS = (
    "规定|明确|要求|指出|提出|强调|载明|写明|写道|列明|所称|称|表述|界定|定义|解释|即|原文|内容|条文|如下"
    "|确定|限定|设定|使用|采用|作"
)
_INTRODUCED = re.compile(
    rf"\s*(?:[，,：:]|的|中的?|里的?|所|第?.?)?\s*|[^。！？\n“”]{{0,30}}(?:{_SAYS})(?:了|有|为|是|的|出|道|到|过|，|,|：|:|\s|—){{0,6}}"
    r"|[^。！？\n“”]{0,20}[：:]\s*"
)
_FOLLOWED = re.compile(
    r"\s*[，,。；;]?\s*(?:[（(]\s*(?:详?见|参见|参照|依据|根据|引自|出自|语出|摘自|载于?|据)?[：:]?\s*|(?:——|--|—)\s*"
    r"|[，,]?\s*(?:这|此|上述|该)?(?:是|为|系|即|乃|引自|出自|语出|摘自|载于|见于|见|参见|源于|来自|源自|正是|属于)(?:了)?\s*)"
)
_LISTED = re.compile(r"\s*(?:[、，,]|和|与|及|以及|或者?|并|还有|同)*\s*")
_JOINED = re.compile(
    r"\s*(?:[，、；;,]|和|与|及|以及|或者?|并|且|还|又|同时|第[一二三]|其[一二三]|\s){0,4}\s*"
)
# What stands before words that are new, and so stand nowhere yet.
_DENIED = re.compile(r"(?:而非|并非|不是|不再是|有别于|不同于)(?:所谓)?的?\s*$")
_NAMED = re.compile(r"(?:简称|合称|下称)(?:为|作|：|:)?\s*$")
_NEW = re.compile(
    r"(?:增加|增补|新增|添加|加入|增写|补充)[^。；“”]{0,30}$|"
    r"(?:修[改订]|改|调整|变更|替换|更改|更正|表述|代之以|补充|增加|增补|新增|添加|加入)[为成到作]?[^。；“”]{0,8}$"
)


def find_quotes(text: str, citations: Sequence[Citation]) -> tuple[Quote, ...]:
    """Find the quotations of a draft with the citations that they may belong to; total for any text."""
    quotes: list[Quote] = []
    spans = [one.span for one in citations]
    for span in quoted_spans(text):
        outer = (span[0] - 1, span[1] + 1)
        at = bisect_right(spans, outer[0], key=lambda one: one[0]) - 1
        if at >= 0 and outer[1] <= spans[at][1]:
            continue  # in a title: 《…“马上办”…》
        if not is_quotable(text[slice(*span)]) or _NAMED.search(text, max(0, outer[0] - 12), outer[0]):
            continue
        quotes.append(_attached(text, span, citations, quotes))
    return tuple(quotes)


def quoted_spans(text: str) -> tuple[Span, ...]:
    """Return the outermost quotations, without their marks."""
    found: list[Span] = []
    at, budget = 0, _BUDGET
    while budget > 0 and (match := _OPEN.search(text, at)):
        end, looked = _closing(text, match.start(), match[0])
        budget -= looked
        if end < 0:
            at = match.end()
            continue
        found.append((match.end(), end))
        at = end + 1
    return tuple(found)


_OPEN = re.compile('[“「『"]')
_BUDGET = 2_000_000  # characters that are looked at, so that marks which stay open can't cost their square


def _closing(text: str, at: int, opening: str) -> tuple[int, int]:
    """Return where a quotation ends, -1 where it stays open or grows too long; and how far was looked.

    Each paragraph of a long one may begin with “ again; ASCII marks close in their paragraph.
    """
    if opening == '"':
        paragraph = text.find("\n", at)
        return text.find('"', at + 1, paragraph if paragraph >= 0 else len(text)), 1
    closing = _PAIRS[opening]
    if text.find(closing, at, at + _LONGEST) < 0:
        return -1, 1
    marks = re.compile(f"{opening}|{closing}")
    depth = 0
    for match in marks.finditer(text, at, at + _LONGEST):
        place = match.start()
        if match[0] == opening:
            again = depth == 1 and not text[text.rfind("\n", 0, place) + 1 : place].strip()
            depth += not again
        else:
            depth -= 1
            if not depth:
                return place, place - at
    return -1, min(_LONGEST, len(text) - at)


def _attached(text: str, span: Span, citations: Sequence[Citation], before: Sequence[Quote]) -> Quote:
    """Find whose words these may be."""
    start, end = span[0] - 1, span[1] + 1
    if _is_new(text, start) or _DENIED.search(text, max(0, start - 8), start):
        return Quote(span)
    tight: list[int] = []
    loose: list[int] = []
    # 《甲》第三条、第五条规定：“…”: whichever of a list has the words.
    following = bisect_left(citations, end, key=lambda one: one.span[0])
    if following < len(citations):
        to = citations[following].span[0]
        if _FOLLOWED.fullmatch(text, end, to):
            tight.append(following)
        elif to - end <= _GAP and not re.search(r"[。！？\n]", text[end:to]):
            loose.append(following)
    nearest = bisect_right(citations, start, key=lambda one: one.span[1]) - 1
    for at in range(nearest, -1, -1):
        gap = text[citations[at].span[1] : start]
        sentence = _without_quotes(gap)
        if len(sentence) > _GAP or re.search(r"[。！？\n](?!\s*$)|\n\s*\n", sentence.strip("\n")):
            if not _is_block(gap):
                break
        listed = at + 1 in tight and _LISTED.fullmatch(text, citations[at].span[1], citations[at + 1].span[0])
        if listed or (
            at == nearest
            and (_INTRODUCED.fullmatch(gap) or _goes_on(text, start, at, before) or _is_block(gap))
        ):
            tight.append(at)
        else:
            loose.append(at)
    return Quote(span, tuple(tight), () if tight else tuple(loose))


def _is_block(gap: str) -> bool:
    """Tell a quotation that stands in a paragraph of its own: 第八条规定：⏎“…”."""
    return re.fullmatch(r"[^\n]{0,40}[：:]\s*\n\s*", gap) is not None


def _is_new(text: str, start: int) -> bool:
    """Tell the new words of an amendment: 修改为“…”, 增加一款：“…”."""
    before = text[max(0, start - 40) : start]
    before = before[before.rfind("\n") + 1 :] or before
    return _NEW.search(before) is not None and re.search("不[得能可]|表述$", before) is None


def _goes_on(text: str, start: int, at: int, before: Sequence[Quote]) -> bool:
    """Tell if a quotation goes on from one just before it that belongs to the same citation: “甲”和“乙”."""
    last = before[-1] if before else None
    return bool(last and at in last.tight and _JOINED.fullmatch(text, last.span[1] + 1, start))


def words_of(text: str, span: Span) -> str:
    """Return quoted words with blanks for the marks that begin their paragraphs anew; the length stays."""
    return re.sub(r"(?<=\n)([ \t\u3000]*)[“「『]", r"\1 ", text[slice(*span)])


def _without_quotes(gap: str) -> str:
    return re.sub('“[^”]*”|「[^」]*」|"[^"]*"', "□", gap)
