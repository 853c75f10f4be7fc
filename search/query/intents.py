"""The words with which people ask: they say what is wanted and occur in no answer.

A lay question is full of words that a gazette never prints (吗, 怎样, 请问). Being rare there, they
would carry the highest weights of a BM25 sum, so the lexical leg leaves them out; what they tell
(a person is wanted, a date, whether a text is in force) is kept as an :class:`Intent`.
"""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.vocabulary import ASKED_POSTS


class Intent(StrEnum):
    """What a question wants to know. Several may hold."""

    STATUS = "status"
    APPOINTMENT = "appointment"
    REMOVAL = "removal"
    WHO = "who"
    WHEN = "when"
    HOW_MANY = "how many"


# Patterns run over lower-cased NFKC text. A person's post is needed beside 谁: 由谁审批 asks for a
# body, not for a posting.
_POST_ZH = f"(?:{ASKED_POSTS})"
_POST_EN = (
    r"(?:director|deputy|head|chief|mayor|governor|magistrate|secretary|president|principal|dean"
    r"|manager|chair(?:man|woman|person)?|commissioner|official|cadre)s?"
)
_PATTERNS: dict[Intent, tuple[str, ...]] = {
    Intent.STATUS: (
        r"有效(?!期)|失效|废止|作废|停止执行|不再执行|现行|继续执行|执行吗|被(?:修订|修改|替代|取代)|拟修订|修订了",
        r"\bin (?:force|effect)\b|\brepeal|\babolish|\brevok|\bannul|\brescind|\binvalid|\bstill valid"
        r"|\bexpired?\b|\bsupersed|\breplaced\b|\b(?:be|been|being) (?:revised|amended)",
    ),
    Intent.APPOINTMENT: (
        rf"{_POST_ZH}(?:现在|现)?(?:是|为|由|叫)?(?:谁|哪位|哪个人|什么人|何人)|(?:谁|哪位|何人)(?:是|当|任|做|担任).*{_POST_ZH}",
        rf"^\S{{2,30}}{_POST_ZH}$",  # a post alone asks who holds it
        rf"现任|新任|任命|担任|任职|就任|出任|谁当.*{_POST_ZH}|任(?:了)?(?:什么|何)(?:职|官)",
        rf"\bwho (?:is|was|became|serves|has become|are|were)\b.*\b{_POST_EN}\b|\bappoint|\bnew {_POST_EN}\b",
        rf"^(?:the |current )*(?:{_POST_EN} )+of\b",
        rf"\bname of the\b.*\b{_POST_EN}\b|\bpromoted\b|\bwhat (?:post|position)\b",
    ),
    Intent.REMOVAL: (
        r"免去|免职|被免|免[了的]|卸任|不再担任|去职|撤职|离任|罢免",
        r"\bdismiss|\bremoved? from\b|\bwas removed|\brelieved of\b|\bstep(?:ped)? down|\bno longer\b|\bousted",
    ),
    Intent.WHO: (
        r"谁|哪个?(?:部门|单位|机构|机关|局|人)|哪些(?:部门|单位|机构)|什么(?:部门|单位|机构|人)|何部门",
        r"\bwho(?:m|se)?\b|\bwhich (?:department|body|authority|agency|office|bureau|unit|organi[sz]ation)",
    ),
    Intent.WHEN: (
        r"多久|几[天日月年点时周]|什么时[候间]|何时|几个(?:工作日|月|小时|星期)|多长时间|多少[天日年](?!度)|期限|时限|哪[天年月]",
        r"\bwhen\b|\bhow (?:long|often|soon|many (?:working )?(?:days|months|years|hours|weeks))\b|\bdeadline"
        r"|\btime limit|\bwhat (?:time|date|hours)\b|\bhours\b",
    ),
    Intent.HOW_MANY: (
        r"多少|几[个家名人条项所座种次节场块元万倍成]|多大|多高|多重|多远|比例|金额|标准是",
        r"\bhow (?:many|much|large|big|high|far)\b|\bwhat (?:percentage|share|amount|proportion)\b|\bnumber of\b",
    ),
}
_INTENTS = {intent: re.compile("|".join(patterns), re.DOTALL) for intent, patterns in _PATTERNS.items()}

# What the answer to such a question contains. A hint only: it breaks near ties.
_ANSWERS = {
    Intent.WHO: re.compile(
        r"由[^。；]{1,30}(?:审|批|组织|牵头|承担|决定|启动)|负责|[局委办厅部院](?:会同|会|牵头)"
    ),
    Intent.WHEN: re.compile(
        r"\d+[:：]\d\d|[\d一二三四五六七八九十两]+个?(?:工作日|小时|季度|[日天月年周时])|每[年月日季周]"
    ),
    Intent.HOW_MANY: re.compile(
        r"\d|[一二三四五六七八九十百千万两]+(?:[个家名人条项所座种次节场元万倍成]|以[上下])"
    ),
}

_WORDS_ZH = """
的 由 了 吗 呢 仍 仍然 已经 现在 目前 吧 啊 呀 嘛 么 之 和 与 及 或 在 是 为 被 把 从 对 于 到 向
就 都 也 还 又 很 再 等 所 其 该 这 那 这个 那个 什么 怎么 怎样 怎么样 怎么办
如何 为什么 为何 何 谁 由谁 哪 哪个 哪些 哪里 哪儿 哪天 哪年 哪月 哪种 哪位 哪家 几 几个 几条
几点 几时 多 多少 多久 多大 多高 多长 何时 何种 何人 什么样 是否 是不是 有没有
能否 能不能 可否 可不可以 可以 能 会 会不会 要 要不要 需要 应该 应当 必须 请问 请
问 我 我们 你 你们 您 他 她 它 他们 想 知道 想知道 告诉 一下 关于 有关 时候
情况 情况下 什么情况 的话 如果 有 没有 没 不 算 哪几 哪几条 哪几个 多长时间 算不算
属于 属不属于 了吗 有何 有什么
""".split()  # noqa: SIM905
_WORDS_EN = """
a an the of in on at to for from by with about into over under and or but not no nor is are was were be been being am
do does did done doing have has had having will would shall should can could may might must need there here this that
these those its they them their we us our you your he she his her me my who whom whose what which when where why
how much many often long if then than as so such any some all each every please tell know get still yet now
""".split()  # noqa: SIM905
# "it" and "i" are not among them: in these texts they are IT and level I.
EMPTY_WORDS: frozenset[str] = frozenset(_WORDS_ZH) | frozenset(_WORDS_EN)


def intents(text: str) -> frozenset[Intent]:
    """Tell what a question wants to know, from its lower-cased NFKC text."""
    found = {intent for intent, pattern in _INTENTS.items() if pattern.search(text)}
    if Intent.REMOVAL in found:
        found.discard(Intent.APPOINTMENT)
    if found & {Intent.APPOINTMENT, Intent.REMOVAL}:
        found.discard(Intent.WHO)
    return frozenset(found)


def without_status(text: str) -> str:
    """Return a question without the words that ask whether something is in force."""
    return re.sub(_INTENTS[Intent.STATUS].pattern, " ", text, flags=re.IGNORECASE)


def answers(intent: Intent, text: str) -> bool:
    """Say whether a text holds what such a question wants: a body, a date or span, a number."""
    pattern = _ANSWERS.get(intent)
    return pattern is not None and pattern.search(text) is not None
