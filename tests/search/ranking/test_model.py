"""The order that evidence gives."""

from dataclasses import replace

import pytest

from search.query.parse import Language
from search.ranking.exact import Tier
from search.ranking.features import Evidence
from search.ranking.model import fuse

NOTHING = Evidence(0, 0, 0, 0, 0, 0, 0, 0)
STRONG = Evidence(1.0, 1.0, 0.2, 0.8, 0.7, 1.0, 0.0, 0.9)
MIDDLING = Evidence(0.6, 0.7, 0.0, 0.4, 0.5, 0.0, 0.0, 0.7)


def order(language: Language, evidence: dict[int, Evidence]) -> list[int]:
    return [rowid for rowid, _ in fuse(language, evidence, {}, by_page=False)]


def test_more_evidence_never_ranks_lower() -> None:
    for name in ("lexical", "coverage", "headings", "cosine", "answer", "posting", "closeness"):
        for language in Language:
            more = replace(MIDDLING, **{name: getattr(MIDDLING, name) + 0.3})
            assert order(language, {1: MIDDLING, 2: more})[0] == 2, (name, language)


def test_words_do_not_drown_meaning_in_an_english_question() -> None:
    # "2009 grain inventory": of three words the corpus knows the year alone. The best BM25 hit
    # shares that year and nothing else.
    year_only = Evidence(0.2, 0.2, 0.0, 0.0, 0.25, 0.0, 0.0, 0.3)
    meant = Evidence(0.0, 0.0, 0.0, 0.0, 0.55, 0.0, 0.0, 0.5)
    assert order(Language.ENGLISH, {1: year_only, 2: meant}) == [2, 1]


def test_scores_are_between_0_and_1_and_fall() -> None:
    ranked = fuse(Language.CHINESE, {1: NOTHING, 2: STRONG, 3: MIDDLING}, {}, by_page=False)
    scores = [score for _, score in ranked]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1.0)
    assert scores[0] > 0.9


def test_equals_share_the_probability() -> None:
    ranked = fuse(Language.ENGLISH, dict.fromkeys(range(4), MIDDLING), {}, by_page=False)
    assert [score for _, score in ranked] == pytest.approx([0.25] * 4)


def test_what_is_far_behind_the_best_is_no_match() -> None:
    assert order(Language.CHINESE, {1: NOTHING, 2: STRONG}) == [2]
    assert order(Language.CHINESE, {1: NOTHING}) == [1]  # the nearest is shown all the same


def test_ties_keep_the_order_that_came_in() -> None:
    assert order(Language.CHINESE, {7: MIDDLING, 3: MIDDLING, 5: MIDDLING}) == [7, 3, 5]


def test_what_was_named_comes_first_in_the_order_of_the_page() -> None:
    tiers = {9: Tier.NAMED, 4: Tier.DOCUMENT, 6: Tier.DOCUMENT, 2: Tier.MENTIONS}
    ranked = fuse(Language.CHINESE, {6: STRONG, 1: STRONG}, tiers, by_page=True)
    assert [rowid for rowid, _ in ranked] == [9, 4, 6, 2, 1]
    # With words of its own the question orders the document.
    ranked = fuse(Language.CHINESE, {6: STRONG, 1: STRONG}, tiers, by_page=False)
    assert [rowid for rowid, _ in ranked] == [9, 6, 4, 2, 1]
