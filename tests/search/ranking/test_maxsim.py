"""Closeness against the definition, word by word."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray

from index.catalog.rows import ClauseRow
from search.ranking.answerable import nearness_by_words
from search.ranking.maxsim import closeness
from search.ranking.term_weights import TermWeights
from tests.search.conftest import MakeRow

Floats = NDArray[np.float32]


class Letters:
    """An embedder with one vector per character: a..e, seen from fixed directions."""

    dimension = 3
    fingerprint = "letters"
    step = 10
    folder = None
    _rows: ClassVar = {"a": (1, 0, 0), "b": (0, 1, 0), "c": (0.6, 0.8, 0), "d": (0, 0, 1), "e": (0, 3, 0)}

    def encode(self, texts: Sequence[str]) -> Floats:
        sums = [
            np.sum([self._rows[char] for char in text if char in self._rows] or [(0, 0, 0)], 0)
            for text in texts
        ]
        return np.array([one / (np.linalg.norm(one) or 1) for one in sums], np.float32)

    def encode_query(self, text: str) -> Floats:
        row: Floats = self.encode([text])[0]
        return row

    def token_vectors(self, texts: Sequence[str]) -> tuple[Floats, NDArray[np.int64], list[int]]:
        known = [[char for char in text if char in self._rows] for text in texts]
        names = sorted({char for chars in known for char in chars})
        vectors = np.array([self._rows[name] for name in names], np.float32).reshape(-1, 3)
        tokens = np.array([names.index(char) for chars in known for char in chars], np.int64)
        return vectors, tokens, [len(chars) for chars in known]


class Whole:
    """An embedder that has no vectors of single tokens."""

    dimension = 3
    fingerprint = "whole"
    step = 10
    folder = None

    def encode(self, texts: Sequence[str]) -> Floats:
        return np.zeros((len(texts), 3), np.float32)

    def encode_query(self, text: str) -> Floats:
        row: Floats = self.encode([text])[0]
        return row


def means(words: list[str], rows: list[ClauseRow]) -> list[float]:
    found = closeness(Letters(), words, rows)
    assert found is not None
    return [one.mean for one in found]


def test_each_word_takes_its_nearest_token(make_row: MakeRow) -> None:
    rows = [
        make_row("bd", title="-", headings=()),  # a: 0, c: b at 0.8
        make_row("d", title="a", headings=("-",)),  # a: 1 in the title, c: a at 0.6
        make_row("", title="-", headings=()),  # nothing to be near to
    ]
    assert means(["a", "c"], rows) == pytest.approx([0.4, 0.8, 0.0])


def test_a_word_counts_by_its_share_in_the_question(make_row: MakeRow) -> None:
    rows = [make_row("a", title="-"), make_row("b", title="-")]
    # e is three times as long as a
    assert means(["a", "e"], rows) == pytest.approx([0.25, 0.75], abs=0.01)


def test_words_with_one_vector_share_its_weight(make_row: MakeRow) -> None:
    rows = [make_row("a", title="-"), make_row("d", title="-")]
    # a + aa are three times d
    assert means(["a", "aa", "d"], rows) == pytest.approx([0.75, 0.25], abs=0.01)


def test_a_model_of_whole_texts_says_nothing(make_row: MakeRow) -> None:
    assert closeness(Whole(), ["a"], [make_row()]) is None
    assert closeness(Letters(), [], [make_row()]) is None


def test_words_held_and_missing(make_row: MakeRow) -> None:
    rows = [make_row("a", title="d"), make_row("b", title="d"), make_row("d", title="-")]
    found = closeness(Letters(), ["c", "d"], rows)
    assert found is not None
    # From 0.2 to 0.9 a word is held in part: c is 0.6 from a, 0.8 from b, and missing where d is.
    assert [one.held for one in found] == pytest.approx([1 + 4 / 7, 1 + 6 / 7, 1.0], abs=0.01)
    assert [one.whole for one in found] == [True, True, False]


def test_without_vectors_of_words_the_words_themselves_are_held(make_row: MakeRow) -> None:
    weights = TermWeights({"监理": 1.0, "变更": 1.0}, known=1.0)
    half = nearness_by_words(weights, make_row("第一条 项目变更", title="-"))
    assert (half.held, half.whole) == (1, False)
    assert nearness_by_words(weights, make_row("第一条 项目变更", title="监理办法")).whole
