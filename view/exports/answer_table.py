"""Make the table of an answer: what was asked, when, of how many, and the hits."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields
from datetime import date

from corpus.events.kinds import Status
from index.catalog.rows import ClauseRow, Filters
from search.answer.hits import Answer, Hit
from view.entry import hit_entry
from view.exports.table import Reference, Row, Table
from view.messages import Words

COLUMNS = (
    "rank", "citation", "title", "number", "locator", "headings", "text", "status", "proof", "issue", "page",
    "passage", "id",
)  # fmt: skip


def answer_table(
    found: Answer, words: Words, filters: Filters, statuses: Collection[Status], on: date
) -> Table:
    """Return the table of an answer, in the order of its ranking."""
    facts = [words("export.searched_on", date=on.isoformat())]
    facts += [words("export.status_as_of", date=found.as_of)] if found.as_of else []
    facts += _narrowed(filters, statuses, words)
    counted = words("export.exported", shown=len(found.hits), total=found.total)
    return Table(
        title=words("export.title", question=" ".join(found.query.split())),
        columns=tuple(words(f"column.{name}") for name in COLUMNS),
        rows=tuple(_row(hit, words) for hit in found.hits),
        facts=(*facts, counted if found.hits else words("page.nothing")),
        notes=found.notes,
    )


def _narrowed(filters: Filters, statuses: Collection[Status], words: Words) -> Iterator[str]:
    """Yield one line that names the filters: without them the hits would say something else."""
    values = {field.name: getattr(filters, field.name) for field in fields(filters)}
    parts = words.section("part")
    chosen = [
        " ".join((words(f"filter.{name}"), parts.get(value, str(value))))
        for name, value in values.items()
        if value is not None
    ]
    if statuses:
        named = "、".join(words(f"status.{status}") for status in Status if status in statuses)
        chosen.append(" ".join((words("column.status"), named)))
    if chosen:
        yield words("export.narrowed", filters=words("place.comma").join(chosen))


def _row(hit: Hit, words: Words) -> Row:
    entry = hit_entry(hit, words)
    cells = {name: getattr(entry, name) for name in COLUMNS} | {"headings": "\n".join(entry.headings)}
    labelled = {name: cells[name] for name in ("status", "proof", "passage")}
    return Row(
        cells=tuple(cells.values()),
        heading=entry.citation,
        lines=(
            entry.place,
            *([" › ".join(entry.headings)] if entry.headings else []),
            *(
                words("place.labelled", label=words(f"column.{name}"), value=value)
                for name, value in labelled.items()
                if value
            ),
        ),
        text=hit.text,
        highlights=(*hit.highlights, *(fact.span for fact in hit.facts)),
        reference=reference_of(hit.row),
    )


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
