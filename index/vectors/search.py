"""The vector index: FAISS, exact inner products in memory over the arrays of the home. Derived."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.messages import message
from index.errors import HomeError
from index.layout import file_state
from index.store import EVERYWHERE, Parts, RetrievalQuery, Scope, Scored
from index.vectors.chunks import CHUNKS_VERSION
from index.vectors.segments import Manifest, Segment, damaged_files, reach, read_manifest, read_segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Mask = NDArray[np.bool_]
    Codes = NDArray[np.uint8]
    Places = NDArray[np.int64]
    Rows = NDArray[np.int32]
    Hit = tuple[int, int, float]

_FEW = 4096  # so few rows are compared one by one
# Of so many rows, only those are compared whose signs agree best with the question's: the nearest
# hundredth (measured in docs/scaling.md).
_MANY = 50_000
_SIEVED = 0.01
_MIDDLE = 127  # the highest code of a negative number


@dataclass(frozen=True, slots=True)
class Shard:
    """Hold one segment in memory: its FAISS index and its rows (issue, clause, passage).

    It is never changed, so that threads may search while another loads what was added.
    """

    segment: Segment
    faiss: Any
    rows: Rows
    signs: Any  # a FAISS index of the signs alone, None where there are few rows
    clauses: Rows  # the second column of the rows
    ordered: bool  # whether it ascends


@dataclass(frozen=True, slots=True)
class _Loaded:
    manifest: Manifest
    shards: tuple[Shard, ...]
    alive: tuple[Mask | None, ...]  # per shard, None where all rows are


class VectorIndex:
    """Search clauses by meaning. Opened once; sees what was committed since by itself."""

    def __init__(self, folder: Path, parts: Parts) -> None:
        self._folder = folder
        self._parts = parts
        self._loaded: _Loaded | None = None
        self._seen: tuple[int, ...] | None = None
        self._loading = threading.Lock()
        # A question is asked twice: for the nearest clauses, and about those that others found.
        self._vector = lru_cache(maxsize=8)(lambda text: parts.embedder.encode_query(text))

    @property
    def home(self) -> str:
        """What the manifest of another home does not say."""
        return self._parts.meta.get("home", "")

    def manifest(self) -> Manifest | None:
        """Return what is written, None when it can't be read or was made from other vectors than this would be."""
        found = read_manifest(self._folder)
        made = self._parts.meta.get("fingerprint", ""), self.home, CHUNKS_VERSION
        return found if found and (found.fingerprint, found.home, found.chunks) == made else None

    def search(self, query: RetrievalQuery, limit: int, scope: Scope = EVERYWHERE) -> list[Scored]:
        """Return the clauses that are nearest to the text of a question, best first, ties by rowid."""
        if not query.text or limit < 1:
            return []
        found = self.nearest(self._vector(query.text), limit, scope.rowids)
        return [Scored(rowid, cosine, passage if passage >= 0 else None) for rowid, passage, cosine in found]

    def nearest(
        self, vector: Floats, limit: int, allowed: Collection[int] | None = None
    ) -> list[tuple[int, int, float]]:
        """Return the nearest clauses as (rowid, passage number or -1, cosine), ties by rowid.

        ``vector`` has length 1; each clause answers once, with its nearest row. ``allowed`` are the
        rowids that may be found (see ``Catalog.clause_ids``), None for all.
        """
        loaded = self._load()
        if loaded is None or limit < 1 or not vector.any() or not loaded.shards:
            return []
        if vector.shape != (loaded.manifest.dimension,):
            raise HomeError(
                *message("store.question_shape", shape=vector.shape, dimension=loaded.manifest.dimension)
            )
        wanted = [_wanted(*pair, allowed) for pair in zip(loaded.shards, loaded.alive, strict=True)]
        fetch = 2 * limit + 16
        while True:
            best: dict[int, Hit] = {}
            # Below this cosine a shard may hold more than was fetched.
            unseen = float("-inf")
            for shard, mask in zip(loaded.shards, wanted, strict=True):
                unseen = max(unseen, _nearest(shard, vector, fetch, mask, best))
            ranked = sorted(best.values(), key=lambda hit: (-hit[2], hit[0]))
            if unseen == float("-inf") or (len(ranked) >= limit and ranked[limit - 1][2] > unseen):
                return ranked[:limit]
            fetch *= 4

    def _load(self) -> _Loaded | None:
        """Return the index in memory, brought up to what the manifest says."""
        stamp = self.state()
        if stamp is None and any(self._folder.glob("*.npy")):
            self._read()  # raises: vectors without a manifest are what is left of some
        if stamp != self._seen:
            with self._loading:
                while (stamp := self.state()) != self._seen:
                    try:
                        self._loaded = None if stamp is None else self._read()
                    except HomeError:
                        # A writer may have merged the files away while they were being opened.
                        if stamp == self.state():
                            raise
                        continue
                    self._seen = stamp
        return self._loaded

    def state(self) -> tuple[int, ...] | None:
        """Return what is another after every commit."""
        return file_state(self._folder / "manifest.json")

    def _read(self) -> _Loaded:
        manifest = self.manifest()
        if manifest is None:
            raise HomeError(*message("store.vectors_manifest"))
        # A server keeps what it has: only new segments are read.
        known = {shard.segment: shard for shard in self._loaded.shards} if self._loaded else {}
        shards = tuple(
            known.get(s) or load_shard(self._folder, s, manifest.dimension) for s in manifest.segments
        )
        gone = sorted(manifest.gone)
        alive = tuple(_alive(shard, gone) for shard in shards)
        return _Loaded(manifest, shards, alive)

    def issues(self) -> frozenset[int]:
        """Return the ids of the issues that are in."""
        manifest = self.manifest()
        return manifest.issues if manifest else frozenset()

    def rowids(self) -> list[int]:
        """Return the rowid of each whole-clause vector that counts, ascending."""
        manifest = self.manifest()
        found: list[int] = []
        for segment in manifest.segments if manifest else ():
            _, rows = read_segment(self._folder, segment, manifest.dimension if manifest else 0)
            gone = manifest.gone if manifest else frozenset()
            found += [rowid for issue, rowid, passage in rows.tolist() if passage < 0 and issue not in gone]
        return sorted(found)

    def damaged_files(self) -> list[str]:
        """Return the array files that are not what was written."""
        manifest = self.manifest()
        return damaged_files(self._folder, manifest.segments) if manifest else []


