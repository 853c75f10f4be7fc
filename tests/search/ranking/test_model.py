"""The order that features give."""

import pytest

from search.query.parse import Language
from search.ranking.candidates import Candidate
from search.ranking.exact import Tier
from search.ranking.model import score_matches
from tests.search.conftest import MakeRow

NAMES = ("lexical", "coverage", "headings", "pairs", "cosine", "answer", "posting", "closeness")
Features = dict[str, float]


def features(*values: float) -> Features:
    return dict(zip(NAMES, values, strict=True))


NOTHING = features(0, 0, 0, 0, 0, 0, 0, 0)
STRONG = features(1.0, 1.0, 0.2, 0.8, 0.7, 1.0, 0.0, 0.9)
MIDDLING = features(0.6, 0.7, 0.0, 0.4, 0.5, 0.0, 0.0, 0.7)


class Scores:
    """Score clauses by their features alone."""

    def __init__(self, make_row: MakeRow) -> None:
        self._make_row = make_row

    def of(
        self,
        language: Language,
        weighed: dict[int, Features],
        tiers: dict[int, Tier] | None = None,
        *,
        by_page: bool = False,
    ) -> list[tuple[int, float]]:
        candidates = [Candidate(self._make_row(rowid=rowid), features=one) for rowid, one in weighed.items()]
        return score_matches(language, candidates, tiers or {}, by_page=by_page)

    def order(self, language: Language, weighed: dict[int, Features]) -> list[int]:
        return [rowid for rowid, _ in self.of(language, weighed)]


@pytest.fixture
def scores(make_row: MakeRow) -> Scores:
    return Scores(make_row)


def test_more_of_a_feature_never_ranks_lower(scores: Scores) -> None:
    for name in (name for name in NAMES if name != "pairs"):  # which an English question has none of
        for language in Language:
            more = MIDDLING | {name: MIDDLING[name] + 0.3}
            assert scores.order(language, {1: MIDDLING, 2: more})[0] == 2, (name, language)


def test_words_do_not_drown_meaning_in_an_english_question(scores: Scores) -> None:
    # "2009 grain inventory": of three words the corpus knows the year alone. The best BM25 hit
    # shares that year and nothing else.
    year_only = features(0.2, 0.2, 0.0, 0.0, 0.25, 0.0, 0.0, 0.3)
    meant = features(0.0, 0.0, 0.0, 0.0, 0.55, 0.0, 0.0, 0.5)
    assert scores.order(Language.ENGLISH, {1: year_only, 2: meant}) == [2, 1]


def test_scores_are_between_0_and_1_and_fall(scores: Scores) -> None:
    ranked = scores.of(Language.CHINESE, {1: NOTHING, 2: STRONG, 3: MIDDLING})
    values = [score for _, score in ranked]
    assert values == sorted(values, reverse=True)
    assert sum(values) == pytest.approx(1.0)
    assert values[0] > 0.9


def test_equals_share_the_probability(scores: Scores) -> None:
    ranked = scores.of(Language.ENGLISH, dict.fromkeys(range(4), MIDDLING))
    assert [score for _, score in ranked] == pytest.approx([0.25] * 4)


def test_what_is_far_behind_the_best_is_no_match(scores: Scores) -> None:
    assert scores.order(Language.CHINESE, {1: NOTHING, 2: STRONG}) == [2]
    assert scores.order(Language.CHINESE, {1: NOTHING}) == [1]  # the nearest is shown all the same


def test_ties_keep_the_order_that_came_in(scores: Scores) -> None:
    assert scores.order(Language.CHINESE, {7: MIDDLING, 3: MIDDLING, 5: MIDDLING}) == [7, 3, 5]


def test_what_was_named_comes_first_in_the_order_of_the_page(scores: Scores) -> None:
    tiers = {9: Tier.NAMED, 4: Tier.DOCUMENT, 6: Tier.DOCUMENT, 2: Tier.MENTIONS}
    ranked = scores.of(Language.CHINESE, {6: STRONG, 1: STRONG}, tiers, by_page=True)
    assert [rowid for rowid, _ in ranked] == [9, 4, 6, 2, 1]
    # With words of its own the question orders the document.
    ranked = scores.of(Language.CHINESE, {6: STRONG, 1: STRONG}, tiers, by_page=False)
    assert [rowid for rowid, _ in ranked] == [9, 6, 4, 2, 1]
