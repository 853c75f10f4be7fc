"""Tell which document a citation means, and whether its number and its title belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.cite import name_issue
from corpus.messages import Said, message, together
from corpus.numbers import without_words
from corpus.titles import title_form
from index.catalog.rows import DocumentRow, EventRow
from search.check.citations import Citation
from search.check.compare import compare
from search.check.findings import Remark, Verdict, remark
from search.check.lookup import Lookup
from search.check.titles import Agreement, agreement
from search.status.standing import Standing, day_of


@dataclass(frozen=True, slots=True)
class Identity:
    """Hold the document that is meant, and what is wrong with its name.

    ``told`` is the standing of a document that isn't held but of which others speak. ``title`` and ``number``
    are those to look by. ``is_guess`` says that the title is only like the one cited: words quoted from it must
    confirm it.
    """

    document: DocumentRow | None = None
    candidates: tuple[DocumentRow, ...] = ()  # others of its name that may as well be meant
    title: str = ""
    number: str = ""
    fault: Verdict | None = None
    remarks: tuple[Remark, ...] = ()
    told: Standing | None = None
    is_guess: bool = False


def identify(lookup: Lookup, citation: Citation) -> Identity:
    """Find the document of a citation by its number and its title."""
    title = citation.title
    number = next(
        (one for one in without_words(citation.number, strict=True) if lookup.of_number(one)),
        citation.number,
    )
    by_number = lookup.of_number(number) if number else ()
    by_title = lookup.of_title(title) if title else ()
    if citation.year:
        by_title = tuple(row for row in by_title if (day_of(row) or "").startswith(citation.year)) or by_title
    if citation.issue:
        by_title, remarks = _of_issue(citation.issue, by_title)
        if remarks:
            return _held(by_title[:1], title, "", fault=Verdict.WRONG_NUMBER, remarks=remarks)
    if number and title:
        return _by_both(lookup, citation, number, by_number, by_title)
    if by_number:
        return _held(lookup.best(by_number), "", number, remarks=_versions(lookup, by_number))
    if by_title:
        best = lookup.best(by_title)
        return _held(best, title, best[0].number, remarks=_versions(lookup, by_title))
    return _not_held(lookup, number, title)


def _of_issue(issue: str, found: Sequence[DocumentRow]) -> tuple[tuple[DocumentRow, ...], tuple[Remark, ...]]:
    """Keep the documents of the issue that is named; say where they stand if none is of it."""
    named = [row for row in found if row.issue.issue and name_issue(row.issue.issue).startswith(issue)]
    if named or not found:
        return tuple(named), ()
    places = "、".join(name_issue(row.issue.issue) for row in found if row.issue.issue)
    return tuple(found), (remark("other issue", issue=places),) if places else ()


def _by_both(
    lookup: Lookup,
    citation: Citation,
    number: str,
    by_number: Sequence[DocumentRow],
    by_title: Sequence[DocumentRow],
) -> Identity:
    """Hold the number and the title against each other."""
    title = citation.title
    degrees = {row.id: _degree(lookup, title, row) for row in by_number}
    if same := [row for row in by_number if degrees[row.id] is Agreement.SAME]:
        return _held(lookup.best(same), title, number)
    if by_number and not by_title:
        nearest = max(by_number, key=lambda row: (degrees[row.id], row.id))
        held = _held_title(title, nearest)
        if degrees[nearest.id] is Agreement.NEAR:
            remarks = (_title_differs(title, held),)
            return _held([nearest], held, number, fault=Verdict.WORDS_DIFFER, remarks=remarks)
        wrong = [remark("title of number", number=nearest.number, title=held)]
        wrong += _told_numbers(lookup, title, number)
        return _held([nearest], held, number, fault=Verdict.WRONG_NUMBER, remarks=tuple(wrong))
    told = _told_of(lookup, number, title)
    if not by_title:
        return _not_held(lookup, number, title)
    if all(not row.number for row in by_title):
        unprinted: tuple[Remark, ...] = (remark("number not printed"), *_versions(lookup, by_title))
        if not by_number:
            return _held(lookup.best(by_title), title, "", remarks=unprinted)
    if told and not by_number:  # an earlier version of the same title, of which others speak
        return Identity(title=title, number=number, told=lookup.standing_of_names(number, title))
    best = lookup.best(by_title)
    document = best[0]
    wrong = [remark("number of title", title=title, number=document.number)] if document.number else []
    wrong += [
        remark("title of number", number=row.number, title=row.instrument_title or row.title)
        for row in by_number
    ]
    wrong += [] if by_number else [remark("other version")]
    return _held(best, title, document.number, fault=Verdict.WRONG_NUMBER, remarks=tuple(wrong))


def _degree(lookup: Lookup, title: str, row: DocumentRow) -> Agreement:
    """Return how a title agrees with those of a document and of its parts, the best."""
    own = [row.title, row.instrument_title]
    degree = max(agreement(title, one, row.issuer) for one in own)
    if degree is not Agreement.SAME:
        parts = {clause.clause.title for clause in lookup.clauses(row)}
        degree = max([degree, *(agreement(title, one) for one in parts)])
    return degree


def _titles(row: DocumentRow) -> set[str]:
    return {title_form(row.title), title_form(row.instrument_title)} - {""}


def _name(row: DocumentRow) -> str:
    """Name a document by its number, else by its issue or its day."""
    issue = row.issue.issue
    return row.number or (name_issue(issue) if issue else row.date or "")


def _held_title(title: str, row: DocumentRow) -> str:
    """Return the title of a document that is the likest to the one cited."""
    held = [one for one in (row.instrument_title, row.title) if one]
    return max(held, key=lambda one: compare(title, one).likeness)


def _title_differs(title: str, held: str) -> Remark:
    found = compare(title, held)
    pairs = [(title[slice(*one.quoted)], held[slice(*one.printed)]) for one in found.differences]
    if not pairs and found.at:  # the cited title is a part of the held one
        pairs = [("", one) for one in (held[: found.at[0]], held[found.at[1] :]) if one]
    return remark("title differs", title=held, differences=together(_difference(*pair) for pair in pairs))


def _difference(quoted: str, printed: str) -> Said:
    """Say what differs at one place of a title."""
    key = (
        "difference.other"
        if quoted and printed
        else "difference.too_much"
        if quoted
        else "difference.missing"
    )
    return message(key, quoted=quoted, printed=printed)


def _held(rows: Sequence[DocumentRow], title: str, number: str, **facts: Any) -> Identity:
    """Return the identity of a document that is held; further rows are of the same name."""
    return Identity(rows[0], tuple(rows[1:]), title, number, **facts)


def _versions(lookup: Lookup, rows: Sequence[DocumentRow]) -> tuple[Remark, ...]:
    """Say that others have the same title."""
    if len(rows) < 2:
        return ()
    best = lookup.best(rows)[0]
    shared = [row for row in rows if _titles(row) & _titles(best)]  # not the other books of a code
    others = "、".join(sorted({_name(row) for row in shared} - {_name(best)}))
    if not others:
        return ()
    return (remark("versions", count=len(shared), day=lookup.as_of, others=others),)


def _told_of(lookup: Lookup, number: str, title: str) -> tuple[EventRow, ...]:
    """Return what is said of a document under this number and this title, both."""
    return tuple(
        row
        for row in lookup.told(number, "")
        if not title or not row.event.title or agreement(title, row.event.title) is not Agreement.OTHER
    )


def _told_numbers(lookup: Lookup, title: str, but: str) -> list[Remark]:
    numbers = {row.event.number for row in lookup.told("", title)} - {"", but}
    return [remark("number of title", title=title, number=number) for number in sorted(numbers)]


def _not_held(lookup: Lookup, number: str, title: str) -> Identity:
    """Judge a document that isn't held by what others say of it, else by titles that are like its."""
    by_number = lookup.told(number, "") if number else ()
    agreeing = _told_of(lookup, number, title) if number else ()
    by_title = lookup.told("", title) if title else ()
    numbers = {row.event.number for row in by_title} - {""}
    unheld = (remark("text not held"),)
    if agreeing or (not number and by_title):
        standing = lookup.standing_of_names(
            number if agreeing else "", by_title[0].event.title if by_title else title
        )
        remarks = (*_title_told(title, agreeing), *unheld)
        return Identity(title=title, number=number, remarks=remarks, told=standing)
    if by_number:  # under this number they speak of another document
        other = by_number[0].event.title
        wrong = [remark("title of number", number=number, title=other)]
        wrong += [remark("number of title", title=title, number=one) for one in sorted(numbers)]
        standing = lookup.standing_of_names(number, other)
        fault = Verdict.WRONG_NUMBER
        return Identity(title=other, number=number, fault=fault, remarks=tuple(wrong), told=standing)
    if number and numbers:
        wrong = [remark("number of title", title=title, number=one) for one in sorted(numbers)]
        standing = lookup.standing_of_names(sorted(numbers)[0], title)
        remarks = (*wrong, *unheld)
        return Identity(
            title=title, number=number, fault=Verdict.WRONG_NUMBER, remarks=remarks, told=standing
        )
    return _by_likeness(lookup, number, title)


