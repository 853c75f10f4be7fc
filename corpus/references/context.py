"""What a document tells about its own references: its places, the short names it gives, the law it amends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.records import Document, Kind
from corpus.references.mentions import SUFFIXES, find_mentions
from corpus.text import match_form, squeeze


@dataclass(frozen=True, slots=True)
class Context:
    """Hold what resolves the references of a document; made once by :func:`context_of`.

    ``titles`` are those of its parts; ``places`` the locators of each part, in order; ``names`` the title and
    number behind each short name; ``own_names`` what the notice calls its instrument, where that has another
    title. ``is_amending`` says that the document amends others; ``amends`` the title and number where it is one.
    """

    number: str = ""
    titles: tuple[str, ...] = ()
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    own_names: Mapping[str, str] = field(default_factory=dict)
    amends: tuple[str, str] = ("", "")
    is_amending: bool = False

    def order(self, title: str) -> tuple[str, ...]:
        """Return the locators of the part of that title, in order."""
        return self.places.get(title, ())

    def part(self, noun: str, around: str) -> str:
        """Return the title of the part that 本办法 names: the one around the words before others.

        本法 in a book of a code (…民法典合同编) is the code.
        """
        if code := re.match(rf".*{noun}典?(?=[\u4e00-\u9fff]{{1,8}}编$|附则$)", around) if noun else None:
            return code[0]
        if not noun or ends_in(around, noun):
            return around
        return next((title for title in self.titles if ends_in(title, noun)), around)

    def has_articles(self, title: str) -> bool:
        """Tell if the part of that title counts 第一条, 第二条."""
        return any(place.startswith("第") and "条" in place for place in self.order(title))


_DEFINED = re.compile(
    rf"(?:《(?P<title>[^《》]{{2,80}}(?:《[^《》]{{1,80}}》[^《》]{{0,20}})?)》|(?P<name>[\u4e00-\u9fff]{{2,40}}(?:{SUFFIXES})))"
    r"\s?[（(](?P<number>[^（）()]{0,40}号[，,；;、]\s?)?(?:以下|下文|下)?(?:简称|称)(?:为|：|:)?\s?[《“\"‘〈]{0,2}"
    r"(?P<short>[^（）()《》“”\"‘’〈〉，,；;]{1,20})[》”\"’〉]{0,2}[）)]"
)
_AMENDING = re.compile(
    r"修改《(?P<one>[^《》]+)》(?!等)|修改(?P<bare>(?!部分|若干|[和与等])[\u4e00-\u9fff]+(?<!法规)(?<!规章)(?<!文件)(?<!法律))的决定|^(?P<law>[\u4e00-\u9fff]+)修正案"
)
_AMENDS = re.compile(r"修[改正].*(?:决定|通知|公告|意见|令)(?:[（(].*[）)])?$|修正案(?:[（(].*[）)])?$")
_AMENDED = re.compile(
    r"《(?P<title>[^《》]+)》(?:[（(](?P<number>[^（）()]+)[）)])?\s?(?:作|进行|做)?(?:出|了)?(?:如下|以下|部分)?修[改正订]"
)
_INNER = re.compile(r"《(.+)》")
_VERSION = re.compile(r"（[^（）]*(?:修正|修订|\d{4})[^（）]*）$")
_SENTENCE = re.compile(r".*(?:根据|依照|按照|适用|实施|执行|贯彻|和(?!国)|与|及|、)")


def context_of(document: Document) -> Context:
    """Gather what resolves the references of a document."""
    places: dict[str, list[str]] = {}
    names: dict[str, tuple[str, str]] = {}
    titles = [document.title, document.instrument_title]
    amends = _amended_by_title(document)
    for clause in document.clauses:
        titles.append(clause.title)
        if clause.locator:
            places.setdefault(clause.title, []).append(clause.locator)
        if "称" in clause.text:
            names.update(definitions(clause.text))
        if not amends[0] and clause.kind is Kind.LEAD and (found := _AMENDED.search(clause.text)):
            amends = (found["title"], found["number"] or "")
    return Context(
        document.number,
        tuple(dict.fromkeys(title for title in titles if title)),
        {title: tuple(dict.fromkeys(locators)) for title, locators in places.items()},
        names,
        {named[1]: document.instrument_title} if (named := _INNER.search(document.title)) else {},
        amends,
        bool(amends[0]) or any(_AMENDS.search(squeeze(title)) for title in titles),
    )


def _amended_by_title(document: Document) -> tuple[str, str]:
    for title in (document.title, document.instrument_title):
        match = _AMENDING.search(squeeze(title))
        if not match:
            continue
        name = re.sub(r"[（(][^（）()]*[）)]$", "", match["one"] or match["bare"] or match["law"])
        mentions = (mention for clause in document.clauses[:2] for mention in find_mentions(clause.text))
        numbers = (mention.number for mention in mentions if is_same_title(mention.title, name))
        return name, next((number for number in numbers if number), "")
    return "", ""


def definitions(text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the short names that a text gives, each with the title and number behind it."""
    for match in _DEFINED.finditer(text):
        short = squeeze(match["short"])
        title = match["title"] or _SENTENCE.sub("", match["name"])
        number = next((one.number for one in find_mentions(match[0]) if one.number), "")
        if not short.startswith("本") and short != title:
            yield short, (title, number)


def ends_in(title: str, noun: str) -> bool:
    """Tell if a title ends in a word, a bracket after it aside: …管理办法（试行）."""
    return re.sub(r"(?:[（(][^（）()]*[）)])+$", "", title).endswith(noun)


def is_same_title(one: str, other: str) -> bool:
    """Tell if two titles name one document: brackets, blanks, 中华人民共和国 and a year of revision aside."""
    return bool(one) and _title_form(one) == _title_form(other)


def title_form(title: str) -> str:
    """Return the form by which the documents of one title are found: equal for what is_same_title holds equal."""
    return match_form(_title_form(title))


def _title_form(title: str) -> str:
    flat = re.sub(r"[\s《》〈〉]", "", title).replace("(", "（").replace(")", "）")
    return _VERSION.sub("", flat).removeprefix("中华人民共和国")
