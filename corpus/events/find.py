"""Events: what a document does to others and to itself, each with the sentence that says so.

Repealed, superseded, amended, to be revised; takes effect, expires, on trial, interpreted by; corrected.
Only what is done is an event: a sentence about the procedure of repeal (规章的修改、废止程序), the term of a
certificate (许可证有效期五年), a title that has the word in it (《关于废止…的决定》) are none. A date is given
where it is printed or follows from the day of signature; else the printed rule stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.events.amendments import find_amendments
from corpus.events.dates import PrintedDate, find_last_day, find_start, find_terms
from corpus.events.kinds import AMENDED, CORRECTED, EFFECTIVE, EXPIRES, INTERPRETED, TRIAL, Dating, Event
from corpus.events.masked import MaskedClause, MaskedDocument, mask_titles
from corpus.events.repeals import WORDINGS, Outcome, find_outcomes
from corpus.records import Document, Span
from corpus.references.context import Context
from corpus.vocabulary import TRIAL_RULES

_TRIAL = re.compile(
    r"[（(〔](?:试行|暂行)[）)〕]"
    rf"|(?:试行|暂行)(?=[\u4e00-\u9fff]{{0,2}}(?:{TRIAL_RULES})(?:[（(]|$))"
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
    # Most clauses do nothing: one cheap search says so.
    telling = "|".join([one.telling for one in WORDINGS] + [one.telling for one in FINDERS])
    masked = MaskedDocument.of(document, signed, re.compile(telling))
    found = [*_trial_by_title(document, masked.context)]
    for clause in masked.clauses:
        for finder in FINDERS:
            found += finder.find(masked, clause)
    found = list(_without_announcements(found))
    if not any(event.kind is AMENDED for event in found):
        found += [event for clause in masked.clauses for event in _amended_as_a_whole(masked, clause)]
    return tuple(dict.fromkeys(found))


def _trial_by_title(document: Document, context: Context) -> Iterator[Event]:
    """Find （试行） in the title of the text itself, not in one that it only names."""
    title = document.instrument_title or document.title
    plain = re.sub("〈[^〉]*〉", lambda one: "□" * len(one[0]), mask_titles(title))
    if match := _TRIAL.search(plain):
        yield Event(TRIAL, "", match.span(), title, title, context.number, is_own=True, rule=match[0])


def _without_announcements(events: Sequence[Event]) -> Iterator[Event]:
    """Leave out what only announces corrections (《甲办法》有误，现更正如下) that are then told word by word."""
    told = {(one.title, one.number) for one in events if one.kind is CORRECTED and one.amendment}
    for event in events:
        announced = event.kind is CORRECTED and event.amendment is None
        if not (announced and (event.title, event.number) in told):
            yield event


def _effects(masked: MaskedDocument, clause: MaskedClause) -> Iterator[Event]:
    """Yield when the document begins to count, and when it ends by itself."""
    for one in masked.effects[clause.id]:
        if one.named and not clause.own_title(one.sentence):
            continue  # 《…》自…起施行 of another document
        places = tuple(
            place
            for reference in clause.references
            if one.place and reference.is_own and one.sentence[0] <= reference.span[0] < one.span[0]
            for place in reference.locators
        )
        kind = EXPIRES if one.is_end else EFFECTIVE
        event = masked.own_event(clause, kind, one.span, one.sentence if one.named else (0, 0), one.noun)
        yield replace(event, locators=places, date=one.day.date, rule=clause.printed(one.day.span))


def _terms(masked: MaskedDocument, clause: MaskedClause) -> Iterator[Event]:
    """Yield how long the document counts: 有效期五年, 试行期两年."""
    for sentence in clause.sentences:
        for term in find_terms(clause.text, sentence, masked.begins):
            event = masked.own_event(clause, TRIAL if term.is_trial else EXPIRES, term.span, sentence)
            yield replace(event, date=term.date, rule=clause.printed(term.span))


def _outcomes(masked: MaskedDocument, clause: MaskedClause) -> Iterator[Event]:
    """Yield the documents that are repealed, superseded, kept or to be revised."""
    within = masked.lists.get(clause.id)
    days: dict[Span, PrintedDate | None] = {}
    for one in find_outcomes(clause.clause, clause.text, clause.references, clause.sentences, within):
        if one.sentence not in days:
            days[one.sentence] = find_start(clause.text, masked.signed, *one.sentence)
        day, rule = _date_of(one, days[one.sentence], masked, clause)
        yield replace(clause.event(one.kind, one.span, one), date=day, rule=rule)


def _date_of(
    one: Outcome, said: PrintedDate | None, masked: MaskedDocument, clause: MaskedClause
) -> tuple[str | None, str]:
    """Return the date of an outcome and the printed rule; ``said`` is what its sentence says."""
    if one.kind.dating is Dating.UNDATED:
        return None, ""
    if one.kind.dating is Dating.LAST_DAY:
        return find_last_day(clause.text, one.sentence), ""
    if one.with_own:
        another = _WITH_ANOTHER.search(clause.text, *one.sentence)
        return (None, clause.printed(another.span())) if another else (masked.begins, "同时")
    if one.is_listed:
        return (masked.over.date, masked.over.rule) if masked.over else (masked.begins, "")
    return (said.date, clause.printed(said.span)) if said else (masked.begins, "")


def _amendments(masked: MaskedDocument, clause: MaskedClause) -> Iterator[Event]:
    """Yield what an amending document changes in another."""
    for one in find_amendments(clause.clause.text, clause.references) if masked.context.is_amending else ():
        reference = one.reference
        if not reference.is_own and not _NAMED_AFTER.match(clause.clause.text, reference.span[1]):
            text = clause.proof(reference.span[0], one.span)
            event = clause.event(AMENDED, one.span, reference)
            yield replace(event, text=text, date=masked.begins, amendment=one)


def _amended_as_a_whole(masked: MaskedDocument, clause: MaskedClause) -> Iterator[Event]:
    """Yield the documents that a decision says it amends, where it doesn't tell the changes one by one."""
    for word in _AMENDS.finditer(clause.text) if masked.context.is_amending else ():
        for one in clause.references:
            if not one.is_own and one.title and one.span[1] > word.start() >= one.span[0]:
                event = clause.event(AMENDED, (one.span[0], word.end()), one)
                yield replace(event, locators=(), date=masked.begins)


