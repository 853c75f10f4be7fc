"""What a store is: something that a home derives from its catalog, and that finds clauses by a question.

The stores there are stand in the table of :mod:`index.stores`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from corpus.records import Clause
from index.catalog.catalog import Catalog
from index.catalog.rows import Filters
from index.embedders.embedder import Embedder
from index.lexical.tokenizer import Tokenizer

#: An issue, the rowid of its first clause (the others follow), and what a store holds of its clauses.
Prepared = tuple[int, int, Any]


@dataclass(frozen=True, slots=True)
class RetrievalQuery:
    """Say what to look for; each retriever takes what it can use.

    ``words`` are those of :meth:`Tokenizer.query_words`: any of them counts for a clause. ``phrases``
    and ``excluded`` are as typed: all phrases must stand in a clause's text or its title and headings,
    and none of ``excluded``. ``text`` is what is compared by its meaning, "" where nothing is.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    text: str = ""


_ALL = Filters()


def _no_catalog(filters: Filters) -> Collection[int] | None:
    raise ValueError(f"nothing looks up {filters}: make the scope with Home.scope")


@dataclass(frozen=True)
class Scope:
    """Say where to look: among the clauses of ``rows`` (None for all) that pass ``filters``.

    A store that knows what is filtered by takes both as they are. The others ask for :attr:`rowids`.
    """

    rows: Collection[int] | None = None
    filters: Filters = _ALL
    lookup: Callable[[Filters], Collection[int] | None] = _no_catalog

    @cached_property
    def rowids(self) -> Collection[int] | None:
        """The rowids that may be found, None for all; filters are looked up in the catalog, once."""
        passing = self.lookup(self.filters) if self.filters != _ALL else None
        if passing is None or self.rows is None:
            return self.rows if passing is None else passing
        return frozenset(self.rows).intersection(passing)


EVERYWHERE = Scope()


class Scored(NamedTuple):
    """Hold a clause that was found; ``passage`` is the number of the passage that was, None for the whole."""

    rowid: int
    score: float
    passage: int | None = None


class Retriever(Protocol):
    """Find clauses by a question."""

    def search(self, query: RetrievalQuery, limit: int, scope: Scope = EVERYWHERE) -> list[Scored]:
        """Return the best clauses, each once, best first, ties by rowid."""


class Store(Retriever, Protocol):
    """Say which issues are in, and take in and withdraw issues so that a kill does no harm.

    It sees by itself what another process has committed. Who writes holds the lock of the home.
    """

    @property
    def titles(self) -> tuple[str, str]:
        """What messages call it, in English and in Chinese."""

    @property
    def step(self) -> int:
        """About so many clauses are worth a commit; what a kill may cost."""

    @property
    def shareable(self) -> bool:
        """Whether other processes can prepare for it: what that needs is loaded in a moment."""

    def state(self) -> object:
        """Return what is another after every commit; asked with every question."""

    def issues(self) -> frozenset[int]:
        """Return the ids of the issues that are in."""

    def pending(self) -> frozenset[int]:
        """Return the ids of issues that may be partly in, because a run was killed."""

    def rowids(self) -> list[int]:
        """Return the rowids of all clauses that may be found, ascending; a double stands twice."""

    def damaged_files(self) -> list[str]:
        """Return the files that are not what was written."""

    def prepare(self, clauses: Sequence[Clause]) -> Any:
        """Return what the store holds of clauses; changes nothing, and may be done by any process."""

    def update(self, gone: frozenset[int], batch: Sequence[Prepared]) -> None:
        """Withdraw the issues in ``gone`` and take in those of ``batch``, as prepared, in one commit.

        None of these is in already, and none that was withdrawn comes again: the catalog gives each id once.
        Killed at any point, the issues are out, in, or pending; these come again, in ``gone`` or in ``batch``.
        """

    def clear(self) -> None:
        """Drop everything; the catalog has it all."""


class Parts(Protocol):
    """What of a home its stores use; each part is loaded when it is first asked for."""

    @property
    def catalog(self) -> Catalog:
        """The truth."""

    @property
    def meta(self) -> Mapping[str, str]:
        """How the home was made; its ``home`` is another for each, its ``fingerprint`` is that of the model."""

    @property
    def tokenizer(self) -> Tokenizer:
        """What cuts texts and questions into words."""

    @property
    def embedder(self) -> Embedder:
        """What turns them into vectors."""
