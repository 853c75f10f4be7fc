"""Numbers without their issuer, and what only looks like one."""

import pytest

from search import Searcher
from search.query.completion import complete_numbers

WHOLE = [
    ("〔2025〕3号", {"岭政办发〔2025〕3号"}),
    ("[2025]3号", {"岭政办发〔2025〕3号"}),
    ("（2025）3号", {"岭政办发〔2025〕3号"}),
    ("2025年3号文件", {"岭政办发〔2025〕3号"}),
    ("2025年3号", {"岭政办发〔2025〕3号"}),
    ("3号文件", {"岭政办发〔2025〕3号"}),
    ("第3号文件", {"岭政办发〔2025〕3号"}),
    ("document no. 3 of 2025", {"岭政办发〔2025〕3号"}),
    ("41号通知", {"岭政办发〔2024〕41号"}),
]


@pytest.mark.parametrize(("text", "numbers"), WHOLE)
def test_a_partial_number_finds_its_document(searcher: Searcher, text: str, numbers: set[str]) -> None:
    assert {hit.row.document.number for hit in searcher.search(text).hits} >= numbers
    assert searcher.search(text).hits[0].row.document.number in numbers


def test_a_place_in_it_is_found(searcher: Searcher) -> None:
    hit = searcher.search("〔2025〕3号第十七条").hits[0]
    assert (hit.row.document.number, hit.row.clause.locator) == ("岭政办发〔2025〕3号", "第十七条")


def test_a_number_that_is_only_mentioned_is_found_where_it_is(searcher: Searcher) -> None:
    whole = searcher.search("岭政办规〔2024〕2号还有效吗").hits[0].citation
    assert searcher.search("〔2024〕2号还有效吗").hits[0].citation == whole


def test_what_is_not_there_is_said(searcher: Searcher) -> None:
    assert searcher.search("〔1999〕99号").notes[0] == "库中没有〔1999〕99号"


LOOK_ALIKES = [
    "2025年3月1日起施行",
    "2025年第2期",
    "3号线什么时候开通",
    "3号楼",
    "2025年3号楼",
    "2025年3号线",
    "今年3号之前",
    "第3号",
    "岭政办发〔2025〕3号",  # whole already
    "岭政办发〔2025〕3号和41号文件",
    "room no. 3 of 2025",
    "the 3rd notice of 2025",
    "（2025—2027年）",
    "【2025】3.5",
    "信息化项目",
    "",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_looks_alike_stays(searcher: Searcher, text: str) -> None:
    assert complete_numbers(searcher.home, text) == (text, None)
