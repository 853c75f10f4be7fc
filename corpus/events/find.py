"""Events: what a document does to others and to itself, each with the sentence that says so.

Repealed, superseded, amended, to be revised; takes effect, expires, on trial, interpreted by; corrected.
Only what is done is an event: a sentence about the procedure of repeal (规章的修改、废止程序), the term of a
certificate (许可证有效期五年), a title that has the word in it (《关于废止…的决定》) are none. A date is given
where it is printed or follows from the day of signature; else the printed rule stands alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from corpus.events.amendments import Amendment, find_amendments
from corpus.events.corrections import Printed, find_corrections, is_correction, note_at
from corpus.events.dates import Effect, Moment, find_effects, find_last_day, find_start, find_terms
from corpus.events.repeals import Ending, announces, find_ended, goes_on, listed
from corpus.records import Clause, Document, Kind, Span
from corpus.references.context import Context, context_of
from corpus.references.resolve import Reference, find_references


class EventKind(StrEnum):
    """What happens to a document."""

    REPEALED = "repealed"
    SUPERSEDED = "superseded"
    AMENDED = "amended"
    TO_BE_REVISED = "to be revised"
    EFFECTIVE = "takes effect"
    EXPIRES = "expires"
    TRIAL = "on trial"
    INTERPRETED = "interpreted by"
    KEPT = "remains in force"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Event:
    """Hold what happens to a document, and the words that prove it.

    ``title`` and ``number`` name the document as it is printed; with ``is_own`` it is the document (the part)
    in which the words stand. ``locators`` are the places that alone are meant, empty for the whole.
    ``date`` is the first day on which it is so, ISO 8601; for ``expires``, ``on trial`` and ``remains in force``
    the last day of the term; None where it can't be told. ``rule`` is the printed day or rule
    (自本通知印发之日起). ``clause`` is the id of the clause, ``span`` counts code points of its text, ``text`` is
    the sentence; what the title itself tells (（试行）) has no clause, and its span counts in the title. ``who``
    is the body that interprets; ``amendment`` tells what is changed, or corrected. A correction has the issue in
    which the wrong words were printed: its year, its number and the page, 0 where they aren't told.
    """

    kind: EventKind
    clause: str
    span: Span
    text: str
    title: str = ""
    number: str = ""
    locators: tuple[str, ...] = ()
    is_own: bool = False
    date: str | None = None
    rule: str = ""
    who: str = ""
    amendment: Amendment | None = None
    issue_year: int = 0
    issue_number: int = 0
    issue_page: int = 0


_ENDINGS = {
    Ending.REPEALED: EventKind.REPEALED,
    Ending.SUPERSEDED: EventKind.SUPERSEDED,
    Ending.TO_BE_REVISED: EventKind.TO_BE_REVISED,
    Ending.KEPT: EventKind.KEPT,
}
# Most clauses do nothing: one cheap search says so.
_TELLING = re.compile(
    r"废止|停止|不再|失效|继续|保留|作废|代替|替代|取代|为准|修[改订]|增加|删[去除]|改为|起|有效期|期限|试行|解释|更\s?正|勘\s?误"
)
_LONGEST = 2000  # characters of a sentence before and after what it proves
_SENTENCE = re.compile(r"[^。；;！？\n]+[。；;！？]?")
_TITLE_MARKS = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_TRIAL = re.compile(
    r"[（(〔](?:试行|暂行)[）)〕]"
    r"|(?:试行|暂行)(?=[\u4e00-\u9fff]{0,2}(?:办法|规定|条例|细则|规则|方案|意见|标准|规范|制度|章程)(?:[（(]|$))"
)
_INTERPRETED = re.compile(
    r"(?<![自经])由(?P<who>[^由，。；]{2,60}?)(?:负责|承担|进行)(?:组织|具体|应用|问题|的|对[^，。；]{1,20}进行)*解释(?!说明)"
    r"|解释(?:工作)?由(?P<other>[^，。；]{2,60}?)(?:负责|承担)"
    r"|本[\u4e00-\u9fff]{1,8}由(?P<short>[^由，。；]{2,40}?)(?<!负责)(?<!承担)解释(?=[，。；]|$)"
)
# What is renamed is the crime, not the article: 将《刑法》第…条的罪名由“…”修改为“…”.
_NAMED_AFTER = re.compile(r"[）)]?(?:（[^（）]*(?:（[^（）]*）[^（）]*)*）)?的罪名")
_WITH_ANOTHER = re.compile("自□+[^，。；□]{0,12}(?:施行|实施|生效)之日起")
_AMENDS = re.compile(
    r"□(?:[（(][^（）()]*[）)])?[^，。；□]{0,16}(?:作|做|进行|予以)(?:出|了)?(?:如下|以下|部分|相应)*修[改正订]"
)


def find_events(document: Document, signed: str | None = None) -> tuple[Event, ...]:
    """Find what a document does, in the order of its text; pure, and total for any document.

    ``signed`` is the day of its signature or issue (ISO 8601), from which 自发布之日起 is counted; give None
    where it isn't known (the head of a law file tells the days of its adoption only).
    """
    context, lists = context_of(document), _announced(document)
    corrects = is_correction(_TITLE_MARKS.sub("", document.title))
    views = [
        _view(clause, context)
        for clause in document.clauses
        if corrects
        or clause.id in lists
        or _TELLING.search(clause.text)
        or listed(clause.title, clause.headings)
    ]
    finding = _Finding(document, context, signed, lists)
    for view in views:
        finding.effects[view.clause.id] = [
            effect for sentence in view.sentences for effect in find_effects(view.masked, sentence, signed)
        ]
    finding.set_dates(views)
    found = [*_trial_by_title(document, context)]
    for view in views:
        found += [
            *finding.effect(view),
            *finding.terms(view),
            *finding.endings(view),
            *finding.amendments(view),
            *finding.interpreters(view),
            *finding.corrections(view),
        ]
    found = list(_without_announcements(found))
    if not any(event.kind is EventKind.AMENDED for event in found):
        found += [event for view in views for event in finding.amended_as_a_whole(view)]
    return tuple(dict.fromkeys(found))


def _announced(document: Document) -> dict[str, Ending]:
    """Find the clauses that stand in a list which one before them announces: 废止下列文件： 一、《…》."""
    lists: dict[str, Ending] = {}
    open_: Ending | None = None
    for clause in document.clauses:
        if open_ and goes_on(clause.text):
            lists[clause.id] = open_
        else:
            open_ = announces(clause.text)
    return lists


@dataclass(frozen=True, slots=True)
class _View:
    """A clause with its references; ``masked`` is its text with what is quoted or in title marks blanked out (□)."""

    clause: Clause
    references: tuple[Reference, ...]
    masked: str
    sentences: tuple[Span, ...]

    def sentence(self, at: int) -> str:
        """Return the sentence at a place; of one beyond measure, what stands around the place."""
        place = bisect_right(self.sentences, (at, len(self.clause.text))) - 1
        return self.excerpt(self.sentences[max(place, 0)] if self.sentences else (0, 0), at)

    def excerpt(self, span: Span, at: int) -> str:
        start, end = max(span[0], at - _LONGEST), min(span[1], at + _LONGEST)
        return self.clause.text[start:end].strip()

    def printed(self, moment: Moment) -> str:
        """Return the words of a day as they are printed, the title in them too: 自本《通知》印发之日起."""
        return self.clause.text[slice(*moment.span)]

    def own(self, span: Span) -> str:
        """Return the title of the own part that a sentence names, "" where it names none."""
        inside = (one for one in self.references if one.is_own and span[0] <= one.span[0] < span[1])
        return next((one.title for one in inside if one.title), "")


def _view(clause: Clause, context: Context) -> _View:
    masked = _TITLE_MARKS.sub(lambda match: "□" * len(match[0]), clause.text)
    if context.is_amending:
        masked = re.sub("“[^”]*”?", lambda match: "◇" * len(match[0]), masked)
    sentences = tuple(match.span() for match in _SENTENCE.finditer(masked))
    return _View(clause, find_references(clause, context), masked, sentences)


def _trial_by_title(document: Document, context: Context) -> Iterator[Event]:
    """Find （试行） in the title of the text itself, not in one that it only names."""
    title = document.instrument_title or document.title
    plain = _TITLE_MARKS.sub(lambda match: "□" * len(match[0]), title)
    if match := _TRIAL.search(re.sub("〈[^〉]*〉", lambda one: "□" * len(one[0]), plain)):
        yield Event(
            EventKind.TRIAL, "", match.span(), title, title, context.number, is_own=True, rule=match[0]
        )


@dataclass(slots=True)
class _Finding:
    """What has been found of one document; ``begins`` is the day it takes effect, ``ends`` that of its list."""

    document: Document
    context: Context
    signed: str | None
    lists: dict[str, Ending]
    effects: dict[str, list[Effect]] = field(default_factory=dict)
    begins: str | None = None
    ends: Moment | None = None
    printed: Printed = field(default_factory=Printed)

    def set_dates(self, views: list[_View]) -> None:
        """Find the day on which the document takes effect, and the one that its notice gives for a list."""
        whole = [
            one for effects in self.effects.values() for one in effects if not one.is_end and not one.place
        ]
        self.begins = next((one.moment.date for one in whole if one.moment.date), None)
        for view in views:
            if view.clause.kind is Kind.COVER or view.clause.kind is Kind.LEAD:
                for start, end in view.sentences:
                    if self.ends is None and re.search("废止|停止执行|不再执行|失效", view.masked[start:end]):
                        moment = find_start(view.masked, self.signed, start, end)
                        self.ends = replace(moment, rule=view.printed(moment)) if moment else None

    def _event(self, view: _View, kind: EventKind, span: Span, **facts: object) -> Event:
        text = view.sentence(span[0])
        return Event(kind, view.clause.id, span, text, **facts)  # type: ignore[arg-type]

    def _self(self, view: _View, span: Span, noun: str = "") -> dict[str, object]:
        """Return what names the document itself: the part that the sentence names, or around the clause."""
        title = view.own(span) or self.context.part(noun, view.clause.title)
        return {"title": title, "number": self.context.number, "is_own": True}

    def effect(self, view: _View) -> Iterator[Event]:
        """Yield when the document begins to count, and when it ends by itself."""
        for one in self.effects[view.clause.id]:
            kind = EventKind.EXPIRES if one.is_end else EventKind.EFFECTIVE
            if one.named and not view.own(one.sentence):
                continue  # 《…》自…起施行 of another document
            places = tuple(
                place
                for reference in view.references
                if one.place and reference.is_own and one.sentence[0] <= reference.span[0] < one.span[0]
                for place in reference.locators
            )
            itself = self._self(view, one.sentence if one.named else (0, 0), one.noun)
            yield self._event(
                view,
                kind,
                one.span,
                locators=places,
                date=one.moment.date,
                rule=view.printed(one.moment),
                **itself,
            )

    def terms(self, view: _View) -> Iterator[Event]:
        """Yield how long the document counts: 有效期五年, 试行期两年."""
        for sentence in view.sentences:
            for term in find_terms(view.masked, sentence, self.begins):
                kind = EventKind.TRIAL if term.is_trial else EventKind.EXPIRES
                rule = view.clause.text[slice(*term.span)]
                itself = self._self(view, sentence)
                yield self._event(view, kind, term.span, date=term.date, rule=rule, **itself)

    def endings(self, view: _View) -> Iterator[Event]:
        """Yield the documents that are repealed, superseded or to be revised."""
        moments: dict[Span, Moment | None] = {}
        within = self.lists.get(view.clause.id)
        for one in find_ended(view.clause, view.masked, view.references, view.sentences, within):
            if one.sentence not in moments:
                moments[one.sentence] = find_start(view.masked, self.signed, *one.sentence)
            moment = self.ends if one.is_listed else moments[one.sentence]
            day, rule = (moment.date, moment.rule) if moment else (self.begins, "")
            if moment and not one.is_listed:
                rule = view.printed(moment)
            if one.with_own:
                of_another = _WITH_ANOTHER.search(view.masked, *one.sentence)
                day, rule = (
                    (None, view.clause.text[slice(*of_another.span())])
                    if of_another
                    else (self.begins, "同时")
                )
            if one.ending is Ending.TO_BE_REVISED:
                day, rule = None, ""
            if one.ending is Ending.KEPT:
                day, rule = find_last_day(view.masked, one.sentence), ""
            yield self._event(
                view,
                _ENDINGS[one.ending],
                one.span,
                title=one.title,
                number=one.number,
                locators=one.locators,
                date=day,
                rule=rule,
            )

    def amendments(self, view: _View) -> Iterator[Event]:
        """Yield what an amending document changes in another."""
        if not self.context.is_amending:
            return
        for one in find_amendments(view.clause.text, view.references):
            reference = one.reference
            if reference.is_own or _NAMED_AFTER.match(view.clause.text, reference.span[1]):
                continue
            text = view.excerpt(one.span, reference.span[0])
            yield Event(
                EventKind.AMENDED,
                view.clause.id,
                one.span,
                text,
                reference.title,
                reference.number,
                reference.locators,
                date=self.begins,
                amendment=one,
            )

    def amended_as_a_whole(self, view: _View) -> Iterator[Event]:
        """Yield the documents that a decision says it amends, where it doesn't tell the changes one by one."""
        for word in _AMENDS.finditer(view.masked) if self.context.is_amending else ():
            for one in view.references:
                if not one.is_own and one.title and one.span[1] > word.start() >= one.span[0]:
                    span = (one.span[0], word.end())
                    named = {"title": one.title, "number": one.number, "date": self.begins}
                    yield self._event(view, EventKind.AMENDED, span, **named)

    def interpreters(self, view: _View) -> Iterator[Event]:
        """Yield who interprets the document: 本办法由州数字化发展局负责解释."""
        for match in _INTERPRETED.finditer(view.masked):
            who = match["who"] or match["other"] or match["short"]
            sentence = next((one for one in view.sentences if one[0] <= match.start() < one[1]), match.span())
            itself = self._self(view, sentence)
            yield self._event(view, EventKind.INTERPRETED, match.span(), who=who, **itself)

    def corrections(self, view: _View) -> Iterator[Event]:
        """Yield what a correction (更正), or a note that is one, corrects; other texts correct nothing."""
        at = 0 if is_correction(_TITLE_MARKS.sub("", self.document.title)) else note_at(view.clause.text)
        if at is None:
            return
        told = find_corrections(view.clause.text, view.references, self.printed, at)
        for self.printed, one in told:
            if one:
                yield self._event(
                    view,
                    EventKind.CORRECTED,
                    one.span,
                    title=one.printed.title,
                    number=one.printed.number,
                    locators=one.printed.locators,
                    amendment=one.amendment,
                    issue_year=one.printed.year,
                    issue_number=one.printed.issue,
                    issue_page=one.printed.page,
                )


def _without_announcements(events: Sequence[Event]) -> Iterator[Event]:
    """Leave out what only announces corrections (《甲办法》有误，现更正如下) that are then told word by word."""
    told = {(one.title, one.number) for one in events if one.kind is EventKind.CORRECTED and one.amendment}
    for event in events:
        announced = event.kind is EventKind.CORRECTED and event.amendment is None
        if not (announced and (event.title, event.number) in told):
            yield event
