"""What the user typed becomes a :class:`Query`: words, phrases, numbers, articles, intents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from corpus.numbers import find_numbers, find_typed_number, normalise_number
from corpus.text import fold
from corpus.vocabulary import TYPED_TITLES
from search.query.aliases import Alias, find_aliases, names_in_chinese
from search.query.english import put_into_chinese
from search.query.intents import EMPTY_WORDS, Intent, intents, without_status
from search.query.places import Place, find_places, without_places

LONGEST = 1000  # code points of a question; what follows is cut, with a note


class Language(StrEnum):
    """The script a question is written in; the fusion weighs the legs by it."""

    CHINESE = "zh"
    ENGLISH = "en"
    MIXED = "mixed"


class QueryKind(StrEnum):
    """What a question is. A number or a quoted phrase asks for an exact match."""

    NUMBER = "number"
    NAME = "name"
    PHRASE = "phrase"
    KEYWORDS = "keywords"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Query:
    """Hold a question taken apart.

    ``text`` is as typed (cut at LONGEST); ``rest`` is what is left of it for the vectors, without
    exclusions, operators and document numbers. ``words`` are those the lexical leg looks for,
    question words left out; phrases must occur, excluded words must not. ``numbers`` are canonical
    document numbers, ``titles`` stood in 《》. ``bare`` says that nothing is asked beside a number, a
    title or a place in it: the document itself is wanted, in the order of its page. ``aliases`` are
    names that have others, ``also`` the words of those others.
    """

    text: str
    language: Language
    kind: QueryKind
    rest: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    intents: frozenset[Intent] = frozenset()
    aliases: tuple[Alias, ...] = ()
    also: tuple[str, ...] = ()
    bare: bool = False
    cut: bool = False


_QUOTED = re.compile(r'"([^"]+)"|“([^“”]+)”|「([^「」]+)」|『([^『』]+)』|＂([^＂]+)＂')
# In a whole question these are its own punctuation (以“安全奖”扣发奖金合法吗); " asks for a phrase anywhere.
_CHINESE_QUOTES = re.compile(r"[“”「」『』]")
_EXCLUDED = re.compile(r'(?:(?<=\s)|^)[-－−](?:"([^"]+)"|“([^“”]+)”|「([^「」]+)」|([^\s\-－−"“”「」]\S*))')
_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|[^\W_]+")
_NAME_END = re.compile(rf"(?:{TYPED_TITLES})(?:[(（].{{1,8}}[)）])?$")
_ASKING = re.compile(r"[?？吗呢谁]|什么|怎[么样]|如何|哪|多少|多久|几|是否|能否|何时|为何")


def plain_words(text: str) -> list[str]:
    """Cut a text where the script changes: the cutter for those who have no tokenizer."""
    return _WORD.findall(text)


def analyse(text: str, cutter: Callable[[str], Iterable[str]] = plain_words) -> Query:
    """Take a question apart; never raises. ``cutter`` yields the words of a text, as indexed."""
    typed, cut = _clean(text)
    kept, excluded = _take(_EXCLUDED, fold(typed))
    numbers, rest = _numbers(kept)
    if _ASKING.search(_QUOTED.sub("", rest)):
        rest = _CHINESE_QUOTES.sub(" ", rest)
    phrases, titles = tuple(_groups(_QUOTED, rest)), tuple(_groups(_TITLE, rest))
    language = _language(rest if rest.strip() else typed)
    places = find_places(kept)
    placed = any(place.certain for place in places) and not _ASKING.search(rest)
    beside = _beside(rest, language, bool(numbers) or placed)
    words = _content(cutter(beside), or_all=not numbers)
    asked = _content(cutter(without_places(_TITLE.sub(" ", beside))), or_all=False)
    named = bool(numbers or titles or places) and not asked
    kind = _kind(rest, bool(numbers), phrases, words)
    aliases = find_aliases(beside)
    others = _content(word for alias in aliases for name in alias.others for word in cutter(name))
    return Query(
        text=typed,
        language=language,
        kind=kind,
        rest=" ".join(beside.split()),
        words=words,
        phrases=phrases,
        excluded=tuple(excluded),
        numbers=numbers,
        titles=titles,
        places=places,
        intents=intents(fold(unicodedata.normalize("NFKC", typed)).lower()),
        aliases=aliases,
        also=tuple(word for word in others if word not in words),
        bare=(named or kind is QueryKind.NAME) and not phrases and not excluded,
        cut=cut,
    )


def _beside(rest: str, language: Language, placed: bool) -> str:
    """Return what a question says beside numbers, in words that find: quotes and places taken off."""
    beside = _QUOTED.sub(lambda match: f" {match[0][1:-1]} ", rest)
    if language is not Language.CHINESE:
        beside = f"{put_into_chinese(beside)} {names_in_chinese(beside)}"
    # The words of a place or of "in force" would find any other document.
    return without_status(without_places(beside)) if placed else beside


def _clean(text: str) -> tuple[str, bool]:
    """Drop what can't be seen (controls, lone surrogates) and cut; say whether it was cut."""
    seen = "".join(
        " " if char.isspace() else char
        for char in text[: 4 * LONGEST]
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cf", "Cs")
    ).strip()
    return seen[:LONGEST].strip(), len(seen) > LONGEST or len(text) > 4 * LONGEST


def _groups(pattern: re.Pattern[str], text: str) -> list[str]:
    found = (next((group for group in match.groups() if group), "") for match in pattern.finditer(text))
    return [group.strip() for group in found if group.strip()]


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, list[str]]:
    """Return the text without what matches, and what matched."""
    return pattern.sub(" ", text).strip(), _groups(pattern, text)


def _numbers(text: str) -> tuple[tuple[str, ...], str]:
    """Return the canonical document numbers of a question and the question without them."""
    found = find_numbers(text)
    if not found and (typed := find_typed_number(text)):
        found = (typed,)
    if not found:
        whole = normalise_number(without_places(text))
        return ((whole,), "") if whole else ((), text)
    rest, end = "", 0
    for _, span in found:
        rest += text[end : span[0]] + " "
        end = span[1]
    return tuple(dict.fromkeys(number for number, _ in found)), rest + text[end:]


def _content(words: Iterable[str], *, or_all: bool = True) -> tuple[str, ...]:
    """Keep each word once, question words left out unless (with ``or_all``) there is nothing else."""
    kept = [word for word in words if _WORD.search(word)]
    content = [word for word in kept if word.lower() not in EMPTY_WORDS]
    return tuple(dict.fromkeys(content or (kept if or_all else ())))


def _language(text: str) -> Language:
    han = len(_HAN.findall(text))
    letters = len(_LETTER.findall(text)) - han
    if letters <= 0 or (han >= 4 and han * 2 >= letters):
        return Language.CHINESE
    return Language.MIXED if han else Language.ENGLISH


def _kind(text: str, numbered: bool, phrases: tuple[str, ...], words: tuple[str, ...]) -> QueryKind:
    stripped = text.strip()
    if numbered:
        return QueryKind.NUMBER
    if phrases and _QUOTED.sub("", stripped).strip() == "":
        return QueryKind.PHRASE
    if _TITLE.fullmatch(stripped) or (
        _NAME_END.search(stripped) and not _ASKING.search(stripped) and " " not in stripped
    ):
        return QueryKind.NAME
    if _ASKING.search(stripped) or intents(stripped.lower()):
        return QueryKind.SENTENCE
    return QueryKind.KEYWORDS if " " in stripped or len(words) <= 2 else QueryKind.SENTENCE
