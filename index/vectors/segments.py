"""The vector files: plain arrays that are written once, and a manifest that says which count.

``vectors/manifest.json`` is replaced atomically, and is the only file that changes: what it does not
name does not exist. A segment is two arrays: the vectors, rows of length 1 whose numbers are held in
8 bits each (see :func:`quantise`), and for each row where it belongs: (issue id, clause rowid, passage
number or -1). Withdrawn issues stay in the files, named ``gone``, until the segment is merged.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.messages import message
from index.errors import HomeError
from index.layout import FileStamp, is_untouched, read_manifest_file, replacing, stamp_of, write_manifest_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Codes = NDArray[np.uint8]
    Rows = NDArray[np.int32]

_FORMAT = 2


def reach(dimension: int) -> float:
    """Return up to which number, positive or negative, 8 bits reach here.

    A vector of length 1 has hardly a number beyond eight times their usual size, one over the root of the
    dimension; models with a few numbers larger than the others are met with 0.5 at the least. What is
    beyond is cut off. A cosine is off by one or two thousandths, whatever the dimension.
    """
    return max(0.5, min(1.0, 8 / math.sqrt(dimension)))


def quantise(vectors: Floats) -> Codes:
    """Return vectors as codes, as FAISS makes them (QT_8bit_uniform): 255 steps over the reach."""
    import numpy as np

    most = np.float32(reach(vectors.shape[1]))
    codes: Codes = (np.clip((vectors + most) / (2 * most), 0.0, 1.0) * 255).astype(np.uint8)
    return codes


@dataclass(frozen=True, slots=True)
class Segment:
    """Name two array files and how they were when written: that of the vectors, then of the rows."""

    name: str
    count: int
    vectors: FileStamp
    rows: FileStamp

    @property
    def stamps(self) -> tuple[FileStamp, FileStamp]:
        """Return the stamps of its files, in the order of :func:`files_of`."""
        return self.vectors, self.rows


@dataclass(frozen=True, slots=True)
class Manifest:
    """Say which segments count, which issues are in them, and which of those are gone."""

    fingerprint: str
    dimension: int
    segments: tuple[Segment, ...] = ()
    issues: frozenset[int] = frozenset()
    gone: frozenset[int] = frozenset()
    home: str = ""  # the catalog that it was made from
    chunks: int = 1  # how clauses were cut (CHUNKS_VERSION); the first version did not say


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest, None when there is none that can be understood."""
    found = read_manifest_file(folder)
    if found is None or found.get("format") != _FORMAT:
        return None
    try:
        return Manifest(
            found["fingerprint"],
            found["dimension"],
            tuple(
                Segment(one["name"], one["count"], FileStamp(*one["vectors"]), FileStamp(*one["rows"]))
                for one in found["segments"]
            ),
            frozenset(found["issues"]),
            frozenset(found["gone"]),
            found["home"],
            found.get("chunks", 1),
        )
    except (KeyError, TypeError):
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make a manifest the one that counts, and drop the files that it no longer names."""
    lists = {"issues": sorted(manifest.issues), "gone": sorted(manifest.gone)}
    write_manifest_file(folder, {"format": _FORMAT, **asdict(manifest), **lists})
    named = {path.name for s in manifest.segments for path in files_of(folder, s.name)}
    for path in folder.iterdir():
        # A reader that still has the old file open keeps it until it lets go. Files that a killed
        # run left half written go as well.
        if path.name not in named and path.name.endswith((".npy", ".new")):
            path.unlink(missing_ok=True)


def files_of(folder: Path, name: str) -> tuple[Path, Path]:
    """Return the files of a segment: its vectors and its rows."""
    return folder / f"{name}.vectors.npy", folder / f"{name}.rows.npy"


def write_segment(folder: Path, name: str, codes: Codes, rows: Rows) -> Segment:
    """Write the arrays of a segment; it counts once a manifest names it."""
    import numpy as np

    stamps: list[FileStamp] = []
    arrays: tuple[Codes, Rows] = codes, rows
    for path, array in zip(files_of(folder, name), arrays, strict=True):
        with replacing(path) as stream:
            np.save(stream, np.asarray(array), allow_pickle=False)
        stamps.append(stamp_of(path))
    return Segment(name, len(rows), *stamps)


def read_segment(folder: Path, segment: Segment, dimension: int) -> tuple[Codes, Rows]:
    """Map the arrays of a segment into memory; raises HomeError when they are not what was written."""
    import numpy as np

    arrays = []
    for path, stamp in zip(files_of(folder, segment.name), segment.stamps, strict=True):
        try:
            array = np.load(path, mmap_mode="r" if segment.count else None, allow_pickle=False)
            whole = is_untouched(path, stamp)
        except (OSError, ValueError, EOFError) as trouble:
            raise HomeError(*message("store.vectors_unreadable", name=path.name, why=trouble)) from trouble
        if not whole:
            raise HomeError(*message("store.vectors_damaged", name=path.name))
        arrays.append(array)
    vectors, rows = arrays
    expected = ((segment.count, dimension), np.uint8), ((segment.count, 3), np.int32)
    for array, (shape, kind) in zip(arrays, expected, strict=True):
        if array.shape != shape or array.dtype != kind:
            found, wanted = f"{array.dtype} {array.shape}", f"{np.dtype(kind)} {shape}"
            raise HomeError(*message("store.vectors_shape", name=segment.name, found=found, expected=wanted))
    return vectors, rows


def damaged_files(folder: Path, segments: Iterable[Segment]) -> list[str]:
    """Return the array files whose SHA-256 is not the recorded one."""
    pairs = [
        (path, stamp)
        for s in segments
        for path, stamp in zip(files_of(folder, s.name), s.stamps, strict=True)
    ]
    return sorted(path.name for path, stamp in pairs if not stamp.fits(path))
