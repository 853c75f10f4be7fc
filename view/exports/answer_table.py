"""Make the table of an answer: what was asked, when, of how many, and the hits."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields
from datetime import date

from corpus.cite import name_document
from corpus.events.kinds import Status
from index.catalog.rows import ClauseRow, Filters
from search.answer.hits import Answer, Hit
from view.exports.table import Cell, Reference, Row, Table
from view.exports.wording import export_words
from view.places import issue_name, page_of, place_of
from view.words import Words

COLUMNS = (
    "rank", "citation", "title", "number", "locator", "headings", "text", "status", "proof", "issue", "page",
    "passage", "id",
)  # fmt: skip


def answer_table(
    found: Answer, words: Words, filters: Filters, statuses: Collection[Status], on: date
) -> Table:
    """Return the table of an answer, in the order of its ranking."""
    said = export_words(words)
    facts = [said.searched_on.format(date=on.isoformat())]
    facts += [said.status_as_of.format(date=found.as_of)] if found.as_of else []
    facts += _narrowed(filters, statuses, words)
    counted = said.exported.format(shown=len(found.hits), total=found.total)
    return Table(
        title=said.export_title.format(question=" ".join(found.query.split())),
        columns=tuple(said.columns[name] for name in COLUMNS),
        rows=tuple(_row(hit, words) for hit in found.hits),
        facts=(*facts, counted if found.hits else words.nothing),
        notes=found.notes,
    )


def _narrowed(filters: Filters, statuses: Collection[Status], words: Words) -> Iterator[str]:
    """Yield one line that names the filters: without them the hits would say something else."""
    said = export_words(words)
    values = {field.name: getattr(filters, field.name) for field in fields(filters)}
    chosen = [
        f"{said.filter_names[name]} {words.parts.get(value, value)}"
        for name, value in values.items()
        if value is not None
    ]
    if statuses:
        named = "、".join(words.statuses[status] for status in Status if status in statuses)
        chosen.append(f"{said.columns['status']} {named}")
    if chosen:
        yield said.narrowed.format(filters=words.comma.join(chosen))


def _row(hit: Hit, words: Words) -> Row:
    clause, document = hit.row.clause, hit.row.document
    issue = document.issue.issue
    status, proof, passage = _status(hit, words), _proof(hit, words), _passage(hit)
    cells: dict[str, Cell] = {
        "rank": hit.rank,
        "citation": hit.citation,
        "title": clause.title,
        "number": document.number,
        "locator": clause.locator,
        "headings": "\n".join(clause.headings),
        "text": hit.text,
        "status": status,
        "proof": proof,
        "issue": issue_name(issue, words) if issue else "",
        "page": page_of(document, words, clause),
        "passage": passage,
        "id": clause.id,
    }
    labels = export_words(words).columns
    labelled = {"status": status, "proof": proof, "passage": passage}
    return Row(
        cells=tuple(cells[name] for name in COLUMNS),
        heading=hit.citation,
        lines=(
            place_of(document, words, clause),
            *([" › ".join(clause.headings)] if clause.headings else []),
            *(f"{labels[name]}{words.colon}{value}" for name, value in labelled.items() if value),
        ),
        text=hit.text,
        highlights=(*hit.highlights, *(fact.span for fact in hit.facts)),
        reference=reference_of(hit.row),
    )


def _status(hit: Hit, words: Words) -> str | None:
    """Return the word for the status of a hit, None where it was not asked for."""
    return words.statuses[hit.status] if hit.status else None


def _proof(hit: Hit, words: Words) -> str | None:
    """Return the clause that decides the status, in its words, or the later version that does."""
    if hit.proof is not None:
        return f"{hit.proof.citation}{words.colon}{hit.proof.row.event.text}"
    later = hit.standing.successor if hit.standing else None
    if later is None:
        return None
    return name_document(later.number or later.date or "", later.title)


def _passage(hit: Hit) -> str | None:
    """Return the citation of the passage found; a clause of one paragraph has no 第一款 to speak of."""
    return hit.passage_citation if len(hit.row.clause.passages) > 1 else None


def reference_of(row: ClauseRow) -> Reference:
    """Return what a bibliography says of a clause."""
    clause, document = row.clause, row.document
    issue = document.issue.issue
    return Reference(
        id=clause.id,
        title=clause.title,
        author=document.issuer,
        number=document.number,
        locator=clause.locator,
        date=document.date,
        gazette=issue.gazette if issue else "",
        year=issue.year if issue else None,
        issue=issue.number if issue else None,
        pages=clause.pages,
        from_page=document.page,
        text=clause.text,
    )
