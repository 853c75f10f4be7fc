"""Heads, ends, instruments and annexes of documents, and sources that are no issue of a gazette."""

import pytest

from corpus.records import Document, Reading
from tests.corpus.invariants import clauses, read_text

MASTHEAD = "云岭州人民政府公报\n2025年第2期（总第33期）\n"
LAST = """
关于加强水表检定的通知

岭政发〔2025〕10号

各县市人民政府：

水表每六年检定一次。

云岭州人民政府
2025年6月12日
"""


def kinds(reading: Reading) -> list[tuple[str, str]]:
    """Return the pieces of the first document that are no clauses, with their texts."""
    around = ("title", "number", "addressee", "signature", "annex_note", "heading", "fragment")
    return [
        (piece.kind.value, "".join(reading.source.text[start:end] for start, end in piece.spans))
        for piece in reading.pieces
        if piece.document == 1 and piece.kind in around
    ]


def read_first(text: str) -> tuple[Reading, Document]:
    """Read a document that a second one follows; nothing strange is in either."""
    reading = read_text(f"{MASTHEAD}\n{text}\n{LAST}")
    assert [document.number for document in reading.documents[1:]] == ["岭政发〔2025〕10号"]
    assert [clause.text for clause in reading.documents[1].clauses] == ["水表每六年检定一次。"]
    assert reading.problems == ()
    return reading, reading.documents[0]


NUMBER, DATE = "岭政发〔2025〕9号", "2025-06-05"
ISSUER = "云岭州人民政府"
BODY = "各县市人民政府：\n\n节约用水，人人有责。\n\n云岭州人民政府\n2025年6月5日"

# (id, text, number, title, issuer, date)
HEADS = [
    (
        "title, number",
        f"关于节约用水的通知\n\n{NUMBER}\n\n{BODY}",
        NUMBER,
        "关于节约用水的通知",
        ISSUER,
        DATE,
    ),
    (
        "number, title",
        f"{NUMBER}\n\n关于节约用水的通知\n\n{BODY}",
        NUMBER,
        "关于节约用水的通知",
        ISSUER,
        DATE,
    ),
    (
        "a number in other brackets, with blanks",
        f"关于节约用水的通知\n\n岭政发 [2025] 9 号\n\n{BODY}",
        NUMBER,
        "关于节约用水的通知",
        ISSUER,
        DATE,
    ),
    (
        "letterhead, number, title",
        f"云岭州人民政府文件\n{NUMBER}\n关于节约用水的通知\n\n{BODY}",
        NUMBER,
        "关于节约用水的通知",
        ISSUER,
        DATE,
    ),
    (
        "the issuer on a line of its own is part of the title",
        f"云岭州人民政府\n关于节约用水的通知\n{NUMBER}\n\n{BODY}",
        NUMBER,
        "云岭州人民政府关于节约用水的通知",
        ISSUER,
        DATE,
    ),
    (
        "…not where the contents leave it out, either",
        f"目录\n关于节约用水的通知\n{NUMBER}……2\n关于加强水表检定的通知\n岭政发〔2025〕10号……3\n"
        f"云岭州人民政府\n关于节约用水的通知\n{NUMBER}\n\n{BODY}\n",
        NUMBER,
        "云岭州人民政府关于节约用水的通知",
        ISSUER,
        DATE,
    ),
    (
        "a title over three lines, letter-spaced",
        f"云岭州人民政府办公室\n关于进一步做好节约用水\n和供水工作的 通 知\n{NUMBER}\n\n{BODY}",
        NUMBER,
        "云岭州人民政府办公室关于进一步做好节约用水和供水工作的通知",
        ISSUER,
        DATE,
    ),
]

# (id, the end, issuer, date)
ENDS = [
    ("issuer and date", "云岭州人民政府\n2025年6月5日", ISSUER, DATE),
    ("on one line", "云岭州人民政府 2025年6月5日", ISSUER, DATE),
    ("Chinese numerals", "云岭州人民政府\n二〇二五年六月五日", ISSUER, DATE),
    ("blanks", "\u3000\u3000云岭州人民政府\n\u3000\u30002025 年 6 月 5 日", ISSUER, DATE),
    ("two issuers", "云岭州人民政府\n云岭州水利局\n2025年6月5日", "云岭州人民政府、云岭州水利局", DATE),
    ("with a note", "云岭州人民政府\n2025年6月5日\n（此件公开发布）", ISSUER, DATE),
    ("none", "", "", None),
]


