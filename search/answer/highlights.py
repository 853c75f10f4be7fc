"""Where the words of a question stand in a text, however they are printed there.

Words match as :func:`corpus.match_form` compares: NFKC, lower case, simplified, blanks aside. The
spans that come back count code points of the text as it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus.records import Span
from corpus.text import match_form

_LATIN = re.compile(r"[a-z0-9]")


@lru_cache(maxsize=16_384)
def _folded(char: str) -> str:
    return match_form(char)


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return the match form of a text and, for each of its characters, where it came from."""
    form = match_form(text)
    if form == text:  # the common case, and four times as fast
        return form, list(range(len(text)))
    out: list[str] = []
    offsets: list[int] = []
    for at, char in enumerate(text):
        for folded in _folded(char):
            out.append(folded)
            offsets.append(at)
    return "".join(out), offsets


def highlights(text: str, words: Iterable[str]) -> tuple[Span, ...]:
    """Return where words or phrases stand in a text: half-open spans, sorted and merged.

    A Latin word or a number matches whole only (IT is not in UNIT); a single Chinese character is
    passed over when there are longer words, as it would light up half the page.
    """
    sought = {folded for folded in (match_form(word) for word in words) if folded}
    if any(len(word) > 1 for word in sought):
        sought = {word for word in sought if len(word) > 1 or _LATIN.match(word)}
    if not sought:
        return ()
    folded, offsets = fold_with_offsets(text)
    found = [
        (offsets[start], offsets[start + len(word) - 1] + 1)
        for word in sought
        for start in _occurrences(folded, word, offsets)
    ]
    return merge(found, text)


def _occurrences(folded: str, word: str, offsets: list[int]) -> Iterable[int]:
    start = folded.find(word)
    while start >= 0:
        end = start + len(word)
        if _is_whole(folded, start, end, offsets):
            yield start
        start = folded.find(word, start + 1)


def _is_whole(folded: str, start: int, end: int, offsets: list[int]) -> bool:
    """Say whether a match does not cut a Latin word or a number in two. Blanks part words."""

    def cuts(before: int) -> bool:
        if before < 0 or before + 1 >= len(folded):
            return False
        left, right = folded[before], folded[before + 1]
        if not (_LATIN.match(left) and _LATIN.match(right)) or left.isdigit() != right.isdigit():
            return False
        return offsets[before + 1] - offsets[before] <= 1

    return not cuts(start - 1) and not cuts(end - 1)


def merge(spans: Iterable[Span], text: str = "") -> tuple[Span, ...]:
    """Sort spans and join those that touch, or that only blanks of the text keep apart."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and (start <= out[-1][1] or (text and not text[out[-1][1] : start].strip())):
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)
