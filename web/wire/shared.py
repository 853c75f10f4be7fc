"""What the records of all commands are made of: days, spans, issues, events.

A record is filled from what the library answers: with the attributes of the same names, and with what is given.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType

from corpus.events.kinds import KINDS
from corpus.records import CLAUSE_KINDS
from index.catalog.rows import DocumentRow
from search.status.proofs import Proof


def says(description: str) -> Meta:
    """Describe a key, or what a type stands for, in the schemas."""
    return Meta(description=description)


Texts = tuple[str, ...]
Count = Annotated[int, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]
Span = Annotated[tuple[Count, Count], says("half open, in code points")]
Words = Annotated[str, Meta(min_length=1)]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
DayOrMonth = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
Hash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
ClauseKind = Annotated[str, Meta(extra_json_schema={"enum": sorted(CLAUSE_KINDS)})]


Filled = TypeVar("Filled", bound="Record")


class Record(Struct, forbid_unknown_fields=True):
    """Hold an object whose keys are all known."""


class Issue(Record):
    gazette: str
    year: int | None
    number: int | None
    total: int | None
    date: Day | None


class PrintedIn(Issue):
    from_page: int | None


Place = Annotated[PrintedIn | None, says("null for a law file")]


class Event(Record):
    what: Annotated[str, Meta(extra_json_schema={"enum": sorted(KINDS)})]
    date: Annotated[
        Day | None,
        says(
            "the first day on which it is so; for expires and on trial the last day of the term; "
            "null where it can't be told"
        ),
    ]
    by: Annotated[Words, says("the number of the document that says so, 《its title》 where it has none")]
    locator: str
    text: Annotated[Words, says("the sentence that proves it, verbatim")]
    citation: Words
    rule: Annotated[str, says("the printed day or rule: 自印发之日起")]
    number: Annotated[str, says("of the document that it happens to, as it is printed there")]
    title: str
    places: Annotated[Texts, says("the places that alone are meant, empty for the whole")]
    who: Annotated[str | UnsetType, says("the body that interprets")] = UNSET
    old: Annotated[str | UnsetType, says("the words that an amendment replaces")] = UNSET
    new: str | UnsetType = UNSET


def fill(record: type[Filled], found: object, /, **given: object) -> Filled:
    """Fill a record with what is given, and with the attributes of what was found that have the names of its keys."""
    names = record.__struct_fields__
    return record(**{name: given[name] if name in given else getattr(found, name) for name in names})


def printed_in(document: DocumentRow) -> PrintedIn | None:
    """Return where a document is printed: its issue and first page; None for a law file."""
    issue = document.issue.issue
    return fill(PrintedIn, issue, from_page=document.page) if issue else None


def event(proof: Proof) -> Event:
    """Return an event with the clause that tells it."""
    told, words = proof.row.event, {name: proof.words(name) for name in ("old", "new")}
    return fill(
        Event,
        told,
        what=told.kind.name,
        by=proof.by,
        locator=proof.clause.clause.locator if proof.clause else "",
        citation=proof.citation,
        places=told.locators,
        who=told.who or UNSET,
        **{name: UNSET if value is None else value for name, value in words.items()},
    )
