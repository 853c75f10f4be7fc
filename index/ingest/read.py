"""Read files into what the catalog stores, in processes of their own: files come from anywhere."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from corpus import parse, read
from corpus.messages import message
from corpus.readers.read import kind_of_name
from corpus.records import MissingReaderError, SourceError
from index.catalog.codec import EncodedIssue, encode_issue
from index.catalog.rows import SetAsideRow
from index.home import Home
from index.ingest.files import SourceFile, file_digest
from index.ingest.sandbox import Limits, OverrunError, isolated
from index.pool import Pool
from index.prepare import Workshop, load_stores
from index.store import Store

Stores = Mapping[str, Store]

_NONE: Stores = MappingProxyType({})
_MIB = 1 << 20
_PLAIN = Limits(seconds=60, memory=2048 * _MIB, answer=512 * _MIB)
_RICH = replace(_PLAIN, memory=4096 * _MIB)
# A scanned page has about 100 kB and is recognised in ten to twenty seconds of one processor, which
# others may be using too: ten minutes, and as much again for each megabyte.
_PICTURED = replace(_RICH, seconds=600)
_SECONDS_PER_MIB = 600
# A fork for each small text file would cost more than reading it: so many share one, and where that
# comes to grief each is read again in one of its own.
_TOGETHER, _SMALL = 64, 1024 * 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """Say what came of a file: an issue and what was prepared of it by store, or why there is none.

    ``sha256`` is that of the file where its content is what was found wanting, else "".
    """

    file: SourceFile
    issue: EncodedIssue | None = None
    prepared: Mapping[str, Any] = field(default_factory=dict)
    refused: SetAsideRow | None = None
    sha256: str = ""


def start_readers(workers: int, home: Home | None = None) -> Pool:
    """Start the processes that read files; they load what they need while this one goes on.

    What is read is prepared for the stores of a home, if one is given.
    """
    if home is None:
        return Pool(workers, "index.ingest.read:make_reader", None, None, ())
    stores = tuple(name for name, store in home.stores.items() if store.shareable)
    return Pool(workers, "index.ingest.read:make_reader", home.path, home.embedder.folder, stores)


def read_files(files: Iterable[SourceFile], readers: Pool) -> Iterator[Outcome]:
    """Yield what comes of each file, in order; ``files`` are taken as they are needed."""
    for outcomes in readers.map(_parcels(files)):
        yield from outcomes


def _parcels(files: Iterable[SourceFile]) -> Iterator[list[SourceFile]]:
    """Yield the files alone or, where they are small and plain, some together."""
    parcel: list[SourceFile] = []
    size = 0
    for file in files:
        own = _size(file.path)
        if kind_of_name(file.path) != "plain" or own > _SMALL:
            if parcel:
                yield parcel
            parcel, size = [], 0
            yield [file]
            continue
        if parcel and (len(parcel) == _TOGETHER or size + own > _SMALL):
            yield parcel
            parcel, size = [], 0
        parcel.append(file)
        size += own
    if parcel:
        yield parcel


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):  # ValueError: a name with a NUL
        return 0


def make_reader(
    path: Path | None, model: Path | None, names: Sequence[str]
) -> Callable[[Sequence[SourceFile]], bytes]:
    """Return what a process of the pool does with a parcel of files."""
    stores = load_stores(Workshop(path, model), names) if path is not None else {}
    gc.freeze()  # what is loaded by now is shared with every process that is forked
    return lambda files: read_parcel(files, stores)


def read_parcel(files: Sequence[SourceFile], stores: Stores = _NONE) -> bytes:
    """Read files in a fork, together; one that breaks it is set aside, the others are read.

    Returns the outcomes as they were pickled there: nothing of them is loaded here.
    """
    try:
        return isolated(lambda: _read_all(files, stores), _limits(files))
    except OverrunError as trouble:
        if len(files) == 1:
            return pickle.dumps(_overrun(files[0], trouble))
        return b"".join(read_parcel([file], stores) for file in files)


def _read_all(files: Sequence[SourceFile], stores: Stores) -> bytes:
    """Read files here, in a process that ends with them."""
    if kind_of_name(files[0].path) == "plain":
        gc.disable()  # parsing makes no rings of garbage, and looking for them takes a tenth of the time
    return b"".join(pickle.dumps(read_file(file, stores)) for file in files)


def _limits(files: Sequence[SourceFile]) -> Limits:
    kind = kind_of_name(files[0].path)
    if kind in ("pdf", "picture"):
        more = _SECONDS_PER_MIB * sum(_size(file.path) for file in files) / _MIB
        return replace(_PICTURED, seconds=_PICTURED.seconds + more)
    return _PLAIN if kind == "plain" else _RICH


def read_file(file: SourceFile, stores: Stores = _NONE) -> Outcome:
    """Read and parse one file, here; what can't be read is refused with its reason."""
    try:
        reading = parse(read(file.path, file.name))
    except MissingReaderError as trouble:
        return Outcome(file, refused=_refused(file, trouble))
    except SourceError as trouble:
        return Outcome(file, refused=_refused(file, trouble), sha256=_still(file))
    except OSError as trouble:
        return Outcome(file, refused=_unopened(file, trouble))
    clauses = [clause for document in reading.documents for clause in document.clauses]
    prepared = {name: store.prepare(clauses) for name, store in stores.items()}
    return Outcome(file, encode_issue(reading), prepared, sha256=reading.source.sha256)


def _still(file: SourceFile) -> str:
    """Return the SHA-256 of a file that was refused, "" where it changed meanwhile: it is tried again.

    Which of its contents was refused can't be told then.
    """
    return file.sha256 if file.sha256 and file_digest(file.path) == file.sha256 else ""


def _refused(file: SourceFile, trouble: SourceError) -> SetAsideRow:
    # The report names the file already.
    return SetAsideRow(
        file.name, str(trouble).removeprefix(f"{file.name}: "), trouble.chinese.removeprefix(f"{file.name}：")
    )


def _unopened(file: SourceFile, trouble: OSError) -> SetAsideRow:
    if isinstance(trouble, FileNotFoundError):
        return SetAsideRow(file.name, *message("reading.absent", path=file.path))
    return SetAsideRow(file.name, *message("reading.unopened", why=trouble.strerror))


def _overrun(file: SourceFile, trouble: OverrunError) -> Outcome:
    row = SetAsideRow(file.name, *message("sandbox.overrun", what=trouble.said))
    return Outcome(file, refused=row, sha256="" if trouble.from_outside else _still(file))
