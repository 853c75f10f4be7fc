"""Repeals: which other documents a sentence or a list ends, replaces, keeps, or announces to revise.

The documents named stand before the word (《甲》（…号）、《乙》同时废止) or after it (决定废止《甲》等103件文件),
joined as a list is; or a table is headed by it (废止文件目录), one row a document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from corpus.events.kinds import KEPT, REPEALED, SUPERSEDED, TO_BE_REVISED, EventKind
from corpus.numbers import find_numbers
from corpus.records import Clause, Kind, Span
from corpus.references.resolve import Reference
from corpus.text import heal_title, squeeze
from corpus.vocabulary import ENACTED, ISSUED


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """Hold how sentences say what becomes of the documents that they name.

    ``behind`` is the pattern of the words behind the documents (《甲》同时废止), ``ahead`` of those before them
    (废止《甲》), whose titles are □. Each of them holds one of the words of ``telling``.
    """

    kind: EventKind
    telling: str
    behind: str
    ahead: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what becomes of one document; ``span`` holds its name and the word, ``sentence`` the whole.

    ``with_own`` says that it does when the new text begins (同时), ``is_listed`` that it stands in a list.
    """

    kind: EventKind
    title: str
    number: str
    locators: tuple[str, ...]
    span: Span
    sentence: Span
    with_own: bool = False
    is_listed: bool = False


_MOST = 200  # documents that one word ends
_ADVERBS = "(?:都|同时|即行|立即|相应|一并|随之|自行|自动|即|现|均|也|亦|全部|予以|宣布|正式)*"
_GONE = "(?:废止|停止(?:执行|施行|使用)|不再(?:执行|施行|适用|有效)|失效|作废)"
# After the word the sentence ends, or the documents follow; 废止程序, 废止目录, 废止的 are something else.
#: A further kind of what becomes of named documents is a row here. Of words at one place the first row has it.
WORDINGS = [
    Wording(
        REPEALED,
        "废止|停止|不再|失效|作废",
        rf"(?P<how>{_ADVERBS}){_GONE}(?=[，,。；;、：:（(\s和并]|□|$)",
        r"(?<!关于)(?:废止|宣布失效|停止(?:执行|施行))[^□，。；;]{0,16}?(?=□)",
    ),
    Wording(
        SUPERSEDED,
        "代替|替代|取代|为准",
        r"(?:由|以|按)?(?:本|新)[\u4e00-\u9fff]{1,8}(?:代替|替代|取代|为准)",
        "(?:代替|替代|取代)(?=□)",
    ),
    Wording(
        TO_BE_REVISED,
        "修[改订]",
        r"(?:拟|将|待|需要?)(?:予以|进行|作)?修[订改](?=[，,。；;（(\s]|□|$)",
        r"(?:(?:拟|将|待)(?:予以|进行)?修[订改]|[列纳]入修[订改](?:计划|目录)[^□，。；;]{0,6})(?=□)",
    ),
    Wording(
        KEPT,
        "继续|保留|有效期|期限",
        rf"{_ADVERBS}继续(?:有效|执行|施行|实施)(?=[，,。；;、：:（(\s]|□|$)"
        r"|(?:的)?有效期限?(?:统一)?(?:延长|延续|顺延|展期)[^，。；;□]{0,40}",
        r"继续(?:执行|施行|实施)(?=□)|延长(?=□[^。；;]{0,200}?(?:有效|执行|施行|实施|试行)期)",
    ),
]
# What is not done, or not yet: 应当及时废止, 修改或者废止, 建议废止.
_NOT_DONE = re.compile(
    r"(?:应当?|可以?|需要?|建议|申请|提请|是否|如果|或者?|修改、|未|不|没有|已经?|拟|要求|请求|认为|及时|依法|有权)(?:予以|依法|及时|自行|立即|决定)*$"
)
# 《甲办法》与本办法不一致的，以本办法为准: the rest of it goes on.
_WHERE_AT_ODDS = re.compile("(?:不一致|不相符|不符|相?抵触|相?冲突|有出入)(?:之处)?(?:的)?[，,]?$")
_LINK = re.compile(
    r"\s*(?:[（(][^（）()]{0,60}[）)])?\s*(?:、|，|,|和|及|与|以及)?\s*"
    rf"(?:[^，。；、□]{{0,60}}(?:{ENACTED}|修[正订改])的|原|附件)?\s*(?:[（(][^（）()]{{0,30}}[）)])?"
)
# The list goes on, whatever is told of the next one; 《新条例》施行后，《旧办法》同时废止 is no list.
_HISTORY = re.compile(
    r"\s*(?:[（(][^（）()□]{0,80}[）)]\s*)*(?=[、，,等的和及与以并]|$)(?:(?!依照|按照|规定|应当|不得|适用)[^。；□]){0,120}"
)
_HISTORIC = re.compile(rf"(?:通知|文件?|令)?(?:{ISSUED}|批准|第?.?次?修[改订正])")
_PUBLISHED = re.compile(rf"(?:通知|文件?|令)?(?:{ISSUED})的")
# What a decision rests on is not ended by it: 根据《甲条例》，《乙办法》同时废止.
_BASIS = re.compile("(?:根据|依据|依照|按照|遵照|参照|对照|贯彻|落实|鉴于|由于)$")
_TO_WORD = re.compile(
    r"文?(?:的?有效期限?(?:已?届满|已满|已过)[，,])?"
    r"\s*(?:[（(][^（）()]{0,60}[）)])?(?:等)?\s*(?:[\d一二三四五六七八九十百]{0,4}[件部个项])?(?:[\u4e00-\u9fff]{0,10}(?:文件|规章|规定|通知|法规|法律|解释|公告|决定))?"
    r"(?:[，,]?(?:自|从)[^，。；]{1,30}?起)?[，,]?(?:与本[^，。；]{1,20}(?:不一致|相抵触)的[，,])?"
)
# What a repealed law was amended by on its way: …通过、根据《…的决定》修正的《甲》同时废止.
_AMENDED_BY = re.compile(
    r"[、，,]?\s*根据[^。；□]{0,80}□+(?:[（(][^（）()]{0,60}[）)])?[^。；□、，]{0,8}修[正订改](?:的)?"
)
_TO_LIST = (
    r"(?:(?<!关于)(?:废止|宣布失效|停止执行|(?P<revised>拟修[订改]))(?:下列|以下|如下)[^□。；《\n]{0,30}"
    r"|(?:下列|以下)[^□。；《\n]{0,30}(?:予以|宣布|决定)(?:废止|失效|停止执行))[:：]"
)
_ANNOUNCES = re.compile(_TO_LIST + "$")
_ANNOUNCED_LINE = re.compile(_TO_LIST + r"\s*\n")
_ENTRY = re.compile(r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,4}[）)]?\s?[、.．]?\s?)?[《□]")
_LISTS = (
    (
        TO_BE_REVISED,
        re.compile(
            r"(?:拟|待|需|应|予以|列入)修[订改]|修[订改](?:的|类)?[^废失]{0,12}(?:目录|清单|名单|文件)"
        ),
    ),
    (KEPT, re.compile(r"^(?!.*(?:废|失效|修[订改])).*(?:继续有效|予以保留|保留的)")),
    (REPEALED, re.compile(r"(?:废止|失效|停止执行|作废)(?!.*(?:修[订改]|继续有效|保留))")),
)


