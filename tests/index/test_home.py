"""A home is refused, in one line, when it is not what it says; repaired where it can be."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Home, HomeError, index_paths, open_home, repair, sync, verify
from index.layout import FORMAT, read_manifest_file, write_manifest_file
from index.store import RetrievalQuery
from index.vectors.chunks import WHOLE
from index.verify import coverage
from tests.index.factories import rewrite, write_laws, write_static_model


def change_meta(folder: Path, statement: str) -> None:
    with sqlite3.connect(folder / "catalog.sqlite") as connection:
        connection.execute(statement)
    connection.close()


def test_what_is_no_home_is_refused(tmp_path: Path, model: Path) -> None:
    with pytest.raises(HomeError, match="is no home"):
        open_home(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(HomeError, match=r"holds other files \(letter.txt\)"):
        open_home(tmp_path, model=model, create=True)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_missing_model_makes_no_home(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="no model folder"):
        open_home(tmp_path / "home", model=tmp_path / "gone", create=True)
    assert not (tmp_path / "home").exists()


REFUSALS = [
    (
        "PRAGMA user_version = 1",
        f"has format 1, this program reads {FORMAT}.*index the sources into a new home",
    ),
    ("PRAGMA user_version = 99", f"has format 99, this program reads {FORMAT}"),
    (
        "UPDATE meta SET value = '0 jieba 0.1' WHERE key = 'tokenizer'",
        "made with the tokenizer '0 jieba 0.1'",
    ),
    (
        "UPDATE meta SET value = '9' WHERE key = 'chunks'",
        "passages as version 9 cut them, this program has version 1: `gongbao verify --repair` embeds",
    ),
]


@pytest.mark.parametrize(("statement", "message"), REFUSALS)
def test_a_home_of_another_make_is_refused(home: Home, statement: str, message: str) -> None:
    home.close()
    change_meta(home.path, statement)
    for write in (False, True):
        with pytest.raises(HomeError, match=message) as refused:
            open_home(home.path, write=write)
        assert "\n" not in str(refused.value)


def test_another_model_is_refused_and_repair_takes_it(home: Home, tmp_path: Path) -> None:
    home.close()
    other = write_static_model(tmp_path / "other", seed=5, dimension=16)
    for write in (False, True):
        with pytest.raises(HomeError, match=r"32 dimensions.*this one has 16"):
            open_home(home.path, model=other, write=write)
    with open_home(home.path, model=other, repair=True) as mended:
        repair(mended)
        assert verify(mended) == ()
    with open_home(home.path) as again:
        assert again.embedder.dimension == 16
        assert len(again.stores["vector"].search(RetrievalQuery(text="应急"), 100)) == 48


def test_a_home_that_says_no_version_of_its_passages_has_the_first(home: Home) -> None:
    """Homes were made before the version was recorded."""
    home.close()
    change_meta(home.path, "DELETE FROM meta WHERE key = 'chunks'")
    manifest = read_manifest_file(home.path / "vectors")
    assert manifest is not None
    assert manifest.pop("chunks") == 1
    write_manifest_file(home.path / "vectors", manifest)
    with open_home(home.path) as opened:
        assert verify(opened) == ()
        assert len(opened.stores["vector"].search(RetrievalQuery(text="应急"), 100)) == 48


def test_clauses_cut_otherwise_are_embedded_anew(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.close()
    for module in ("index.recipe", "index.vectors.search", "index.vectors.write"):
        monkeypatch.setattr(sys.modules[module], "CHUNKS_VERSION", 2)
    monkeypatch.setattr(
        sys.modules["index.vectors.write"], "embedded_texts", lambda clause: [(WHOLE, clause.text)]
    )
    with pytest.raises(HomeError, match=r"as version 1 cut them.*verify --repair"):
        open_home(home.path)
    text = "第一条 应急物资储备由第1号主管部门审批，编号为100，不得擅自应急物资储备。"
    with open_home(home.path, repair=True) as mended:
        (fault,) = verify(mended)
        assert "the vectors: 48 clauses of the catalog are missing" in str(fault)
        repair(mended)
        assert verify(mended) == ()
    with open_home(home.path) as again:
        (best,) = again.stores["vector"].search(RetrievalQuery(text=text), 1)
        assert best.score == pytest.approx(1, abs=1e-2)  # without its title it is this very text


def test_a_model_that_changed_in_its_place_is_refused(tmp_path: Path) -> None:
    place = write_static_model(tmp_path / "model", seed=1)
    with open_home(tmp_path / "home", model=place, create=True) as home:
        index_paths(home, [write_laws(tmp_path / "laws", 1)])
    shutil.rmtree(place)
    write_static_model(place, seed=2)
    with (
        open_home(tmp_path / "home") as home,
        pytest.raises(HomeError, match="was made with the model"),
    ):
        home.embedder  # noqa: B018
    shutil.rmtree(place)
    with open_home(tmp_path / "home") as home, pytest.raises(HomeError, match="no model folder"):
        home.embedder  # noqa: B018


def test_one_process_writes(home: Home) -> None:
    code = "import sys; from index import open_home; open_home(sys.argv[1], write=True)"
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", code, str(home.path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root, check=False)
    assert done.returncode == 1
    assert "is being written by process" in done.stderr.splitlines()[-1]
    home.close()
    assert subprocess.run(command, cwd=root, check=False).returncode == 0


def damage(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "removed":
        path.unlink()
    elif how == "emptied":
        path.write_bytes(b"")
    elif how == "cut":
        path.write_bytes(data[: len(data) // 2])
    else:
        place = len(data) // 2
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])


@pytest.mark.parametrize("how", ["removed", "emptied", "cut", "flipped"])
def test_every_derived_file_may_be_damaged(home: Home, how: str) -> None:
    home.close()
    derived = [
        p for part in ("lexical", "vectors", "jieba") for p in (home.path / part).rglob("*") if p.is_file()
    ]
    for path in [p for p in derived if p.stat().st_size and not p.name.startswith(".")]:
        if not path.exists():
            continue  # a repair has replaced it by another
        damage(path, how)
        with open_home(home.path, repair=True) as opened:
            # JSON may bear a flipped byte where it says nothing: then nothing may be wrong.
            assert verify(opened) or path.suffix == ".json", path
            repair(opened)
            assert verify(opened) == (), path
            found = opened.lexical.search(RetrievalQuery(phrases=("应急物资",)), 100)
            assert len(found) == 8


@pytest.mark.parametrize("how", ["removed", "emptied", "cut", "flipped"])
def test_a_damaged_catalog_is_an_error_in_one_line(home: Home, how: str) -> None:
    home.close()
    damage(home.path / "catalog.sqlite", how)
    try:
        with open_home(home.path) as opened:
            faults = verify(opened)
    except HomeError as refused:
        faults = (refused,)
    assert faults or how == "flipped"
    assert all("\n" not in str(fault) for fault in faults)


def test_verify_knows_the_characters_of_the_source(home: Home) -> None:
    home.close()
    with open_home(home.path, write=True) as opened:
        rewrite(opened.catalog, "UPDATE clause SET spans = '0,1' WHERE id = 3")
    with open_home(home.path) as opened:
        (fault,) = verify(opened)
    assert "characters belong to no piece, 1 to several" in str(fault)
    assert "then index the file again" in str(fault)


COVERED = [
    # (text, spans, (lost, doubled))
    ("甲乙 丙", [(0, 2), (3, 4)], (0, 0)),
    ("甲乙 丙", [(0, 1), (3, 4)], (1, 0)),
    ("甲乙 丙", [(0, 4), (1, 3)], (0, 1)),
    ("甲乙 丙", [(0, 4), (0, 4), (0, 1)], (0, 4)),
    ("甲乙", [], (2, 0)),
    ("", [], (0, 0)),
]


@pytest.mark.parametrize(("text", "spans", "expected"), COVERED)
def test_coverage(text: str, spans: list[tuple[int, int]], expected: tuple[int, int]) -> None:
    assert coverage(text, spans) == expected


def test_importing_the_index_is_cheap() -> None:
    code = (
        "import sys, index; heavy = {'numpy', 'faiss', 'tantivy', 'jieba', 'tokenizers', 'safetensors', 'torch'}; "
        "sys.exit(','.join(heavy & set(sys.modules)) or None)"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, cwd=Path(__file__).parents[2])


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 12 MB, which goes however the test ends.

    Not below pytest's own folders: were it ever left there, pytest could not clean them up.
    """
    disk = Path(tempfile.mkdtemp(prefix="gongbao-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "none", str(disk)]
    try:
        if (
            shutil.which("mount") is None
            or subprocess.run(mount, capture_output=True, check=False).returncode
        ):
            pytest.skip("a tmpfs can't be mounted here")
        try:
            yield disk
        finally:
            # Lazily: mapped files may still be open, and a mount left behind is worse.
            subprocess.run(["umount", "-l", str(disk)], check=True)
    finally:
        disk.rmdir()


def test_a_full_disk_is_one_line_and_the_old_state_stays(
    small_disk: Path, tmp_path: Path, model: Path
) -> None:
    with open_home(small_disk / "home", model=model, create=True) as home:
        index_paths(home, [write_laws(tmp_path / "laws", 6)])
        before = {issue.key for issue in home.catalog.issues()}
        for left in (0, 30_000, 300_000):
            fill(small_disk, left)
            with pytest.raises(HomeError, match="no space is left") as refused:
                index_paths(home, [write_laws(tmp_path / "more", 150, articles=10)])
            assert "\n" not in str(refused.value)
            (small_disk / "filler").unlink()
        assert before <= {issue.key for issue in home.catalog.issues()}
    with open_home(small_disk / "home", write=True) as home:
        sync(home)
        assert verify(home) == ()


def fill(disk: Path, left: int) -> None:
    """Fill a disk but for about ``left`` bytes."""
    free = shutil.disk_usage(disk).free
    (disk / "filler").write_bytes(b"x" * max(free - left, 0))
