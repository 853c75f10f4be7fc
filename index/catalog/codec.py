"""How records become columns of the catalog and come back the same."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus import find_events, find_references
from corpus.messages import message
from corpus.numbers import find_numbers
from corpus.records import (
    CLAUSE_KINDS,
    Clause,
    Document,
    Issue,
    Kind,
    Part,
    Passage,
    Piece,
    Reading,
    Span,
    clause_id,
    join_slices,
)
from corpus.references.context import Context, context_of
from corpus.titles import title_form
from index.catalog import schema
from index.catalog.events import pack_event
from index.catalog.postings import encode_postings
from index.catalog.rows import ClauseRow, DocumentRow, IssueRow, ProblemRow
from index.errors import HomeError

#: Characters of a source's text in one block. A clause is read by inflating one block, rarely two.
BLOCK = 4096
_SHIFT = 20  # bits of a block's id for its number: a source may have 4 thousand million characters

Columns = tuple[Any, ...]
_ISSUE_END = len(schema.ISSUE) + 1
_DOCUMENT_END = _ISSUE_END + len(schema.DOCUMENT) + 1
_PLACE_END = _DOCUMENT_END + len(schema.PLACE) + 1


# -- from records to columns: without any id of the catalog, so that another process may do it ------


@dataclass(frozen=True, slots=True)
class EncodedDocument:
    """Hold a document's columns.

    Each clause comes with the number of its place and with what it names (target, locator); each event with
    the number of its clause, None where the title tells it; each posting with the number of its clause.
    """

    columns: Columns
    forms: tuple[str, str]
    places: tuple[Columns, ...]
    clauses: tuple[tuple[int, Columns, tuple[tuple[int, str], ...]], ...]
    events: tuple[tuple[int | None, Columns], ...] = ()
    postings: tuple[tuple[int, Columns], ...] = ()


@dataclass(frozen=True, slots=True)
class EncodedIssue:
    """Hold all that the catalog stores of one reading."""

    key: str
    columns: Columns
    sha256: str
    pieces: bytes
    blocks: tuple[bytes, ...]
    documents: tuple[EncodedDocument, ...]
    problems: tuple[ProblemRow, ...]

    @property
    def clause_count(self) -> int:
        """How many clauses it has."""
        return sum(len(document.clauses) for document in self.documents)


def encode_issue(reading: Reading) -> EncodedIssue:
    """Return what the catalog stores of a reading."""
    issue, source = reading.issue or Issue(""), reading.source
    printed = issue.year, issue.number, issue.total, issue.date
    return EncodedIssue(
        reading.key,
        (reading.key, issue.gazette if reading.issue else None, *printed, source.name, source.sha256),
        source.sha256,
        _squeeze_pieces(reading),
        tuple(squeeze_text(source.text)),
        tuple(_encode_document(reading, document) for document in reading.documents),
        tuple(ProblemRow(source.name, problem.line, problem.what) for problem in reading.problems),
    )


def _encode_document(reading: Reading, document: Document) -> EncodedDocument:
    context = context_of(document)
    places: dict[Columns, int] = {}
    clauses = []
    for clause in document.clauses:
        # Where each article has a heading of its own, its number, the place is that of the chapter.
        above = clause.headings[: len(clause.headings) - _is_headed(clause)]
        place = (clause.part.value, clause.title, dump(above))
        first = clause_id(reading.key, document.number, document.ordinal, clause.part, clause.locator)
        mentions = tuple(sorted(set(_mentions(clause, context))))
        clauses.append((places.setdefault(place, len(places)), _clause_columns(clause, first), mentions))
    return EncodedDocument(
        (
            document.ordinal, document.number, document.number_printed, document.title,
            document.instrument_title, document.issuer, document.date, document.section, document.page,
        ),
        (title_form(document.title), title_form(document.instrument_title)),
        tuple(places),
        tuple(clauses),
        tuple(_encode_events(reading, document)),
        tuple(encode_postings(document)),
    )  # fmt: skip


def _mentions(clause: Clause, context: Context) -> Iterator[tuple[int, str]]:
    """Yield what a clause names: every number in it, and the other documents that it points at."""
    for number, _ in find_numbers(clause.text):
        yield short_hash(number), ""
    for reference in find_references(clause, context):
        if not reference.is_own:
            for name in filter(None, (reference.number, title_form(reference.title))):
                for locator in reference.locators or ("",):
                    yield short_hash(name), locator


def _encode_events(reading: Reading, document: Document) -> Iterator[tuple[int | None, Columns]]:
    """Yield a document's events. The day of a law file is its adoption's, not that of its issue."""
    signed = document.date if reading.issue or document.number else None
    at = {clause.id: number for number, clause in enumerate(document.clauses)}
    for event in find_events(document, signed):
        named = ("", "") if event.is_own else (event.number, title_form(event.title))
        yield at.get(event.clause), (*named, pack_event(event))


def _is_headed(clause: Clause) -> bool:
    return clause.headings[-1:] == (clause.locator,)


def _clause_columns(clause: Clause, first: str) -> Columns:
    rest = clause.id.removeprefix(first)
    if rest == clause.id or not (rest == "" or rest[1:].isdecimal()):
        raise ValueError(f"the id {clause.id!r} of a clause is not made as ids are made; expected {first!r}")
    pages, sheets = clause.pages or (None, None), clause.sheets or (None, None)
    return (
        short_hash(clause.id), int(rest[1:] or 1), clause.kind.value, clause.locator, clause.name,
        _pack_passages(clause), dump(list(_pack_spans(clause.spans)))[1:-1], *clause.lines, *pages, *sheets,
        clause.confidence, int(clause.counted), int(clause.damaged), int(_is_headed(clause)),
    )  # fmt: skip


def short_hash(name: str) -> int:
    """Return the 63 bits by which a clause's id, or a document's name, is found: both are long."""
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:8]) >> 1


def checksum(columns: Sequence[object]) -> int:
    """Return the CRC-32 of a row's columns, as they are bound and read."""
    return zlib.crc32(repr(tuple(columns)).encode("utf-8", "surrogatepass"))


