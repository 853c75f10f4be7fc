"""Numbered tables: rows that are torn in every column, over lines and pages."""

import pytest

from tests.corpus.invariants import clauses, read_text

TITLE = """关于公布废止文件的通知
岭政发〔2025〕10号
各县市人民政府：
现将废止的文件予以公布。
云岭州人民政府
2025年6月12日
"""
HEAD = "序号\t文件名称\t文号"
PLAIN = [
    "1\t关于节约用水的通知\t岭政发〔2008〕2号",
    "2\t关于水表检定的通知\t岭政发〔2009〕30号",
    "3\t关于灌区管理的意见\t岭政发〔2010〕4号",
]


def rows_of(annex: str) -> list[tuple[str, str]]:
    reading = read_text(f"{TITLE}\n{annex}")
    return [(clause.locator, clause.text) for clause in clauses(reading) if clause.kind == "row"]


def with_second(*lines: str) -> str:
    return "\n".join(["附件", "废止文件目录", HEAD, PLAIN[0], *lines, PLAIN[2]])


# (id, the lines of the second row)
TORN = [
    ("whole", [PLAIN[1]]),
    ("the name, the rest in its column", ["2\t关于水表检\t岭政发〔2009〕30号", "\t定的通知\t"]),
    ("the name, a tab in front alone", ["2\t关于水表检\t岭政发〔2009〕30号", "\t定的通知"]),
    ("the name, no tab", ["2\t关于水表检\t岭政发〔2009〕30号", "定的通知"]),
    ("the name, over a blank line", ["2\t关于水表检\t岭政发〔2009〕30号", "", "\t定的通知\t"]),
    ("the name, over a page", ["2\t关于水表检\t岭政发〔2009〕30号", "— 3 —", "\f" + HEAD, "\t定的通知\t"]),
    ("the number, the rest in its column", ["2\t关于水表检定的通知\t岭政发〔2009〕", "\t\t30号"]),
    ("the number, in its serial", ["2\t关于水表检定的通知\t岭政发〔2009〕3", "\t\t0号"]),
    ("the number, no tab", ["2\t关于水表检定的通知\t岭政发〔2009〕", "30号"]),
    ("the number, a tab in front alone", ["2\t关于水表检定的通知\t岭政发〔2009〕", "\t30号"]),
    ("both, the rests counted from the right", ["2\t关于水表检\t岭政发〔2009〕", "定的通知\t30号"]),
    ("both", ["2\t关于水表检\t岭政发〔2009〕", "\t定的通知\t30号"]),
    ("twice", ["2\t关于水\t岭政发〔2009〕30号", "\t表检\t", "\t定的通知\t"]),
    ("blanks in the cells", [" 2 \t 关于水表检定的通知 \t\u3000岭政发〔2009〕30号 "]),
]


@pytest.mark.parametrize(("_", "lines"), TORN, ids=[row[0] for row in TORN])
def test_a_torn_row_is_healed(_: str, lines: list[str]) -> None:
    assert rows_of(with_second(*lines)) == [(f"附件第{place}项", text) for place, text in enumerate(PLAIN, 1)]


