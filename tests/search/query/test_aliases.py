"""Other names of the same, and what only looks like one."""

import pytest

from search import Searcher
from search.query.aliases import find_aliases, names_in_chinese
from search.query.parse import analyse

CHINESE = [
    ("发改委负责什么", "发改委", "发展和改革委员会"),
    ("由发展和改革委员会解释", "发展和改革委员会", "发改委"),
    ("卫健委", "卫健委", "卫生健康委员会"),
    ("人社局局长", "人社局", "人力资源和社会保障局"),
    ("巴州财政", "巴州", "巴音郭楞蒙古自治州"),
    ("衛健委", "卫健委", "卫生健康委员会"),
]


@pytest.mark.parametrize(("text", "name", "other"), CHINESE)
def test_chinese_names_have_others(text: str, name: str, other: str) -> None:
    found = {alias.name: alias.others for alias in find_aliases(text)}
    assert other in found[name]


@pytest.mark.parametrize("text", ["改革发展委托", "卫生健康", "人事局", "州财政局", "财政局", ""])
def test_what_looks_alike_has_none(text: str) -> None:
    assert find_aliases(text) == ()


def test_a_question_that_says_both_needs_no_other() -> None:
    names = {alias.name: alias.others for alias in find_aliases("发改委（发展和改革委员会）")}
    assert all("发改委" not in others for others in names.values())


ENGLISH = [
    ("who heads the finance bureau", "财政局"),
    ("the Bureau of Finance", "财政局"),
    ("Development & Reform Commission", "发展和改革委员会"),
    ("human resources and social-security bureau", "人力资源和社会保障局"),
    ("approval of IT projects", "信息化"),
    ("can it be changed", ""),  # a pronoun
    ("finance of the bureau", ""),
    ("bureaucracy and finance", ""),
    ("a health commissioner", ""),
]


@pytest.mark.parametrize(("text", "chinese"), ENGLISH)
def test_english_names_are_put_into_chinese(text: str, chinese: str) -> None:
    assert names_in_chinese(text) == chinese


def test_aliases_only_add_words() -> None:
    query = analyse("finance bureau")
    assert query.words == ("finance", "bureau", "财政局")
    query = analyse("发改委")
    assert (query.words, query.rest) == (("发改委",), "发改委")
    assert "发展和改革委员会" in query.also


def test_the_full_name_answers_for_the_short_one(searcher: Searcher) -> None:
    answer = searcher.search("发改委")
    assert "发展和改革委员会" in answer.hits[0].text
    assert answer.hits[0].highlights
    assert answer.notes == ()
    # An exact match is not displaced: the name that was typed stands first where it is printed.
    assert "粮食和物资储备局" in searcher.search("粮食和物资储备局").hits[0].text


def test_an_english_name_finds_the_bureau(searcher: Searcher) -> None:
    assert all("财政局" in hit.text for hit in searcher.search("finance bureau", limit=3).hits[1:2])
    assert "审计局局长" in searcher.search("head of the audit bureau").hits[0].text
