"""The command over the samples: its JSON, its page, its baseline; and the same figures as evaluate."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from benchmarks.__main__ import main
from benchmarks.homes import prepared_home
from benchmarks.quality.chart import draw
from benchmarks.quality.legs import LEGS
from benchmarks.quality.page import write_section
from models import BUNDLED
from models.questions import BLOCKS
from search import Searcher, evaluate
from search.evaluation.metrics import MEASURES
from tests.conftest import SAMPLES

pytestmark = pytest.mark.slow

QUESTIONS = SAMPLES[0].with_name("questions.jsonl")
needs_model = pytest.mark.skipif(
    not BUNDLED.is_dir(), reason="the bundled model is not built: see models/README.md"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a few of the samples' questions, of every kind; the home is kept there too."""
    folder = tmp_path_factory.mktemp("quality")
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    (folder / "few.jsonl").write_text("\n".join(lines[::7]), encoding="utf-8")
    return folder


def run(folder: Path, *more: object) -> int:
    corpus = ["--corpus", *map(str, SAMPLES), "--home", str(folder / "home"), "--name", "samples"]
    return main(["quality", *corpus, "--questions", str(folder / "few.jsonl"), *map(str, more)])


def asked(folder: Path, capsys: pytest.CaptureFixture[str], *more: object) -> dict[str, Any]:
    assert run(folder, "--json", "--resamples", 200, *more) == 0
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


@needs_model
def test_the_json_holds_what_the_docs_say(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = asked(folder, capsys)
    assert set(report) == {
        "name", "questions", "clauses", "model", "resamples", "seed", "by", "by_kind",
        "fused_below_leg", "latency_ms", "results",
    }  # fmt: skip
    assert (report["name"], report["questions"], report["clauses"]) == ("samples", 14, 311)
    assert set(report["by"]) == {"zh", "en", "all"}
    for group in [*report["by"].values(), *report["by_kind"].values()]:
        assert list(group["legs"]) == list(LEGS)
        for row in group["legs"].values():
            assert list(row) == list(MEASURES)
            assert all(0 <= low <= mean <= high <= 1 for mean, low, high in row.values())
    assert all(report["latency_ms"][what]["p50"] > 0 for what in ("question", "encode"))
    again = asked(folder, capsys)
    assert (again["by"], again["by_kind"]) == (report["by"], report["by_kind"])


@needs_model
def test_the_fused_figures_are_those_of_evaluate(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = asked(folder, capsys)
    with prepared_home(SAMPLES, folder / "home") as home:
        expected = evaluate(Searcher(home), folder / "few.jsonl")
    for code, row in expected["by"].items():
        fused = report["by"][code]["legs"]["fused"]
        assert {name: bounds[0] for name, bounds in fused.items()} == {name: row[name] for name in MEASURES}
    ranks = {one["id"]: one["ranks"]["fused"] for one in report["results"]}
    assert ranks == {one["id"]: one["ranks"] for one in expected["results"]}


@needs_model
def test_a_baseline_shows_gain_and_loss(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = folder / "baseline.json"
    asked(folder, capsys, "--baseline", kept, "--save-baseline")
    same = asked(folder, capsys, "--baseline", kept)["against_baseline"]
    assert (same["better"], same["worse"], same["lost"], same["same_questions"]) == (0, 0, [], True)
    assert {gain for legs in same["gains"].values() for row in legs.values() for gain in row.values()} == {
        0.0
    }
    changed = json.loads(kept.read_text(encoding="utf-8"))
    changed["samples"]["means"]["zh"]["fused"]["mrr@10"] -= 0.25
    first = next(iter(changed["samples"]["ranks"]))
    changed["samples"]["ranks"][first] = "90"
    kept.write_text(json.dumps(changed), encoding="utf-8")
    against = asked(folder, capsys, "--baseline", kept)["against_baseline"]
    assert against["gains"]["zh"]["fused"]["mrr@10"] == 0.25
    assert (against["better"], against["worse"]) == (1, 0)
    assert run(folder, "--baseline", folder / "none.json") == 1
    assert "--save-baseline" in capsys.readouterr().err


@needs_model
def test_the_page_keeps_what_others_wrote(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = folder / "quality.md"
    page.write_text("# Quality\n\nWritten by hand.\n", encoding="utf-8")
    for _ in range(2):
        assert run(folder, "--write", page, "--resamples", 50) == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Quality\n\nWritten by hand.\n")
    assert text.count("## samples") == text.count("<!-- end samples -->") == 1
    assert "| **Gongbao** |" in text
    for language in ("zh", "en"):
        assert f"(quality-samples-{language}.svg)" in text
        ET.parse(folder / f"quality-samples-{language}.svg")  # noqa: S314 - our own file
    capsys.readouterr()


def test_a_section_takes_the_place_of_its_former_self(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    write_section(page, "a", r"one \1")
    write_section(page, "b", "two")
    write_section(page, "a", "three")
    assert page.read_text(encoding="utf-8") == (
        "# Quality\n\n<!-- begin a -->\nthree\n<!-- end a -->\n\n<!-- begin b -->\ntwo\n<!-- end b -->\n"
    )


def test_a_bar_is_as_long_as_its_mean() -> None:
    svg = ET.fromstring(draw("<t>", {"bm25": {"x": [0.5, 0.4, 0.6]}}, ["x"]))  # noqa: S314 - our own text
    bars = [one for one in svg.iter("{http://www.w3.org/2000/svg}rect") if one.get("x") == "110"]
    assert [one.get("width") for one in bars] == ["240.0"]


@pytest.mark.parametrize("wrong", ["missing.jsonl", "empty.jsonl"])
def test_bad_questions_are_one_line(tmp_path: Path, wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.jsonl").touch()
    done = main(["quality", "--corpus", str(SAMPLES[0]), "--questions", str(tmp_path / wrong)])
    assert done == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@needs_model
def test_each_question_is_asked_of_one_fold_and_none_is_lost(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for block in range(BLOCKS):
        (tmp_path / str(block)).symlink_to(BUNDLED)  # what they have learned does not matter here
    few = [json.loads(line) for line in (folder / "few.jsonl").read_text(encoding="utf-8").splitlines()]
    translated = tmp_path / "translated.jsonl"
    translated.write_text(
        "\n".join(json.dumps({**one, "id": f"{one['id']}-en"}) for one in few[:3]), encoding="utf-8"
    )
    corpus = ["--corpus", str(SAMPLES[0]), "--folds", str(tmp_path), "--resamples", "50", "--json"]
    judged = ["--judged", str(folder / "few.jsonl")]
    for path, more, ids in (
        (folder / "few.jsonl", [], [one["id"] for one in few]),
        (translated, judged, [f"{one['id']}-en" for one in few[:3]]),
    ):
        assert main(["quality", *corpus, "--questions", str(path), *more]) == 0
        assert [one["id"] for one in json.loads(capsys.readouterr().out)["results"]] == ids
    assert main(["quality", *corpus, "--questions", str(QUESTIONS), *judged]) == 1
    assert "is none of the questions that the folds were cut from" in capsys.readouterr().err
