"""Events: what a document does to others and to itself, and what only sounds like it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import find_events, parse, read
from corpus.events import kinds
from corpus.events.amendments import Change
from corpus.events.kinds import Event, EventKind
from corpus.numbers import normalise_number
from corpus.records import Clause, Document, Kind, Part, Passage

ROOT = Path(__file__).parents[3]
ISSUE = ROOT.parent / "shared" / "gazettes" / "bazhou-2025-02.txt"
SIGNED = "2025-04-03"
TITLE = "云岭州犬只管理办法"

needs_the_issue = pytest.mark.skipif(not ISSUE.exists(), reason="needs the shared gazette")


def document(
    *texts: str, title: str = TITLE, kind: Kind = Kind.ARTICLE, notice: str = "", part: Part = Part.INSTRUMENT
) -> Document:
    """Make a document of the texts, one clause each, all of one part."""
    clauses = tuple(
        Clause(
            f"issue/1/{at}",
            part,
            kind,
            title,
            f"第{place}条" if kind is Kind.ARTICLE else "",
            (),
            f"第{place}条 {text}" if kind is Kind.ARTICLE else text,
            (Passage("", (0, len(text))),),
        )
        for at, (place, text) in enumerate(zip("一二三四五六七八九", texts, strict=False))
    )
    return Document(
        1, "岭政发〔2025〕3号", "", notice or title, title if notice else "", "", None, "", None, clauses
    )


def told(
    *texts: str, title: str = TITLE, kind: Kind = Kind.ARTICLE, signed: str | None = SIGNED
) -> list[Event]:
    return list(find_events(document(*texts, title=title, kind=kind), signed))


def of(kind: EventKind, *texts: str, title: str = TITLE) -> list[Event]:
    return [event for event in told(*texts, title=title) if event.kind is kind]


# (sentence, the documents that it repeals, the day; signed on 2025-04-03, in effect from 2025-06-01)
REPEALED = [
    ("《甲办法》同时废止。", ["甲办法"], "2025-06-01"),
    ("《甲办法》（岭政发〔2015〕3号）同时废止。", ["甲办法岭政发〔2015〕3号"], "2025-06-01"),
    ("岭政发〔2015〕3号同时废止。", ["岭政发〔2015〕3号"], "2025-06-01"),
    (
        "《甲办法》《乙办法》和2015年3月1日发布的《丙办法》同时废止。",
        ["甲办法", "乙办法", "丙办法"],
        "2025-06-01",
    ),
    ("原《甲办法》即行废止。", ["甲办法"], "2025-06-01"),
    ("《甲办法》自2025年7月1日起废止。", ["甲办法"], "2025-07-01"),
    ("《甲办法》自本办法印发之日起停止执行。", ["甲办法"], SIGNED),
    ("《甲办法》等3件文件予以废止。", ["甲办法"], "2025-06-01"),
    (
        "决定废止《甲办法》（岭政发〔2015〕3号）、《乙办法》。",
        ["甲办法岭政发〔2015〕3号", "乙办法"],
        "2025-06-01",
    ),
    ("决定废止《甲办法》等103件文件，自本办法印发之日起不再执行。", ["甲办法"], SIGNED),
    # the number under which it was published is its own, those of its history are not
    ("2015年州政府令第8号公布的《甲办法》同时废止。", ["甲办法州政府令第8号"], "2025-06-01"),
    ("1990年州政府令第7号发布、州政府令第8号修改的《甲办法》同时废止。", ["甲办法"], "2025-06-01"),
    # what amended it on its way is not repealed by name
    ("1990年通过、根据《关于修改〈甲条例〉的决定》修正的《甲条例》同时废止。", ["甲条例"], "2025-06-01"),
    # what a decision rests on, and what takes effect, is not ended
    ("根据《上位条例》，《甲办法》同时废止。", ["甲办法"], "2025-06-01"),
    ("依照《甲法》和《乙法》，《丙办法》废止。", ["丙办法"], "2025-06-01"),
    ("根据《上位条例》，《甲办法》、《乙办法》同时废止。", ["甲办法", "乙办法"], "2025-06-01"),
    ("《新条例》施行后，《甲办法》同时废止。", ["甲办法"], "2025-06-01"),
    ("自《新条例》施行之日起，《甲办法》同时废止。", ["甲办法"], None),
    ("《新条例》已经公布，原《甲办法》同时废止。", ["甲办法"], "2025-06-01"),
    ("经《关于甲办法的批复》（省政函〔2024〕1号）同意，《甲办法》同时废止。", ["甲办法"], "2025-06-01"),
    (
        "岭政发〔2015〕3号、岭政办发〔2016〕5号文同时废止。",
        ["岭政发〔2015〕3号", "岭政办发〔2016〕5号"],
        "2025-06-01",
    ),
    ("《甲办法》有效期届满，自行失效。", ["甲办法"], "2025-06-01"),
    # only a place
    ("《甲办法》第三条同时废止。", ["甲办法第三条"], "2025-06-01"),
    # the same title, an older text
    (
        "《云岭州犬只管理办法》（岭政发〔2015〕3号）同时废止。",
        ["云岭州犬只管理办法岭政发〔2015〕3号"],
        "2025-06-01",
    ),
]

NOT_REPEALED = [
    # the procedure of repeal
    "规章的制定、修改和废止，依照《立法法》的规定执行。",
    "规章的修改、废止程序，参照《规章制定程序条例》执行。",
    "《甲办法》应当及时修改或者废止。",
    "建议废止《甲办法》。",
    "《甲办法》尚未废止。",
    # devices, papers and years
    "无线电联络失效的，依照《甲规则》的附件联络。",
    "依照《产品质量法》关于销售失效、变质产品的规定处罚。",
    "《采矿许可证》自行废止。",
    "复议期间不停止执行，但《行政复议法》另有规定的除外。",
    "项目批复下达后满六个月仍未开工的，批复自动失效。",
    # the word in a title
    "根据《关于废止部分规章的决定》制定本办法。",
    "依照《甲办法》执行。",
]


@pytest.mark.parametrize(("text", "targets", "day"), REPEALED)
def test_repealed(text: str, targets: list[str], day: str) -> None:
    events = of(kinds.REPEALED, "本办法自2025年6月1日起施行。", text)
    assert [event.title + event.number + "".join(event.locators) for event in events] == targets
    assert {event.date for event in events} == {day}
    assert {event.text for event in events} == {f"第二条 {text}"}


# (sentence, the documents that it keeps in force, the last day)
KEPT = [
    (
        "将《甲办法》（岭政发〔2020〕3号）有效期延长至2030年12月31日。",
        ["甲办法岭政发〔2020〕3号"],
        "2030-12-31",
    ),
    ("决定延长《甲办法》有效期至2030年12月31日。", ["甲办法"], "2030-12-31"),
    ("《甲办法》继续有效，有效期延长五年，自2025年7月1日起至2030年6月30日止。", ["甲办法"], "2030-06-30"),
    ("《甲办法》、《乙办法》继续执行。", ["甲办法", "乙办法"], None),
    ("根据《上位条例》，《甲办法》继续执行。", ["甲办法"], None),
]

NOT_KEPT = [
    "企业应当继续执行《安全规定》。",
    "原许可证继续有效。",
    "《许可证》有效期延长至2030年12月31日。",
    "拟修订《甲办法》等2件文件，修订完成前继续有效。",
    "经批准可以延长《甲协议》约定的期限。",
]


@pytest.mark.parametrize(("text", "targets", "day"), KEPT)
def test_kept(text: str, targets: list[str], day: str | None) -> None:
    events = of(kinds.KEPT, text)
    assert [event.title + event.number for event in events] == targets
    assert {event.date for event in events} == {day}
    assert of(kinds.EXPIRES, text) == []


@pytest.mark.parametrize("text", NOT_KEPT)
def test_not_kept(text: str) -> None:
    assert of(kinds.KEPT, text) == []


@pytest.mark.parametrize("text", NOT_REPEALED)
def test_not_repealed(text: str) -> None:
    assert of(kinds.REPEALED, text) == []


SUPERSEDED = [
    ("《甲规定》以本办法为准。", ["甲规定"]),
    ("本办法代替《甲规定》（岭政发〔2015〕3号）。", ["甲规定岭政发〔2015〕3号"]),
    # only where they are at odds: the rest of it goes on
    ("《甲规定》与本办法不一致的，以本办法为准。", []),
    ("《甲规定》与本办法相抵触的，以本办法为准。", []),
    # nothing is named
    ("此前规定与本办法不一致的，以本办法为准。", []),
    ("以甲文本为准。", []),
]

TO_BE_REVISED = [
    (
        "拟修订《甲规定》（岭政发〔2023〕3号）和《乙方案》2件文件，修订完成前继续有效。",
        ["甲规定岭政发〔2023〕3号", "乙方案"],
    ),
    ("《甲规定》拟修订。", ["甲规定"]),
    ("甲规定由州司法局修订。", []),
    ("《甲规定》修订情况应当公布。", []),
]


@pytest.mark.parametrize(
    ("kind", "text", "targets"),
    [(kinds.SUPERSEDED, *row) for row in SUPERSEDED] + [(kinds.TO_BE_REVISED, *row) for row in TO_BE_REVISED],
)
def test_superseded_and_to_be_revised(kind: EventKind, text: str, targets: list[str]) -> None:
    assert [event.title + event.number for event in of(kind, text)] == targets


# (sentence, its day, the printed rule)
EFFECTIVE = [
    ("本办法自2025年6月1日起施行。", "2025-06-01", "自2025年6月1日起"),
    ("本办法自二〇二五年六月一日起施行。", "2025-06-01", "自二〇二五年六月一日起"),
    ("本办法自 2025 年 6 月 1 日起施行。", "2025-06-01", "自 2025 年 6 月 1 日起"),
    ("本办法由州公安局负责解释，自2025年6月1日起实施。", "2025-06-01", "自2025年6月1日起"),
    ("本办法自公布之日起施行。", SIGNED, "自公布之日起"),
    ("本办法自印发之日起试行。", SIGNED, "自印发之日起"),
    ("本《办法》自发布之日起执行。", SIGNED, "自发布之日起"),
    ("自公布之日起施行。", SIGNED, "自公布之日起"),
    # thirty days, the first not counted, and then the next one (Civil Code, art. 201): 4 April is the first
    ("本办法自发布之日起30日后施行。", "2025-05-04", "自发布之日起30日后"),
    # a month is no day, and another's approval is not the signature
    ("本办法自2025年6月起施行。", None, "自2025年6月起"),
    ("本办法自国务院批准之日起施行。", None, "自国务院批准之日起"),
    ("调整后的价格自2025年1月抄表周期起执行。", None, "自2025年1月抄表周期起"),
    ("《云岭州犬只管理办法》已经通过，现予公布，自2025年6月1日起施行。", "2025-06-01", "自2025年6月1日起"),
]

NOT_EFFECTIVE = [
    "劳动合同自签订之日起生效。",
    "补贴自批准的次月起执行。",
    "自2025年6月15日0时至9月15日24时实行封湖禁渔。",
    "自1997年2月5日起施行的《甲办法》同时废止。",
    "本办法施行前已经登记的，继续有效。",
    "企业应当自收到决定之日起十日内执行。",
    "违反本办法的，处罚决定自送达之日起生效。",
]


@pytest.mark.parametrize(("text", "day", "rule"), EFFECTIVE)
def test_takes_effect(text: str, day: str | None, rule: str) -> None:
    (event,) = of(kinds.EFFECTIVE, text)
    assert (event.date, event.rule, event.is_own, event.title) == (day, rule, True, TITLE)
    clause = f"第一条 {text}"
    assert clause[slice(*event.span)].startswith(rule)


@pytest.mark.parametrize("text", NOT_EFFECTIVE)
def test_does_not_take_effect(text: str) -> None:
    assert of(kinds.EFFECTIVE, text) == []


def test_an_unknown_day_of_issue_gives_no_date() -> None:
    (event,) = told("本办法自公布之日起施行。", signed=None)
    assert (event.date, event.rule) == (None, "自公布之日起")


def test_a_part_that_takes_effect_by_itself() -> None:
    events = of(kinds.EFFECTIVE, "甲。", "本办法第一条自2026年1月1日起施行。")
    assert [(event.locators, event.date) for event in events] == [(("第一条",), "2026-01-01")]


# (sentences, kind, the last day, the printed words)
TERMS = [
    ("本办法自2025年6月1日起施行，有效期五年。", kinds.EXPIRES, "2030-05-31", "有效期五年"),
    ("本办法自2025年6月1日起施行，至2030年5月31日止。", kinds.EXPIRES, "2030-05-31", "至2030年5月31日止"),
    ("本办法自2025年6月1日起施行，2030年5月31日失效。", kinds.EXPIRES, "2030-05-31", "2030年5月31日失效"),
    ("本办法试行期为2年，自2025年6月1日至2027年5月31日。", kinds.TRIAL, "2027-05-31", "试行期为2年"),
    ("本办法自2025年6月1日起施行，有效期为2年。", kinds.EXPIRES, "2027-05-31", "有效期为2年"),
    ("本办法自2024年2月29日起施行，有效期1年。", kinds.EXPIRES, "2025-02-27", "有效期1年"),
    (
        "本办法自2025年6月1日起施行，有效期至2027年12月31日。",
        kinds.EXPIRES,
        "2027-12-31",
        "有效期至2027年12月31日",
    ),
    ("本办法有效期5年。", kinds.EXPIRES, None, "有效期5年"),
    ("本办法自2025年6月1日起施行，施行期限三年。", kinds.EXPIRES, "2028-05-31", "施行期限三年"),
    ("本办法自2025年3月20日起试行，试行期两年。", kinds.TRIAL, "2027-03-19", "试行期两年"),
    ("本办法自2025年3月20日起试行，试行一年。", kinds.TRIAL, "2026-03-19", "试行一年"),
]

NO_TERMS = [
    "许可证有效期五年。",
    "申请自2025年6月1日起受理，至2025年7月31日止。",
    "合同自2025年6月1日起生效，2026年5月31日终止。",
    "本办法规定的许可证有效期五年。",
    "评估结果有效期一年。",
    "本办法自2025年6月1日起施行，原许可证有效期内继续有效。",
    "资格证书有效期届满前三十日内申请换证，有效期延长五年。",
    "试行中遇到的问题，请及时告知。",
    "试行期间有两年以上经验的人员优先。",
]


@pytest.mark.parametrize(("text", "kind", "day", "rule"), TERMS)
def test_terms(text: str, kind: EventKind, day: str | None, rule: str) -> None:
    (event,) = of(kind, text)
    assert (event.date, event.rule, event.is_own) == (day, rule, True)


@pytest.mark.parametrize("text", NO_TERMS)
def test_terms_of_something_else(text: str) -> None:
    assert of(kinds.EXPIRES, text) + of(kinds.TRIAL, text) == []


def test_a_text_that_ends_by_itself() -> None:
    (event,) = of(kinds.EXPIRES, "本办法自2027年1月1日起自动失效。")
    assert event.date == "2026-12-31"


# (title of the notice, of what it transmits, the word that says so)
TRIAL_TITLES = [
    ("关于印发《甲办法（试行）》的通知", "甲办法（试行）", "（试行）"),
    ("关于印发《甲暂行办法》的通知", "甲暂行办法", "暂行"),
    ("甲管理试行办法", "", "试行"),
    # in another's title, or not a title's word
    ("关于废止《甲办法（试行）》的通知", "", ""),
    ("关于印发《实施〈甲办法（试行）〉细则》的通知", "实施〈甲办法（试行）〉细则", ""),
    ("关于开展试行工作的通知", "", ""),
]


@pytest.mark.parametrize(("notice", "instrument", "word"), TRIAL_TITLES)
def test_trial_by_title(notice: str, instrument: str, word: str) -> None:
    made = document("甲。", title=instrument or notice, notice=notice if instrument else "")
    events = [event for event in find_events(made, SIGNED) if event.kind is kinds.TRIAL]
    assert [event.rule for event in events] == ([word] if word else [])
    for event in events:
        assert event.text[slice(*event.span)] == word
        assert event.clause == ""


INTERPRETED = [
    ("本办法由州公安局负责解释。", "州公安局"),
    ("本办法由州公安局会同州农业农村局负责解释。", "州公安局会同州农业农村局"),
    ("本办法自2025年6月1日起施行，由州公安局负责解释。", "州公安局"),
    ("本办法的具体应用问题，由州公安局负责解释。", "州公安局"),
    ("本办法解释工作由州公安局承担。", "州公安局"),
    ("本办法由州公安局解释。", "州公安局"),
    ("对格式条款有两种以上解释的，由人民法院作出解释。", ""),
    ("经营者应当解释说明。", ""),
]


@pytest.mark.parametrize(("text", "who"), INTERPRETED)
def test_interpreted_by(text: str, who: str) -> None:
    assert [event.who for event in of(kinds.INTERPRETED, text)] == ([who] if who else [])


# (clause of an amending decision, (what, place, the old words, the new words) of each change)
AMENDED = [
    ("一、将第八条修改为：“第八条 甲。”", [(Change.REPLACED, "第八条", "", "“第八条 甲。”")]),
    ("一、将第八条中的“甲”修改为“乙”。", [(Change.REPLACED, "第八条", "“甲”", "“乙”")]),
    (
        "一、将第十二条、第十三条修改为：\n“第十二条 甲。\n第十三条 乙。”",
        [
            (Change.REPLACED, "第十二条", "", "“第十二条 甲。"),
            (Change.REPLACED, "第十三条", "", "第十三条 乙。”"),
        ],
    ),
    ("一、增加一条，作为第十六条之一：“甲。”", [(Change.ADDED, "第十六条之一", "", "“甲。”")]),
    ("一、在第三条中增加一款作为第二款：“甲。”", [(Change.ADDED, "第三条第二款", "", "“甲。”")]),
    ("一、删去第十八条第二款。", [(Change.STRUCK, "第十八条第二款", "", "")]),
    ("一、删去第八条中的“甲”。", [(Change.STRUCK, "第八条", "“甲”", "")]),
    (
        "一、删去第四条、第五条。",
        [(Change.STRUCK, "第四条", "", ""), (Change.STRUCK, "第五条", "", "")],
    ),
    (
        "一、将第六条改为第七条，修改为：“甲。”",
        [(Change.RENUMBERED, "第六条", "第六条", "第七条"), (Change.REPLACED, "第七条", "", "“甲。”")],
    ),
    # words of the new text change nothing
    (
        "一、将第八条修改为：“可以增加第九条，删去第十条。”",
        [(Change.REPLACED, "第八条", "", "“可以增加第九条，删去第十条。”")],
    ),
    ("一、条文顺序作相应调整。", []),
    # a crime is renamed, the article stays
    ("一、将第八条（《乙办法》第三条）的罪名由“甲罪”修改为“乙罪”。", []),
]


@pytest.mark.parametrize(("text", "changes"), AMENDED)
def test_amended(text: str, changes: list[tuple[Change, str, str, str]]) -> None:
    title = "关于修改《甲办法》的决定"
    events = [event for event in told(text, title=title, kind=Kind.ITEM) if event.kind is kinds.AMENDED]
    found = []
    for event in events:
        assert event.title == "甲办法"
        assert event.amendment
        old, new = event.amendment.old, event.amendment.new
        found.append(
            (
                event.amendment.change,
                event.locators[0],
                text[slice(*old)] if old else "",
                text[slice(*new)].strip() if new else "",
            )
        )
    assert found == changes


def test_a_decision_that_tells_no_changes_amends_as_a_whole() -> None:
    events = told(
        "对《甲办法》（岭政发〔2020〕3号）作如下修改，全文重新公布。",
        title="关于修改《甲办法》的决定",
        kind=Kind.LEAD,
    )
    assert [(event.kind, event.title, event.number, event.amendment) for event in events] == [
        (kinds.AMENDED, "甲办法", "岭政发〔2020〕3号", None)
    ]


def test_only_an_amending_document_amends() -> None:
    assert of(kinds.AMENDED, "本办法所称修改，是指将第三条修改为“甲”。") == []


# (title, sentence, what is corrected)
CORRECTED = [
    (
        "关于《甲办法》的更正",
        "《甲办法》（岭政发〔2025〕2号）第三条中的“乙”应为“丙”。",
        ["甲办法岭政发〔2025〕2号"],
    ),
    ("更正", "本刊2025年第1期刊登的《甲办法》有误，现更正如下。", ["甲办法"]),
    ("关于更正登记的办法", "登记有误的，依照《甲办法》更正。", []),
    (TITLE, "《甲办法》有误的，应当更正。", []),
]


@pytest.mark.parametrize(("title", "text", "targets"), CORRECTED)
def test_corrected(title: str, text: str, targets: list[str]) -> None:
    events = [event for event in told(text, title=title) if event.kind is kinds.CORRECTED]
    assert [event.title + event.number for event in events] == targets


# (clauses of a correction, (document, places, issue, page, what, old words, new words) of each)
CORRECTIONS: list[tuple[list[str], list[tuple[str, str, str, int, str, str, str]]]] = [
    (
        ["本刊2025年第1期第12页刊登的《甲办法》（岭政发〔2025〕2号）第三条中的“甲”应为“乙”。"],
        [("甲办法岭政发〔2025〕2号", "第三条", "2025/1", 12, "replaced", "“甲”", "“乙”")],
    ),
    # several in one notice; what a sentence doesn't tell is that of the one before
    (
        [
            "本刊2025年第1期刊登的《甲办法》有误，现更正如下：",
            "一、第12页第三条第二款中，将“甲”更正为“乙”；第八条“丙”二字应为“丁”。",
            "二、2025年第2期第6页《乙方案》中的“戊”误印为“己”。",
        ],
        [
            ("甲办法", "第三条第二款", "2025/1", 12, "replaced", "“甲”", "“乙”"),
            ("甲办法", "第八条", "2025/1", 12, "replaced", "“丙”", "“丁”"),
            ("乙方案", "", "2025/2", 6, "replaced", "“己”", "“戊”"),
        ],
    ),
    # words left out, words too many, a wrong print and what it should be
    (
        ["《甲办法》第一条“甲”后漏印“乙”；第二条中的“丙”系衍文；第三条误印为“丁”，应为“戊”。"],
        [
            ("甲办法", "第一条", "0/0", 0, "added", "", "“乙”"),
            ("甲办法", "第二条", "0/0", 0, "struck", "“丙”", ""),
            ("甲办法", "第三条", "0/0", 0, "replaced", "“丁”", "“戊”"),
        ],
    ),
    (
        ["二〇二五年第三期第8页“甲”系“乙”之误。", "《甲办法》第五条应为：“丙。”"],
        [
            ("", "", "2025/3", 8, "replaced", "“甲”", "“乙”"),
            ("甲办法", "第五条", "2025/3", 0, "replaced", "", "“丙。”"),
        ],
    ),
    # the words that are corrected may name documents and places themselves
    (
        ["本刊第3期刊登的《甲办法》中，“依照《乙规定》第九条”应为“依照《乙规定》第八条”。"],
        [("甲办法", "", "0/3", 0, "replaced", "“依照《乙规定》第九条”", "“依照《乙规定》第八条”")],
    ),
    # only the document is named
    (["本刊2025年第1期第2页刊登的《甲办法》有误，特此更正。"], [("甲办法", "", "2025/1", 2, "", "", "")]),
    (["感谢读者指正。"], []),
]


@pytest.mark.parametrize(("texts", "expected"), CORRECTIONS)
def test_corrections(texts: list[str], expected: list[tuple[str, str, str, int, str, str, str]]) -> None:
    found = []
    for event in told(*texts, title="更 正", kind=Kind.ITEM):
        assert event.kind is kinds.CORRECTED
        text, change = next(text for text in texts if event.text in text), event.amendment
        old, new = (change.old, change.new) if change else (None, None)
        found.append(
            (
                event.title + event.number,
                "".join(event.locators),
                f"{event.issue_year}/{event.issue_number}",
                event.issue_page,
                str(change.change) if change else "",
                text[slice(*old)] if old else "",
                text[slice(*new)] if new else "",
            )
        )
    assert found == expected


# (title of the document, clause, what is corrected)
NOTES = [
    (TITLE, "本办法自公布之日起施行。\n更正：本刊2025年第1期第9页“甲”应为“乙”。", ["“甲”应为“乙”"]),
    (TITLE, "【更正】上期《甲办法》第三条“十日”应为“五日”。", ["“十日”应为“五日”"]),
    ("勘误表", "第12页“甲”应为“乙”。", ["“甲”应为“乙”"]),
    # what only sounds like one
    (TITLE, "更正：登记事项“甲”应为“乙”的，当场更正。", []),
    (TITLE, "登记簿上的“甲”应为“乙”的，申请更正。", []),
    (TITLE, "比例应为“一比一”。", []),
    ("关于更正登记程序的办法", "本刊2025年第1期“甲”应为“乙”。", []),
    ("关于修改《更正办法》的决定", "将第三条中的“甲”修改为“乙”。", []),
]


@pytest.mark.parametrize(("title", "text", "words"), NOTES)
def test_notes_that_correct(title: str, text: str, words: list[str]) -> None:
    events = [one for one in told(text, title=title, kind=Kind.ITEM) if one.kind is kinds.CORRECTED]
    assert [text[slice(*event.span)] for event in events] == words


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("废止文件目录（2件）", kinds.REPEALED),
        ("宣布失效的规范性文件目录", kinds.REPEALED),
        ("拟修订文件目录", kinds.TO_BE_REVISED),
        ("继续有效的规范性文件目录", None),
        ("废止、修改和继续有效的文件目录", None),
        ("重大行政决策事项目录", None),
    ],
)
def test_lists(title: str, kind: EventKind | None) -> None:
    rows = ("1\t关于甲的通知\t岭政发〔2015〕3号", "2\t关于印发《乙办法》的通知\t岭政办发[2016] 4 号")
    events = [event for event in told(*rows, title=title, kind=Kind.ROW) if event.kind is kind]
    expected = [("关于甲的通知", "岭政发〔2015〕3号"), ("关于印发《乙办法》的通知", "岭政办发〔2016〕4号")]
    assert [(event.title, event.number) for event in events] == (expected if kind else [])


# (clauses, what they repeal)
ANNOUNCED = [
    (
        [
            "会议决定，废止下列2件地方性法规：",
            "一、《甲条例》（1995年通过）",
            "二、《乙规定》",
            "本决定自公布之日起施行。",
        ],
        ["甲条例", "乙规定"],
    ),
    (
        ["对下列文件予以废止：\n1.《甲办法》（岭政发〔2015〕3号）；\n2.《乙办法》。"],
        ["甲办法岭政发〔2015〕3号", "乙办法"],
    ),
    (["为了贯彻下列法规：", "一、《甲条例》", "二、《乙规定》"], []),
    (["废止下列法规应当经过审查：", "一、由主任会议提出", "依照《乙规定》办理。"], []),
    (["决定对《丙办法》作如下修改：", "一、《丙办法》第三条修改为：“甲。”"], []),
]


@pytest.mark.parametrize(("texts", "targets"), ANNOUNCED)
def test_announced_lists(texts: list[str], targets: list[str]) -> None:
    events = told(*texts, title="州人大常委会决定", kind=Kind.ITEM)
    assert [one.title + one.number for one in events if one.kind is kinds.REPEALED] == targets


# What the table "What one document does to another" of samples/README.md says.
SAMPLES = [
    ("岭政发〔2025〕9号", kinds.AMENDED, "岭政发〔2024〕22号", "第八条", "2025-08-01"),
    ("岭政发〔2025〕9号", kinds.AMENDED, "岭政发〔2024〕22号", "第十二条", "2025-08-01"),
    ("岭政发〔2025〕9号", kinds.AMENDED, "岭政发〔2024〕22号", "第十三条", "2025-08-01"),
    ("岭政发〔2025〕9号", kinds.AMENDED, "岭政发〔2024〕22号", "第十六条之一", "2025-08-01"),
    ("岭政发〔2025〕9号", kinds.AMENDED, "岭政发〔2024〕22号", "第十八条第二款", "2025-08-01"),
    ("岭政办发〔2025〕14号", kinds.REPEALED, "岭政办规〔2024〕2号", "", "2025-09-01"),
    ("岭政发〔2025〕10号", kinds.REPEALED, "岭政办发〔2024〕40号", "", "2025-06-12"),
    ("岭政发〔2025〕10号", kinds.REPEALED, "岭政办发〔2024〕44号", "", "2025-06-12"),
    ("岭政发〔2025〕10号", kinds.TO_BE_REVISED, "岭政办发〔2024〕41号", "", None),
    ("岭政发〔2024〕22号", kinds.EXPIRES, "岭政发〔2024〕22号", "", "2029-12-31"),
    ("岭政办发〔2025〕3号", kinds.TRIAL, "岭政办发〔2025〕3号", "", "2027-03-19"),
    ("岭政办规〔2024〕2号", kinds.TRIAL, "岭政办规〔2024〕2号", "", None),
    ("岭政发〔2024〕22号", kinds.REPEALED, "岭政发〔2019〕17号", "", "2025-01-01"),
    ("岭政办发〔2024〕41号", kinds.REPEALED, "岭政办发〔2020〕18号", "", "2024-11-22"),
    ("云岭州人民政府令第14号", kinds.AMENDED, "云岭州人民政府令第12号", "第三条", "2026-03-01"),
    ("云岭州人民政府令第14号", kinds.AMENDED, "云岭州人民政府令第12号", "第四条之一", "2026-03-01"),
    ("云岭州人民政府令第14号", kinds.AMENDED, "云岭州人民政府令第12号", "第四条", "2026-03-01"),
    ("云岭州人民政府令第14号", kinds.AMENDED, "云岭州人民政府令第12号", "第十三条", "2026-03-01"),
    ("岭政发〔2025〕21号", kinds.REPEALED, "岭政办发〔2024〕43号", "", "2026-01-01"),
    # the cover and the list print one number in two ways: both are kept
    ("岭政发〔2025〕21号", kinds.REPEALED, "岭政发〔2016〕31号", "", "2026-01-01"),
    ("岭政发〔2025〕21号", kinds.REPEALED, "岭政办发〔2016〕31号", "", "2026-01-01"),
    ("岭政发〔2025〕21号", kinds.TO_BE_REVISED, "岭政发〔2025〕2号", "", None),
    ("岭政办发〔2025〕31号", kinds.REPEALED, "岭政办规〔2025〕2号", "", "2025-12-01"),
    ("岭政办发〔2025〕31号", kinds.EXPIRES, "岭政办发〔2025〕31号", "", "2030-11-30"),
    ("岭政办发〔2025〕33号", kinds.TRIAL, "岭政办发〔2025〕33号", "", "2026-10-31"),
    ("岭政办发〔2025〕36号", kinds.EFFECTIVE, "岭政办发〔2025〕36号", "", "2027-01-01"),
    ("", kinds.CORRECTED, "岭政办发〔2025〕5号", "第三条第一款", None),
    ("", kinds.CORRECTED, "岭政办发〔2025〕14号", "第十一条", None),
]


def test_samples_do_what_their_author_says() -> None:
    done = {
        (document.number, event.kind, event.number, "".join(event.locators), event.date)
        for path in sorted((ROOT / "samples").glob("*.txt"))
        for document in parse(read(path)).documents
        for event in find_events(document, document.date)
    }
    assert [row for row in SAMPLES if row not in done] == []
    ended = (kinds.REPEALED, kinds.AMENDED, kinds.TO_BE_REVISED, kinds.SUPERSEDED)
    assert "岭政办规〔2025〕5号" not in {row[0] for row in done}  # it prints no day of effect
    # 5 + 4 changes; 14 rows, of which the cover names one; 5 items and the number that the cover prints
    # otherwise; 2 + 2 to be revised; 3 + 1 repealed by 同时废止.
    assert len([row for row in done if row[1] in ended]) == (5 + 4) + 14 + (5 + 1) + (2 + 2) + (3 + 1)


@needs_the_issue
def test_the_issue() -> None:
    documents = parse(read(ISSUE)).documents
    events = {one.number: find_events(one, one.date) for one in documents}
    repeals = [one for one in events["巴政发〔2025〕35号"] if one.kind is kinds.REPEALED]
    rows = [one for one in repeals if "附件" in one.clause]
    assert len(rows) == len({one.number for one in rows}) == 103
    assert {one.date for one in repeals} == {"2025-06-11"}
    assert {one.rule for one in repeals} == {"自本《通知》印发之日起"}
    assert all(one.text and normalise_number(one.number) == one.number for one in repeals)
    # The cover and the list print one number in two ways: both are kept.
    assert {one.number for one in repeals if one.number.endswith("〔2016〕99号")} == {
        "巴政发〔2016〕99号",
        "巴政办发〔2016〕99号",
    }
    revised = [one for one in events["巴政发〔2025〕35号"] if one.kind is kinds.TO_BE_REVISED]
    assert [one.number for one in revised] == ["巴政办发〔2023〕13号", "巴政办发〔2023〕44号"]
    plan = [one for one in events["巴政办发〔2025〕16号"] if one.kind is kinds.REPEALED]
    assert [(one.number, one.date, one.clause.split("/")[-1]) for one in plan] == [
        ("巴政办函〔2021〕33号", "2025-06-12", "8.5")
    ]
    trial = {(one.kind, one.date) for one in events["巴政办发〔2025〕1号"]}
    assert {(kinds.EFFECTIVE, "2025-01-26"), (kinds.TRIAL, None)} <= trial
    assert events["巴政办规〔2025〕1号"] == ()  # the noise rule prints no day of effect
    assert events["巴政办发〔2025〕8号"] == events["巴政办发〔2025〕9号"] == ()


@given(
    st.text()
    | st.text("“”应为误更正第期页3条《》，。", max_size=80)
    | st.text("本办法自年月日起施行废止同时《》“”将第条修改为拟订有效期一二三2025，。；\n", max_size=80)
)
def test_any_text_has_events(text: str) -> None:
    for kind in (Kind.ARTICLE, Kind.ROW, Kind.ITEM):
        for title in (TITLE, "关于修改《甲办法》的决定", "废止文件目录", "更正"):
            made = document(text, title=title, kind=kind)
            for event in find_events(made, SIGNED):
                start, end = event.span
                assert 0 <= start < end <= len(made.clauses[0].text)
