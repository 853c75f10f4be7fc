"""Writing the vector index: new segments, withdrawn issues, and merging so that few segments stay."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import disk_trouble
from index.passages import embedded_texts
from index.rows import ClauseRow
from index.segments import Manifest, Segment, read_segment, write_manifest, write_segment
from index.vectors import VectorIndex

if TYPE_CHECKING:
    from index.embedder import Embedder

_DEAD = 0.25  # the part of a segment's rows that may be withdrawn before it is rewritten


class VectorWriter(VectorIndex):
    """Add and withdraw issues; the caller holds the lock of the home."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        super().__init__(folder, embedder.fingerprint)
        self._embedder = embedder

    @property
    def step(self) -> int:
        """As many clauses as the model encodes in a short while: a killed job goes on from there."""
        return self._embedder.step

    def clear(self) -> None:
        """Drop everything; the catalog has it all."""
        self._loaded, self._seen = None, None
        shutil.rmtree(self._folder, ignore_errors=True)

    def pending(self) -> frozenset[int]:
        """Return nothing: a killed update leaves no trace that counts."""
        return frozenset()

    def update(self, gone: frozenset[int], batch: Sequence[tuple[int, Sequence[ClauseRow]]]) -> None:
        """Withdraw the issues in ``gone`` and take in those of ``batch``; killed, nothing happened."""
        with disk_trouble(self._folder):
            manifest = self.manifest()
            if manifest is None:
                self.clear()
                manifest = Manifest(self._embedder.fingerprint, self._embedder.dimension)
            self._folder.mkdir(parents=True, exist_ok=True)
            after = replace(
                manifest,
                segments=manifest.segments + self._encode(manifest, batch),
                issues=(manifest.issues - gone) | {issue_id for issue_id, _ in batch},
                gone=manifest.gone | (gone & manifest.issues),
            )
            write_manifest(self._folder, self._merged(after))

    def _encode(
        self, manifest: Manifest, batch: Sequence[tuple[int, Sequence[ClauseRow]]]
    ) -> tuple[Segment, ...]:
        np = importlib.import_module("numpy")
        keys: list[tuple[int, int, int]] = []
        texts: list[str] = []
        for issue_id, rows in batch:
            for row in rows:
                for passage, text in embedded_texts(row.clause):
                    keys.append((issue_id, row.rowid, passage))
                    texts.append(text)
        if not keys:
            return ()
        vectors = self._embedder.encode(texts).astype(np.float16)
        return (write_segment(self._folder, _next_name(manifest), vectors, np.array(keys, np.int64)),)

    def _merged(self, manifest: Manifest) -> Manifest:
        """Merge the last segments into one where that pays, and leave withdrawn rows behind."""
        counts = [segment.count for segment in manifest.segments]
        first = merge_from(counts)
        dead = self._dead_shares(manifest) if manifest.gone else []
        rotten = [number for number, share in enumerate(dead) if share > _DEAD]
        first = min([first, *rotten])
        if first >= len(counts) - 1 and not rotten:
            return manifest
        return self._rewritten(manifest, first)

    def _dead_shares(self, manifest: Manifest) -> list[float]:
        np, gone = importlib.import_module("numpy"), sorted(manifest.gone)
        parts = (read_segment(self._folder, s, manifest.dimension)[1][:, 0] for s in manifest.segments)
        return [float(np.isin(issues, gone).mean()) for issues in parts]

    def _rewritten(self, manifest: Manifest, first: int) -> Manifest:
        """Write the segments from ``first`` on as one, without the issues that are gone."""
        np, gone = importlib.import_module("numpy"), sorted(manifest.gone)
        kept, merged = manifest.segments[:first], manifest.segments[first:]
        arrays = [read_segment(self._folder, s, manifest.dimension) for s in merged]
        alive = [~np.isin(rows[:, 0], gone) for _, rows in arrays]
        vectors = np.concatenate([v[a] for (v, _), a in zip(arrays, alive, strict=True)])
        rows = np.concatenate([r[a] for (_, r), a in zip(arrays, alive, strict=True)])
        new = (write_segment(self._folder, _next_name(manifest), vectors, rows),) if len(rows) else ()
        still = [read_segment(self._folder, s, manifest.dimension)[1][:, 0] for s in kept] if gone else []
        named = {int(issue) for issues in still for issue in np.unique(issues)}
        return replace(manifest, segments=kept + new, gone=manifest.gone & named)


def merge_from(counts: Sequence[int]) -> int:
    """Return the first segment to merge: going back, while one is not twice as large as all after it.

    So about log2(rows) segments stay, and a row is copied about log2(rows) times in its life.
    """
    first, tail = len(counts) - 1, 0
    while first > 0:
        tail += counts[first]
        if counts[first - 1] >= 2 * tail:
            break
        first -= 1
    return max(first, 0)


def _next_name(manifest: Manifest) -> str:
    return f"{max((int(segment.name) for segment in manifest.segments), default=0) + 1:06d}"
