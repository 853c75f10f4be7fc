"""Keep the derived indexes equal to the catalog, after any crash, deletion or damage."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol, cast

from corpus.records import Clause
from index.catalog.catalog import Catalog
from index.layout import Layout
from index.pool import Pool
from index.progress import Progress

if TYPE_CHECKING:
    from index.embedders.static import StaticEmbedder
    from index.home import Home
    from index.lexical.bm25 import Words
    from index.vectors.write import Encoded

#: About so many clauses at most are taken in and committed at a time: memory holds one such batch.
BATCH = 100_000
#: About so many clauses are prepared at a time, by one process.
_TASK = 2_000

#: An issue, the rowid of its first clause (the others follow), and what an index holds of its clauses.
Prepared = tuple[int, int, Any]
#: What reading has prepared already, by the id of the issue.
Ready = Mapping[int, "Derived"]
EMPTY: Ready = MappingProxyType({})
PHASES = ("words", "vectors")


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

    def prepare(self, clauses: Sequence[Clause]) -> Any:
        """Return what the index holds of clauses; changes nothing."""
        ...

    def update(self, gone: frozenset[int], batch: Sequence[Prepared]) -> None:
        """Withdraw ``gone``, take in ``batch``, as prepared."""
        ...


def catch_up(home: Home, progress: Progress, workers: int, ready: Ready = EMPTY) -> None:
    """Bring both indexes up to the catalog; does nothing where they are.

    What is ``ready`` is taken, the rest is prepared from the catalog.
    """
    home.writable_catalog  # noqa: B018 - raises where the home was opened to be read
    for phase in PHASES:
        follow(home, _writer(home, phase), phase, progress, workers, ready)


def _writer(home: Home, phase: str) -> DerivedIndex:
    if phase == "words":
        from index.lexical.bm25 import LexicalWriter

        return LexicalWriter(home.layout.lexical, home.catalog.clauses, home.tokenizer, home.identity)
    from index.vectors.write import VectorWriter

    return VectorWriter(home.layout.vectors, home.embedder, home.identity)


def follow(
    home: Home,
    index: DerivedIndex,
    phase: str,
    progress: Progress,
    workers: int = 1,
    ready: Ready = EMPTY,
) -> None:
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
    firsts = home.catalog.first_clauses(missing)
    for issue_id, prepared in _prepared(home, index, phase, counts, workers, ready):
        batch.append((issue_id, firsts[issue_id], prepared))
        size += counts[issue_id]
        if size >= min(index.step, BATCH):
            index.update(gone, batch)
            gone, batch, size = frozenset(), [], 0
        done += counts[issue_id]
        progress(phase, done, total)
    if gone or batch:
        index.update(gone, batch)


def _prepared(
    home: Home, index: DerivedIndex, phase: str, counts: dict[int, int], workers: int, ready: Ready
) -> Iterator[tuple[int, Any]]:
    """Yield what the index is to hold of each issue, in order; prepared by several processes where it pays."""
    left = {one: count for one, count in counts.items() if one not in ready or not ready[one].has(phase)}
    several = workers > 1 and sum(left.values()) > 2 * _TASK and (phase == "words" or home.embedder.folder)
    prepared = _by_others(home, phase, left, workers) if several else _here(home, index, left)
    for issue_id in counts:
        yield issue_id, next(prepared) if issue_id in left else ready[issue_id].of(phase)


def _here(home: Home, index: DerivedIndex, issue_ids: Iterable[int]) -> Iterator[Any]:
    for issue_id in issue_ids:
        yield index.prepare([row.clause for row in home.catalog.issue_clauses(issue_id)])


def _by_others(home: Home, phase: str, counts: dict[int, int], workers: int) -> Iterator[Any]:
    folder = home.embedder.folder if phase == "vectors" else None
    with Pool(workers, "index.sync:make_preparer", home.path, phase, folder) as pool:
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


# -- in other processes -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Derived:
    """Hold what the indexes hold of one issue, None where that is not prepared."""

    words: Words | None = None
    vectors: Encoded | None = None

    def has(self, phase: str) -> bool:
        """Tell if it is prepared for one index."""
        return self.of(phase) is not None

    def of(self, phase: str) -> Words | Encoded | None:
        """Return what one index holds."""
        return self.words if phase == "words" else self.vectors


class Deriver:
    """Prepare clauses for the indexes of a home: both where ``model`` is a folder, words alone where it is None."""

    def __init__(self, path: Path, model: Path | None) -> None:
        from index.embedders.static import StaticEmbedder
        from index.lexical.tokenizer import Tokenizer

        self._tokenizer = Tokenizer(Layout(path).jieba, write=True)
        self._embedder = None if model is None else StaticEmbedder(model)
        if self._embedder is not None:
            self._embedder.hasten()
        self._tokenizer.load()  # now, rather than in each process that is forked from here

    def derive(self, clauses: Sequence[Clause]) -> Derived:
        """Return what the indexes hold of clauses."""
        return Derived(self.words(clauses), self.vectors(clauses) if self._embedder else None)

    def words(self, clauses: Sequence[Clause]) -> Words:
        """Return what the word index holds of clauses."""
        from index.lexical.bm25 import cut_clauses

        return cut_clauses(self._tokenizer, clauses)

    def vectors(self, clauses: Sequence[Clause]) -> Encoded:
        """Return what the vector index holds of clauses."""
        from index.vectors.write import encode_clauses

        return encode_clauses(cast("StaticEmbedder", self._embedder), clauses)


def make_preparer(path: Path, phase: str, model: Path | None) -> Callable[[list[int]], bytes]:
    """Return what prepares issues of the catalog for one index, by their ids."""
    catalog, deriver = Catalog(Layout(path).catalog), Deriver(path, model)
    prepare = deriver.words if phase == "words" else deriver.vectors

    def work(issue_ids: list[int]) -> bytes:
        clauses = ([row.clause for row in catalog.issue_clauses(one)] for one in issue_ids)
        return b"".join(pickle.dumps(prepare(of_one)) for of_one in clauses)

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
