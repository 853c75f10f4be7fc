"""The units of a text that is matched: runs of Chinese characters, words, numbers; and their bigrams.

Nothing here needs a dictionary. A run of Chinese characters becomes overlapping pairs, so that any
part of a text is found by them, however jieba cuts it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from operator import add

from corpus.text import match_form

_PLACE = "\ue000"
CJK = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


@cache
def _unit() -> re.Pattern[str]:
    # 5.1.1 and 3.5 are one unit each; of other words only letters and digits count.
    return re.compile(rf"[{CJK}]+|[0-9]+(?:\.[0-9]+)+|(?:(?![{CJK}])[^\W_])+")


@cache
def _blank_in_chinese() -> re.Pattern[str]:
    edge = rf"[{CJK}\u3001-\u303f]"
    return re.compile(rf"(?<={edge}) (?={edge})")


def normalise(text: str) -> str:
    """Return the match form of a text with the blanks that keep words apart."""
    # match_form drops every blank: it is given what stands between them.
    parts = text.split()
    return match_form(text) if len(parts) < 2 else _joined(parts)


def _joined(parts: list[str]) -> str:
    # A private character holds the places of the blanks, unless a text has it itself.
    marked = _PLACE.join(parts)
    if marked.count(_PLACE) == len(parts) - 1:
        spaced = match_form(marked).replace(_PLACE, " ")
    else:
        spaced = " ".join(map(match_form, parts))
    return _blank_in_chinese().sub("", spaced)


def units(normalised: str) -> list[str]:
    """Return the runs of Chinese characters, the words and the numbers of a normalised text."""
    return _unit().findall(normalised)


def is_chinese(unit: str) -> bool:
    """Tell whether a unit is a run of Chinese characters."""
    first = unit[:1]  # comparisons, not a pattern: this runs once per word of every text
    return "\u4e00" <= first <= "\u9fff" or "\u3400" <= first <= "\u4dbf" or _is_rare(first)


def _is_rare(character: str) -> bool:
    return (
        character == "\u3007"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def grams(text: str) -> list[str]:
    """Return the pairs of a text that is indexed (see :func:`pairs`)."""
    return pairs(units(normalise(text)))


def pairs(found: list[str]) -> list[str]:
    """Return one token per Chinese character and per word of the units of a text, in order.

    A character's token is the pair it begins; the last of a run stands alone. 项目IT → 项目, 目, it.
    So a phrase may end anywhere (see :func:`phrase`), and a single character is a prefix.
    """
    tokens: list[str] = []
    for unit in found:
        if is_chinese(unit):
            tokens += map(add, unit, unit[1:])
            tokens.append(unit[-1])
        else:
            tokens.append(unit)
    return tokens


@dataclass(frozen=True, slots=True)
class Phrase:
    """Hold tokens that stand in a row in every text that contains the phrase.

    Where ``open`` is set the last token is a single character that may begin a pair in the text.
    """

    tokens: tuple[str, ...]
    open: bool


def phrase(text: str) -> Phrase:
    """Return what to look for among the :func:`grams` of texts, blanks and punctuation aside."""
    runs = units(normalise(text))
    tokens = grams(text)
    if not runs or not is_chinese(runs[-1]):
        return Phrase(tuple(tokens), open=False)
    # What follows the last character in the text is unknown. Its pair has named it; where there is
    # no pair it is looked for as a prefix.
    if len(runs[-1]) > 1:
        return Phrase(tuple(tokens[:-1]), open=False)
    return Phrase(tuple(tokens), open=True)


def contains(tokens: list[str], sought: Phrase) -> bool:
    """Tell whether a phrase stands among the :func:`grams` of a text, its tokens in a row."""
    first, count = sought.tokens[0], len(sought.tokens)
    for start, token in enumerate(tokens):
        if (token == first or count == 1) and _begins(tokens[start : start + count], sought):
            return True
    return False


def _begins(window: list[str], sought: Phrase) -> bool:
    *before, last = sought.tokens
    if len(window) < len(sought.tokens) or window[:-1] != before:
        return False
    return window[-1].startswith(last) if sought.open else window[-1] == last
