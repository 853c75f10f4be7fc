"""Build tantivy queries from words and phrases; nothing a user types reaches a query parser."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from index.tokens import Phrase, is_chinese, phrase

if TYPE_CHECKING:
    from tantivy import Occur, Query, Schema


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """Say what to look for: words of :meth:`Tokenizer.query_words`, phrases and exclusions as typed.

    Any of the words counts for a clause, all phrases must stand in its text or its title and
    headings, and none of ``excluded`` may stand there.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


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
    schema: Schema, query: LexicalQuery, weights: Weights, allowed: Iterable[int] | None
) -> Query | None:
    """Return the tantivy query, None when it can find nothing (no word and no phrase)."""
    from tantivy import Occur, Query

    required: list[Query] = []
    for text in query.phrases:
        sought = phrase(text)
        if sought.tokens:
            required.append(_phrase_anywhere(schema, sought))
    words = _words(schema, query.words, weights)
    if not required and not words:
        return None
    clauses: list[tuple[Occur, Query]] = [(Occur.Must, part) for part in required]
    if words:
        # With a phrase the words only rank; without one a clause must have one of them.
        clauses.append((Occur.Should if required else Occur.Must, Query.boolean_query(words)))
    for text in query.excluded:
        sought = phrase(text)
        if sought.tokens:
            clauses.append((Occur.MustNot, _phrase_anywhere(schema, sought)))
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


def _phrase_anywhere(schema: Schema, sought: Phrase) -> Query:
    from tantivy import Occur, Query

    fields = (GRAMS, CONTEXT_GRAMS)
    return Query.boolean_query([(Occur.Should, _phrase(schema, field, sought)) for field in fields])


def _phrase(schema: Schema, field: str, sought: Phrase) -> Query:
    from tantivy import Query

    tokens = list(sought.tokens)
    if len(tokens) == 1:
        return (
            _prefix(schema, field, tokens[0]) if sought.open else Query.term_query(schema, field, tokens[0])
        )
    if sought.open:
        return Query.regex_phrase_query(
            schema, field, [*map(re.escape, tokens[:-1]), f"{re.escape(tokens[-1])}.?"]
        )
    return Query.phrase_query(schema, field, list(tokens))


def _prefix(schema: Schema, field: str, character: str) -> Query:
    from tantivy import Query

    return Query.regex_query(schema, field, f"{re.escape(character)}.?")
