"""Build tantivy queries from words and phrases; nothing a user types reaches a query parser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from index.catalog.rows import ClauseRow
from index.lexical.bigrams import Phrase, contains, grams, is_chinese, phrase
from index.store import RetrievalQuery

if TYPE_CHECKING:
    from tantivy import Occur, Query, Schema


@dataclass(frozen=True, slots=True)
class Weights:
    """Weigh the fields: the words of the text, of title and headings, and the pairs of characters.

    Pairs repeat what words say and find what jieba cut differently: they stay light.
    """

    body: float = 1.0
    context: float = 0.5
    grams: float = 0.2


BODY, CONTEXT, GRAMS, CONTEXT_GRAMS = "body", "context", "grams", "context_grams"
ROWID, ISSUE = "rowid", "issue"


def build(
    schema: Schema, query: RetrievalQuery, weights: Weights, allowed: Iterable[int] | None
) -> Query | None:
    """Return the tantivy query, None when it can find nothing (no word and no phrase)."""
    from tantivy import Occur, Query

    required = [_pairs_anywhere(schema, sought) for sought in phrases_of(query.phrases)]
    words = _words(schema, query.words, weights)
    if not required and not words:
        return None
    clauses: list[tuple[Occur, Query]] = [(Occur.Must, part) for part in required]
    if words:
        # With a phrase the words only rank; without one a clause must have one of them.
        clauses.append((Occur.Should if required else Occur.Must, Query.boolean_query(words)))
    for sought in phrases_of(query.excluded):
        if len(sought.tokens) == 1:  # all the pairs of a longer one may stand apart: see still_to_check
            clauses.append((Occur.MustNot, _pairs_anywhere(schema, sought)))
    if allowed is not None:
        clauses.append(
            (Occur.Must, Query.const_score_query(Query.term_set_query(schema, ROWID, sorted(allowed)), 0.0))
        )
    if len(clauses) == 1:
        return clauses[0][1]
    return Query.boolean_query(clauses)


def _words(schema: Schema, words: Iterable[str], weights: Weights) -> list[tuple[Occur, Query]]:
    from tantivy import Occur, Query

    chosen = list(dict.fromkeys(words))
    terms = [(BODY, word, weights.body) for word in chosen] + [
        (CONTEXT, word, weights.context) for word in chosen
    ]
    chinese = [word for word in chosen if is_chinese(word)]
    pairs = dict.fromkeys(a + b for word in chinese for a, b in pairwise(word))
    terms += [(GRAMS, pair, weights.grams) for pair in pairs]
    found = [
        (Occur.Should, Query.boost_query(Query.term_query(schema, field, term), weight))
        for field, term, weight in terms
        if weight > 0
    ]
    if chosen and all(len(word) == 1 and is_chinese(word) for word in chosen):
        # jieba may have put a lone character into a longer word: then its pairs know it. With
        # longer words in the question this would only add every clause to what is ranked.
        for word in chosen:
            found.append((Occur.Should, Query.boost_query(_prefix(schema, GRAMS, word), weights.grams)))
    return found


def phrases_of(texts: Iterable[str]) -> list[Phrase]:
    """Return what phrases are looked for by; those without a letter are passed over."""
    return [sought for sought in map(phrase, texts) if sought.tokens]


def still_to_check(query: RetrievalQuery) -> Callable[[ClauseRow], bool] | None:
    """Return what a clause must pass besides the tantivy query, None where that says it all.

    The index knows which pairs of characters stand in a clause, not where: positions would make it
    half as large again. Whether they stand in a row is looked up in the clause itself.
    """
    phrases = [sought for sought in phrases_of(query.phrases) if len(sought.tokens) > 1]
    excluded = [sought for sought in phrases_of(query.excluded) if len(sought.tokens) > 1]
    if not phrases and not excluded:
        return None

    def passes(row: ClauseRow) -> bool:
        fields = grams(row.clause.text), grams("\n".join((row.clause.title, *row.clause.headings)))
        return all(any(contains(field, sought) for field in fields) for sought in phrases) and not any(
            contains(field, sought) for field in fields for sought in excluded
        )

    return passes


def _pairs_anywhere(schema: Schema, sought: Phrase) -> Query:
    """Look for all tokens of a phrase in the text, or all in title and headings."""
    from tantivy import Occur, Query

    fields = (GRAMS, CONTEXT_GRAMS)
    return Query.boolean_query([(Occur.Should, _pairs(schema, field, sought)) for field in fields])


def _pairs(schema: Schema, field: str, sought: Phrase) -> Query:
    from tantivy import Occur, Query

    tokens = [Query.term_query(schema, field, token) for token in dict.fromkeys(sought.tokens)]
    if sought.open:
        tokens[-1] = _prefix(schema, field, sought.tokens[-1])
    return tokens[0] if len(tokens) == 1 else Query.boolean_query([(Occur.Must, one) for one in tokens])


def _prefix(schema: Schema, field: str, character: str) -> Query:
    from tantivy import Query

    return Query.regex_query(schema, field, f"{re.escape(character)}.?")
