"""In force or not: each rule with what it decides and what only looks like it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from corpus.events import kinds
from corpus.events.kinds import Event, EventKind, Status
from corpus.records import Clause, Issue, Kind, Part
from index.catalog.rows import DocumentRow, EventRow, IssueRow
from search.status.standing import Record, day_of, is_target

GAZETTE = IssueRow(1, "k", Issue("云岭州人民政府公报", 2025, 1, 32, "2025-03-31"), "a.txt", "0" * 64)
FILE = IssueRow(2, "law", None, "law.md", "1" * 64)
RULE = "云岭州渡口管理办法"


def document(
    identity: int = 1,
    *,
    number: str = "岭政发〔2024〕1号",
    title: str = f"关于印发《{RULE}》的通知",
    instrument: str = RULE,
    date: str | None = "2024-03-01",
    issue: IssueRow = GAZETTE,
) -> DocumentRow:
    """Make the row of a document."""
    return DocumentRow(identity, issue, 1, number, number, title, instrument, "", date, "", 1)


def event(
    kind: EventKind, date: str | None = None, *, by: DocumentRow | None = None, row: int = 1, **named: object
) -> EventRow:
    """Make an event: an own one, or one that the document ``by`` tells of another."""
    own = {"title": RULE} if by is None else {}
    told = Event(kind, "", (0, 2), "原句。", is_own=by is None, date=date, **{**own, **named})  # type: ignore[arg-type]
    return EventRow(row, told, by or document(), None)


def clause(locator: str, title: str = RULE) -> Clause:
    """Make an article of the rule."""
    return Clause(
        locator, Part.INSTRUMENT, Kind.ARTICLE, title, locator, (), f"{locator} 渡口由州交通局管理。", ()
    )


LATER = document(9, number="岭政发〔2025〕9号", title="关于清理文件的通知", instrument="", date="2025-06-01")
BEGINS = event(kinds.EFFECTIVE, "2024-04-01")
REPEALED = event(kinds.REPEALED, "2025-06-01", by=LATER, row=2, number="岭政发〔2024〕1号")
EXPIRES = event(kinds.EXPIRES, "2025-12-31", row=3)
TRIAL = event(kinds.TRIAL, "2025-03-31", row=4)
AMENDED = event(
    kinds.AMENDED, "2025-02-01", by=LATER, row=5, number="岭政发〔2024〕1号", locators=("第三条",)
)
REVISED = event(kinds.TO_BE_REVISED, by=LATER, row=6, number="岭政发〔2024〕1号")
PART_ENDED = event(
    kinds.REPEALED, "2025-06-01", by=LATER, row=7, number="岭政发〔2024〕1号", locators=("第五条",)
)
KEPT = event(kinds.KEPT, "2028-12-31", by=LATER, row=10, number="岭政发〔2024〕1号")
KEPT_FOR_GOOD = event(kinds.KEPT, by=LATER, row=11, number="岭政发〔2024〕1号")
SUPERSEDED = event(kinds.SUPERSEDED, "2025-07-01", by=LATER, row=8, number="岭政发〔2024〕1号")

# own events, events by others, as of, status, row of the proof
STATUSES = [
    ("before it was issued", [BEGINS], [], "2024-02-29", Status.NOT_YET, None),
    ("issued, not begun", [BEGINS], [], "2024-03-31", Status.NOT_YET, 1),
    ("the first day", [BEGINS], [], "2024-04-01", Status.IN_FORCE, 1),
    ("no day of effect is printed", [], [], "2024-04-01", Status.UNKNOWN, None),
    ("only a rule is printed", [event(kinds.EFFECTIVE)], [], "2030-01-01", Status.UNKNOWN, None),
    ("the day before a repeal", [BEGINS], [REPEALED], "2025-05-31", Status.IN_FORCE, 1),
    ("the day of a repeal", [BEGINS], [REPEALED], "2025-06-01", Status.REPEALED, 2),
    ("repealed, though no day of effect is printed", [], [REPEALED], "2026-01-01", Status.REPEALED, 2),
    ("superseded", [BEGINS], [SUPERSEDED], "2025-07-01", Status.REPEALED, 8),
    ("the last day of a term", [BEGINS, EXPIRES], [], "2025-12-31", Status.IN_FORCE, 1),
    ("the day after a term", [BEGINS, EXPIRES], [], "2026-01-01", Status.EXPIRED, 3),
    ("a trial that has run out", [BEGINS, TRIAL], [], "2025-04-01", Status.EXPIRED, 4),
    ("a trial without a term", [BEGINS, event(kinds.TRIAL)], [], "2030-01-01", Status.IN_FORCE, 1),
    ("repealed after it ran out", [BEGINS, EXPIRES], [REPEALED], "2026-01-01", Status.REPEALED, 2),
    ("a term that was made longer", [BEGINS, EXPIRES], [KEPT], "2026-01-01", Status.IN_FORCE, 10),
    ("its last day", [BEGINS, EXPIRES], [KEPT], "2028-12-31", Status.IN_FORCE, 10),
    ("the day after that", [BEGINS, EXPIRES], [KEPT], "2029-01-01", Status.EXPIRED, 3),
    ("before it was made longer", [BEGINS, TRIAL], [KEPT], "2025-04-01", Status.EXPIRED, 4),
    ("kept, though no day of effect is printed", [], [KEPT_FOR_GOOD], "2030-01-01", Status.IN_FORCE, 11),
    ("kept, then repealed", [BEGINS], [KEPT_FOR_GOOD, REPEALED], "2026-01-01", Status.REPEALED, 2),
    ("an article was changed", [BEGINS], [AMENDED], "2025-02-01", Status.AMENDED, 5),
    ("not changed yet", [BEGINS], [AMENDED], "2025-01-31", Status.IN_FORCE, 1),
    ("to be revised", [BEGINS], [REVISED], "2025-06-01", Status.TO_BE_REVISED, 6),
    ("to be revised, said later", [BEGINS], [REVISED], "2025-05-31", Status.IN_FORCE, 1),
    ("changed outweighs to be revised", [BEGINS], [AMENDED, REVISED], "2026-01-01", Status.AMENDED, 5),
    ("one article was repealed", [BEGINS], [PART_ENDED], "2026-01-01", Status.AMENDED, 7),
    (
        "an undated repeal holds from the day of its text",
        [BEGINS],
        [event(kinds.REPEALED, by=LATER, row=2, number="岭政发〔2024〕1号")],
        "2025-06-01",
        Status.REPEALED,
        2,
    ),
    (
        "who interprets it says nothing of force",
        [event(kinds.INTERPRETED)],
        [],
        "2026-01-01",
        Status.UNKNOWN,
        None,
    ),
    (
        "one part has begun, another not",
        [event(kinds.EFFECTIVE, "2024-04-01"), event(kinds.EFFECTIVE, "2027-01-01", row=2)],
        [],
        "2025-01-01",
        Status.IN_FORCE,
        1,
    ),
]


@pytest.mark.parametrize(
    ("own", "about", "as_of", "status", "proof"),
    [row[1:] for row in STATUSES],
    ids=[row[0] for row in STATUSES],
)
def test_a_document(
    own: list[EventRow], about: list[EventRow], as_of: str, status: Status, proof: int | None
) -> None:
    standing = Record(document(), tuple(own), tuple(about)).standing(as_of)
    assert standing.status is status
    assert (standing.proof and standing.proof.id) == proof


# clause, events by others, as of, status
CLAUSES = [
    ("the article that was changed", "第三条", [AMENDED], "2025-03-01", Status.AMENDED),
    ("another article", "第四条", [AMENDED], "2025-03-01", Status.IN_FORCE),
    ("第三条之一 is not 第三条", "第三条之一", [AMENDED], "2025-03-01", Status.IN_FORCE),
    ("第十三条 is not 第三条", "第十三条", [AMENDED], "2025-03-01", Status.IN_FORCE),
    ("the article that was repealed", "第五条", [PART_ENDED], "2025-07-01", Status.REPEALED),
    ("its neighbour", "第六条", [PART_ENDED], "2025-07-01", Status.IN_FORCE),
    ("all go with the document", "第六条", [REPEALED], "2025-07-01", Status.REPEALED),
    (
        "a paragraph of the article was changed",
        "第八条",
        [replace(AMENDED, event=replace(AMENDED.event, locators=("第八条第二款",)))],
        "2025-03-01",
        Status.AMENDED,
    ),
]


@pytest.mark.parametrize(
    ("locator", "about", "as_of", "status"), [row[1:] for row in CLAUSES], ids=[row[0] for row in CLAUSES]
)
def test_a_clause(locator: str, about: list[EventRow], as_of: str, status: Status) -> None:
    record = Record(document(), (BEGINS,), tuple(about))
    assert record.standing(as_of, clause(locator)).status is status


def test_a_part_that_begins_later_waits_alone() -> None:
    annex = replace(
        event(kinds.EFFECTIVE, "2026-01-01", row=2),
        event=replace(BEGINS.event, title="收费标准", date="2026-01-01"),
    )
    record = Record(document(), (BEGINS, annex))
    assert record.standing("2025-01-01", clause("第一条")).status is Status.IN_FORCE
    assert record.standing("2025-01-01", clause("第一条", "收费标准")).status is Status.NOT_YET


LAW = document(3, number="", title="渡口条例", instrument="", date="2010-05-01", issue=FILE)
NEW_LAW = document(4, number="", title="渡口条例", instrument="", date="2020-05-01", issue=FILE)

# what an event names, the document that says so, the document, whether it is meant
TARGETS = [
    ("by number", {"number": "岭政发〔2024〕1号"}, LATER, document(), True),
    ("another number", {"number": "岭政发〔2024〕2号", "title": RULE}, LATER, document(), False),
    ("by the title of the instrument", {"title": RULE}, LATER, document(), True),
    ("by the title of the notice", {"title": f"关于印发《{RULE}》的通知"}, LATER, document(), True),
    ("a title that only begins so", {"title": RULE + "实施细则"}, LATER, document(), False),
    (
        "what is newer is not meant by its title",
        {"title": RULE},
        document(5, date="2023-01-01"),
        document(),
        False,
    ),
    ("a law of the same name ends the older", {"title": "渡口条例"}, NEW_LAW, LAW, True),
    ("but not itself", {"title": "渡口条例"}, NEW_LAW, NEW_LAW, False),
    ("nor the newer", {"title": "渡口条例"}, LAW, NEW_LAW, False),
]


@pytest.mark.parametrize(
    ("named", "by", "about", "meant"), [row[1:] for row in TARGETS], ids=[row[0] for row in TARGETS]
)
def test_whom_an_event_is_about(
    named: dict[str, Any], by: DocumentRow, about: DocumentRow, meant: bool
) -> None:
    assert is_target(event(kinds.REPEALED, by=by, **named), about) is meant


def test_a_law_that_is_printed_anew_with_its_amendment_is_not_amended_by_it() -> None:
    decision = document(6, number="", title="修改决定", instrument="", date="2020-05-10", issue=FILE)
    amends = event(kinds.AMENDED, by=decision, title="渡口条例")
    assert not is_target(amends, NEW_LAW)
    assert is_target(amends, LAW)


def test_a_later_version_of_a_law_is_the_successor() -> None:
    record = Record(LAW, (), (), (("2020-07-01", NEW_LAW),))
    assert record.standing("2020-06-30").status is Status.UNKNOWN
    standing = record.standing("2020-07-01")
    assert (standing.status, standing.successor, standing.proof) == (Status.AMENDED, NEW_LAW, None)


def test_the_day_of_a_document_is_its_own_or_that_of_its_issue() -> None:
    assert day_of(document()) == "2024-03-01"
    assert day_of(document(date=None)) == "2025-03-31"
    assert day_of(replace(LAW, date=None)) is None