@pytest.mark.parametrize(
    ("_", "text", "number", "title", "issuer", "date"), HEADS, ids=[row[0] for row in HEADS]
)
def test_heads(_: str, text: str, number: str, title: str, issuer: str, date: str) -> None:
    reading, document = read_first(text)
    assert (document.number, document.title, document.issuer, document.date) == (number, title, issuer, date)
    assert [(clause.kind, clause.text) for clause in document.clauses] == [("cover", "节约用水，人人有责。")]
    assert ("addressee", "各县市人民政府：") in kinds(reading)


@pytest.mark.parametrize(("_", "end", "issuer", "date"), ENDS, ids=[row[0] for row in ENDS])
def test_ends(_: str, end: str, issuer: str, date: str | None) -> None:
    _reading, document = read_first(
        f"关于节约用水的通知\n{NUMBER}\n各县市人民政府：\n节约用水，人人有责。\n{end}"
    )
    assert (document.issuer, document.date) == (issuer, date)
    assert [clause.text for clause in document.clauses] == ["节约用水，人人有责。"]


def test_an_issuer_above_the_second_title_is_no_signature_of_the_first() -> None:
    second = LAST.replace("\n关于", "\n云岭州人民政府\n关于")
    reading = read_text(f"{MASTHEAD}关于节约用水的通知\n{NUMBER}\n{BODY}\n{second}")
    assert [document.title for document in reading.documents] == [
        "关于节约用水的通知",
        "云岭州人民政府关于加强水表检定的通知",
    ]
    assert [document.issuer for document in reading.documents] == [ISSUER, ISSUER]
    assert reading.problems == ()


def test_a_decree_is_signed_by_a_person_and_issues_rules() -> None:
    reading, document = read_first(
        "云岭州人民政府令\n第12号\n《云岭州节约用水办法》已经通过，现予公布，自2025年8月1日起施行。\n"
        "州长 祝青禾\n2025年6月5日\n"
        "云岭州节约用水办法\n第一条 为了节约用水，制定本办法。\n第二条 本办法自2025年8月1日起施行。"
    )
    assert (document.number, document.date) == ("云岭州人民政府令第12号", DATE)
    assert document.instrument_title == "云岭州节约用水办法"
    assert ("signature", "州长 祝青禾") in kinds(reading)
    assert [(clause.part, clause.locator) for clause in document.clauses] == [
        ("notice", ""),
        ("instrument", "第一条"),
        ("instrument", "第二条"),
    ]


RULES = "第一条 为了节约用水，制定本办法。\n第二条 本办法自2025年8月1日起施行。"
NOTICE = f"关于印发《云岭州节约用水办法》的通知\n{NUMBER}\n各县市人民政府：\n现印发给你们。\n"
SIGNED = "云岭州人民政府\n2025年6月5日\n"
ARTICLES = [("instrument", "云岭州节约用水办法", "第一条"), ("instrument", "云岭州节约用水办法", "第二条")]
COVER = ("notice", "关于印发《云岭州节约用水办法》的通知", "")

