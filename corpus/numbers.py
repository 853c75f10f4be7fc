"""Document numbers (发文字号): 巴政办发〔2025〕1号, 自治区人民政府令第218号.

A number is an issuer's code, a year in brackets, a serial and 号 (GB/T 9704-2012, 7.2.5); decrees
count through without a year. Printed forms differ in brackets, width and blanks; the canonical form
has 〔〕, no blanks and ASCII digits. Here they are read, found, mended and taken out of what stands before them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.numerals import to_arabic
from corpus.records import Span
from corpus.text import fold, squeeze
from corpus.vocabulary import ANNOUNCEMENTS

_LONGEST, _LONGEST_LINE = 60, 400
_OPEN, _CLOSE = r"[〔\[(（【﹝［{｛〈<＜《〖]", r"[〕\])）】﹞］}｝〉>＞》〗]"
_PAIRS = frozenset(
    {"〔〕", "[]", "［］", "()", "（）", "【】", "﹝﹞", "{}", "｛｝", "〈〉", "<>", "＜＞", "《》", "〖〗"}
)
_YEAR = r"(?:[12１２]\d{3}|[一二][零〇○一二三四五六七八九]{3})"
_SERIAL = r"(?:\d{1,5}|[一二三四五六七八九十百千零〇]{1,7})"
_CODE = r"[\u4e00-\u9fff]"
_SORT = r"(?:[（(]\s*(?:明电|特急|电|内部|内)\s*[）)])?"  # 吉政办发（明电）〔2012〕3号
_DESK = rf"(?:[（(]{_CODE}[）)]{_CODE}{{1,3}})?"  # 法（研）发〔1987〕3号
_ISSUED = "[府院部委厅局署会室行]"

# Blanks are taken once, possessively: tried in all ways, a long run of them would cost its square.
_BRACKETED = rf"\s*+(?P<open>{_OPEN})\s*+(?P<year>{_YEAR})\s*+年?\s*+(?P<close>{_CLOSE})\s*+(?:第\s*+)?"
_DATED = rf"{_BRACKETED}(?P<serial>{_SERIAL})\s*+"
# One bracket is missing: 岭政发2025〕3号, 岭政发〔2025 3号.
_HALF_DATED = (
    rf"\s*(?:(?P<half_open>{_OPEN})\s*(?P<left>{_YEAR})\s*年?(?:\s+第?|第)|(?P<right>{_YEAR})\s*年?\s*"
    rf"(?P<half_close>{_CLOSE})\s*第?)\s*(?P<half_serial>{_SERIAL})\s*"
)
_DECREE = (
    rf"(?:{_OPEN}?\s*+(?P<ofyear>{_YEAR})\s*+年?\s*+{_CLOSE}?\s*+)?"
    rf"(?P<paren>[（(]\s*+)?第\s*+(?P<decree>{_SERIAL})\s*+[号號](?(paren)\s*+[）)])"
)
_TURNED = rf"(?<={_ISSUED})\s*+第\s*+(?P<turned>{_SERIAL})\s*+[号號]\s*+令"  # 国务院第718号令

# Every number in running text ends so.
_SERIAL_END = re.compile(r"[\d一二三四五六七八九十百千零〇]\s*[号號]")
# In running text 号 is required; the code may be letter-spaced only on a line of its own.
_IN_TEXT = re.compile(
    rf"(?P<code>{_CODE}{{1,20}}{_DESK})(?:(?P<sort>{_SORT}){_DATED}[号號]|(?:(?<=令)|(?<={_CODE}{{2}}[公通]告))\s*+{_DECREE}|{_TURNED})"
)
_WHOLE = re.compile(
    rf"(?P<code>(?:{_CODE}\s*){{1,20}}?{_DESK})(?:(?P<sort>{_SORT})(?:{_DATED}|{_HALF_DATED})[号號]?|{_DECREE}|{_TURNED})"
)
_UNBRACKETED = re.compile(
    rf"(?P<code>{_CODE}{{2,12}})\s*(?P<year>{_YEAR})\s*年?\s*(?P<serial>\d{{1,5}})\s*[号號]"
)
_LABEL = re.compile(
    r"\s*[【\[（(]?\s*(?:发\s*文\s*字\s*号|(?:发\s*布\s*)?文\s*号|发\s*文\s*编?\s*号|文\s*件\s*(?:编\s*)?号|公\s*文\s*编?\s*号|字\s*号|编\s*号)"
    r"\s*(?:[】\])）]\s*[:：]?|[:：])\s*|\s*发\s*文\s*字\s*号\s*"
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]")

# Words of a title that stands on the number's line, or of a masthead (…公报2025年第2号); no code has them.
_TITLE_WORDS = re.compile(
    r"关于|印发|通知|的决定|的意见|的公告|的通告|的批复|(?:公报|政府政报)$|^[本该此]令|[本该此][公通]告$|^(?:公告|通告|令)$"
)

# Words that stand before a code in a sentence and can't belong to it, wherever they stand in its run of
# characters; 自由, 对外, 之江, 以工, 将乐 belong to names that codes are made of.
_WORDS_BEFORE = re.compile(
    r".*(?:根据|按照|依据|依照|遵照|执行(?!局)|印发|转发|公布|发布|颁布|废止|修改|修订|撤销|参照|关于|以及|简称|作出|下发|收到|[你我贵](?:院|省|市|州|县|区|局|厅|部|委|办)"
    rf"|(?:{ANNOUNCEMENTS}|规定|解释|批复)(?=.{{2}})"
    r"|(?<!自)由|对(?!外)|之(?!江)|以(?!工)|将(?![政乐军])|即|见|按|的|是)"
)
# Words that stand at the beginning of the run only: 经 and 原 are parts of many codes (沪经信, 工信部联原).
_CHAR_BEFORE = re.compile(r"[已业须应均]?经(?![信贸济发开管办委合协营])|原(?![州平阳政])|[依据]")
_ISSUER_BEFORE = re.compile(
    r".*(?:人民政府|办公厅|办公室|委员会|国务院|党委)(?!令|公告|通告|决定|公报|第)(?=.{2})"
)
_AND = re.compile("[和与及或]|文[和与及或]")

# What is missing in numbers of drafts: 号, a bracket, both brackets, the code of all but the first.
_NO_HAO = re.compile(
    rf"{_CODE}{{2,20}}\s?(?:[〔\[【]\s?\d{{4}}\s?年?\s?[〕\]】]\s?第?\s?\d{{1,5}}(?=\s*(?:[）)，。；、,;《的第文印]|$))"
    r"|[（(]\s?\d{4}\s?年?\s?[）)]\s?第?\s?\d{1,5}(?=\s*[）)，,；;]))",
    re.MULTILINE,
)
_NO_BRACKET = re.compile(
    rf"(?P<code>{_CODE}{{2,20}})\s?(?:[〔\[【]\s?(?P<left>\d{{4}})\s?年?|(?P<right>\d{{4}})\s?年?\s?[〕\]】])\s?第?\s?"
    r"(?P<serial>\d{1,5})\s?[号號]"
)
_NO_BRACKETS = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,12}[发函规办字电])\s?(?P<left>(?:19|20)\d{2})\s?年?\s?第?\s?(?P<serial>\d{1,4})\s?号"
)
# 岭政发〔2025〕9号、10号: the code stands for both.
_LISTED = re.compile(
    rf"(?P<head>{_CODE}{{2,20}}\s?[〔\[【（(]\s?\d{{4}}\s?年?\s?[〕\]】）)]\s?)\d{{1,5}}\s?号?"
    r"(?P<more>(?:\s?(?:、|，|,|和|及|与)\s?\d{1,5}\s?号?){1,20})(?<=号)"
)

# Numbers that lack their code, in a question.
_PARTIAL_YEAR = r"(?P<year>(?:19|20)\d{2})"
_PARTIAL_SERIAL = r"第?\s*(?P<serial>[1-9]\d{0,3})\s*号"
_PARTIAL_WORD = rf"(?:文件|文|令|{ANNOUNCEMENTS}|批复|规定|办法)"
_PARTIAL = (
    # 〔2025〕35号, [2025]35, （2025）第35号: brackets around a year need no more
    re.compile(
        rf"[〔\[(【]\s*{_PARTIAL_YEAR}\s*年?\s*[〕\])】]\s*第?\s*(?P<serial>[1-9]\d{{0,3}})(?:\s*号(?!\w*[线楼院]))?(?![\d.])"
    ),
    # 2025年35号, 2025年第35号文件; not 2025年2号线
    re.compile(
        rf"(?<!\d){_PARTIAL_YEAR}\s*年\s*{_PARTIAL_SERIAL}(?={_PARTIAL_WORD}|[^\w]|$|[是的有在被和还])"
    ),
    # 35号文件, 第35号令, 35号文; not 35号楼
    re.compile(rf"(?<![\d.年月])(?P<year>){_PARTIAL_SERIAL}{_PARTIAL_WORD}"),
    # document no. 35 of 2025, notice No.35 (2025)
    re.compile(
        r"\b(?:document|circular|notice|order|decree|opinion)s?\s+(?:no\.?|number|#)\s*(?P<serial>[1-9]\d{0,3})\b"
        rf"(?:\s*(?:of|,|/|\(|\[)?\s*{_PARTIAL_YEAR}\b[)\]]?)?",
        re.IGNORECASE,
    ),
)

#: A stretch of a text and what to put in its place.
Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """Hold a number in its canonical form; ``mended`` is the printed pair of brackets that doesn't fit, or ""."""

    number: str
    mended: str = ""


