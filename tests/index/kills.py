"""The life of a home that is killed again and again, beside one that is left in peace."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from index import Home, HomeError, open_home, verify
from index.store import RetrievalQuery
from tests.index.factories import law, write_laws
from tests.index.interrupted import ENDINGS

ROOT = Path(__file__).parents[2]
ARTICLES = 8
LAWS = 24
QUESTIONS = ("应急物资", "信息化项目变更", "污水排放许可由第5号主管部门审批")


@dataclass(frozen=True, slots=True)
class Act:
    """Something to be done to a home: ``what`` and ``name`` as ``interrupted.py`` takes them."""

    title: str
    what: str
    name: str = ""


@dataclass(slots=True)
class Tried:
    """Count the kills: by act, by how, and how many came before the act was done."""

    kills: int = 0
    by_act: dict[str, int] = field(default_factory=dict)
    by_how: dict[str, int] = field(default_factory=dict)


def stages(folder: Path) -> list[tuple[Act, list[tuple[str, str | None]]]]:
    """Return the acts of a life, in order, each with the files that are written (or damaged) before it."""
    corrected = [
        (f"law-{number:03d}.md", law(number).replace("不得擅自", "严禁擅自")) for number in (2, 9, 20)
    ]
    more = [(f"more-{number:03d}.md", law(number)) for number in range(100, 112)]
    bad: list[tuple[str, str | None]] = [("bad-1.txt", "今天天气很好。"), ("bad-2.txt", ""), ("b.zip", "PK")]
    mended: list[tuple[str, str | None]] = [("bad-2.txt", law(70))]
    key = "测试市足球场地建设条例第3版/2020-01-01/law-003.md"
    return [
        (Act("a new home", "index", str(folder)), bad),
        (Act("corrections and more", "index", str(folder)), [*corrected, *more, *mended]),
        (Act("removing", "remove", key), [("law-003.md", None)]),
        (Act("repairing", "repair"), []),
        (Act("again", "index", str(folder)), [("law-003.md", law(3))]),
    ]


def prepare(sources: Path, home: Path, act: Act, files: list[tuple[str, str | None]]) -> None:
    """Write the files of a stage; where it repairs, damage what it is to repair."""
    for name, text in files:
        if text is None:
            (sources / name).unlink()
        else:
            (sources / name).write_text(text, encoding="utf-8")
    if act.what == "repair":
        for part in (home / "lexical" / "tantivy", home / "vectors", home / "jieba"):
            chosen = max((p for p in part.iterdir() if p.is_file()), key=lambda p: (p.stat().st_size, p.name))
            chosen.write_bytes(chosen.read_bytes()[:-7])


def run(home: Path, model: Path, act: Act, pools: bool, *chosen: object) -> subprocess.CompletedProcess[str]:
    """Do an act in a session of its own; ``chosen`` are the event, the delay and the way to end it."""
    script = Path(__file__).with_name("interrupted.py")
    words = (home, model, act.what, act.name, "pools" if pools else "alone", *chosen)
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ.get("PATH", "")}
    process = subprocess.Popen(
        [sys.executable, str(script), *map(str, words)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    try:
        out, err = process.communicate(timeout=600)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    assert_nobody_is_left(process.pid)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def assert_nobody_is_left(session: int) -> None:
    """What a process started ends with it: by itself, and soon."""
    for _ in range(3000):
        if not _alive(session):
            return
        time.sleep(0.02)
    raise AssertionError(f"of the session {session} these go on: {_alive(session)}")


def _alive(session: int) -> list[str]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[3]) == session and told[0] not in "ZX":
            found.append(status.parent.name)
    return found


def look(folder: Path) -> None:
    """Open what a kill left: it is no home yet, or it answers, and its catalog is sound and whole."""
    try:
        home = open_home(folder)
    except HomeError as refused:
        if "no home" not in str(refused):
            raise
        return
    with home:
        for question in QUESTIONS:
            try:
                home.lexical.search(RetrievalQuery(phrases=(question[:4],)), 10)
                home.stores["vector"].search(RetrievalQuery(text=question), 10)
            except HomeError as refused:  # killed while it was repaired: it still is what was damaged
                if "verify --repair" not in str(refused):
                    raise
        # Whole issues only.
        assert len(home.catalog.rowids()) % ARTICLES == 0
        faults = [str(fault) for fault in verify(home)]
        mendable = "the BM25", "the vectors", "the dictionary", "the vector file"
        assert [fault for fault in faults if not fault.startswith(mendable)] == []


def state(home: Home) -> dict[str, object]:
    """Return all that must be equal however often a home was killed, by the ids of the clauses."""
    catalog = home.catalog
    rows = catalog.clauses(catalog.rowids())
    uids = {rowid: row.clause.id for rowid, row in rows.items()}
    words = {
        question: sorted(uids[hit.rowid] for hit in home.lexical.search(RetrievalQuery(tuple(cut)), 10_000))
        for question in QUESTIONS
        for cut in [home.tokenizer.query_words(question)]
    }
    vectors = {
        question: sorted(
            (uids[hit.rowid], -1 if hit.passage is None else hit.passage, round(hit.score, 4))
            for hit in found
        )
        for question in QUESTIONS
        for found in [home.stores["vector"].search(RetrievalQuery(text=question), 10_000)]
    }
    return {
        "ids": sorted(uids.values()),
        "clauses": sorted((row.clause.id, row.clause.text, row.document.title) for row in rows.values()),
        "words": words,
        "vectors": vectors,
        "problems": catalog.problems(),
        "set aside": catalog.set_aside(),
        "lexical": sorted(uids[rowid] for rowid in home.stores["bm25"].rowids()),
        "vector rows": sorted(uids[rowid] for rowid in home.stores["vector"].rowids()),
    }


def live(folder: Path, model: Path, kills: int, dice: random.Random) -> Tried:
    """Lead a home through its life with about so many kills, and compare it with one that had none."""
    tried = Tried()
    sources, calm, home = write_laws(folder / "sources", LAWS, ARTICLES), folder / "calm", folder / "home"
    acts = stages(sources)
    for number, (act, files) in enumerate(acts):
        prepare(sources, calm, act, files)
        if act.what == "repair":
            prepare(sources, home, act, [])
        done = run(calm, model, act, pools=False)
        assert done.returncode == 0, done.stderr
        events = int(done.stdout)
        here = kills * (number + 1) // len(acts) - kills * number // len(acts)
        for _ in range(here):
            if number == 0 and dice.random() < 0.25:
                shutil.rmtree(home, ignore_errors=True)  # so that the first steps are hit often
            kill(home, model, act, events, dice, tried)
            look(home)
        done = run(home, model, act, pools=False)
        assert done.returncode == 0, done.stderr
        compare(calm, home, act)
    return tried


def kill(home: Path, model: Path, act: Act, events: int, dice: random.Random, tried: Tried) -> None:
    """Do an act and end it in the middle."""
    at = int(events * dice.random() ** 2) + 1  # what was done before is not done again: it ends earlier
    delay = dice.choice((0.0, 0.0, dice.uniform(0, 0.05), dice.uniform(0, 0.5)))
    how = dice.choice(("group", "group", "main", "main", "workers", "SIGTERM", "SIGINT"))
    done = run(home, model, act, dice.random() < 0.5, at, delay, how)
    expected = {"group": -signal.SIGKILL, "main": -signal.SIGKILL, "SIGTERM": -signal.SIGTERM}
    if how == "workers":  # nothing was running, a fork of a reader was, or a process of the pool
        assert done.returncode in (0, 1), done.stderr
        if done.returncode:
            assert "HomeError: a process of this run ended by itself" in done.stderr, done.stderr
    elif how == "SIGINT":
        assert done.returncode in (0, 1, 130, -signal.SIGINT), done.stderr
        assert done.returncode == 0 or "KeyboardInterrupt" in done.stderr, done.stderr
    else:
        assert done.returncode in (0, expected[how]), done.stderr
    tried.kills += done.returncode != 0
    tried.by_act[act.title] = tried.by_act.get(act.title, 0) + (done.returncode != 0)
    tried.by_how[how] = tried.by_how.get(how, 0) + (done.returncode != 0)
    assert how in ENDINGS


def compare(calm: Path, disturbed: Path, act: Act) -> None:
    """Hold the two homes against each other."""
    with open_home(calm) as one, open_home(disturbed) as other:
        assert verify(other) == (), act
        assert other.behind() == 0, act
        assert state(other) == state(one), act
