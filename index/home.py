"""A home: the folder of one catalog and of the search indexes that are derived from it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from index.catalog.catalog import Catalog
from index.catalog.writing import WritableCatalog
from index.embedders.embedder import Embedder, load_embedder, model_name
from index.errors import HomeError, disk_trouble
from index.layout import FORMAT, Layout, file_state
from index.lexical.tokenizer import Tokenizer, tokenizer_identity
from index.lock import Lock
from index.pool import available_processors
from index.progress import Progress, silent

if TYPE_CHECKING:
    from index.lexical.bm25 import LexicalIndex
    from index.sync import Derived
    from index.vectors.search import VectorIndex


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
            raise HomeError(
                f"{self.path} was opened to be read only: open it with write=True",
                f"{self.path} 以只读方式打开：请用 write=True 打开",
            )
        return self.catalog

    @cached_property
    def identity(self) -> str:
        """What is another for each home: a derived index that came from elsewhere is known by it."""
        return self.catalog.meta().get("home", "")

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """What cuts texts and questions into words."""
        return Tokenizer(self.layout.jieba, write=self._lock is not None)

    @cached_property
    def lexical(self) -> LexicalIndex:
        """The BM25 index."""
        from index.lexical.bm25 import LexicalIndex

        return LexicalIndex(self.layout.lexical, self.catalog.clauses, self.identity)

    @cached_property
    def vectors(self) -> VectorIndex:
        """The vector index."""
        from index.vectors.search import VectorIndex

        return VectorIndex(self.layout.vectors, self.catalog.meta().get("fingerprint", ""), self.identity)

    @cached_property
    def embedder(self) -> Embedder:
        """The model that the home was made with; HomeError when it is another by now."""
        meta = self.catalog.meta()
        embedder = self._given_embedder or load_embedder(meta.get("model"))
        check_model(self.path, meta, embedder)
        return embedder

    def catch_up(
        self,
        progress: Progress = silent,
        workers: int | None = None,
        ready: Mapping[int, Derived] | None = None,
    ) -> None:
        """Let the derived indexes follow the catalog: add what is missing, drop what is gone.

        ``ready`` is what reading has prepared of issues already, by their ids.
        """
        from index.sync import catch_up

        catch_up(self, progress, workers or available_processors(), ready or {})

    def behind(self) -> int:
        """Return how many issues are not searchable yet, or no longer there but still indexed."""
        # Asked with every question: the thousands of ids are compared only after a change.
        manifests = (self.layout.lexical, self.layout.vectors)
        state = (self.catalog.state(), *(file_state(folder / "manifest.json") for folder in manifests))
        if self._behind is None or self._behind[0] != state:
            present = self.catalog.issue_ids()
            missing = (present ^ self.lexical.issues()) | (present ^ self.vectors.issues())
            self._behind = state, len(missing)
        return self._behind[1]

    def remove(self, issue_key: str) -> None:
        """Withdraw an issue, whole, from the catalog and the indexes."""
        self.writable_catalog.remove_issue(issue_key)
        self.catch_up()

    def verify(self) -> tuple[HomeError, ...]:
        """Return what is wrong with the home, each with its cure; nothing when all is well."""
        from index.verify import verify

        return verify(self)

    def repair(self, progress: Progress = silent) -> None:
        """Rebuild what is derived and damaged, or made by another tokenizer or model."""
        from index.sync import repair

        repair(self, progress, available_processors())

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
    new home). ``write`` takes the lock; where a killed run left the indexes behind the catalog,
    :meth:`Home.catch_up` brings them up, and every run of the job begins with it. ``repair`` opens
    for writing a home made with another tokenizer or model, so that :meth:`Home.repair` can build
    its indexes anew.
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
            catalog.create(FORMAT, _meta(model, embedder) | {"home": secrets.token_hex(8)})
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
        raise HomeError(
            f"{path} is no home: `gongbao index PATH... --home {path}` makes one",
            f"{path} 不是索引文件夹：请先用 gongbao index PATH... --home {path} 建立索引",
        )
    others = layout.strangers()[:3]
    if others:
        raise HomeError(
            f"{path} holds other files ({', '.join(others)}) and is no home: choose an empty folder",
            f"{path} 不是索引，其中有其他文件（{'、'.join(others)}）：请选用空文件夹",
        )
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
        raise HomeError(
            f"{layout.home} is no home yet: `gongbao index PATH... --home {layout.home}` makes one",
            f"{layout.home} 的索引尚未建成：请先运行 gongbao index PATH... --home {layout.home}",
        )
    if found != FORMAT:
        raise HomeError(
            f"{layout.home} has format {found}, this program reads {FORMAT}: use the program that made it, "
            "or index the sources into a new home",
            f"{layout.home} 的格式是 {found}，本程序读取的格式是 {FORMAT}：请用建立它的程序，"
            "或把原文件收录到新的索引",
        )
    meta = catalog.meta()
    if repair and isinstance(catalog, WritableCatalog):
        chosen = embedder or load_embedder(meta.get("model"))
        catalog.set_meta(_meta(model if model is not None else meta.get("model"), chosen))
        return Home(layout, catalog, chosen, lock)
    if meta.get("tokenizer") != tokenizer_identity():
        raise HomeError(
            f"{layout.home} was made with the tokenizer {meta.get('tokenizer')!r}, this program has "
            f"{tokenizer_identity()!r}: `gongbao verify --repair` cuts its texts anew",
            f"{layout.home} 建立时用的分词器是 {meta.get('tokenizer')}，本程序用 {tokenizer_identity()}："
            "请运行 gongbao verify --repair 重新分词",
        )
    if embedder is not None:
        check_model(layout.home, meta, embedder)
    return Home(layout, catalog, embedder, lock)


def check_model(path: Path, meta: dict[str, str], embedder: Embedder) -> None:
    """Raise HomeError when a home was made with another model than this one."""
    made = meta.get("fingerprint", ""), meta.get("dimension", "")
    given = embedder.fingerprint, str(embedder.dimension)
    if made != given:
        raise HomeError(
            f"{path} was made with the model {meta.get('model')} as it was then ({made[1]} dimensions, {made[0][:8]}), "
            f"this one has {given[1]} ({given[0][:8]}): give --model as when the home was made, or let "
            "`gongbao verify --repair` embed it anew",
            f"{path} 建立时用的模型是 {meta.get('model')}（{made[1]} 维，{made[0][:8]}），"
            f"现在的是 {given[1]} 维（{given[0][:8]}）：请用建立时的 --model，"
            "或运行 gongbao verify --repair 重新计算向量",
        )


def _meta(model: str | Path | None, embedder: Embedder) -> dict[str, str]:
    return {
        "tokenizer": tokenizer_identity(),
        "model": model_name(model),
        "fingerprint": embedder.fingerprint,
        "dimension": str(embedder.dimension),
    }
