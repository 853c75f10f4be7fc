"""The BM25 index: tantivy over words that were cut beforehand. Derived from the catalog."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from corpus.messages import message
from corpus.records import Clause
from index.errors import HomeError, disk_trouble
from index.layout import (
    FileStamp,
    file_state,
    is_untouched,
    read_manifest_file,
    stamp_of,
    write_manifest_file,
)
from index.lexical.query import (
    BODY,
    CONTEXT,
    CONTEXT_GRAMS,
    GRAMS,
    ISSUE,
    ROWID,
    Weights,
    build,
    still_to_check,
)
from index.lexical.tokenizer import Tokenizer, tokenizer_identity
from index.store import EVERYWHERE, Parts, RetrievalQuery, Scope, Scored

if TYPE_CHECKING:
    from tantivy import Index, IndexWriter, Schema, Searcher

_FORMAT = 2
_FIELDS = (BODY, CONTEXT, GRAMS, CONTEXT_GRAMS)  # in the order of Words.rows
_META = "meta.json"  # the one file that tantivy replaces
_HEAP = 192_000_000


def _schema() -> Schema:
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    for name in _FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field(ROWID, indexed=True, fast=True)
    builder.add_unsigned_field(ISSUE, indexed=True)
    return builder.build()


def _opened(folder: Path) -> Index:
    from tantivy import Index

    index = Index.open(str(folder))
    # Without a policy of its own tantivy spawns a thread that watches the file.
    index.config_reader("manual")
    return index


@dataclass(frozen=True, slots=True)
class Words:
    """Hold the words of one issue's clauses: (body, context, grams, grams of the context) for each."""

    rows: tuple[tuple[str, str, str, str], ...]


