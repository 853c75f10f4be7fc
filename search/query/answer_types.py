"""What kind of phrase answers a question: a body, a term, a day, a sum, a share, a number, a place.

An :class:`Intent` tells the ranking what a clause should hold; here it is told more closely, so that one
phrase of the clause can be chosen. A question that asks whether, how or which documents wants none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from unicodedata import normalize

from corpus.facts import FactKind
from corpus.numerals import NUMERAL, to_arabic
from corpus.text import fold
from search.query.intents import Intent
from search.query.parse import Query


@dataclass(frozen=True, slots=True)
class AnswerType:
    """Hold what a question asks for: kinds of facts, the likeliest first, and what they must say.

    Of the ``units`` the first counts that any phrase has; where none has one, all phrases do (``strays``) or none.
    A phrase without ``act``, in it or beside it, counts for less, or (``strict``) for nothing. ``said`` are the
    numbers that the question says itself.
    """

    kinds: tuple[FactKind, ...]
    units: tuple[re.Pattern[str], ...] = ()
    act: re.Pattern[str] | None = None
    strict: bool = False
    said: frozenset[int] = frozenset()
    strays: bool = False


_Rules = tuple[tuple[str, AnswerType], ...]

_BODY, _PLACE, _DATE = FactKind.BODY, FactKind.PLACE, FactKind.DATE
_DEADLINE, _FREQUENCY, _SHARE = FactKind.DEADLINE, FactKind.FREQUENCY, FactKind.SHARE
_THRESHOLD, _AMOUNT, _QUANTITY = FactKind.THRESHOLD, FactKind.AMOUNT, FactKind.QUANTITY

_HOURS = re.compile(r"[:：]|\d\s?[时点]|[一二三四五六七八九十][时点]")
_MONEY = re.compile("元|[不免]收?费")
_PERCENT = re.compile("[%％‰成]|分之|百分点")
_PERSONS = re.compile("[人名]|分之|%")
_MEASURE = "个家名条项所座种节场块张处支克吨米亩套台辆艘组件"
_COUNTED = re.compile(f"[{_MEASURE}人户次间岁升页班]|公[里斤顷]|学时|分贝|成|%")
_TERM = re.compile("期|[至到]")
_TIMES = "(?:days|months|years|hours|weeks|minutes)"

# Over the folded lower-case text of a question; the first of each group that holds counts.
_WHEN: _Rules = (
    (
        r"多久.{0,6}?一[次轮回]|[几多]少?[天日月年周].{0,6}?一?[次轮回]|多久(?:查|检|测|报|更新|续报)|频率"
        r"|多少[天日].{0,4}(?:查|检)|\bhow (?:often|frequent)",
        AnswerType((_FREQUENCY,)),
    ),
    (r"几点|几时|\bwhat (?:time|hours?)\b|\bhours\b", AnswerType((_DATE,), (_HOURS,))),
    (r"有效期|试行期|\bperiod\b|\bterm of\b", AnswerType((_DEADLINE, _DATE), (), _TERM)),
    (
        r"多久|几[天日周]|几个(?:工作日|月|小时|星期)|多少个?(?:工作日|小时|月|[天日])|多长时间|期限|时限"
        rf"|\bhow (?:long|fast|soon|quickly)\b|\bhow many (?:\w+ )?{_TIMES}\b|\btime limit|\bwithin\b",
        AnswerType((_DEADLINE, _DATE, _FREQUENCY)),
    ),
    (
        r"最[晚迟]|截止|什么时[候间]|何时|几月|哪一?[天年月]|\bwhen\b"
        r"|\bdeadline|\bwhat date|\bby what|\bon what day|\bdate of\b",
        AnswerType((_DATE, _DEADLINE, _FREQUENCY)),
    ),
)
_HOW_MUCH: _Rules = (
    (
        r"比例|百分之几|几成|占多少|\bpercent|\bshare\b|\bproportion\b|\bratio\b",
        AnswerType((_SHARE, _THRESHOLD), (_PERCENT,)),
    ),
    (r"多少[钱元]|几[万千百]?[块元]|要钱|收钱", AnswerType((_AMOUNT, _THRESHOLD), (_MONEY,))),
    (
        r"多少(?:费|万|奖|罚|补|资|工本|.{0,4}款)|金额|(?:补|奖|罚|费|钱|价|资金|投资).{0,8}多少|收费"
        r"|\bhow much\b|^(?:what (?:is|are) )?(?:the )?(?:\w+ ){0,2}"
        r"(?:fines?|fees?|penalt\w+|prices?|rewards?|allowance)\b"
        r"|\bwhat (?:investment|amount|sum)",
        AnswerType((_AMOUNT, _THRESHOLD, _SHARE, _QUANTITY), (_MONEY, _PERCENT), strays=True),
    ),
    (
        r"几岁|多大年龄|多少岁|年满|\bhow old\b|\bage\b|\b\d+-year-old",
        AnswerType((_THRESHOLD, _QUANTITY), (re.compile("岁"),)),
    ),
    (
        r"多少[人名]|几个?[人名]|\bhow many (?:people|deaths|persons|consumers|experts|teachers|staff|members)\b",
        AnswerType((_THRESHOLD, _QUANTITY), (_PERSONS,)),
    ),
    (
        r"至少|最少|最多|不超过|上限|下限|限额|\bat (?:least|most)\b|\bminimum\b|\bmaximum\b|\blimit\b",
        AnswerType((_THRESHOLD, _QUANTITY, _AMOUNT, _SHARE, _DEADLINE)),
    ),
    (
        rf"多[大高远重深宽]|几[{_MEASURE}]|多少|\bhow (?:many|large|big|high|far)\b|\bnumber of\b",
        AnswerType((_THRESHOLD, _QUANTITY), (_COUNTED,)),
    ),
)
# What is done, in a question and in an answer; what no other act stands for is strict.
_ACTS: tuple[tuple[str, str], ...] = (
    (
        r"审批|批准|谁批|点头|同意|\bapprov|\bauthori[sz]|\bpermi(?:t|ssion)",
        "审批|批准|核准|同意|审定|签批",
    ),
    (r"启动|\bstart|\blaunch|\bactivat|\btrigger", "启动|决定"),
    (r"决定|\bdecid|\border\b", "决定|签发|确定"),
    (r"牵头|\blead|\bcoordinat", "牵头|统筹|负责"),
    (r"负责|主管|该谁|归谁|谁管|\bresponsib|\bin charge|\bcompetent", "负责|主管|牵头|统筹|承担"),
    (r"承办|起草|\bdraft|\bprepar", "承办|起草|拟订|制定"),
    (r"验收|\baccept", "验收"),
    (r"出钱|出资|承担|\bpays?\b", "承担|负担"),
    (r"发布|公布|\bpublish|\bissue", "发布|公布"),
    (r"备案|\bfiled?\b", "备案"),
    (r"处罚|查处|罚款|\bpunish|\bfined?\b", "查处|处罚|责令|罚"),
    (r"申请|申报|\bapply|\bapplication", "向"),
)
_STRICT_ACTS: tuple[tuple[str, str], ...] = (
    (r"解释|\binterpret", "解释"),
    (r"所有权|归谁所有|\bown", "所有"),
)
_EFFECT = r"施行|实施|生效|开始试行|\btakes? effect|\b(?:come|comes|coming) into (?:effect|force)|\beffective"
_IN_EFFECT = re.compile("施行|实施|试行|生效|执行")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NOBODY = r"没有?什么人|没人|\bwhose\b|\b(?:those|people|anyone|companies) who\b"
_WHERE = r"哪里|哪儿|在哪|什么地方|何处|\bwhere\b"
_APPLIES = r"办|找|申请|申领|\bapply|\bhand in|\breplace"


def answer_types(query: Query) -> tuple[AnswerType, ...]:
    """Tell what a question asks for; none where no single phrase answers it."""
    text = normalize("NFKC", fold(query.text)).lower()
    found = [_who(text)] if Intent.WHO in query.intents and not re.search(_NOBODY, text) else []
    if one := _first(_WHEN, text):
        found.append(replace(one, act=_IN_EFFECT) if re.search(_EFFECT, text) else one)
        text = re.sub(
            rf"\bhow many (?:\w+ )?{_TIMES}\b|多少个?(?:工作)?[天日月]|几个?(?:工作)?[天日月]", "", text
        )
    # "Is the price list still in force" asks for no price.
    if Intent.STATUS not in query.intents and (one := _first(_HOW_MUCH, text)):
        found.append(one)
    if re.search(_WHERE, text):
        found.append(AnswerType((_BODY, _PLACE) if re.search(_APPLIES, text) else (_PLACE,)))
    said = frozenset(numbers_in(text))
    return tuple(replace(one, said=said) for one in found)


def numbers_in(text: str) -> set[int]:
    """Return the whole numbers that a text says in figures, in Chinese or as English words."""
    words = {_WORDS.index(word) + 1 for word in re.findall(r"[a-z]+", text.lower()) if word in _WORDS}
    found = (to_arabic(number) for number in re.findall(rf"\d{{1,9}}|{NUMERAL}{{1,9}}", text))
    return words | {number for number in found if number}


def _who(text: str) -> AnswerType:
    strict = [said for asked, said in _STRICT_ACTS if re.search(asked, text)]
    acts = strict or [said for asked, said in _ACTS if re.search(asked, text)]
    return AnswerType((_BODY,), (), re.compile("|".join(acts)) if acts else None, bool(strict))


def _first(rules: _Rules, text: str) -> AnswerType | None:
    return next((one for asked, one in rules if re.search(asked, text)), None)
