"""English expressions with one Chinese form."""

import pytest

from search.query.english import put_into_chinese
from search.query.parse import analyse

EXPRESSIONS = [
    ("start a level four emergency response", "start a 四级 emergency response"),
    ("level IV response", "四级 response"),
    ("a level-2 alert", "a 二级 alert"),
    ("first-level response", "一级 response"),
    ("by the third quarter", "by the 三季度"),
    ("the 15th Five-Year Plan", "the 十五五"),
    ("the fourteenth five-year plan", "the 十四五"),
    ("before 30 September", "before 30 9月"),
    ("by May 2025", "by 5月 2025"),
    # no such expression
    ("construction may start", "construction may start"),
    ("at this level I am", "at this 一级 am"),  # the price of level I
    ("levels of water", "levels of water"),
    ("class of 2025", "class of 2025"),
]


@pytest.mark.parametrize(("text", "chinese"), EXPRESSIONS)
def test_put_into_chinese(text: str, chinese: str) -> None:
    assert " ".join(put_into_chinese(text).split()) == chinese


def test_a_chinese_question_is_left_alone() -> None:
    assert "level" in analyse("信息化项目分级 level 2 的审批要求是什么").rest
