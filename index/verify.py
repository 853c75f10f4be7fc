"""Check a home against itself: the catalog, what it says of its sources, and the stores; and mend these."""

from __future__ import annotations

import shlex
import zlib
from collections import Counter

from corpus.messages import Said, listed, message
from corpus.records import Span
from index.catalog.catalog import Catalog
from index.catalog.rows import IssueRow
from index.errors import HomeError
from index.home import Home
from index.lexical.dictionary import cache_is_sound
from index.progress import Progress, silent
from index.store import Store
from index.sync import sync


def verify(home: Home) -> tuple[HomeError, ...]:
    """Return all that is wrong, each with its cure; nothing is raised."""
    try:
        faults = catalog_faults(home.catalog)
    except HomeError as trouble:
        return (trouble,)
    faults += dictionary_faults(home)
    for store in home.stores.values():
        faults += store_faults(home, store)
    return tuple(faults)


def repair(home: Home, progress: Progress = silent, *, workers: int | None = None) -> None:
    """Rebuild what is derived and damaged, or made otherwise than now. The catalog itself is never changed."""
    if dictionary_faults(home):
        home.tokenizer.rebuild()
    for store in home.stores.values():
        if store_faults(home, store):
            store.clear()
    sync(home, progress, workers=workers)


def catalog_faults(catalog: Catalog) -> list[HomeError]:
    """Return what is wrong in the database, and where the pieces are not the source."""
    faults = [HomeError(*message("fault.catalog", line=line)) for line in catalog.damage()]
    catalog.problems(), catalog.set_aside()  # read, they are held to their checksums
    for issue in catalog.issues():
        faults += _coverage_faults(catalog, issue)
    return faults


def _coverage_faults(catalog: Catalog, issue: IssueRow) -> list[HomeError]:
    """Compare the spans of all pieces and clauses with the characters of the stored source."""
    name, key = issue.source_name, shlex.quote(issue.key)
    try:
        text = catalog.source_text(issue.id)
        pieces = catalog.pieces(issue.id)
    except (ValueError, TypeError, zlib.error) as trouble:
        return [HomeError(*message("fault.source", name=name, why=trouble, key=key))]
    spans = [span for piece in pieces for span in piece.spans]
    spans += [span for row in catalog.issue_clauses(issue.id) for span in row.clause.spans]
    lost, doubled = coverage(text, spans)
    if not lost and not doubled:
        return []
    return [HomeError(*message("fault.pieces", name=name, lost=lost, doubled=doubled, key=key))]


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


def dictionary_faults(home: Home) -> list[HomeError]:
    """Return whether the tokenizer must do without its cache, which is only slow."""
    if not home.layout.jieba.exists() or cache_is_sound(home.layout.jieba):
        return []
    return [HomeError(*message("fault.dictionary"))]


def store_faults(home: Home, store: Store) -> list[HomeError]:
    """Return where a store is not what the catalog says."""
    title = Said(*store.titles)
    damaged = store.damaged_files()
    if damaged:
        return [HomeError(*message("fault.files", store=title, names=listed(damaged[:3])))]
    try:
        expected, found = Counter(home.catalog.rowids()), Counter(store.rowids())
    except HomeError as trouble:
        return [trouble]
    missing, extra = (expected - found).total(), (found - expected).total()
    if not missing and not extra:
        return []
    return [HomeError(*message("fault.clauses", store=title, missing=missing, extra=extra))]
