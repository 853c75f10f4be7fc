"""References: what a clause points at, in its own document or in another, with the words that do so.

The syntax is read in :mod:`corpus.references.mentions`; here each mention is resolved from where it stands: 前款 is
the paragraph before the one that says so, 第五条 in a decision that amends 《X》 is an article of X, 《办法》 is
what the document has called so. What can't be told is left open (no locators), never guessed.

Not taken for references: the bare name of the document itself (本办法自印发之日起施行), a name without 《》 and
without an article (依照刑法的规定), papers in 《》 (《申报表》), and words in the quoted text of an amendment that
point inside it (“…前款规定…”).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from corpus.locators import (
    above,
    as_counted,
    divisions,
    is_at_or_below,
    label,
    number_of,
    passage_at,
    split_place,
    write_out,
)
from corpus.pointers import rank
from corpus.records import Clause, Kind, Part, Passage, Span
from corpus.references.context import Context
from corpus.references.mentions import Head, Mention, find_mentions
from corpus.references.short_names import COMMON
from corpus.titles import ends_in, is_same_title
from corpus.vocabulary import ENACTED


class ReferenceKind(StrEnum):
    """What a reference points at."""

    DOCUMENT = "document"  # a document as a whole, by title or number
    ARTICLE = "article"  # an article, or a paragraph or item of one
    SECTION = "section"  # a decimal section
    DIVISION = "division"  # a book, chapter or section of a law
    ITEM = "item"  # 第二部分: an item of a text that counts 一、二、
    ANNEX = "annex"
    ABOVE = "above"  # 上述规定: what was said before, which can't be told


@dataclass(frozen=True, slots=True)
class Reference:
    """Hold one reference: where it stands, and what it points at.

    ``span`` counts code points of the clause's text, ``text`` is that slice. ``title`` and ``number`` name
    the document: for an own one (``is_own``) the title of the part that is meant and the own number; for
    another what is printed, or what the document defined (以下简称); "" where it isn't named. ``locators`` are
    canonical, as clauses and passages have them (第八十八条第二款, 5.1.2, 附件第51项, 第二章), all that a list or
    range with one span covers; empty where the document as a whole is meant, or where the place can't be told.
    """

    span: Span
    text: str
    kind: ReferenceKind
    title: str = ""
    number: str = ""
    locators: tuple[str, ...] = ()
    is_own: bool = False

    @property
    def is_resolved(self) -> bool:
        """Tell if it is known what is pointed at: a place in this document, or another by its name."""
        if self.kind is ReferenceKind.DOCUMENT or (self.kind is ReferenceKind.ANNEX and not self.locators):
            return bool(self.title or self.number)
        return bool(self.locators and (self.is_own or self.title or self.number))


# Most clauses refer to nothing: one cheap search says so.
_MAY_REFER = re.compile(
    r"《|第|[本前该同上][一二两三四五六七八九十]?[条款项章节编]|述|附[件表录]|号|\d[.．]\d"
)
_IN_QUOTES = re.compile(r"《([^《》]+)》")
_OLDER = re.compile(rf"(?:[年月日]|\d期)[^，。；《》]{{0,14}}(?:{ENACTED}|实施|修[订正改])的?$|原有?的?$")
_ENDED = re.compile(r"(?:[（(][^（）()]*[）)])?[^。；]{0,30}(?:同时|即行|相应|予以)?(?:废止|停止执行|失效)")
_OF_IT = re.compile("(?:所?[规列]定?)?的|中的?")  # 前款规定的第一项
_BASE = re.compile(r"(?:实施细则|实施办法|实施条例|实施规定|的解释|的规定)(?:[（(][^）)]*[）)])?$")


def find_references(clause: Clause, context: Context) -> tuple[Reference, ...]:
    """Find what a clause refers to, in order; pure, and total for any clause and any context.

    ``context`` is made once per document by :func:`corpus.references.context.context_of`.
    """
    text = clause.text
    if not _MAY_REFER.search(text, len(clause.locator) if text.startswith(clause.locator) else 0):
        return ()
    resolver = _Resolver(clause, context)
    for mention in find_mentions(text):
        resolver.take(mention)
    return tuple(resolver.found)


def read_references(text: str, context: Context | None = None) -> tuple[Reference, ...]:
    """Find what a loose text (a draft, a sentence) refers to: 本办法第三条 is own, 前款 stays open."""
    loose = Clause("", Part.NOTICE, Kind.LEAD, "", "", (), text, (Passage("", (0, len(text))),))
    return find_references(loose, context or Context())


@dataclass(frozen=True, slots=True)
class _Target:
    """A document, and the place in it below which a pointer goes; ``places`` where there is no pointer."""

    title: str = ""
    number: str = ""
    is_own: bool = False
    base: str = ""
    places: tuple[str, ...] = ()
    is_open: bool = False


@dataclass(slots=True)
class _Resolver:
    """What has been read of one clause; ``last`` is what a list or 该条 goes on from."""

    clause: Clause
    context: Context
    found: list[Reference] = field(default_factory=list)
    last: Reference | None = None
    named: list[_Target] = field(default_factory=list)  # other documents, in the order of their names

    def take(self, mention: Mention) -> None:
        """Resolve one mention and keep what it refers to."""
        target = self._target(mention)
        if target is None:
            return
        locators = (mention.path,) if mention.path else target.places
        if mention.noun and mention.head in (Head.TITLE, Head.NAME, Head.CHAINED):  # 《…》附件2
            locators = (mention.noun,)
        if mention.steps and not target.is_open:
            order = self.context.order(target.title) if target.is_own else ()
            locators = write_out(target.base, mention.steps, mention.until, order)
            if target.is_own:
                locators = tuple(as_counted(place, self.context.order(target.title)) for place in locators)
        start, end = mention.span
        kind = _kind(mention, locators)
        text, known = self.clause.text[start:end], (target.title, target.number)
        self.last = Reference(mention.span, text, kind, *known, locators, target.is_own)
        self.found.append(self.last)
        if not target.is_own and (target.title or target.number) and not self._is_quoted(start):
            self.named.append(replace(target, base="", places=()))

    def _target(self, mention: Mention) -> _Target | None:
        quoted = self._is_quoted(mention.span[0])
        if mention.head in (Head.RELATIVE, Head.ABOVE) and quoted:
            return self._amended() if mention.steps and mention.steps[0].unit == "条" else None
        if mention.head in (Head.BARE, Head.OWN):
            return (self._bare if mention.head is Head.BARE else self._own_named)(mention, quoted)
        by_head = {
            Head.RELATIVE: self._relative,
            Head.CHAINED: self._chained,
            Head.TITLE: self._titled,
            Head.NAME: self._by_name,
        }
        if mention.head in by_head:
            return by_head[mention.head](mention)
        if mention.head is Head.ANNEX:
            return self._own(mention.title, mention.noun, (mention.noun,) if mention.noun else ())
        return _Target(is_open=True)

    def _own(self, title: str, base: str = "", places: tuple[str, ...] = ()) -> _Target:
        return _Target(title, self.context.number, True, base, places)

    def _is_quoted(self, at: int) -> bool:
        """Tell if a place is in the new text of an amendment, which is another law's."""
        if not self._amends():
            return False
        text = self.clause.text
        return text.rfind("“", 0, at) > text.rfind("”", 0, at)

    def _amends(self) -> bool:
        title = self.clause.title
        return self.context.is_amending and ("修正案" in title or not self.context.has_articles(title))

    def _amended(self) -> _Target:
        """Return the law that bare numbers mean in a text that amends: its one, or the last one named."""
        title, number = self.context.amends
        last = self.named[-1] if self.named else None
        if last and (not title or is_same_title(last.title, title) or last.title.endswith(title)):
            return last
        if title:
            return _Target(title, number)
        for heading in reversed(self.clause.headings):
            if match := _IN_QUOTES.search(heading):
                return _Target(match[1])
        return _Target(is_open=True)

    def _relative(self, mention: Mention) -> _Target | None:
        clause, unit = self.clause, mention.unit
        if unit in "编章节":
            return self._division(mention)
        if mention.word in "该同":
            return self._same(unit)
        if clause.kind is not Kind.ARTICLE:
            return _Target(is_open=True, is_own=True)
        here = passage_at(self.clause, mention.span[0])
        if unit == "条":
            places = self._articles_before(mention.count) if mention.word in "前上" else (clause.locator,)
        else:
            own = number_of(here, unit)
            if unit == "项" and not any(
                "项" in one.locator or "目" in one.locator for one in clause.passages
            ):
                return None  # 对前三项污染物征收: the first three of something else
            if own is None and unit == "项":  # （1）（2） right below a paragraph: 目 by their mark
                unit, own = "目", number_of(here, "目")
            head = above(here, unit)
            if own is None or (mention.word in "前上" and own <= mention.count):
                places = ()
            elif mention.word == "本":
                places = (f"{head}{label(unit, own)}",)
            else:
                places = tuple(f"{head}{label(unit, number)}" for number in range(own - mention.count, own))
        if not places:
            return _Target(is_open=True, is_own=True)
        return self._own(clause.title, places[-1], places)

    def _articles_before(self, count: int) -> tuple[str, ...]:
        order = self.context.order(self.clause.title)
        at = order.index(self.clause.locator) if self.clause.locator in order else 0
        return order[at - count : at] if at >= count else ()

    def _division(self, mention: Mention) -> _Target | None:
        """Resolve 本章 by the headings that the clause stands under."""
        labels = divisions(self.clause.headings)
        here = [place for unit, place in labels if rank(unit) <= rank(mention.unit)]
        if mention.word != "本" or mention.unit not in [unit for unit, _ in labels]:
            return _Target(is_open=True, is_own=True)
        base = "".join(here)
        return self._own(self.clause.title, base, (base,))

    def _same(self, unit: str) -> _Target | None:
        """Resolve 该条 to the place that was pointed at last."""
        last = self.last
        if last is None or len(last.locators) != 1 or number_of(last.locators[0], unit) is None:
            return _Target(is_open=True)
        place = "".join(part for other, part in split_place(last.locators[0]) if rank(other) <= rank(unit))
        return _Target(last.title, last.number, last.is_own, place, (place,))

    def _chained(self, mention: Mention) -> _Target | None:
        last = self.last
        if last is None or last.span[1] > mention.span[0]:
            return None
        base = above(last.locators[-1], mention.steps[0].unit) if last.locators and mention.steps else ""
        return _Target(last.title, last.number, last.is_own, base, (), not last.locators)

    def _bare(self, mention: Mention, quoted: bool) -> _Target | None:
        """Resolve a pointer without a name: of this text, or of the one that it amends."""
        if mention.path:
            known = mention.path in self.context.order(self.clause.title)
            return self._own(self.clause.title) if known else None
        unit = mention.steps[0].unit
        if unit == "部分":
            return None  # of this text only where it says so: 本意见第二部分
        if self._amends():
            if rank(unit) < rank("款"):
                return self._amended()
            if quoted or self.last is None or not self.last.locators or self.last.is_own:
                return None
            return replace(self._amended(), base=above(self.last.locators[-1], unit))
        if rank(unit) >= rank("款"):
            return self._below_here(mention)
        first = label(unit, mention.steps[0].ranges[0][0])
        if mention.span[0] == 0 and not mention.until and self.clause.locator == first:
            return None  # the number that the article opens with, where a blank tore it: 第十五 条工商…
        if unit == "条" and not self.named and not self._has_place(mention):
            return _Target(is_open=True)
        if self._is_known(mention) or not self.named:
            return self._own(self.clause.title, self._within(unit))
        return self.named[-1]

    def _has_place(self, mention: Mention) -> bool:
        """Tell if an article may be meant of this text: it has articles, or counts as far (三、), or is loose."""
        order = self.context.order(self.clause.title)
        place = label("条", mention.steps[0].ranges[0][0])
        return (
            not self.context.places
            or self.context.has_articles(self.clause.title)
            or as_counted(place, order) != place
        )

    def _is_known(self, mention: Mention) -> bool:
        step = mention.steps[0]
        order = self.context.order(self.clause.title)
        return step.unit != "条" or any(label("条", low, step.sub) in order for low, _ in step.ranges)

    def _within(self, unit: str) -> str:
        """Return the divisions around the clause in which a bare 第二节 is counted."""
        if rank(unit) > rank("节"):
            return ""
        return "".join(place for other, place in divisions(self.clause.headings) if rank(other) < rank(unit))

    def _below_here(self, mention: Mention) -> _Target | None:
        if self.clause.kind is not Kind.ARTICLE:
            return None
        step, text = mention.steps[0], self.clause.text
        if step.unit == "项":  # 有第十条第三项行为的…；有第一项行为的…: of the same article
            for last in reversed(self.found):
                if self._is_parted(last, mention):
                    break
                if (
                    last.locators
                    and last is self.last
                    and _OF_IT.fullmatch(text, last.span[1], mention.span[0])
                ):
                    return _Target(last.title, last.number, last.is_own, last.locators[-1])
                if last.locators and "项" in last.locators[-1]:
                    return _Target(last.title, last.number, last.is_own, above(last.locators[-1], "项"))
        base, before = self.clause.locator, self.last
        if step.unit == "款" and before and before.locators and not self._is_parted(before, mention):
            own = f"{base}{label('款', step.ranges[0][0])}"
            if not any(is_at_or_below(passage.locator, own) for passage in self.clause.passages):
                return _Target(before.title, before.number, before.is_own, above(before.locators[-1], "款"))
        if step.unit == "目":
            base = above(passage_at(self.clause, mention.span[0]), "目")
        return self._own(self.clause.title, base)

    def _is_parted(self, last: Reference, mention: Mention) -> bool:
        """Tell if a sentence ends between two mentions: then 第三项 no longer goes on from the first."""
        return re.search("[。\n]", self.clause.text[last.span[1] : mention.span[0]]) is not None

    def _own_named(self, mention: Mention, quoted: bool) -> _Target | None:
        amended = self._amended()
        is_titled = any(ends_in(title, mention.noun) for title in self.context.titles)
        if quoted or (self._amends() and not is_titled):
            return amended if mention.steps or mention.path else None
        title = self.context.part(mention.noun, self.clause.title)
        if not mention.steps and not mention.path:
            return self._own(title)
        return self._own(title, self._within(mention.steps[0].unit) if mention.steps else "")

    def _titled(self, mention: Mention) -> _Target | None:
        title, number = mention.title, mention.number
        defined = self.context.names.get(title)
        if defined:
            title, number = defined[0], number or defined[1]
        own = next((one for one in self.context.titles if is_same_title(one, title)), "")
        own = own or self.context.own_names.get(title, "")
        if number:
            if number == self.context.number:
                return self._own(own or self.clause.title)
        elif own and not self._is_older(mention):
            return self._own(own)
        elif (
            title in COMMON and (part := self.context.part(title, self.clause.title)) and ends_in(part, title)
        ):
            return self._own(part)
        return _Target(title, number)

    def _is_older(self, mention: Mention) -> bool:
        """Tell a former version of the same title: 2021年发布的《…》, 《…》同时废止."""
        start, end = mention.span
        text = self.clause.text
        return bool(_OLDER.search(text, max(0, start - 24), start) or _ENDED.match(text, end))

    def _by_name(self, mention: Mention) -> _Target | None:
        name = mention.title
        if defined := self.context.names.get(name):
            return _Target(*defined)
        for one in (self.clause.title, *self.context.titles):
            if is_same_title(one, name):
                return self._own(one)
        if name in COMMON:
            meant, part = self._meant(name), self.context.part(name, self.clause.title)
            return self._own(part) if not meant and ends_in(part, name) else _Target(meant)
        return _Target(name)

    def _meant(self, noun: str) -> str:
        """Return what 条例第三条 means where it isn't defined: what is implemented, or was named last."""
        for title in self.context.titles:
            base = _BASE.sub("", title)
            if base != title and ends_in(base, noun):
                return base
        named = (one.title for one in reversed(self.named) if ends_in(one.title, noun))
        return next((title for title in named if noun != "法" or not ends_in(title, "办法")), "")


def _kind(mention: Mention, locators: tuple[str, ...]) -> ReferenceKind:
    if mention.head is Head.ABOVE:
        return ReferenceKind.ABOVE
    if mention.head is Head.ANNEX or (mention.noun and mention.head is not Head.OWN):
        return ReferenceKind.ANNEX
    if mention.path:
        return ReferenceKind.SECTION
    if locators and locators[0].endswith("、"):
        return ReferenceKind.ITEM
    unit = mention.steps[0].unit if mention.steps else mention.unit
    if not unit:
        return ReferenceKind.DOCUMENT
    return ReferenceKind.DIVISION if rank(unit) < rank("条") else ReferenceKind.ARTICLE
