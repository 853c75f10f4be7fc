"""The lock of a home: what is taken for one, who holds it, and who is told."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index import HomeError
from index.lock import Lock
from tests.conftest import ROOT, command_environment

OTHER = 65_534  # nobody
BEFORE = "what stood there before"


def symbolic_link(lock: Path) -> None:
    lock.symlink_to(lock.with_name("target"))


def broken_link(lock: Path) -> None:
    lock.symlink_to(lock.with_name("nowhere"))


def hard_link(lock: Path) -> None:
    os.link(lock.with_name("target"), lock)


def folder(lock: Path) -> None:
    lock.mkdir()


def pipe(lock: Path) -> None:
    os.mkfifo(lock)


def listening_socket(lock: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = os.getcwd()
        os.chdir(lock.parent)  # a socket's name may have no more than about a hundred characters
        made.bind(lock.name)
        os.chdir(here)


def file_of_another(lock: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    lock.write_text(BEFORE, encoding="utf-8")
    os.chown(lock, OTHER, OTHER)


BAITS: list[tuple[Callable[[Path], None], str, str]] = [
    (symbolic_link, "a symbolic link", "符号链接"),
    (broken_link, "a symbolic link", "符号链接"),
    (hard_link, "hard links: 2", "硬链接数：2"),
    (folder, "a folder", "文件夹"),
    (pipe, "a pipe or device", "管道或设备"),
    (listening_socket, "a pipe or device", "管道或设备"),
    (file_of_another, f"a file of user {OTHER}", f"用户 {OTHER} 的文件"),
]


@pytest.mark.parametrize(("put", "english", "chinese"), BAITS, ids=[put.__name__ for put, _, _ in BAITS])
def test_what_is_no_lock_of_ours_is_refused_and_left(
    put: Callable[[Path], None], english: str, chinese: str, tmp_path: Path
) -> None:
    target, path = tmp_path / "target", tmp_path / "lock"
    target.write_text(BEFORE, encoding="utf-8")
    put(path)
    state = path.lstat()
    with pytest.raises(
        HomeError, match=f"{path} is .*{english}.*: see that nothing writes there, remove it"
    ) as why:
        Lock(path).acquire()
    assert chinese in why.value.chinese
    assert len(str(why.value).splitlines()) == len(why.value.chinese.splitlines()) == 1
    left = path.lstat()
    assert (left.st_ino, left.st_mode, left.st_size) == (state.st_ino, state.st_mode, state.st_size)
    assert target.read_text(encoding="utf-8") == BEFORE
    assert sorted(one.name for one in tmp_path.iterdir()) == ["lock", "target"]


def test_a_link_that_is_put_there_at_the_last_moment_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, path = tmp_path / "target", tmp_path / "lock"
    target.write_text(BEFORE, encoding="utf-8")
    path.touch()

    def replace(_: os.stat_result, *, linked: bool) -> None:
        assert linked, "the link was opened"
        path.unlink()
        path.symlink_to(target)

    lock = Lock(path)
    monkeypatch.setattr(lock, "_refuse_strangers", replace)
    with pytest.raises(OSError, match="symbolic links"):
        lock.acquire()
    assert target.read_text(encoding="utf-8") == BEFORE


def test_the_home_may_belong_to_somebody_else(tmp_path: Path) -> None:
    """Where root writes, or a disk gives all files to one user, lock and folder have the same owner."""
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    path = tmp_path / "home" / "lock"
    path.parent.mkdir()
    path.touch()
    for one in (path, path.parent):
        os.chown(one, OTHER, OTHER)
    lock = Lock(path)
    lock.acquire()
    lock.release()
    assert path.read_text(encoding="ascii") == str(os.getpid())


HOLD = """
import os, sys
from pathlib import Path
from index.lock import Lock
lock = Lock(Path(sys.argv[1]))
lock.acquire()
child = os.fork() if sys.argv[2:] else os.getpid()
if child:
    print(child, flush=True)
sys.stdin.read()
"""


@contextmanager
def another_process(*arguments: object) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Let a process hold a lock; give it and the id that it prints. Its children end with the block too."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, *map(str, arguments)],
        cwd=ROOT, env=command_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        yield process, int(process.stdout.readline())
        process.stdin.close()


def test_who_holds_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with another_process(path) as (_, holder):
        with pytest.raises(HomeError, match=f"is being written by process {holder}: wait") as refused:
            Lock(path).acquire()
        assert f"正由进程 {holder} 写入" in refused.value.chinese
        os.link(path, tmp_path / "copy")  # whoever writes is named first: its lock must not be removed
        with pytest.raises(HomeError, match=f"process {holder}"):
            Lock(path).acquire()


def test_a_dead_process_leaves_its_lock_to_the_next(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with another_process(path) as (process, holder):
        process.kill()
        process.wait()
    assert path.read_text(encoding="ascii") == str(holder)
    lock = Lock(path)
    lock.acquire()
    assert path.read_text(encoding="ascii") == str(os.getpid())
    lock.release()


def test_a_forked_process_does_not_keep_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with another_process(path, "and fork") as (process, child):
        with pytest.raises(HomeError, match=f"process {process.pid}"):
            Lock(path).acquire()
        process.kill()
        process.wait()
        os.kill(child, 0)  # it lives
        lock = Lock(path)
        lock.acquire()
        lock.release()


def test_what_is_written_in_it_is_shown_as_one_line(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    holder = Lock(path)
    holder.acquire()
    path.write_bytes(b"1\n\x1b[31m\xff")
    with pytest.raises(HomeError, match="by process 1 ") as refused:
        Lock(path).acquire()
    assert str(refused.value).isprintable()
    path.write_bytes(b"")
    with pytest.raises(HomeError, match="by process unknown"):
        Lock(path).acquire()
    holder.release()
    holder.release()
    second = Lock(path)
    second.acquire()
    second.release()
