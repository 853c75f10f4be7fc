"""Quoted words against a text: what is verbatim, what differs and where."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.check.compare import compare

TEXT = (
    "第八条 承储企业通过公开比选产生，承储合同一签三年，由州粮食和物资储备局与中选企业订立。"
    "合同届满前两个月，由州粮食和物资储备局组织综合评估，评估不合格的不得续签。"
)

# quoted, what stands there in place of what: [(quoted, printed)]; none where it is verbatim
QUOTED: list[tuple[str, list[tuple[str, str]]]] = [
    ("承储企业通过公开比选产生", []),
    ("承储企业通过公开比选产生。", []),  # the mark at the end is the quoting sentence's
    ("承储合同一签三年……评估不合格的不得续签", []),
    ("承储合同一签三年...评估不合格的不得续签", []),
    ("……承储合同一签三年（略）评估不合格的不得续签……", []),
    ("承储 合同\n一签三年,由州粮食和物资储備局", []),  # blanks, width, traditional
    ("", []),
    ("……", []),
    ("承储合同一签五年", [("五", "三")]),
    ("承储合同每签三年", [("每", "一")]),
    ("承储企业通过比选产生", [("", "公开")]),
    ("承储企业应当通过公开比选产生", [("应当", "")]),
    ("合同届满前三个月，由州粮食和物资储备局组织评估", [("三", "两"), ("", "综合")]),
    ("承储合同一签三年……评估合格的不得续签", [("", "不")]),
    ("承储企业，通过公开比选产生", [("，", "")]),
    ("承储合同一签三年、由州粮食", [("、", "，")]),
    ("评估不合格的应当退出", [("应当退出", "不得续签")]),
]


@pytest.mark.parametrize(("quoted", "expected"), QUOTED)
def test_what_differs_is_shown(quoted: str, expected: list[tuple[str, str]]) -> None:
    found = compare(quoted, TEXT)
    assert found.is_verbatim is not bool(expected)
    assert [(quoted[slice(*one.quoted)], TEXT[slice(*one.printed)]) for one in found.differences] == expected


# quoted, printed: the same but for their form
ONE_FORM = [
    ("“马上办”", "‘马上办’"),
    ("《关于〈甲〉的通知》", "《关于《甲》的通知》"),
    ("2025-2027年", "2025—2027年"),
    ("１∶１.５", "1:1.5"),
    ("岭政发[2019]17号", "岭政发〔2019〕17号"),
    ("百分之二十（含）", "百分之二十(含)"),
]


@pytest.mark.parametrize(("quoted", "printed"), ONE_FORM)
def test_forms_make_no_difference(quoted: str, printed: str) -> None:
    assert compare(quoted, printed).is_verbatim


def test_parts_in_another_order_are_told_apart() -> None:
    found = compare("评估不合格的不得续签……承储合同一签三年", TEXT)
    assert not found.is_verbatim
    assert found.is_disordered
    assert found.likeness == 1.0


def test_words_of_something_else_are_unlike() -> None:
    assert compare("今天天气很好，我们去公园划船", TEXT).likeness < 0.4


def test_the_place_is_that_of_the_words() -> None:
    found = compare("合同届满前两个月", TEXT)
    assert found.at is not None
    assert TEXT[slice(*found.at)] == "合同届满前两个月"


chinese = st.text(st.sampled_from("一二三甲乙丙应当不得，。、；（）“”《》 \n1a〔〕"), max_size=80)


@given(chinese, st.data())
def test_a_slice_of_a_text_is_verbatim(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert compare(text[start:end], text).is_verbatim


@given(chinese, chinese)
def test_spans_of_differences_lie_in_the_texts(quoted: str, printed: str) -> None:
    found = compare(quoted, printed)
    assert found.is_verbatim is not bool(found.differences)
    assert 0.0 <= found.likeness <= 1.0
    for one in found.differences:
        assert 0 <= one.quoted[0] <= one.quoted[1] <= len(quoted)
        assert 0 <= one.printed[0] <= one.printed[1] <= len(printed)
    order = [one.quoted for one in found.differences]
    assert order == sorted(order)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(quoted: str, printed: str) -> None:
    compare(quoted, printed)


@given(st.text(st.characters(categories=["Lo", "Po", "Nd"]), min_size=1, max_size=40))
def test_another_width_is_verbatim(text: str) -> None:
    assert compare(unicodedata.normalize("NFKC", text), text).is_verbatim


@given(st.integers(0, len(TEXT) - 1), st.sampled_from("鱼鸟虫"))
def test_a_changed_character_is_found_where_it_is(place: int, other: str) -> None:
    """Marks at the ends and blanks don't count; every other character does."""
    changed = TEXT[:place] + other + TEXT[place + 1 :]
    found = compare(changed, TEXT)
    assert not found.is_verbatim
    assert any(start <= place < end for start, end in (one.quoted for one in found.differences))
    assert sum(end - start for start, end in (one.quoted for one in found.differences)) <= 2
