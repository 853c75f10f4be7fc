"""Mastheads and contents in the layouts of different gazettes."""

import pytest

from corpus.records import Issue
from tests.corpus.invariants import read_text

NAME = "云岭州人民政府公报"

BODY = """
关于做好节约用水工作的通知

岭政发〔2025〕9号

各县市人民政府，州人民政府各部门：

节约用水，人人有责。

云岭州人民政府
2025年6月5日

关于印发《云岭州供水管理办法》的通知

岭政办发〔2025〕14号

各县市人民政府：

现印发给你们，请遵照执行。

云岭州人民政府办公室
2025年6月17日

云岭州供水管理办法

第一条 为了管好供水，制定本办法。

第二条 本办法自公布之日起施行。
"""

# (masthead, what it says)
MASTHEADS = [
    # the real one
    (f"{NAME}\n\n2025 年 7 月 4 日 第 2 期 （总 33 期）", Issue(NAME, 2025, 2, 33, "2025-07-04")),
    (f"{NAME}\n2025年第2期（总第33期）", Issue(NAME, 2025, 2, 33)),
    (f"{NAME}\n2025年 第2期 总第33期\n2025年7月4日出版", Issue(NAME, 2025, 2, 33, "2025-07-04")),
    # issues counted by 号, as the State Council's are
    (f"{NAME}\n2025年第12号（总号：1829）\n2025年7月4日", Issue(NAME, 2025, 12, 1829, "2025-07-04")),
    (f"{NAME}\n第12号 （总号：1829）", Issue(NAME, None, 12, 1829)),
    (f"{NAME}\n2025年第12号\n主编：\n温 砺", Issue(NAME, 2025, 12)),
    # Chinese numerals
    (f"{NAME}\n二〇二五年第二期（总第三十三期）", Issue(NAME, 2025, 2, 33)),
    (f"{NAME}\n二○二五年第十二期\n二○二五年七月四日", Issue(NAME, 2025, 12, None, "2025-07-04")),
    # name and issue on one line
    (f"{NAME} 2025年第2期（总第33期）", Issue(NAME, 2025, 2, 33)),
    (f"{NAME}（2025年第2期）", Issue(NAME, 2025, 2)),
    (f"{NAME} 2025.2（总第33期）\n2025年第2期", Issue(NAME, 2025, 2, 33)),
    # letter-spaced, full-width
    ("云 岭 州 人 民 政 府 公 报\n２０２５年第２期（总第３３期）", Issue(NAME, 2025, 2, 33)),
    (f"\u3000\u3000{NAME}\n\u30002025年第2期", Issue(NAME, 2025, 2)),
    # the word on a line of its own
    ("云岭州人民政府\n公报\n2025年第2期", Issue(NAME, 2025, 2)),
    # in an order of its own, with what is printed around it
    (f"2025年第2期\n{NAME}\n2025年7月4日", Issue(NAME, 2025, 2, None, "2025-07-04")),
    (f"{NAME}\n主办：云岭州人民政府办公室\n2025年第2期（总第33期）", Issue(NAME, 2025, 2, 33)),
    # markdown
    (f"# {NAME}\n\n**2025年第2期**", Issue(NAME, 2025, 2)),
    (f"# {NAME}2025年第2期（总第33期）", Issue(NAME, 2025, 2, 33)),
]

TITLES = ["关于做好节约用水工作的通知", "关于印发《云岭州供水管理办法》的通知"]
NUMBERS = ["岭政发〔2025〕9号", "岭政办发〔2025〕14号"]
SECTIONS = ["州人民政府文件", "州人民政府办公室文件"]

