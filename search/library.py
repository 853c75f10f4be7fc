"""The one door to a home: whoever shows answers asks here, and sees no deeper than what is answered.

What may be shown is decided here too: whatever lists or opens a document has got it from this door.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.records import Issue
from index import Home, open_home
from index.catalog.catalog import Catalog
from index.catalog.rows import (
    ClauseRow,
    DocumentRow,
    Filters,
    IssueRow,
    Overview,
    ProblemRow,
    SetAsideRow,
)
from search.answer.hits import Answer
from search.answer.order import Standpoint
from search.ranking.reranker import Reranker
from search.searcher import Searcher
from search.status.cross_references import Link, References
from search.status.documents import Shown, neighbours, show
from search.status.holdings import missing_issues
from search.status.proofs import Proof, proofs
from search.status.report import StatusReport, report_on, status

if TYPE_CHECKING:
    from search.check.findings import CheckReport
    from search.people.find import People


@dataclass(frozen=True, slots=True)
class Issues:
    """Hold the issues and law files of a home, and the gaps in each series."""

    rows: tuple[IssueRow, ...]
    missing: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Documents:
    """Hold the documents of a home, in the order they came in."""

    rows: tuple[DocumentRow, ...]


@dataclass(frozen=True, slots=True)
class Events:
    """Hold all that documents say of their own validity and of that of others, in the order of the page."""

    rows: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Problems:
    """Hold what was strange in the sources, and which could not be read at all."""

    rows: tuple[ProblemRow, ...]
    set_aside: tuple[SetAsideRow, ...]


Listing = Issues | Documents | Events | Problems


@dataclass(frozen=True, slots=True)
class Opened:
    """Hold the document that a clause stands in, to be read around it.

    ``report`` tells what became of the document, ``cited`` of the clause: None where that has no place of its
    own, and is cited as its document is. ``links`` are those of each clause, by rowid.
    """

    clause: ClauseRow
    clauses: tuple[ClauseRow, ...]
    report: StatusReport
    cited: StatusReport | None
    links: dict[int, tuple[Link, ...]]


class Library:
    """Search, show and judge what a home holds. May serve many threads.

    With a ``reranker`` the best hits are read once more, by a model that sees question and clause together.
    """

    def __init__(self, home: Home, reranker: Reranker | None = None) -> None:
        self._home = home
        self._searcher = Searcher(home, reranker)
        self._references = References(home.catalog)

    @classmethod
    def open(
        cls, path: str | Path, *, model: str | Path | None = None, reranker: str | None = None
    ) -> Library:
        """Open the home in a folder; HomeError in one line where there is none. Models go by folder or name."""
        home = open_home(path, model=model)
        try:
            return cls(home, Reranker(reranker) if reranker else None)
        except BaseException:
            home.close()
            raise

    def close(self) -> None:
        """Let go of the files."""
        self._home.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *trouble: object) -> None:
        self.close()

    def search(
        self,
        text: str,
        filters: Filters | None = None,
        limit: int = 10,
        standpoint: Standpoint | None = None,
    ) -> Answer:
        """Return the clauses that answer a question, best first. Odd questions never raise."""
        return self._searcher.search(text, filters, limit, standpoint)

    def show(
        self, number_or_title: str, locator: str | None = None, as_of: str | None = None
    ) -> tuple[Shown, ...]:
        """Return the documents of a number or title, newest first, or one place in them.

        Raises UnknownDocumentError or UnknownPlaceError when there is none.
        """
        return show(self._home.catalog, number_or_title, locator, as_of)

    def status(
        self, number_or_title: str, locator: str | None = None, as_of: str | None = None
    ) -> tuple[StatusReport, ...]:
        """Report what became of a document, or of a place in it (see :func:`search.status.report.status`)."""
        return status(self._references, number_or_title, locator, as_of)

    def people(self, words: str, at: str | None = None) -> People:
        """Return what is known of a person or a post on a day; UnknownPersonError where neither is known."""
        from search.people.find import find_people

        return find_people(self._home.catalog, words, at)

    def people_asked_for(self, question: str) -> People | None:
        """Return whom a question names, None where it asks for something else."""
        from search.people.find import people_asked_for

        return people_asked_for(self._home.catalog, question)

    def check(self, text: str, as_of: str | None = None) -> CheckReport:
        """Check every citation of a draft, as of a day; DraftError for a text that is too long."""
        from search.check.check import check_text

        return check_text(self._home, text, as_of)

    def list(self, what: str) -> Listing:
        """List all issues, documents, events or problems."""
        return _LISTINGS[what](self._home.catalog)

    def overview(self) -> Overview:
        """Say how much is held, and by what it may be filtered."""
        return self._home.catalog.overview()

    def open_clause(self, uid: str, as_of: str | None = None) -> Opened | None:
        """Return the document of a clause, judged as of a day; None where there is no such id."""
        row = self._home.catalog.clause(uid)
        if row is None:
            return None
        rows = self._home.catalog.document_clauses(row.document.id)
        report = report_on(self._references, row.document, as_of=as_of)
        cited = report_on(self._references, row.document, row, as_of) if row.clause.locator else None
        return Opened(row, rows, report, cited, self._references.links(rows))

    def links(self, rows: Iterable[ClauseRow]) -> dict[int, tuple[Link, ...]]:
        """Return where the references of some clauses lead, by rowid, in the order of their text."""
        return self._references.links(rows)

    def neighbours(self, uid: str, before: int = 1, after: int = 1) -> tuple[ClauseRow, ...]:
        """Return a clause among those around it in its document; empty where there is no such id."""
        return neighbours(self._home.catalog, uid, before, after)

    def evaluate(
        self, path: Path, progress: Callable[[Iterable[Any]], Iterable[Any]] = iter
    ) -> dict[str, Any]:
        """Ask every question of a file of judged ones, and measure; QuestionsError names a line that fails."""
        from search.evaluation.evaluate import evaluate

        return evaluate(self._searcher, path, progress)


def _issues(catalog: Catalog) -> Issues:
    rows = catalog.issues()
    return Issues(rows, missing_issues(row.issue for row in rows if row.issue is not None))


def _events(catalog: Catalog) -> Events:
    rows = catalog.events()
    told = proofs(catalog, rows)
    return Events(tuple(told[row.id] for row in rows))


_LISTINGS: dict[str, Callable[[Catalog], Listing]] = {
    "issues": _issues,
    "documents": lambda catalog: Documents(catalog.documents()),
    "events": _events,
    "problems": lambda catalog: Problems(catalog.problems(), catalog.set_aside()),
}
