"""One process writes while another answers: every answer is right for some committed state."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index import Home, HomeError, index_paths, open_home, verify
from search import Searcher
from tests.index.factories import law, write_laws

ROOT = Path(__file__).parents[2]
ROUNDS = 4

WRITER = """
import sys
from pathlib import Path
from index import index_paths, open_home, remove
from tests.index.factories import law

home, folder, rounds = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
for number in range(rounds):
    for at in range(4):  # corrections, and new ones
        text = law(at).replace("不得擅自", ("严禁擅自", "不得擅自")[number % 2])
        (folder / f"law-{at:03d}.md").write_text(text, encoding="utf-8")
        (folder / f"new-{number}-{at}.md").write_text(law(100 + 10 * number + at), encoding="utf-8")
    with open_home(home, write=True) as opened:
        index_paths(opened, [folder], workers=1)
        remove(opened, next(row.key for row in opened.catalog.issues() if row.source_name == f"new-{number}-0.md"))
"""


def test_answers_while_another_process_writes(home: Home, tmp_path: Path) -> None:
    home.close()
    laws = tmp_path / "laws"
    command = [sys.executable, "-c", WRITER, str(home.path), str(laws), str(ROUNDS)]
    writer = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    asked = 0
    try:
        with open_home(home.path) as reading:
            searcher = Searcher(reading)
            while True:
                ended = writer.poll() is not None
                check(reading, searcher)
                asked += 1
                if ended:
                    break
            assert (
                len(reading.catalog.issues()) == 6 + 4 * ROUNDS - 1
            )  # what was removed comes back with its file, but for the last
    finally:
        writer.kill()
        _, complaint = writer.communicate()
    assert writer.returncode == 0, complaint
    assert asked > 3
    with open_home(home.path) as after:
        assert verify(after) == ()


def check(reading: Home, searcher: Searcher) -> None:
    """Ask, and hold each clause to the two texts that it had at one time or another."""
    for question in ("应急物资储备由谁审批", '"足球场地建设"', "测试市信息化项目变更条例第0版"):
        for hit in searcher.search(question).hits:
            number = int(hit.row.clause.title.split("第")[1].split("版")[0])
            text = law(number)
            assert hit.row.clause.text in text or hit.row.clause.text in text.replace("不得擅自", "严禁擅自")
            assert hit.row.clause.title in text
    for document in reading.catalog.documents():
        rows = reading.catalog.document_clauses(document.id)
        assert len(rows) in (0, 8), "an issue is in or out, whole"  # 0: withdrawn since
        assert len({"严禁" in row.clause.text for row in rows}) <= 1


def test_a_second_writer_is_told_of_the_first(home: Home, tmp_path: Path) -> None:
    code = (
        "import sys, time; from index import open_home; home = open_home(sys.argv[1], write=True); "
        "print('held', flush=True); time.sleep(1000)"
    )
    command = [sys.executable, "-c", code, str(home.path)]
    home.close()
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(HomeError, match=f"is being written by process {holder.pid}: wait") as refused:
            open_home(home.path, write=True)
        assert "\n" not in str(refused.value)
        with open_home(home.path) as reading:  # who only reads is let in
            assert len(reading.catalog.issues()) == 6
        holder.kill()
        holder.wait()
        with open_home(home.path, write=True) as after:  # a crashed holder's lock is free at once
            assert index_paths(after, [write_laws(tmp_path / "laws", 7)], workers=1).issues == 1
    finally:
        holder.kill()
        holder.wait()
        assert holder.stdout is not None
        holder.stdout.close()
