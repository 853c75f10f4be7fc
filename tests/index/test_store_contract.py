"""What every store does, the two of the table and one of plain dicts: in, out, killed, asked, verified, mended."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index import Home, HomeError, index_paths, open_home, remove, repair, sync, verify
from index.catalog.rows import Filters
from index.store import Prepared, RetrievalQuery, Scope, Scored, Store
from index.stores import STORES
from index.verify import store_faults
from search import Library
from tests.index.damage import copy, put
from tests.index.factories import write_laws
from tests.index.plain_store import PLAIN

LAWS, ARTICLES = 4, 8
ALL = LAWS * ARTICLES
#: Each article of the second law says this; of the other laws none does.
WORDS, TEXT = ("应急", "物资", "储备"), "应急物资储备"
QUERY = RetrievalQuery(WORDS, text=TEXT)


@pytest.fixture(scope="module", autouse=True)
def table() -> Iterator[None]:
    """Add the plain store to the table: one row."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(STORES, "plain", PLAIN)
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, model: Path, table: None) -> Path:  # noqa: ARG001
    """A home of four laws, made by the job. It is only copied."""
    folder = tmp_path_factory.mktemp("made")
    laws = write_laws(folder / "laws", LAWS, ARTICLES)
    with open_home(folder / "home", model=model, create=True) as opened:
        assert index_paths(opened, [laws], workers=1).issues == LAWS
        assert verify(opened) == ()
        assert opened.behind() == 0
    return folder / "home"


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Iterator[Home]:
    """A copy of it, open to be written."""
    with open_home(copy(made, tmp_path / "home"), write=True) as opened:
        yield opened


@pytest.fixture(params=["bm25", "vector", "plain"])
def name(request: pytest.FixtureRequest) -> str:
    """The store that is tested."""
    found: str = request.param
    return found


@pytest.fixture
def store(home: Home, name: str) -> Store:
    """It, with all laws in."""
    return home.stores[name]


def batch(home: Home, store: Store, issue_ids: Sequence[int]) -> list[Prepared]:
    """Return issues as a store takes them in."""
    rows = {one: home.catalog.issue_clauses(one) for one in issue_ids}
    return [(one, of[0].rowid, store.prepare([row.clause for row in of])) for one, of in rows.items()]


def again(home: Home, name: str) -> Store:
    """Return the store as another process would open it."""
    kind = STORES[name]
    return kind.open(home.path / kind.folder, home)


def rows_of(home: Home, *issue_ids: int) -> list[int]:
    return [row.rowid for one in issue_ids for row in home.catalog.issue_clauses(one)]


def ids(
    store: Store, query: RetrievalQuery = QUERY, limit: int = 1000, scope: Scope | None = None
) -> list[int]:
    found = store.search(query, limit, scope) if scope is not None else store.search(query, limit)
    return [hit.rowid for hit in found]


def test_nothing_is_in_what_is_new(home: Home, name: str, tmp_path: Path) -> None:
    new = STORES[name].open(tmp_path / "new", home)
    assert (new.issues(), new.pending(), new.rowids()) == (frozenset(), frozenset(), [])
    assert ids(new) == []
    assert new.damaged_files() == []
    new.clear()
    assert new.issues() == frozenset()


def test_issues_are_taken_in_and_withdrawn(home: Home, name: str, tmp_path: Path) -> None:
    store = STORES[name].open(tmp_path / "new", home)
    one, two, three, _ = sorted(home.catalog.issue_ids())
    states = [store.state()]
    for gone, taken, left in (
        ((), (one,), (one,)),
        ((), (two,), (one, two)),
        ((one,), (), (two,)),
        ((two,), (three,), (three,)),
        ((three,), (), ()),
    ):
        store.update(frozenset(gone), batch(home, store, taken))
        states.append(store.state())
        assert states[-1] != states[-2]
        for seen in (store, STORES[name].open(tmp_path / "new", home)):
            assert seen.issues() == frozenset(left)
            assert seen.rowids() == rows_of(home, *left)
            assert set(ids(seen)) <= set(rows_of(home, *left))
            assert bool(ids(seen)) == (two in left or (name == "vector" and bool(left)))


