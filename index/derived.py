"""Keep the derived indexes equal to the catalog, after any crash, deletion or damage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from index.progress import Progress
from index.rows import ClauseRow

if TYPE_CHECKING:
    from index.catalog import Catalog
    from index.home import Home

#: At most about so many clauses are taken in and committed at a time: memory holds one such batch.
BATCH = 10_000

Batch = list[tuple[int, Sequence[ClauseRow]]]


class DerivedIndex(Protocol):
    """Say which issues are in, and take in and withdraw issues so that a kill does no harm."""

    @property
    def step(self) -> int:
        """About so many clauses are worth a commit; what a kill may cost."""
        ...

    def issues(self) -> frozenset[int]:
        """The ids of the issues that are in."""
        ...

    def pending(self) -> frozenset[int]:
        """The ids of issues that may be partly in."""
        ...

    def clear(self) -> None:
        """Drop everything."""
        ...

    def update(self, gone: frozenset[int], batch: Sequence[tuple[int, Sequence[ClauseRow]]]) -> None:
        """Withdraw ``gone``, take in ``batch``."""
        ...


def catch_up(home: Home, progress: Progress) -> None:
    """Bring both indexes up to the catalog; does nothing where they are."""
    home.writable_catalog  # noqa: B018 - raises where the home was opened to be read
    for phase in ("words", "vectors"):
        follow(home.catalog, _writer(home, phase), phase, progress)


def _writer(home: Home, phase: str) -> DerivedIndex:
    if phase == "words":
        from index.lexical import LexicalWriter

        return LexicalWriter(home.layout.lexical, home.tokenizer)
    from index.vector_writer import VectorWriter

    return VectorWriter(home.layout.vectors, home.embedder)


def follow(catalog: Catalog, index: DerivedIndex, phase: str, progress: Progress) -> None:
    """Bring one index up to the catalog, a commit every few clauses: a killed job goes on from the last."""
    present, held = catalog.issue_ids(), index.issues()
    gone = (held | index.pending()) - present
    missing = sorted(present - held)
    if not gone and not missing:
        return
    total, done = catalog.clause_count(missing), 0
    progress(phase, done, total)
    for batch in _batches(catalog, missing, min(index.step, BATCH)):
        index.update(gone, batch)
        gone = frozenset()
        done += sum(len(rows) for _, rows in batch)
        progress(phase, done, total)
    if gone:
        index.update(gone, [])


def _batches(catalog: Catalog, issue_ids: Sequence[int], step: int) -> Iterator[Batch]:
    batch: Batch = []
    size = 0
    for issue_id in issue_ids:
        rows = catalog.issue_clauses(issue_id)
        batch.append((issue_id, rows))
        size += len(rows)
        if size >= step:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def repair(home: Home, progress: Progress) -> None:
    """Rebuild from the catalog what is damaged, then catch up. The catalog itself is never changed."""
    from index.verify import dictionary_faults, lexical_faults, vector_faults

    if dictionary_faults(home):
        home.tokenizer.rebuild()
    for phase, faults in (("words", lexical_faults), ("vectors", vector_faults)):
        if faults(home):
            _writer(home, phase).clear()
    catch_up(home, progress)
