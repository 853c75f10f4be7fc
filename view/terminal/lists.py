"""What ``gongbao list`` prints: issues, documents or problems, as JSON or as lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from corpus.records import Issue
from index.catalog.catalog import Catalog
from index.catalog.rows import DocumentRow, IssueRow, ProblemRow, SetAsideRow
from search.status.holdings import missing_issues
from search.status.proofs import Proof, proofs
from view.messages import say
from view.places import issue_name
from view.terminal.layout import Terminal
from view.terminal.status import event_lines


@dataclass(frozen=True, slots=True)
class Issues:
    """Hold the issues and law files of a home, and the gaps in each series."""

    rows: tuple[IssueRow, ...]
    missing: tuple[Issue, ...]

    @classmethod
    def of(cls, catalog: Catalog) -> Issues:
        """Read them from a catalog."""
        rows = catalog.issues()
        return cls(rows, missing_issues(row.issue for row in rows if row.issue is not None))

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``gongbao list issues --json`` prints."""
        issues = [
            {
                "key": row.key,
                "issue": None if row.issue is None else asdict(row.issue),
                "source": {"name": row.source_name, "sha256": row.sha256},
            }
            for row in self.rows
        ]
        return {"issues": issues, "missing": [asdict(issue) for issue in self.missing]}

    def lines(self, terminal: Terminal) -> Iterator[str]:
        """Yield a line for each: its key, its name and its file."""
        if not self.rows:
            yield say("outcome.nothing_indexed")
        for row in self.rows:
            name = issue_name(row.issue, terminal.words) if row.issue else ""
            yield from terminal.paragraph(
                " · ".join(filter(None, (row.key, name, row.source_name))), later="   "
            )
        if self.missing:
            names = (issue_name(issue, terminal.words) for issue in self.missing)
            yield from terminal.paragraph(
                say("holdings.missing", issues=terminal.words("place.comma").join(names))
            )


@dataclass(frozen=True, slots=True)
class Documents:
    """Hold the documents of a home, in the order they came in."""

    rows: tuple[DocumentRow, ...]

    @classmethod
    def of(cls, catalog: Catalog) -> Documents:
        """Read them from a catalog."""
        return cls(catalog.documents())

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``gongbao list documents --json`` prints."""
        names = ("number", "title", "instrument_title", "issuer", "date", "section", "page")
        return {
            "documents": [
                {name: getattr(row, name) for name in names} | {"issue": row.issue.key} for row in self.rows
            ]
        }

    def lines(self, terminal: Terminal) -> Iterator[str]:
        """Yield two lines for each: its title; its number, date and place."""
        if not self.rows:
            yield say("outcome.nothing_indexed")
        for row in self.rows:
            yield from terminal.document_line(row)


@dataclass(frozen=True, slots=True)
class Problems:
    """Hold what was strange in the sources, and which could not be read at all."""

    rows: tuple[ProblemRow, ...]
    set_aside: tuple[SetAsideRow, ...]

    @classmethod
    def of(cls, catalog: Catalog) -> Problems:
        """Read them from a catalog."""
        return cls(catalog.problems(), catalog.set_aside())

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``gongbao list problems --json`` prints."""
        return {
            "problems": [asdict(row) for row in self.rows],
            "set_aside": [{"source": row.source, "why": row.why} for row in self.set_aside],
        }

    def lines(self, terminal: Terminal) -> Iterator[str]:
        """Yield a line for each problem, with its file and line."""
        if not self.rows and not self.set_aside:
            yield say("outcome.no_problems")
        for row in self.rows:
            yield from terminal.paragraph(f"{row.source}:{row.line}: {row.what}", later="   ")
        yield from terminal.all_set_aside(self.set_aside)


@dataclass(frozen=True, slots=True)
class Events:
    """Hold all that documents say of their own validity and of that of others, in the order of the page."""

    rows: tuple[Proof, ...]

    @classmethod
    def of(cls, catalog: Catalog) -> Events:
        """Read them from a catalog."""
        events = catalog.events()
        told = proofs(catalog, events)
        return cls(tuple(told[row.id] for row in events))

    def to_json(self) -> dict[str, Any]:
        """Return the object that ``gongbao list events --json`` prints."""
        return {"events": [row.to_json() for row in self.rows]}

    def lines(self, terminal: Terminal) -> Iterator[str]:
        """Yield the lines of each event."""
        if not self.rows:
            yield say("outcome.no_events")
        for row in self.rows:
            yield from event_lines(terminal, row, named=True)


Listing = Issues | Documents | Events | Problems
LISTINGS: Mapping[str, Callable[[Catalog], Listing]] = {
    "issues": Issues.of,
    "documents": Documents.of,
    "events": Events.of,
    "problems": Problems.of,
}
