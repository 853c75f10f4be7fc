"""Batches as flat arrays, against the same done text by text."""

import numpy as np
import pytest
from tokenizers import Tokenizer

from models import BUNDLED
from models.batches import Rows, Source, draw, schedule, tokenize, tokenize_pairs
from models.pairs import Pairs

TEXTS = [[1, 2, 3, 4, 5, 6, 7, 8], [], [9], [10, 11, 12, 13, 14, 15, 16, 17, 18, 19]]


def rows_of(texts: list[list[int]]) -> Rows:
    flat = np.array([token for text in texts for token in text], dtype=np.int32)
    return Rows.of(flat, np.array([len(text) for text in texts], dtype=np.int64))


def lists(rows: Rows) -> list[list[int]]:
    return [
        rows.ids[start : start + length].tolist()
        for start, length in zip(rows.starts, rows.lengths, strict=True)
    ]


def test_take_and_without_are_slices() -> None:
    rows = rows_of(TEXTS)
    chosen, first, count = np.array([3, 1, 0, 3]), np.array([2, 0, 5, 0]), np.array([3, 0, 3, 10])
    expected = [TEXTS[i][a : a + n] for i, a, n in zip(chosen, first, count, strict=True)]
    assert lists(rows.take(chosen, first, count)) == expected
    first, count = np.array([1, 0, 0, 4]), np.array([3, 0, 1, 6])
    expected = [text[:a] + text[a + n :] for text, a, n in zip(TEXTS, first, count, strict=True)]
    assert lists(rows.without(first, count)) == expected


def test_a_part_and_the_rest_are_the_whole() -> None:
    right = rows_of([TEXTS[0], TEXTS[3]])
    source = Source("parts", None, right, np.arange(2), np.arange(2), passes=1)
    for seed in range(20):
        batch = draw(source, np.array([1, 0]), np.random.default_rng(seed))
        for whole, part, rest in zip(
            [TEXTS[3], TEXTS[0]], lists(batch.left), lists(batch.right), strict=True
        ):
            at = whole.index(part[0])
            assert whole[at : at + len(part)] == part
            assert whole[:at] + whole[at + len(part) :] == rest
            assert 4 <= len(part) <= len(whole) // 2


@pytest.mark.parametrize(("passes", "batches"), [(1.0, 2), (2.5, 6), (0.1, 0)])
def test_schedule_goes_through_a_source_its_number_of_passes(passes: float, batches: int) -> None:
    rows = rows_of([[number] for number in range(10)])
    source = Source("pairs", rows, rows, np.arange(10), np.arange(10), passes)
    drawn = list(schedule([source], 4, np.random.default_rng(0)))
    assert len(drawn) == batches
    assert all(len(chosen) == 4 for _, chosen in drawn)


def test_tokenising_pairs_leaves_out_empty_sides_and_marks_equal_texts() -> None:
    tokenizer = Tokenizer.from_file(str(BUNDLED / "0_StaticEmbedding" / "tokenizer.json"))
    left = ["noise", "。", "water", "noise"]
    right = ["噪声", "水", "饮用水", "噪音"]
    source = tokenize_pairs(tokenizer, Pairs("pairs", left, right, 1.0), limit=4)
    assert source.left is not None
    assert lists(source.left) == lists(tokenize(tokenizer, ["noise", "water", "noise"], 4))
    assert source.left_groups[0] == source.left_groups[2] != source.left_groups[1]
    assert len(set(source.right_groups.tolist())) == 3
