"""Facts in view: the phrase of a hit's clause that answers what the question asks for, verbatim.

``corpus.facts`` finds the phrases of a clause, ``search.query.answer_types`` tells which kind is asked
for; here the one is chosen that stands nearest to the question's words, in the passage that was found first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from corpus import find_facts
from corpus.facts import Fact, FactKind
from corpus.records import Clause, Passage, Span
from corpus.text import match_form
from index.embedders.embedder import Embedder
from search.query.answer_types import AnswerType, numbers_in
from search.query.parse import Query
from search.ranking.maxsim import texts_nearness
from search.ranking.term_weights import TermWeights

# How near each of some texts comes to the words of a question: 0 is far, about 2 as near as can be.
Nearness = Callable[[Sequence[str]], Sequence[float]]

_MOST = 2  # phrases for one thing asked for
_AS_GOOD = 0.06  # how far the second may fall behind the first
_LONGEST = 4000  # characters of a clause in which phrases are looked for
# What counts beside the nearness of the words around a phrase; fitted by hand to the samples' questions.
_SENTENCE, _PAIRS, _IN_PASSAGE, _FIRST_KIND, _ACT, _OF_WHICH = 0.6, 0.5, 0.3, 0.15, 1.0, 0.1
_IN_BRACKETS, _SAID = 0.3, 1.0
_BEFORE, _AFTER, _AFTER_BODY = 4, 3, 14  # characters around a phrase in which its verb is looked for
_PART_END = re.compile(r"[，。；：,;:（(\n\t]")
_SENTENCE_END = re.compile(r"[。；;\n]")


def question_nearness(query: Query, weights: TermWeights, embedder: Embedder) -> Nearness:
    """Return what weighs texts against a question: by its words, their pairs of characters, and what they mean."""
    total = weights.total
    rest = match_form(query.rest)
    pairs = [a + b for a, b in pairwise(rest) if not (a + b).isascii()]

    def nearness(texts: Sequence[str]) -> list[float]:
        forms = [match_form(text) for text in texts]
        meant = texts_nearness(embedder, query.words, texts) or [0.0] * len(texts)
        return [
            weights.of(form) / total + sum(pair in form for pair in pairs) * _PAIRS / (len(pairs) or 1) + near
            for form, near in zip(forms, meant, strict=True)
        ]

    return nearness


def pick_facts(
    asked: Sequence[AnswerType], clause: Clause, passage: Passage | None, nearness: Nearness
) -> tuple[Fact, ...]:
    """Choose the phrases of a clause that answer, in the order of the text: one or two for each thing asked for."""
    text = clause.text[:_LONGEST]
    facts = find_facts(text) if asked else ()
    chosen: set[Fact] = set()
    for one in asked:
        fitting = _fitting(one, facts, text)
        scores = (
            list(_scores(one, fitting, text, passage, nearness)) if len(fitting) > 1 else [0.0] * len(fitting)
        )
        ranked = sorted(zip(scores, fitting, strict=True), key=lambda pair: (-pair[0], pair[1].span))[:_MOST]
        chosen.update(
            fact
            for score, fact in ranked
            if score >= ranked[0][0] - _AS_GOOD and fact.kind is ranked[0][1].kind
        )
    return tuple(sorted(chosen, key=lambda fact: fact.span))


def _fitting(one: AnswerType, facts: Sequence[Fact], text: str) -> list[Fact]:
    """Return the facts of the kinds that are wanted, those with the first unit that any of them has."""
    found = [fact for fact in facts if fact.kind in one.kinds]
    if one.strict:
        found = [fact for fact in found if _acts(one, fact, text)]
    for unit in one.units:
        if those := [fact for fact in found if unit.search(text[slice(*fact.span)])]:
            return those
    return found if one.strays or not one.units else []


def _acts(one: AnswerType, fact: Fact, text: str) -> bool:
    """Tell if a phrase, or what stands right beside it, does what the question asks about."""
    if one.act is None:
        return False
    start, end = fact.span
    before = _PART_END.split(text[max(start - _BEFORE, 0) : start])[-1]
    after = _PART_END.split(text[end : end + (_AFTER_BODY if fact.kind is FactKind.BODY else _AFTER)])[0]
    return one.act.search(before + text[start:end] + after) is not None


def _scores(
    one: AnswerType, facts: Sequence[Fact], text: str, passage: Passage | None, nearness: Nearness
) -> Iterator[float]:
    """Weigh each phrase: the words beside it and in its sentence, its passage, its kind, its verb.

    A number that the question says itself (more than four people) is not what it asks for.
    """
    parts, sentences = _cut(text, _PART_END), _cut(text, _SENTENCE_END)
    beside = [_around(parts, fact.span) for fact in facts]
    around = [_around(sentences, fact.span) for fact in facts]
    near = nearness([text[slice(*span)] for span in (*beside, *around)])
    for at, fact in enumerate(facts):
        start = fact.span[0]
        score = near[at] + _SENTENCE * near[len(facts) + at]
        score += _FIRST_KIND * (1 - one.kinds.index(fact.kind) / len(one.kinds))
        score += _IN_PASSAGE * (passage is not None and passage.span[0] <= start < passage.span[1])
        score += _ACT * _acts(one, fact, text)
        score -= _OF_WHICH * ("其中" in text[beside[at][0] : start])  # a part of what is asked for
        score -= _IN_BRACKETS * _is_in_brackets(text, start)  # how that comes about
        score -= _SAID * (not one.said.isdisjoint(numbers_in(text[slice(*fact.span)])))
        yield score


def _is_in_brackets(text: str, at: int) -> bool:
    """Tell if a place stands in brackets within its paragraph."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return max(line.rfind("（"), line.rfind("(")) > max(line.rfind("）"), line.rfind(")"))


def _cut(text: str, ends: re.Pattern[str]) -> list[Span]:
    cuts = [0, *(match.end() for match in ends.finditer(text)), len(text)]
    return [(start, end) for start, end in pairwise(cuts) if start < end]


def _around(spans: Sequence[Span], fact: Span) -> Span:
    """Return what stands around a phrase, from the beginning of its first part to the end of its last."""
    first, last = (bisect_right(spans, (at, len(spans) + spans[-1][1])) - 1 for at in (fact[0], fact[1] - 1))
    return spans[first][0], spans[last][1]
