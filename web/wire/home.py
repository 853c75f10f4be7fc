"""What ``gongbao list`` prints, the commands that change or check a home, and ``gongbao evaluate``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

from msgspec import Meta, convert, field

from index.catalog.rows import ProblemRow, SetAsideRow
from index.ingest.report import RunReport
from search.library import Documents as FoundDocuments
from search.library import Events as FoundEvents
from search.library import Issues as FoundIssues
from search.library import Problems as FoundProblems
from web.wire.answers import Facts
from web.wire.shared import Event, Hash, Issue, Record, Share, Texts, event, fill, says


class File(Record):
    name: str
    sha256: Hash


class ListedIssue(Record):
    key: str
    issue: Issue | None
    source: File


class Issues(Record):
    """The issues and law files of a home, and the gaps in each series"""

    issues: tuple[ListedIssue, ...]
    missing: tuple[Issue, ...]


class ListedDocument(Facts):
    issue: Annotated[str, says("the key of its issue")]


class Documents(Record):
    """The documents of a home"""

    documents: tuple[ListedDocument, ...]


class Events(Record):
    """What documents say of their own validity and of that of others"""

    events: tuple[Event, ...]


class Problem(Record):
    source: str
    line: int
    what: str


class SetAside(Record):
    source: str
    why: str


class Problems(Record):
    """What was strange in the sources"""

    problems: tuple[Problem, ...]
    set_aside: tuple[SetAside, ...]


class Run(Record):
    """What one run did"""

    issues: int
    documents: int
    clauses: int
    unchanged: Annotated[int, says("files whose content was there already")]
    problems: tuple[Problem, ...]
    set_aside: tuple[SetAside, ...]


class Verified(Record):
    """The home against itself"""

    sound: bool
    found: Texts
    left: Annotated[Texts, says("what is still wrong; the same as found without --repair")]
    set_aside: Annotated[tuple[SetAside, ...], says("files that are not indexed, and why")]


class Removed(Record):
    """What was withdrawn"""

    removed: Annotated[str, says("the key of the issue")]
    documents: int
    clauses: int


class Backup(Record):
    """What was saved"""

    backup: Annotated[str, says("the file that was written")]
    issues: int
    documents: int
    clauses: int


class Measures(Record):
    n: int
    success_1: Share = field(name="success@1")
    success_5: Share = field(name="success@5")
    success_10: Share = field(name="success@10")
    recall_10: Share = field(name="recall@10")
    recall_100: Share = field(name="recall@100")
    mrr_10: Share = field(name="mrr@10")
    ndcg_10: Share = field(name="ndcg@10")


class Latency(Record):
    p50: float
    p95: float


class Judged(Record):
    id: str
    query: str
    rank: int | None
    ranks: tuple[int, ...]
    citation: bool | None
    took_ms: float


class Evaluation(Record):
    """Answers to judged questions, measured"""

    questions: int
    by: Annotated[dict[str, Measures], Meta(extra_json_schema={"required": ["all"]})]
    by_kind: dict[str, Measures]
    citations: Annotated[Share | None, says("the share of right hits whose citation is right too")]
    latency_ms: Latency
    results: tuple[Judged, ...]


def issues(found: FoundIssues) -> Issues:
    """Return the issues of a home."""
    return Issues(
        tuple(
            ListedIssue(
                row.key, fill(Issue, row.issue) if row.issue else None, File(row.source_name, row.sha256)
            )
            for row in found.rows
        ),
        tuple(fill(Issue, one) for one in found.missing),
    )


def documents(found: FoundDocuments) -> Documents:
    """Return the documents of a home."""
    return Documents(tuple(fill(ListedDocument, row, issue=row.issue.key) for row in found.rows))


def events(found: FoundEvents) -> Events:
    """Return all events."""
    return Events(tuple(map(event, found.rows)))


def problems(found: FoundProblems) -> Problems:
    """Return what was strange in the sources."""
    return Problems(_problems(found.rows), _set_aside(found.set_aside))


def run(report: RunReport) -> Run:
    """Return what one run of the job did."""
    return fill(Run, report, problems=_problems(report.problems), set_aside=_set_aside(report.set_aside))


def verified(found: Iterable[Exception], left: Sequence[Exception], aside: Iterable[SetAsideRow]) -> Verified:
    """Return what was wrong with a home, and what still is."""
    return Verified(not left, tuple(map(str, found)), tuple(map(str, left)), _set_aside(aside))


def evaluation(measured: Mapping[str, Any]) -> Evaluation:
    """Return how well judged questions were answered."""
    return convert(measured, Evaluation)


def _problems(rows: Iterable[ProblemRow]) -> tuple[Problem, ...]:
    return tuple(fill(Problem, row) for row in rows)


def _set_aside(rows: Iterable[SetAsideRow]) -> tuple[SetAside, ...]:
    return tuple(fill(SetAside, row) for row in rows)
