"""What the product says is frozen: a change of its output must be meant.

Everything a user sees of the sample issues stands in ``frozen/``: what the commands print, in both languages and as
JSON, how they fail, the files they export, the HTML of the page, its downloads. Of the shared gazette there are
numbers, offsets and hashes alone. Times, and the day of a search, are left out; all else is compared byte for byte,
HTML and Word files as trees.

``GONGBAO_RENEW_GOLDENS=1 pytest tests/golden`` writes the files anew. Read the difference before it is kept, and
name it in CHANGELOG.md where users notice it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.golden import cases, product
from tests.golden.compare import Section, frozen, readable, suffix
from tests.golden.normal import shortened_json

BOTH = (False, True)

# -- the command -------------------------------------------------------------------------------


def said(folder: Path, *arguments: str, chinese: bool = False) -> Section:
    """Return what a command printed, under the line that was typed."""
    done = product.run(folder, *arguments, chinese=chinese)
    as_json = "--json" in arguments and done.out
    parts = [shortened_json(done.out) + "\n" if as_json else done.out]
    if done.err:
        parts.append(f"[stderr] {done.err}")
    if done.code:
        parts.append(f"[exit] {done.code}\n")
    return f"LC_ALL={product.LOCALES[chinese]} gongbao {' '.join(arguments)}", "".join(parts)


def sections(folder: Path, command: str, asked: list[tuple[str, ...]]) -> list[Section]:
    """Return what a command prints: as JSON, under one locale after the other, and in both languages."""
    found = []
    for at, one in enumerate(asked):
        typed = (command, *one, "--home", "home")
        found.append(said(folder, *typed, "--json", chinese=at % 2 == 1))
        found += [said(folder, *typed, chinese=chinese) for chinese in BOTH]
    return found


def answers(folder: Path, asked: list[tuple[str, ...]], limit: str) -> list[Section]:
    """Return what is answered as JSON, and in one language after the other."""
    found = []
    for at, one in enumerate(asked):
        typed = ("search", *one, *(() if "--limit" in one else ("--limit", limit)), "--home", "home")
        found += [said(folder, *typed, "--json"), said(folder, *typed, chinese=at % 2 == 0)]
    return found


def test_questions(folder: Path) -> None:
    frozen("search.txt", answers(folder, cases.QUESTIONS, "3"))


def test_a_whole_page_of_hits(folder: Path) -> None:
    frozen("search-ten.txt", sections(folder, "search", [(cases.CHANGES,), ("audit bureau",)]))


def test_filters(folder: Path) -> None:
    frozen("search-filtered.txt", answers(folder, cases.FILTERED, "4"))


def test_documents(folder: Path) -> None:
    frozen("show.txt", sections(folder, "show", cases.SHOWN))


def test_statuses(folder: Path) -> None:
    frozen("status.txt", sections(folder, "status", cases.STATED))


def test_people(folder: Path) -> None:
    frozen("people.txt", sections(folder, "people", cases.PEOPLE))


def test_lists(folder: Path) -> None:
    frozen("list.txt", sections(folder, "list", cases.LISTED))


def test_drafts(folder: Path) -> None:
    frozen("check.txt", sections(folder, "check", cases.DRAFTS))


def test_failures(folder: Path) -> None:
    found = []
    for arguments in cases.FAILURES:
        at_home = arguments if "--home" in arguments or not arguments else (*arguments, "--home", "home")
        for chinese in BOTH:
            found.append(said(folder, *at_home, chinese=chinese))
    frozen("failures.txt", found)


def test_failures_as_json(folder: Path) -> None:
    asked = [("show", "岭政发〔1999〕999号"), ("people", "赵钱孙"), ("remove", "x"), ("check", "absent.txt")]
    typed = [(*one, "--json", "--home", "home") for one in asked]
    frozen("failures-json.txt", [said(folder, *one, chinese=chinese) for one in typed for chinese in BOTH])


def test_help(folder: Path) -> None:
    asked = [("--help",), *((command, "--help") for command in cases.COMMANDS)]
    frozen("help.txt", [said(folder, *one, chinese=chinese) for one in asked for chinese in BOTH])


TAKEN = ("samples/yunling-2025-01.txt", "samples/yunling-2025-04.txt", "odd", "absent.txt")
INDEXED: dict[bool, list[tuple[str, ...]]] = {
    False: [("--dry-run",), ("--dry-run", "--json"), (), ("--json",)],
    True: [("--dry-run",), ("--json",), ()],
}
LISTED = [("list", "problems"), ("list", "problems", "--json"), ("list",), ("verify",), ("verify", "--json")]


@pytest.mark.parametrize("chinese", BOTH)
def test_indexing(folder: Path, chinese: bool) -> None:
    def did(*arguments: str) -> Section:
        return said(folder, *arguments, "--home", home, chinese=chinese)

    home = "neu" if chinese else "new"
    found = [did("index", *TAKEN, "--workers", "1", *more) for more in INDEXED[chinese]]
    changed = folder / TAKEN[0]
    before = changed.read_text(encoding="utf-8")
    changed.write_text(before.replace("二百万元", "三百万元"), encoding="utf-8")
    try:
        found.append(did("index", *TAKEN[:2], "--workers", "1", *(() if chinese else ("--json",))))
    finally:
        changed.write_text(before, encoding="utf-8")
    found += [did(*one) for one in LISTED]
    frozen(f"index-{suffix(chinese)}.txt", found)


@pytest.mark.parametrize("chinese", BOTH)
def test_upkeep(folder: Path, copy: Path, chinese: bool) -> None:
    def did(*arguments: str) -> Section:
        return said(folder, *arguments, "--home", "copy", chinese=chinese)

    found = [
        did("verify"),
        did("verify", "--json"),
        did("backup", "backup"),
        did("backup", "other", "--json"),
    ]
    found += [did("backup", "backup")]
    for more in ((), ("--json",)):
        product.damage(copy)
        found += [did("verify", *more), did("search", cases.CHANGES, "--limit", "1")]
        found += [did("verify", "--repair", *more), did("search", cases.CHANGES, "--limit", "1")]
    found += [did("remove", "云岭州人民政府公报/2025/1"), did("list")]
    found += [did("remove", "云岭州人民政府公报/2025/2", "--json"), did("list", "--json"), did("verify")]
    found += [did("search", cases.CHANGES, "--limit", "2"), did("status", "岭政发〔2024〕22号")]
    for name in ("backup", "other"):
        shutil.rmtree(folder / name)
    frozen(f"upkeep-{suffix(chinese)}.txt", found)


def test_measures(folder: Path) -> None:
    found = [said(folder, "evaluate", "judged.jsonl", "--json", "--home", "home")]
    found += [said(folder, "evaluate", "judged.jsonl", "--home", "home", chinese=chinese) for chinese in BOTH]
    frozen("evaluate.txt", found)


# -- exports -----------------------------------------------------------------------------------


def exported(folder: Path, command: str, asked: tuple[str, ...], chinese: bool) -> list[Section]:
    """Return the files that a command exports, one of each kind."""
    found = []
    for kind in cases.KINDS:
        typed = (command, *asked, "--home", "home", "--export", f"found.{kind}")
        title, printed = said(folder, *typed, chinese=chinese)
        file = folder / f"found.{kind}"
        found += [(title, printed[printed.find("[stderr]") :] if "[stderr]" in printed else "")]
        found += [(f"found.{kind}", readable(file.read_bytes(), kind))]
        file.unlink()
    return found


@pytest.mark.parametrize("chinese", BOTH)
def test_exported_hits(folder: Path, chinese: bool) -> None:
    found = [one for asked in cases.EXPORTED[chinese] for one in exported(folder, "search", asked, chinese)]
    frozen(f"exports-search-{suffix(chinese)}.txt", found)


@pytest.mark.parametrize("chinese", BOTH)
def test_exported_findings(folder: Path, chinese: bool) -> None:
    found = [one for asked in cases.FINDINGS[chinese] for one in exported(folder, "check", asked, chinese)]
    frozen(f"exports-check-{suffix(chinese)}.txt", found)
