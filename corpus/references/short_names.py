"""Short names that a text gives: 《云岭州储备粮管理办法》（以下简称《办法》）, 民用无人驾驶航空器（以下简称无人机）.

:func:`find_short_names` reads the bracket. What it is the short name of each user tells by what stands before:
a document here, any name where a question's words are looked for, in a draft whatever was cited last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Span
from corpus.references.mentions import find_mentions
from corpus.text import squeeze
from corpus.vocabulary import DOCUMENTS


@dataclass(frozen=True, slots=True)
class ShortName:
    """Hold a short name: ``word`` is 以下简称, ``span`` holds word and name, ``lead`` is what the bracket says before.

    ``opening`` is where the bracket opens, -1 where the words are no part of their own in one.
    """

    short: str
    word: str
    span: Span
    opening: int
    lead: str


#: What a document is called for short where nothing defines it: 《办法》, 条例第三条.
COMMON = frozenset(DOCUMENTS.split("|")) | {"实施细则", "实施办法", "实施条例", "暂行办法", "暂行规定"}

_GIVEN = re.compile(
    r"(?P<word>(?:以下|下文|下|本文)?(?:统一|统)?(?:简称|合称|称))(?:为|作|：|:)?\s?[《“\"‘「『〈]{0,2}"
    r"(?P<short>[^（）()《》“”\"‘’「」『』〈〉，,；;。\n]{1,30})[》”\"’」』〉]{0,2}\s?(?=[）)])"
)
_OPENING = re.compile(r"[（(](?P<lead>(?:[^（）()《》\n]{0,60}[，,；;、])?)\s?$")
_DOCUMENT = re.compile(
    r"(?:《(?P<title>[^《》]{2,80}(?:《[^《》]{1,80}》[^《》]{0,20})?)》"
    rf"|(?P<name>[\u4e00-\u9fff]{{2,40}}(?:{DOCUMENTS})))\s?$"
)
_SENTENCE = re.compile(r".*(?:根据|依照|按照|适用|实施|执行|贯彻|和(?!国)|与|及|、)")


def find_short_names(text: str) -> Iterator[ShortName]:
    """Find where a text says （以下简称…）, in order."""
    for match in _GIVEN.finditer(text) if "称" in text else ():
        opened = _OPENING.search(text, max(0, match.start() - 64), match.start())
        where, lead = (opened.start(), opened["lead"]) if opened else (-1, "")
        yield ShortName(squeeze(match["short"]), match["word"], match.span(), where, lead)


def short_titles(text: str) -> dict[str, tuple[str, str]]:
    """Return the short names that a text gives to documents, each with the title and number behind it.

    They stand right behind the title, with its number at the most between; 统称 and 合称 mean several.
    """
    found: dict[str, tuple[str, str]] = {}
    for one in find_short_names(text):
        if one.opening < 0 or one.word.endswith(("统称", "合称")) or (one.lead and one.lead[-2:-1] != "号"):
            continue
        if document := _DOCUMENT.search(text, max(0, one.opening - 200), one.opening):
            title = document["title"] or _SENTENCE.sub("", document["name"])
            mentions = find_mentions(text[document.start() : one.span[1] + 1])
            if not one.short.startswith("本") and one.short != title:
                found[one.short] = (title, next((each.number for each in mentions if each.number), ""))
    return found
