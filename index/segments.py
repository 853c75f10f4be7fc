"""The vector files: plain arrays that are written once, and a manifest that says which count.

``vectors/manifest.json`` is replaced atomically, and is the only file that changes: what it does not
name does not exist. A segment is two arrays, the float16 vectors (rows of length 1) and for each row
(issue id, clause rowid, passage number or -1). Withdrawn issues stay in the files, named ``gone``,
until the segment is merged with others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import HomeError
from index.layout import read_json, replacing, sha256_of, write_json

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float16]
    Rows = NDArray[np.int64]

_FORMAT = 1
_CURE = "`gongbao verify --repair` rebuilds it from the catalog"


@dataclass(frozen=True, slots=True)
class Segment:
    """Name two array files; ``sha256`` is that of the vectors, then of the rows."""

    name: str
    count: int
    sha256: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Say which segments count, which issues are in them, and which of those are gone."""

    fingerprint: str
    dimension: int
    segments: tuple[Segment, ...] = ()
    issues: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest, None when there is none that can be understood."""
    found = read_json(folder / "manifest.json")
    if found is None or found.get("format") != _FORMAT:
        return None
    try:
        segments = tuple(Segment(s["name"], s["count"], (s["vectors"], s["rows"])) for s in found["segments"])
        return Manifest(
            found["fingerprint"],
            found["dimension"],
            segments,
            frozenset(found["issues"]),
            frozenset(found["gone"]),
        )
    except (KeyError, TypeError):
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make a manifest the one that counts, and drop the files that it no longer names."""
    segments = [
        {"name": s.name, "count": s.count, "vectors": s.sha256[0], "rows": s.sha256[1]}
        for s in manifest.segments
    ]
    value: dict[str, Any] = {"format": _FORMAT, "fingerprint": manifest.fingerprint}
    value |= {"dimension": manifest.dimension, "segments": segments}
    value |= {"issues": sorted(manifest.issues), "gone": sorted(manifest.gone)}
    write_json(folder / "manifest.json", value)
    named = {path.name for s in manifest.segments for path in files_of(folder, s.name)}
    for path in folder.iterdir():
        # A reader that still has the old file open keeps it until it lets go. Files that a killed
        # run left half written go as well.
        if path.name not in named and path.name.endswith((".npy", ".new")):
            path.unlink(missing_ok=True)


def files_of(folder: Path, name: str) -> tuple[Path, Path]:
    """Return the files of a segment: its vectors and its rows."""
    return folder / f"{name}.vectors.npy", folder / f"{name}.rows.npy"


def write_segment(folder: Path, name: str, vectors: Vectors, rows: Rows) -> Segment:
    """Write the arrays of a segment; it counts once a manifest names it."""
    import numpy as np

    shas: list[str] = []
    arrays: tuple[Vectors, Rows] = vectors, rows
    for path, array in zip(files_of(folder, name), arrays, strict=True):
        with replacing(path) as stream:
            np.save(stream, np.asarray(array), allow_pickle=False)
        shas.append(sha256_of(path))
    return Segment(name, len(rows), (shas[0], shas[1]))


def read_segment(folder: Path, segment: Segment, dimension: int) -> tuple[Vectors, Rows]:
    """Map the arrays of a segment into memory; raises HomeError when they are not what was written."""
    import numpy as np

    arrays = []
    for path in files_of(folder, segment.name):
        try:
            arrays.append(np.load(path, mmap_mode="r" if segment.count else None, allow_pickle=False))
        except (OSError, ValueError, EOFError) as trouble:
            raise HomeError(
                f"the vector file {path.name} can't be read ({trouble}): {_CURE}",
                f"向量文件 {path.name} 无法读取（{trouble}）：请运行 gongbao verify --repair 重建",
            ) from trouble
    vectors, rows = arrays
    expected = ((segment.count, dimension), np.float16), ((segment.count, 3), np.int64)
    for array, (shape, kind) in zip(arrays, expected, strict=True):
        if array.shape != shape or array.dtype != kind:
            raise HomeError(
                f"the vector files of {segment.name} hold {array.dtype} {array.shape}, "
                f"expected {np.dtype(kind)} {shape}: {_CURE}",
                f"向量文件 {segment.name} 是 {array.dtype} {array.shape}，应为 {np.dtype(kind)} {shape}："
                "请运行 gongbao verify --repair 重建",
            )
    return vectors, rows


def damaged_files(folder: Path, segments: Iterable[Segment]) -> list[str]:
    """Return the array files whose SHA-256 is not the recorded one."""
    pairs = [
        (path, sha) for s in segments for path, sha in zip(files_of(folder, s.name), s.sha256, strict=True)
    ]
    return sorted(path.name for path, sha in pairs if not path.is_file() or sha256_of(path) != sha)
