"""How records become columns of the catalog and come back the same."""

from __future__ import annotations

import json
import zlib
from typing import Any

from corpus.pieces import CLAUSE_KINDS, Clause, Issue, Kind, Part, Passage, Piece, Reading, Span
from index.rows import ClauseRow, DocumentRow, IssueRow

_ISSUE_WIDTH, _DOCUMENT_WIDTH = 9, 10


def dump(value: object) -> str:
    """Return compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def squeeze_text(text: str) -> bytes:
    """Compress a source's text; lone surrogates, which JSON sources may bring, survive."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unsqueeze_text(data: bytes) -> str:
    """Return the text that :func:`squeeze_text` compressed."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def squeeze_pieces(reading: Reading) -> bytes:
    """Compress the pieces that are no clauses; the clauses keep their own spans."""
    rows = [[p.kind.value, p.document, p.spans] for p in reading.pieces if p.kind not in CLAUSE_KINDS]
    return zlib.compress(dump(rows).encode())


def unsqueeze_pieces(data: bytes) -> tuple[Piece, ...]:
    """Return the pieces that :func:`squeeze_pieces` compressed."""
    rows = json.loads(zlib.decompress(data))
    return tuple(Piece(Kind(kind), spans_of(spans), document) for kind, document, spans in rows)


def spans_of(rows: list[list[int]]) -> tuple[Span, ...]:
    """Return spans as the tuples they were before JSON."""
    return tuple((start, end) for start, end in rows)


def clause_columns(document_id: int, clause: Clause) -> tuple[object, ...]:
    """Return a clause in the order of ``INSERT_CLAUSE``."""
    passages = [[passage.locator, *passage.span] for passage in clause.passages]
    return (
        document_id, clause.id, clause.part.value, clause.kind.value, clause.title, clause.locator,
        dump(clause.headings), clause.text, dump(passages), dump(clause.spans),
        *clause.lines, clause.counted, clause.damaged, clause.name,
    )  # fmt: skip


def issue_row(columns: tuple[Any, ...]) -> IssueRow:
    """Build an issue from the columns of ``SELECT_ISSUES``."""
    identity, key, gazette, year, number, total, date, source_name, sha256 = columns
    issue = None if gazette is None else Issue(gazette, year, number, total, date)
    return IssueRow(identity, key, issue, source_name, sha256)


def document_row(columns: tuple[Any, ...], issue: IssueRow | None = None) -> DocumentRow:
    """Build a document from the columns of ``SELECT_DOCUMENTS``."""
    identity, *rest = columns[_ISSUE_WIDTH:]
    return DocumentRow(identity, issue or issue_row(columns[:_ISSUE_WIDTH]), *rest)


def clause_row(columns: tuple[Any, ...], known: dict[int, DocumentRow]) -> ClauseRow:
    """Build a clause from the columns of ``SELECT_CLAUSES``; ``known`` shares documents."""
    border = _ISSUE_WIDTH + _DOCUMENT_WIDTH
    document = known.get(columns[_ISSUE_WIDTH])
    if document is None:
        document = known[columns[_ISSUE_WIDTH]] = document_row(columns[:border])
    (
        rowid, uid, part, kind, title, locator, headings, text, passages, spans,
        first_line, last_line, counted, damaged, name,
    ) = columns[border:]  # fmt: skip
    clause = Clause(
        id=uid, part=Part(part), kind=Kind(kind), title=title, locator=locator,
        headings=tuple(json.loads(headings)), text=text,
        passages=tuple(Passage(where, (start, end)) for where, start, end in json.loads(passages)),
        counted=bool(counted), damaged=bool(damaged), name=name,
        lines=(first_line, last_line), spans=spans_of(json.loads(spans)),
    )  # fmt: skip
    return ClauseRow(rowid, clause, document)
