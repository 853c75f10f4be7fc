"""Judging, on hits made by hand and on the questions beside the samples."""

import json
from pathlib import Path

import pytest

from index import open_home
from search import Searcher, evaluate
from search.answer.hits import Hit
from search.evaluation.evaluate import Gold, QuestionsError, judge, read_questions
from tests.search.conftest import SAMPLES, MakeRow

SHARED = Path(__file__).resolve().parents[4] / "shared"


def hit(make_row: MakeRow, text: str, locator: str = "第一条") -> Hit:
    return Hit(1, 0.5, make_row(text, locator=locator))


def test_a_gold_is_a_document_and_a_text_blanks_aside(make_row: MakeRow) -> None:
    right = hit(make_row, "死亡和失踪 20 人以上")
    assert Gold("岭政发〔2025〕1号", "第一条", "失踪20人").fulfilled_by(right)
    assert Gold("测试办法", "第一条", "失踪20人").fulfilled_by(right)  # part of the title
    assert not Gold("岭政发〔2025〕2号", "第一条", "失踪20人").fulfilled_by(right)
    assert not Gold("岭政发〔2025〕1号", "第一条", "失踪21人").fulfilled_by(right)
    assert not Gold("", "", "失踪20人").fulfilled_by(right)


def test_an_article_gold_takes_the_short_name_of_a_law(make_row: MakeRow) -> None:
    row = make_row(title="中华人民共和国民法典", locator="第五十四条")
    assert Gold(article="民法典第五十四条").fulfilled_by(Hit(1, 0.5, row))
    assert not Gold(article="民法典第五十五条").fulfilled_by(Hit(1, 0.5, row))


def test_each_gold_counts_once(make_row: MakeRow) -> None:
    golds = [Gold("岭政发〔2025〕1号", "", "甲"), Gold("岭政发〔2025〕1号", "", "乙")]
    hits = [hit(make_row, text) for text in ("丙", "乙", "甲乙", "甲")]
    assert judge(hits, golds) == (None, 1, 0, None)


def test_a_broken_file_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"query": "a", "gold": []}\n{"query": "b"}\n', encoding="utf-8")
    with pytest.raises(QuestionsError, match="line 2"):
        read_questions(path)
    with pytest.raises(QuestionsError, match=r"none\.jsonl"):
        read_questions(tmp_path / "none.jsonl")


def test_the_samples_questions(searcher: Searcher) -> None:
    report = evaluate(searcher, SAMPLES / "questions.jsonl")
    json.dumps(report)
    assert (
        report["questions"]
        == report["by"]["all"]["n"]
        == sum(one["n"] for code, one in report["by"].items() if code != "all")
    )
    assert report["by"]["zh"]["success@1"] >= 0.93
    assert report["by"]["zh"]["success@5"] >= 0.97
    assert report["by"]["en"]["success@1"] >= 0.78
    assert report["by"]["en"]["success@5"] >= 0.94
    assert report["by"]["en"]["success@10"] >= 0.97
    assert report["citations"] == 1.0


@pytest.mark.skipif(not SHARED.is_dir(), reason="the data beside the project is not here")
def test_the_real_gazette(real_home: Path) -> None:
    with open_home(real_home) as home:
        report = evaluate(Searcher(home), SHARED / "eval" / "gazette_dev.jsonl")
    assert report["by"]["zh"]["success@1"] >= 0.89
    assert report["by"]["zh"]["success@5"] >= 0.96
    assert report["by"]["en"]["success@1"] >= 0.65
    assert report["by"]["en"]["success@5"] >= 0.94
    assert report["by"]["en"]["success@10"] >= 0.99
    assert report["citations"] == 1.0
