"""The README is true: its transcripts are run again, and it knows every command."""

from __future__ import annotations

import argparse
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
