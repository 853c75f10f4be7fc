"""What the catalog returns: frozen rows around the records of the corpus."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.appointments.find import Posting
from corpus.events.kinds import Event
from corpus.records import Clause, Issue


@dataclass(frozen=True, slots=True)
class IssueRow:
    """Hold what identifies one indexed source. ``issue`` is None for a law or a loose document."""

    id: int
    key: str
    issue: Issue | None
    source_name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """Hold a document without its clauses; the fields are those of ``corpus.Document``."""

    id: int
    issue: IssueRow
    ordinal: int
    number: str
    number_printed: str
    title: str
    instrument_title: str
    issuer: str
    date: str | None
    section: str
    page: int | None


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """Hold a clause with its document; ``rowid`` is what the search indexes answer."""

    rowid: int
    clause: Clause
    document: DocumentRow


@dataclass(frozen=True, slots=True)
class EventRow:
    """Hold an event with the document that says so; ``clause`` is a rowid, None where its title does."""

    id: int
    event: Event
    document: DocumentRow
    clause: int | None


@dataclass(frozen=True, slots=True)
class PostingRow:
    """Hold that a person was appointed to one post, or removed from it, with the clause that says so."""

    id: int
    posting: Posting
    row: ClauseRow


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """Say what was strange at a line of a source that was indexed."""

    source: str
    line: int
    what: str


@dataclass(frozen=True, slots=True)
class SetAsideRow:
    """Say why a source was not indexed, in both languages."""

    source: str
    why: str
    chinese: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Say how much is indexed and what it may be filtered by; years newest first, else sorted.

    ``newest_number`` is the document number that came in last, "" where no document has one.
    """

    issues: int
    documents: int
    gazettes: tuple[str, ...]
    issuers: tuple[str, ...]
    years: tuple[int, ...]
    newest_number: str


@dataclass(frozen=True, slots=True)
class Filters:
    """Narrow a search. ``issue`` is an issue's key; ``document`` a number or a part of a title.

    ``gazette`` and ``issuer`` match as parts of the names; ``date_from`` and ``date_to`` are ISO
    dates, both included, of the document (of its issue where the document prints none). ``part``
    is ``notice``, ``instrument`` or ``annex``.
    """

    gazette: str | None = None
    issuer: str | None = None
    issue: str | None = None
    document: str | None = None
    part: str | None = None
    year: int | None = None
    date_from: str | None = None
    date_to: str | None = None
