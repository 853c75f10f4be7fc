"""Files of all kinds in a job: each is read or refused in one line, and nothing blocks or stops it."""

from __future__ import annotations

import hashlib
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import index.ingest.read
from index import Home, index_paths, open_home, verify
from index.ingest.files import SourceFile, file_digest, source_files
from index.ingest.read import read_file, read_parcel
from index.ingest.report import RunReport
from index.ingest.sandbox import Limits
from tests.index.factories import law, write_laws
from tests.index.ingest.test_sandbox import children

MIB = 1 << 20


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    before = children()
    yield
    assert children() <= before


@pytest.fixture
def empty(tmp_path: Path, model: Path) -> Iterator[Home]:
    with open_home(tmp_path / "home", model=model, create=True) as home:
        yield home


def took_in(report: RunReport, *, issues: int, set_aside: list[str]) -> None:
    assert (report.issues, [row.source for row in report.set_aside]) == (issues, set_aside)
    for row in report.set_aside:
        for text in (row.source, row.why, row.chinese):
            assert text
            assert len(text.splitlines()) == 1
            assert text.isprintable() or "\u3000" in text
            text.encode("utf-8")


def test_what_is_no_file_is_set_aside_at_once(empty: Home, tmp_path: Path) -> None:
    folder = write_laws(tmp_path / "files", 1)
    os.mkfifo(folder / "a-pipe.txt")  # nobody will ever write to it
    (folder / "b-zero.txt").symlink_to("/dev/zero")  # it has no end
    (folder / "c-terminal.pdf").symlink_to("/dev/tty")
    (folder / "d-loop.txt").symlink_to("d-loop.txt")
    (folder / "e-nothing.txt").symlink_to("nowhere")
    (folder / "f-folder.txt").mkdir()
    (folder / "f-folder.txt" / "inner.md").write_text(law(50), encoding="utf-8")
    (folder / "g-round").symlink_to(".")
    report = index_paths(empty, [folder], workers=2)
    expected = ["a-pipe.txt", "b-zero.txt", "c-terminal.pdf", "d-loop.txt", "e-nothing.txt"]
    took_in(report, issues=2, set_aside=expected)
    assert verify(empty) == ()
    # Named itself, a folder is looked into, whatever it is called.
    assert index_paths(empty, [folder / "f-folder.txt"]).unchanged == 1


ODD_NAMES: list[tuple[bytes, str]] = [
    (b"-rf.md", "-rf.md"),
    (b"--home=x.md", "--home=x.md"),
    (b"two\nlines.md", "two\\nlines.md"),
    (b"bell\x07\x1b[2J.md", "bell\\x07\\x1b[2J.md"),
    (b"\xff\xfe.md", "\\xff\\xfe.md"),
    ("\u202etxt.md".encode(), "\\u202etxt.md"),
    ("公报\u3000第一期.md".encode(), "公报\u3000第一期.md"),
    (b"x" * 252 + b".md", "x" * 252 + ".md"),
    (b"quote'\"$(id);.md", "quote'\"$(id);.md"),
]  # fmt: skip


@pytest.mark.parametrize("good", [True, False])
def test_odd_names(empty: Home, tmp_path: Path, good: bool) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for number, (name, _) in enumerate(ODD_NAMES):
        content = law(number) if good else f"今天天气很好{number}。"
        Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).write_text(content, encoding="utf-8")
    names = sorted(shown for _, shown in ODD_NAMES)
    report = index_paths(empty, [folder])
    if good:
        took_in(report, issues=len(names), set_aside=[])
        assert sorted(row.source_name for row in empty.catalog.issues()) == names
        assert index_paths(empty, [folder]).unchanged == len(names)
    else:
        assert sorted(row.source for row in report.set_aside) == names
        took_in(report, issues=0, set_aside=[row.source for row in report.set_aside])
        assert sorted(row.source for row in empty.catalog.set_aside()) == names
        assert index_paths(empty, [folder]).set_aside == report.set_aside
    assert verify(empty) == ()


