"""The papers are true: the README's transcripts are run again, and what is said of the code is there."""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, command_environment
from view.arguments import build_parser

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the subcommands by name."""
    for action in build_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("no commands")


def transcripts() -> Iterator[tuple[str, str]]:
    """Yield each command of the README's console blocks with the output that is claimed."""
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


def comparable(output: str) -> str:
    """Return an output without what differs from run to run, and how many related clauses trail."""
    return re.sub(r"\d+(?:\.\d+)? ms", "… ms", re.sub(r"of \d+ clauses", "of … clauses", output)).strip()


def test_the_transcripts_of_the_readme_are_what_is_printed(tmp_path: Path) -> None:
    environment = command_environment(GONGBAO_HOME=str(tmp_path / "home"))
    (tmp_path / "gongbao").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cli "$@"\n', encoding="utf-8")
    (tmp_path / "gongbao").chmod(0o755)
    environment["PATH"] = f"{tmp_path}:{environment['PATH']}"
    ran = 0
    for command, output in transcripts():
        done = subprocess.run(
            ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert comparable(done.stdout + done.stderr) == comparable(output), command
        ran += 1
    assert ran >= 5


def test_the_readme_names_every_command() -> None:
    for name in commands():
        assert f"`gongbao {name}" in README, name


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_argument_has_help(name: str) -> None:
    parser = commands()[name]
    assert parser.description
    assert all(action.help for action in parser._actions)


def test_the_readme_names_every_filter() -> None:
    filters = {option for action in commands()["search"]._actions for option in action.option_strings}
    for option in filters - {"-h", "--help", "--limit", "--json", "--home", "--model"}:
        assert option in README


@pytest.mark.parametrize("paper", PAPERS, ids=[path.name for path in PAPERS])
def test_links_lead_to_files_that_are_there(paper: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", paper.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (paper.parent / target).exists(), target


def test_every_make_target_of_the_papers_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for paper in PAPERS:
        named = re.findall(r"(?:`|^\s*)make ([a-z-]+)", paper.read_text(encoding="utf-8"), re.MULTILINE)
        assert set(named) <= targets, paper


# -- what the papers say of the code -------------------------------------------------------------------

HOUSES = ("corpus", "index", "search", "view", "web", "models", "benchmarks", "samples", "docs", "tests")
ENTRIES = (*HOUSES, "cli", "ui")
MAP = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ALL_PAPERS = [*PAPERS, *(ROOT / house / "README.md" for house in ("models", "benchmarks", "samples"))]
FILES = {file.name for house in HOUSES for file in (ROOT / house).rglob("*")} | {"cli.py", "ui.py"}
PATH = re.compile(rf"(?<![\w/.-])(?:{'|'.join(HOUSES)})(?:/[\w-]+(?:\.\w+)*)+|\b(?:ui|cli)\.py\b")
NAME = re.compile(rf"`((?:{'|'.join(ENTRIES)})(?:\.(?!py`)\w+)*)(?::([A-Za-z_][\w.]*))?`")


def section(title: str) -> str:
    """Return what stands below a heading of the map."""
    found = re.search(rf"^(#+) {re.escape(title)}\n(.*?)(?=^#|\Z)", MAP, re.DOTALL | re.MULTILINE)
    assert found, title
    return found[2]


def defined(module: str, name: str) -> str | None:
    """Return the lines that give a module, a class in it or a member of that its name; None where none do."""
    folder = ROOT.joinpath(*module.split("."))
    file = next((one for one in (folder.with_suffix(".py"), folder / "__init__.py") if one.is_file()), None)
    if file is None:
        return None
    text = file.read_text(encoding="utf-8")
    found: ast.AST = ast.parse(text)
    for part in filter(None, name.split(".")):
        inside = [one for one in getattr(found, "body", []) if part in bound(one)]
        if not inside:
            return None
        found = inside[0]
    return ast.get_source_segment(text, found) or text


def bound(node: ast.stmt) -> set[str]:
    """Return the names that a statement gives."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name for alias in node.names}
    targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
    return {one.id for one in targets if isinstance(one, ast.Name)}


def stands(dotted: str) -> bool:
    """Tell if the code has a package.module, or a name in one."""
    parts = dotted.split(".")
    return any(
        defined(".".join(parts[:at]), ".".join(parts[at:])) is not None for at in range(len(parts), 0, -1)
    )


@pytest.mark.parametrize("paper", ALL_PAPERS, ids=[str(path.relative_to(ROOT)) for path in ALL_PAPERS])
def test_what_papers_name_of_the_code_is_there(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    for path in PATH.findall(text):
        assert (ROOT / path).exists(), path
    for file in re.findall(r"(?<![\w/])\w+\.py\b", text):
        assert file in FILES, file
    for module, name in NAME.findall(text):
        assert defined(module, name) is not None if name else stands(module), (module, name)


@pytest.mark.parametrize("title", ["A question", "A file", "A status request", "A draft check"])
def test_each_step_of_a_walk_is_named_by_one_before_it(title: str) -> None:
    steps = [(module, name) for module, name in NAME.findall(section(title)) if name]
    assert len(steps) >= 8
    said = defined(*steps[0])
    assert said is not None
    for module, name in steps[1:]:
        assert re.search(rf"\b{name.rpartition('.')[2]}\b", said), (
            f"{module}:{name} is called by none before it"
        )
        said += defined(module, name) or ""


def test_every_package_has_its_line_in_the_house() -> None:
    house = section("The house")
    for root in ("corpus", "index", "search", "view", "web"):
        for file in (ROOT / root).rglob("__init__.py"):
            assert f"    {file.parent.relative_to(ROOT)}/ " in house, file


THINGS = [
    "a file type", "a clause form", "an event kind", "a retriever", "a ranking feature", "an export", "a message",
    "a store", "a route",
]  # fmt: skip


@pytest.mark.parametrize("thing", THINGS)
def test_it_is_told_where_things_are_added_in_two_files_at_most(thing: str) -> None:
    (answer,) = re.findall(
        rf"^- \*\*{thing}\*\*:(.*?)(?=^- |\Z)", section("Where do I add …"), re.DOTALL | re.MULTILINE
    )
    assert 1 <= len({path for path in PATH.findall(answer) if not path.startswith("tests/")}) <= 2