def dump(value: object) -> str:
    """Return compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _pack_spans(spans: Iterable[Span]) -> Iterator[int]:
    """Yield the gap before each span, and its length: small numbers."""
    at = 0
    for start, end in spans:
        yield start - at
        yield end - start
        at = end


def _pack_passages(clause: Clause) -> str:
    """Return each passage's locator below the clause's, the gap before it, and its length."""
    packed: list[object] = []
    numbers = _pack_spans(passage.span for passage in clause.passages)
    for passage, gap, length in zip(clause.passages, numbers, numbers, strict=True):
        packed += [passage.locator.removeprefix(clause.locator), gap, length]
    return dump(packed)[1:-1]


def _squeeze_pieces(reading: Reading) -> bytes:
    """Compress the pieces that are no clauses; the clauses keep their own spans."""
    rows = [[p.kind.value, p.document, p.spans] for p in reading.pieces if p.kind not in CLAUSE_KINDS]
    return zlib.compress(dump(rows).encode())


def squeeze_text(text: str) -> Iterator[bytes]:
    """Yield the blocks of a source's text; lone surrogates, which JSON sources may bring, survive."""
    for start in range(0, len(text), BLOCK):
        yield zlib.compress(text[start : start + BLOCK].encode("utf-8", "surrogatepass"))


# -- and back ---------------------------------------------------------------------------------------


def unsqueeze_text(data: bytes) -> str:
    """Return the text of a block; zlib raises its error when it is not what was written."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def unsqueeze_pieces(data: bytes) -> tuple[Piece, ...]:
    """Return the pieces that were compressed with an issue."""
    rows = json.loads(zlib.decompress(data))
    return tuple(
        Piece(Kind(kind), tuple((start, end) for start, end in spans), document)
        for kind, document, spans in rows
    )


def first_block(issue_id: int) -> int:
    """Return the id of an issue's first block; the others follow."""
    return issue_id << _SHIFT


def blocks_of(issue_id: int, spans: Iterable[Span]) -> Iterator[int]:
    """Yield the ids of the blocks that hold these spans."""
    for start, end in spans:
        yield from range(
            first_block(issue_id) + start // BLOCK, first_block(issue_id) + (end - 1) // BLOCK + 1
        )