def listed(title: str, headings: Sequence[str]) -> EventKind | None:
    """Tell what a list does by its nearest heading, or by its title (废止文件目录); None for other texts.

    The title of a notice (关于废止…的通知) makes no list of its clauses.
    """
    for text in (*reversed(headings), title):
        flat = re.sub("《[^》]*》", "", squeeze(text))
        if text is title and not re.search("目录|清单|名单|一览表", flat):
            return None
        for kind, pattern in _LISTS:
            if pattern.search(flat):
                return kind
    return None


def find_outcomes(
    clause: Clause,
    masked: str,
    references: Sequence[Reference],
    sentences: Sequence[Span],
    within: EventKind | None,
) -> Iterator[Outcome]:
    """Find what becomes of the documents that a clause names; ``masked`` is its text with the titles blanked out (□).

    ``within`` says that the clause stands in a list that one before it announces (废止下列文件：).
    """
    masked = _AMENDED_BY.sub(lambda match: " " * len(match[0]), masked)
    others = [
        one
        for one in references
        if not one.is_own and (one.title or one.number) and not masked[one.span[0]].isspace()
    ]
    others = _published(clause.text, others)
    told: set[tuple[EventKind, Span]] = set()  # 决定废止《甲》，自…起不再执行 says it twice
    for start, end in sentences:
        inside = [one for one in others if start <= one.span[0] < end]
        starts, floor = [one.span[0] for one in inside], 0
        for kind, word, is_ahead in _words(masked, start, end) if inside else ():
            if is_ahead:
                at = bisect_left(starts, word.end())
                named = _after(masked, inside[at : at + _MOST], word.end())
            else:
                at = bisect_left(starts, word.start())
                named = _before(masked, inside[max(floor, at - _MOST) : at], word.start(), "同时" in word[0])
                floor = at  # what stands before is the list of the word before
            for one in named:
                if (kind, one.span) not in told:
                    told.add((kind, one.span))
                    yield _outcome(kind, word, one, (start, end))
    heading = None if clause.kind is Kind.COVER else listed(clause.title, clause.headings)
    if of_list := within or heading:
        yield from _rows(clause, masked, others, of_list)
    elif announced := _ANNOUNCED_LINE.search(masked):
        yield from _rows(clause, masked, others, _announced(announced), announced.end())


def announces(text: str) -> EventKind | None:
    """Tell if a clause ends in the announcement of a list: 决定废止下列文件：."""
    match = _ANNOUNCES.search(text[-120:].rstrip())
    return _announced(match) if match else None


