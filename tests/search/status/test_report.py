"""What became of documents: over the samples, whose author knows, and over the real issue where it is at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.events.kinds import AMENDED, REPEALED
from corpus.records import GongbaoError
from index import open_home
from search import Library
from search.library import Events
from search.status.documents import UnknownDocumentError, UnknownPlaceError
from search.status.proofs import Proof
from search.status.report import StatusReport
from tests.corpus.test_golden import needs_the_issue


def one(library: Library, name: str, locator: str | None = None, at: str | None = None) -> StatusReport:
    """Return the only report on a document or clause."""
    (report,) = library.status(name, locator, at)
    return report


def events(library: Library) -> tuple[Proof, ...]:
    """Return all events of a home."""
    found = library.list("events")
    assert isinstance(found, Events)
    return found.rows


# name, locator, as of, status, end of the citation of the proof
SAMPLES = [
    ("岭政办规〔2024〕2号", None, "2025-08-31", "未知", None),
    ("岭政办规〔2024〕2号", None, "2025-09-01", "已废止", "（岭政办发〔2025〕14号）第十四条"),
    ("岭政办发〔2024〕40号", None, "2026-01-01", "已废止", "（岭政发〔2025〕10号）附件第13项"),
    ("岭政办发〔2024〕43号", None, "2025-12-31", "未知", None),
    ("岭政办发〔2024〕43号", None, "2026-01-01", "已废止", "（岭政发〔2025〕21号）附件1五、"),
    ("岭政发〔2025〕2号", None, "2026-01-01", "拟修订", "（岭政发〔2025〕21号）附件2一、"),
    ("岭政发〔2024〕22号", None, "2025-07-31", "有效", "（岭政发〔2024〕22号）第二十四条"),
    ("岭政发〔2024〕22号", None, "2025-08-01", "已修改", "（岭政发〔2025〕9号）四、"),
    ("岭政发〔2024〕22号", None, "2029-12-31", "已修改", "（岭政发〔2025〕9号）四、"),
    ("岭政发〔2024〕22号", None, "2030-01-01", "已失效", "（岭政发〔2024〕22号）第二十四条"),
    ("岭政发〔2024〕22号", "第八条", "2026-01-01", "已修改", "（岭政发〔2025〕9号）一、"),
    ("岭政发〔2024〕22号", "第九条", "2026-01-01", "有效", "（岭政发〔2024〕22号）第二十四条"),
    ("岭政办发〔2025〕3号", "第十三条", "2027-03-19", "有效", "（岭政办发〔2025〕3号）第二十二条"),
    ("岭政办发〔2025〕3号", None, "2027-03-20", "已失效", "（岭政办发〔2025〕3号）第二十二条"),
    ("岭政办发〔2025〕33号", None, "2026-10-31", "有效", "（岭政办发〔2025〕33号）第五条"),
    ("岭政办发〔2025〕33号", None, "2026-11-01", "已失效", "（岭政办发〔2025〕33号）第五条"),
    ("岭政办发〔2025〕36号", None, "2026-12-31", "尚未生效", "（岭政办发〔2025〕36号）第六条"),
    ("岭政办发〔2025〕36号", None, "2027-01-01", "有效", "（岭政办发〔2025〕36号）第六条"),
    ("岭政办规〔2025〕5号", None, "2026-01-01", "未知", None),
    ("云岭州人民政府令第12号", "第十三条", "2026-03-01", "已修改", "（云岭州人民政府令第14号）四、"),
    # known from what others say of them alone
    ("岭政发〔2019〕17号", None, "2025-01-01", "已废止", "（岭政发〔2024〕22号）第二十四条"),
    ("岭政发〔2019〕17号", None, "2024-12-31", "未知", None),
    ("岭政办规〔2022〕1号", None, "2026-01-01", "拟修订", "（岭政发〔2025〕21号）附件2二、"),
    ("关于推广节能炉灶的若干意见", None, "2026-01-01", "已废止", "（岭政发〔2025〕21号）附件1四、"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "locator", "at", "status", "proof"), SAMPLES, ids=[f"{row[0]} {row[2]}" for row in SAMPLES]
)
def test_the_samples(
    library: Library, name: str, locator: str | None, at: str, status: str, proof: str | None
) -> None:
    report = one(library, name, locator, at)
    assert report.standing.status == status
    assert (report.proof is None) == (proof is None)
    assert report.proof is None or report.proof.citation.endswith(f"》{proof}")


def test_a_number_that_is_printed_in_two_ways_is_answered_with_both(library: Library) -> None:
    both = {"岭政发〔2016〕31号", "岭政办发〔2016〕31号"}
    for number in both:
        report = one(library, number)
        assert report.number == number
        assert {spelling.number for spelling in report.spellings} == both
        assert {event.row.event.number for event in report.events} == both
        assert any("前后不一" in chinese for _, chinese in report.notes)
    # By its title neither is chosen.
    assert one(library, "云岭州农村沼气池安全使用规定").number == ""


def test_documents_of_like_names_do_not_contradict_one_another(library: Library) -> None:
    for number in ("岭政办发〔2025〕3号", "岭政办发〔2017〕12号", "岭政发〔2024〕22号"):
        assert one(library, number).spellings == ()


def test_the_chain_of_versions(library: Library) -> None:
    chain = [
        ("岭政办规〔2025〕2号", "2025-05-20", "已废止", True),
        ("岭政办发〔2025〕31号", "2025-10-28", "有效", True),
    ]
    for asked, _, _, _ in chain:
        report = one(library, asked, at="2026-01-01")
        told = [(one.number, one.date, one.status, one.is_held) for one in report.versions]
        assert told == chain
        assert [one.number for one in report.versions if one.is_asked] == [asked]
    unheld = one(library, "岭政办发〔2020〕18号").versions
    assert [(one.number, one.is_held) for one in unheld] == [
        ("岭政办发〔2020〕18号", False),
        ("岭政办发〔2024〕41号", True),
    ]
    # A list that cleans up is no new version of what it ends.
    assert one(library, "岭政办发〔2024〕40号").versions == ()


def test_what_is_replaced_stands_beside_the_new(library: Library) -> None:
    (event,) = [
        event
        for event in one(library, "岭政发〔2024〕22号", "第八条").events
        if event.row.event.kind is AMENDED
    ]
    assert (event.words("old") or "").startswith("第八条 承储企业通过公开比选产生，承储合同一签三年")
    assert "承储合同一签五年" in (event.words("new") or "")
    (struck,) = [
        event
        for event in one(library, "岭政发〔2024〕22号", "第十八条").events
        if event.row.event.locators == ("第十八条第二款",)
    ]
    assert struck.words("old")
    assert struck.words("new") is None


def test_what_can_not_be_known_is_said(library: Library) -> None:
    notes = " ".join(english for english, _ in one(library, "岭政办规〔2025〕5号").notes)
    assert "no day of effect is printed" in notes
    assert (
        "no repeal found in the issues indexed, which are: 云岭州人民政府公报2024年第4期 to 2025年第4期"
        in notes
    )
    assert "missing from the series: 云岭州人民政府公报2025年第3期" in notes
    ended = " ".join(english for english, _ in one(library, "岭政办规〔2024〕2号").notes)
    assert "no repeal found" not in ended


def test_who_cites_a_document_and_a_clause(library: Library) -> None:
    document = one(library, "岭政办规〔2024〕2号").cited_by
    assert [row.clause.id.rsplit("/", 1)[-1] for row, _ in document.rows] == ["第十四条"]
    clause = one(library, "岭政办发〔2025〕33号", "第二条").cited_by
    assert [(row.clause.locator, reference.text) for row, reference in clause.rows] == [
        ("第四条", "第二条第二款")
    ]
    assert one(library, "岭政办发〔2025〕33号", "第三条").cited_by.rows == ()


def test_a_part_of_a_title_names_what_has_it(library: Library) -> None:
    assert {report.number for report in library.status("储备粮管理办法")} == {
        "岭政发〔2024〕22号",
        "岭政发〔2025〕9号",
    }
    # Not held, but spoken of.
    assert [report.number for report in library.status("犬只管理")] == ["岭政办规〔2023〕3号"]


@pytest.mark.parametrize(
    ("name", "locator", "error"),
    [
        ("岭政办发〔1999〕9号", None, UnknownDocumentError),
        ("没有的办法", None, UnknownDocumentError),
        ("", None, UnknownDocumentError),
        ("岭政办发〔2025〕3号", "第九十九条", UnknownPlaceError),
        ("岭政发〔2019〕17号", "第一条", UnknownPlaceError),
    ],
)
def test_what_is_not_there(
    library: Library, name: str, locator: str | None, error: type[GongbaoError]
) -> None:
    with pytest.raises(error):
        library.status(name, locator)


@pytest.fixture(scope="module")
def real(real_home: Path) -> Iterator[Library]:
    """Search the real issue."""
    with open_home(real_home) as home:
        yield Library(home)


@needs_the_issue
def test_the_real_issue_ends_one_hundred_and_three_documents(real: Library) -> None:
    listed = [
        told.row
        for told in events(real)
        if told.row.event.kind is REPEALED
        and told.row.document.number == "巴政发〔2025〕35号"
        and told.clause is not None
        and told.clause.clause.kind == "row"
    ]
    assert len({row.event.number for row in listed}) == len(listed) == 103
    for row in listed:
        report = one(real, row.event.number)
        assert report.standing.status == "已废止"
        assert report.proof is not None
        assert report.proof.row.event.date == "2025-06-11"
        assert any("落款日期" in chinese for _, chinese in report.notes)


# number, as of, status, day of the proof
REAL = [
    ("巴政办发〔2023〕13号", "2025-06-11", "拟修订", None),
    ("巴政办发〔2023〕44号", "2025-06-11", "拟修订", None),
    ("巴政办函〔2021〕33号", "2025-06-12", "已废止", "2025-06-12"),
    ("巴政办函〔2021〕33号", "2025-06-11", "未知", None),
    ("巴政办发〔2025〕1号", "2025-01-26", "有效", "2025-01-26"),
    ("巴政办发〔2025〕1号", "2025-01-25", "尚未生效", None),
    ("巴政办规〔2025〕1号", "2026-01-01", "未知", None),
    ("巴政办发〔2025〕16号", "2025-06-12", "有效", "2025-06-12"),
]


@needs_the_issue
@pytest.mark.parametrize(("number", "at", "status", "day"), REAL)
def test_the_real_issue(real: Library, number: str, at: str, status: str, day: str | None) -> None:
    report = one(real, number, at=at)
    assert report.standing.status == status
    assert (report.proof and report.proof.row.event.date) == day


@needs_the_issue
def test_the_real_issue_contradicts_itself_once(real: Library) -> None:
    both = {"巴政发〔2016〕99号", "巴政办发〔2016〕99号"}
    for number in both:
        assert {spelling.number for spelling in one(real, number).spellings} == both
    numbers = {told.row.event.number for told in events(real)} - both - {""}
    assert [number for number in sorted(numbers) if one(real, number).spellings] == []