def load_shard(folder: Path, segment: Segment, dimension: int) -> Shard:
    """Build the FAISS index of a segment; the arrays are all that is trusted on disk."""
    np, faiss = importlib.import_module("numpy"), importlib.import_module("faiss")
    # Questions come side by side; threads within one would mostly wait for each other.
    faiss.omp_set_num_threads(1)
    codes, rows = read_segment(folder, segment, dimension)
    most = reach(dimension)
    # The arrays hold what this index holds: exact over them, in a quarter of the memory of floats.
    kind = faiss.ScalarQuantizer.QT_8bit_uniform
    index = faiss.IndexScalarQuantizer(dimension, kind, faiss.METRIC_INNER_PRODUCT)
    faiss.copy_array_to_vector(np.array([-most, 2 * most], np.float32), index.sq.trained)
    index.is_trained = True
    faiss.copy_array_to_vector(np.ascontiguousarray(codes).ravel(), index.codes)
    index.ntotal = len(rows)
    clauses = np.ascontiguousarray(rows[:, 1])
    signs = _signs(codes) if len(rows) >= _MANY else None
    return Shard(segment, index, np.array(rows), signs, clauses, bool((clauses[1:] >= clauses[:-1]).all()))


def _signs(codes: Codes) -> Any:
    """Return an index of one bit for each number, whether it is positive: a sieve for many rows."""
    np, faiss = importlib.import_module("numpy"), importlib.import_module("faiss")
    signs = faiss.IndexBinaryFlat(8 * ((codes.shape[1] + 7) // 8))
    for start in range(0, len(codes), _MANY):
        signs.add(np.packbits(codes[start : start + _MANY] > _MIDDLE, axis=1))
    return signs


def _alive(shard: Shard, gone: Sequence[int]) -> Mask | None:
    np = importlib.import_module("numpy")
    alive: Mask = ~np.isin(shard.rows[:, 0], gone)
    return None if alive.all() else alive


def _wanted(shard: Shard, alive: Mask | None, allowed: Collection[int] | None) -> Mask | None:
    """Return which rows of a shard may be found, None for all."""
    np = importlib.import_module("numpy")
    if allowed is None:
        return alive
    ids = np.sort(np.fromiter(allowed, np.int32, len(allowed)))
    passing: Mask
    if shard.ordered and len(ids) <= _FEW:  # a look-up each, instead of a comparison with every row
        passing = np.zeros(len(shard.rows), bool)
        first, last = (np.searchsorted(shard.clauses, ids, side) for side in ("left", "right"))
        for start, end in zip(first.tolist(), last.tolist(), strict=True):
            passing[start:end] = True
    else:
        passing = np.isin(shard.clauses, ids)
    return passing if alive is None else passing & alive


def _nearest(shard: Shard, vector: Floats, fetch: int, wanted: Mask | None, best: dict[int, Hit]) -> float:
    """Put the best row of each clause into ``best``; return the last cosine if more may follow."""
    scores, positions, complete = _scan(shard, vector, fetch, wanted)
    rows = shard.rows[positions][:, 1:].tolist()
    for (rowid, passage), score in zip(rows, scores.tolist(), strict=True):
        known = best.get(rowid)
        # Equal rows of one clause: the whole clause before its passages, these in order.
        if known is None or (score, -passage) > (known[2], -known[1]):
            best[rowid] = rowid, passage, score
    return float("-inf") if complete else float(scores[-1])


def _scan(shard: Shard, vector: Floats, fetch: int, wanted: Mask | None) -> tuple[Floats, Places, bool]:
    """Return cosines and positions of the nearest rows, and whether these are all there are."""
    np, faiss = importlib.import_module("numpy"), importlib.import_module("faiss")
    if shard.signs is not None and wanted is None:
        return _sieve(shard, vector, fetch)
    if wanted is not None and (count := int(wanted.sum())) <= _FEW:
        # FAISS would walk over every row to pass over most of them.
        positions: Places = np.flatnonzero(wanted)
        vectors = (
            shard.faiss.reconstruct_batch(positions) if count else np.zeros((0, len(vector)), np.float32)
        )
        return np.einsum("nd,d->n", vectors, vector), positions, True
    selector = None if wanted is None else faiss.IDSelectorBitmap(np.packbits(wanted, bitorder="little"))
    parameters = faiss.SearchParameters(sel=selector) if selector is not None else None
    question = np.ascontiguousarray(vector[None], dtype=np.float32)
    limit = min(fetch, len(shard.rows))
    scores, found = shard.faiss.search(question, limit, params=parameters)
    kept = found[0] >= 0
    return scores[0][kept], found[0][kept], not (kept.all() and limit < len(shard.rows))


def _sieve(shard: Shard, vector: Floats, fetch: int) -> tuple[Floats, Places, bool]:
    """Return cosines and positions of the nearest of those rows whose signs agree best."""
    np = importlib.import_module("numpy")
    count = len(shard.rows)
    agreeing = min(count, max(int(_SIEVED * count), 4 * fetch))
    _, found = shard.signs.search(np.packbits(vector > 0)[None], agreeing)
    positions = found[0][found[0] >= 0]
    cosines = np.einsum("nd,d->n", shard.faiss.reconstruct_batch(positions), vector)
    best = np.lexsort((positions, -cosines))[:fetch]
    return cosines[best], positions[best], len(best) == count
