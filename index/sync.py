"""Keep the stores equal to the catalog, after any change, crash, deletion or damage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from index.home import Home
from index.pool import Pool, available_processors
from index.progress import Progress, silent
from index.store import Prepared, Store

#: About so many clauses at most are taken in and committed at a time: memory holds one such batch.
BATCH = 100_000
#: About so many clauses are prepared at a time, by one process.
_TASK = 2_000

#: What reading has prepared already: by the id of the issue, then by the name of the store.
Ready = Mapping[int, Mapping[str, Any]]
_NOTHING: Ready = MappingProxyType({})


def sync(
    home: Home, progress: Progress = silent, *, workers: int | None = None, ready: Ready = _NOTHING
) -> None:
    """Bring every store up to the catalog: add what is missing, drop what is gone.

    What is ``ready`` is taken, the rest is prepared from the catalog, by several processes where it pays.
    """
    home.writable_catalog  # noqa: B018 - raises where the home was opened to be read
    for name, store in home.stores.items():
        follow(home, name, store, progress, workers or available_processors(), ready)


def remove(home: Home, issue_key: str) -> None:
    """Withdraw an issue, whole, from the catalog and the stores."""
    home.writable_catalog.remove_issue(issue_key)
    sync(home)


def follow(
    home: Home, name: str, store: Store, progress: Progress, workers: int = 1, ready: Ready = _NOTHING
) -> None:
    """Bring one store up to the catalog, a commit every few clauses: a killed job goes on from the last."""
    present, held = home.catalog.issue_ids(), store.issues()
    gone = (held | store.pending()) - present
    missing = sorted(present - held)
    if not gone and not missing:
        return
    counts = home.catalog.clause_counts(missing)
    total, done, size = sum(counts.values()), 0, 0
    progress(name, done, total)
    batch: list[Prepared] = []
    firsts = home.catalog.first_clauses(missing)
    for issue_id, prepared in _prepared(home, name, store, counts, workers, ready):
        batch.append((issue_id, firsts[issue_id], prepared))
        size += counts[issue_id]
        if size >= min(store.step, BATCH):
            store.update(gone, batch)
            gone, batch, size = frozenset(), [], 0
        done += counts[issue_id]
        progress(name, done, total)
    if gone or batch:
        store.update(gone, batch)


def _prepared(
    home: Home, name: str, store: Store, counts: dict[int, int], workers: int, ready: Ready
) -> Iterator[tuple[int, Any]]:
    """Yield what the store is to hold of each issue, in order."""
    left = {one: count for one, count in counts.items() if name not in ready.get(one, ())}
    several = workers > 1 and sum(left.values()) > 2 * _TASK and store.shareable
    prepared = _by_others(home, name, left, workers) if several else _here(home, store, left)
    for issue_id in counts:
        yield issue_id, next(prepared) if issue_id in left else ready[issue_id][name]


def _here(home: Home, store: Store, issue_ids: Iterable[int]) -> Iterator[Any]:
    for issue_id in issue_ids:
        yield store.prepare([row.clause for row in home.catalog.issue_clauses(issue_id)])


def _by_others(home: Home, name: str, counts: dict[int, int], workers: int) -> Iterator[Any]:
    with Pool(workers, "index.prepare:make_preparer", home.path, home.embedder.folder, name) as pool:
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
