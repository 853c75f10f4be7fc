"""The table of stores: all that a home derives from its catalog. A new one is a row here, and its module."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from index.lexical.bm25 import LexicalStore, Words
from index.store import Parts, Store
from index.vectors.write import Encoded, VectorStore


class StoreKind(NamedTuple):
    """Say how to open a store, in which folder of a home it lies, and what record it prepares.

    Of the records that other processes answer, none but those named are loaded (see :mod:`index.pool`).
    """

    open: Callable[[Path, Parts], Store]
    folder: str
    prepared: type


#: The stores by their names, in the order in which they follow the catalog.
STORES = {
    "bm25": StoreKind(LexicalStore, "lexical", Words),
    "vector": StoreKind(VectorStore, "vectors", Encoded),
}


def open_stores(home: Path, parts: Parts, names: Iterable[str] | None = None) -> dict[str, Store]:
    """Open the stores of the home at a path, all of them or those named."""
    chosen = STORES if names is None else names
    return {name: STORES[name].open(home / STORES[name].folder, parts) for name in chosen}
