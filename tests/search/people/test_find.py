"""Timelines and holders of posts over issues made for it; what can't be told is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from corpus import parse
from corpus.records import Source
from index.catalog.catalog import Catalog
from index.catalog.codec import encode_issue
from index.catalog.writing import WritableCatalog
from index.layout import FORMAT
from search.people.find import People, UnknownPersonError, find_people, holders, people_asked_for, timeline
from web.wire import builtins_of

FRONT = """云岭州人民政府公报
{year}年第{number}期（总第{total}期）
目 录
{title}……1
{title}
"""
TITLE = "关于任免职务的通知"


def _issue(total: int, body: str, signed: str = "", title: str = TITLE) -> Source:
    year, number = 2023 + (total - 1) // 4, (total - 1) % 4 + 1
    front = FRONT.format(year=year, number=number, total=total, title=title)
    addressee = "各县市人民政府：\n州人民政府决定：\n" if signed else ""
    text = front + addressee + body + (f"\n云岭州人民政府\n{signed}" if signed else "")
    return Source(f"{total}.txt", f"{total:064}", text)


# The series lacks numbers 4 and 5.
ISSUES = [
    _issue(
        1,
        "任命霍去疾为云岭州水利局局长；\n任命苏若渔为云岭州水利局副局长（试用期一年）；\n任命卞叙为云岭州政府副秘书长（挂职一年）；",
        "2023年3月1日",
    ),
    _issue(2, "任命秦牧野为云岭州水利局局长；\n任命丁一苇为云岭州教育局局长；", "2023年6月1日"),
    _issue(
        3,
        "任命苏若渔为云岭州水利局副局长（试用期满正式任职）；\n任命李伟为云岭州审计局局长；\n任命李伟为青砚县第二中学校长；\n"
        "免去丁一苇的教育局局长职务；\n任命温砺为云岭州民政局局长（任职时间从2023年7月算起）；",
        "2023年9月1日",
    ),
    _issue(6, "任命李伟为云岭州审计局局长；", "2023年9月1日"),
    _issue(
        7,
        "免去霍去疾的云岭州水利局局长职务；\n免去闻人朔的云岭州体育局局长职务；\n免去温砺同志的云岭州民政局局长职务。",
        "2024年9月1日",
    ),
    _issue(
        8, "▲米若兰为云岭州体育局局长；\n△盛长庚青砚县人民医院院长职务；", title="云岭州人民政府干部任免通知"
    ),
]


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    made = WritableCatalog(tmp_path_factory.mktemp("people") / "catalog.sqlite")
    made.create(FORMAT, {"model": "test"})
    for source in ISSUES:
        made.replace_issue(encode_issue(parse(source)))
    yield made
    made.close()


# (person, [(day, action, post, printed before)])
TIMELINES = [
    (
        "苏若渔",
        [
            ("2023-03-01", "appointment", "云岭州水利局副局长", False),
            ("2023-09-01", "appointment", "云岭州水利局副局长", False),
        ],
    ),
    (
        "李伟",  # of one day, and printed twice
        [
            ("2023-09-01", "appointment", "云岭州审计局局长", False),
            ("2023-09-01", "appointment", "青砚县第二中学校长", False),
            ("2023-09-01", "appointment", "云岭州审计局局长", True),
        ],
    ),
    (
        "温砺",
        [
            ("2023-07", "appointment", "云岭州民政局局长", False),
            ("2024-09-01", "removal", "云岭州民政局局长", False),
        ],
    ),
    ("米若兰", [(None, "appointment", "云岭州体育局局长", False)]),
]


@pytest.mark.parametrize(("person", "expected"), TIMELINES)
def test_timelines(catalog: Catalog, person: str, expected: list[tuple[object, ...]]) -> None:
    found = timeline(catalog, person)
    assert found is not None
    printed = builtins_of("people", People(person, "2026-01-01", found, None), False)["timeline"]
    assert [
        (entry["date"], entry["action"], entry["post"], entry["again"]) for entry in printed["entries"]
    ] == expected
    english = [note[0] for note in found.notes]
    assert any("namesakes" in note for note in english)
    assert any("no day" in note for note in english) == any(day is None for day, *_ in expected)
    assert "missing from the series: 云岭州人民政府公报总4期, 云岭州人民政府公报总5期" in english


def test_the_body_of_a_post_is_a_hint(catalog: Catalog) -> None:
    found = timeline(catalog, "李伟")
    assert found is not None
    assert [entry.body for entry in found.entries] == ["云岭州审计局", "青砚县第二中学", "云岭州审计局"]


# (post, day, holders, former, a part of a note in English)
HELD: list[tuple[str, str, Sequence[str], Sequence[str], str]] = [
    ("水利局局长", "2023-02-28", [], [], ""),
    ("水利局局长", "2023-03-01", ["霍去疾"], [], ""),
    ("水利局局长", "2023-06-01", ["霍去疾", "秦牧野"], [], "霍去疾、秦牧野 were all appointed"),
    ("云岭州 水利局局长", "2024-08-31", ["霍去疾", "秦牧野"], [], "were all appointed"),
    ("水利局局长", "2024-09-01", ["秦牧野"], ["霍去疾"], ""),
    # confirmed after the trial: one tenure
    ("水利局副局长", "2023-12-31", ["苏若渔"], [], ""),
    # the removal names the post without its region
    ("云岭州教育局局长", "2023-08-31", ["丁一苇"], [], ""),
    ("云岭州教育局局长", "2023-09-01", [], ["丁一苇"], ""),
    # time counts from a month that is printed
    ("民政局局长", "2023-06-30", [], [], ""),
    ("民政局局长", "2023-07-15", ["温砺"], [], ""),
    # removed without an appointment
    ("体育局局长", "2024-08-31", [], [], "闻人朔 was removed from 云岭州体育局局长 on 2024-09-01"),
    ("体育局局长", "2024-09-01", [], ["闻人朔"], ""),
    # printed without any day: it has been by now
    ("体育局局长", "9999-12-31", ["米若兰"], ["闻人朔"], ""),
    # a printed term that is over is no removal
    ("政府副秘书长", "2024-02-28", ["卞叙"], [], ""),
    ("政府副秘书长", "2024-03-01", ["卞叙"], [], "the printed term of 卞叙 (挂职一年) would be over"),
]


@pytest.mark.parametrize(("post", "at", "held", "former", "note"), HELD)
def test_holders(
    catalog: Catalog, post: str, at: str, held: Sequence[str], former: Sequence[str], note: str
) -> None:
    found = holders(catalog, post, at)
    assert found is not None
    assert [one.person for one in found.holders] == held
    assert [one.person for one in found.former] == former
    said = [text for text, _ in found.notes if not text.startswith(("as far as", "missing", "some notices"))]
    assert bool(said) == bool(note)
    assert note in "\n".join(said)


def test_every_tenure_has_the_sentence_that_proves_it(catalog: Catalog) -> None:
    found = holders(catalog, "水利局局长", "2024-09-01")
    assert found is not None
    people = People("水利局局长", "2024-09-01", None, found)
    proved = builtins_of("people", people, False)["holders"]["former"][0]
    assert proved["appointed"]["text"] == "任命霍去疾为云岭州水利局局长；"
    assert (
        proved["appointed"]["citation"]
        == "《关于任免职务的通知》（云岭州人民政府公报2023年第1期）任命（霍去疾）"
    )
    assert proved["removed"]["date"] == "2024-09-01"


def test_what_names_nobody_is_shown_whole(catalog: Catalog) -> None:
    found = holders(catalog, "人民医院院长", "2026-01-01")
    assert found is not None
    assert (found.holders, found.former) == ((), ())
    assert [row.posting.posts[0].name for row in found.untold] == ["盛长庚青砚县人民医院院长"]
    assert any("can't be told from the post" in note for note, _ in found.notes)


def test_a_person_and_a_post_are_asked_for_by_one_question(catalog: Catalog) -> None:
    person = find_people(catalog, "苏若渔")
    assert person.timeline is not None
    assert person.holders is None
    post = find_people(catalog, "审计局局长", "2024-01-01")
    assert post.timeline is None
    assert post.holders is not None
    with pytest.raises(UnknownPersonError, match="“赵钱孙”: no person and no post"):
        find_people(catalog, "赵钱孙")


# (question, the person or the post that it asks for, None for neither)
ASKED = [
    ("李伟", "李伟"),
    ("李伟？", "李伟"),
    ("李伟担任什么职务", "李伟"),
    ("霍去疾被免去什么职务？", "霍去疾"),
    ("谁任审计局局长", "审计局局长"),
    ("谁是云岭州审计局局长？", "云岭州审计局局长"),
    ("现在谁担任审计局局长", "审计局局长"),
    ("审计局局长是谁", "审计局局长"),
    ("审计局局长由谁担任", "审计局局长"),
    ("审计局局长", None),  # a post alone is searched for
    ("赵钱孙", None),
    ("谁是负责人", None),
    ("信息化项目变更由谁审批", None),
    ("", None),
]


@pytest.mark.parametrize(("question", "expected"), ASKED)
def test_questions_that_ask_for_people(catalog: Catalog, question: str, expected: str | None) -> None:
    found = people_asked_for(catalog, question)
    assert (found.asked if found else None) == expected
