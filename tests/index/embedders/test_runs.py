"""Tokens by runs are those of the tokenizer itself, whatever the text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.embedders.runs import _UNCOMMON, Runs, load_runs
from models import BUNDLED
from tests.index.factories import write_static_model

pytestmark = pytest.mark.skipif(
    not BUNDLED.is_dir(), reason="the bundled model is not built: see models/README.md"
)
FILE = BUNDLED / "0_StaticEmbedding" / "tokenizer.json"


@cache
def _runs() -> Runs:
    from tokenizers import Tokenizer

    runs = load_runs(FILE, Tokenizer.from_file(str(FILE)))
    assert runs is not None
    return runs


COMMON = "信息化项目变更由州政府审批的了第二十条，（）：；？！％．。、《》〔〕“”—…·\n\u3000 aZ09,.()-"
TEXTS = st.one_of(
    st.text(alphabet=COMMON, max_size=60),
    st.text(max_size=30),  # any characters at all
    st.text(alphabet=COMMON + "條ＡＢ１２㎡①Ⅳ々〇𠮷éßİΣςﬁ½", max_size=40),
)


@settings(max_examples=500, deadline=None)
@given(st.lists(TEXTS, max_size=5))
@example(["第二十二条　项目ＩＴ变更，5.1.2", "", "㎡", "İstanbul", "ΑΣ"])
def test_tokens_are_those_of_the_tokenizer(texts: list[str]) -> None:
    whole = _runs()._whole.encode_batch_fast(texts, add_special_tokens=False)
    assert _runs().tokenize(texts) == [one.ids for one in whole]


def test_common_text_takes_the_short_way() -> None:
    assert not _UNCOMMON.search(COMMON.lower())
    assert _UNCOMMON.search("㎡")


def test_other_tokenizers_are_left_alone(tmp_path: Path) -> None:
    folder = write_static_model(tmp_path / "model") / "0_StaticEmbedding"
    assert load_runs(folder / "tokenizer.json", None) is None
