"""The measures of speed run, and add up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.speed import latency
from models import BUNDLED
from tests.conftest import SAMPLES

pytestmark = pytest.mark.skipif(
    not BUNDLED.is_dir(), reason="the bundled model is not built: see models/README.md"
)


def test_indexing_is_compared_with_plain_cutting_of_the_same_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["indexing", str(SAMPLES[2]), "--json"]) == 0
    measured = json.loads(capsys.readouterr().out)
    assert measured["clauses"] == 83
    assert measured["ratio"] == pytest.approx(measured["index_s"] / measured["plain_jieba_s"], rel=0.1)
    assert measured["characters_per_s"] > measured["clauses_per_s"] > 0


def test_a_path_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["indexing", str(tmp_path / "none.jsonl")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_encoding_and_a_cold_question_are_timed_in_processes_of_their_own(home: Path) -> None:
    measured = latency.encoding(home, SAMPLES[0].with_name("questions.jsonl"))
    assert set(measured) == {"question_p50", "question_p95", "passage", "passage_characters"}
    assert measured["question_p50"] <= measured["question_p95"]
    cold = latency.cold_search(home, runs=1)
    assert cold["median"] == cold["best"] > 0


def test_references_and_events_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["references", *map(str, SAMPLES), "--json"]) == 0
    measured = json.loads(capsys.readouterr().out)
    assert (measured["documents"], measured["clauses"], measured["references"]) == (29, 311, 77)
    assert measured["events"] > 40
    assert main(["references", str(SAMPLES[0].with_name("none.txt"))]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
