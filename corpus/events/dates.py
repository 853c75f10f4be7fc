"""When a text begins or ends to count: the printed words (自…起施行, 有效期五年) and the day they come to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.dates import DAY, later, parse_date
from corpus.numerals import NUMERAL
from corpus.records import Span
from corpus.vocabulary import DOCUMENTS, PUBLISHED


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """Hold a day as it is printed: ``rule`` the words, ``span`` where they stand, ``date`` ISO 8601 or None."""

    rule: str
    span: Span
    date: str | None


@dataclass(frozen=True, slots=True)
class EffectiveDate:
    """Hold that a text takes effect, or (``is_end``) ends by itself: its words, day and sentence.

    ``noun`` is that of 本办法, ``named`` says that a title stands in its place, ``place`` that only a part is meant.
    """

    day: PrintedDate
    span: Span
    sentence: Span
    is_end: bool = False
    noun: str = ""
    named: bool = False
    place: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """Hold how long a text counts; ``date`` is the last day of it, None where the first is not known."""

    span: Span
    date: str | None
    is_trial: bool


_N = rf"(?:{NUMERAL}{{1,4}}|\d{{1,3}})"
_ISSUE = rf"(?:{PUBLISHED}|发文|制发|颁发|签发|签署|批准|通过)(?:施行|实施)?(?:之|的)?日"
_FROM = re.compile(
    rf"(?:自|从)\s?(?:(?P<day>{DAY})|(?P<other>(?!本)[\u4e00-\u9fff]{{1,12}}?)?(?:本[\u4e00-\u9fff□《》]{{1,8}}?)?(?:正式)?{_ISSUE})"
    rf"[^，。；、自起]{{0,8}}(?:起|开始)(?:满?(?P<days>{_N})(?P<unit>日|个月|天)(?:以?后|之后)?)?"
)
_TERM = re.compile(rf"(?P<n>{_N})\s?(?P<unit>年|个月|日|天)")
_UNTIL = re.compile(rf"(?:至|到|截至|截止到?)\s?(?P<day>{DAY})")

_NOUN = rf"(?:{DOCUMENTS})"
_SELF = rf"本(?:[\u4e00-\u9fff]{{0,4}}?{_NOUN}|□+)"
_SAID = re.compile(rf"{_SELF}|□")
_MARK = (
    r"(?:第[^\s，。]{1,9}条(?:之.)?\s*|[一二三四五六七八九十]{1,3}、\s*|[（(].{1,3}[）)]\s*"
    r"|\d[\d.．]*[、\s]?\s*|\s*)"
)
_BRACKET = r"(?:[（(][^（）()]*[）)])?"
# Whose effect is told: of the text itself, or of what its decree or notice publishes.
_SUBJECT = re.compile(
    rf"{_MARK}(?:本(?P<noun>[\u4e00-\u9fff]{{0,4}}?{_NOUN}|□+)(?P<place>第[^，。]{{1,20}})?"
    rf"|(?P<named>□+){_BRACKET}|(?P<loose>现?予?以?(?:公布|发布|印发)|调整后的[^，。]{{1,12}}|上述[^，。]{{1,8}})|)[,，]?"
)
_LOOK_BACK = 240  # characters of a sentence in which its subject is looked for
_BEGINS = re.compile(r"\s?[，,]?(?:正式)?(?P<verb>施行|实施|试行|执行|生效)(?![的前后以之])")
_ENDS = re.compile(r"\s?(?:自动|自行|同时|即行)?(?:失效|废止|停止执行|停止施行)")
_BETWEEN = re.compile(rf"自\s?{DAY}\s?起?\s?(?:至|到)\s?(?P<day>{DAY})")
# 本办法自…起施行，至2026年12月31日止; …，2026年12月31日失效
_STOPS = re.compile(
    rf"[，,]\s?(?P<rule>(?:执行|实施|施行|试行)?(?:至|到)\s?(?P<day>{DAY})(?:为?止)?(?=[。；;，,]|$)"
    rf"|(?P<end>{DAY})\s?(?:自动|自行)?(?:废止|失效|终止))"
)
_LONGER = re.compile("(?:统一)?(?:延长|延续|顺延|展期)")
_COUNTS = re.compile(
    r"(?P<trial>试行期限?|(?<=[，,])试行(?=[一二两三四五\d]))|有效期限?|(?:施行|实施|执行)期限"
)


def find_start(text: str, signed: str | None, at: int = 0, end: int | None = None) -> PrintedDate | None:
    """Find the first 自…起: from a printed day, or from the day of issue, which is ``signed``.

    Thirty days after the issue (自发布之日起30日后) are counted without the day itself and begin when the
    last of them is over (Civil Code, art. 201). A month without a day, or an unknown day of issue, gives no date.
    """
    match = _FROM.search(text, at, len(text) if end is None else end)
    if not match:
        return None
    day = parse_date(match["day"]) if match["day"] else signed
    if match["other"]:  # 自国务院批准之日起
        day = None
    if match["days"]:
        day = later(day, match["days"], match["unit"], after=match[0].endswith("后"))
    return PrintedDate(match[0], match.span(), day)


def find_effective_dates(masked: str, sentence: Span, signed: str | None) -> Iterator[EffectiveDate]:
    """Find in a sentence from when the text counts; ``masked`` has its titles blanked out (□).

    Another's beginning (合同自签订之日起生效) is none: the words before 自 must name the text, or nothing else.
    """
    begin, end = sentence
    at = begin
    while day := find_start(masked, signed, at, end):
        start, at = day.span
        starts, ends = _BEGINS.match(masked, at, end), _ENDS.match(masked, at, end)
        before = masked[max(begin, start - _LOOK_BACK) : start]
        cut = max(before.rfind("，"), before.rfind(",")) + 1
        subject = _SUBJECT.fullmatch(before[cut:])
        verb = starts or ends
        if subject is None or verb is None:
            continue
        said = _SAID.search(before)
        itself = bool(subject["noun"] or subject["named"] or subject["loose"] or said)
        if not itself and (ends or verb[0].endswith(("执行", "生效")) or (cut and "解释" not in before)):
            continue
        noun = (subject["noun"] or (said[0][1:] if said else "")).strip("□")
        named = bool(subject["named"] or (not subject["noun"] and "□" in before))
        if ends and day.date:
            day = replace(day, date=later(day.date, "1", "日", back=True))
        yield EffectiveDate(
            day, (start, verb.end()), sentence, bool(ends), noun, named, bool(subject["place"])
        )


def find_terms(masked: str, sentence: Span, start: str | None) -> Iterator[Term]:
    """Find in a sentence how long the text counts: 有效期五年, 有效期至2027年12月31日, 试行期两年.

    A term is counted from ``start``, its last day is the one before the same day of its last year. That of
    a certificate, a result, a contract (许可证有效期五年) is none of the text's.
    """
    begin, end = sentence
    for word in _COUNTS.finditer(masked, begin, end):
        if _LONGER.match(masked, word.end()) and "□" in masked[begin : word.start()]:
            continue  # the term of another text is made longer
        before = masked[max(begin, word.start() - _LOOK_BACK) : word.start()]
        cut = max(before.rfind("，"), before.rfind(",")) + 1
        if not re.fullmatch(rf"{_MARK}(?:{_SELF}的?)?", before[cut:]):
            continue
        if not (_SAID.search(before) or _FROM.search(before)):
            continue
        stop = re.search("[，,。；;\n]", masked[word.end() : end])
        limit = word.end() + stop.start() if stop else end
        until, term = _UNTIL.search(masked, word.end(), limit), _TERM.search(masked, word.end(), limit)
        if until:
            day = parse_date(until["day"])
        elif term:
            day = later(later(start, term["n"], term["unit"]), "1", "日", back=True)
            if between := _BETWEEN.search(masked, begin, end):
                day = parse_date(between["day"])
        else:
            continue
        found = until or term
        yield Term((word.start(), found.end() if found else word.end()), day, word["trial"] is not None)
    for stop in _STOPS.finditer(masked, begin, end):
        if re.match(rf"{_MARK}{_SELF}", masked[begin : stop.start()]) and _FROM.search(
            masked, begin, stop.start()
        ):
            yield Term(stop.span("rule"), parse_date(stop["day"] or stop["end"]), False)


def find_last_day(masked: str, sentence: Span) -> str | None:
    """Return the day until which a sentence says that something holds: …至2030年12月31日; None where it prints none."""
    until = _UNTIL.search(masked, *sentence)
    return parse_date(until["day"]) if until else None