# (id, 目录, the sections, the pages)
CONTENTS = [
    (
        "leader dots on the number's line",
        """目 录
州人民政府文件
关于做好节约用水工作的通知
岭政发〔2025〕9 号.....2
州人民政府办公室文件
关于印发《云岭州供水管理办法》的通知
岭政办发〔2025〕14 号.....3""",
        SECTIONS,
        [2, 3],
    ),
    (
        "leader dots on the title's line, the number in brackets",
        """目　录
州人民政府文件
关于做好节约用水工作的通知（岭政发〔2025〕9号）……………………2
州人民政府办公室文件
关于印发《云岭州供水管理办法》的通知（岭政办发〔2025〕14号）…………3""",
        SECTIONS,
        [2, 3],
    ),
    (
        "the title's line without its number",
        """本期目录
关于做好节约用水工作的通知······2
关于印发《云岭州供水管理办法》的通知······3""",
        ["", ""],
        [2, 3],
    ),
    (
        "the number's line behind the title's",
        """目录
关于做好节约用水工作的通知 .......... 2
（岭政发〔2025〕9号）
关于印发《云岭州供水管理办法》的通知 .......... 3
（岭政办发〔2025〕14号）""",
        ["", ""],
        [2, 3],
    ),
    (
        "the number before the title",
        """目 录
岭政发〔2025〕9号 关于做好节约用水工作的通知………2
岭政办发〔2025〕14号 关于印发《云岭州供水管理办法》的通知………3""",
        ["", ""],
        [2, 3],
    ),
    (
        "tabs",
        """目录
关于做好节约用水工作的通知\t2
关于印发《云岭州供水管理办法》的通知\t3""",
        ["", ""],
        [2, 3],
    ),
    (
        "pages in brackets",
        """目 录
关于做好节约用水工作的通知（2）
关于印发《云岭州供水管理办法》的通知（3）""",
        ["", ""],
        [2, 3],
    ),
    (
        "no pages, numbers on lines of their own",
        """目 录
州人民政府文件
关于做好节约用水工作的通知
岭政发〔2025〕9号
州人民政府办公室文件
关于印发《云岭州供水管理办法》的通知
岭政办发〔2025〕14号""",
        SECTIONS,
        [None, None],
    ),
    (
        "no pages, no numbers",
        """目 录
关于做好节约用水工作的通知
关于印发《云岭州供水管理办法》的通知""",
        ["", ""],
        [None, None],
    ),
    (
        "titles torn over lines",
        """目 录
关于做好节约用水
工作的通知
岭政发〔2025〕9号……2
关于印发《云岭州供水管
理办法》的通知（岭政办发
〔2025〕14号）……3""",
        ["", ""],
        [2, 3],
    ),
    (
        "the imprint inside",
        """目 录
主 办：云岭州人民政府
主 编：温 砺
准印证号：岭内资字第012号
州人民政府文件
关于做好节约用水工作的通知
岭政发〔2025〕9 号.....2
州人民政府办公室文件
关于印发《云岭州供水管理办法》的通知
岭政办发〔2025〕14 号.....3""",
        SECTIONS,
        [2, 3],
    ),
    ("none at all", "", ["", ""], [None, None]),
]


# (text, ISO 8601)
@pytest.mark.parametrize(("masthead", "issue"), MASTHEADS, ids=[row[0] for row in MASTHEADS])
def test_mastheads(masthead: str, issue: Issue) -> None:
    for contents in (CONTENTS[0][1], ""):
        reading = read_text(f"{masthead}\n\n{contents}\n{BODY}")
        assert reading.issue == issue
        assert [document.title for document in reading.documents] == TITLES
        assert reading.problems == ()


@pytest.mark.parametrize(("_", "contents", "sections", "pages"), CONTENTS, ids=[row[0] for row in CONTENTS])
def test_contents(_: str, contents: str, sections: list[str], pages: list[int | None]) -> None:
    reading = read_text(f"{NAME}\n\n2025年第2期（总第33期）\n\n{contents}\n{BODY}")
    assert [document.title for document in reading.documents] == TITLES
    assert [document.number for document in reading.documents] == NUMBERS
    assert [document.section for document in reading.documents] == sections
    assert [document.page for document in reading.documents] == pages
    assert [document.date for document in reading.documents] == ["2025-06-05", "2025-06-17"]
    assert [[clause.locator for clause in document.clauses] for document in reading.documents] == [
        [""],
        ["", "第一条", "第二条"],
    ]
    assert reading.problems == ()


def test_a_title_that_is_not_in_the_body_is_reported() -> None:
    contents = "目 录\n关于做好节约用水工作的通知……2\n关于加强水表检定的通知……5"
    reading = read_text(f"{NAME}\n2025年第2期\n{contents}\n{BODY}")
    assert [document.title for document in reading.documents] == TITLES
    assert [(problem.line, problem.what.partition(" (")[0]) for problem in reading.problems] == [
        (5, "目录所列标题在正文中未找到"),
        (20, "文件不在目录中"),
    ]


def test_a_number_that_differs_from_the_contents_is_shown_as_the_document_prints_it() -> None:
    contents = CONTENTS[0][1].replace("〕9 号", "〕8 号")
    reading = read_text(f"{NAME}\n2025年第2期\n{contents}\n{BODY}")
    assert [document.number for document in reading.documents] == NUMBERS
    assert [problem.what for problem in reading.problems] == [
        "文号与目录不符 (the number differs from the 目录): 岭政发〔2025〕9号 / 岭政发〔2025〕8号"
    ]
