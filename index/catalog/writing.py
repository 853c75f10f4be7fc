"""Writing into the catalog: one transaction per issue, so that an issue is in or out, whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from corpus.messages import message
from corpus.records import READING_VERSION
from index.catalog import schema
from index.catalog.catalog import Catalog
from index.catalog.codec import Columns, EncodedDocument, EncodedIssue, checksum, first_block
from index.catalog.rows import SetAsideRow
from index.errors import HomeError, disk_trouble


class WritableCatalog(Catalog):
    """Read and write the catalog; the caller holds the lock of the home."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, write=True)
        self._folder = path.parent

    def create(self, format_version: int, meta: Mapping[str, str]) -> None:
        """Make the tables of a new home, all at once."""
        with self._transaction():
            for statement in _statements(schema.TABLES):
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

    def replace_issue(self, issue: EncodedIssue) -> int:
        """Take in an encoded reading; its former self, if any, goes in the same transaction. Returns its id.

        Its former self has its key, or its content: a better reader may find another key.
        """
        with self._transaction():
            self._sql.execute("DELETE FROM issue WHERE key = ? OR sha256 = ?", (issue.key, issue.sha256))
            self._sql.execute("DELETE FROM set_aside WHERE source_name = ?", (issue.columns[-2],))
            issue_id = self._insert(
                "issue", schema.INSERT_ISSUE, issue.columns, READING_VERSION, issue.pieces
            )
            blocks = enumerate(issue.blocks, first_block(issue_id))
            self._sql.executemany("INSERT INTO block VALUES (?, ?)", blocks)
            for document in issue.documents:
                self._insert_document(issue_id, document)
            problems = [(issue_id, problem.line, problem.what) for problem in issue.problems]
            sql = "INSERT INTO problem VALUES (?, ?, ?, ?)"
            self._sql.executemany(sql, ((*row, checksum(row)) for row in problems))
        return issue_id

    def remove_issue(self, key: str) -> int:
        """Withdraw an issue, whole. Returns the id that it had."""
        row = self.issue(key)
        if row is None:
            raise HomeError(*message("home.no_issue", key=key))
        with self._transaction():
            self._sql.execute("DELETE FROM issue WHERE id = ?", (row.id,))
        return row.id

    def record_set_aside(self, row: SetAsideRow, sha256: str = "") -> None:
        """Remember why a source was not indexed, until it is; ``sha256`` where its content is at fault."""
        with self._transaction():
            sql = "INSERT OR REPLACE INTO set_aside VALUES (?, ?, ?, ?, ?, ?)"
            columns = (row.source, row.why, row.chinese, sha256, READING_VERSION)
            self._sql.execute(sql, (*columns, checksum(columns)))

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

    def _insert_document(self, issue_id: int, document: EncodedDocument) -> None:
        columns = (issue_id, *document.columns)
        document_id = self._insert("document", schema.INSERT_DOCUMENT, columns, *document.forms)
        places = [
            self._insert("place", schema.INSERT_PLACE, (document_id, *columns)) for columns in document.places
        ]
        first = self._next_id("clause")
        rows = [
            (rowid, places[place], *columns)
            for rowid, (place, columns, _) in enumerate(document.clauses, first)
        ]
        self._sql.executemany(schema.INSERT_CLAUSE, ((*row, checksum(row)) for row in rows))
        mentions = (
            (*mention, rowid)
            for rowid, (_, _, mentions) in enumerate(document.clauses, first)
            for mention in mentions
        )
        self._sql.executemany("INSERT INTO mention VALUES (?, ?, ?)", mentions)
        for clause, columns in document.events:
            rowid = None if clause is None else first + clause
            self._insert("event", schema.INSERT_EVENT, (document_id, rowid, *columns))
        for number, columns in document.postings:
            self._insert("posting", schema.INSERT_POSTING, (first + number, *columns))

    def _insert(self, table: str, sql: str, columns: Columns, *more: object) -> int:
        """Insert a row with its id and its checksum; return the id."""
        rowid = self._next_id(table)
        row = (rowid, *columns)
        self._sql.execute(sql, (*row, checksum(row), *more))
        return rowid

    def _next_id(self, table: str) -> int:
        """Return the id that comes next; none ever comes twice (AUTOINCREMENT)."""
        row = self._sql.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        return int(row[0]) + 1 if row else 1


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one: executescript would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