class LexicalStore:
    """Search clauses by words (see :class:`index.store.Store`); phrases are looked up in the catalog."""

    titles = "the BM25 index", "关键词索引"
    #: Some ten seconds' work, in one segment: merging many small ones would cost more than a kill.
    step = 50_000
    shareable = True

    def __init__(self, folder: Path, parts: Parts) -> None:
        self._folder = folder
        self._parts = parts
        self._seen: tuple[int, ...] | None = None
        self._index: Index | None = None

    @cached_property
    def _schema(self) -> Schema:
        return _schema()

    @cached_property
    def _made(self) -> dict[str, Any]:
        """What the manifest of another home, or of another tokenizer, does not say."""
        home = self._parts.meta.get("home", "")
        return {"format": _FORMAT, "tokenizer": tokenizer_identity(), "home": home}

    @property
    def _files(self) -> Path:
        return self._folder / "tantivy"

    def searcher(self) -> Searcher | None:
        """Return tantivy's view of the last commit, None before the first."""
        state = file_state(self._files / _META)
        if state is None:
            if self._stamps(self.manifest()):
                self._check_files()  # raises: what was written is gone
            return None
        if self._index is not None and state == self._seen:
            return self._index.searcher()
        self._check_files()
        try:
            if os.access(self._files, os.W_OK):
                self._index = self._index or _opened(self._files)
                self._index.reload()
            else:
                self._index = self._opened_elsewhere()
            self._seen = state
            return self._index.searcher()
        except ValueError as trouble:
            if file_state(self._files / _META) != state:  # a writer has dropped what we were opening
                return self.searcher()
            raise HomeError(*message("store.bm25_unreadable", why=trouble)) from trouble

    def _opened_elsewhere(self) -> Index:
        """Open the index of a disk that can't be written: tantivy wants to lock even what it only reads."""
        with TemporaryDirectory() as folder:
            for path in self._files.glob("[!.]*"):  # without its locks
                Path(folder, path.name).symlink_to(path.absolute())
            index = _opened(Path(folder))
            index.reload()
            return index  # what it has opened outlives the names

    def _check_files(self) -> None:
        """Raise HomeError where the files are not those that were written."""
        manifest = self.manifest()
        if not manifest:
            raise HomeError(*message("store.bm25_manifest"))
        for name, stamp in self._stamps(manifest).items():
            try:
                whole = is_untouched(self._files / name, stamp)
            except FileNotFoundError:
                # While a writer commits, tantivy drops what it has replaced; the manifest follows.
                whole = bool(manifest.get("pending"))
            # What a writer has replaced meanwhile is named by the next manifest.
            if not whole and self.manifest() == manifest:
                raise HomeError(*message("store.bm25_damaged", name=name))

    def search(
        self, query: RetrievalQuery, limit: int, scope: Scope = EVERYWHERE, weights: Weights | None = None
    ) -> list[Scored]:
        """Return the best clauses by BM25, best first, ties by rowid."""
        if limit < 1 or not (query.words or query.phrases):
            return []
        searcher = self.searcher()
        built = build(self._schema, query, weights or Weights(), scope.rowids)
        if searcher is None or built is None:
            return []
        passes = still_to_check(query)
        fetch = limit + 16
        while True:
            hits = searcher.search(built, fetch, count=False).hits
            rowids = searcher.fast_field_values(ROWID, [address for _, address in hits])
            found = [
                Scored(int(rowid or 0), float(hit[0] or 0)) for rowid, hit in zip(rowids, hits, strict=True)
            ]
            last = found[-1].score if found else 0.0
            if passes is not None:
                rows = self._parts.catalog.clauses(hit.rowid for hit in found)
                found = [hit for hit in found if hit.rowid in rows and passes(rows[hit.rowid])]
            # Where the last of those asked for ties with the last fetched, others may tie too.
            if len(hits) < fetch or (len(found) >= limit and found[limit - 1].score > last):
                break
            fetch *= 4
        return sorted(found, key=lambda hit: (-hit.score, hit.rowid))[:limit]

    def frequencies(self, words: Iterable[str]) -> tuple[int, list[int]]:
        """Return how many clauses there are, and in how many each word stands (text or context)."""
        searcher = self.searcher()
        if searcher is None:
            return 0, [0 for _ in words]
        counts = [max(searcher.doc_freq(name, word) for name in (BODY, CONTEXT)) for word in words]
        return searcher.num_docs, counts

    def rowids(self) -> list[int]:
        """Return the rowids of all clauses in the index, ascending; a double would stand twice."""
        from tantivy import Order, Query

        searcher = self.searcher()
        if searcher is None or not searcher.num_docs:
            return []
        found = searcher.search(Query.all_query(), searcher.num_docs, order_by_field=ROWID, order=Order.Asc)
        return [int(rowid) for rowid, _ in found.hits]

    # What the manifest holds: the issues that are in, those that a killed run may have left half
    # in (``pending``), and the SHA-256 of tantivy's files.

    def manifest(self) -> dict[str, Any]:
        """Return the manifest, empty when the index must be built anew."""
        found = read_manifest_file(self._folder)
        return found if found and self._made.items() <= found.items() else {}

    def state(self) -> object:
        """Return what is another after every commit."""
        return file_state(self._folder / "manifest.json")

    def issues(self) -> frozenset[int]:
        """Return the ids of the issues that are in."""
        return _ids(self.manifest().get("issues"))

    def pending(self) -> frozenset[int]:
        """Return the ids of issues that may be partly in, because a run was killed."""
        return _ids(self.manifest().get("pending"))

    def damaged_files(self) -> list[str]:
        """Return the files that are not what was written."""
        stamps = self._stamps(self.manifest())
        return sorted(name for name, stamp in stamps.items() if not stamp.fits(self._files / name))

    def _stamps(self, manifest: dict[str, Any]) -> dict[str, FileStamp]:
        """Return the stamps of the files that must be what was written."""
        # A killed run may have committed after the manifest was written: meta.json tells of that commit.
        passed = {_META} if manifest.get("pending") else set()
        found = manifest.get("files") or {}
        return {name: FileStamp(*stamp) for name, stamp in found.items() if name not in passed}

    def _write_manifest(self, issues: Iterable[int], pending: Iterable[int]) -> None:
        known = self.manifest().get("files") or {}
        present = sorted(p for p in self._files.iterdir() if p.is_file() and not p.name.startswith("."))
        files = {
            path.name: known[path.name] if path.name in known and path.name != _META else stamp_of(path)
            for path in present
        }
        value = {**self._made, "files": files, "issues": sorted(issues), "pending": sorted(pending)}
        write_manifest_file(self._folder, value)

    def prepare(self, clauses: Sequence[Clause]) -> Words:
        """Return what the index holds of clauses."""
        return cut_clauses(self._parts.tokenizer, clauses)

    def clear(self) -> None:
        """Drop everything; the catalog has it all."""
        self._index, self._seen = None, None
        shutil.rmtree(self._folder, ignore_errors=True)

    def update(self, gone: frozenset[int], batch: Sequence[tuple[int, int, Words]]) -> None:
        """Withdraw the issues in ``gone`` and take in those of ``batch``, in one commit.

        ``batch`` holds issue ids, the rowid of an issue's first clause (the others follow), and its words.

        May be killed at any point: the issues touched are named in the manifest before, and the
        next update that is given them first deletes what is left of them.
        """
        from tantivy import Index

        with disk_trouble(self._folder):
            if not self.manifest():
                self.clear()
            self._files.mkdir(parents=True, exist_ok=True)
            before, touched = self.issues(), gone | {issue_id for issue_id, _, _ in batch}
            self._write_manifest(before - touched, self.pending() | touched)
            index = Index(self._schema, str(self._files))
            writer = index.writer(_HEAP, 1)  # one thread: the same input gives the same segments
            try:
                self._fill(writer, gone, batch)
                writer.commit()
            finally:
                writer.wait_merging_threads()
            self._write_manifest(
                (before - gone) | {issue_id for issue_id, _, _ in batch}, self.pending() - touched
            )

    def _fill(
        self, writer: IndexWriter, gone: frozenset[int], batch: Sequence[tuple[int, int, Words]]
    ) -> None:
        from tantivy import Document, Query

        for issue_id in sorted(gone | {issue_id for issue_id, _, _ in batch}):
            # delete_documents_by_term takes an int for signed and finds nothing in this field.
            writer.delete_documents_by_query(Query.term_query(self._schema, ISSUE, issue_id))
        for issue_id, first, words in batch:
            for rowid, texts in enumerate(words.rows, first):
                document = Document()
                document.add_unsigned(ROWID, rowid)
                document.add_unsigned(ISSUE, issue_id)
                for field, text in zip(_FIELDS, texts, strict=True):
                    document.add_text(field, text)
                writer.add_document(document)


def cut_clauses(tokenizer: Tokenizer, clauses: Iterable[Clause]) -> Words:
    """Return the words of clauses, blanks between them; may be done by any process."""
    contexts: dict[str, tuple[str, str]] = {}  # the clauses of a chapter share title and headings
    found = []
    for clause in clauses:
        context = "\n".join((clause.title, *clause.headings))
        if context not in contexts:
            contexts[context] = tokenizer.index_text(context)
        words, grams = tokenizer.index_text(clause.text)
        found.append((words, contexts[context][0], grams, contexts[context][1]))
    return Words(tuple(found))


def _ids(value: object) -> frozenset[int]:
    return frozenset(int(item) for item in value) if isinstance(value, list) else frozenset()
