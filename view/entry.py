"""What is shown of a hit, an event, a posting, a finding: said once, laid out by a terminal, a template, an export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.cite import name_document
from view.places import issue_name, lines_of, page_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.catalog.rows import PostingRow
    from search.answer.hits import Hit
    from search.check.findings import CheckReport, Finding, Quotation
    from search.people.find import Holders
    from search.status.proofs import Proof
    from view.messages import Words


_SHOWN = 160  # characters of quoted words and of a proof


@dataclass(frozen=True, slots=True)
class HitEntry:
    """Hold what is said of a hit in one language; the names are those of the columns of an export.

    ``status`` is its word, None where it was not asked for; ``proof`` what decides it, None where nothing does;
    ``passage`` the citation of the passage found, None where the clause is but one.
    """

    rank: int
    citation: str
    title: str
    number: str
    locator: str
    headings: tuple[str, ...]
    text: str
    status: str | None
    proof: str | None
    issue: str
    page: str
    passage: str | None
    id: str
    place: str
    lines: str


def hit_entry(hit: Hit, words: Words) -> HitEntry:
    """Return what is shown of a hit, in a language."""
    clause, document = hit.row.clause, hit.row.document
    issue = document.issue.issue
    return HitEntry(
        rank=hit.rank,
        citation=hit.citation,
        title=clause.title,
        number=document.number,
        locator=clause.locator,
        headings=clause.headings,
        text=hit.text,
        status=words(f"status.{hit.status}") if hit.status else None,
        proof=_proof(hit, words),
        issue=issue_name(issue, words) if issue else "",
        page=page_of(document, words, clause),
        # A clause of one paragraph is cited as a whole: it has no 第一款 to speak of.
        passage=hit.passage_citation if len(clause.passages) > 1 else None,
        id=clause.id,
        place=place_of(document, words, clause),
        lines=lines_of(clause, words),
    )


def _proof(hit: Hit, words: Words) -> str | None:
    """Return the clause that decides the status, in its words, or the later version that does."""
    if hit.proof is not None:
        return words("place.labelled", label=hit.proof.citation, value=hit.proof.row.event.text)
    later = hit.standing.successor if hit.standing else None
    if later is None:
        return None
    return name_document(later.number or later.date or "", later.title)


@dataclass(frozen=True, slots=True)
class EventEntry:
    """Hold what happens and when, by whom, to what, the sentence that says so and where it stands.

    ``target`` names the document and the ``places`` in it; ``clause`` is the id of the clause that tells, "" where
    a title does; ``changes`` are the words before and after, each with its label.
    """

    what: str
    who: str
    is_own: bool
    target: str
    places: str
    text: str
    citation: str
    clause: str
    changes: tuple[tuple[str, str], ...]


def event_entry(proof: Proof, words: Words) -> EventEntry:
    """Return what is shown of an event, in a language."""
    event = proof.row.event
    changes = ((words("validity.old"), proof.words("old")), (words("validity.new"), proof.words("new")))
    return EventEntry(
        what=" ".join(filter(None, (words.of((event.kind.name, event.kind.chinese)), event.date))),
        who=event.who,
        is_own=event.is_own,
        target=name_document(event.number, event.title) + "、".join(event.locators),
        places="".join(event.locators),
        text=_one_line(event.text),
        citation=proof.citation,
        clause=proof.clause.clause.id if proof.clause else "",
        changes=tuple((label, said) for label, said in changes if said),
    )


@dataclass(frozen=True, slots=True)
class PostingEntry:
    """Hold one posting on a line, and the clause that says so: its citation and its id."""

    line: str
    citation: str
    clause: str


def posting_entry(row: PostingRow, words: Words, *, again: bool = False) -> PostingEntry:
    """Return what is shown of a posting; ``again``: another issue has printed it before."""
    from search.people.postings import day_by, notes_of
    from search.status.proofs import cite_row

    posting = row.posting
    day = posting.date or words("people.known_by", day=day_by(row) or "?")
    notes = "".join(f"（{note}）" for note in notes_of(row))
    line = " ".join((day, words(f"kind.{posting.action}"), f"{posting.posts[0].name}{notes}"))
    told = " · ".join((line, words("people.printed_again"))) if again else line
    return PostingEntry(told, cite_row(row.row), row.row.clause.id)


def holders_heading(found: Holders, words: Words) -> str:
    """Return the post that was asked for and the day, or that nobody is known to hold it."""
    key = "people.held_on" if found.holders else "people.nobody_on"
    return words(key, post=found.asked, at=found.at)


def checked_line(report: CheckReport, words: Words) -> str:
    """Return how many citations a check held against the home, as of which day, and how many have each verdict."""
    counts = "  ".join(f"{verdict} {count}" for verdict, count in report.counts.items() if count)
    return words("check.checked", count=len(report.findings), day=report.as_of, counts=counts or "0")


@dataclass(frozen=True, slots=True)
class FindingEntry:
    """Hold what a check says of a citation: ``heading`` are its verdicts, ``text`` its words on one line.

    ``found`` is the citation of what is held, "" for nothing, ``clause`` the id of its clause, "" where none is
    cited; ``details`` tell a fact a line.
    """

    heading: str
    text: str
    found: str
    clause: str
    details: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Return what is held and the details, a line each."""
        return (f"→ {self.found}", *self.details) if self.found else self.details


def finding_entry(finding: Finding, words: Words) -> FindingEntry:
    """Return what is shown of a finding, in a language."""
    verdicts = [str(finding.verdict), *map(str, finding.also)]
    status = str(finding.status or "")
    # In force goes without saying.
    if status and status not in ("有效", *verdicts):
        verdicts.append(status)
    held = finding.held
    return FindingEntry(
        " · ".join(verdicts),
        _one_line(finding.text),
        held.citation if held else "",
        held.clause if held else "",
        tuple(_details(finding, words)),
    )


def _details(finding: Finding, words: Words) -> Iterator[str]:
    for remark in finding.remarks:
        yield words.of((remark.english, remark.chinese))
    for quotation in finding.quotes:
        if not quotation.is_verbatim:
            yield from _differences(quotation, words)
    if finding.proof and (finding.status is None or str(finding.status) not in ("有效", "未知")):
        yield words("check.proof", text=_shortened(finding.proof.text), citation=finding.proof.citation)


def _differences(quotation: Quotation, words: Words) -> Iterator[str]:
    if quotation.stands_in or not quotation.differences:
        yield words("check.quoted", text=_shortened(quotation.text))
    for one in quotation.differences:
        yield words("check.differs", quoted=_shortened(one.quoted), printed=_shortened(one.printed))


def _shortened(text: str) -> str:
    """Return a text on one line, its middle left out where it is long."""
    line = _one_line(text)
    half = _SHOWN // 2
    return line if len(line) <= _SHOWN else f"{line[:half]}……{line[-half:]}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