def test_what_another_commits_is_seen(home: Home, store: Store, name: str) -> None:
    reader = again(home, name)
    assert ids(reader) == ids(store)
    _, two, *_ = sorted(home.catalog.issue_ids())
    store.update(frozenset({two}), [])
    assert not set(ids(reader)) & set(rows_of(home, two))
    store.clear()
    assert reader.issues() == frozenset()
    assert reader.rowids() == []


class Killed(BaseException):
    """Raised where a process would have ended."""


def test_a_kill_leaves_issues_in_or_out_or_pending(
    home: Home, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three, four = sorted(home.catalog.issue_ids())
    replace = os.replace
    for at in range(1, 20):
        folder = tmp_path / str(at)
        store = STORES[name].open(folder, home)
        store.update(frozenset(), batch(home, store, [one, two]))
        count = 0

        def dying(source: str, target: str) -> None:
            nonlocal count
            count += 1
            if count == at:  # noqa: B023 - called in this turn alone
                raise Killed
            replace(source, target)

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", dying)
            try:
                store.update(frozenset({one}), batch(home, store, [three, four]))
            except Killed:
                pass
            else:
                assert count == at - 1 > 0
                return
        left = STORES[name].open(folder, home)
        held, pending = left.issues(), left.pending()
        assert two in held
        assert set(rows_of(home, *sorted(held - pending))) <= set(left.rowids())
        assert set(left.rowids()) <= set(rows_of(home, *sorted(held | pending)))
        left.update((held | pending) - {two, three, four}, batch(home, left, sorted({three, four} - held)))
        assert (left.issues(), left.pending()) == (frozenset({two, three, four}), frozenset())
        assert left.rowids() == rows_of(home, two, three, four)
    raise AssertionError("an update that replaces twenty files")


def test_a_search_keeps_to_its_limit_and_scope(home: Home, store: Store) -> None:
    everything = ids(store)
    assert set(rows_of(home, 2)) <= set(everything)
    found = store.search(QUERY, 1000)
    assert len(set(everything)) == len(everything)
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    for limit in (0, 1, 5):
        assert ids(store, limit=limit) == everything[:limit]
    half = frozenset(everything[::2])
    some, expected = store.search(QUERY, 1000, Scope(half)), [hit for hit in found if hit.rowid in half]
    assert [(hit.rowid, hit.passage) for hit in some] == [(hit.rowid, hit.passage) for hit in expected]
    assert [hit.score for hit in some] == pytest.approx([hit.score for hit in expected], rel=1e-5)
    assert ids(store, scope=Scope(frozenset())) == []
    assert ids(store, RetrievalQuery()) == []


def test_a_scope_looks_its_filters_up_once(home: Home, store: Store) -> None:
    looked = 0

    def lookup(filters: Filters) -> frozenset[int] | None:
        nonlocal looked
        looked += 1
        return home.catalog.clause_ids(filters)

    filters = Filters(document="应急物资储备")
    scope = Scope(None, filters, lookup)
    assert sorted(ids(store, scope=scope)) == rows_of(home, 2)
    assert ids(store, scope=scope) == ids(store, scope=home.scope(filters))
    assert looked == 1
    some = rows_of(home, 1, 2)[6:11]
    assert sorted(ids(store, scope=home.scope(filters, some))) == [9, 10, 11]
    assert home.scope(Filters()).rowids is None
    with pytest.raises(ValueError, match=r"make the scope with Home\.scope"):
        Scope(filters=filters).rowids  # noqa: B018


def test_ties_are_ranked_by_rowid(home: Home, name: str, tmp_path: Path) -> None:
    store = STORES[name].open(tmp_path / "new", home)
    clause = home.catalog.issue_clauses(2)[0].clause
    for first in (200, 100):  # the later rows first
        store.update(frozenset(), [(first, first, store.prepare([clause] * 30))])
    assert ids(store, limit=40) == [*range(100, 130), *range(200, 210)]


def test_what_is_missing_or_too_much_is_told_and_mended(home: Home, store: Store) -> None:
    assert store_faults(home, store) == []
    store.update(frozenset({2, 3}), [])
    (fault,) = verify(home)
    assert str(fault).startswith(
        f"{store.titles[0]}: 16 clauses of the catalog are missing, 0 are no longer there"
    )
    assert fault.chinese.startswith(f"{store.titles[1]}缺少目录库中的 16 条")
    assert home.behind() == 2
    sync(home)
    assert (verify(home), home.behind()) == ((), 0)
    home.writable_catalog.remove_issue(home.catalog.issues()[0].key)
    assert f"{store.titles[0]}: 0 clauses of the catalog are missing, 8 are no longer there" in str(
        verify(home)
    )
    sync(home)
    assert verify(home) == ()
    assert store.rowids() == home.catalog.rowids()


def test_damage_is_told_and_mended(home: Home, store: Store, name: str) -> None:
    before = store.search(QUERY, 1000)
    folder = home.path / STORES[name].folder
    for how in ("cut", "flipped"):
        victim = max(
            (path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size
        )
        data = victim.read_bytes()
        middle = len(data) // 2
        put(victim, data[:middle] + (b"" if how == "cut" else bytes([data[middle] ^ 1]) + data[middle + 1 :]))
        assert store.damaged_files() == [victim.name]
        (fault,) = verify(home)
        assert f"{store.titles[0]}: damaged or missing files {victim.name}" in str(fault)
        with pytest.raises(HomeError, match="verify --repair"):
            again(home, name).search(QUERY, 1000)
        repair(home)
        assert verify(home) == ()
        assert store.search(QUERY, 1000) == before


def test_two_builds_answer_the_same(home: Home, name: str, tmp_path: Path) -> None:
    built = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        store = STORES[name].open(folder, home)
        for issue in (1, 2, 3, 4):
            store.update(frozenset(), batch(home, store, [issue]))
        built.append((store.search(QUERY, 1000), store.rowids(), store.issues()))
    assert built[0] == built[1]
    # What is ready is held as what is prepared from the catalog is.
    assert built[0][0] == home.stores[name].search(QUERY, 1000)


def test_a_store_of_another_home_is_known(
    home: Home, name: str, made: Path, model: Path, tmp_path: Path
) -> None:
    folder = STORES[name].folder
    with open_home(tmp_path / "other", model=model, create=True) as other:
        shutil.copytree(made / folder, other.path / folder)
        assert other.stores[name].issues() == frozenset()
        assert home.stores[name].issues() == {1, 2, 3, 4}


def test_a_new_row_of_the_table_works_from_end_to_end(home: Home, tmp_path: Path) -> None:
    """The plain store is known to its own module and to the table; the home does with it all that it does."""
    plain = home.stores["plain"]
    assert len(ids(plain, RetrievalQuery(("应急物资",)))) == ARTICLES
    assert ids(plain, RetrievalQuery(phrases=("应急物资",), excluded=("100",))) == [*range(10, 17)]
    told: list[str] = []
    laws = write_laws(tmp_path / "more", 6, ARTICLES)
    assert index_paths(home, [laws], lambda phase, *_: told.append(phase), workers=1).issues == 2
    assert list(dict.fromkeys(told)) == ["reading", "bm25", "vector", "plain"]
    assert len(plain.rowids()) == 6 * ARTICLES
    remove(home, home.catalog.issues()[0].key)
    assert len(plain.rowids()) == 5 * ARTICLES
    put(home.path / "plain" / "manifest.json", b"{")
    assert ["the plain store" in str(fault) for fault in verify(home)] == [True]
    repair(home)
    assert (verify(home), home.behind()) == ((), 0)
    assert plain.rowids() == home.catalog.rowids()
    home.close()
    assert len(ids(again(home, "plain"), RetrievalQuery(("应急物资",)))) == ARTICLES


def test_a_new_retriever_finds_for_the_library(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it finds alone is an answer like any other, and says who found it."""
    with monkeypatch.context() as patch:
        for blind in ("index.lexical.bm25.LexicalStore", "index.vectors.write.VectorStore"):
            patch.setattr(f"{blind}.search", nothing)
        with Library.open(home.path) as library:
            hits = library.search(TEXT).hits
    second = rows_of(home, 2)  # each says the words once, and ties are ranked by rowid
    assert {hit.row.rowid: hit.why for hit in hits} == {
        row: {"plain": at} for at, row in enumerate(second, 1)
    }
    with Library.open(home.path) as library:
        assert library.search("应急物资储备由谁审批").hits[0].why.keys() == {"bm25", "vector", "plain"}


def nothing(*_: object, **__: object) -> list[Scored]:
    """Find nothing."""
    return []
