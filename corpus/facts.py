"""Facts: the phrases of a clause that say who, within what time, when, how much and where.

Phrases are found, never written: a fact is a span of the text. Numbers that only name something tell
none: a document number, a title, 第三十日 that is cited, 三级 as a rank, 三年行动计划 as a name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from corpus.numbers import find_numbers
from corpus.records import Span
from corpus.vocabulary import ACTORS


class FactKind(StrEnum):
    """What a phrase tells."""

    BODY = "body"
    DEADLINE = "deadline"
    FREQUENCY = "frequency"
    DATE = "date"
    THRESHOLD = "threshold"
    AMOUNT = "amount"
    SHARE = "share"
    QUANTITY = "quantity"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Fact:
    """Hold a phrase that tells a fact; ``span`` counts code points of the text, half open."""

    kind: FactKind
    span: Span


_HAN = "[零〇一二三四五六七八九十百千万亿两]"
_N = (
    r"(?:(?<![\d.])\d{1,9}(?:[,，]\d{3}){0,4}(?:\.\d{1,4})?\s?[十百千万亿]{0,2}"
    rf"|(?<!{_HAN}){_HAN}{{1,8}}(?:点{_HAN}{{1,4}})?)余?\s?"
)
_CITED = r"(?<![第〔\[—A-Za-z])"
_TIME = (
    "(?:个?工作日|个自然日|自然日|个?小时|分钟|个月|个?星期|个?季度|个?学期"
    "|日(?!报|常|游)|天(?!然)|年(?![度级期制]|行动|规划|计划|纲要|来)|周(?![岁年边]))"
)
_MONEY = "(?:元(?!旦)|角(?!度)|分钱)"
_THING = (
    "(?:周岁|岁|平方米|立方米|平方公里|公里|千米|厘米|毫米|米|公斤|千克|毫克|吨|克|公顷|亩|升(?!级)|千瓦时?|分贝|学时|课时|学分"
    "|个(?!工作日|自然日|月|小时|星期|季度|学期|百分点)|人次|人(?!民|均)|家(?!庭)|次(?![日性])|条(?!件|例|款)|项(?!目)|节(?!约|能)|支(?![付持队])"
    "|[名户间台套所块场种座件辆艘处张枚册页组队倍株头只份宗班]|站(?!长))"
)
_UNIT = rf"(?:{_MONEY}|{_THING}|[%％‰])"
_PER = r"(?:每[\u4e00-\u9fff]{1,4}){1,2}"
_TO = r"\s?(?:至|到|[—\-－~～]{1,2})\s?"
_LIMIT = (
    r"(?:不得|不应|不能)?(?:不少于|不低于|不超过|不高于|不大于|不小于|不多于|少于|低于|超过|高于|大于|小于|不足|达到|满"
    r"|最高|最低|至少|最多|上限为?)"
)
_AROUND = r"(?:[（(]含[^（）()]{0,8}[）)])?\s?(?:及|或)?以[上下内]"
_PERCENT = rf"(?:百分之{_N}|{_N}(?:[%％‰]|个百分点)|{_HAN}{{1,3}}分之{_HAN}{{1,3}})"

# A year before a sign (□) belongs to a number or an issue: 2025年3号, 2025年第3期.
_YEAR = r"(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})\s?年(?!\s?(?:□|第?\s?\d{1,5}\s?[号期]))"
_MONTH = rf"(?:\d{{1,2}}|{_HAN}{{1,2}})\s?月份?"
_DAY = rf"(?:\d{{1,2}}|{_HAN}{{1,3}})\s?日"
_POINT = (
    rf"(?:(?:{_YEAR}|(?<!\d)每年|当年|次年)?\s?{_CITED}(?<!个){_MONTH}(?:\s?{_DAY})?(?:\s?\d{{1,2}}\s?时)?"
    rf"|(?:{_YEAR}|每年)第?[一二三四]季度|每年[一二三四]季度|{_YEAR}(?:度|底|末)?"
    r"|(?:每月|每周)(?:\d{1,2}|[一二三四五六日十]{1,3})日?)"
)
_CLOCK = (
    r"(?:(?<!\d)\d{1,2}\s?(?:[:：]\s?\d{2}|[时点](?:\s?\d{1,2}\s?分)?)"
    rf"|(?<!{_HAN}){_HAN}{{1,3}}[时点](?![间段{_HAN[1:-1]}]))"
)

_VERBS = (
    "审批|审核|审定|审查|审议|批准|核准|核定|同意|签批|签发|签署|备案|决定|确定|负责|牵头|承担|组织|主管|统筹|制定|制订|拟订|拟定"
    "|划定|解释|发布|公布|认定|评定|验收|受理|办理|启动|监督|管理|实施|处理|查处|责令|处罚|拨付|发放|评估|检查|主持|协调|保管|汇总"
    "|指定|出具|承办|起草|指挥|清扫|招标|采购|筹集|报告|给予|收回"
)
# 审批 in 行政审批局, 管理 in 管理部门 are parts of names.
_VERB = (
    rf"(?:{_VERBS})(?!局|部|所|员|长|人|处|委|办|中心|单位|机构|机关|站|院|会(?![同商])|科|条例|职责|制(?![定订])|费|权|平台|系统|同志|组|厅"
    r"|总队|支队|大队|管理(?:局|部|所|站|委|机构|机关))(?:审批|批准|审核|审定|解释|启动|实施|发布|处理|验收|检查)?"
)
_ORGAN = f"(?:{ACTORS})"
_BODY = rf"[\u4e00-\u9fff、·（）()]{{0,40}}?{_ORGAN}(?:[（(][^（）()]{{1,20}}[）)])?"
_SOON = rf"在?(?:{_N}|半){_TIME}(?:之|以)?内|在[^，。；\n]{{1,14}}[前后]"
_START = (
    r"(?:(?<=[，。；：\n\t\s”“])|^)(?!由|经|报|向|对|本|各自|分级|逐级|层层|认真|具体|共同|首长|并|不|应|可以"
    r"|支持|坚持|参考|充分|积极|加强|建立|做好|完善|推[动进]|鼓励|引导|组织|协调|按照|根据|依据|为|在|将|把)"
)


# In the order in which they take a place: a phrase that one rule has found is closed to the next.
_RULES: tuple[tuple[FactKind, str], ...] = (
    (
        FactKind.BODY,
        r"(?:牵头|责任|配合|承办|主管|主办|实施|协办|参加)(?:单位|部门)\s?[:：]\s?[^\n。；:：]{2,80}",
    ),
    (FactKind.BODY, rf"(?<=\t){_BODY}(?=\t|$)"),
    (
        FactKind.PLACE,
        r"设在(?![^，。；\n]{0,20}以[上下])[^，。；\n]{2,20}|范围[为是][^，。；\n]{2,40}"
        r"|(?<=[，。；：\n])[^，。；：\n]{2,40}(?:以内|区域|范围|沿线|路段|上空|保护区)内?(?=(?:全[天年]|一律)?(?:禁止|不得|严禁))",
    ),
    (FactKind.AMOUNT, r"不收取?(?:任何)?费用?|免费"),
    (
        FactKind.THRESHOLD,
        rf"(?:{_PER})?{_CITED}{_N}{_UNIT}{_AROUND}(?:[、，]?{_N}{_UNIT}{_AROUND})?|{_PERCENT}{_AROUND}"
        rf"|{_LIMIT}(?:[\u4e00-\u9fff]{{0,10}}?{_PERCENT}|\s?{_N}(?:{_UNIT}|成))(?:{_AROUND})?",
    ),
    (FactKind.AMOUNT, rf"(?:{_PER})?{_CITED}{_N}{_MONEY}(?:[、和]{_N}{_MONEY}){{0,8}}"),
    (
        FactKind.SHARE,
        rf"{_PERCENT}|\d{{1,3}}(?:\.\d{{1,3}})?(?:∶\d{{1,3}}(?:\.\d{{1,3}})?){{1,4}}|{_HAN}{{1,3}}比{_HAN}{{1,3}}|{_CITED}{_HAN}{{1,2}}(?:至{_HAN})?成(?![立为员分功果本])",
    ),
    (FactKind.DEADLINE, rf"{_POINT}\s?(?:底|末|[上中下]旬)?(?:之|以)?前"),
    (FactKind.DATE, rf"自?{_POINT}(?:底|末|[上中下]旬)?(?:{_TO}(?:次年)?{_POINT})?起?"),
    (
        FactKind.DATE,
        rf"(?:每[日天晚])?{_CLOCK}(?:{_TO}(?:次日|当日|翌日)?{_CLOCK}|(?:、{_CLOCK}){{1,5}})?[前后起]?",
    ),
    (
        FactKind.FREQUENCY,
        rf"每\s?(?:{_N}|半)?{_TIME}[^，。；\n]{{0,12}}?(?:{_N}|[一两半])次|每\s?(?:{_N}|半)个?{_TIME}"
        rf"|{_N}年一[轮签届]|(?:(?<=周期为)|(?<=周期)){_N}{_TIME}|每(?:年度?|月|日|天|周|季度|学期|半年)",
    ),
    (
        FactKind.DEADLINE,
        rf"(?:自[^，。；\n]{{1,24}}?(?:之日|次日)起\s?)?(?:提前|届满前|期满前|前)?(?:{_LIMIT}\s?)?{_CITED}(?<![近下上同续])(?!\d{{4}}\s?年)(?:{_N}|半){_TIME}"
        r"(?:(?:之|以)?内|以上|以下|以?后|以?前)?",
    ),
    (FactKind.QUANTITY, rf"(?:{_LIMIT})?{_CITED}(?:{_N}{_TO})?{_N}{_THING}"),
    (
        FactKind.BODY,
        rf"由[^，。；：:\n\d由]{{2,40}}?(?:(?={_SOON})|{_VERB})"
        rf"|(?<![申汇上])报(?!告|名|酬|废|道|表|警|销|送|到)[请经]?[^，。；\n]{{2,30}}?(?:审批|审核|批准|审定|备案|核准|同意|确定|决定|批复)(?!局)"
        rf"|(?<![已未曾财])经(?![济费营办过]){_BODY}(?:一致|共同|集体)?{_VERB}"
        r"|归[\u4e00-\u9fff、]{2,20}所有"
        r"|向[^，。；\n]{2,30}?(?=提出|提交|申请|申报|报告|备案|报送|办理)",
    ),
    (
        FactKind.BODY,
        rf"{_START}(?:{_BODY}\s?(?:可以|应当|应|直接|依法|统一|分别|具体|共同){{0,3}}{_VERB}"
        r"|(?:(?![后前时的])[\u4e00-\u9fff、]){2,30}?(?:负责|主管|牵头)(?!人|同志|制[^定订]))",
    ),
)
_TITLES = re.compile("《[^《》]{0,200}(?:《[^《》]{0,200}》[^《》]{0,200})*》")
_PLACES = re.compile(rf"第{_HAN}{{1,8}}[条款项目章节编](?:之{_HAN})?|第\s?\d{{1,5}}\s?[条款项号期次]")


@cache
def _rules() -> tuple[tuple[FactKind, re.Pattern[str]], ...]:
    """Compile the rules, once and not before they are needed: they are long, and most who read ask for no facts."""
    return tuple((kind, re.compile(pattern, re.MULTILINE)) for kind, pattern in _RULES)


def find_facts(text: str) -> tuple[Fact, ...]:
    """Find the phrases that tell facts, in order; they lie in the text and never overlap. Pure and total."""
    plain = _without_names(text)
    taken: list[Span] = []
    found: list[Fact] = []
    for kind, pattern in _rules():
        for span in _matches(pattern, plain):
            at = bisect_right(taken, span)
            if (at == 0 or taken[at - 1][1] <= span[0]) and (at == len(taken) or span[1] <= taken[at][0]):
                taken.insert(at, span)
                found.append(Fact(kind, span))
    return tuple(sorted(found, key=lambda fact: fact.span))


def _matches(pattern: re.Pattern[str], plain: str) -> Iterator[Span]:
    """Yield where a rule holds, blanks at the ends left out."""
    for match in pattern.finditer(plain):
        start, end = match.span()
        said = match[0]
        yield start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())


def _without_names(text: str) -> str:
    """Put a sign without a meaning in place of titles, document numbers and cited places, one for one."""
    for pattern in (_TITLES, _PLACES):
        text = pattern.sub(lambda match: "□" * len(match[0]), text)
    signs = list(text)
    for _, (start, end) in find_numbers(text):
        signs[start:end] = "□" * (end - start)
    return "".join(signs)
