"""What stands in the page's address comes back the same, and only as filters that exist."""

from __future__ import annotations

from urllib.parse import parse_qs

from hypothesis import given
from hypothesis import strategies as st

from corpus.events.kinds import Status
from index.catalog.rows import Filters
from search.answer.order import Sort, Standpoint
from view.html.form import LONGEST, Asked
from view.messages import EN, ZH


def test_what_was_asked_becomes_filters() -> None:
    asked = Asked.of(" 变更 ", "云岭", "办公室", "2025", "instrument", "2025-01-01", "2025-12-31")
    assert asked.q == "变更"
    assert asked.filters(ZH) == (
        Filters("云岭", "办公室", None, None, "instrument", 2025, "2025-01-01", "2025-12-31"),
        Standpoint(),
        [],
    )


def test_the_standpoint_is_taken_from_what_is_offered() -> None:
    asked = Asked.of("变更", "", "", "", "", "", "", "已废止", "date", "2024-06-01")
    assert asked.filters(ZH)[1] == Standpoint("2024-06-01", frozenset({Status.REPEALED}), Sort.DATE)
    odd = Asked.of("变更", "", "", "", "", "", "", "合法", "nearest", "2024-06-31")
    _, standpoint, notes = odd.filters(ZH)
    assert standpoint == Standpoint()
    assert len(notes) == 1


def test_what_can_not_be_read_is_left_out_and_said() -> None:
    asked = Asked.of("变更", None, "", "MMXXV", "preamble", "yesterday", "2025-13-01")
    filters, _, notes = asked.filters(EN)
    assert filters == Filters()
    assert [note.split("”")[0] for note in notes] == ["The date “yesterday", "The date “2025-13-01"]


def test_long_values_are_cut() -> None:
    assert len(Asked.of("字" * 10_000).q) == LONGEST


def test_halves_of_characters_are_replaced() -> None:
    assert Asked.of("变\ud800更").address == "q=%E5%8F%98%3F%E6%9B%B4"


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(texts, texts)
def test_an_address_leads_back(question: str, issuer: str) -> None:
    asked = Asked.of(question, "", issuer)
    back = {name: values[0] for name, values in parse_qs(asked.address).items()}
    assert (back.get("q", ""), back.get("issuer", "")) == (asked.q, asked.issuer)
