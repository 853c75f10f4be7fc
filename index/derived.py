"""Keep the derived indexes equal to the catalog, after any crash, deletion or damage."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.catalog import Catalog
from index.layout import Layout
from index.pool import Pool
from index.progress import Progress
from index.rows import ClauseRow

if TYPE_CHECKING:
    from index.home import Home

#: About so many clauses at most are taken in and committed at a time: memory holds one such batch.
BATCH = 100_000
#: About so many clauses are prepared at a time, by one process.
_TASK = 2_000

Prepared = tuple[int, Any]  # an issue, and what an index holds of its clauses


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

    def prepare(self, rows: Sequence[ClauseRow]) -> Any:
        """Return what the index holds of clauses; changes nothing."""
        ...

    def update(self, gone: frozenset[int], batch: Sequence[Prepared]) -> None:
        """Withdraw ``gone``, take in ``batch``, as prepared."""
        ...


def catch_up(home: Home, progress: Progress, workers: int) -> None:
    """Bring both indexes up to the catalog; does nothing where they are."""
    home.writable_catalog  # noqa: B018 - raises where the home was opened to be read
    for phase in PREPARERS:
        follow(home, _writer(home, phase), phase, progress, workers)


def _writer(home: Home, phase: str) -> DerivedIndex:
    if phase == "words":
        from index.lexical import LexicalWriter

        return LexicalWriter(home.layout.lexical, home.catalog.clauses, home.tokenizer)
    from index.vector_writer import VectorWriter

    return VectorWriter(home.layout.vectors, home.embedder)


def follow(home: Home, index: DerivedIndex, phase: str, progress: Progress, workers: int = 1) -> None:
    """Bring one index up to the catalog, a commit every few clauses: a killed job goes on from the last."""
    present, held = home.catalog.issue_ids(), index.issues()
    gone = (held | index.pending()) - present
    missing = sorted(present - held)
    if not gone and not missing:
        return
    counts = home.catalog.clause_counts(missing)
    total, done, size = sum(counts.values()), 0, 0
    progress(phase, done, total)
    batch: list[Prepared] = []
    for issue_id, prepared in _prepared(home, index, phase, counts, workers):
        batch.append((issue_id, prepared))
        size += counts[issue_id]
        if size >= min(index.step, BATCH):
            index.update(gone, batch)
            gone, batch, size = frozenset(), [], 0
        done += counts[issue_id]
        progress(phase, done, total)
    if gone or batch:
        index.update(gone, batch)


def _prepared(
    home: Home, index: DerivedIndex, phase: str, counts: dict[int, int], workers: int
) -> Iterator[Prepared]:
    """Yield what the index is to hold of each issue, in order; prepared by several processes where it pays."""
    model = home.embedder.folder if phase == "vectors" else None
    if workers < 2 or sum(counts.values()) <= 2 * _TASK or (phase == "vectors" and model is None):
        for issue_id in counts:
            yield issue_id, index.prepare(home.catalog.issue_clauses(issue_id))
        return
    with Pool(workers, f"index.derived:{PREPARERS[phase]}", home.path, model) as pool:
        for records in pool.map(_tasks(counts)):
            yield from records


def _tasks(counts: dict[int, int]) -> Iterator[list[int]]:
    task: list[int] = []
    size = 0
    for issue_id, count in counts.items():
        task.append(issue_id)
        size += count
        if size >= _TASK:
            yield task
            task, size = [], 0
    if task:
        yield task


# -- in the processes of the pool -------------------------------------------------------------------

PREPARERS = {"words": "make_cutter", "vectors": "make_encoder"}


def make_cutter(path: Path, _model: None) -> Callable[[list[int]], bytes]:
    """Return what cuts the clauses of issues into words."""
    from index.lexical import cut_rows
    from index.tokenizer import Tokenizer

    tokenizer = Tokenizer(Layout(path).jieba, write=True)
    return _preparer(path, lambda rows: cut_rows(tokenizer, rows))


def make_encoder(path: Path, model: Path) -> Callable[[list[int]], bytes]:
    """Return what turns the clauses of issues into vectors."""
    from index.embedder import load_embedder
    from index.vector_writer import encode_rows

    embedder = load_embedder(model)
    return _preparer(path, lambda rows: encode_rows(embedder, rows))


def _preparer(path: Path, prepare: Callable[[Sequence[ClauseRow]], Any]) -> Callable[[list[int]], bytes]:
    catalog = Catalog(Layout(path).catalog)

    def work(issue_ids: list[int]) -> bytes:
        return b"".join(pickle.dumps((one, prepare(catalog.issue_clauses(one)))) for one in issue_ids)

    return work


def repair(home: Home, progress: Progress, workers: int) -> None:
    """Rebuild from the catalog what is damaged, then catch up. The catalog itself is never changed."""
    from index.verify import dictionary_faults, lexical_faults, vector_faults

    if dictionary_faults(home):
        home.tokenizer.rebuild()
    for phase, faults in (("words", lexical_faults), ("vectors", vector_faults)):
        if faults(home):
            _writer(home, phase).clear()
    catch_up(home, progress, workers)
