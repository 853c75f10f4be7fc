"""The last tier of words: what stands nowhere here, but sounds like a word of a title or heading.

Chinese is typed by its sound, so a slip is a word of the same sound (信息话 for 信息化), and some type
the sound alone (xinxihua). Only what occurs nowhere is replaced: nothing exact can be displaced.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from index import Home
from index.store import RetrievalQuery
from search.query.parse import Query

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LETTERS = re.compile(r"[a-z]+(?:[ '’]+[a-z]+)*", re.IGNORECASE)
# Roughly the syllables of pinyin: English hardly ever passes, and what does must spell words here.
_PINYIN = re.compile(r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?(?:[aeiouv]|[aeiou]{2,3})(?:ng|n|r)?)+")
_LONGEST = 6  # characters of a word that was misspelt
_ALONE = 4  # characters of a question that is a word or two and nothing else
_SYLLABLES = 3  # of pinyin, at the least: "women" is an English word
_RARE = 0.001  # share of the clauses that have a character as a word, where it may be half of one
_NAMES = 1500  # titles, and as many headings, that are read


class PinyinMatcher:
    """Find what was meant by what stands nowhere. Keeps the words of a home until the home changes."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._words: tuple[object, _Words] | None = None
        self._cut: dict[str, list[str]] = {}  # names that were cut before: after a change few are new

    def meant(self, query: Query) -> list[tuple[str, str]]:
        """Return (what was typed, the word here that sounds so) for each part that stands nowhere."""
        text = query.text
        total, counts = self._home.lexical.frequencies(query.words) if query.words else (0, ())
        # What was misspelt is cut into single characters as often as into a word that nobody has.
        odd = [
            word
            for word, count in zip(query.words, counts, strict=False)
            if not count or (len(word) == 1 and count <= _RARE * total)
        ]
        places = [
            match.span()
            for word in odd
            if _HAN.fullmatch(word)
            for match in re.finditer(re.escape(word), text)
        ]
        spelt = [match[0] for match in _LETTERS.finditer(text) if _PINYIN.fullmatch(_plain(match[0]))]
        found = [(typed, word) for typed in spelt if (word := self._here().of_pinyin(_plain(typed)))]
        if places:
            found += self._respelt(text, places)
        return found

    def _respelt(self, text: str, places: Iterable[tuple[int, int]]) -> Iterator[tuple[str, str]]:
        """Yield words of three characters and more, and shorter ones only where they are the question."""
        here, shortest, end = self._here(), 2 if len(text) <= _ALONE else 3, 0
        for start, until in _windows(text, places):
            typed = text[start:until]
            word = here.like(typed) if start >= end and len(typed) >= shortest else None
            if word and not self._home.lexical.search(RetrievalQuery(phrases=(typed,)), 1):
                yield typed, word
                end = until

    def _here(self) -> _Words:
        state = self._home.catalog.state()
        if self._words is None or self._words[0] != state:
            self._words = (state, _Words(self._names()))
        return self._words[1]

    def _names(self) -> dict[str, list[str]]:
        """Return titles and headings of the home, each with its words."""
        tokenizer = None
        for name in (names := self._home.catalog.names(_NAMES)):
            if name not in self._cut:
                tokenizer = tokenizer or self._home.tokenizer.hastened()
                self._cut[name] = tokenizer.query_words(name)
        self._cut = {name: self._cut[name] for name in names}
        return self._cut


def _plain(letters: str) -> str:
    return re.sub(r"[^a-z]", "", letters.lower())


def _windows(text: str, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans of Han characters of a word's length that touch a place, the longest first."""
    inside = list(places)
    found = [
        (start, end)
        for run in _HAN.finditer(text)
        for start in range(run.start(), run.end() - 1)
        for end in range(start + 2, min(start + _LONGEST, run.end()) + 1)
        if any(start < last and first < end for first, last in inside)
    ]
    return sorted(found, key=lambda span: (span[0] - span[1], span[0]))


class _Words:
    """Hold the words of the titles and headings of a home by their sound."""

    def __init__(self, names: Mapping[str, Sequence[str]]) -> None:
        self._by_sound: dict[str, str] = {}
        for name, cut in names.items():
            words = [word for word in cut if _HAN.fullmatch(word) and len(word) > 1]
            # Two words side by side, too: what is typed as one may be cut as two.
            for word in (*words, *(one + other for one, other in pairwise(words) if one + other in name)):
                if len(word) <= _LONGEST:
                    self._by_sound.setdefault(_sound(word), word)

    def like(self, typed: str) -> str | None:
        """Return the word that sounds like this one and has one other character, None for none."""
        found = self._by_sound.get(_sound(typed), "")
        others = sum(one != other for one, other in zip(typed, found, strict=False))
        return found if len(found) == len(typed) and others == 1 else None

    def of_pinyin(self, letters: str) -> str | None:
        """Return the words that these letters spell, None unless they spell words here and nothing else."""
        found, at = "", 0
        while at < len(letters):
            ends = range(len(letters), at, -1)
            end = next((end for end in ends if letters[at:end] in self._by_sound), None)
            if end is None:
                return None
            found, at = found + self._by_sound[letters[at:end]], end
        return found if len(found) >= _SYLLABLES else None


@lru_cache(maxsize=16_384)
def _syllable(char: str) -> str:
    return "".join(importlib.import_module("pypinyin").lazy_pinyin(char, errors="ignore"))


def _sound(text: str) -> str:
    """Return the pinyin of a text, each character in its commonest reading: the same on both sides."""
    return "".join(map(_syllable, text))