def normalise_number(text: str) -> str | None:
    """Return the canonical form of a text that is one document number, or None if it is not one.

    Labels (发文字号：), enclosing brackets and blanks are dropped, mixed brackets are mended, a
    missing 号 is supplied; 巴政办规2025年1号, as people type it, is understood.
    """
    printed = read_number(text)
    return printed.number if printed else None


def read_number(text: str) -> PrintedNumber | None:
    """Read a text that is one document number and say which brackets were mended, None if it is not one.

    (2017〕 and a year with one bracket only are mended; ``mended`` shows them as they are printed.
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text[:_LONGEST_LINE])).strip()
    if label := _LABEL.match(text):
        text = text[label.end() :].strip()
    if len(text) > _LONGEST:
        return None
    if text[:1] in "（(【" and text[-1:] in "）)】" and not re.match(_OPEN + r"\s*\d{4}", text):
        text = text[1:-1].strip()
    match = _WHOLE.fullmatch(text) or _UNBRACKETED.fullmatch(text)
    if not match or _WORDS_BEFORE.match(squeeze(match["code"])):
        return None
    if _CHAR_BEFORE.match(match["code"]) and match["code"][0] in "依据":
        return None
    issuer = _ISSUER_BEFORE.match(match["code"]) if match.groupdict().get("open") else None
    named = issuer.end() if issuer and len(match["code"].rstrip()) - issuer.end() > 2 else 0
    number = _canonical(match, named)  # 省人民政府云政函〔1988〕181号: the issuer is no part of the code
    return PrintedNumber(number, _mended(match)) if number else None


def _mended(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("half_open") or groups.get("half_close"):
        return groups["half_open"] or groups["half_close"] or ""
    pair = (groups.get("open") or "") + (groups.get("close") or "")
    return "" if not pair or pair in _PAIRS else pair


def find_numbers(text: str) -> tuple[tuple[str, Span], ...]:
    """Find the document numbers in running text: (canonical form, span), in order."""
    found: list[tuple[str, Span]] = []
    if not _SERIAL_END.search(text):  # of most clauses: it spares them the search for codes
        return ()
    after = -1
    for match in _IN_TEXT.finditer(text):
        before = text[max(0, match.start() - 1) : match.start()]
        skip = _lead(match["code"], match.start() == after, before)
        after = match.end()
        short = len(match["code"]) - skip <= 1 and not match["decree"]
        canonical = None if short else _canonical(match, skip)
        if canonical:
            found.append((canonical, (match.start() + skip, match.end())))
    return tuple(found)


def _lead(code: str, follows: bool, before: str) -> int:
    """Count the characters before a code that belong to the sentence; ``follows`` another number."""
    start = 0
    listed = before in ("》", "）", ")", "”") and len(code) > 3  # 《…》和岭政发; 和政发 is a code
    if (follows or listed) and (joined := _AND.match(code)):
        start = joined.end()
    elif before.isdecimal() and code[0] in "年月日":
        start = 1
    for pattern in (_WORDS_BEFORE, _ISSUER_BEFORE, _CHAR_BEFORE):
        if match := pattern.match(code, start):
            start = match.end()
    return start


def find_typed_number(text: str) -> tuple[str, Span] | None:
    """Find the first number in a question, where the brackets may be missing: 巴政办规2025年1号."""
    match = _UNBRACKETED.search(text)
    canonical = _canonical(match) if match else None
    return (canonical, match.span()) if match and canonical else None


def find_partial_number(text: str) -> tuple[str, str, Span] | None:
    """Find the first number of a question that lacks its code: (year or "", serial, span)."""
    if find_numbers(text):
        return None
    flat = "".join(unicodedata.normalize("NFKC", char)[:1] or char for char in text)  # keeps offsets
    for form in _PARTIAL:
        if match := form.search(flat):
            return match["year"] or "", match["serial"], match.span()
    return None


def mend_numbers(text: str) -> Iterator[Edit]:
    """Yield what makes the numbers of running text whole: a missing 号 or bracket, the code that several share.

    For text in simplified characters with narrow digits (岭政发〔2025〕9, 岭政发2025〕9号, 岭政发〔2025〕9号、10号).
    """
    for match in _NO_HAO.finditer(text):
        yield match.end() - 1, match.end(), f"{match[0][-1]}号"
    for match in (*_NO_BRACKET.finditer(text), *_NO_BRACKETS.finditer(text)):
        year = match["left"] or match["right"]
        yield match.end("code"), match.end(), f"〔{year}〕{match['serial']}号"
    for match in _LISTED.finditer(text):
        for serial in re.finditer(r"(\d{1,5})\s?号?", match["more"]):
            start, end = (match.start("more") + place for place in serial.span())
            yield start, end, f"{match['head']}{serial[1]}号"


def is_oddly_printed(printed: str, number: str) -> bool:
    """Tell if a number is printed in another way than it should be, blanks and the width of digits aside."""
    flat = squeeze(unicodedata.normalize("NFKC", fold(printed)))
    if re.fullmatch(r"\d+号?", flat):
        return False  # 10号 behind 岭政发〔2025〕9号
    if "第" in number:
        return False  # 令第十二号: decrees are numbered in both ways
    brackets = re.findall(r"[〔〕\[\]()【】{}<>〈〉《》]", flat)
    return "".join(brackets[-2:]) != "〔〕" or not flat.endswith(("号", "號"))


def without_words(number: str, *, strict: bool = False) -> Iterator[str]:
    """Yield a number, then what is left of it where words before it were taken for its code (请问巴政发).

    ``strict``, where a wrong document is worse than none, takes for words two characters at least, leaves
    three to the code and keeps a decree as it is.
    """
    yield number
    code = re.match(r"[\u4e00-\u9fff]*", number)
    end = code.end() if code else 0
    if not strict or number.startswith("〔", end):
        yield from (number[start:] for start in range(1 + strict, end - 1 - strict))


def is_same_number(one: str, other: str) -> bool:
    """Tell if two canonical numbers are one; a 目录 shortens decrees (市政府令第31号)."""
    if one == other:
        return True
    first, second = re.search(r"令第\d+号$", one), re.search(r"令第\d+号$", other)
    return bool(first and second and first[0] == second[0] and (len(one) < 9 or len(other) < 9))


def _canonical(match: re.Match[str], skip: int = 0) -> str | None:
    groups = match.groupdict()
    code = squeeze(groups["code"])[skip:]
    if not code or _TITLE_WORDS.search(code):
        return None
    if groups.get("turned"):
        serial = to_arabic(groups["turned"])
        return f"{code}令第{serial}号" if serial is not None else None
    if groups.get("decree"):
        if not code.endswith(("令", "公告", "通告", "决定")):
            return None
        serial = to_arabic(groups["decree"])
        year = f"{to_arabic(groups['ofyear'])}年" if groups.get("ofyear") else ""
        return f"{code}{year}第{serial}号" if serial is not None else None
    year_ = to_arabic(groups.get("year") or groups.get("left") or groups.get("right") or "")
    serial_ = to_arabic(groups.get("serial") or groups.get("half_serial") or "")
    if year_ is None or serial_ is None:
        return None
    sort = squeeze(groups.get("sort") or "")
    return f"{code}{sort}".replace("(", "（").replace(")", "）") + f"〔{year_}〕{serial_}号"