def _interpreters(masked: MaskedDocument, clause: MaskedClause) -> Iterator[Event]:
    """Yield who interprets the document: 本办法由州数字化发展局负责解释."""
    for match in _INTERPRETED.finditer(clause.text):
        event = masked.own_event(clause, INTERPRETED, match.span(), clause.sentence(match.start()))
        yield replace(event, who=match["who"] or match["other"] or match["short"])


def _corrections(masked: MaskedDocument, clause: MaskedClause) -> Iterator[Event]:
    """Yield what was misprinted, and where."""
    for one in masked.corrections.get(clause.id, ()):
        event = clause.event(CORRECTED, one.span, one.printed)
        year, number, page = one.printed.year, one.printed.issue, one.printed.page
        yield replace(event, amendment=one.amendment, issue_year=year, issue_number=number, issue_page=page)


@dataclass(frozen=True, slots=True)
class Finder:
    """Hold what finds events in a clause that holds one of the words of ``telling``."""

    telling: str
    find: Callable[[MaskedDocument, MaskedClause], Iterator[Event]]


FINDERS = [
    Finder("起", _effects),
    Finder("有效期|期限|试行", _terms),
    Finder("废止|失效", _outcomes),
    Finder("修[改订]|增加|删[去除]|改为", _amendments),
    Finder("解释", _interpreters),
    Finder(r"更\s?正|勘\s?误", _corrections),
]
