"""Facts in view: which phrase of a hit answers, and that a question for none has none.

``golden/facts-issue.jsonl`` holds what was judged by hand over the real issue: spans, no sentences.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from re import compile as pattern

import pytest

from corpus.facts import FactKind
from corpus.records import Passage
from index import open_home
from search import Searcher
from search.answer.facts import pick_facts
from search.answer.hits import Hit
from search.evaluation.evaluate import read_questions
from search.query.answer_types import AnswerType, answer_types, numbers_in
from search.query.parse import analyse
from tests.search.conftest import SAMPLES, MakeRow
from web.wire import builtins_of

SHARED = Path(__file__).resolve().parents[4] / "shared"
GOLDEN = Path(__file__).parent / "golden" / "facts-issue.jsonl"

BODY, DEADLINE, FREQUENCY, DATE = FactKind.BODY, FactKind.DEADLINE, FactKind.FREQUENCY, FactKind.DATE
THRESHOLD, AMOUNT, SHARE, PLACE = FactKind.THRESHOLD, FactKind.AMOUNT, FactKind.SHARE, FactKind.PLACE

# (question, the likeliest kind of each thing that it asks for)
ASKED: list[tuple[str, list[FactKind]]] = [
    ("信息化项目变更由谁审批？", [BODY]),
    ("who approves IT project changes", [BODY]),
    ("哪个部门负责解释", [BODY]),
    ("多久内要申请验收", [DEADLINE]),
    ("within how many days must it be returned", [DEADLINE]),
    ("有效期到哪一年", [DEADLINE]),
    ("多久检查一次", [FREQUENCY]),
    ("how often are water levels measured", [FREQUENCY]),
    ("最晚什么时候报", [DATE]),
    ("夜间从几点到几点", [DATE]),
    ("when do the rules take effect", [DATE]),
    ("举报有多少奖金", [AMOUNT]),
    ("how much is a coach paid per lesson", [AMOUNT]),
    ("fine for not registering a drone", [AMOUNT]),
    ("补办要钱吗", [AMOUNT]),
    ("学校自己办食堂的比例要达到多少", [SHARE]),
    ("share of meal fees that must be spent on ingredients", [SHARE]),
    ("至少要多少人", [THRESHOLD]),
    ("how many deaths trigger a level I response", [THRESHOLD]),
    ("how old must a pilot be", [THRESHOLD]),
    ("where is road salt forbidden", [PLACE]),
    ("去哪里办，要钱吗", [AMOUNT, BODY]),
    ("谁同意，提前几天通知", [BODY, DEADLINE]),
    # whether, how, which documents, which person
    ("没有列入计划的项目能开工吗", []),
    ("哪些文件拟修订", []),
    ("岭政办发〔2025〕3号 第十七条", []),
    ("数字化发展局局长是谁", []),
    ("系统没什么人用会不会被关掉", []),
    ("what happens to those who embezzle meal money", []),
    ("is the 2024 price list still in force", []),
    ("are extra costs paid", []),
    ("轮换 空档期", []),
]


@pytest.mark.parametrize(("question", "kinds"), ASKED)
def test_what_a_question_asks_for(question: str, kinds: list[FactKind]) -> None:
    assert [one.kinds[0] for one in answer_types(analyse(question))] == kinds


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("more than four people", {4}),
        ("转移五百人", {500}),
        ("超过260方", {260}),
        ("由谁审批", set()),
        ("9" * 40, {999_999_999, 9999}),
    ],
)
def test_numbers_that_a_question_says(text: str, numbers: set[int]) -> None:
    assert numbers_in(text) == numbers


def picked(
    make_row: MakeRow, text: str, one: AnswerType, *words: str, passage: Passage | None = None
) -> list[str]:
    def near(texts: Sequence[str]) -> list[float]:
        return [sum(word in text for word in words) / (len(words) or 1) for text in texts]

    clause = make_row(text).clause
    return [text[slice(*fact.span)] for fact in pick_facts([one], clause, passage, near)]


TERMS = "合同签订后五日内备案，验收后十日内移交，其中资料三日内移交。"


def test_the_phrase_nearest_to_the_words_is_chosen(make_row: MakeRow) -> None:
    days = AnswerType((DEADLINE,))
    assert picked(make_row, TERMS, days, "备案") == ["五日内"]
    assert picked(make_row, TERMS, days, "移交") == ["十日内"]  # 其中 tells a part of it
    assert picked(make_row, TERMS, AnswerType((AMOUNT,)), "移交") == []


def test_the_passage_that_was_found_comes_first(make_row: MakeRow) -> None:
    text = "提交材料，五日内受理。\n提交材料，十日内受理。"
    second = Passage("第二款", (12, len(text)))
    assert picked(make_row, text, AnswerType((DEADLINE,)), "受理", passage=second) == ["十日内"]


def test_what_is_done_and_in_what_unit(make_row: MakeRow) -> None:
    text = "方案由州财政局拟订，报州人民政府批准，费用二十元，人员不少于二十名。"

    assert picked(make_row, text, AnswerType((BODY,), act=pattern("批准")), "方案", "批") == [
        "报州人民政府批准"
    ]
    assert picked(make_row, text, AnswerType((BODY,), act=pattern("解释"), strict=True), "方案") == []
    amounts = (THRESHOLD, AMOUNT)
    assert picked(make_row, text, AnswerType(amounts, (pattern("元"),)), "人员") == ["二十元"]
    assert picked(make_row, text, AnswerType(amounts, (pattern("岁"),)), "人员") == []
    assert picked(make_row, text, AnswerType(amounts, (pattern("岁"),), strays=True), "人员") == [
        "不少于二十名"
    ]


def test_a_number_that_the_question_says_is_not_its_answer(make_row: MakeRow) -> None:
    text = "人口超过四人的，基数增加不少于四十吨。"
    assert picked(make_row, text, AnswerType((THRESHOLD,), said=frozenset({4})), "人口", "基数") == [
        "不少于四十吨"
    ]


def test_a_clause_of_any_length_is_bounded(make_row: MakeRow) -> None:
    assert picked(make_row, "甲" * 5000 + "，三日内办理。", AnswerType((DEADLINE,)), "办理") == []


# (question over the samples, the phrases marked in the clause that answers it)
MARKED = [
    ("who approves IT project changes", ["由州数据局审批"]),
    ("信息化项目变更由谁审批？", ["由州数据局审批"]),
    ("软件上线跑完试运行以后多久内要申请验收", ["六十日内"]),
    ("动用州级储备粮由谁批准", ["报州人民政府批准"]),
    ("who may order the release of reserve grain in an emergency", ["州长可以直接签发"]),
    ("储备粮仓库企业夏天多少天检查一次粮情", ["每十五日查验一次"]),
    ("信息化项目总投资多少要请监理", ["二百万元以上"]),
    ("石麓市居民水价第二档多少钱一方", ["每立方米3.20元"]),
    ("举报储备粮掺假有多少奖金", ["五百元以上五千元以下"]),
    ("自来水厂想涨价要经过谁同意，提前几天通知", ["由其报本级人民政府审批", "提前三十日"]),
    ("penalty for flying a drone near the airport without permission", ["两千元"]),
    ("公交票制改革哪个部门牵头", ["州交通运输局"]),
    ("户外招牌设置管理办法什么时候开始施行", ["自2027年1月1日起"]),
    ("trial period of the rules on collecting folk archives", ["一年"]),
    ("share of meal fees that must be spent on ingredients", ["不低于餐费的百分之七十"]),
    ("where is road salt forbidden", ["饮用水水源保护区、古树名木和文物建筑周边二十米以内"]),
]


@pytest.mark.parametrize(("question", "phrases"), MARKED)
def test_what_is_marked_over_the_samples(searcher: Searcher, question: str, phrases: list[str]) -> None:
    golds = next(one.golds for one in read_questions(SAMPLES / "questions.jsonl") if one.query == question)
    answer = searcher.search(question)
    right = next(hit for hit in answer.hits if any(gold.fulfilled_by(hit) for gold in golds))
    assert said(right) == phrases
    printed = next(one for one in builtins_of("search", answer)["hits"] if one["id"] == right.row.clause.id)
    assert [printed["text"][slice(*fact["span"])] for fact in printed["facts"]] == phrases


def said(hit: Hit) -> list[str]:
    return [hit.text[slice(*fact.span)] for fact in hit.facts]


def test_most_questions_that_ask_for_a_phrase_have_one_marked(searcher: Searcher) -> None:
    marked = 0
    for question in read_questions(SAMPLES / "questions.jsonl"):
        hits = searcher.search(question.query).hits
        marked += any(hit.facts for hit in hits)
        for hit in hits:
            assert len(hit.facts) <= 6
            assert all(0 <= fact.span[0] < fact.span[1] <= len(hit.text) for fact in hit.facts)
    assert marked >= 50


def test_nothing_is_marked_where_nothing_answers(searcher: Searcher) -> None:
    answer = searcher.search("结婚登记由谁审批要多少钱")
    assert answer.notes
    assert not [hit for hit in answer.hits if hit.facts]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the data beside the project is not here")
def test_the_real_gazette(real_home: Path) -> None:
    source = SHARED / "gazettes" / "bazhou-2025-02.txt"
    judged = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
    assert judged[0]["sha256"] == sha256(source.read_bytes()).hexdigest()
    right, wrong, missed = 0, [], []
    with open_home(real_home) as home:
        searcher = Searcher(home)
        questions = {one.id: one for one in read_questions(SHARED / "eval" / "gazette_dev.jsonl")}
        for line in judged[1:]:
            hits = searcher.search(questions[line["id"]].query).hits
            hit = next(hit for hit in hits if hit.row.clause.id.endswith(line["clause"]))
            found = [list(fact.span) for fact in hit.facts]
            right += sum(span in line["right"] for span in found)
            wrong += [(line["id"], span) for span in found if span not in line["right"]]
            missed += (
                [line["id"]] if line["right"] and not any(span in line["right"] for span in found) else []
            )
    assert len(judged) - 1 >= 40
    assert right / (right + len(wrong)) >= 0.9, wrong
    assert len(missed) <= 3, missed
