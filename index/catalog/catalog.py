"""The catalog: one SQLite database that holds every issue whole. It is the truth of a home."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from pathlib import Path

from corpus.appointments.posts import person_form
from corpus.messages import message
from corpus.numbers import normalise_number
from corpus.records import READING_VERSION, Piece
from corpus.text import match_form
from corpus.titles import title_form
from index.catalog import schema
from index.catalog.codec import (
    ClauseReader,
    Columns,
    blocks_of,
    document_row,
    first_block,
    issue_row,
    short_hash,
    sound,
    spans_of,
    unsqueeze_pieces,
    unsqueeze_text,
)
from index.catalog.filtering import YEAR, conditions
from index.catalog.postings import posting_of
from index.catalog.relations import Relations
from index.catalog.rows import (
    ClauseRow,
    DocumentRow,
    Filters,
    IssueRow,
    Overview,
    PostingRow,
    ProblemRow,
    SetAsideRow,
)
from index.errors import HomeError, disk_trouble, one_line

_NEWEST_FIRST = " ORDER BY coalesce(d.date, i.date, '') DESC, i.year DESC, i.number DESC, d.id DESC"


def _is_titled(row: DocumentRow, title: str) -> bool:
    form = match_form(title).strip("《》")
    return form in (match_form(row.title), match_form(row.instrument_title))


class Catalog(Relations):
    """Read what was indexed. All reads return frozen rows; unknown ids are simply missing."""

    def format_version(self) -> int:
        """Return the format that the home was made with, 0 when it was never finished."""
        return int(str(self._all("PRAGMA user_version")[0][0]))

    def damage(self) -> list[str]:
        """Return what SQLite finds wrong with the file and its references."""
        found = [one_line(row[0]) for row in self._all("PRAGMA integrity_check")]
        dangling = [f"a row of {row[0]} refers to nothing" for row in self._all("PRAGMA foreign_key_check")]
        return [line for line in found if line != "ok"] + dangling

    def meta(self) -> dict[str, str]:
        """Return how the home was made: format, tokenizer, model, fingerprint, dimension."""
        return {str(key): str(value) for key, value in self._all("SELECT key, value FROM meta")}

    def counts(self) -> tuple[int, int, int]:
        """Return how many issues, documents and clauses there are."""
        sql = "SELECT (SELECT count(*) FROM issue), (SELECT count(*) FROM document), (SELECT count(*) FROM clause)"
        issues, documents, clauses = self._all(sql)[0]
        return issues, documents, clauses

    def state(self) -> tuple[object, ...]:
        """Return what is another after every change of the issues; cheap, whatever their number."""
        return self._all("SELECT max(id), count(*) FROM issue")[0]

    def overview(self) -> Overview:
        """Return what may be filtered by. Read from indexes alone: quick however much is indexed."""

        def column(sql: str) -> tuple[str, ...]:
            return tuple(str(row[0]) for row in self._all(sql))

        return Overview(
            issues=int(column("SELECT count(*) FROM issue")[0]),
            documents=int(column("SELECT count(*) FROM document")[0]),
            gazettes=column("SELECT DISTINCT gazette FROM issue WHERE gazette > '' ORDER BY gazette"),
            issuers=column("SELECT DISTINCT issuer FROM document WHERE issuer > '' ORDER BY issuer"),
            years=tuple(int(year) for year in column(schema.SELECT_YEARS.format(year=YEAR))),
            newest_number="".join(column(schema.SELECT_NEWEST_NUMBER)),
        )

    def issues(self) -> tuple[IssueRow, ...]:
        """Return all issues, in the order they came in."""
        return tuple(issue_row(row) for row in self._all(schema.SELECT_ISSUES + " ORDER BY i.id"))

    def issue(self, key: str) -> IssueRow | None:
        """Return the issue with this key."""
        rows = self._all(schema.SELECT_ISSUES + " WHERE i.key = ?", (key,))
        return issue_row(rows[0]) if rows else None

    def issue_of_sha256(self, sha256: str) -> IssueRow | None:
        """Return the issue that was read from a file of this content."""
        rows = self._all(schema.SELECT_ISSUES + " WHERE i.sha256 = ? ORDER BY i.id", (sha256,))
        return issue_row(rows[0]) if rows else None

    def reading_version(self, issue_id: int) -> int:
        """Return the ``READING_VERSION`` of the corpus that read this issue, 0 when it is not there."""
        rows = self._all("SELECT reading_version FROM issue WHERE id = ?", (issue_id,))
        return int(rows[0][0]) if rows else 0

    def issue_ids(self) -> frozenset[int]:
        """Return the ids of all issues; the derived indexes are compared with them."""
        return frozenset(int(row[0]) for row in self._all("SELECT id FROM issue"))

    def documents(self, issue_id: int | None = None) -> tuple[DocumentRow, ...]:
        """Return the documents of one issue, or of all, in the order of the page."""
        where = "" if issue_id is None else " WHERE d.issue = ?"
        bound = () if issue_id is None else (issue_id,)
        return tuple(map(document_row, self._all(f"{schema.SELECT_DOCUMENTS}{where} ORDER BY d.id", bound)))

    def find_documents(self, number_or_title: str) -> tuple[DocumentRow, ...]:
        """Return the documents of a number, else of a title, else with it in a title; newest first.

        Of the versions of one title that which is named alone counts: 《…条例（2018修正）》.
        """
        number = normalise_number(number_or_title) or number_or_title.strip()
        form = title_form(number_or_title)
        for where, bound in (
            ("d.number = ?1 AND d.number <> ''", number),
            ("(d.title_form = ?1 OR d.instrument_form = ?1) AND ?1 <> ''", form),
            ("(instr(d.title_form, ?1) OR instr(d.instrument_form, ?1)) AND ?1 <> ''", form),
        ):
            rows = self._all(f"{schema.SELECT_DOCUMENTS} WHERE {where}{_NEWEST_FIRST}", (bound,))
            if rows:
                found = tuple(map(document_row, rows))
                return tuple(row for row in found if _is_titled(row, number_or_title)) or found
        return ()

    def clauses(self, rowids: Iterable[int]) -> dict[int, ClauseRow]:
        """Return clauses by rowid; what is no longer there is left out."""
        found = self._clause_rows(
            list(self._by_ids(schema.SELECT_CLAUSES + " WHERE c.id IN ({ids})", rowids))
        )
        return {row.rowid: row for row in found}

    def clause(self, uid: str) -> ClauseRow | None:
        """Return the clause with this id (``Clause.id``)."""
        found = self._clause_rows(self._all(schema.SELECT_CLAUSES + " WHERE c.uid = ?", (short_hash(uid),)))
        return next((row for row in found if row.clause.id == uid), None)

    def document_clauses(self, document_id: int) -> tuple[ClauseRow, ...]:
        """Return the clauses of a document in the order of the page."""
        sql = schema.SELECT_CLAUSES + " WHERE d.id = ? ORDER BY c.id"
        return self._clause_rows(self._all(sql, (document_id,)))

    def issue_clauses(self, issue_id: int) -> tuple[ClauseRow, ...]:
        """Return the clauses of an issue in the order of the page."""
        sql = schema.SELECT_CLAUSES + " WHERE d.issue = ? ORDER BY c.id"
        return self._clause_rows(self._all(sql, (issue_id,)))

    def _clause_rows(self, rows: list[Columns]) -> tuple[ClauseRow, ...]:
        """Build clauses from their rows and from the blocks of text that they stand in."""
        spans = [spans_of(row) for row in rows]
        wanted = {block for row, found in zip(rows, spans, strict=True) for block in blocks_of(row[0], found)}
        texts = self._texts("SELECT id, text FROM block WHERE id IN ({ids})", wanted)
        gone: frozenset[int] = frozenset()
        if wanted - texts.keys():  # a writer may have withdrawn an issue since its rows were read
            gone = frozenset(row[0] for row in rows) - self.issue_ids()
        reader = ClauseReader(texts.__getitem__, {}, {})
        try:
            return tuple(
                reader.row(row, found) for row, found in zip(rows, spans, strict=True) if row[0] not in gone
            )
        except KeyError as trouble:
            raise self._damaged(f"block {trouble} of its texts is missing") from trouble

    def _texts(self, sql: str, ids: Iterable[int]) -> dict[int, str]:
        try:
            return {row[0]: unsqueeze_text(row[1]) for row in self._by_ids(sql, ids)}
        except (zlib.error, UnicodeDecodeError, TypeError) as trouble:
            raise self._damaged(f"a text in it can't be read: {trouble}") from trouble

    def clause_count(self, issue_ids: Iterable[int]) -> int:
        """Return how many clauses stand in these issues."""
        sql = f"SELECT count(*) FROM {schema.ALL_TABLES} WHERE i.id IN ({{ids}})"
        return sum(int(row[0]) for row in self._by_ids(sql, issue_ids))

    def clause_counts(self, issue_ids: Iterable[int]) -> dict[int, int]:
        """Return how many clauses stand in each of these issues, by ascending id."""
        counts = dict.fromkeys(sorted(issue_ids), 0)
        sql = f"SELECT i.id, count(*) FROM {schema.ALL_TABLES} WHERE i.id IN ({{ids}}) GROUP BY i.id"
        return counts | {row[0]: row[1] for row in self._by_ids(sql, counts)}

    def first_clauses(self, issue_ids: Iterable[int]) -> dict[int, int]:
        """Return the rowid of the first clause of each of these issues; those of the others follow it."""
        firsts = dict.fromkeys(issue_ids, 0)
        sql = f"SELECT i.id, min(c.id) FROM {schema.ALL_TABLES} WHERE i.id IN ({{ids}}) GROUP BY i.id"
        return firsts | {row[0]: row[1] for row in self._by_ids(sql, firsts)}

    def names(self, most: int) -> list[str]:
        """Return distinct titles of documents and instruments, then headings, at most so many of each."""
        titles = "SELECT title FROM document UNION SELECT instrument_title FROM document LIMIT ?"
        headings = "SELECT DISTINCT headings FROM place LIMIT ?"
        found = [str(title) for (title,) in self._all(titles, (most,))]
        return found + [name for (row,) in self._all(headings, (most,)) for name in json.loads(str(row))]

    def rowids(self) -> list[int]:
        """Return the rowids of all clauses, ascending."""
        return [int(row[0]) for row in self._all("SELECT id FROM clause ORDER BY id")]

    def source_text(self, issue_id: int) -> str:
        """Return the decoded text that an issue was read from; spans count its code points."""
        self._pieces(issue_id)
        bounds = first_block(issue_id), first_block(issue_id + 1)
        ids = [row[0] for row in self._all("SELECT id FROM block WHERE id >= ? AND id < ?", bounds)]
        return "".join(self._texts("SELECT id, text FROM block WHERE id IN ({ids})", ids).values())

    def pieces(self, issue_id: int) -> tuple[Piece, ...]:
        """Return the pieces of an issue that are no clauses."""
        return unsqueeze_pieces(self._pieces(issue_id))

    def _pieces(self, issue_id: int) -> bytes:
        rows = self._all("SELECT pieces FROM issue WHERE id = ?", (issue_id,))
        if not rows or not isinstance(rows[0][0], bytes):
            raise HomeError(*message("home.no_issue_id", issue_id=issue_id))
        return rows[0][0]

    def document_ids(self, filters: Filters) -> frozenset[int] | None:
        """Return the documents that pass, None when nothing is filtered; ``part`` narrows clauses.

        Where only ``part`` is given these are the documents that have such a part.
        """
        return self._passing("d.id", filters)

    def clause_ids(self, filters: Filters) -> frozenset[int] | None:
        """Return the rowids of the clauses that pass, None when nothing is filtered."""
        return self._passing("c.id", filters)

    def clauses_in(self, document_ids: Iterable[int]) -> frozenset[int]:
        """Return the rowids of all clauses of these documents."""
        sql = "SELECT c.id FROM place p JOIN clause c ON c.place = p.id WHERE p.document IN ({ids})"
        return frozenset(int(row[0]) for row in self._by_ids(sql, document_ids))

    def _passing(self, column: str, filters: Filters) -> frozenset[int] | None:
        narrowed = conditions(filters)
        if not narrowed:
            return None
        where = " AND ".join(condition for condition, _ in narrowed)
        sql = f"SELECT DISTINCT {column} FROM {schema.ALL_TABLES} WHERE {where}"
        bound = [value for _, values in narrowed for value in values]
        return frozenset(int(row[0]) for row in self._all(sql, bound))

    def clauses_of_number(self, number: str, locator: str | None = None) -> tuple[int, ...]:
        """Return the rowids of a number's clauses, or of one locator in it, in the order of the page."""
        sql = (
            "SELECT c.id FROM document d JOIN place p ON p.document = d.id JOIN clause c ON c.place = p.id "
            "WHERE d.number = ? AND d.number <> ''"
        )
        bound = [normalise_number(number) or number]
        if locator is not None:
            sql, bound = sql + " AND c.locator = ?", [*bound, locator]
        return tuple(int(row[0]) for row in self._all(sql + " ORDER BY c.id", bound))

    def clauses_at(self, locator: str) -> tuple[int, ...]:
        """Return the rowids of the clauses of any document that stand at a locator."""
        rows = self._all("SELECT id FROM clause WHERE locator = ? ORDER BY id", (locator,))
        return tuple(int(row[0]) for row in rows)

    def postings_of_person(self, name: str) -> tuple[PostingRow, ...]:
        """Return what is indexed of everyone of this name, in the order it came in."""
        return self._postings("o.person_form IN ({ids}) AND o.person_form <> ''", [person_form(name)])

    def postings_of_posts(self, forms: Iterable[str]) -> tuple[PostingRow, ...]:
        """Return who was appointed to these posts (``post_form``) or removed from them, in the order it came in."""
        return self._postings("o.post_form IN ({ids})", forms)

    def postings_by_id(self, ids: Iterable[int]) -> tuple[PostingRow, ...]:
        """Return postings by id, in the order they came in."""
        return self._postings("o.id IN ({ids})", ids)

    def _postings(self, where: str, names: Iterable[str] | Iterable[int]) -> tuple[PostingRow, ...]:
        rows = sorted(map(sound, self._by_ids(f"{schema.SELECT_POSTINGS} WHERE {where}", names)))
        clauses = self.clauses(clause for _, clause, *_ in rows)
        return tuple(
            PostingRow(key, posting_of(record, clauses[clause].clause.id), clauses[clause])
            for key, clause, _, _, record in rows
            if clause in clauses
        )

    def back_up(self, folder: Path) -> Path:
        """Write the catalog as it is now into a folder, which is a home then, and return its file.

        Whoever writes meanwhile is not disturbed. Raises HomeError where the folder holds a catalog already.
        """
        target = folder / "catalog.sqlite"
        if target.exists():
            raise HomeError(*message("home.backup_exists", target=target))
        with disk_trouble(folder):
            folder.mkdir(parents=True, exist_ok=True)
            partial = target.with_name(".catalog.sqlite.new")
            partial.unlink(missing_ok=True)
            self._sql.execute("VACUUM INTO ?", (str(partial),))
            partial.replace(target)
        return target

    def problems(self) -> tuple[ProblemRow, ...]:
        """Return what was strange in the sources, by source and line."""
        sql = (
            "SELECT i.source_name, p.issue, p.line, p.what, p.checksum FROM problem p JOIN issue i ON i.id = p.issue "
            "ORDER BY i.source_name, i.id, p.line, p.rowid"
        )
        return tuple(ProblemRow(name, *sound(tuple(row))[1:]) for name, *row in self._all(sql))

    def set_aside(self) -> tuple[SetAsideRow, ...]:
        """Return the sources that could not be indexed, and why."""
        rows = self._all("SELECT * FROM set_aside ORDER BY source_name")
        return tuple(SetAsideRow(*sound(row)[:3]) for row in rows)

    def set_aside_before(self, source_name: str, sha256: str) -> SetAsideRow | None:
        """Return why a file of this name and content was set aside, None where it is worth another try."""
        where = "source_name = ? AND sha256 = ? AND reading_version = ?"
        rows = self._all(f"SELECT * FROM set_aside WHERE {where}", (source_name, sha256, READING_VERSION))
        return SetAsideRow(*sound(rows[0])[:3]) if rows else None
