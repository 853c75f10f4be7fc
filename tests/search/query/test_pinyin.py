"""What stands nowhere is taken for what sounds like it; what stands somewhere is left alone."""

import pytest

from search import Searcher
from search.query.pinyin import PinyinMatcher

HEARD = [
    # (question, what was typed, what was searched for)
    ("信息话项目变更由谁审批", "信息话项目", "信息化项目"),
    ("突发事件应急预按什么时候启动", "应急预按", "应急预案"),
    ("变梗", "变梗", "变更"),
    ("xinxihua xiangmu", "xinxihua xiangmu", "信息化项目"),
    ("xin xi hua", "xin xi hua", "信息化"),
    ("Yingji yuan", "Yingji yuan", "应急预案"),
]

LEFT_ALONE = [
    "信息化项目变更由谁审批",  # as it stands
    "who approves IT project changes",
    "change women",  # chang'e, wo'men: syllables, but no words here
    "今天天气怎么样",
    "“信息话”",  # a phrase is asked for as it is
    "岭政办发〔2025〕3号 信息话",  # a number is asked for
    "高考前夜里跳广场舞开音响可以吗",  # 场舞 sounds like 常务, but is no word
    "小明认为可以借道",  # two of two characters differ
    "",
    "hua",
]


@pytest.mark.parametrize(("question", "typed", "word"), HEARD)
def test_what_stands_nowhere_is_heard(searcher: Searcher, question: str, typed: str, word: str) -> None:
    answer = searcher.search(question)
    meant = searcher.search(question.replace(typed, word))
    assert [hit.row.rowid for hit in answer.hits] == [hit.row.rowid for hit in meant.hits]
    assert answer.notes[0] in (
        f"没有“{typed}”，已按“{word}”查找", f'nothing here says "{typed}": searched for "{word}"',
    )  # fmt: skip
    assert answer.query == question


@pytest.mark.parametrize("question", LEFT_ALONE)
def test_what_stands_somewhere_or_is_exact_is_left_alone(searcher: Searcher, question: str) -> None:
    notes = searcher.search(question).notes
    assert not any("已按“" in note or "searched for" in note for note in notes)


def test_a_change_of_the_home_is_noticed(searcher: Searcher) -> None:
    pinyin = PinyinMatcher(searcher.home)
    assert pinyin._here() is pinyin._here()