# (id, text, [(part, title, locator)])
PARTS = [
    (
        "the instrument below the signature",
        f"{NOTICE}{SIGNED}云岭州节约用水办法\n{RULES}",
        [COVER, *ARTICLES],
    ),
    ("its title torn", f"{NOTICE}{SIGNED}云岭州节约\n用水办法\n{RULES}", [COVER, *ARTICLES]),
    (
        "the instrument under 附件",
        f"{NOTICE}附件：云岭州节约用水办法\n{SIGNED}附件\n云岭州节约用水办法\n{RULES}",
        [COVER, *ARTICLES],
    ),
    ("no signature between", f"{NOTICE}云岭州节约用水办法\n{RULES}", [COVER, *ARTICLES]),
    (
        "a date of adoption below its title",
        f"{NOTICE}{SIGNED}云岭州节约用水办法\n（2025年6月1日州人民政府第20次常务会议通过）\n{RULES}",
        [COVER, *ARTICLES],
    ),
    (
        "（试行） on a line of its own",
        f"{NOTICE.replace('办法', '办法（试行）')}{SIGNED}云岭州节约用水办法\n（试行）\n{RULES}",
        [
            ("notice", "关于印发《云岭州节约用水办法（试行）》的通知", ""),
            ("instrument", "云岭州节约用水办法（试行）", "第一条"),
            ("instrument", "云岭州节约用水办法（试行）", "第二条"),
        ],
    ),
    (
        "annexes of an instrument",
        f"{NOTICE}{SIGNED}云岭州节约用水办法\n{RULES}\n附件1\n水表目录\n序号\t名称\n1\t水表甲\n2\t水表乙\n"
        "附件2\n申请表填写说明\n一、用水单位填写全称。\n二、联系电话填写手机。",
        [
            COVER,
            *ARTICLES,
            ("annex", "水表目录", "附件1第1项"),
            ("annex", "水表目录", "附件1第2项"),
            ("annex", "申请表填写说明", "附件2一、"),
            ("annex", "申请表填写说明", "附件2二、"),
        ],
    ),
    (
        "an opinion signed at its end",
        f"关于节约用水的意见\n{NUMBER}\n各县市人民政府：\n为了节约用水，提出以下意见。\n一、总体要求\n用水总量不增加。\n"
        f"二、主要任务\n（一）推广滴灌。每年新增两万亩。\n（二）淘汰漫灌。三年内完成。\n{SIGNED}",
        [
            ("notice", "关于节约用水的意见", ""),
            ("notice", "关于节约用水的意见", "一、"),
            ("notice", "关于节约用水的意见", "二、（一）"),
            ("notice", "关于节约用水的意见", "二、（二）"),
        ],
    ),
    (
        "a notice with items of its own and an annex",
        f"关于公布节水设备的通知\n{NUMBER}\n各县市人民政府：\n现予公布，要求如下：\n一、按目录采购。\n二、每年调整一次。\n"
        f"附件：节水设备目录\n{SIGNED}附件\n节水设备目录\n序号\t名称\n1\t滴灌带\n2\t水表",
        [
            ("notice", "关于公布节水设备的通知", ""),
            ("notice", "关于公布节水设备的通知", "一、"),
            ("notice", "关于公布节水设备的通知", "二、"),
            ("annex", "节水设备目录", "附件第1项"),
            ("annex", "节水设备目录", "附件第2项"),
        ],
    ),
]


