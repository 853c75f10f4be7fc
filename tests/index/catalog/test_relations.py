"""What documents say of one another is kept with them, found by every name, and goes with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import find_events, parse, read
from corpus.events import kinds
from corpus.events.amendments import Amendment, Change
from corpus.events.kinds import Event
from corpus.records import Source
from corpus.references.resolve import Reference, ReferenceKind
from corpus.titles import is_same_title, title_form
from index import HomeError
from index.catalog.codec import encode_issue
from index.catalog.events import pack_event, unpack_event
from index.catalog.writing import WritableCatalog
from index.layout import FORMAT
from tests.conftest import SAMPLES

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
spans = st.tuples(st.integers(0, 999), st.integers(0, 999))
references = st.builds(
    Reference,
    spans,
    texts,
    st.sampled_from(ReferenceKind),
    texts,
    texts,
    st.lists(texts, max_size=3).map(tuple),
)
amendments = st.builds(
    Amendment, st.sampled_from(Change), references, spans, st.none() | spans, st.none() | spans
)
events = st.builds(
    Event,
    kind=st.sampled_from(list(kinds.KINDS.values())),
    clause=st.just(""),
    span=spans,
    text=texts,
    title=texts,
    number=texts,
    locators=st.lists(texts, max_size=3).map(tuple),
    is_own=st.booleans(),
    date=st.none() | st.dates().map(str),
    rule=texts,
    who=texts,
    amendment=st.none() | amendments,
    issue_year=st.integers(0, 2100),
)


@given(events)
def test_an_event_comes_back_as_it_was(event: Event) -> None:
    assert unpack_event(pack_event(event)) == event


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WritableCatalog]:
    """Hold the samples, without any index beside them."""
    made = WritableCatalog(tmp_path_factory.mktemp("home") / "catalog.sqlite")
    made.create(FORMAT, {"model": "test"})
    for path in SAMPLES:
        made.replace_issue(encode_issue(parse(read(path))))
    yield made
    made.close()


def test_all_events_of_the_samples_are_kept_in_their_order(catalog: WritableCatalog) -> None:
    read_now = [
        replace(event, clause="")
        for path in SAMPLES
        for document in parse(read(path)).documents
        for event in find_events(document, document.date)
    ]
    assert [row.event for row in catalog.events()] == read_now


# a name, the numbers of the documents that say something of it
NAMES = [
    ("岭政办规〔2024〕2号", {"岭政办发〔2025〕14号"}),
    ("岭政办规[2024] 2号", {"岭政办发〔2025〕14号"}),
    ("岭政办规〔2024〕3号", set()),
]


@pytest.mark.parametrize(("number", "by"), NAMES)
def test_events_about_a_number(catalog: WritableCatalog, number: str, by: set[str]) -> None:
    assert {row.document.number for row in catalog.events_about([number])} == by


def test_events_about_a_title_however_it_is_written(catalog: WritableCatalog) -> None:
    for title in (
        "关于推广节能炉灶的若干意见",
        "《关于推广节能炉灶的若干意见》",
        "關於推廣節能爐灶的若干意見",
    ):
        assert {row.event.number for row in catalog.events_about(titles=[title])} == {"岭政发〔2020〕6号"}
    assert catalog.events_about(titles=["若干意见", ""]) == ()


def test_what_a_document_says_of_itself_is_found_by_the_document_alone(catalog: WritableCatalog) -> None:
    (document,) = catalog.documents_named(["岭政办发〔2025〕33号"])
    own = catalog.events_of([document.id])
    assert {row.event.kind for row in own} == {kinds.EFFECTIVE, kinds.TRIAL}
    assert all(row.event.is_own for row in own)
    assert catalog.events_about([document.number], [document.title, document.instrument_title]) == ()


def test_documents_are_found_by_notice_and_instrument(catalog: WritableCatalog) -> None:
    by_number = catalog.documents_named(["岭政办发〔2025〕3号"])
    assert len(by_number) == 1
    assert catalog.documents_named(titles=["云岭州信息化项目管理办法（试行）"]) == by_number
    assert catalog.documents_named(titles=["关于印发《云岭州信息化项目管理办法（试行）》的通知"]) == by_number
    assert catalog.documents_named(["", "岭政办发〔1999〕3号"], ["", "管理办法"]) == ()


def test_mentions_tell_the_place_that_is_pointed_at(catalog: WritableCatalog) -> None:
    whole = catalog.clauses_mentioning("岭政发〔2024〕22号")
    eighth = catalog.clauses_mentioning("岭政发〔2024〕22号", "第八条")
    assert set(eighth) < set(whole)
    told = [row.clause.locator for row in catalog.clauses(eighth).values()]
    assert told == ["一、"]
    assert catalog.clauses_mentioning("岭政发〔2024〕22号", "第九条") == ()
    # By its title the same clauses are found.
    assert set(eighth) <= set(catalog.clauses_mentioning("云岭州州级储备粮管理办法", "第八条"))


def test_events_and_mentions_go_with_their_issue(tmp_path: Path) -> None:
    catalog = WritableCatalog(tmp_path / "catalog.sqlite")
    catalog.create(FORMAT, {"model": "test"})
    reading = parse(read(SAMPLES[-1]))
    catalog.replace_issue(encode_issue(reading))
    catalog.replace_issue(encode_issue(reading))
    assert len(catalog.events()) == len(
        [one for document in reading.documents for one in find_events(document, document.date)]
    )
    catalog.remove_issue(reading.key)
    assert catalog.events() == ()
    assert catalog.clauses_mentioning("岭政办发〔2024〕43号") == ()
    assert catalog.damage() == []
    catalog.close()


def test_a_changed_event_is_not_believed(tmp_path: Path) -> None:
    catalog = WritableCatalog(tmp_path / "catalog.sqlite")
    catalog.create(FORMAT, {"model": "test"})
    catalog.replace_issue(encode_issue(parse(read(SAMPLES[-1]))))
    catalog._sql.execute("UPDATE event SET record = replace(record, '2027', '2025')")
    with pytest.raises(HomeError, match="not what was written"):
        catalog.events()
    catalog.close()


def test_the_day_of_a_law_file_is_not_that_of_its_issue(tmp_path: Path) -> None:
    catalog = WritableCatalog(tmp_path / "catalog.sqlite")
    catalog.create(FORMAT, {"model": "test"})
    text = "渡口条例\n（2010年5月1日通过）\n第一条 渡口由州交通局管理。\n第二条 本条例自公布之日起施行。\n"
    catalog.replace_issue(encode_issue(parse(Source("law.txt", "0" * 64, text))))
    (row,) = catalog.events()
    assert (row.event.kind, row.event.date) == (kinds.EFFECTIVE, None)
    catalog.close()


# Two titles, and whether documents of them are one; both functions must agree.
TITLES = [
    ("中华人民共和国渔业法", "渔业法", True),
    ("渡口条例（2018年修正）", "渡口条例", True),
    ("《渡口条例》", "渡口 条例", True),
    ("关于印发《渡口办法》的通知", "关于印发〈渡口办法〉的通知", True),
    ("渡口办法（试行）", "渡口办法", False),
    ("渡口办法", "渡口管理办法", False),
]


@pytest.mark.parametrize(("one", "other", "same"), TITLES)
def test_forms_of_titles(one: str, other: str, same: bool) -> None:
    assert (title_form(one) == title_form(other)) is is_same_title(one, other) is same
