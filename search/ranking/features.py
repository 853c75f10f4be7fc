"""What speaks for a candidate clause: features from 0 to 1 that the model weighs, each a function over the pool.

A new one is a function here, its name in ``FEATURES``, and its weights in ``search.ranking.model``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from corpus.records import Kind
from corpus.text import match_form
from index.catalog.rows import ClauseRow
from search.query.intents import Intent, answers
from search.query.parse import Query
from search.ranking.candidates import Candidate, Forms, Pool
from search.ranking.retrievers import Retrieved

#: One number for each candidate of a pool, in its order.
Feature = Callable[[Pool], Sequence[float]]

_RUN = re.compile(r"\w+")
_ENDED = re.compile(r"废止|失效|停止执行|不再执行|拟修订|修改|修订")
_DEPUTY = re.compile(r"副|\bdeput|\bvice\b|\bassistant\b")


def candidates_of(pool: Pool, features: Mapping[str, Feature] | None = None) -> list[Candidate]:
    """Return the candidates of a pool with their features (those of ``FEATURES``, unless given)."""
    columns = {name: compute(pool) for name, compute in (features or FEATURES).items()}
    passages: dict[int, int] = {}
    for one in pool.retrieved.values():
        passages |= one.passages
    return [
        Candidate(
            row,
            {name: one.score(row.rowid) for name, one in pool.retrieved.items()},
            {name: column[at] for name, column in columns.items()},
            passages.get(row.rowid),
        )
        for at, row in enumerate(pool.rows)
    ]


def lexical(pool: Pool) -> list[float]:
    """Return BM25 over the best, times the share of the question's words that the corpus knows at all."""
    found = pool.retrieved.get("bm25", Retrieved())
    best = found.best or 1.0
    return [pool.weights.known * found.score(row.rowid) / best for row in pool.rows]


def coverage(pool: Pool) -> list[float]:
    """Return the share of the question, by idf, whose words stand in text, headings or title."""
    return [pool.weights.of(form.whole) / pool.weights.total for form in pool.forms]


def headings(pool: Pool) -> list[float]:
    """Return the share of the question, by idf, whose words stand in the headings."""
    return [pool.weights.of(form.headings) / pool.weights.total for form in pool.forms]


def pairs(pool: Pool) -> list[float]:
    """Return the share of the question's pairs of characters that each text holds: word borders aside.

    Each pair is weighed by its rarity among the candidates, not in the corpus: they all share the
    common words, and what tells them apart counts.
    """
    query, forms = pool.query, pool.forms
    runs = _RUN.findall(match_form(" ".join(query.words)) if not query.rest else query.rest)
    # In the order of the question, not of a set: sums of floats must not depend on hash seeds.
    asked = list(
        dict.fromkeys(a + b for run in runs for a, b in pairwise(match_form(run)) if not (a + b).isascii())
    )
    if not asked:
        return [0.0] * len(forms)
    held = [[pair for pair in asked if pair in form.text] for form in forms]
    counts = Counter(pair for found in held for pair in found)
    rarity = {pair: math.log(1 + len(forms) / (counts[pair] + 0.5)) for pair in asked}
    total = sum(rarity.values())
    return [sum(rarity[pair] for pair in found) / total for found in held]


def cosine(pool: Pool) -> list[float]:
    """Return the cosine of the question and the best passage."""
    found = pool.retrieved.get("vector", Retrieved())
    return [max(0.0, found.score(row.rowid)) for row in pool.rows]


def answer(pool: Pool) -> list[float]:
    """Return 1 for what holds what is asked for: a body, a day, a number."""
    intents = pool.query.intents
    return [float(any(answers(intent, form.text) for intent in intents)) for form in pool.forms]


def posting(pool: Pool) -> list[float]:
    """Return 1 for the kind of row that a question about people or status wants, half for a deputy's
    where the head is asked for.
    """
    return [_posting(pool.query, row, form) for row, form in zip(pool.rows, pool.forms, strict=True)]


def _posting(query: Query, row: ClauseRow, form: Forms) -> float:
    kind, wanted = row.clause.kind, query.intents
    if row.clause.name and match_form(row.clause.name) in match_form(query.text):
        return 1.0
    if kind in (Kind.APPOINTMENT, Kind.REMOVAL):
        if (Intent.APPOINTMENT in wanted and kind is Kind.APPOINTMENT) or (
            Intent.REMOVAL in wanted and kind is Kind.REMOVAL
        ):
            deputy = _DEPUTY.search(form.text) and not _DEPUTY.search(query.text.lower())
            return 0.5 if deputy else 1.0
        return 0.0
    if Intent.STATUS in wanted and _ENDED.search(form.title + form.headings + form.text):
        return 1.0
    return 0.0


FEATURES: Mapping[str, Feature] = MappingProxyType(
    {one.__name__: one for one in (lexical, coverage, headings, pairs, cosine, answer, posting)}
)
