"""Tell a question that nothing here answers from one that is answered.

Something is always nearest: a question about passports has its best clause too. Two things tell:
how much of the question that clause holds, and how near the nearest vector of all is. A question
in English has lower cosines to Chinese text than one in Chinese, hence a factor for each language.
The size of the corpus does not enter: neither a rank nor a score of BM25 does.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from corpus import match_form
from index import ClauseRow
from search.closeness import Nearness
from search.legs import Worth
from search.query import Language

_COSINE: Mapping[Language, float] = {Language.CHINESE: 1.5, Language.ENGLISH: 3.0, Language.MIXED: 3.0}
_LEAST = 1.65


def is_doubtful(language: Language, near: Nearness, cosine: float) -> bool:
    """Say whether a question is hardly answered: ``near`` its best clause, ``cosine`` the best of all.

    ln(1 + words held) + factor × cosine stays below a threshold. What lacks no word is never
    doubted: a single word that stands there is an answer to who typed it.
    """
    return not near.whole and math.log1p(near.held) + _COSINE[language] * cosine < _LEAST


def nearness_by_words(worth: Worth, row: ClauseRow) -> Nearness:
    """Return how near a clause comes as its words have it, where a model can't tell word by word."""
    clause = row.clause
    form = match_form("\n".join((clause.text, clause.title, *clause.headings)))
    held = sum(any(name in form for name in (word, *worth.others.get(word, ()))) for word in worth.words)
    return Nearness(0.0, held, held == len(worth.words))
