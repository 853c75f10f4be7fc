"""A document as events are read from it: its clauses with titles and quotations blanked out, and what dates them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.events.corrections import Correction, Printed, find_corrections, is_correction, note_at
from corpus.events.dates import EffectiveDate, PrintedDate, find_effective_dates, find_start
from corpus.events.kinds import Event, EventKind
from corpus.events.repeals import Outcome, announces, goes_on, listed
from corpus.records import Clause, Document, Kind, Span
from corpus.references.context import Context, context_of
from corpus.references.resolve import Reference, find_references

_LONGEST = 2000  # characters of a sentence before and after what it proves
_SENTENCE = re.compile(r"[^。；;！？\n]+[。；;！？]?")
_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_OVER = re.compile("废止|停止执行|不再执行|失效")


def mask_titles(text: str) -> str:
    """Put □ in place of each character of a title and its marks: 《甲》 → □□□."""
    return _TITLE.sub(lambda match: "□" * len(match[0]), text)


@dataclass(frozen=True, slots=True)
class MaskedClause:
    """Hold a clause with its references; ``text`` is its own, with titles (□) and quoted new words (◇) blanked out."""

    clause: Clause
    references: tuple[Reference, ...]
    text: str
    sentences: tuple[Span, ...]

    @classmethod
    def of(cls, clause: Clause, context: Context) -> MaskedClause:
        """Read a clause; what an amending one quotes is said by another text."""
        text = mask_titles(clause.text)
        if context.is_amending:
            text = re.sub("“[^”]*”?", lambda match: "◇" * len(match[0]), text)
        sentences = tuple(match.span() for match in _SENTENCE.finditer(text))
        return cls(clause, find_references(clause, context), text, sentences)

    @property
    def id(self) -> str:
        """Return the id of the clause."""
        return self.clause.id

    def sentence(self, at: int) -> Span:
        """Return where the sentence of a place stands."""
        before = bisect_right(self.sentences, (at, len(self.text))) - 1
        return self.sentences[max(before, 0)] if self.sentences else (0, 0)

    def proof(self, at: int, sentence: Span | None = None) -> str:
        """Return the sentence of a place; of one beyond measure, what stands around the place."""
        start, end = sentence or self.sentence(at)
        return self.clause.text[max(start, at - _LONGEST) : min(end, at + _LONGEST)].strip()

    def printed(self, span: Span) -> str:
        """Return words as they are printed, a title in them too: 自本《通知》印发之日起."""
        return self.clause.text[slice(*span)]

    def event(self, kind: EventKind, span: Span, named: Outcome | Printed | Reference) -> Event:
        """Return an event of what is named; its sentence is that in which the span begins."""
        text = self.proof(span[0])
        return Event(kind, self.id, span, text, named.title, named.number, named.locators)

    def own_title(self, span: Span) -> str:
        """Return the title of the own part that a sentence names, "" where it names none."""
        inside = (one for one in self.references if one.is_own and span[0] <= one.span[0] < span[1])
        return next((one.title for one in inside if one.title), "")


@dataclass(frozen=True, slots=True)
class MaskedDocument:
    """Hold the clauses of a document that may tell events, and what dates these.

    ``lists`` says of the clauses of a list what one before them announces, by their ids; ``effects`` has the days
    that each clause prints, ``corrections`` what it corrects. ``begins`` is the day on which the document takes
    effect, ``over`` the one that its notice gives for a list. ``signed`` is the day of its signature.
    """

    clauses: tuple[MaskedClause, ...]
    context: Context
    signed: str | None
    lists: dict[str, EventKind]
    effects: dict[str, list[EffectiveDate]]
    corrections: dict[str, list[Correction]]
    begins: str | None
    over: PrintedDate | None

    @classmethod
    def of(cls, document: Document, signed: str | None, telling: re.Pattern[str]) -> MaskedDocument:
        """Read the clauses that hold a telling word, or stand in a list or a correction."""
        context, lists = context_of(document), _announced(document.clauses)
        corrects = is_correction(mask_titles(document.title).replace("□", ""))
        clauses = tuple(
            MaskedClause.of(one, context)
            for one in document.clauses
            if corrects or one.id in lists or telling.search(one.text) or listed(one.title, one.headings)
        )
        effects = {
            one.id: [date for span in one.sentences for date in find_effective_dates(one.text, span, signed)]
            for one in clauses
        }
        whole = [one for dates in effects.values() for one in dates if not one.is_end and not one.place]
        begins = next((one.day.date for one in whole if one.day.date), None)
        corrections = _corrections(clauses, corrects)
        return cls(clauses, context, signed, lists, effects, corrections, begins, _over(clauses, signed))

    def own_event(
        self, clause: MaskedClause, kind: EventKind, span: Span, naming: Span, noun: str = ""
    ) -> Event:
        """Return an event of the document itself: of the part named in a sentence, or around the clause."""
        title = clause.own_title(naming) or self.context.part(noun, clause.clause.title)
        return Event(kind, clause.id, span, clause.proof(span[0]), title, self.context.number, is_own=True)


def _announced(clauses: Sequence[Clause]) -> dict[str, EventKind]:
    """Find the clauses that stand in a list which one before them announces: 废止下列文件： 一、《…》."""
    lists: dict[str, EventKind] = {}
    announced: EventKind | None = None
    for clause in clauses:
        if announced and goes_on(clause.text):
            lists[clause.id] = announced
        else:
            announced = announces(clause.text)
    return lists


def _over(clauses: Sequence[MaskedClause], signed: str | None) -> PrintedDate | None:
    """Find the day that a notice gives for the documents of its list."""
    for clause in clauses:
        if clause.clause.kind is Kind.COVER or clause.clause.kind is Kind.LEAD:
            for start, end in clause.sentences:
                if _OVER.search(clause.text[start:end]) and (
                    day := find_start(clause.text, signed, start, end)
                ):
                    return replace(day, rule=clause.printed(day.span))
    return None


def _corrections(clauses: Sequence[MaskedClause], corrects: bool) -> dict[str, list[Correction]]:
    """Find what a correction (更正), or a note that is one, corrects; other texts correct nothing."""
    found: dict[str, list[Correction]] = {}
    printed = Printed()  # what a clause doesn't tell is that of the one before
    for clause in clauses:
        text = clause.clause.text
        at = 0 if corrects else note_at(text)
        if at is not None:
            found[clause.id], printed = find_corrections(text, clause.references, printed, at)
    return found
