"""Person, post and note of appointments and removals; what can't be told apart is left whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.appointments.find import Posting, find_postings
from corpus.records import Document
from corpus.text import squeeze
from tests.corpus.invariants import read_text

HEAD = """云岭州人民政府公报
2025年第2期（总第33期）
目 录
{title}……14
{title}
"""
SIGNED = "\n云岭州人民政府\n2025年6月1日"
MARKED = "云岭州人民政府干部任免通知"
NOTICE = "关于秦牧野等同志职务任免的通知\n岭政任〔2025〕3号\n各县市人民政府：\n州人民政府决定：\n"


def document_of(lines: str, title: str = MARKED) -> Document:
    return read_text(HEAD.format(title=title) + lines).documents[0]


def told(document: Document) -> list[str]:
    """Return each posting on a line: + or -, person, posts with their {notes}, notes on all, [another date]."""
    return [_told(posting, document) for posting in find_postings(document)]


def _told(posting: Posting, document: Document) -> str:
    posts = "、".join(
        post.name + "".join(f"{{{note.text}}}" for note in post.notes) for post in posting.posts
    )
    sign = {"appointment": "+", "removal": "-"}[posting.action]
    notes = "".join(f" {{{note.text}}}" for note in posting.notes)
    date = f" [{posting.date}]" if posting.date != document.date else ""
    return f"{sign} {posting.person or '?'}: {posts}{notes}{date}"


# (id, lines of a notice with marks or verbs in front, what they say)
LISTED = [
    ("为", "▲秦牧野为云岭州水利局局长（试用期一年）；", ["+ 秦牧野: 云岭州水利局局长{试用期一年}"]),
    ("任", "▲秦牧野任云岭州水利局局长；", ["+ 秦牧野: 云岭州水利局局长"]),
    ("同志", "▲秦牧野同志任云岭州水利局局长；", ["+ 秦牧野: 云岭州水利局局长"]),
    (
        "surname 任",
        "▲任刚为云岭州审计局局长；\n▲任知夏任云岭州审计局副局长。",
        ["+ 任刚: 云岭州审计局局长", "+ 任知夏: 云岭州审计局副局长"],
    ),
    ("为 in a name", "▲石有为任云岭州审计局局长；", ["+ 石有为: 云岭州审计局局长"]),
    ("a name of two characters, set wide", "▲卞  叙为云岭州审计局局长；", ["+ 卞叙: 云岭州审计局局长"]),
    (
        "a name with a point",
        "▲扎西·云丹为云岭州教育局副局长（挂职两年）；",
        ["+ 扎西·云丹: 云岭州教育局副局长{挂职两年}"],
    ),
    (
        "a bracket that tells a person",
        "▲卓玛（女，藏族）为云岭州教育局副局长；",
        ["+ 卓玛: 云岭州教育局副局长"],
    ),
    (
        "two posts of two bodies, with a note each",
        "▲秦牧野为云岭州水利局局长（正县级），云岭州河长制办公室主任（兼）；",
        ["+ 秦牧野: 云岭州水利局局长{正县级}、云岭州河长制办公室主任{兼}"],
    ),
    (
        "two posts with 、 and a body whose name has 和",
        "▲秦牧野为云岭州发展和改革委员会副主任、云岭州粮食和物资储备局局长；",
        ["+ 秦牧野: 云岭州发展和改革委员会副主任、云岭州粮食和物资储备局局长"],
    ),
    (
        "a body whose name has 、",
        "▲秦牧野为云岭州机关事务、会议中心主任；",
        ["+ 秦牧野: 云岭州机关事务、会议中心主任"],
    ),
    (
        "兼 between",
        "▲秦牧野为云岭州政府副秘书长兼云岭州信访局局长；",
        ["+ 秦牧野: 云岭州政府副秘书长、云岭州信访局局长{兼}"],
    ),
    ("兼任", "▲秦牧野兼任云岭州河长制办公室主任；", ["+ 秦牧野: 云岭州河长制办公室主任 {兼任}"]),
    (
        "two posts of one body, the second without it",
        "▲秦牧野为云岭州水利局党组成员、副局长（试用期一年）；",
        ["+ 秦牧野: 云岭州水利局党组成员、云岭州水利局副局长{试用期一年}"],
    ),
    (
        "a second post that is no head of that body stays as it is printed",
        "▲秦牧野为云岭州水利局党组成员、主任；",
        ["+ 秦牧野: 云岭州水利局党组成员、主任"],
    ),
    (
        "a bracket inside the name of a body",
        "▲秦牧野为云岭州文化和旅游局（文物局）副局长（2025 年 1 月试用期满正式任职）；",
        ["+ 秦牧野: 云岭州文化和旅游局（文物局）副局长{2025年1月试用期满正式任职}"],
    ),
    (
        "two notes behind one post",
        "▲秦牧野为云岭州水利局副局长（正县级）（挂职一年）；",
        ["+ 秦牧野: 云岭州水利局副局长{正县级}{挂职一年}"],
    ),
    (
        "several persons",
        "▲秦牧野、苏若渔为云岭州政府副秘书长；",
        ["+ 秦牧野: 云岭州政府副秘书长", "+ 苏若渔: 云岭州政府副秘书长"],
    ),
    (
        "a removal whose post begins as another does",
        "▲秦牧野为云岭州水利局局长；\n△霍去疾云岭州教育局副局长职务（结束挂职）；",
        ["+ 秦牧野: 云岭州水利局局长", "- 霍去疾: 云岭州教育局副局长 {结束挂职}"],
    ),
    (
        "a removal whose post begins with the place that issues",
        "△霍去疾云岭州教育局副局长职务；" + SIGNED,
        ["- 霍去疾: 云岭州教育局副局长"],
    ),
    (
        "a removal whose post begins as none",
        "△霍去疾青砚县人民医院院长职务。" + SIGNED,
        ["- ?: 霍去疾青砚县人民医院院长"],
    ),
    (
        "州 alone, where other posts begin with it",
        "▲秦牧野为州水利局局长；\n△霍去疾州教育局副局长职务；\n△李州青砚县教育局副局长职务；",
        ["+ 秦牧野: 州水利局局长", "- 霍去疾: 州教育局副局长", "- ?: 李州青砚县教育局副局长"],
    ),
    (
        "州 alone, where nothing else begins with it",
        "△霍去疾州教育局副局长职务；",
        ["- ?: 霍去疾州教育局副局长"],
    ),
    (
        "同志 and 的 part them",
        "△霍去疾同志青砚县人民医院院长职务；\n△丁一苇的青砚县教育局局长职务；",
        ["- 霍去疾: 青砚县人民医院院长", "- 丁一苇: 青砚县教育局局长"],
    ),
    (
        "a removal from two posts",
        "▲秦牧野为云岭州水利局局长；\n△霍去疾云岭州政府副秘书长，云岭州信访局局长职务（结束挂职）；",
        ["+ 秦牧野: 云岭州水利局局长", "- 霍去疾: 云岭州政府副秘书长、云岭州信访局局长 {结束挂职}"],
    ),
    (
        "one person twice under one verb: the count cites them, the name is told",
        "▲秦牧野为云岭州水利局局长；\n▲秦牧野为云岭州水文中心主任；",
        ["+ 秦牧野: 云岭州水利局局长", "+ 秦牧野: 云岭州水文中心主任"],
    ),
    (
        "the verb in front",
        "任命秦牧野为云岭州水利局局长；\n免去霍去疾的云岭州水利局局长职务；\n聘任卞叙为云岭州政府参事；\n解聘丁一苇的云岭州政府参事职务。",
        [
            "+ 秦牧野: 云岭州水利局局长",
            "- 霍去疾: 云岭州水利局局长",
            "+ 卞叙: 云岭州政府参事",
            "- 丁一苇: 云岭州政府参事",
        ],
    ),
]

# (id, paragraphs of a notice in running text, what they say)
WORDED = [
    (
        "appointed here, removed there, by one sentence",
        "任命秦牧野为云岭州水利局局长（试用期一年），免去其云岭州数据局副局长职务；",
        ["+ 秦牧野: 云岭州水利局局长{试用期一年}", "- 秦牧野: 云岭州数据局副局长"],
    ),
    (
        "同时免去",
        "秦牧野任云岭州水利局局长，同时免去其所任的云岭州数据局副局长职务；",
        ["+ 秦牧野: 云岭州水利局局长", "- 秦牧野: 云岭州数据局副局长"],
    ),
    (
        "several persons, and what they were",
        "任命秦牧野、扎西·云丹为云岭州政府副秘书长，免去卞叙、丁一苇的云岭州政府副秘书长职务。",
        [
            "+ 秦牧野: 云岭州政府副秘书长",
            "+ 扎西·云丹: 云岭州政府副秘书长",
            "- 卞叙: 云岭州政府副秘书长",
            "- 丁一苇: 云岭州政府副秘书长",
        ],
    ),
    (
        "a trial behind the comma, and the month from which time counts",
        "秦牧野同志任云岭州水利局副局长，试用期一年，任职时间从2025年1月算起；",
        ["+ 秦牧野: 云岭州水利局副局长 {试用期一年} {任职时间从2025年1月算起} [2025-01]"],
    ),
    (
        "the day from which time counts",
        "秦牧野任云岭州水利局副局长（任职时间自2025年3月5日起计算）；",
        ["+ 秦牧野: 云岭州水利局副局长{任职时间自2025年3月5日起计算} [2025-03-05]"],
    ),
    (
        "the end of a trial is no day of appointment",
        "秦牧野任云岭州水利局副局长（2025年1月试用期满正式任职）；",
        ["+ 秦牧野: 云岭州水利局副局长{2025年1月试用期满正式任职}"],
    ),
    (
        "挂职 until a day",
        "秦牧野挂任云岭州水利局副局长，挂职时间至2026年12月；",
        ["+ 秦牧野: 云岭州水利局副局长 {挂任} {挂职时间至2026年12月}"],
    ),
    (
        "保留 a rank",
        "免去霍去疾的云岭州水利局局长职务，保留正县级；",
        ["- 霍去疾: 云岭州水利局局长 {保留正县级}"],
    ),
    ("不再担任", "霍去疾同志不再担任云岭州水利局局长职务。", ["- 霍去疾: 云岭州水利局局长"]),
    (
        "不再担任 with the post appointed to",
        "秦牧野任云岭州水利局局长，不再兼任云岭州水文中心主任职务。",
        ["+ 秦牧野: 云岭州水利局局长", "- 秦牧野: 云岭州水文中心主任"],
    ),
    (
        "并兼任",
        "秦牧野任云岭州水利局局长，并兼任云岭州水文中心主任。",
        ["+ 秦牧野: 云岭州水利局局长", "+ 秦牧野: 云岭州水文中心主任 {兼任}"],
    ),
    ("自然免除", "霍去疾同志的云岭州水利局局长职务自然免除。", ["- 霍去疾: 云岭州水利局局长 {职务自然免除}"]),
    (
        "原任职务 that are not named",
        "秦牧野任云岭州水利局局长，原任职务自然免除。",
        ["+ 秦牧野: 云岭州水利局局长 {原任职务自然免除}"],
    ),
    ("因退休", "霍去疾同志因退休不再担任云岭州水利局局长职务。", ["- 霍去疾: 云岭州水利局局长 {因退休}"]),
    ("因退休免去", "霍去疾同志因退休，免去其云岭州水利局局长职务。", ["- 霍去疾: 云岭州水利局局长 {因退休}"]),
    ("因退休，免去", "因退休，免去霍去疾的云岭州水利局局长职务。", ["- 霍去疾: 云岭州水利局局长 {因退休}"]),
    (
        "其 on a line of its own",
        "任命秦牧野为云岭州水利局局长；\n免去其云岭州数据局局长职务。",
        ["+ 秦牧野: 云岭州水利局局长", "- 秦牧野: 云岭州数据局局长"],
    ),
    (
        "a name that begins with 其",
        "任命其美多吉为云岭州水利局局长；\n免去其美多吉的云岭州数据局局长职务。",
        ["+ 其美多吉: 云岭州水利局局长", "- 其美多吉: 云岭州数据局局长"],
    ),
    (
        "two persons in one sentence",
        "秦牧野任云岭州水利局局长，任知夏任云岭州审计局局长。",
        ["+ 秦牧野: 云岭州水利局局长", "+ 任知夏: 云岭州审计局局长"],
    ),
    (
        "a government decides",
        "云岭州人民政府决定：免去霍去疾同志青砚县人民医院院长职务，任命苏若渔同志为青砚县人民医院院长。",
        ["- 霍去疾: 青砚县人民医院院长", "+ 苏若渔: 青砚县人民医院院长"],
    ),
    (
        "a rank that is kept, and a post that is given up by law",
        "苏若渔任云岭州政府参事（聘期三年），不再享受原职级待遇；",
        ["+ 苏若渔: 云岭州政府参事{聘期三年}"],
    ),
    (
        "who decides stands before it",
        "经州人民政府党组会议研究，决定任命秦牧野为云岭州水利局局长。",
        ["+ 秦牧野: 云岭州水利局局长"],
    ),
    (
        "numbered",
        "一、任命秦牧野为云岭州水利局局长；\n二、免去霍去疾的云岭州水利局局长职务。",
        ["+ 秦牧野: 云岭州水利局局长", "- 霍去疾: 云岭州水利局局长"],
    ),
    # what reads alike and posts nobody
    ("a proposal", "拟任命秦牧野为云岭州水利局局长。", []),
    ("a proposed person", "秦牧野拟任云岭州水利局局长。", []),
    ("a request", "提请任命秦牧野为云岭州水利局局长。", []),
    ("a rule", "任命程序为民主推荐、考察、公示。\n任期为三年。\n免去费用由州财政局承担。", []),
    ("a former post", "秦牧野同志，曾任云岭州水利局局长。", []),
    ("thanks", "感谢各位同志担任评审的工作。", []),
]


@pytest.mark.parametrize(("_", "lines", "expected"), LISTED, ids=[row[0] for row in LISTED])
def test_postings_of_a_list(_: str, lines: str, expected: list[str]) -> None:
    assert told(document_of(lines)) == expected


@pytest.mark.parametrize(("_", "lines", "expected"), WORDED, ids=[row[0] for row in WORDED])
def test_postings_of_running_text(_: str, lines: str, expected: list[str]) -> None:
    document = document_of(NOTICE.split("\n", 1)[1] + lines + SIGNED, "关于秦牧野等同志职务任免的通知")
    assert document.date == "2025-06-01"
    assert told(document) == expected


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "云岭州干部任免工作办法",
            "第一条 任命干部应当公示。\n第二条 免去秦牧野的云岭州水利局局长职务应当说明理由。",
        ),
        ("关于印发《云岭州干部任免工作办法》的通知", "任命秦牧野为云岭州水利局局长是本办法所称的任命。"),
        ("关于表扬秦牧野同志的通报", "秦牧野任云岭州水利局局长。\n免去霍去疾的云岭州水利局局长职务。"),
    ],
)
def test_other_documents_post_nobody(title: str, lines: str) -> None:
    assert told(document_of(lines, title)) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "▲",
                "△",
                "任命",
                "免去",
                "秦牧野",
                "扎西·云丹",
                "、",
                "，",
                "；",
                "\n",
                "为",
                "任",
                "其",
                "的",
                "云岭州",
                "水利局",
                "副局长",
                "局长",
                "主任",
                "（兼）",
                "（",
                "）",
                "职务",
                "同志",
                "兼任",
                " ",
                "不再",
                "试用期一年",
                "因",
                "拟",
            ]
        ),
        max_size=30,
    )
)
def test_every_field_leads_to_what_is_printed(words: list[str]) -> None:
    document = document_of("▲秦牧野为云岭州水利局局长；\n" + "".join(words) + SIGNED)
    texts = {clause.id: clause.text for clause in document.clauses}
    for posting in find_postings(document):
        text = texts[posting.clause]
        assert posting.posts
        assert (posting.person == "") == (posting.person_span is None)
        if posting.person_span:
            assert squeeze(text[slice(*posting.person_span)]) == posting.person
        for post in posting.posts:
            assert post.name.endswith(squeeze(text[slice(*post.span)]))
        for note in (*posting.notes, *(note for post in posting.posts for note in post.notes)):
            assert squeeze(text[slice(*note.span)]) == note.text
