"""The door over the samples' home: every verb answers what the print says, and nothing else need be opened."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.events.kinds import Status
from corpus.records import GongbaoError
from index import HomeError
from index.catalog.rows import Filters
from search import Library
from search.answer.order import Standpoint
from search.check.draft import DraftError
from search.library import Documents, Events, Issues, Problems
from search.people.find import UnknownPersonError
from search.status.documents import UnknownDocumentError
from tests.conftest import SAMPLES

NUMBER = "岭政发〔2024〕22号"


@pytest.fixture(scope="module")
def door(home: Path) -> Iterator[Library]:
    """Open the home of the samples as every face does."""
    with Library.open(home) as library:
        yield library


def test_a_question_is_answered_with_its_citation(door: Library) -> None:
    answer = door.search("信息化项目变更由谁审批", limit=3)
    assert len(answer.hits) == 3
    assert answer.hits[0].citation == "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第十三条"
    narrowed = door.search(
        "管理", Filters(year=2024), 5, Standpoint("2026-01-01", frozenset({Status.REPEALED}))
    )
    assert {hit.status for hit in narrowed.hits} <= {"已废止"}


def test_a_document_and_what_became_of_it(door: Library) -> None:
    (shown,) = door.show(NUMBER, "第八条")
    assert [row.clause.locator for row in shown.clauses] == ["第八条"]
    (report,) = door.status(NUMBER, "第八条", "2026-01-01")
    assert report.standing.status is Status.AMENDED
    assert report.clause == shown.clauses[0]


def test_a_clause_is_opened_in_its_document(door: Library) -> None:
    (clause,) = door.show(NUMBER, "第八条")[0].clauses
    opened = door.open_clause(clause.clause.id, "2026-01-01")
    assert opened is not None
    assert opened.clause == clause
    assert opened.clauses == door.show(NUMBER)[0].clauses
    assert (opened.report,) == door.status(NUMBER, as_of="2026-01-01")
    assert opened.cited is not None
    assert (opened.cited,) == door.status(NUMBER, "第八条", "2026-01-01")
    assert opened.links == door.links(opened.clauses)
    assert clause in door.neighbours(clause.clause.id)
    assert door.open_clause("no such id") is None


def test_what_has_no_place_is_cited_as_its_document_is(door: Library) -> None:
    lead = next(row for row in door.show(NUMBER)[0].clauses if not row.clause.locator)
    opened = door.open_clause(lead.clause.id)
    assert opened is not None
    assert opened.cited is None


def test_people_by_name_by_post_and_in_a_question(door: Library) -> None:
    timeline = door.people("任知夏").timeline
    assert timeline is not None
    assert timeline.person == "任知夏"
    asked = door.people_asked_for("任知夏")
    assert asked is not None
    assert asked.timeline == timeline
    assert door.people_asked_for("信息化项目变更由谁审批") is None


def test_a_draft_is_checked_and_what_it_cites_comes_along(door: Library) -> None:
    report = door.check(f"依照《云岭州州级储备粮管理办法》（{NUMBER}）第八条办理。", "2024-06-30")
    (finding,) = report.findings
    assert finding.held is not None
    assert finding.held.row == door.show(NUMBER, "第八条")[0].clauses[0]
    assert finding.held.clause == finding.held.row.clause.id


def test_lists_and_the_overview_agree(door: Library) -> None:
    issues, documents = door.list("issues"), door.list("documents")
    assert isinstance(issues, Issues)
    assert isinstance(documents, Documents)
    overview = door.overview()
    assert overview.issues == len(issues.rows) == len({row.issue.id for row in documents.rows})
    assert overview.documents == len(documents.rows)
    events, problems = door.list("events"), door.list("problems")
    assert isinstance(events, Events)
    assert isinstance(problems, Problems)
    assert all(row.citation and row.row.event.text for row in events.rows)


def test_judged_questions_are_measured(door: Library, tmp_path: Path) -> None:
    few = tmp_path / "few.jsonl"
    lines = (SAMPLES[0].parent / "questions.jsonl").read_text(encoding="utf-8").splitlines()[:3]
    few.write_text("\n".join(lines), encoding="utf-8")
    measured = door.evaluate(few)
    assert [one["query"] for one in measured["results"]] == [json.loads(line)["query"] for line in lines]


REFUSED: list[tuple[type[GongbaoError], Callable[[Library], object]]] = [
    (UnknownDocumentError, lambda door: door.show("没有的办法")),
    (UnknownDocumentError, lambda door: door.status("没有的办法")),
    (UnknownPersonError, lambda door: door.people("查无此人")),
    (DraftError, lambda door: door.check("甲" * 100_001)),
]


@pytest.mark.parametrize(("expected", "ask"), REFUSED)
def test_what_is_not_there_is_refused_in_one_line(
    door: Library, expected: type[GongbaoError], ask: Callable[[Library], object]
) -> None:
    with pytest.raises(expected) as refused:
        ask(door)
    assert "\n" not in str(refused.value)


def test_what_is_no_home_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="is no home"):
        Library.open(tmp_path)