def goes_on(text: str) -> bool:
    """Tell if a clause goes on with the list that one before it announces: 二、《…》."""
    return _ENTRY.match(text) is not None


def _announced(match: re.Match[str]) -> EventKind:
    return TO_BE_REVISED if match["revised"] else REPEALED


@cache
def _patterns(wordings: tuple[Wording, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Join the patterns of all wordings, (ahead, behind); the last group of a match is that of its wording."""
    ahead = "|".join(f"(?P<at{at}>{one.ahead})" for at, one in enumerate(wordings))
    behind = "|".join(f"(?P<at{at}>{one.behind})" for at, one in enumerate(wordings))
    return re.compile(ahead), re.compile(behind)


def _words(masked: str, start: int, end: int) -> Iterator[tuple[EventKind, re.Match[str], bool]]:
    """Yield the words in a sentence that say what becomes of documents now, and if these follow."""
    ahead, behind = _patterns(tuple(WORDINGS))
    for pattern in (ahead, behind):
        for word in pattern.finditer(masked, start, end):
            kind = WORDINGS[int((word.lastgroup or "").removeprefix("at"))].kind
            before = masked[max(start, word.start() - 20) : word.start()]
            if not _NOT_DONE.search(before) and not (kind.replaces and _WHERE_AT_ODDS.search(before)):
                yield kind, word, pattern is ahead


def _outcome(kind: EventKind, word: re.Match[str], one: Reference, sentence: Span) -> Outcome:
    span = (min(word.start(), one.span[0]), max(word.end(), one.span[1]))
    how = word.groupdict().get("how") or ""
    return Outcome(kind, one.title, one.number, one.locators, span, sentence, "同时" in how or "随之" in how)


def _after(masked: str, references: Sequence[Reference], at: int) -> Iterator[Reference]:
    """Yield the documents of the list that begins at ``at``."""
    for one in references:
        if one.span[0] < at:
            continue
        if not _LINK.fullmatch(masked, at, one.span[0]):
            return
        yield one
        at = one.span[1]


def _before(masked: str, references: Sequence[Reference], at: int, strong: bool) -> Iterator[Reference]:
    """Yield the documents of the list that ends at ``at``, in order.

    With 同时废止 (``strong``) all that a sentence names is repealed, whatever it tells of their history.
    """
    found: list[Reference] = []
    for one in reversed(references):
        if one.span[1] > at:
            continue
        gap = _TO_WORD if not found else _HISTORY if strong else _LINK
        if not gap.fullmatch(masked, one.span[1], at):
            break
        if _BASIS.search(masked, max(0, one.span[0] - 8), one.span[0]):
            found = _beside_basis(masked, one, found)
            break
        found.append(one)
        at = one.span[0]
    yield from reversed(found)


def _beside_basis(masked: str, basis: Reference, found: Sequence[Reference]) -> list[Reference]:
    """Leave out what a decision rests on, up to the comma: 根据《甲法》和《乙法》，《丙办法》废止."""
    listed = [basis, *reversed(found)]
    for at, (one, other) in enumerate(pairwise(listed), 1):
        if re.search("[，,]", masked[one.span[1] : other.span[0]]):
            return listed[at:][::-1]
    return []


def _published(text: str, references: Sequence[Reference]) -> list[Reference]:
    """Give a title the number under which it was published: 总局令第8号公布的《甲》 is one document.

    A number that only tells its history (第17号令发布、第20号令修改的《甲》) is no document of the list.
    """
    out: list[Reference] = []
    for at, one in enumerate(references):
        last = references[at - 1] if at else None
        if not one.title and _HISTORIC.match(text, one.span[1]):
            continue
        if last and not (last.title or one.number) and _PUBLISHED.fullmatch(text, last.span[1], one.span[0]):
            one = replace(one, number=last.number, span=(last.span[0], one.span[1]))
        out.append(one)
    return out


def _rows(
    clause: Clause, masked: str, references: Sequence[Reference], kind: EventKind, start: int = 0
) -> Iterator[Outcome]:
    """Read a row or the items of a list: its number, and the cell or the title marks that name it."""
    text = clause.text
    if clause.kind is not Kind.ROW:
        for line in _lines(text):
            inside = [one for one in references if max(line[0], start) <= one.span[0] < line[1]]
            if inside and _ENTRY.match(masked, line[0]):
                one = inside[0]
                yield Outcome(kind, one.title, one.number, one.locators, line, line, False, True)
        return
    numbers = [number for number, _ in find_numbers(text)]
    cells = [cell for cell in text.split("\t")[1:] if cell.strip()]
    named = [cell for cell in cells if not any(number for number, _ in find_numbers(cell))]
    title = heal_title(max(named, key=len, default=""))
    whole = (0, len(text))
    if numbers or title:
        yield Outcome(kind, title, numbers[-1] if numbers else "", (), whole, whole, False, True)


def _lines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1