@pytest.mark.parametrize(
    ("_", "annex", "expected"),
    [
        (
            "the last row torn at the end of the table",
            ["附件", "废止文件目录", HEAD, *PLAIN[:2], "3\t关于灌区管理的意\t岭政发〔2010〕4号", "见"],
            [(f"附件第{place}项", text) for place, text in enumerate(PLAIN, 1)],
        ),
        (
            "the head again on each page",
            ["附件", "废止文件目录", HEAD, PLAIN[0], HEAD, PLAIN[1], "", HEAD, PLAIN[2]],
            [(f"附件第{place}项", text) for place, text in enumerate(PLAIN, 1)],
        ),
        (
            "no head at all",
            ["附件", "废止文件目录", *PLAIN],
            [(f"附件第{place}项", text) for place, text in enumerate(PLAIN, 1)],
        ),
        (
            "rows under categories, numbered through",
            ["附件", "废止文件目录", HEAD, "一、州政府文件", *PLAIN[:2], "二、州政府办公室文件", PLAIN[2]],
            [(f"附件第{place}项", text) for place, text in enumerate(PLAIN, 1)],
        ),
        (
            "two annexes, each counted from 1",
            [
                "附件1",
                "废止文件目录",
                HEAD,
                PLAIN[0],
                PLAIN[1],
                "附件2",
                "失效文件目录",
                HEAD,
                PLAIN[0],
                PLAIN[1],
            ],
            [
                ("附件1第1项", PLAIN[0]),
                ("附件1第2项", PLAIN[1]),
                ("附件2第1项", PLAIN[0]),
                ("附件2第2项", PLAIN[1]),
            ],
        ),
        (
            "a number that the print leaves out is not made up",
            ["附件", "废止文件目录", HEAD, PLAIN[0], PLAIN[2]],
            [("附件第1项", PLAIN[0]), ("附件第3项", PLAIN[2])],
        ),
        (
            "a year in the second column is no ordinal",
            [
                "附件",
                "规划目录",
                "序号\t名称\t年份",
                "1\t节水规划\t2025",
                "2\t供水\t2026",
                "\t规划\t",
                "3\t灌溉规划\t2027",
            ],
            [
                ("附件第1项", "1\t节水规划\t2025"),
                ("附件第2项", "2\t供水规划\t2026"),
                ("附件第3项", "3\t灌溉规划\t2027"),
            ],
        ),
        (
            "an empty cell stays",
            ["附件", "收费清单", "序号\t事项\t标准\t备注", "1\t装表\t\t免费", "2\t检定\t十元\t"],
            [("附件第1项", "1\t装表\t\t免费"), ("附件第2项", "2\t检定\t十元")],
        ),
    ],
)
def test_rows(_: str, annex: list[str], expected: list[tuple[str, str]]) -> None:
    assert rows_of("\n".join(annex)) == expected


def test_rows_know_their_category() -> None:
    annex = ["附件", "废止文件目录", HEAD, "一、州政府文件", *PLAIN[:2], "二、州政府办公室文件", PLAIN[2]]
    reading = read_text(TITLE + "\n".join(annex))
    rows = [clause for clause in clauses(reading) if clause.kind == "row"]
    assert [row.headings for row in rows] == [("一、州政府文件",)] * 2 + [("二、州政府办公室文件",)]


def test_a_table_that_is_the_instrument_is_cited_by_its_own_noun() -> None:
    reading = read_text(
        "关于公布《云岭州节水设备清单》的通知\n岭政发〔2025〕11号\n各县市人民政府：\n现予公布。\n云岭州人民政府\n"
        "2025年6月13日\n云岭州节水设备清单\n序号\t名称\n1\t滴灌带\n2\t水表"
    )
    assert [clause.locator for clause in clauses(reading)] == ["", "清单第1项", "清单第2项"]
    assert {clause.title for clause in clauses(reading)[1:]} == {"云岭州节水设备清单"}


def test_a_table_without_ordinals_is_kept_as_text_line_by_line() -> None:
    reading = read_text(f"{TITLE}附件\n联系人名单\n姓名\t电话\n温砺\t0123\n祝青禾\t0124")
    annex = clauses(reading)[-1]
    assert (annex.part, annex.kind) == ("annex", "lead")
    assert annex.text.split("\n") == ["姓名\t电话", "温砺\t0123", "祝青禾\t0124"]


# (id, the second row, what is said about it)
STRANGE = [
    (
        "a name that breaks off",
        "2\t关于水表检定的\t岭政发〔2009〕30号",
        "附件第2项原文此处不全 (the cell breaks off): …关于水表检定的",
    ),
    (
        "a title left open",
        "2\t关于印发《水表检定\t岭政发〔2009〕30号",
        "附件第2项原文此处不全 (the cell breaks off): …关于印发《水表检定",
    ),
    ("no number", "2\t关于水表检定的通知\t", "附件第2项没有文号 (no document number in the row)"),
]


@pytest.mark.parametrize(("_", "line", "what"), STRANGE, ids=[row[0] for row in STRANGE])
def test_strange_rows_are_reported_and_left_as_printed(_: str, line: str, what: str) -> None:
    reading = read_text(f"{TITLE}{with_second(line)}")
    row = next(clause for clause in clauses(reading) if clause.locator == "附件第2项")
    assert row.text == line.rstrip()
    assert [problem.what for problem in reading.problems] == [what]
    assert reading.source.text.split("\n")[reading.problems[0].line - 1] == line
