"""What ``gongbao people`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from msgspec import Meta

from index.catalog.rows import PostingRow
from search.people.postings import day_by, notes_of
from search.status.proofs import cite_row
from web.wire.shared import Day, DayOrMonth, Place, Record, Span, Texts, fill, printed_in, says

if TYPE_CHECKING:  # what is found is there already, or wasn't asked for
    from search.people.find import Holders as FoundHolders
    from search.people.find import People as FoundPeople
    from search.people.find import Timeline as FoundTimeline
    from search.people.tenures import Tenure as FoundTenure

Printed = TypeVar("Printed", bound="Posting")


class Posting(Record):
    action: Literal["appointment", "removal"]
    person: Annotated[str, says("as printed, without blanks; empty where it can't be told from the post")]
    post: Annotated[str, says("without blanks; all that is printed where the person can't be told from it")]
    notes: Annotated[Texts, says("试用期一年, 挂职, 兼 and the like, without blanks")]
    date: Annotated[
        DayOrMonth | None,
        says("the day from which the print counts, or the month; else that of the document"),
    ]
    by: Annotated[DayOrMonth | None, says("date, or where none is printed that of the issue")]
    citation: str
    text: Annotated[str, says("the clause that says so, verbatim")]
    person_span: Span | None
    post_span: Span
    number: str
    title: str
    issue: Place
    id: Annotated[str, says("of the clause")]


class Entry(Posting):
    again: Annotated[bool, says("another issue has printed it before")]
    body: Annotated[str, says("of the post: a hint to tell namesakes apart, empty where it can't be told")]


class Timeline(Record):
    person: str
    entries: Annotated[tuple[Entry, ...], Meta(min_length=1)]
    notes: Texts


class Tenure(Record):
    person: str
    post: str
    appointed: Posting | None
    removed: Posting | None


class Holders(Record):
    asked: str
    at: Day
    posts: Texts
    holders: Annotated[tuple[Tenure, ...], says("appointed by that day and not removed by it")]
    former: Annotated[tuple[Tenure, ...], says("removed by that day")]
    untold: Annotated[tuple[Posting, ...], says("the person can't be told from the post")]
    notes: Texts


class People(Record):
    """The timeline of a person, the holders of a post on a day, or both where words name both"""

    asked: str
    at: Day
    timeline: Timeline | None
    holders: Holders | None


def people(found: FoundPeople, chinese: bool) -> People:
    """Return what words name: a person, a post or both, with notes in one language."""
    return fill(
        People,
        found,
        timeline=found.timeline and _timeline(found.timeline, chinese),
        holders=found.holders and _holders(found.holders, chinese),
    )


def _timeline(found: FoundTimeline, chinese: bool) -> Timeline:
    entries = tuple(_posting(Entry, one.row, again=one.again, body=one.body) for one in found.entries)
    return fill(Timeline, found, entries=entries, notes=tuple(note[chinese] for note in found.notes))


def _holders(found: FoundHolders, chinese: bool) -> Holders:
    return fill(
        Holders,
        found,
        holders=tuple(map(_tenure, found.holders)),
        former=tuple(map(_tenure, found.former)),
        untold=tuple(_posting(Posting, row) for row in found.untold),
        notes=tuple(note[chinese] for note in found.notes),
    )


def _tenure(found: FoundTenure) -> Tenure:
    return fill(
        Tenure,
        found,
        appointed=found.appointed and _posting(Posting, found.appointed),
        removed=found.removed and _posting(Posting, found.removed),
    )


def _posting(record: type[Printed], row: PostingRow, **more: object) -> Printed:
    """Fill a record with a posting; ``date`` is null where the print tells none, ``by`` the latest it can be."""
    posting, clause, document = row.posting, row.row.clause, row.row.document
    return fill(
        record,
        posting,
        post=posting.posts[0].name,
        notes=notes_of(row),
        by=day_by(row) or None,
        citation=cite_row(row.row),
        text=clause.text,
        post_span=posting.posts[0].span,
        number=document.number,
        title=document.title,
        issue=printed_in(document),
        id=clause.id,
        **more,
    )
