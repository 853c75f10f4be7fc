"""Draw a document that is read in place: its validity, its clauses, who cites them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from index.catalog.rows import ClauseRow, DocumentRow
from search.status.cross_references import Link
from search.status.proofs import cite_row
from search.status.report import StatusReport
from search.status.versions import Version
from view.entry import EventEntry, event_entry
from view.html.drawing import Html, draw
from view.html.prose import prose
from view.messages import Words
from view.places import issue_name

Links = Mapping[int, Sequence[Link]]


def document(
    about: DocumentRow,
    rows: Sequence[ClauseRow],
    found: str,
    words: Words,
    *,
    report: StatusReport | None = None,
    cited: StatusReport | None = None,
    links: Links | None = None,
) -> str:
    """Return a document to read in place; the clause whose id is ``found`` is marked.

    ``report`` tells what became of it, ``cited`` who cites the clause that was found.
    """
    issue = about.issue.issue
    by = about.issuer and words("page.by_issuer", issuer=about.issuer)
    parts = groupby(rows, key=lambda row: row.clause.title)
    return draw(
        "document",
        words=words,
        about=about,
        facts=[about.number, by, about.date, issue and issue_name(issue, words)],
        found=found,
        report=report and _validity(report, words),
        cited=cited and _validity(cited, words),
        parts=[(title, list(_clauses(part, words, links or {}))) for title, part in parts],
    )


def no_document(words: Words) -> str:
    """Return what stands in place of a document whose clause is gone."""
    return draw("dialog", words=words, found="")


@dataclass(frozen=True, slots=True)
class _Clause:
    """Hold a clause to read, and the headings that are new before it, each with its depth."""

    id: str
    headings: list[tuple[int, str]]
    text: Html
    citation: str


def _clauses(rows: Iterator[ClauseRow], words: Words, links: Links) -> Iterator[_Clause]:
    """Yield the clauses of one part, each heading said once."""
    above: tuple[str, ...] = ()
    for row in rows:
        clause = row.clause
        pairs = zip(above, clause.headings, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        new = [(min(depth, 4), heading) for depth, heading in enumerate(clause.headings)][same:]
        said = prose(clause.text, (0, len(clause.text)), words, links=links.get(row.rowid, ()))
        yield _Clause(clause.id, new, said, cite_row(row))
        above = clause.headings


@dataclass(frozen=True, slots=True)
class _Citing:
    """Hold the words that cite a document, and the clause that has them."""

    id: str
    citation: str
    text: str


@dataclass(frozen=True, slots=True)
class _Validity:
    """Hold what became of a document or a clause; ``others`` are the events that don't decide its status."""

    status: str
    as_of: str
    proof: EventEntry | None
    events: list[EventEntry]
    others: list[EventEntry]
    versions: tuple[Version, ...]
    acts: list[EventEntry]
    citing: list[_Citing]
    cited: int
    notes: list[str]


def _validity(report: StatusReport, words: Words) -> _Validity:
    proof = report.proof
    return _Validity(
        str(report.standing.status),
        report.standing.as_of,
        event_entry(proof, words) if proof else None,
        [event_entry(one, words) for one in report.events],
        [event_entry(one, words) for one in report.events if one != proof],
        report.versions,
        [event_entry(one, words) for one in report.acts],
        [_Citing(row.clause.id, cite_row(row), reference.text) for row, reference in report.cited_by.rows],
        report.cited_by.total,
        [words.of(note) for note in report.notes],
    )
