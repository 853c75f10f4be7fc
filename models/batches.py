"""Tokenised sources and the batches drawn from them, as flat arrays: no Python loop over texts or tokens."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from models.pairs import Pairs

Ints = NDArray[np.int64]
_CHUNK = 20_000
_SHORTEST = 7  # tokens


@dataclass(frozen=True)
class Rows:
    """Token ids of many texts: text i is `ids[starts[i]:starts[i] + lengths[i]]`."""

    ids: NDArray[np.int32]
    starts: Ints
    lengths: Ints

    @classmethod
    def of(cls, ids: NDArray[np.int32], lengths: Ints) -> "Rows":
        """Rows that follow each other without a gap."""
        return cls(ids, np.cumsum(lengths) - lengths, lengths)

    def only(self, keep: NDArray[np.bool_]) -> "Rows":
        """The rows to keep."""
        return Rows(self.ids, self.starts[keep], self.lengths[keep])

    def take(self, rows: Ints, first: Ints, count: Ints) -> "Rows":
        """Take `count` tokens of each of these rows, from token `first` on."""
        packed = np.cumsum(count) - count
        places = np.arange(int(count.sum())) + np.repeat(self.starts[rows] + first - packed, count)
        return Rows(self.ids[places], packed, count)

    def whole(self, rows: Ints) -> "Rows":
        """Take all tokens of each of these rows."""
        return self.take(rows, np.zeros_like(rows), self.lengths[rows])

    def without(self, first: Ints, count: Ints) -> "Rows":
        """These rows, which must follow each other, less `count` tokens each from token `first` on."""
        places = np.arange(len(self.ids)) - np.repeat(self.starts + first, self.lengths)
        return Rows.of(
            self.ids[(places < 0) | (places >= np.repeat(count, self.lengths))], self.lengths - count
        )


@dataclass(frozen=True)
class Source:
    """A tokenised source. Without `left`, the left side is a part cut out of the right one."""

    name: str
    left: Rows | None
    right: Rows
    left_groups: Ints
    right_groups: Ints
    passes: float
    crop: bool = False


@dataclass(frozen=True)
class Batch:
    """Pairs to be told apart, except those that share a text: what is equal is no negative."""

    left: Rows
    right: Rows
    left_groups: Ints
    right_groups: Ints


def tokenize(tokenizer: Tokenizer, texts: list[str], limit: int) -> Rows:
    """Tokenise texts, each to its first `limit` tokens."""
    ids: list[NDArray[np.int32]] = []
    lengths: list[int] = []
    for at in range(0, len(texts), _CHUNK):
        short = [text[: limit * 8] for text in texts[at : at + _CHUNK]]
        for encoding in tokenizer.encode_batch_fast(short, add_special_tokens=False):
            ids.append(np.array(encoding.ids[:limit], dtype=np.int32))
            lengths.append(len(ids[-1]))
    return Rows.of(np.concatenate(ids), np.array(lengths, dtype=np.int64))


def group_texts(texts: list[str]) -> Ints:
    """A number for each text, the same for the same text."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(text, len(numbers)) for text in texts], dtype=np.int64)


def tokenize_pairs(tokenizer: Tokenizer, pairs: Pairs, limit: int) -> Source:
    """Tokenise a source, leaving out pairs without a token on one side, and texts too short to cut a part from."""
    right = tokenize(tokenizer, pairs.right, limit)
    left = tokenize(tokenizer, pairs.left, limit) if pairs.left else None
    keep = right.lengths > (0 if left else _SHORTEST)
    if left:
        keep &= left.lengths > 0
        left = left.only(keep)
    groups = group_texts(pairs.left or pairs.right)[keep], group_texts(pairs.right)[keep]
    return Source(pairs.name, left, right.only(keep), *groups, pairs.passes, pairs.crop)


def _cut(lengths: Ints, random: np.random.Generator) -> tuple[Ints, Ints]:
    """A random span within each length: 4 to 24 tokens, at most half of the text."""
    most = np.clip(lengths // 2, 1, 24)
    count = random.integers(np.minimum(4, most), most, endpoint=True)
    return random.integers(0, lengths - count, endpoint=True), count


def draw(source: Source, chosen: Ints, random: np.random.Generator) -> Batch:
    """Make the batch of these pairs of a source, cutting parts at random where the source asks for it."""
    right = source.right.whole(chosen)
    groups = source.left_groups[chosen], source.right_groups[chosen]
    everything = np.arange(len(chosen))
    if source.left is None:
        first, count = _cut(right.lengths, random)
        return Batch(right.take(everything, first, count), right.without(first, count), *groups)
    left = source.left.whole(chosen)
    if source.crop:
        left = left.take(everything, *_cut(left.lengths, random))
    return Batch(left, right, *groups)


def schedule(sources: list[Source], size: int, random: np.random.Generator) -> Iterator[tuple[Source, Ints]]:
    """Yield every batch of the training in random order, each of one source, each source its number of passes."""
    batches: list[tuple[Source, Ints]] = []
    for source in sources:
        number = len(source.left_groups)
        passes = [random.permutation(number) for _ in range(math.ceil(source.passes))]
        chosen = np.concatenate(passes)[: round(source.passes * number)]
        batches += [(source, chosen[at : at + size]) for at in range(0, len(chosen) - size + 1, size)]
    for index in random.permutation(len(batches)):
        yield batches[index]