def _slices(blocks: Callable[[int], str], issue_id: int, spans: Iterable[Span]) -> Iterator[str]:
    first = first_block(issue_id)
    for start, end in spans:
        number, offset = divmod(start, BLOCK)
        part = blocks(first + number)[offset : offset + end - start]
        while len(part) < end - start:
            number += 1
            part += blocks(first + number)[: end - start - len(part)]
        yield part


def sound(columns: Columns) -> Columns:
    """Return a row without its checksum, the last column; raises HomeError where that is wrong."""
    *rest, found = columns
    if checksum(rest) != found:
        raise HomeError(*message("home.row_damaged"))
    return tuple(rest)


def issue_row(columns: Columns) -> IssueRow:
    """Build an issue from the columns of ``SELECT_ISSUES``."""
    identity, key, gazette, year, number, total, date, source_name, sha256 = sound(columns)
    issue = None if gazette is None else Issue(gazette, year, number, total, date)
    return IssueRow(identity, key, issue, source_name, sha256)


def document_row(columns: Columns) -> DocumentRow:
    """Build a document from the columns of ``SELECT_DOCUMENTS``."""
    issue = issue_row(columns[:_ISSUE_END])
    identity, _, *rest = sound(columns[_ISSUE_END:_DOCUMENT_END])
    return DocumentRow(identity, issue, *rest)


def spans_of(columns: Columns) -> tuple[Span, ...]:
    """Return the spans of a row of ``SELECT_CLAUSES``; raises HomeError where the clause is damaged."""
    packed = sound(columns[_PLACE_END:])[schema.CLAUSE.index("spans")]
    return tuple(_unpack_spans(iter(json.loads(f"[{packed}]"))))


def _unpack_spans(numbers: Iterator[int]) -> Iterator[Span]:
    at = 0
    for gap, length in zip(numbers, numbers, strict=True):
        yield at + gap, at + gap + length
        at += gap + length


@dataclass(slots=True)
class ClauseReader:
    """Build clauses from the columns of ``SELECT_CLAUSES``; what they share is built once."""

    blocks: Callable[[int], str]
    documents: dict[int, DocumentRow]
    places: dict[int, tuple[str, str, tuple[str, ...]]]

    def row(self, columns: Columns, spans: tuple[Span, ...]) -> ClauseRow:
        """Return one clause; raises HomeError where a row is damaged."""
        document_id, place_id = columns[_ISSUE_END], columns[_DOCUMENT_END]
        document = self.documents.get(document_id)
        if document is None:
            document = self.documents[document_id] = document_row(columns[:_DOCUMENT_END])
        place = self.places.get(place_id)
        if place is None:
            _, _, part, title, headings = sound(columns[_DOCUMENT_END:_PLACE_END])
            place = self.places[place_id] = part, title, tuple(json.loads(headings))
        text = join_slices(_slices(self.blocks, document.issue.id, spans))
        return ClauseRow(columns[_PLACE_END], _clause(columns, document, place, spans, text), document)


def _clause(
    columns: Columns,
    document: DocumentRow,
    place: tuple[str, str, tuple[str, ...]],
    spans: tuple[Span, ...],
    text: str,
) -> Clause:
    (
        _, _, _, nth, kind, locator, name, passages, _, first_line, last_line,
        first_page, last_page, first_sheet, last_sheet, confidence, counted, damaged, headed,
    ) = columns[_PLACE_END:-1]  # fmt: skip
    part, title, headings = place
    return Clause(
        clause_id(document.issue.key, document.number, document.ordinal, part, locator, nth),
        Part(part),
        Kind(kind),
        title,
        locator,
        (*headings, locator) if headed else headings,
        text,
        _unpack_passages(locator, passages),
        bool(counted),
        bool(damaged),
        name,
        (first_line, last_line),
        spans,
        None if first_page is None else (first_page, last_page),
        None if first_sheet is None else (first_sheet, last_sheet),
        confidence,
    )


def _unpack_passages(locator: str, packed: str) -> tuple[Passage, ...]:
    values = json.loads(f"[{packed}]")
    spans = _unpack_spans(
        number for triple in zip(values[1::3], values[2::3], strict=True) for number in triple
    )
    return tuple(Passage(locator + below, span) for below, span in zip(values[::3], spans, strict=True))
