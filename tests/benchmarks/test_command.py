"""The one command of the benchmarks: what there is, and that the papers name no other."""

from __future__ import annotations

import re

import pytest

from benchmarks.__main__ import BENCHMARKS, main, named_lines
from tests.conftest import ROOT

PAPERS = [*ROOT.glob("*.md"), *ROOT.glob("*/*.md"), ROOT / "Makefile"]


def test_it_says_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    for name, (_, told) in BENCHMARKS.items():
        assert re.search(rf"^ +{name} +{re.escape(told)}$", said, re.MULTILINE)
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    assert capsys.readouterr().out == said


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.ocr if name == "scan" else ()) for name in BENCHMARKS]
)
def test_each_says_what_it_takes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    if name == "scan":
        pytest.importorskip("rapidocr")
    with pytest.raises(SystemExit, match="0"):
        main([name, "--help"])
    said = capsys.readouterr().out
    assert said.startswith(f"usage: python -m benchmarks {name} ")
    assert "--json" in said


def test_a_benchmark_that_is_not_there_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["nothing"])
    assert "'nothing'" in capsys.readouterr().err


def test_the_papers_name_what_there_is() -> None:
    named = {
        name
        for paper in PAPERS
        for name in re.findall(r"python -m benchmarks([ .][a-z_.]+)?", paper.read_text(encoding="utf-8"))
    }
    assert named - {""} == {f" {name}" for name in BENCHMARKS}


def test_every_measure_is_a_line() -> None:
    report = {"clauses": 83, "question_ms": {"p50": 1.5, "p95": 2.5}, "ratio": None}
    assert [line.split(maxsplit=1) for line in named_lines(report)] == [
        ["clauses", "83"], ["question_ms", "p50 1.5   p95 2.5"], ["ratio", "None"],
    ]  # fmt: skip
