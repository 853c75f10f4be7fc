"""Writing into the catalog: one transaction per issue, so that an issue is in or out, whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from corpus import READING_VERSION, find_numbers, match_form
from corpus.pieces import Document, Reading
from index import schema
from index.catalog import Catalog
from index.encoding import clause_columns, squeeze_pieces, squeeze_text
from index.errors import HomeError, disk_trouble
from index.rows import SetAsideRow


class WritableCatalog(Catalog):
    """Read and write the catalog; the caller holds the lock of the home."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, write=True)
        self._folder = path.parent

    def create(self, format_version: int, meta: Mapping[str, str]) -> None:
        """Make the tables of a new home, all at once."""
        with self._transaction():
            for statement in schema.TABLES.split(";\n"):
                if statement.strip():
                    self._sql.execute(statement)
            self._sql.execute(f"PRAGMA user_version = {int(format_version)}")
            self._write_meta(meta)

    def set_meta(self, meta: Mapping[str, str]) -> None:
        """Record how the derived parts of the home are made from now on."""
        with self._transaction():
            self._write_meta(meta)

    def _write_meta(self, meta: Mapping[str, str]) -> None:
        sql = "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        self._sql.executemany(sql, sorted(meta.items()))

    def replace_issue(self, reading: Reading) -> int:
        """Take in a reading; its former self, if any, goes in the same transaction. Returns its id.

        Its former self has its key, or its content: a better reader may find another key.
        """
        with self._transaction():
            same = reading.key, reading.source.sha256
            self._sql.execute("DELETE FROM issue WHERE key = ? OR sha256 = ?", same)
            self._sql.execute("DELETE FROM set_aside WHERE source_name = ?", (reading.source.name,))
            issue_id = self._insert_issue(reading)
            for document in reading.documents:
                self._insert_document(issue_id, document)
            problems = [(issue_id, problem.line, problem.what) for problem in reading.problems]
            self._sql.executemany("INSERT INTO problem VALUES (?, ?, ?)", problems)
        return issue_id

    def remove_issue(self, key: str) -> int:
        """Withdraw an issue, whole. Returns the id that it had."""
        row = self.issue(key)
        if row is None:
            raise HomeError(
                f"there is no issue {key!r}: `gongbao list issues` shows what there is",
                f"没有收录“{key}”：请用 gongbao list issues 列出的键",
            )
        with self._transaction():
            self._sql.execute("DELETE FROM issue WHERE id = ?", (row.id,))
        return row.id

    def record_set_aside(self, row: SetAsideRow) -> None:
        """Remember why a source was not indexed, until it is."""
        with self._transaction():
            sql = "INSERT OR REPLACE INTO set_aside VALUES (?, ?, ?)"
            self._sql.execute(sql, (row.source, row.why, row.chinese))

    def forget_set_aside(self, source_name: str) -> None:
        """Drop a source from those set aside; it was read after all."""
        if self._all("SELECT 1 FROM set_aside WHERE source_name = ?", (source_name,)):
            with self._transaction():
                self._sql.execute("DELETE FROM set_aside WHERE source_name = ?", (source_name,))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with disk_trouble(self._folder):
            self._sql.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._sql.execute("COMMIT")
            except BaseException:
                # A full disk may have rolled back already.
                if self._sql.in_transaction:
                    self._sql.execute("ROLLBACK")
                raise

    def _insert_issue(self, reading: Reading) -> int:
        issue, source = reading.issue, reading.source
        printed = (
            (None,) * 5
            if issue is None
            else (issue.gazette, issue.year, issue.number, issue.total, issue.date)
        )
        columns = (
            reading.key, *printed, source.name, source.sha256, READING_VERSION,
            squeeze_text(source.text), squeeze_pieces(reading),
        )  # fmt: skip
        return _new_id(self._sql.execute(schema.INSERT_ISSUE, columns))

    def _insert_document(self, issue_id: int, document: Document) -> None:
        columns = (
            issue_id, document.ordinal, document.number, document.number_printed,
            document.title, document.instrument_title,
            match_form(document.title), match_form(document.instrument_title),
            document.issuer, document.date, document.section, document.page,
        )  # fmt: skip
        document_id = _new_id(self._sql.execute(schema.INSERT_DOCUMENT, columns))
        for clause in document.clauses:
            clause_id = _new_id(self._sql.execute(schema.INSERT_CLAUSE, clause_columns(document_id, clause)))
            numbers = {number for number, _ in find_numbers(clause.text)}
            self._sql.executemany(
                "INSERT INTO mention VALUES (?, ?)", [(n, clause_id) for n in sorted(numbers)]
            )


def _new_id(cursor: sqlite3.Cursor) -> int:
    if cursor.lastrowid is None:
        raise sqlite3.DatabaseError("an INSERT returned no row id")
    return cursor.lastrowid
