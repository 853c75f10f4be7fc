"""Highlights show the text as printed and find the words however they are printed."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.text import match_form
from search.answer.highlights import fold_with_offsets, highlights, merge


def shown(text: str, *words: str) -> list[str]:
    return [text[start:end] for start, end in highlights(text, words)]


def test_blanks_widths_case_and_traditional_characters_match() -> None:
    assert shown("死亡和失踪 20 人以上", "20人") == ["20 人"]
    assert shown("ＩＴ项目", "it") == ["ＩＴ"]
    assert shown("（试行）办法", "(试行)") == ["（试行）"]
    assert shown("信息化项目", "信息化項目") == ["信息化项目"]


def test_latin_words_and_numbers_match_whole() -> None:
    assert shown("UNIT of IT", "it") == ["IT"]
    assert shown("2025年 1025年", "25") == []
    assert shown("1号 11号", "1号") == ["1号"]


def test_spans_are_sorted_and_merged() -> None:
    assert highlights("信息化项目管理", ["项目", "信息化", "化项"]) == ((0, 5),)
    assert merge([(5, 6), (0, 2), (1, 3)]) == ((0, 3), (5, 6))


def test_single_characters_only_when_there_is_nothing_longer() -> None:
    assert shown("教练证书", "证") == ["证"]
    assert shown("教练证书 证", "教练", "证") == ["教练"]


@given(
    st.text(alphabet="信息化項目ＩＴit 12（)\n〇é"), st.lists(st.text(alphabet="信息项目ti12(", max_size=3))
)
def test_every_span_is_a_word_of_the_question(text: str, words: list[str]) -> None:
    spans = highlights(text, words)
    assert list(spans) == sorted(spans)
    for (_, end), (start, _) in pairwise(spans):
        assert end < start
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert any(match_form(word) in match_form(text[start:end]) for word in words if word.strip())


@given(st.text(alphabet="信息化項目ＩＴit 12（)\n〇"))
def test_fold_agrees_with_match_form(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == match_form(text)
    assert len(folded) == len(offsets)
