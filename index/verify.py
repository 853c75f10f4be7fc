"""Check a home against itself: the catalog, what it says of its sources, and the derived indexes."""

from __future__ import annotations

import zlib
from collections import Counter
from typing import TYPE_CHECKING

from corpus.pieces import Span
from index.catalog import Catalog
from index.dictionary import cache_is_sound
from index.errors import HomeError
from index.rows import IssueRow

if TYPE_CHECKING:
    from index.home import Home

_CURE = "`gongbao verify --repair` rebuilds it"


def verify(home: Home) -> tuple[str, ...]:
    """Return all that is wrong, one line each, the cure included."""
    try:
        faults = catalog_faults(home.catalog)
    except HomeError as trouble:
        return (str(trouble),)
    return (*faults, *dictionary_faults(home), *lexical_faults(home), *vector_faults(home))


def catalog_faults(catalog: Catalog) -> list[str]:
    """Return what is wrong in the database, and where the pieces are not the source."""
    faults = [f"the catalog: {line}: restore it from a backup" for line in catalog.damage()]
    for issue in catalog.issues():
        faults += _coverage_faults(catalog, issue)
    return faults


def _coverage_faults(catalog: Catalog, issue: IssueRow) -> list[str]:
    """Compare the spans of all pieces and clauses with the characters of the stored source."""
    try:
        text = catalog.source_text(issue.id)
        pieces = catalog.pieces(issue.id)
    except (ValueError, TypeError, zlib.error) as trouble:
        return [f"{issue.source_name}: its stored source can't be read ({trouble}): index the file again"]
    spans = [span for piece in pieces for span in piece.spans]
    spans += [span for row in catalog.issue_clauses(issue.id) for span in row.clause.spans]
    lost, doubled = coverage(text, spans)
    if not lost and not doubled:
        return []
    return [
        f"{issue.source_name}: {lost} characters belong to no piece, {doubled} to several: index the file again"
    ]


def coverage(text: str, spans: list[Span]) -> tuple[int, int]:
    """Return how many characters, blanks aside, no span holds, and how many more than one does."""
    ordered = sorted(span for span in spans if span[0] < span[1])
    reach, lost, doubled = 0, 0, 0
    for start, end in [*ordered, (len(text), len(text))]:
        lost += _inked(text[reach:start])
        doubled += _inked(text[start : min(end, reach)])
        reach = max(reach, end)
    return lost, doubled


def _inked(text: str) -> int:
    return sum(not character.isspace() for character in text)


def dictionary_faults(home: Home) -> list[str]:
    """Return whether the tokenizer must do without its cache, which is only slow."""
    if not home.layout.jieba.exists() or cache_is_sound(home.layout.jieba):
        return []
    return [f"the dictionary cache of the tokenizer is damaged: {_CURE}"]


def lexical_faults(home: Home) -> list[str]:
    """Return where the BM25 index is not what the catalog says."""
    index = home.lexical
    damaged = index.damaged_files()
    if damaged:
        return [f"the BM25 index: damaged or missing files {', '.join(damaged[:3])}: {_CURE}"]
    try:
        return _compared("the BM25 index", home.catalog.rowids(), index.rowids())
    except HomeError as trouble:
        return [str(trouble)]


def vector_faults(home: Home) -> list[str]:
    """Return where the vectors are not what the catalog says."""
    index = home.vectors
    damaged = index.damaged_files()
    if damaged:
        return [f"the vectors: damaged or missing files {', '.join(damaged[:3])}: {_CURE}"]
    try:
        return _compared("the vectors", home.catalog.rowids(), index.rowids())
    except HomeError as trouble:
        return [str(trouble)]


def _compared(what: str, expected: list[int], found: list[int]) -> list[str]:
    if expected == found:
        return []
    wanted, counted = Counter(expected), Counter(found)
    missing, extra = (wanted - counted).total(), (counted - wanted).total()
    return [
        f"{what}: {missing} clauses of the catalog are missing, {extra} are no longer there or double: {_CURE}"
    ]
