"""Judge citations: the one verdict, and what there is to say beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.cite import cite_document, name_document
from corpus.events.amendments import Change
from corpus.events.kinds import Status
from corpus.locators import article_of, is_at_or_below, number_of, split_place
from corpus.numbers import is_oddly_printed
from corpus.structure.provenance import is_poorly_recognised
from corpus.titles import title_form
from index.catalog.rows import ClauseRow, EventRow
from search.check.alterations import Alteration
from search.check.draft import Mended
from search.check.findings import Finding, Held, ProvingSentence, Remark, Verdict, remark
from search.check.lookup import Lookup
from search.check.misquotes import Attached
from search.check.pinpoints import extent, find_place
from search.check.subject import Subject
from search.status.proofs import cite_row
from search.status.standing import Standing, day_of

# The first of these that holds is the verdict.
_WORST_FIRST = (
    Verdict.WRONG_NUMBER,
    Verdict.NOT_HELD,
    Verdict.REPEALED,
    Verdict.NO_SUCH_PLACE,
    Verdict.WORDS_DIFFER,
    Verdict.RIGHT,
)


@dataclass(slots=True)
class Judge:
    """Judge the citations of one draft."""

    lookup: Lookup
    mended: Mended
    draft: str

    def finding(self, subject: Subject, quotes: Attached) -> Finding:
        """Return what is found about one citation."""
        identity, citation = subject.identity, subject.citation
        if subject.document is not None and identity.is_guess and not quotes.confirm:
            subject = replace(subject, standing=None, whole=None)
        holds, remarks = self._faults(subject, quotes)
        standing = subject.standing
        if standing is not None:
            if standing.status.is_over:
                holds.add(Verdict.REPEALED)
            remarks += self._status_remarks(subject, standing)
        verdict = next((one for one in _WORST_FIRST if one in holds), Verdict.RIGHT)
        also = tuple(one for one in _WORST_FIRST if one in holds and one not in (verdict, Verdict.RIGHT))
        guess = verdict is Verdict.NOT_HELD and identity.is_guess
        start, end = self.mended.span(citation.span)
        return Finding(
            (start, end),
            self.draft[start:end],
            citation.title,
            citation.number,
            citation.locators,
            verdict,
            standing.status if standing else None,
            subject.whole.status if subject.whole else None,
            None if guess else self._held(subject),
            self._proof(subject),
            () if guess else quotes.quotations,
            tuple(dict.fromkeys(remarks)),
            also,
        )

    def _faults(self, subject: Subject, quotes: Attached) -> tuple[set[Verdict], list[Remark]]:
        """Say what is wrong with the name, the places and the words of a citation."""
        identity, citation = subject.identity, subject.citation
        holds: set[Verdict] = {identity.fault} if identity.fault else set()
        remarks = [*self._mended_number(subject), *identity.remarks, *self._contradiction(subject)]
        if subject.document is None:
            over = identity.told is not None and identity.told.status.is_over
            holds.add(Verdict.REPEALED if over else Verdict.NOT_HELD)
            if not over and identity.fault:
                holds.discard(Verdict.NOT_HELD)
            if citation.is_short and len(citation.title) < 5 and not citation.number:
                remarks.append(remark("short name unknown"))
        elif identity.is_guess and not quotes.confirm:
            holds = {Verdict.NOT_HELD}
        else:
            if identity.is_guess:
                part = title_form(citation.title) in title_form(identity.title)
                holds.add(Verdict.RIGHT if part else Verdict.WORDS_DIFFER)
                remarks = [one for one in remarks if one.code != "near titles"]
                remarks.append(remark("full title", title=identity.title))
            holds |= self._place_faults(subject, remarks)
            holds |= quotes.faults
            remarks += quotes.remarks
        return holds, remarks

    def _mended_number(self, subject: Subject) -> list[Remark]:
        printed = subject.citation.printed
        if printed is None:
            return []
        text = self.draft[slice(*self.mended.span(printed))]
        if not is_oddly_printed(text, subject.citation.number):
            return []
        return [remark("number mended", number=subject.citation.number, printed=text)]

    def _contradiction(self, subject: Subject) -> list[Remark]:
        """Say that the sources print the number of the document in several ways."""
        number, title = subject.identity.number, subject.identity.title
        if not number:
            return []
        numbers = self.lookup.numbers_printed(number, title)
        return [remark("number printed twice", numbers="、".join(numbers))] if len(numbers) > 1 else []

    def _place_faults(self, subject: Subject, remarks: list[Remark]) -> set[Verdict]:
        """Say which places are missing, added, changed or struck."""
        faults: set[Verdict] = set()
        if subject.missing:
            faults.add(Verdict.NO_SUCH_PLACE)
            remarks.append(remark("no such place", places="、".join(subject.missing)))
            remarks += self._what_there_is(subject)
        for one in subject.alterations if subject.citation.locators else ():
            citation = self._cite(one.row)
            if not one.has_come:
                day = one.row.event.date or day_of(one.row.document)
                remarks.append(remark("place will change", place=one.locator, citation=citation, day=day))
                continue
            remarks.append(remark(_done(one), place=one.locator, citation=citation))
            if one.strikes and all(is_at_or_below(where, one.locator) for where in subject.citation.locators):
                faults.add(Verdict.REPEALED)
        clauses = [place.row.clause for place in subject.places if place.row]
        if any(clause.damaged for clause in clauses):
            remarks.append(remark("print damaged"))
        if any(is_poorly_recognised(clause) for clause in clauses):
            remarks.append(remark("recognised"))
        return faults

    def _what_there_is(self, subject: Subject) -> list[Remark]:
        article = article_of(subject.missing[0])
        row = next((row for row in subject.rows if row.clause.locator == article), None)
        if row is not None and article != subject.missing[0]:
            return _what_the_article_has(row, article, subject.missing[0])
        ends = extent(subject.rows)
        return [remark("extent", first=ends[0], last=ends[1])] if ends else []

    def _status_remarks(self, subject: Subject, standing: Standing) -> list[Remark]:
        """Say what became of the document, or of the place."""
        proof, status = standing.proof, standing.status
        day = proof.event.date if proof else None
        since = f"（{day}）" if day else ""
        citation = self._cite(proof) if proof else ""
        if status is Status.REPEALED:
            return [remark("repealed", since=since, citation=citation)]
        if status is Status.EXPIRED:
            return [remark("expired", since=since, citation=citation)]
        if status is Status.NOT_YET:
            return [remark("not yet", day=standing.as_of, since=since)]
        if status is Status.TO_BE_REVISED:
            return [remark("to be revised", citation=citation)]
        if status is Status.AMENDED and standing.successor is not None:
            later = standing.successor
            name = later.number or later.date or later.issue.source_name
            return [remark("later version", citation=name_document(name, later.title))]
        if status is Status.AMENDED:
            return [] if subject.alterations else [remark("amended", citation=citation)]
        whole = subject.whole
        if subject.places and whole and whole.status is Status.AMENDED and whole.proof:
            return [remark("others changed")]
        return []

    def _proof(self, subject: Subject) -> ProvingSentence | None:
        standing = subject.standing
        proof = standing.proof if standing else None
        if proof is None and subject.whole is not None:
            proof = subject.whole.proof
        struck = [one.row for one in subject.alterations if one.has_come]
        if struck and (standing is None or not standing.status.is_over):
            proof = struck[-1]
        return ProvingSentence(proof.event.text, proof.event.date, self._cite(proof)) if proof else None

    def _cite(self, row: EventRow) -> str:
        clause = self.lookup.texts([row]).get(row.clause or 0)
        if clause is not None:
            return cite_row(clause)
        document = row.document
        return cite_document(document.issue.issue, document.number, document.title)

    def _held(self, subject: Subject) -> Held | None:
        """Return the document as it is held, with the citation to copy: the place as the draft names it."""
        document = subject.document
        if document is None:
            return None
        first = subject.places[0] if subject.places and not subject.missing else None
        row = first.row if first else None
        if row is not None and first is not None:
            posted = first.locator.startswith(("任命", "免去"))
            one = len(subject.places) == 1
            citation = cite_row(row, None if posted else first.locator if one else "")
            if not one:
                citation += "、".join(place.locator for place in subject.places)
            title = row.clause.title
        else:
            title = subject.rows[0].clause.title if subject.rows else document.title
            citation = cite_document(document.issue.issue, document.number, title)
            citation += "" if subject.missing else "、".join(subject.citation.locators)  # added by a change
        return Held(citation, document.number, title, document.issue.source_name, row)


def _done(one: Alteration) -> str:
    """Return the code of the remark that says what was done to a place."""
    if one.strikes:
        return "place struck"
    if one.change is None:
        return "place corrected"
    return "place added" if one.change is Change.ADDED else "place changed"


def _what_the_article_has(row: ClauseRow, article: str, missing: str) -> list[Remark]:
    """Say how many paragraphs or items an article has, and which item a paragraph is mistaken for."""
    unit = split_place(missing)[-1][0]
    known = {number_of(one.locator, unit) for one in row.clause.passages} - {None}
    said = [remark("paragraphs", article=article, count=len(known), unit=unit)] if known else []
    item = missing.replace("款", "项") if unit == "款" else missing.replace("项", "款")
    if missing.count("第") == 2 and unit in "款项" and find_place([row], item):
        said.append(remark("mistaken unit", place=item))
    return said
