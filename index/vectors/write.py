"""Writing the vector index: new segments, withdrawn issues, and merging so that few segments stay."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.records import Clause
from index.errors import disk_trouble
from index.vectors.chunks import CHUNKS_VERSION, embedded_texts
from index.vectors.search import VectorIndex
from index.vectors.segments import (
    Manifest,
    Segment,
    quantise,
    read_segment,
    write_manifest,
    write_segment,
)

if TYPE_CHECKING:
    from index.embedders.embedder import Embedder

_DEAD = 0.25  # the part of a segment's rows that may be withdrawn before it is rewritten
#: A segment of so many rows is not merged with others any more: a change stays cheap, however much there is.
_FULL = 100_000


@dataclass(frozen=True, slots=True)
class Encoded:
    """Hold the vectors of one issue's clauses: bytes of ``codes`` (n, dimension) and of ``keys``.

    ``keys`` are int32 pairs (number of the clause from 0, passage number or -1).
    """

    keys: bytes
    codes: bytes


def encode_clauses(embedder: Embedder, clauses: Sequence[Clause]) -> Encoded:
    """Return the vectors of clauses; may be done by any process."""
    np = importlib.import_module("numpy")
    keys: list[tuple[int, int]] = []
    texts: list[str] = []
    for number, clause in enumerate(clauses):
        for passage, text in embedded_texts(clause):
            keys.append((number, passage))
            texts.append(text)
    codes = quantise(embedder.encode(texts)) if texts else np.zeros((0, embedder.dimension), np.uint8)
    return Encoded(np.array(keys, np.int32).tobytes(), codes.tobytes())


class VectorStore(VectorIndex):
    """Search clauses by meaning (see :class:`index.store.Store`)."""

    titles = "the vectors", "向量索引"

    @property
    def step(self) -> int:
        """As many clauses as the model encodes in a short while: a killed job goes on from there."""
        return self._parts.embedder.step

    @property
    def shareable(self) -> bool:
        """Whether several processes may each load the model."""
        return self._parts.embedder.folder is not None

    def prepare(self, clauses: Sequence[Clause]) -> Encoded:
        """Return what the index holds of clauses."""
        return encode_clauses(self._parts.embedder, clauses)

    def clear(self) -> None:
        """Drop everything; the catalog has it all."""
        self._loaded, self._seen = None, None
        shutil.rmtree(self._folder, ignore_errors=True)

    def pending(self) -> frozenset[int]:
        """Return nothing: a killed update leaves no trace that counts."""
        return frozenset()

    def update(self, gone: frozenset[int], batch: Sequence[tuple[int, int, Encoded]]) -> None:
        """Withdraw the issues in ``gone`` and take in those of ``batch``; killed, nothing happened.

        ``batch`` holds issue ids, the rowid of an issue's first clause (the others follow), and its vectors.
        """
        with disk_trouble(self._folder):
            manifest = self.manifest()
            if manifest is None:
                self.clear()
                model = self._parts.embedder
                manifest = Manifest(model.fingerprint, model.dimension, home=self.home, chunks=CHUNKS_VERSION)
                self._folder.mkdir(parents=True, exist_ok=True)
                write_manifest(self._folder, manifest)  # before any vectors: without it they are damaged
            after = replace(
                manifest,
                segments=manifest.segments + self._write(manifest, batch),
                issues=(manifest.issues - gone) | {issue_id for issue_id, _, _ in batch},
                gone=manifest.gone | (gone & manifest.issues),
            )
            write_manifest(self._folder, self._merged(after))

    def _write(self, manifest: Manifest, batch: Sequence[tuple[int, int, Encoded]]) -> tuple[Segment, ...]:
        np = importlib.import_module("numpy")
        numbers = [np.frombuffer(encoded.keys, np.int32).reshape(-1, 2) for _, _, encoded in batch]
        keys = [np.add(pairs, (first, 0)) for (_, first, _), pairs in zip(batch, numbers, strict=True)]
        if not sum(map(len, keys)):
            return ()
        issues = np.repeat([issue_id for issue_id, _, _ in batch], list(map(len, keys)))
        rows = np.column_stack([issues, np.concatenate(keys)]).astype(np.int32)
        codes = np.frombuffer(b"".join(encoded.codes for _, _, encoded in batch), np.uint8)
        codes = codes.reshape(len(rows), manifest.dimension)
        return (write_segment(self._folder, _next_name(manifest), codes, rows),)

    def _merged(self, manifest: Manifest) -> Manifest:
        """Merge the last segments into one where that pays, and leave withdrawn rows behind."""
        segments, dead = manifest.segments, self._dead_shares(manifest)
        first = merge_from([segment.count for segment in segments])
        after: list[Segment] = []
        for group in [*((at,) for at in range(first)), tuple(range(first, len(segments)))]:
            if len(group) > 1 or any(dead[at] > _DEAD for at in group):
                name = _next_name(replace(manifest, segments=(*segments, *after)))
                after += self._rewritten(manifest, [segments[at] for at in group], name)
            else:
                after += [segments[at] for at in group]
        if after == list(segments):
            return manifest
        still = [self._issues_of(manifest, segment) for segment in after] if manifest.gone else []
        named = frozenset(int(issue) for issues in still for issue in issues)
        return replace(manifest, segments=tuple(after), gone=manifest.gone & named)

    def _dead_shares(self, manifest: Manifest) -> list[float]:
        np, gone = importlib.import_module("numpy"), sorted(manifest.gone)
        if not gone:
            return [0.0 for _ in manifest.segments]
        parts = (read_segment(self._folder, s, manifest.dimension)[1][:, 0] for s in manifest.segments)
        return [float(np.isin(issues, gone).mean()) for issues in parts]

    def _issues_of(self, manifest: Manifest, segment: Segment) -> Iterable[int]:
        np = importlib.import_module("numpy")
        issues: Iterable[int] = np.unique(read_segment(self._folder, segment, manifest.dimension)[1][:, 0])
        return issues

    def _rewritten(self, manifest: Manifest, segments: Sequence[Segment], name: str) -> list[Segment]:
        """Write segments as one, without the issues that are gone; none where nothing is left."""
        np, gone = importlib.import_module("numpy"), sorted(manifest.gone)
        arrays = [read_segment(self._folder, segment, manifest.dimension) for segment in segments]
        alive = [~np.isin(rows[:, 0], gone) for _, rows in arrays]
        codes = np.concatenate([c[a] for (c, _), a in zip(arrays, alive, strict=True)])
        rows = np.concatenate([r[a] for (_, r), a in zip(arrays, alive, strict=True)])
        return [write_segment(self._folder, name, codes, rows)] if len(rows) else []


def merge_from(counts: Sequence[int]) -> int:
    """Return the first segment to merge: going back, while one is not twice as large as all after it.

    Full ones stay as they are. So besides these about log2(rows) segments stay, and a row is copied
    about log2(rows) times in its life.
    """
    first, tail = len(counts) - 1, 0
    while first > 0:
        tail += counts[first]
        if counts[first - 1] >= min(2 * tail, _FULL):
            break
        first -= 1
    return max(first, 0)


def _next_name(manifest: Manifest) -> str:
    return f"{max((int(segment.name) for segment in manifest.segments), default=0) + 1:06d}"
