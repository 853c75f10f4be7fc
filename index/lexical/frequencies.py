"""jieba's word counts as sorted files: a question looks up a few words and loads none."""

from __future__ import annotations

import array
import sys
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Answer what jieba asks of its dictionary: whether a word or a beginning is known, how often.

    ``words`` stand in UTF-8, sorted, end to end; ``starts`` says where each begins, and the end.
    """

    words: bytes
    starts: array.array[int]
    counts: array.array[int]

    def get(self, word: str, default: int | None = None) -> int | None:
        """Return the count of a word, 0 for what only begins words, ``default`` when unknown."""
        key = word.encode("utf-8", "surrogatepass")
        place = bisect_left(range(len(self.counts)), key, key=self._word)
        return self.counts[place] if place < len(self.counts) and self._word(place) == key else default

    def _word(self, place: int) -> bytes:
        return self.words[self.starts[place] : self.starts[place + 1]]

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def __getitem__(self, word: str) -> int:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found


def pack(frequencies: Mapping[str, int]) -> tuple[bytes, bytes, bytes]:
    """Return the words, starts and counts as bytes, for :func:`unpack`."""
    ordered = sorted((word.encode(), count) for word, count in frequencies.items())
    starts = array.array("I", [0])
    for word, _ in ordered:
        starts.append(starts[-1] + len(word))
    counts = array.array("I", (count for _, count in ordered))
    return b"".join(word for word, _ in ordered), _little(starts).tobytes(), _little(counts).tobytes()


def unpack(words: bytes, starts: bytes, counts: bytes) -> Frequencies:
    """Return what :func:`pack` was given; the bytes are known to be sound."""
    return Frequencies(words, _little(array.array("I", starts)), _little(array.array("I", counts)))


def _little(numbers: array.array[int]) -> array.array[int]:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
