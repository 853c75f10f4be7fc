"""What a document tells about its own references: its places, the short names it gives, the law it amends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.records import Document, Kind
from corpus.references.mentions import find_mentions
from corpus.references.short_names import short_titles
from corpus.text import squeeze
from corpus.titles import ends_in, is_same_title
from corpus.vocabulary import NOTICES


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


_AMENDING = re.compile(
    r"修改《(?P<one>[^《》]+)》(?!等)|修改(?P<bare>(?!部分|若干|[和与等])[\u4e00-\u9fff]+(?<!法规)(?<!规章)(?<!文件)(?<!法律))的决定|^(?P<law>[\u4e00-\u9fff]+)修正案"
)
_AMENDS = re.compile(rf"修[改正].*(?:{NOTICES}|令)(?:[（(].*[）)])?$|修正案(?:[（(].*[）)])?$")
_AMENDED = re.compile(
    r"《(?P<title>[^《》]+)》(?:[（(](?P<number>[^（）()]+)[）)])?\s?(?:作|进行|做)?(?:出|了)?(?:如下|以下|部分)?修[改正订]"
)
_INNER = re.compile(r"《(.+)》")


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
        names |= short_titles(clause.text)
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