def test_names_longer_than_any_file_has(empty: Home, tmp_path: Path) -> None:
    report = index_paths(empty, [tmp_path / ("x" * 5000 + ".txt"), tmp_path / ("x" * 5000 + "*.txt")])
    assert [row.why.split(":")[0] for row in report.set_aside] == ["it can't be opened"] * 2


def test_a_deep_path(empty: Home, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    deep = folder.joinpath(*["d" * 200] * 15)  # about 3000 characters
    deep.mkdir(parents=True)
    (deep / "law.md").write_text(law(1), encoding="utf-8")
    took_in(index_paths(empty, [folder]), issues=1, set_aside=[])


def test_patterns_go_into_no_rounds(tmp_path: Path) -> None:
    """Two links to the folder itself: followed, they would make more paths than there are atoms."""
    inner = write_laws(tmp_path / "files" / "inner", 2)
    for name in ("one", "two"):
        (inner / name).symlink_to("..")
        (inner.parent / name).symlink_to(".")
    found = [file.name for file in source_files([tmp_path / "files" / "**" / "*.md"])]
    assert found == ["law-000.md", "law-001.md"]
    assert [file.name for file in source_files([tmp_path / "f*" / "**"])] == [
        "inner/law-000.md",
        "inner/law-001.md",
    ]


def test_a_file_without_permission(empty: Home, tmp_path: Path) -> None:
    folder = write_laws(tmp_path / "files", 2)
    (folder / "law-000.md").chmod(0)
    if os.access(folder / "law-000.md", os.R_OK):
        pytest.skip("this user may read everything")
    took_in(index_paths(empty, [folder]), issues=1, set_aside=["law-000.md"])
    (folder / "law-000.md").chmod(0o644)
    took_in(index_paths(empty, [folder]), issues=1, set_aside=[])


def test_a_gigabyte_is_refused_by_its_size(empty: Home, tmp_path: Path) -> None:
    """A sparse file: it takes no room, and reading it would take a while."""
    folder = write_laws(tmp_path / "files", 1)
    with (folder / "a-large.txt").open("wb") as stream:
        stream.write("第一条 甲。\n".encode())
        stream.truncate(1 << 30)
    report = index_paths(empty, [folder])
    took_in(report, issues=1, set_aside=["a-large.txt"])
    assert "1073741824 bytes; expected at most 67108864" in report.set_aside[0].why
    assert file_digest(folder / "a-large.txt") == ""


def refusal(path: Path) -> str:
    """Read one file in its own process, and return why it was refused, "" where it was read."""
    (outcome,) = unpickled(read_parcel([SourceFile(path, path.name, file_digest(path))]))
    assert (outcome.issue is None) != (outcome.refused is None)
    return outcome.refused.why if outcome.refused else ""


def unpickled(data: bytes) -> list[index.ingest.read.Outcome]:
    import io
    import pickle

    stream, found = io.BytesIO(data), []
    while stream.tell() < len(data):
        found.append(pickle.load(stream))  # noqa: S301 - what we have just pickled
    return found


CONTENTS: list[tuple[str, bytes, str]] = [
    # (what it is, the bytes, a part of the reason; "" where it is read)
    ("nothing", b"", "the file is empty"),
    ("blanks", " \n\u3000\t".encode(), "the file is empty"),
    ("a mark of its order alone", b"\xff\xfe", "the file is empty"),
    ("NULs", bytes(5000), "binary"),
    ("a law with a NUL", (law(1) + "\0").encode(), ""),
    ("a law of NULs", law(1).replace("。", "\0" * 20).encode(), "binary"),
    ("control characters", law(1).replace("。", "\x01\x02\x1b[2J").encode(), "binary"),
    ("half a character", law(1).encode()[:-2] + b"\xe3", "encoding"),
    ("two encodings", (law(1)).encode() + law(2).encode("gb18030"), "encoding"),
    ("lone surrogates", b"\xff\xfe" + law(1).encode("utf-16-le") + b"\x00\xd8", "encoding"),
    ("surrogates written as UTF-8", law(1).encode() + b"\xed\xa0\x80", "encoding"),
    ("UTF-32", law(1).encode("utf-32"), "binary"),
    ("tags and signs of direction", law(1).replace("部门", "部\U000e0041门\u202e").encode(), ""),
    ("code points without a character", law(1).replace("部门", "部\uffff门\U0010ffff").encode(), ""),
    ("Latin text", b"This is not what was expected. " * 50, "neither masthead"),
    ("one million marks", "第一条 ".encode() * 1_000_000, ""),
]  # fmt: skip


@pytest.mark.parametrize(("content", "why"), [row[1:] for row in CONTENTS], ids=[row[0] for row in CONTENTS])
def test_plain_files(content: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(content)
    found = refusal(path)
    assert (why in found) if why else (found == "")
    assert len(found.splitlines()) <= 1
    assert found.isprintable() or "\u3000" in found


def test_what_breaks_its_process_takes_nothing_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text too deep for its limits, among others that share its process."""
    folder = write_laws(tmp_path / "files", 5)
    (folder / "law-002b.md").write_text(law(60) + "甲" * 300_000, encoding="utf-8")
    files = source_files([folder])
    monkeypatch.setattr(index.ingest.read, "_PLAIN", Limits(seconds=60, memory=4096 * MIB, answer=1500))
    outcomes = unpickled(read_parcel([SourceFile(f.path, f.name, file_digest(f.path)) for f in files]))
    assert [outcome.file.name for outcome in outcomes] == [file.name for file in files]
    broken = {outcome.file.name: outcome for outcome in outcomes if outcome.refused}
    assert "law-002b.md" in broken or len(broken) == len(files)
    for outcome in broken.values():
        assert outcome.refused is not None
        assert "more than a gazette does: check the file, or split it" in outcome.refused.why
        assert outcome.sha256  # it is not tried again before it changes


def test_who_is_killed_from_outside_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system short of memory kills whom it likes: that says nothing of the file."""
    path = tmp_path / "law.md"
    path.write_text(law(1), encoding="utf-8")

    def be_killed(*_: object) -> index.ingest.read.Outcome:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    monkeypatch.setattr(index.ingest.read, "read_file", be_killed)
    (outcome,) = unpickled(read_parcel([SourceFile(path, path.name, file_digest(path))]))
    assert outcome.refused is not None
    assert "ended by SIGKILL" in outcome.refused.why
    assert outcome.sha256 == ""


def test_a_file_that_changes_while_it_is_refused_is_tried_again(tmp_path: Path) -> None:
    """Half of it was there when it was read; the whole must not be taken for what was refused."""
    path = tmp_path / "law.md"
    path.write_text("今天天气很好。", encoding="utf-8")
    looked_at = SourceFile(path, path.name, file_digest(path))
    assert read_file(looked_at).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read_file(SourceFile(path, path.name, "0" * 64)).sha256 == ""


def test_files_that_come_and_go_while_they_are_read(empty: Home, tmp_path: Path) -> None:
    folder = write_laws(tmp_path / "files", 40)
    stop = threading.Event()

    def stir() -> None:
        number = 0
        while not stop.is_set():
            path = folder / f"law-{number % 20:03d}.md"
            if number % 3:
                path.unlink(missing_ok=True)
            else:
                path.write_text(law(number % 20)[: 50 + number % 300], encoding="utf-8")
            number += 1
            time.sleep(0.0005)

    stirring = threading.Thread(target=stir)
    stirring.start()
    try:
        report = index_paths(empty, [folder], workers=2)
    finally:
        stop.set()
        stirring.join()
    assert report.issues >= 20  # the others are still
    write_laws(folder, 40)
    index_paths(empty, [folder])
    # What was written half and taken for a law is another law by its title; the whole ones are all in.
    wanted = {hashlib.sha256(law(number).encode()).hexdigest() for number in range(40)}
    assert wanted <= {row.sha256 for row in empty.catalog.issues()}
    assert empty.catalog.set_aside() == ()
    assert verify(empty) == ()
