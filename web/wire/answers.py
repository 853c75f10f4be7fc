"""What ``gongbao search``, ``show`` and ``status`` print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta

from corpus.events.kinds import Status
from corpus.facts import FactKind
from corpus.records import Part
from corpus.references.resolve import Reference
from index.catalog.rows import ClauseRow
from search.answer.hits import Answer as FoundAnswer
from search.answer.hits import Hit as FoundHit
from search.status.documents import Shown as ShownDocument
from search.status.proofs import cite_row
from search.status.report import StatusReport
from web.wire.shared import (
    ClauseKind,
    Count,
    Day,
    Event,
    Hash,
    Place,
    Record,
    Share,
    Span,
    Texts,
    Words,
    event,
    fill,
    printed_in,
    says,
)


def _legs() -> Meta:
    """Describe what may find a clause: the stores that there are, a name in the question, a reranker."""
    from index.stores import STORES  # only for the schema: a question needs none of it here

    names = {"propertyNames": {"enum": [*STORES, "exact", "reranker"]}}
    return Meta(description="the rank in each leg that found the clause", extra_json_schema=names)


class Passage(Record):
    locator: str
    span: Span


class Fact(Record):
    kind: FactKind
    span: Span


class Source(Record):
    name: str
    sha256: Hash
    lines: Annotated[tuple[int, int], says("first and last line, from 1, both included")]
    pages: Annotated[tuple[int, int] | None, says("first and last printed page, null where none can be told")]
    sheets: Annotated[
        tuple[int, int] | None, says("first and last page in the file's own count, null where it has none")
    ]
    confidence: Annotated[
        Share | None, says("of the least sure line, where the text was recognised from a picture")
    ]


class Hit(Record):
    rank: Annotated[int, Meta(ge=1)]
    score: Share
    number: Annotated[str, says('canonical document number, "" where none is printed')]
    title: str
    locator: str
    part: Part
    kind: ClauseKind
    counted: Annotated[bool, says("the locator's number was counted, it is not printed")]
    headings: Texts
    text: str
    highlights: tuple[Span, ...]
    passage: Passage | None
    facts: Annotated[
        tuple[Fact, ...],
        says(
            "the phrases of the text that answer a question for a body, a term, a day, a sum; never overlap"
        ),
    ]
    citation: Words
    status: Annotated[Status | None, says("as of the day asked for; 未知 where the home can't know")]
    proof: Annotated[Event | None, says("what decides the status")]
    corrections: Annotated[tuple[Event, ...], says("of misprints in the clause")]
    issue: Place
    source: Source
    why: Annotated[dict[str, int], _legs()]
    id: str


class Answer(Record):
    """Ranked clauses"""

    query: str
    took_ms: float
    total: Count
    as_of: Annotated[Day | None, says("the day as of which hits are judged")]
    notes: Texts
    hits: tuple[Hit, ...]


class Clause(Record):
    id: str
    locator: str
    headings: Texts
    kind: ClauseKind
    text: str


class Facts(Record):
    number: str
    title: str
    instrument_title: str
    issuer: str
    date: Day | None
    section: str
    page: int | None


class Document(Facts):
    status: Status
    issue: Place
    clauses: tuple[Clause, ...]


Shown = Annotated[
    Document | Annotated[tuple[Document, ...], Meta(min_length=2)],
    says("A document, or several that a title may mean, newest first"),
]


class Spelling(Record):
    number: str
    title: str
    citation: str


class Version(Record):
    number: str
    title: str
    date: Day | None
    status: Status | None
    held: bool
    asked: bool


class CitingClause(Record):
    citation: str
    id: str
    text: str
    span: Span
    places: Texts


class CitedBy(Record):
    total: Count
    clauses: tuple[CitingClause, ...]


class Became(Record):
    number: str
    title: str
    instrument_title: str
    held: Annotated[bool, says("whether its text is indexed, or others only speak of it")]
    locator: Annotated[str | None, says("of the clause that was asked for, null for the whole document")]
    issue: Place
    status: Status
    as_of: Day
    proof: Event | None
    events: Annotated[tuple[Event, ...], says("what happens to it, by date")]
    acts: Annotated[tuple[Event, ...], says("what it does to others")]
    spellings: Annotated[tuple[Spelling, ...], says("names that contradict one another; none is chosen")]
    versions: Annotated[
        tuple[Version, ...], says("the chain of versions, the oldest first; empty where it stands alone")
    ]
    cited_by: CitedBy
    notes: Texts


Standing = Annotated[
    Became | tuple[Became, ...], says("What became of a document; a list where several match")
]


def answer(found: FoundAnswer) -> Answer:
    """Return what a question found."""
    return fill(Answer, found, took_ms=round(found.took_ms, 1), hits=tuple(map(_hit, found.hits)))


def _hit(found: FoundHit) -> Hit:
    clause, document = found.row.clause, found.row.document
    return fill(
        Hit,
        clause,
        rank=found.rank,
        score=round(found.score, 4),
        number=document.number,
        highlights=found.highlights,
        passage=found.passage and fill(Passage, found.passage),
        facts=tuple(fill(Fact, one) for one in found.facts),
        citation=found.citation,
        status=found.status,
        proof=found.proof and event(found.proof),
        corrections=tuple(map(event, found.corrections)),
        issue=printed_in(document),
        source=fill(Source, clause, name=document.issue.source_name, sha256=document.issue.sha256),
        why=found.why,
    )


def shown(found: Sequence[ShownDocument]) -> Shown:
    """Return the documents of a number or title; one by itself."""
    documents = tuple(
        fill(
            Document,
            one.document,
            status=one.standing and one.standing.status,
            issue=printed_in(one.document),
            clauses=tuple(fill(Clause, row.clause) for row in one.clauses),
        )
        for one in found
    )
    return documents[0] if len(documents) == 1 else documents


def standing(reports: Sequence[StatusReport], chinese: bool) -> Standing:
    """Return what became of the documents of a number or title, with notes in one language; one by itself."""
    told = tuple(_became(one, chinese) for one in reports)
    return told[0] if len(told) == 1 else told


def _became(report: StatusReport, chinese: bool) -> Became:
    document = report.document
    return fill(
        Became,
        report,
        instrument_title=document.instrument_title if document else "",
        held=document is not None,
        locator=report.clause and report.clause.clause.locator,
        issue=document and printed_in(document),
        status=report.standing.status,
        as_of=report.standing.as_of,
        proof=report.proof and event(report.proof),
        events=tuple(map(event, report.events)),
        acts=tuple(map(event, report.acts)),
        spellings=tuple(fill(Spelling, one) for one in report.spellings),
        versions=tuple(fill(Version, one, held=one.is_held, asked=one.is_asked) for one in report.versions),
        cited_by=CitedBy(report.cited_by.total, tuple(_citing(*pair) for pair in report.cited_by.rows)),
        notes=tuple(note[chinese] for note in report.notes),
    )


def _citing(row: ClauseRow, one: Reference) -> CitingClause:
    return fill(CitingClause, one, citation=cite_row(row), id=row.clause.id, places=one.locators)
