"""Repealed clauses stand below those in force, unless they are asked for; as of any day."""

from __future__ import annotations

import pytest

from corpus.events.kinds import Status
from search import Searcher
from search.answer.order import Sort, Standpoint, choose
from search.status.standing import Standing

TODAY = "2026-12-01"


def shown(marks: str, limit: int) -> str:
    """Choose among matches that hold (a letter) or are over (a capital), best first."""
    ranked = [(at, 1.0 / (at + 1)) for at in range(len(marks))]
    standings = {
        at: Standing(Status.REPEALED if mark.isupper() else Status.IN_FORCE, TODAY)
        for at, mark in enumerate(marks)
    }
    return "".join(marks[rowid] for rowid, _ in choose(ranked, standings, limit, apart=True))


# matches, best first; how many are shown; what is shown
CHOICES = [
    ("abc", 10, "abc"),
    ("aBc", 10, "acB"),
    ("ABC", 10, "ABC"),  # nothing else is there
    ("AbCdEfGhIj", 10, "bdfhjACEGI"),
    ("ABCDEfghijklmnop", 6, "fghiAB"),  # the best of what is over stays in sight: a third
    ("Abcdefghijkl", 10, "bcdefghijA"),
    ("abcdefghijK", 10, "abcdefghij"),  # what is over doesn't push in
    ("a", 0, ""),
    ("A", 1, "A"),
    ("Ab", 1, "b"),
]


@pytest.mark.parametrize(("marks", "limit", "expected"), CHOICES)
def test_what_is_over_stands_last(marks: str, limit: int, expected: str) -> None:
    assert shown(marks, limit) == expected


def test_every_match_comes_once_and_ten_are_the_first_ten_of_thirty() -> None:
    marks = "aBcDEfghIJklmNopqRstuVwxyzABcdefgh"
    assert sorted(shown(marks, 100)) == sorted(marks)
    assert shown(marks, 30)[:10] == shown(marks, 10)


def test_hits_that_are_over_stand_last_and_it_is_said(searcher: Searcher) -> None:
    answer = searcher.search("石麓市居民水价第二档多少钱一方")
    over = [hit.status == "已废止" for hit in answer.hits]
    assert True in over
    assert over == sorted(over)
    assert any("已废止" in note for note in answer.notes)
    assert all(hit.proof is not None for hit in answer.hits if hit.status == "已废止")


@pytest.mark.parametrize(
    ("question", "standpoint"),
    [
        ("石麓市居民水价第二档多少钱一方", Standpoint(sort=Sort.RELEVANCE)),
        ("石麓市居民水价第二档多少钱一方", Standpoint(statuses=frozenset({Status.REPEALED}))),
        ("岭政办规〔2024〕2号", None),
        ("哪些公告被废止", None),
        ("石麓市居民水价第二档多少钱一方", Standpoint(at="2025-08-31")),
    ],
    ids=["by relevance", "by status", "by number", "asked for repeals", "before the repeal"],
)
def test_what_is_asked_for_is_not_set_back(
    searcher: Searcher, question: str, standpoint: Standpoint | None
) -> None:
    answer = searcher.search(question, standpoint=standpoint)
    assert not any("列在最后" in note for note in answer.notes)
    assert "岭政办规〔2024〕2号" in answer.hits[0].row.document.number + answer.hits[0].text


@pytest.mark.parametrize("status", list(Status))
def test_only_clauses_of_a_status(searcher: Searcher, status: Status) -> None:
    wanted = Standpoint(statuses=frozenset({status}))
    answer = searcher.search("云岭州 管理 规定 审批", limit=100, standpoint=wanted)
    assert answer.hits
    assert {hit.status for hit in answer.hits} == {status}
    # One clause of an amended document was not changed, and is found as one in force.
    if status is Status.IN_FORCE:
        found = searcher.search("岭政发〔2024〕22号第九条", standpoint=wanted)
        assert [hit.row.clause.locator for hit in found.hits] == ["第九条"]


def test_as_of_a_day(searcher: Searcher) -> None:
    def status(at: str) -> str | None:
        answer = searcher.search("岭政办发〔2025〕36号第二条", standpoint=Standpoint(at=at))
        assert answer.as_of == at
        return answer.hits[0].status

    assert [status(day) for day in ("2025-12-18", "2026-12-31", "2027-01-01")] == [
        "尚未生效",
        "尚未生效",
        "有效",
    ]


def test_orders(searcher: Searcher) -> None:
    by_date = searcher.search("管理办法", limit=30, standpoint=Standpoint(sort=Sort.DATE)).hits
    days = [hit.row.document.date or "" for hit in by_date if hit.row.document.date]
    assert days == sorted(days, reverse=True)
    by_status = searcher.search("管理办法", limit=30, standpoint=Standpoint(sort=Sort.STATUS)).hits
    order = [list(Status).index(Status(hit.status or "")) for hit in by_status]
    assert order == sorted(order)
    assert [hit.rank for hit in by_status] == list(range(1, len(by_status) + 1))


def test_a_correction_stands_on_the_clause_that_it_corrects(searcher: Searcher) -> None:
    hit = searcher.search("岭政办发〔2025〕5号第三条").hits[0]
    (correction,) = hit.corrections
    assert (correction.words("old"), correction.words("new")) == ("“每人每月260元”", "“每人每月280元”")
    assert hit.status == "有效"
    assert searcher.search("岭政办发〔2025〕5号第二条").hits[0].corrections == ()
    early = searcher.search("岭政办发〔2025〕5号第三条", standpoint=Standpoint(at="2025-12-01"))
    assert early.hits[0].corrections == ()
