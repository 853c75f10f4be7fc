"""Prepare clauses for the stores of a home, in a process that does nothing else."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import cast

from index.catalog.catalog import Catalog
from index.embedders.static import StaticEmbedder
from index.layout import Layout
from index.lexical.tokenizer import Tokenizer
from index.store import Store
from index.stores import open_stores


class Workshop:
    """Give the parts of a home (:class:`index.store.Parts`) to a process that works on many texts."""

    def __init__(self, path: Path, model: Path | None) -> None:
        self.path = path
        self._model = model

    @cached_property
    def catalog(self) -> Catalog:
        """The catalog, to be read."""
        return Catalog(Layout(self.path).catalog)

    @cached_property
    def meta(self) -> Mapping[str, str]:
        """How the home was made."""
        return self.catalog.meta()

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer, loaded."""
        tokenizer = Tokenizer(Layout(self.path).jieba, write=True)
        tokenizer.load()
        return tokenizer

    @cached_property
    def embedder(self) -> StaticEmbedder:
        """The model, loaded to encode many texts; where it has no folder no store that asks for it is shareable."""
        embedder = StaticEmbedder(cast(Path, self._model))
        embedder.hasten()
        return embedder


def load_stores(parts: Workshop, names: Iterable[str]) -> dict[str, Store]:
    """Return stores with what preparing needs loaded now, rather than in each process that is forked from here."""
    stores = open_stores(parts.path, parts, names)
    for store in stores.values():
        store.prepare(())
    return stores


def make_preparer(path: Path, model: Path | None, name: str) -> Callable[[list[int]], bytes]:
    """Return what prepares issues of the catalog for one store, by their ids."""
    parts = Workshop(path, model)
    store = load_stores(parts, [name])[name]

    def work(issue_ids: list[int]) -> bytes:
        clauses = ([row.clause for row in parts.catalog.issue_clauses(one)] for one in issue_ids)
        return b"".join(pickle.dumps(store.prepare(of_one)) for of_one in clauses)

    return work