@pytest.mark.parametrize(("_", "text", "expected"), PARTS, ids=[row[0] for row in PARTS])
def test_parts(_: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    _reading, document = read_first(text)
    assert [(clause.part, clause.title, clause.locator) for clause in document.clauses] == expected
    assert document.number == NUMBER


def test_a_note_of_annexes_below_the_signature_is_no_annex() -> None:
    reading, document = read_first(
        f"关于公布节水单位的通知\n{NUMBER}\n各县市人民政府：\n现予公布。\n{SIGNED}附件：节水单位名单\n附件\n节水单位名单\n"
        "一、青砚县水利局。\n二、沙棠县水利局。"
    )
    assert ("annex_note", "附件：节水单位名单") in kinds(reading)
    assert [(clause.title, clause.locator) for clause in document.clauses[1:]] == [
        ("节水单位名单", "附件一、"),
        ("节水单位名单", "附件二、"),
    ]


# the note above the signature, in every form, is no clause
ANNEX_NOTES = [
    ["附件：废止文件目录"],
    ["附件: 1. 废止文件目录", "2. 失效文件目录"],
    ["附件：1.废止文件目录", "\u3000\u3000\u30002.失效文件目录"],
    ["附：废止文件目录（3件）"],
]


@pytest.mark.parametrize("note", ANNEX_NOTES)
def test_annex_notes(note: list[str]) -> None:
    reading, document = read_first(
        "\n".join(["关于清理文件的通知", NUMBER, "各县市人民政府：", "清理结果予以公布。", *note, SIGNED])
    )
    assert [clause.text for clause in document.clauses] == ["清理结果予以公布。"]
    assert [text for kind, text in kinds(reading) if kind == "annex_note"] == [line.strip() for line in note]


# what a page leaves in the middle of a sentence: (the lines between, and what stands around the whole)
FURNITURE = [
    ["— 3 —"],
    ["-3-"],
    ["・3・"],
    ["第3页"],
    ["", "— 3 —", "", "云岭州人民政府公报", ""],
    ["— 3 —", "\f云岭州人民政府公报 2025年第2期"],
    ["\f2025年第2期（总第33期）"],
    ["3\f"],
]


@pytest.mark.parametrize("between", FURNITURE)
def test_page_furniture_inside_a_sentence(between: list[str]) -> None:
    lines = [NOTICE + SIGNED + "云岭州节约用水办法", "第一条 为了节约用", *between, "水，制定本办法。"]
    reading, document = read_first("\n".join(lines))
    assert [clause.text for clause in document.clauses] == [
        "现印发给你们。",
        "第一条 为了节约用水，制定本办法。",
    ]
    furniture = [piece for piece in reading.pieces if piece.kind == "furniture"]
    assert len(furniture) == sum(bool(line.strip()) for line in between)


@pytest.mark.parametrize(
    ("plain", "other"),
    [("\n", "\n\n\n"), ("\n", "\n\u3000\u3000"), ("\n", " \t\n"), ("\n", "\n\xa0\n")],
    ids=["blank lines", "full-width indents", "blanks at the end", "a hard blank"],
)
def test_blanks_change_nothing(plain: str, other: str) -> None:
    text = f"{MASTHEAD}{NOTICE}{SIGNED}云岭州节约用水办法\n{RULES}\n{LAST}"
    one, two = read_text(text), read_text(text.replace(plain, other))
    assert [clause.text for clause in clauses(one)] == [clause.text for clause in clauses(two)]
    assert [clause.id for clause in clauses(one)] == [clause.id for clause in clauses(two)]
    assert one.issue == two.issue


def test_a_sentence_begun_twice_is_set_aside() -> None:
    reading = read_text(
        f"{MASTHEAD}关于节约用水的通知\n{NUMBER}\n各县市人民政府：\n《云岭州节约用水办法》已经通过，现印发给你们。\n"
        f"《云岭州节约用水办法\n{SIGNED}"
    )
    assert [clause.text for clause in clauses(reading)] == ["《云岭州节约用水办法》已经通过，现印发给你们。"]
    assert [problem.line for problem in reading.problems] == [7]
    assert ("fragment", "《云岭州节约用水办法") in kinds(reading)


def test_a_text_that_breaks_off_is_not_joined_to_the_signature() -> None:
    reading = read_text(
        f"{MASTHEAD}关于节约用水的通知\n{NUMBER}\n各县市人民政府：\n现印发《云岭州节约用水办\n{SIGNED}"
    )
    (cover,) = clauses(reading)
    assert (cover.text, cover.damaged) == ("现印发《云岭州节约用水办", True)
    assert reading.documents[0].issuer == ISSUER
    assert [problem.line for problem in reading.problems] == [6]


def test_a_loose_document() -> None:
    """One document without a masthead: it has a number, so it is read; its key is its file's name."""
    reading = read_text(f"云岭州人民政府关于节约用水的通知\n\n{NUMBER}\n\n{BODY}", "notice.txt")
    assert reading.issue is None
    assert reading.key == "notice.txt"
    (document,) = reading.documents
    assert (document.number, document.title) == (NUMBER, "云岭州人民政府关于节约用水的通知")
    assert [clause.id for clause in document.clauses] == [f"notice.txt/{NUMBER}/notice/"]


# (a title alone below a document, the line after it, if it begins a correction)
CORRECTIONS = [
    ("更 正", "本刊2025年第1期第9页“甲”应为“乙”。", True),
    ("勘误", "上期刊登的《甲办法》有误。", True),
    ("更正", "依照前款规定申请。", False),
    ("更正登记", "本刊2025年第1期“甲”应为“乙”。", False),
]


@pytest.mark.parametrize(("title", "line", "begins"), CORRECTIONS)
def test_a_correction_printed_as_a_note(title: str, line: str, begins: bool) -> None:
    reading = read_text(f"云岭州人民政府关于节约用水的通知\n\n{NUMBER}\n\n{BODY}\n{title}\n{line}")
    assert [document.number for document in reading.documents] == [NUMBER] + [""] * begins
    assert (reading.documents[-1].title in ("更正", "勘误")) is begins


def test_a_gazette_in_markdown() -> None:
    reading = read_text(
        f"# 云岭州人民政府公报\n\n2025年第2期（总第33期）\n\n## {NOTICE.replace(chr(10), chr(10) * 2)}{SIGNED}\n"
        f"### 云岭州节约用水办法\n\n#### 第一章 总则\n\n{RULES}\n",
        "issue.md",
    )
    assert reading.key == "云岭州人民政府公报/2025/2"
    (document,) = reading.documents
    assert (document.number, document.instrument_title) == (NUMBER, "云岭州节约用水办法")
    assert [(clause.locator, clause.headings) for clause in document.clauses] == [
        ("", ()),
        ("第一条", ("第一章 总则",)),
        ("第二条", ("第一章 总则",)),
    ]


LAW_TEXT = """## 第一章 总则

第一条 为了节约用水，制定本条例。

第二条 下列用水免费：

（一）消防用水；

（二）抢险用水。
"""

# (id, text): one law in both trees, and in what comes beside them
LAWS = [
    (
        "articles as lines",
        "# 云岭州节约用水条例\n\n2024年5月1日云岭州人民代表大会通过\n\n2025年6月5日修正\n\n<!-- INFO END -->\n\n"
        f"{LAW_TEXT}",
    ),
    (
        "articles as headings",
        "# 云岭州节约用水条例\n\n- 2024年5月1日云岭州人民代表大会通过 自\n- 2025年6月5日起施行\n\n<!-- INFO END -->\n\n"
        "#### 第一章 总则\n\n###### 第一条\n\n为了节约用水，制定本条例。\n\n###### 第二条\n\n下列用水免费：\n\n"
        "- （一）消防用水；\n- （二）抢险用水。\n",
    ),
    (
        "the title again below the dates",
        "# 云岭州节约用水条例\n\n2025年6月5日通过\n\n<!-- INFO END -->\n\n云岭州节约用水\n\n条例\n\n"
        f"{LAW_TEXT}",
    ),
    (
        "without the mark of the head's end",
        f"# 云岭州节约用水条例\n\n（2025年6月5日云岭州人民代表大会通过）\n\n{LAW_TEXT}",
    ),
]


@pytest.mark.parametrize(("_", "text"), LAWS, ids=[row[0] for row in LAWS])
def test_laws(_: str, text: str) -> None:
    reading = read_text(text, "云岭州节约用水条例.md")
    (document,) = reading.documents
    assert (document.title, document.number, document.date) == ("云岭州节约用水条例", "", DATE)
    assert reading.key == f"云岭州节约用水条例/{DATE}/云岭州节约用水条例.md"
    assert [(clause.locator, clause.headings[0]) for clause in document.clauses] == [
        ("第一条", "第一章 总则"),
        ("第二条", "第一章 总则"),
    ]
    passages = [passage.locator for passage in document.clauses[1].passages]
    assert passages == ["第二条第一款", "第二条第一款第一项", "第二条第一款第二项"]
    assert document.clauses[0].text.endswith("为了节约用水，制定本条例。")


def test_the_date_in_a_law_s_file_name_counts() -> None:
    text = "# 云岭州节约用水条例\n\n<!-- INFO END -->\n\n第一条 为了节约用水，制定本条例。"
    assert read_text(text, "云岭州节约用水条例（2024-09-13）.md").documents[0].date == "2024-09-13"
    assert read_text(text, "云岭州节约用水条例.md").documents[0].date is None
