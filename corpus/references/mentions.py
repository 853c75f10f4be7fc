"""Find where running text mentions a law, a document or a place in one; nothing is resolved here.

A mention is a head and a pointer, either of which may be missing: 《噪声污染防治法》| 第八十八条第二款,
本办法 | 第二十二条, 前款 | 第三项, – | 第五条至第七条. A pointer is a row of steps, each a list of numbers
and a unit (第（一）、（三）至（五）项). What a mention means depends on where it stands: see
:mod:`corpus.references.resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from corpus.markers import is_cited, read_marker
from corpus.numbers import find_numbers
from corpus.numerals import to_arabic
from corpus.pointers import LINK, STEP, Step, read_pointer
from corpus.records import Span
from corpus.text import squeeze
from corpus.titles import longest_known
from corpus.vocabulary import DOCUMENTS, PAPERS


class Head(Enum):
    """What a mention names before its pointer."""

    TITLE = "title"  # 《…》, a document number, or both
    NAME = "name"  # a name without 《》, only where a pointer follows it: 刑法第二十条
    OWN = "own"  # 本办法
    RELATIVE = "relative"  # 本条, 前款, 前两款, 本章, 该条
    CHAINED = "chained"  # 、第五条 after another mention: of the same document
    BARE = "bare"  # a pointer alone
    ABOVE = "above"  # 上述规定
    ANNEX = "annex"  # 附件2, 附件第51项


@dataclass(frozen=True, slots=True)
class Mention:
    """What stands in the text, as it is printed.

    ``title`` is that within 《》 or a bare name, ``noun`` the word after 本 (办法) or an annex with its
    number (附件2), ``word`` and ``count`` those of a relative head (前两款: 前, 2, with a step-less unit
    款 in ``unit``). ``steps`` are the pointer, ``until`` its far end (第三条至第五条), ``path`` a decimal section.
    ``reach`` is where a pointer may follow: after a bracket that tells the number or a short name.
    """

    span: Span
    head: Head
    title: str = ""
    number: str = ""
    noun: str = ""
    word: str = ""
    count: int = 1
    unit: str = ""
    steps: tuple[Step, ...] = ()
    until: tuple[Step, ...] = ()
    path: str = ""
    reach: int = field(default=0, compare=False)


_DECIMAL = re.compile(r"(?P<path>\d{1,2}(?:[.．]\d{1,3}){1,5})(?![\d.．])(?:\s?(?P<unit>[条款项节]))?")

_KINDS = "(?:实施|暂行|补充|试行|若干|指导|修正|管理|处罚|行动|工作|应急|专项|总体|综合|基本|技术|司法)"
_OWN = re.compile(
    rf"本(?P<open>《)?(?P<noun>{_KINDS}{{0,2}}(?:{DOCUMENTS}))(?(open)》)(?:正文|总则|分则)?(?:的|中的?)?$"
)
_NAME = re.compile(
    rf"(?P<name>[\u4e00-\u9fff·]{{0,30}}(?:{DOCUMENTS}))(?:（[^（）]{{1,12}}）)?(?:总则|分则)?(?:的|中的?)?$"
)
# Words of the sentence before a name; 共和国, 对外, 行为, 犯罪 belong to names.
_BEFORE_NAME = re.compile(
    r".*(?:违反|依照|按照|依据|根据|遵照|适用(?!法)|符合|参照|执行(?!法)|比照|援引|引用|行使|履行|触犯|构成|属于|具[有备]|应当"
    r"|实施(?!条例|细则|办法|规定)|删去|达到|认定|超[过出]|遵守|采取|主张|承担|支付|包括|发现|出现|修[改正订][前后]|不受|不影响"
    r"|所称|因|除|以及|或者|和(?!国)|与|(?<!普)及|或|即|将|从事?(?!业)|(?<!自)由|(?<!应)对(?!外)|(?<![行勇作])为|是|把|在|于"
    r"|按|依(?!法)|犯(?!罪)|该|其|(?<!草)原|的|了|向|被|以(?!工)|指(?!南|引)|就(?!业)|见(?!义)|(?<!国)(?<!所)有(?![关限组毒害])|但|已经)"
)
# 本法所附《税目税额表》, 附件《名录》; that of another law (车船税法所附《…》) is a title like others.
_ANNEXED = re.compile(
    rf"(?:(?:本{_KINDS}{{0,2}}(?:{DOCUMENTS})(?:规定的)?|^|[^\u4e00-\u9fff]|见)所附|附件|附表)的?$"
)
_TAIL = re.compile(r"\s?[（(](?P<inner>[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]")
_TELLS = re.compile(r"简称|下称|试行|暂行|修[订正改]|\d{4}年?$|草案|号|令|[A-Z]{2}")
_STANDARD = re.compile(r"[A-Z]{2}[A-Z/]*\s?\d")  # GB/T 9704—2012
_LINK = re.compile(r"\s?(?:的|中的?|之|文件?的?)?\s?")
# Papers that are written in 《》 too, and the last words of documents.
_DOCUMENT = re.compile(rf"(?:{DOCUMENTS}|{PAPERS})$")
_ISSUED = re.compile("关于|批转|转发|印发")
_PAPER = re.compile(r"(?:[合协][同议]|许可证|证书|登记|申请|责任|保证)(?:书|表|合同|协议|规范|函)?$")
_TITLE_TAIL = re.compile(r"(?:[（(〔\[〈][^（）()]*[）)〕\]〉])+$")
_LONGEST_TITLE = 200

_RELATIVE = re.compile(
    r"(?P<word>[本前该同上])(?P<count>[一二两三四五六七八九十])?"
    r"(?P<unit>条(?![例件约款文目])|款(?![项待式])|项(?![目工权制任职业下收资])|章(?!程)|节(?![能水约目日点假])|编(?![制号写者]))"
)
_GLUED = {
    "本": "基根样版文书账成资日原一抄剧课副标摘刻",
    "前": "目提",
    "该": "应各",
    "同": "合共",
    "上": "以",
}
_ABOVE = re.compile(r"(?:上述|前述|[上前]列)(?:各?条款|各?条文|各?[条款](?![件约项文目例])|各?项?规定)")
_ANNEX = re.compile(
    r"(?P<noun>附件|附表|附录)"
    r"(?P<n>\d{1,2}(?!\d)|[一二三四五六七八九十]{1,3}(?![级类项个次年月])|[A-Z](?![A-Za-z]))?"
    r"(?P<row>第(?P<item>\d{1,3}|[一二三四五六七八九十百]{1,5})项(?!目))?"
)
_SHOWN = re.compile(r"(?:见|按照?|依照|根据|参照|所附|本办法|本规定)$")
_SECTION_BEFORE = re.compile(
    r"(?:见|按照?|依照?|依据|根据|执行|符合|参照|违反|满足|适用|第|[》）])\s?$|[和、与至]\s?$"
)
_SECTION_AFTER = re.compile(r"\s?(?:[条款项节]|的?规定|所[列述规]|的?要求|执行|处理|办理)")
_SCAN = re.compile(
    r"《|第(?=\s?[（(\d零〇一二三四五六七八九十百千])|[本前该同上](?=[一二两三四五六七八九十]?[条款项章节编])"
    r"|上述|前述|[上前]列|附[件表录]|(?<![\d.．])\d(?=\d?[.．]\d)"
)


_MOST = 5_000  # mentions of one text; a real clause has some hundred


def find_mentions(text: str) -> tuple[Mention, ...]:
    """Find the mentions in a text, in order and without overlap, the first 5,000; total for any text."""
    found: list[Mention] = []
    numbers = dict(_numbers(text)) if "号" in text else {}
    starts = iter([*sorted(numbers), len(text) + 1])
    start, at = next(starts), 0
    match = _SCAN.search(text)
    while True:
        if match and match.start() < at:  # a sign that lies ahead is not sought again
            match = _SCAN.search(text, at)
        here = match.start() if match else len(text)
        while start < at:
            start = next(starts)
        if start <= here and start in numbers:
            found.append(numbers[start])
            at = found[-1].span[1]
        elif match is None or len(found) == _MOST:
            return tuple(found)
        else:
            at = _read(text, here, found, numbers) or match.end()


def _numbers(text: str) -> Iterator[tuple[int, Mention]]:
    for number, span in find_numbers(text):
        yield span[0], Mention(span, Head.TITLE, number=number, reach=span[1])


def _read(text: str, at: int, found: list[Mention], numbers: dict[int, Mention]) -> int:
    """Read what may begin at a sign of the scan into ``found``; return where to go on, 0 where nothing is."""
    sign = text[at]
    if sign == "《":
        return _read_title(text, at, found, numbers)
    if sign == "第":
        mention = _read_pointer(text, at, found)
    elif sign == "附":
        mention = _read_annex(text, at, found)
    elif sign.isdecimal():
        mention = _read_section(text, at, found)
    elif above := _ABOVE.match(text, at):
        mention = Mention(above.span(), Head.ABOVE)
    else:
        mention = _read_relative(text, at)
    if mention is None:
        return 0
    if found and mention.span[0] <= found[-1].span[0]:
        found.pop()  # a title that its pointer has taken in
    found.append(mention)
    while (found[-1].steps or found[-1].path) and (chained := _read_chained(text, found[-1])):
        found.append(chained)
    return max(found[-1].span[1], found[-1].reach)


def _read_title(text: str, at: int, found: list[Mention], numbers: dict[int, Mention]) -> int:
    end = _closing(text, at)
    if end < 0:
        return 0
    title = text[at + 1 : end - 1]
    number, close, reach, standard = "", end, end, False
    while (tail := _TAIL.match(text, reach)) and len(tail["inner"]) < 80 and _TELLS.search(tail["inner"]):
        inside = next((numbers[start] for start in range(*tail.span("inner")) if start in numbers), None)
        if inside and not number:
            number, close = inside.number, tail.end()
        standard = standard or _STANDARD.search(tail["inner"]) is not None
        reach = tail.end()
    own = text[at - 1 : at] == "本"
    if _ANNEXED.search(text, max(0, at - 24), at):
        found.append(Mention((at, end), Head.ANNEX, title))
        return end
    if number or standard or is_document_title(title) or _points(text, reach):
        head = Head.OWN if own else Head.TITLE
        noun = title if own else ""
        found.append(Mention((at - own, close), head, "" if own else title, number, noun, reach=reach))
        return reach
    return end if len(title) < 4 else at + 1  # 《关于〈…〉…表》 may hold others


def _points(text: str, at: int) -> bool:
    link = _LINK.match(text, at)
    return bool(link and (STEP.match(text, link.end()) or _ANNEX.match(text, link.end())))


def _closing(text: str, at: int) -> int:
    """Return the end of the title that opens at ``at``, -1 where it stays open or grows too long."""
    depth = 0
    if text.find("》", at, at + _LONGEST_TITLE) < 0:
        return -1
    for place in range(at, min(at + _LONGEST_TITLE, len(text))):
        depth += (text[place] == "《") - (text[place] == "》")
        if not depth:
            return place + 1
    return -1


def is_document_title(title: str) -> bool:
    """Tell the title of a law or document (…办法（试行）) from that of a paper (…申报表, 许可证)."""
    flat = _TITLE_TAIL.sub("", squeeze(title))
    if _ISSUED.search(flat):
        return True
    return _DOCUMENT.search(flat) is not None and _PAPER.search(flat) is None


def _read_pointer(text: str, at: int, found: Sequence[Mention]) -> Mention | None:
    section = _DECIMAL.match(text, at + 1)
    if section:
        return _read_section(text, at + 1, found)
    steps, until, end = read_pointer(text, at)
    if not steps:
        return None
    if not until and len(steps) == 1 and _opens(text, at, end):
        return None
    return replace(_headed(text, at, end, found), steps=steps, until=until)


def _opens(text: str, at: int, end: int) -> bool:
    """Tell the number that an article opens with, here or in a quoted amendment (“第三条 …”)."""
    before = text[max(0, at - 4) : at]
    if not before.strip(" \u3000") or before.rstrip(" \u3000").endswith(("\n", "“", '"', "「", "『", "#")):
        return end >= len(text) or text[end].isspace()
    if before.rstrip().endswith("。") or (
        before[-1].isspace() and before.rstrip().endswith(("；", "："))
    ):  # articles that run on in one line
        marker = read_marker(text[at : at + 40])
        return marker is not None and not is_cited(marker, text[at : at + 40])
    return False


def _headed(text: str, at: int, end: int, found: Sequence[Mention]) -> Mention:
    """Make the mention of a pointer, with what is named before it."""
    last = found[-1] if found else None
    if last and last.reach and not last.steps and not last.path and last.reach <= at:
        if _LINK.fullmatch(text, last.reach, at):
            return replace(last, span=(last.span[0], end), reach=0)
    floor = last.span[1] if last else 0
    before = text[max(floor, at - 40) : at]
    if own := _OWN.search(before):
        return Mention((at - len(before) + own.start(), end), Head.OWN, noun=own["noun"])
    if named := _NAME.search(before):
        name = _cut(named["name"])
        if name and not name.startswith(("本", "规定", "制度", "安排", "措施", "政策", "标准")):
            start = at - len(before) + named.end("name") - len(name)
            return Mention((start, end), Head.NAME, name)
    return Mention((at, end), Head.BARE)


def _cut(words: str) -> str:
    """Cut a name out of the words of a sentence that end in it."""
    if known := longest_known(words):
        nation = "中华人民共和国"
        return nation + known if words.endswith(nation + known) else known
    cut = _BEFORE_NAME.match(words)
    return words[cut.end() :] if cut else words


def _read_chained(text: str, last: Mention) -> Mention | None:
    """Read the next member of a list: 第三条、第五条和第七条; each is a mention of its own."""
    link = LINK.match(text, last.span[1])
    if not link:
        return None
    if last.path:
        section = _DECIMAL.match(text, link.end())
        path = section["path"].replace("．", ".") if section else ""
        return Mention((link.end(), section.end()), Head.CHAINED, path=path) if section else None
    steps, until, end = read_pointer(text, link.end(), last.steps[-1].unit)
    if not steps or _opens(text, link.end(), end):
        return None
    return Mention((link.end(), end), Head.CHAINED, steps=steps, until=until)


def _read_relative(text: str, at: int) -> Mention | None:
    match = _RELATIVE.match(text, at)
    if not match or (at and text[at - 1] in _GLUED[match["word"]]):
        return None
    word, unit = match["word"], match["unit"]
    if (word in "该同上" and unit not in "条款") or (word in "该同本" and match["count"]):
        return None
    count = to_arabic(match["count"] or "一") or 1
    steps, until, end = read_pointer(text, match.end())
    return Mention((at, end), Head.RELATIVE, word=word, count=count, unit=unit, steps=steps, until=until)


def _read_section(text: str, at: int, found: Sequence[Mention]) -> Mention | None:
    """Read a decimal section where words around it tell that it is cited: 按照5.1.2执行, 第3.4条."""
    match = _DECIMAL.match(text, at)
    if not match:
        return None
    start = at - (text[at - 1 : at] == "第")
    path = match["path"].replace("．", ".")
    mention = replace(_headed(text, start, match.end(), found), path=path)
    cited = match["unit"] or start < at or _SECTION_BEFORE.search(text, max(0, at - 4), at)
    if mention.head is not Head.BARE or (cited and _SECTION_AFTER.match(text, at + len(match["path"]))):
        return mention
    return mention if text[at - 1 : at] == "见" else None


def _read_annex(text: str, at: int, found: Sequence[Mention]) -> Mention | None:
    match = _ANNEX.match(text, at)
    if not match:
        return None
    if (at == 0 or text[at - 1] == "\n") and re.match(r"\s*(?:[:：.．、]|$|\n)|\s", text[match.end() :][:2]):
        return None  # the label of an annex, or of its list
    if not match["n"] and not match["row"] and not _SHOWN.search(text, max(0, at - 4), at):
        return None
    if text[match.end() : match.end() + 1] in (":", "："):
        return None
    item = to_arabic(match["item"]) if match["item"] else None
    row = f"第{item}项" if item else ""
    head = _headed(text, at, match.end(), found)
    last = found[-1] if found else None
    if last and last.noun and last.head in (Head.TITLE, Head.NAME, Head.CHAINED):
        if text[last.span[1] : at] in ("、", "和", "及", "与", "或", "或者", "以及"):
            head = Mention((at, match.end()), Head.CHAINED)
    return replace(
        head,
        head=Head.ANNEX if head.head in (Head.BARE, Head.OWN) else head.head,
        noun=f"{match['noun']}{match['n'] or ''}{row}",
        steps=(),
        path="",
        reach=0,
    )
