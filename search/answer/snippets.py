"""Which part of a clause answers, and what of it is lit up."""

from __future__ import annotations

from corpus.locators import is_at_or_below
from corpus.records import Clause, Passage, Span
from corpus.text import match_form
from search.answer.highlights import highlights
from search.query.parse import Language, Query
from search.query.places import Place
from search.ranking.term_weights import TermWeights

_MOST = 0.6  # a passage stands for its clause when it holds this much of what the clause matches


def best_passage(query: Query, clause: Clause, nearest: int | None, weights: TermWeights) -> Passage | None:
    """Return the 款 or 项 that answers, None where the clause answers as a whole.

    The passage that the question names comes first; then, by the weight of the words that it
    holds, the one that holds most of what the clause matches; then the nearest by vector.
    """
    if len(clause.passages) < 2:  # an article of one paragraph has no 第一款
        return None
    named = _named_passage(query.places, clause)
    if named is not None:
        return named
    near = clause.passages[nearest] if nearest is not None and nearest < len(clause.passages) else None
    held = [weights.of(match_form(clause.text[slice(*one.span)])) for one in clause.passages]
    most, whole = max(held), weights.of(match_form(clause.text))
    if query.language is Language.ENGLISH or whole == 0.0:
        return near
    if most < _MOST * whole:
        return None
    best = [one for one, weight in zip(clause.passages, held, strict=True) if weight == most]
    return near if near in best else best[0]


def _named_passage(places: tuple[Place, ...], clause: Clause) -> Passage | None:
    wanted = [place.locator + place.below for place in places if place.below]
    return next(
        (passage for name in wanted for passage in clause.passages if is_at_or_below(passage.locator, name)),
        None,
    )


def lit_spans(query: Query, clause: Clause, passage: Passage | None) -> tuple[Span, ...]:
    """Return what to highlight: the words of the question; for an English one the passage."""
    if query.language is Language.ENGLISH and passage is not None:
        return (passage.span,)
    # The words of a number stand for nothing by themselves.
    others = (name for alias in query.aliases for name in alias.others)
    return highlights(clause.text, (*query.words, *query.phrases, *query.numbers, *others))
