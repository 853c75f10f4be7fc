"""When a question is said to be hardly answered."""

import json
from pathlib import Path

import pytest

from search import Searcher
from search.answer.hits import Answer
from search.evaluation.evaluate import read_questions
from search.query.parse import Language
from search.ranking.answerable import is_doubtful
from search.ranking.maxsim import Nearness
from tests.search.conftest import SAMPLES

QUESTIONS = Path(__file__).resolve().parents[3] / "benchmarks" / "quality" / "answerable.jsonl"
UNSURE = (
    "没有找到明确的答案，以下内容仅供参考",
    "nothing here clearly answers that; these are the nearest clauses",
)


def unsure(answer: Answer) -> bool:
    return any(text in answer.notes for text in UNSURE)


CASES = [
    (Language.CHINESE, Nearness(0.9, 3.0, False), 0.6, False),
    (Language.CHINESE, Nearness(0.4, 1.0, False), 0.3, True),
    (Language.CHINESE, Nearness(0.4, 1.0, True), 0.3, False),  # the one word asked for stands there
    (Language.ENGLISH, Nearness(0.4, 1.0, False), 0.3, True),
    (Language.ENGLISH, Nearness(0.4, 1.0, False), 0.45, False),  # near, for an English question
    (Language.CHINESE, Nearness(0.4, 1.0, False), 0.45, True),
    (Language.CHINESE, Nearness(0.0, 0.0, False), 0.0, True),
]


@pytest.mark.parametrize(("language", "near", "cosine", "doubtful"), CASES)
def test_doubt(language: Language, near: Nearness, cosine: float, doubtful: bool) -> None:
    assert is_doubtful(language, near, cosine) is doubtful


def test_most_of_what_is_not_here_is_said_and_little_of_what_is(searcher: Searcher) -> None:
    records = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    asked = [(one["answerable"], searcher.search(one["query"])) for one in records]
    absent = [unsure(answer) for answerable, answer in asked if not answerable]
    present = [unsure(answer) for answerable, answer in asked if answerable]
    assert len(absent) == len(present) == 100
    assert sum(absent) >= 80
    assert sum(present) <= 2
    assert all(answer.hits for _, answer in asked)  # shown all the same


def test_the_samples_questions_are_answered(searcher: Searcher) -> None:
    refused = [
        question.query
        for question in read_questions(SAMPLES / "questions.jsonl")
        if unsure(searcher.search(question.query))
    ]
    assert len(refused) <= 2


# A few words are no question, and are not doubted where they stand.
@pytest.mark.parametrize(
    "words", ["监理", "储备粮", "无人机", "验收", "防汛 预案", "变更申请", "“监理单位”", "岭政发〔2024〕22号"]
)
def test_single_words_that_stand_here_are_not_doubted(searcher: Searcher, words: str) -> None:
    assert not unsure(searcher.search(words))


@pytest.mark.parametrize("words", ["护照", "股票", "passport", "bitcoin"])
def test_single_words_that_do_not_are(searcher: Searcher, words: str) -> None:
    answer = searcher.search(words)
    assert unsure(answer)
    assert all(hit.score <= 0.1 for hit in answer.hits)
