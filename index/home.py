"""A home: the folder of one catalog and of the stores that are derived from it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import cast

from corpus.messages import listed, message
from index.catalog.catalog import Catalog
from index.catalog.rows import Filters
from index.catalog.writing import WritableCatalog
from index.embedders.embedder import Embedder, load_embedder
from index.errors import HomeError, disk_trouble
from index.layout import FORMAT, Layout
from index.lexical.bm25 import LexicalStore
from index.lexical.tokenizer import Tokenizer
from index.lock import Lock
from index.recipe import check_model, check_versions, recipe
from index.store import Scope, Store
from index.stores import STORES, open_stores


class Home:
    """Give access to the parts of a home; each is loaded when it is first asked for."""

    def __init__(
        self, layout: Layout, catalog: Catalog, embedder: Embedder | None, lock: Lock | None
    ) -> None:
        self.layout = layout
        self.catalog = catalog
        self._given_embedder = embedder
        self._lock = lock
        self._behind: tuple[object, int] | None = None

    @property
    def path(self) -> Path:
        """The folder."""
        return self.layout.home

    @property
    def writable_catalog(self) -> WritableCatalog:
        """The catalog of a home that was opened to be written."""
        if not isinstance(self.catalog, WritableCatalog):
            raise HomeError(*message("home.read_only", path=self.path))
        return self.catalog

    @cached_property
    def meta(self) -> Mapping[str, str]:
        """How the home was made (see :mod:`index.recipe`), and ``home``, which is another for each."""
        return self.catalog.meta()

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """What cuts texts and questions into words."""
        return Tokenizer(self.layout.jieba, write=self._lock is not None)

    @cached_property
    def stores(self) -> Mapping[str, Store]:
        """What is derived from the catalog, by the names in :data:`index.stores.STORES`."""
        return open_stores(self.path, self)

    @property
    def lexical(self) -> LexicalStore:
        """The store that also knows how frequent words are."""
        return cast(LexicalStore, self.stores["bm25"])

    @cached_property
    def embedder(self) -> Embedder:
        """The model that the home was made with; HomeError when it is another by now."""
        embedder = self._given_embedder or load_embedder(self.meta.get("model"))
        check_model(self.path, self.meta, embedder)
        return embedder

    def scope(self, filters: Filters, rows: Collection[int] | None = None) -> Scope:
        """Return where to look: among the clauses of ``rows`` (None for all) that pass the filters."""
        return Scope(rows, filters, self.catalog.clause_ids)

    def behind(self) -> int:
        """Return how many issues are not searchable yet, or no longer there but still indexed."""
        # Asked with every question: the thousands of ids are compared only after a change.
        stores = self.stores.values()
        state = (self.catalog.state(), *(store.state() for store in stores))
        if self._behind is None or self._behind[0] != state:
            present = self.catalog.issue_ids()
            missing = frozenset[int]().union(*(present ^ store.issues() for store in stores))
            self._behind = state, len(missing)
        return self._behind[1]

    def close(self) -> None:
        """Let go of the files and of the lock."""
        self.catalog.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Home:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_home(
    path: str | Path,
    *,
    model: str | Path | None = None,
    create: bool = False,
    write: bool = False,
    repair: bool = False,
) -> Home:
    """Open a home, or make one with ``create``. Raises HomeError in one line.

    ``model`` is a folder or a name, None for the one recorded in the home (the bundled one for a
    new home). ``write`` takes the lock; where a killed run left the stores behind the catalog,
    :func:`index.sync` brings them up, and every run of the job begins with it. ``repair`` opens for
    writing a home that was made otherwise (see :mod:`index.recipe`), so that :func:`index.repair` can
    build its stores anew.
    """
    layout = Layout(Path(path).expanduser())
    write = write or create or repair
    fresh = _is_fresh(layout, create=create)
    # A missing model is found out before anything is made or changed.
    embedder = load_embedder(model) if model is not None or fresh else None
    if not write:
        return _checked(layout, Catalog(layout.catalog), embedder, None)
    with disk_trouble(layout.home):
        layout.home.mkdir(parents=True, exist_ok=True)
        lock = Lock(layout.lock)
        lock.acquire()
    try:
        catalog = WritableCatalog(layout.catalog)
        if catalog.format_version() == 0 and create:
            embedder = embedder or load_embedder(model)
            catalog.create(FORMAT, recipe(model, embedder) | {"home": secrets.token_hex(8)})
        return _checked(layout, catalog, embedder, lock, model=model, repair=repair)
    except BaseException:
        lock.release()
        raise


def _is_fresh(layout: Layout, *, create: bool) -> bool:
    """Say whether a home is to be made here; refuse a folder that holds none, or something else."""
    path = layout.home
    if layout.catalog.is_file():
        return False
    if not create:
        raise HomeError(*message("home.none", path=path))
    others = layout.strangers(kind.folder for kind in STORES.values())[:3]
    if others:
        raise HomeError(*message("home.other_files", path=path, names=listed(others)))
    return True


def _checked(
    layout: Layout,
    catalog: Catalog,
    embedder: Embedder | None,
    lock: Lock | None,
    *,
    model: str | Path | None = None,
    repair: bool = False,
) -> Home:
    """Refuse a home that was made otherwise than this program would make it."""
    found = catalog.format_version()
    if found == 0:
        raise HomeError(*message("home.unfinished", home=layout.home))
    if found != FORMAT:
        raise HomeError(*message("home.other_format", home=layout.home, found=found, format=FORMAT))
    meta = catalog.meta()
    if repair and isinstance(catalog, WritableCatalog):
        chosen = embedder or load_embedder(meta.get("model"))
        catalog.set_meta(recipe(model if model is not None else meta.get("model"), chosen))
        return Home(layout, catalog, chosen, lock)
    check_versions(layout.home, meta)
    if embedder is not None:
        check_model(layout.home, meta, embedder)
    return Home(layout, catalog, embedder, lock)
