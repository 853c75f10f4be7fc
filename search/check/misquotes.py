"""Give quotations to citations, and hold their words against the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.records import Span
from search.check.compare import Comparison, compare
from search.check.draft import Mended
from search.check.findings import Misquoted, Quotation, Remark, Verdict, remark
from search.check.quotations import Quote, words_of
from search.check.subject import Subject

_ALIKE = 0.6  # of its characters words share with a text that they misquote
_LONG = 8  # characters of words that prove something by standing in a text


@dataclass(slots=True)
class Attached:
    """Hold the quotations of one citation and what is wrong with them.

    ``confirm`` says that long enough words stand in the document: it is the one that is meant.
    """

    quotations: tuple[Quotation, ...] = ()
    faults: set[Verdict] = field(default_factory=set)
    remarks: tuple[Remark, ...] = ()
    confirm: bool = False


@dataclass(frozen=True, slots=True)
class _Match:
    quote: Quote
    comparison: Comparison
    text: str
    is_amended: bool


def give(
    mended: Mended, draft: str, quotes: Sequence[Quote], subjects: Sequence[Subject]
) -> tuple[dict[int, Attached], tuple[Span, ...]]:
    """Return the quotations by the place of their citation, and the spans of all that were given."""
    matches: dict[int, list[_Match]] = {}
    given: list[Span] = []
    for quote in quotes:
        words = words_of(mended.text, quote.span)
        chosen = _choose(words, quote, subjects)
        if chosen is not None:
            place, match = chosen
            matches.setdefault(place, []).append(match)
            given.append(quote.span)
    attached = {place: _attached(mended, draft, subjects[place], found) for place, found in matches.items()}
    return attached, tuple(given)


def _choose(words: str, quote: Quote, subjects: Sequence[Subject]) -> tuple[int, _Match] | None:
    """Give a quotation to the nearest citation in whose text it stands, else to the one it plainly belongs to."""
    tried: list[tuple[int, _Match]] = []
    for place in (*quote.tight, *quote.loose):
        if match := _match(words, quote, subjects[place]):
            if match.comparison.is_verbatim:
                return place, match
            tried.append((place, match))
    for place, match in tried:
        alike = match.comparison.likeness >= _ALIKE and len(words) >= _LONG
        if place in quote.tight or alike:
            return place, match
    return None


def _match(words: str, quote: Quote, subject: Subject) -> _Match | None:
    texts = [(text, False) for text in subject.printed()] + [(text, True) for text in subject.amended()]
    found = [_Match(quote, compare(words, text), text, amended) for text, amended in texts]
    return max(found, key=lambda one: (one.comparison.is_verbatim, one.comparison.likeness), default=None)


def _attached(mended: Mended, draft: str, subject: Subject, found: Sequence[_Match]) -> Attached:
    quotations: list[Quotation] = []
    remarks: list[Remark] = []
    faults: set[Verdict] = set()
    confirm = False
    for match in found:
        comparison = match.comparison
        words = words_of(mended.text, match.quote.span)
        elsewhere = ""
        if comparison.is_verbatim:
            confirm = confirm or len(words) >= _LONG
            if not comparison.is_exact:
                remarks.append(remark("form only"))
            remarks += _versions(subject, match, words)
        else:
            faults.add(Verdict.WORDS_DIFFER)
            elsewhere = _elsewhere(subject, words)
            if comparison.is_disordered:
                remarks.append(remark("disordered"))
            elif elsewhere:
                remarks.append(remark("stands elsewhere", place=elsewhere))
            elif comparison.likeness < _ALIKE:
                remarks.append(remark("stands nowhere"))
        span = mended.span(match.quote.span)
        differences = () if elsewhere else _misquoted(mended, draft, match)
        quotations.append(
            Quotation(span, draft[slice(*span)], comparison.is_verbatim, elsewhere, differences)
        )
    return Attached(tuple(quotations), faults, tuple(remarks), confirm)


def _versions(subject: Subject, match: _Match, words: str) -> list[Remark]:
    """Say whether words are those before or after a change of the place."""
    if match.is_amended:
        return [remark("words after")]
    come = [one for one in subject.alterations if one.has_come and one.text]
    if come and not any(compare(words, one.text).is_verbatim for one in come):
        return [remark("words before")]
    return []


def _elsewhere(subject: Subject, words: str) -> str:
    """Return where in the document words stand that don't stand at the place cited, "" where nowhere."""
    if len(words) < 4:
        return ""
    own = {(one.row.rowid, one.span) for place in subject.places for one in place.stretches}
    for row in subject.rows:
        if (row.rowid, (0, len(row.clause.text))) in own or not compare(words, row.clause.text).is_verbatim:
            continue
        for passage in row.clause.passages:
            if compare(words, row.clause.text[slice(*passage.span)]).is_verbatim:
                return passage.locator
        return row.clause.locator or f"《{row.clause.title}》"
    return ""


def _misquoted(mended: Mended, draft: str, match: _Match) -> tuple[Misquoted, ...]:
    start = match.quote.span[0]
    out: list[Misquoted] = []
    for one in match.comparison.differences:
        span = mended.span((start + one.quoted[0], start + one.quoted[1]))
        out.append(Misquoted(span, draft[slice(*span)], match.text[slice(*one.printed)]))
    return tuple(out)
