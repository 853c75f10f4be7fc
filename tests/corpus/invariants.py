"""What must hold for whatever is read, and short ways to read a text of a test."""

from hashlib import sha256

from corpus import parse
from corpus.records import CLAUSE_KINDS, Clause, Reading, Source, join


def source(text: str, name: str = "test.txt") -> Source:
    return Source(name, sha256(text.encode("utf8", "surrogatepass")).hexdigest(), text)


def read_text(text: str, name: str = "test.txt") -> Reading:
    """Parse a text, and check on the way what holds for every text."""
    reading = parse(source(text, name))
    check(reading)
    return reading


def clauses(reading: Reading) -> list[Clause]:
    return [clause for document in reading.documents for clause in document.clauses]


def read_body(body: str) -> list[Clause]:
    """Return the clauses of a text that stands as an instrument of its own, below a title."""
    reading = read_text(f"云岭州节约用水办法\n\n{body}")
    assert reading.documents[0].title == "云岭州节约用水办法"
    return clauses(reading)


def check(reading: Reading) -> None:
    check_nothing_is_lost(reading)
    check_clauses(reading)


def check_nothing_is_lost(reading: Reading) -> None:
    """The pieces' spans, sorted, are every character that is not blank, once."""
    text = reading.source.text
    at = 0
    for start, end in sorted(span for piece in reading.pieces for span in piece.spans):
        assert not text[at:start].strip(), f"in no piece: {text[at:start].strip()!r}"
        assert at <= start < end, f"in two pieces: {text[start:at]!r}"
        at = end
    assert not text[at:].strip(), f"in no piece: {text[at:].strip()!r}"


def check_clauses(reading: Reading) -> None:
    text = reading.source.text
    found = clauses(reading)
    for clause in found:
        assert clause.text == join(text, clause.spans)
        assert clause.text == clause.text.strip()
        assert clause.text
        assert clause.kind in CLAUSE_KINDS
        if clause.kind != "row":  # the rest of a cell stands below the cells to its right
            assert list(clause.spans) == sorted(clause.spans)
        at = 0
        for passage in clause.passages:
            start, end = passage.span
            assert at <= start < end <= len(clause.text)
            assert passage.locator.startswith(clause.locator)
            at = end
        first, last = clause.lines
        lines = text.split("\n")
        assert 1 <= first <= last <= len(lines)
        assert min(clause.spans)[0] >= sum(len(line) + 1 for line in lines[: first - 1])
        assert max(clause.spans)[1] <= sum(len(line) + 1 for line in lines[:last])
    ids = [clause.id for clause in found]
    assert len(set(ids)) == len(ids)
    pieces = [tuple(span for span in clause.spans if text[slice(*span)].strip()) for clause in found]
    assert sorted(pieces) == sorted(piece.spans for piece in reading.pieces if piece.kind in CLAUSE_KINDS)
    assert [problem.line for problem in reading.problems] == sorted(p.line for p in reading.problems)
    assert all("\n" not in problem.what for problem in reading.problems)
