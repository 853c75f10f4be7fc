"""Excerpts show the highlights, keep to their limit, and cut texts without losing a character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from view.excerpt import excerpt, runs

CLAUSE = (
    "第一条 为了规范管理，制定本办法。" + "各单位应当按照规定办理有关事项。" * 30 + "变更由州数据局审批。"
)


def test_a_short_text_is_shown_whole() -> None:
    assert excerpt("变更由州数据局审批。", [(0, 2)], 100) == ((0, 10),)


def test_a_long_text_is_shown_from_its_beginning_where_nothing_is_marked() -> None:
    assert excerpt(CLAUSE, [], 50) == ((0, 50),)


def test_the_sentence_of_a_highlight_is_shown_from_its_beginning() -> None:
    at = CLAUSE.index("州数据局")
    ((start, end),) = excerpt(CLAUSE, [(at, at + 4)], 60)
    assert CLAUSE[start:end].startswith("变更由州数据局")


def test_runs_alternate_between_marked_and_plain() -> None:
    text = "变更由州数据局审批"
    cut = [(text[start:end], mark) for (start, end), mark in runs((0, 9), [(0, 2), (7, 9)])]
    assert cut == [("变更", True), ("由州数据局", False), ("审批", True)]


spans = st.tuples(st.integers(0, 400), st.integers(0, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.text(max_size=420), st.lists(spans, max_size=6), st.integers(20, 200))
def test_windows_are_in_order_within_the_text_and_near_the_limit(
    text: str, marks: list[tuple[int, int]], limit: int
) -> None:
    windows = excerpt(text, marks, limit)
    flat = [edge for window in windows for edge in window]
    assert flat == sorted(flat)
    assert flat[0] >= 0
    assert flat[-1] <= len(text)
    longest = max((end - start for start, end in marks), default=0)
    assert sum(end - start for start, end in windows) <= limit + longest + limit // 3 + 20


@given(st.text(max_size=60), st.lists(spans, max_size=5))
def test_runs_hold_every_character_once(text: str, marks: list[tuple[int, int]]) -> None:
    pieces = [text[start:end] for (start, end), _ in runs((0, len(text)), marks)]
    assert "".join(pieces) == text
