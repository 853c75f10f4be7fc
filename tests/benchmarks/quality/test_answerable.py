"""The questions that tell whether an answer is there: their golds, their balance, their shares."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from benchmarks.quality.answerable import CASES as SET
from benchmarks.quality.answerable import Case, Outcome, by_score_alone, measure, read_cases
from corpus import parse, read
from search.evaluation.evaluate import Gold
from tests.conftest import ROOT, SAMPLES

CASES = read_cases(SET)


def test_the_set_is_balanced_and_its_own() -> None:
    assert len({case.id for case in CASES}) == len({case.query for case in CASES}) == 200
    halves = Counter((case.answerable, case.language, case.split) for case in CASES)
    assert set(halves.values()) == {25}
    assert len(halves) == 8
    lines = (ROOT / "samples" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    assert not {json.loads(line)["query"] for line in lines} & {case.query for case in CASES}


def test_every_gold_stands_in_the_samples_and_only_answerable_ones_have_one() -> None:
    there = {
        (name, clause.locator): clause.text
        for path in SAMPLES
        for document in parse(read(path)).documents
        for clause in document.clauses
        for name in (document.number, document.title.removeprefix("云岭州人民政府"))
        if name
    }
    for case in CASES:
        assert bool(case.golds) == case.answerable, case
        for gold in case.golds:
            assert (gold.document, gold.locator) in there, case


def case(answerable: bool, split: str = "fit") -> Case:
    return Case("c", "?", "zh", "question", split, answerable, (Gold("a"),) if answerable else ())


def test_shares_worked_by_hand() -> None:
    outcomes = [
        Outcome(case(True), False, False, 0.9, 1),
        Outcome(case(True, "validate"), True, False, 0.2, 3),
        Outcome(case(False), True, False, 0.1, None),
        Outcome(case(False), False, True, 0.3, None),
        Outcome(case(False, "validate"), False, False, 0.95, None),
    ]
    report = measure(outcomes)
    assert report["by"]["all"]["zh"] == {
        "answerable": 2, "refused": 0.5, "success@1": 0.5, "success@5": 1.0,
        "unanswerable": 3, "caught": 0.3333, "caught_or_unknown": 0.6667,
    }  # fmt: skip
    assert report["by"]["validate"]["zh"]["caught"] == 0.0
    assert [len(report[name]) for name in ("missed", "refused")] == [2, 1]


def test_a_threshold_is_fitted_on_one_half_and_measured_on_the_other() -> None:
    fit = [Outcome(case(True), False, False, score, 1) for score in (0.3, 0.5, 0.7)]
    other = [
        Outcome(case(answerable, "validate"), False, False, score, None)
        for answerable, score in (
            (True, 0.25),
            (True, 0.9),
            (False, 0.1),
            (False, 0.29),
            (False, 0.6),
            (False, 0.8),
        )
    ]
    assert by_score_alone(fit, other) == {"zh": {"threshold": 0.3, "caught": 0.5, "refused": 0.5}}


def test_english_questions_keep_the_golds_of_the_chinese() -> None:
    lines = SET.with_name("stard_en.jsonl").read_text(encoding="utf-8").splitlines()
    translated = [json.loads(line) for line in lines]
    assert len(translated) >= 160
    assert all(one["lang"] == "en" and one["gold"] and one["query"].isascii() for one in translated)
    source = Path(ROOT).parent / "shared" / "eval" / "stard_train.jsonl"
    if source.exists():
        golds = {}
        for line in source.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            golds[one["id"] + "-en"] = one["gold"]
        assert all(golds[one["id"]] == one["gold"] for one in translated)