def _title_told(title: str, rows: Sequence[EventRow]) -> tuple[Remark, ...]:
    told = [row.event.title for row in rows if row.event.title]
    if not title or not told or any(agreement(title, one) is Agreement.SAME for one in told):
        return ()
    return (_title_differs(title, told[0]),)


def _by_likeness(lookup: Lookup, number: str, title: str) -> Identity:
    """Name the titles that are like the one cited; the nearest may be meant, if its words are quoted."""
    near = lookup.near_titles(title) if title else ()
    if not near:
        return Identity(title=title, number=number)
    shown = remark("near titles", titles="、".join(f"《{one}》" for one in near))
    rows = lookup.of_title(near[0])
    if number or not rows:
        return Identity(title=title, number=number, remarks=(shown,))
    best = lookup.best(rows)
    differs = _title_differs(title, near[0])
    if _lacks_trial_only(title, near[0]):
        fault = Verdict.WORDS_DIFFER
        return _held(best, near[0], best[0].number, fault=fault, remarks=(differs,))
    return _held(best, near[0], best[0].number, remarks=(shown,), is_guess=True)


def _lacks_trial_only(title: str, held: str) -> bool:
    found = compare(title, held)
    if not found.is_verbatim or found.at is None:
        return False
    rest = held[: found.at[0]] + held[found.at[1] :]
    return rest.strip("（）() ") in ("试行", "暂行")
