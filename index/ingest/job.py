"""The job that takes files to a searchable home: idempotent, one transaction per issue."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpus.messages import message
from corpus.records import READING_VERSION
from index.catalog.catalog import Catalog
from index.catalog.codec import EncodedIssue
from index.catalog.rows import IssueRow, ProblemRow, SetAsideRow
from index.catalog.writing import WritableCatalog
from index.home import Home
from index.ingest.files import SourceFile, file_digest, source_files
from index.ingest.read import Outcome, read_files, start_readers
from index.ingest.report import RunReport, Tally
from index.layout import FORMAT, Layout
from index.pool import Pool, available_processors
from index.progress import Progress, silent
from index.sync import sync

#: After so many new clauses the stores follow, so that a killed run has little to redo.
_CATCH_UP_EVERY = 50_000

_MANY = 32  # files


def index_paths(
    home: Home, paths: Iterable[str | Path], progress: Progress = silent, *, workers: int | None = None
) -> RunReport:
    """Take files and folders into a home that was opened to be written; see :func:`index_files`."""
    return index_files(home, source_files(paths), progress, workers=workers)


def index_files(
    home: Home, files: Sequence[SourceFile], progress: Progress = silent, *, workers: int | None = None
) -> RunReport:
    """Take files into a home that was opened to be written, under the names that they are given.

    The same content again, under whatever name, changes nothing, unless an older version of the
    corpus read it: then it is read anew. The same issue with other content replaces its former
    self. What can't be read is set aside with its reason, recorded in the catalog, and stops
    nothing (what an older version read of it stays); it is tried again when it has changed. Killed
    at any moment, running it again completes it. ``workers`` processes read side by side, as many as
    there are processors where no number is given.
    """
    workers = workers or available_processors()
    size = _pool_size(files, workers)
    with ExitStack() as stack:
        # The processes for a few files start while the model is loaded here.
        readers = stack.enter_context(start_readers(size)) if len(files) < _MANY else None
        # Before anything is committed: a model that is gone, or another, would leave it unsearchable.
        home.embedder  # noqa: B018
        sync(home, progress, workers=workers)
        home.tokenizer.load()  # or each of the processes would make the missing cache of the dictionary
        if readers is None:  # for many files they load model and dictionary too, and prepare what they read
            readers = stack.enter_context(start_readers(size, home))
        return _take_all(home, files, readers, progress, workers)


def _take_all(
    home: Home, files: Sequence[SourceFile], readers: Pool, progress: Progress, workers: int
) -> RunReport:
    job, ready, held = _Job(home.catalog, home.writable_catalog), dict[int, Mapping[str, Any]](), 0
    progress("reading", 0, len(files))
    for outcome in read_files(job.to_read(files), readers):
        issue_id = job.take(outcome)
        progress("reading", job.done, len(files))
        if issue_id is not None and outcome.issue is not None and outcome.prepared:
            ready[issue_id] = outcome.prepared
            held += outcome.issue.clause_count
        if held >= _CATCH_UP_EVERY:
            sync(home, progress, workers=workers, ready=ready)
            ready, held = {}, 0
    progress("reading", len(files), len(files))
    sync(home, progress, workers=workers, ready=ready)
    return job.tally.report()


def preview_files(
    path: Path, files: Sequence[SourceFile], progress: Progress = silent, *, workers: int | None = None
) -> RunReport:
    """Return the report that indexing files into the home at ``path`` would give; nothing is changed.

    The home need not be there yet.
    """
    with TemporaryDirectory() as empty:
        home = Layout(path)
        if not home.catalog.is_file():
            home = Layout(Path(empty))
            with closing(WritableCatalog(home.catalog)) as made:
                made.create(FORMAT, {})
        size = _pool_size(files, workers or available_processors())
        with closing(Catalog(home.catalog)) as catalog, start_readers(size) as readers:
            job = _Job(catalog, None)
            for outcome in read_files(job.to_read(files), readers):
                job.take(outcome)
                progress("reading", job.done, len(files))
        return job.tally.report()


def _pool_size(files: Sequence[SourceFile], workers: int) -> int:
    return min(workers, max(len(files), 1))


class _Job:
    """Read files, take what comes of each into the catalog (unless there is none to write), and count."""

    def __init__(self, catalog: Catalog, written: WritableCatalog | None) -> None:
        self._catalog = catalog
        self._written = written
        self._seen: set[str] = set()
        self.done = 0
        self.tally = Tally()

    def to_read(self, files: Iterable[SourceFile]) -> Iterator[SourceFile]:
        """Yield the files that must be read, and settle the others: known content, known trouble."""
        for file in files:
            sha256 = file_digest(file.path)
            known = self._catalog.issue_of_sha256(sha256) if sha256 else None
            before = self._catalog.set_aside_before(file.name, sha256) if sha256 else None
            if known is not None and self._is_current(known):
                self._unchanged(file)
            elif before is not None:
                self.done += 1
                self.tally.set_aside.append(before)
            elif known is not None:  # read by an older version: it keeps its name, and with it its ids
                yield replace(file, name=known.source_name, sha256=sha256)
            else:
                yield replace(file, sha256=sha256)

    def take(self, outcome: Outcome) -> int | None:
        """Store what was read of a file, or why it was set aside; return the id of the new issue."""
        name, issue = outcome.file.name, outcome.issue
        if issue is None:
            if outcome.refused is not None:
                self._set_aside(outcome.refused, outcome.sha256)
            return None
        known = self._catalog.issue_of_sha256(issue.sha256)
        if (known is not None and self._is_current(known)) or issue.sha256 in self._seen:
            self._unchanged(outcome.file)  # its double stands before it in the same run
            return None
        self._seen.add(issue.sha256)
        former, issue_id = self._catalog.issue(issue.key), None
        try:
            if self._written is not None:
                issue_id = self._written.replace_issue(issue)
                self._written.forget_set_aside(name)
        except (UnicodeEncodeError, sqlite3.IntegrityError) as trouble:
            self._set_aside(_unfit(name, trouble), issue.sha256)
            return None
        self._count(issue, name, former)
        return issue_id

    def _is_current(self, known: IssueRow) -> bool:
        return self._catalog.reading_version(known.id) >= READING_VERSION

    def _unchanged(self, file: SourceFile) -> None:
        self.done += 1
        self.tally.unchanged += 1
        if self._written is not None:
            self._written.forget_set_aside(file.name)

    def _set_aside(self, row: SetAsideRow, sha256: str) -> None:
        self.done += 1
        self.tally.set_aside.append(row)
        if self._written is not None:
            self._written.record_set_aside(row, sha256)

    def _count(self, issue: EncodedIssue, name: str, former: IssueRow | None) -> None:
        self.done += 1
        self.tally.issues += 1
        self.tally.documents += len(issue.documents)
        self.tally.clauses += issue.clause_count
        self.tally.problems += issue.problems
        if former is not None and former.source_name != name:
            before = former.source_name
            what = f"与 {before} 是同一期，已取代之 (the same issue as {before}, which it replaces)"
            self.tally.problems.append(ProblemRow(name, 1, what))


def _unfit(name: str, trouble: UnicodeEncodeError | sqlite3.IntegrityError) -> SetAsideRow:
    if isinstance(trouble, sqlite3.IntegrityError):
        return SetAsideRow(name, *message("reading.taken_id", why=trouble))
    return SetAsideRow(name, *message("reading.no_characters"))
