"""What speaks for a candidate clause, as numbers from 0 to 1 that the fusion weighs."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.records import Kind
from corpus.text import match_form
from index.catalog.rows import ClauseRow
from search.query.intents import Intent, answers
from search.query.parse import Query
from search.ranking.retrievers import Leg, Worth

_RUN = re.compile(r"\w+")
_ENDED = re.compile(r"废止|失效|停止执行|不再执行|拟修订|修改|修订")
_DEPUTY = re.compile(r"副|\bdeput|\bvice\b|\bassistant\b")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold what speaks for one clause.

    ``lexical``: its BM25 over the best, times the share of the question's words that the corpus
    knows at all. ``coverage``: the share of the question (by idf) whose words stand in text, title
    or headings; ``headings``: in the headings. ``pairs``: the share of the question's pairs of
    characters, each weighed by its rarity among the candidates: word borders aside. ``cosine``:
    of question and best passage. ``closeness``: of its words to single words, 0 where that was not
    read (see :mod:`search.ranking.maxsim`). ``answer``: it holds what is asked for (a body, a date, a number).
    ``posting``: 1 for the kind of row that a question about people or status wants, -1 for a
    deputy's where the head is asked for.
    """

    lexical: float
    coverage: float
    headings: float
    pairs: float
    cosine: float
    answer: float
    posting: float
    closeness: float = 0.0


@dataclass(frozen=True, slots=True)
class _Forms:
    text: str
    headings: str
    title: str


def weigh_evidence(
    query: Query,
    rows: Sequence[ClauseRow],
    lexical: Leg,
    vectors: Leg,
    worth: Worth,
) -> list[Evidence]:
    """Return the evidence for each candidate."""
    forms = [_forms(row) for row in rows]
    pairs = _pair_coverage(query, forms)
    total = sum(worth.words.values()) or 1.0
    best = lexical.best or 1.0
    return [
        Evidence(
            lexical=worth.known * lexical.score(row.rowid) / best,
            coverage=worth.of(form.text + "\n" + form.headings + "\n" + form.title) / total,
            headings=worth.of(form.headings) / total,
            pairs=pair,
            cosine=max(0.0, vectors.score(row.rowid)),
            answer=float(any(answers(intent, form.text) for intent in query.intents)),
            posting=_posting(query, row, form),
        )
        for row, form, pair in zip(rows, forms, pairs, strict=True)
    ]


# A server is asked about the same clauses again and again.
_form = lru_cache(maxsize=16_384)(match_form)


def _forms(row: ClauseRow) -> _Forms:
    clause = row.clause
    return _Forms(_form(clause.text), _form("\n".join(clause.headings)), _form(clause.title))


def _pair_coverage(query: Query, forms: Sequence[_Forms]) -> list[float]:
    """Return the share of the question's character pairs that each text holds."""
    runs = _RUN.findall(match_form(" ".join(query.words)) if not query.rest else query.rest)
    # In the order of the question, not of a set: sums of floats must not depend on hash seeds.
    pairs = list(
        dict.fromkeys(a + b for run in runs for a, b in pairwise(match_form(run)) if not (a + b).isascii())
    )
    if not pairs:
        return [0.0] * len(forms)
    held = [[pair for pair in pairs if pair in form.text] for form in forms]
    counts = Counter(pair for found in held for pair in found)
    # Rarity among the candidates, not in the corpus: they all share the common words, and what
    # tells them apart counts.
    rarity = {pair: math.log(1 + len(forms) / (counts[pair] + 0.5)) for pair in pairs}
    total = sum(rarity.values())
    return [sum(rarity[pair] for pair in found) / total for found in held]


def _posting(query: Query, row: ClauseRow, form: _Forms) -> float:
    """Say whether this is the kind of row that a question about people or status wants."""
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
