"""References: what a clause points at, and what only looks as if it did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import find_references, parse
from corpus.locators import article_of, find_passage, parse_locator
from corpus.records import Clause, Document, Kind, Part, Passage, Source
from corpus.references.context import Context, context_of
from corpus.references.resolve import Reference, ReferenceKind, read_references
from corpus.titles import is_same_title, longest_known

TITLE = "云岭州犬只管理办法"


def law(*articles: str, title: str = TITLE) -> Document:
    """Read a small law of its own: each article a paragraph or more."""
    text = f"# {title}\n<!-- INFO END -->\n" + "\n".join(articles)
    return parse(Source(f"{title}.md", "0" * 64, text)).documents[0]


def found(document: Document, locator: str) -> list[tuple[str, str, str]]:
    """Return (text, document, places) of the references of one clause; "." is the own document."""
    context = context_of(document)
    clause = next(clause for clause in document.clauses if clause.locator == locator)
    return [
        (one.text, "." if one.is_own else one.title + one.number, " ".join(one.locators))
        for one in find_references(clause, context)
    ]


def sentence(text: str, *before: str) -> list[tuple[str, str, str]]:
    """Return the references of a sentence that stands in the last of five articles."""
    articles = [f"第{number}条 甲。" for number in "一二三四"]
    return found(law(*before, *articles[len(before) :], f"第五条 {text}"), "第五条")


# A sentence in article five of five, and what it refers to. Each line has a look-alike below.
POINTERS = [
    # the own document, named and not
    ("违反本办法第三条第二款规定的，罚款。", [("本办法第三条第二款", ".", "第三条第二款")]),
    ("违反第三条规定的，罚款。", [("第三条", ".", "第三条")]),
    ("违反本《办法》第三条的，罚款。", [("本《办法》第三条", ".", "第三条")]),
    ("违反本办法第三条的第二款的，罚款。", [("本办法第三条的第二款", ".", "第三条第二款")]),
    ("违反本办法第3条的，罚款。", [("本办法第3条", ".", "第三条")]),
    (
        "有本办法第四条第一款第（二）项第3目情形的。",
        [("本办法第四条第一款第（二）项第3目", ".", "第四条第一款第二项第3目")],
    ),
    # lists: each member with a number and unit of its own is a reference
    (
        "依照第二条、第三条和第四条第二款处理。",
        [("第二条", ".", "第二条"), ("第三条", ".", "第三条"), ("第四条第二款", ".", "第四条第二款")],
    ),
    (
        "依照第二条第一款、第三款处理。",
        [("第二条第一款", ".", "第二条第一款"), ("第三款", ".", "第二条第三款")],
    ),
    ("依照第二条或者第四条处理。", [("第二条", ".", "第二条"), ("第四条", ".", "第四条")]),
    ("依照第二条的规定和第四条的规定处理。", [("第二条", ".", "第二条"), ("第四条", ".", "第四条")]),
    # numbers that share a unit are one
    ("依照第二、三、四条处理。", [("第二、三、四条", ".", "第二条 第三条 第四条")]),
    ("有第四条第（一）、（三）项情形的。", [("第四条第（一）、（三）项", ".", "第四条第一项 第四条第三项")]),
    ("有第四条（一）、（三）项情形的。", [("第四条（一）、（三）项", ".", "第四条第一项 第四条第三项")]),
    # ranges
    ("依照第二条至第四条处理。", [("第二条至第四条", ".", "第二条 第三条 第四条")]),
    ("依照第二至四条处理。", [("第二至四条", ".", "第二条 第三条 第四条")]),
    ("依照第二条至四条处理。", [("第二条至四条", ".", "第二条 第三条 第四条")]),
    (
        "有第四条第（一）至（三）项情形的。",
        [("第四条第（一）至（三）项", ".", "第四条第一项 第四条第二项 第四条第三项")],
    ),
    (
        "有第四条第一款第二项至第四项情形的。",
        [("第四条第一款第二项至第四项", ".", "第四条第一款第二项 第四条第一款第三项 第四条第一款第四项")],
    ),
    ("有第四条第一款前两项情形的。", [("第四条第一款前两项", ".", "第四条第一款第一项 第四条第一款第二项")]),
    # a range that runs backwards, or beyond reason, is its two ends
    ("依照第四条至第二条处理。", [("第四条至第二条", ".", "第四条 第二条")]),
    ("依照第一条至第九千条处理。", [("第一条至第九千条", ".", "第一条 第九千条")]),
    # relative
    ("违反前条规定的，罚款。", [("前条", ".", "第四条")]),
    ("违反前两条规定的，罚款。", [("前两条", ".", "第三条 第四条")]),
    ("本条自公布之日起施行。", [("本条", ".", "第五条")]),
    ("甲。\n违反前款规定的，罚款。", [("前款", ".", "第五条第一款")]),
    ("甲。\n乙。\n违反前两款规定的，罚款。", [("前两款", ".", "第五条第一款 第五条第二款")]),
    (
        "甲。\n乙。\n丙适用本条第一款、第二款。",
        [("本条第一款", ".", "第五条第一款"), ("第二款", ".", "第五条第二款")],
    ),
    ("甲。\n违反本款规定的，罚款。", [("本款", ".", "第五条第二款")]),
    ("下列：\n（一）甲；\n（二）乙。\n有前款第二项行为的。", [("前款第二项", ".", "第五条第一款第二项")]),
    ("下列：\n（一）甲；\n（二）超过前项限额的。", [("前项", ".", "第五条第一款第一项")]),
    (
        "下列：\n（一）甲；\n（二）乙；\n（三）前两项以外的。",
        [("前两项", ".", "第五条第一款第一项 第五条第一款第二项")],
    ),
    (
        "下列：\n（一）甲；\n（二）乙。\n有前款规定的第二项行为的。",
        [("前款", ".", "第五条第一款"), ("第二项", ".", "第五条第一款第二项")],
    ),
    # a bare paragraph or item is of the article itself…
    ("甲。\n违反第一款的，罚款。", [("第一款", ".", "第五条第一款")]),
    ("下列：\n（一）甲；\n（二）违反第（一）项的。", [("第（一）项", ".", "第五条第一项")]),
    # …or goes on from the one before it in the sentence
    (
        "有第四条第（二）项行为的，罚款；有第（一）项行为的，警告。",
        [("第四条第（二）项", ".", "第四条第二项"), ("第（一）项", ".", "第四条第一项")],
    ),
    # anaphors
    ("违反第三条，情节严重的，依照该条从重处罚。", [("第三条", ".", "第三条"), ("该条", ".", "第三条")]),
    # what was said before can't be told: it is kept, open
    ("违反上述规定的，罚款。", [("上述规定", "", "")]),
    ("违反前款规定的，罚款。", [("前款", ".", "")]),
    ("前四条、前五条。", [("前四条", ".", "第一条 第二条 第三条 第四条"), ("前五条", ".", "")]),
]

OTHERS = [
    # laws by title and place
    (
        "依据《中华人民共和国噪声污染防治法》第八十八条第二款。",
        [
            (
                "《中华人民共和国噪声污染防治法》第八十八条第二款",
                "中华人民共和国噪声污染防治法",
                "第八十八条第二款",
            )
        ],
    ),
    (
        "依照《甲条例》第三条、第五条至第六条处理。",
        [("《甲条例》第三条", "甲条例", "第三条"), ("第五条至第六条", "甲条例", "第五条 第六条")],
    ),
    ("依据《声环境质量标准》第3.4条。", [("《声环境质量标准》第3.4条", "声环境质量标准", "3.4")]),
    ("依据《甲条例》《乙办法》。", [("《甲条例》", "甲条例", ""), ("《乙办法》", "乙办法", "")]),
    ("依据《实施〈甲条例〉办法》。", [("《实施〈甲条例〉办法》", "实施〈甲条例〉办法", "")]),
    (
        "依据《甲格式》（GB/T 9704—2012）7.2.5。",
        [("《甲格式》（GB/T 9704—2012）7.2.5", "甲格式", "7.2.5")],
    ),
    (
        "依照《甲预案》5.1.2和5.1.3执行。",
        [("《甲预案》5.1.2", "甲预案", "5.1.2"), ("5.1.3", "甲预案", "5.1.3")],
    ),
    # with a number; numbers alone
    (
        "依据《甲意见》（岭政发〔2020〕3号）第二条。",
        [("《甲意见》（岭政发〔2020〕3号）第二条", "甲意见岭政发〔2020〕3号", "第二条")],
    ),
    ("依据岭政发[2020]3号第二条。", [("岭政发[2020]3号第二条", "岭政发〔2020〕3号", "第二条")]),
    (
        "依据岭政发〔2020〕3号和州政府令第5号。",
        [("岭政发〔2020〕3号", "岭政发〔2020〕3号", ""), ("州政府令第5号", "州政府令第5号", "")],
    ),
    # names without title marks, where an article follows
    ("依照刑法第二十条第三款。", [("刑法第二十条第三款", "刑法", "第二十条第三款")]),
    ("当事人以民法典第七条为由的。", [("民法典第七条", "民法典", "第七条")]),
    ("依照中华人民共和国刑法第二十条。", [("中华人民共和国刑法第二十条", "中华人民共和国刑法", "第二十条")]),
    ("违反云岭州养犬条例第三条的。", [("云岭州养犬条例第三条", "云岭州养犬条例", "第三条")]),
    (
        "依照刑法分则第三章第二节、第一百九十一条。",
        [("刑法分则第三章第二节", "刑法", "第三章第二节"), ("第一百九十一条", "刑法", "第一百九十一条")],
    ),
    ("应当遵守合同第三条。", [("合同第三条", "", "第三条")]),
    # a bare article that this text doesn't have, after another law, is that law's
    (
        "刑法第二十条规定防卫，第二十一条规定避险。",
        [("刑法第二十条", "刑法", "第二十条"), ("第二十一条", "刑法", "第二十一条")],
    ),
    # …but one that it has is its own
    (
        "依照刑法第二十条处理，并适用第三条。",
        [("刑法第二十条", "刑法", "第二十条"), ("第三条", ".", "第三条")],
    ),
    # inserted articles
    (
        "依照刑法第一百二十条之一、第一百二十条之二处理。",
        [
            ("刑法第一百二十条之一", "刑法", "第一百二十条之一"),
            ("第一百二十条之二", "刑法", "第一百二十条之二"),
        ],
    ),
    ("依照刑法第一百二十条之一后面的规定。", [("刑法第一百二十条之一", "刑法", "第一百二十条之一")]),
    # annexes
    ("依照附件2执行。", [("附件2", ".", "附件2")]),
    ("见附件第51项。", [("附件第51项", ".", "附件第51项")]),
    (
        "列入《甲公约》附录一、附录二的。",
        [("《甲公约》附录一", "甲公约", "附录一"), ("附录二", "甲公约", "附录二")],
    ),
    ("依照本办法所附《收费标准表》执行。", [("《收费标准表》", ".", "")]),
    # its own title is its own, a former version of it is another document
    ("《云岭州犬只管理办法》已经通过。", [("《云岭州犬只管理办法》", ".", "")]),
    ("2015年印发的《云岭州犬只管理办法》同时废止。", [("《云岭州犬只管理办法》", TITLE, "")]),
    (
        "《云岭州犬只管理办法》（岭政发〔2015〕3号）同时废止。",
        [("《云岭州犬只管理办法》（岭政发〔2015〕3号）", f"{TITLE}岭政发〔2015〕3号", "")],
    ),
]

NONE = [
    # counted things and persons
    "第三产业、第一批、第三方、第三人、第一责任人、第二审、第三次会议、第五届委员会。",
    "落实第三项任务、第一项工作、第二项目标、第三款产品、第三节课、第一编制、第四章程。",
    "提出三条措施，打通第二条生产线、第一条跑道，第三条线路。",
    "推行一条龙服务，两条腿走路。",
    # the words begin another word
    "目前条件下，提前条款外，应该条理清楚，基本条件具备，资本项目可兑换，合同条款无效。",
    "本条例自公布之日起施行，本项目由甲单位负责，本款项专户存储，印章由本单位保管。",
    "上述条件、上述条约、上述文件、该条例、该款项、前项目组。",
    # first three of something else than items
    "对前三项污染物征收。",
    # the text's own name alone, a name without title marks and without an article
    "本办法自公布之日起施行，依照刑法的规定追究责任。",
    # papers in title marks
    "填报《项目申报表》，领取《爆破作业单位许可证》，提交《申请书》《劳动合同》《可行性研究报告》。",
    # figures
    "按照1.5倍计算，每立方米3.20元，温度为36.5度，增长3.2个百分点。",
    # parts of other texts
    "第一部分资金到位。",
]


@pytest.mark.parametrize(("text", "expected"), POINTERS + OTHERS)
def test_references(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sentence(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_look_alikes_are_none(text: str) -> None:
    assert sentence(text) == []


def test_the_number_that_opens_an_article_is_none() -> None:
    document = law("第一条 甲。", "第二条\n乙适用第一条。", "第三条 丙。 第四条 丁。")
    assert found(document, "第一条") == []
    assert found(document, "第二条") == [("第一条", ".", "第一条")]
    assert found(document, "第三条") == []  # run on in one line, it opens too


def test_inserted_articles_count() -> None:
    document = law("第一条 甲。", "第一条之一 乙。", "第二条 适用前条和第一条至第二条。")
    assert found(document, "第二条") == [
        ("前条", ".", "第一条之一"),
        ("第一条至第二条", ".", "第一条 第一条之一 第二条"),
    ]


def test_divisions_are_told_by_the_headings() -> None:
    articles = [
        "## 第一章 总则",
        "第一条 甲。",
        "## 第二章 管理",
        "### 第一节 登记",
        "第二条 适用本章、本节和第二节。",
    ]
    document = law(*articles, "### 第二节 变更", "第三条 适用本办法第一章，不适用本编。")
    assert found(document, "第二条") == [
        ("本章", ".", "第二章"),
        ("本节", ".", "第二章第一节"),
        ("第二节", ".", "第二章第二节"),
    ]
    assert found(document, "第三条") == [("本办法第一章", ".", "第一章"), ("本编", ".", "")]


def test_articles_count_through_divisions() -> None:
    document = law("## 第一章 总则", "第一条 甲。", "第二条 适用本章第一条。")
    assert found(document, "第二条") == [("本章第一条", ".", "第一条")]


# Short names: (how the first article defines one, a use of it, what is meant)
DEFINED = [
    ("根据《云岭州养犬条例》（以下简称条例），", "依照条例第三条处理。", "云岭州养犬条例"),
    ("根据《云岭州养犬条例》（以下简称《条例》），", "依照《条例》处理。", "云岭州养犬条例"),
    (
        "根据《关于养犬的意见》（岭政发〔2020〕3号，以下简称《意见》），",
        "依照《意见》第三条处理。",
        "关于养犬的意见岭政发〔2020〕3号",
    ),
    ("根据《云岭州养犬条例》（下称“养犬条例”），", "依照养犬条例第三条处理。", "云岭州养犬条例"),
    ("根据中华人民共和国刑法（以下简称刑法），", "依照刑法第三条处理。", "中华人民共和国刑法"),
]


@pytest.mark.parametrize(("definition", "use", "meant"), DEFINED)
def test_short_names_are_what_the_document_defined(definition: str, use: str, meant: str) -> None:
    references = found(law(f"第一条 {definition}制定本办法。", f"第二条 {use}"), "第二条")
    assert [target for _, target, _ in references] == [meant]


def test_what_is_defined_is_not_always_a_document() -> None:
    document = law("第一条 信息化项目（以下简称项目）适用本办法。", "第二条 项目第三条。")
    assert found(document, "第二条") == [("第三条", ".", "第三条")]


def test_an_undefined_short_name_is_that_of_what_is_implemented() -> None:
    document = law("第一条 甲。", "第二条 依照条例第三条处理。", title="云岭州养犬条例实施细则")
    assert found(document, "第二条") == [("条例第三条", "云岭州养犬条例", "第三条")]


AMENDING = [
    (
        "将第八条修改为：“第八条 甲适用本办法第三条和前款。”",
        [("第八条", "第八条"), ("本办法第三条", "第三条")],
    ),
    (
        "将第十二条、第十三条修改为：\n“第十二条 甲。\n第十三条 乙。”",
        [("第十二条", "第十二条"), ("第十三条", "第十三条")],
    ),
    ("在第十条中增加一款，作为第二款：“甲。”", [("第十条", "第十条"), ("第二款", "第十条第二款")]),
    ("删去第十条第二款。", [("第十条第二款", "第十条第二款")]),
    ("将第六条改为第七条。", [("第六条", "第六条"), ("第七条", "第七条")]),
]


@pytest.mark.parametrize(("text", "expected"), AMENDING)
def test_bare_articles_of_an_amending_text_are_the_others(text: str, expected: list[tuple[str, str]]) -> None:
    document = law(
        f"对《{TITLE}》作如下修改：",
        f"一、{text}",
        "二、本决定自公布之日起施行。",
        title=f"关于修改《{TITLE}》的决定",
    )
    assert found(document, "一、") == [(printed, TITLE, place) for printed, place in expected]


def test_items_and_sections_of_the_own_text() -> None:
    items = law(
        "一、甲。", "二、乙。", "三、依照本通知第一、二部分执行，第一部分除外。", title="关于养犬的通知"
    )
    assert found(items, "三、") == [("本通知第一、二部分", ".", "一、 二、")]
    plan = law(
        "1 总则",
        "1.1 目的",
        "甲。",
        "1.2 依据",
        "按照1.1执行，见1.1节，增长1.3倍，按照1.7执行。",
        title="云岭州养犬应急预案",
    )
    assert found(plan, "1.2") == [
        ("1.1", ".", "1.1"),
        ("1.1节", ".", "1.1"),
        ("第1.7条", ".", "1.7"),
    ] or found(plan, "1.2") == [("1.1", ".", "1.1"), ("1.1节", ".", "1.1")]


def test_a_loose_text_has_references_too() -> None:
    references = read_references("依照《甲条例》第三条、本办法第五条和前款，见岭政发〔2020〕3号。")
    assert [(one.title, one.number, one.locators, one.is_own, one.is_resolved) for one in references] == [
        ("甲条例", "", ("第三条",), False, True),
        ("", "", ("第五条",), True, True),
        ("", "", (), True, False),
        ("", "岭政发〔2020〕3号", (), False, True),
    ]
    kinds = [ReferenceKind.ARTICLE, ReferenceKind.ARTICLE, ReferenceKind.ARTICLE, ReferenceKind.DOCUMENT]
    assert [one.kind for one in references] == kinds


# (what is cited, the passage that is meant, "" where there is none or more than one)
PASSAGES = [
    ("第二条第一款第二项", "第二条第一款第二项"),
    ("第二条第二项", "第二条第一款第二项"),
    ("第二条第二款", "第二条第二款"),
    ("第二条第三款", ""),
    ("第二条第九项", ""),
    ("第三条第一款", ""),  # of another article
    ("第二条第一项", ""),  # each of two paragraphs has one
]


@pytest.mark.parametrize(("locator", "passage"), PASSAGES)
def test_find_passage(locator: str, passage: str) -> None:
    text = "第二条 下列：\n（一）甲；\n（二）乙。\n又有下列：\n（一）丙。"
    clause = law("第一条 甲。", text).clauses[1]
    found = find_passage(clause, locator)
    assert (found.locator if found else "") == passage
    assert article_of(locator) in ("第二条", "第三条")


# (one title, another, whether they name one document)
TITLES = [
    ("中华人民共和国刑法", "刑法", True),
    ("《甲办法》", "甲办法", True),
    ("甲办法(试行)", "甲办法（试行）", True),
    ("甲条例（2018年修正）", "甲条例", True),
    ("甲办法（试行）", "甲办法", False),
    ("", "", False),
    ("甲条例", "甲办法", False),
]


@pytest.mark.parametrize(("one", "other", "same"), TITLES)
def test_is_same_title(one: str, other: str, same: bool) -> None:
    assert is_same_title(one, other) is same


def test_the_longest_known_name_counts() -> None:
    assert longest_known("当事人以涉外民事关系法律适用法") == "涉外民事关系法律适用法"
    assert longest_known("依照劳动合同法") == "劳动合同法"
    assert longest_known("云岭州养犬条例") == ""


@given(
    st.text()
    | st.text(
        "第本前该上一二三十条款项目节章、和至（）《》〔〕法办附件以下简称号2025.\n“”。的规定", max_size=60
    )
)
def test_any_text_is_read(text: str) -> None:
    clause = Clause(
        "id",
        Part.INSTRUMENT,
        Kind.ARTICLE,
        TITLE,
        "第二条",
        ("第一章 甲",),
        text,
        (Passage("第二条第一款", (0, len(text))),),
    )
    document = Document(1, "岭政发〔2025〕3号", "", TITLE, "", "", None, "", None, (clause,))
    for context in (Context(), context_of(document)):
        at = 0
        for one in find_references(clause, context):
            assert isinstance(one, Reference)
            start, end = one.span
            assert at <= start < end <= len(text)
            assert text[start:end] == one.text
            assert len(one.locators) <= 601
            at = end


@given(st.integers(1, 400), st.integers(1, 400))
def test_a_range_is_what_counting_says(first: int, last: int) -> None:
    places = read_references(f"依照甲条例第{first}条至第{last}条处理。")[0].locators
    counted = range(first, last + 1) if first < last <= first + 299 else dict.fromkeys((first, last))
    assert list(places) == [parse_locator(f"{number}条") for number in counted]
