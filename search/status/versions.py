"""The chain of versions that a document stands in: what it replaced, and what replaced it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corpus.cite import name_document
from corpus.events.kinds import Status
from corpus.titles import is_same_title, title_form
from index.catalog.catalog import Catalog
from index.catalog.rows import DocumentRow, EventRow
from search.status.standing import Validity, age, day_of, is_law_file

_MOST = 20  # documents of a chain


@dataclass(frozen=True, slots=True)
class Version:
    """Hold one document of a chain; ``status`` is None where nothing is known of it."""

    number: str
    title: str
    date: str | None
    status: Status | None
    is_held: bool
    is_asked: bool = False

    @property
    def name(self) -> str:
        """Return the number and the title, as a document is named."""
        return name_document(self.number, self.title)


@dataclass(frozen=True, slots=True)
class _Node:
    number: str
    title: str
    document: DocumentRow | None = None

    @property
    def key(self) -> object:
        return self.document.id if self.document else self.number or title_form(self.title)


def lineage(
    catalog: Catalog, validity: Validity, document: DocumentRow | None, number: str, title: str, as_of: str
) -> tuple[Version, ...]:
    """Return the chain of a document, the oldest first; empty where it stands alone."""
    walker = _Walker(catalog, validity)
    start = _Node(number, title, document)
    nodes = [*reversed(walker.walk(start, walker.before)), start, *walker.walk(start, walker.after)]
    once = {node.key: node for node in nodes}
    if len(once) < 2:
        return ()
    return tuple(_version(validity, node, as_of, node.key == start.key) for node in once.values())


def _version(validity: Validity, node: _Node, as_of: str, asked: bool) -> Version:
    document = node.document
    if document is not None:
        standing = validity.standing(document, as_of=as_of)
        title = document.instrument_title or document.title
        return Version(document.number, title, day_of(document), standing.status, True, asked)
    known = validity.of_names(node.number, node.title, as_of)
    return Version(node.number, node.title, None, known.status if known else None, False, asked)


class _Walker:
    """Go from document to document by what one says to replace another."""

    def __init__(self, catalog: Catalog, validity: Validity) -> None:
        self.catalog = catalog
        self.validity = validity

    def walk(self, start: _Node, step: Callable[[_Node], Iterable[_Node]]) -> list[_Node]:
        found: dict[object, _Node] = {}
        waiting = [start]
        while waiting and len(found) < _MOST:
            for node in step(waiting.pop(0)):
                if node.key not in found and node.key != start.key:
                    found[node.key] = node
                    waiting.append(node)
        return list(found.values())

    def before(self, node: _Node) -> Iterator[_Node]:
        """Yield what a document says to replace, and earlier versions of a law."""
        if node.document is None:
            return
        for row in self.catalog.events_of([node.document.id]):
            if not row.event.is_own and _replaces(row):
                yield self._named(row.event.number, row.event.title, row.document)
        yield from self._versions(node.document, later=False)

    def after(self, node: _Node) -> Iterator[_Node]:
        """Yield what says to replace a document, and later versions of a law."""
        document = node.document
        if document is None:
            rows: Iterable[EventRow] = self.catalog.events_about(
                [node.number], [] if node.number else [node.title]
            )
        else:
            rows = self.validity.records([document])[document.id].about
        for row in rows:
            if _replaces(row):
                yield _Node(row.document.number, row.document.title, row.document)
        if document is not None:
            yield from self._versions(document, later=True)

    def _named(self, number: str, title: str, by: DocumentRow) -> _Node:
        """Find a replaced document: by its number, else the newest of its title that is older than the new one."""
        held = self.catalog.documents_named([number], [] if number else [title])
        limit = day_of(by) or ""
        older = [one for one in held if one.id != by.id and (number or (day_of(one) or "") < limit)]
        newest = max(older, key=age, default=None)
        return _Node(number, title, newest)

    def _versions(self, document: DocumentRow, *, later: bool) -> Iterator[_Node]:
        own = day_of(document)
        if own is None or not is_law_file(document):
            return
        held = self.catalog.documents_named(titles=[document.title])
        for one in sorted(held, key=lambda one: day_of(one) or "", reverse=not later):
            day = day_of(one)
            if is_law_file(one) and day and (day > own if later else day < own):
                yield _Node("", one.title, one)


def _replaces(row: EventRow) -> bool:
    """Tell a new version from a list that cleans up: it says so of itself (同时废止, 代替), or has the same title."""
    event = row.event
    if event.locators or event.kind.status is not Status.REPEALED:
        return False
    titles = (row.document.title, row.document.instrument_title)
    return (
        event.kind.replaces
        or event.rule == "同时"
        or any(is_same_title(event.title, title) for title in titles)
    )
