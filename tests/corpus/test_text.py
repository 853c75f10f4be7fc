"""The form in which texts are compared is NFKC, simplified, lower, without blanks; the short way there is exact."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.text import fold, match_form, squeeze

FORMS = [
    ("信息化 项目（试行），第１２条；ＩＴ", "信息化项目(试行),第12条;it"),
    ("資訊化項目　變更", "资讯化项目变更"),
    ("㎡①Ⅳ", "m21iv"),
    ("\uf9b4", "领"),  # a compatibility form of a traditional character
    ("“引号”、书名《》", "“引号”、书名《》"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: str) -> None:
    assert match_form(text) == expected


@settings(max_examples=1000, deadline=None)
@given(st.text(max_size=40))
@example("\uf9b4\u3000ＡＢ。，")
@example("ｶﾞ\uff9e")
@example("¨ ´")
def test_the_form_is_as_it_is_defined(text: str) -> None:
    assert match_form(text) == fold(squeeze(unicodedata.normalize("NFKC", text))).lower()
