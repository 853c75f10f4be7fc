"""Appointments and removals: one clause each, and the person where the name can be told."""

import pytest

from tests.corpus.invariants import clauses, read_text

HEAD = """云岭州人民政府公报
2025年第2期（总第33期）
目 录
云岭州人民政府干部任免通知……14
云岭州人民政府干部任免通知
"""

# (id, lines, [(locator, name, text)])
POSTINGS = [
    (
        "▲ and △ under headings",
        "（2025 年 1 月 1 日—2025 年 6 月 30 日）\n任 命\n▲秦牧野为云岭州水利局局长；\n▲苏若渔为云岭州数据局局长。\n"
        "免 去\n△霍去疾云岭州水利局局长职务；\n△丁一苇云岭州数据局局长职务。",
        [
            ("任命第1项", "秦牧野", "▲秦牧野为云岭州水利局局长；"),
            ("任命第2项", "苏若渔", "▲苏若渔为云岭州数据局局长。"),
            ("免去第1项", "霍去疾", "△霍去疾云岭州水利局局长职务；"),
            ("免去第2项", "丁一苇", "△丁一苇云岭州数据局局长职务。"),
        ],
    ),
    (
        "names with a point, and of two and many characters",
        "▲扎西·云丹为云岭州教育局副局长；\n▲卞叙为云岭州教育局局长；\n▲阿不都热合曼为云岭州水利局副局长；\n▲闻人朔为云岭州水利局局长。",
        [
            ("任命第1项", "扎西·云丹", "▲扎西·云丹为云岭州教育局副局长；"),
            ("任命第2项", "卞叙", "▲卞叙为云岭州教育局局长；"),
            ("任命第3项", "阿不都热合曼", "▲阿不都热合曼为云岭州水利局副局长；"),
            ("任命第4项", "闻人朔", "▲闻人朔为云岭州水利局局长。"),
        ],
    ),
    (
        "任 as a surname, as a verb, as both",
        "▲任刚为云岭州审计局局长；\n▲祝青禾任云岭州审计局副局长；\n▲任知夏任云岭州水利局副局长；\n▲温砺为云岭州水利局局长。",
        [
            ("任命第1项", "任刚", "▲任刚为云岭州审计局局长；"),
            ("任命第2项", "祝青禾", "▲祝青禾任云岭州审计局副局长；"),
            ("任命第3项", "任知夏", "▲任知夏任云岭州水利局副局长；"),
            ("任命第4项", "温砺", "▲温砺为云岭州水利局局长。"),
        ],
    ),
    (
        "同志",
        "▲秦牧野同志为云岭州水利局局长；\n△霍去疾同志云岭州水利局局长职务；\n△丁一苇同志的云岭州数据局局长职务。",
        [
            ("任命第1项", "秦牧野", "▲秦牧野同志为云岭州水利局局长；"),
            ("免去第1项", "霍去疾", "△霍去疾同志云岭州水利局局长职务；"),
            ("免去第2项", "丁一苇", "△丁一苇同志的云岭州数据局局长职务。"),
        ],
    ),
    (
        "a removal whose post no appointment has names nobody",
        "▲秦牧野为云岭州水利局局长；\n△霍去疾青砚县人民医院院长职务。",
        [
            ("任命第1项", "秦牧野", "▲秦牧野为云岭州水利局局长；"),
            ("免去第1项", "", "△霍去疾青砚县人民医院院长职务。"),
        ],
    ),
    (
        "one person appointed twice is told by the count alone",
        "▲秦牧野为云岭州水利局局长；\n▲秦牧野为云岭州水文中心主任；\n△秦牧野云岭州数据局局长职务。",
        [
            ("任命第1项", "", "▲秦牧野为云岭州水利局局长；"),
            ("任命第2项", "", "▲秦牧野为云岭州水文中心主任；"),
            ("免去第1项", "秦牧野", "△秦牧野云岭州数据局局长职务。"),
        ],
    ),
    (
        "torn: in a post, before a note, over a blank line; two posts in one line",
        "▲秦牧野为云岭州水利局局长，云岭州\n\n河长制办公室主任（兼）；\n"
        "▲苏若渔为云岭州数据局局长\n（2024 年 12 月试用期满正式任职）；\n"
        "△霍去疾云岭\n州水利局局长职务（结束挂\n职）。",
        [
            ("任命第1项", "秦牧野", "▲秦牧野为云岭州水利局局长，云岭州河长制办公室主任（兼）；"),
            ("任命第2项", "苏若渔", "▲苏若渔为云岭州数据局局长（2024 年 12 月试用期满正式任职）；"),
            ("免去第1项", "霍去疾", "△霍去疾云岭州水利局局长职务（结束挂职）。"),
        ],
    ),
    (
        "without marks: 任命 and 免去 on each line",
        "任命秦牧野为云岭州水利局局长；\n任命苏若渔为云岭州数据局局长；\n免去霍去疾的云岭州水利局局长职务；\n免去丁一苇的云岭州数据局局长职务。",
        [
            ("任命第1项", "秦牧野", "任命秦牧野为云岭州水利局局长；"),
            ("任命第2项", "苏若渔", "任命苏若渔为云岭州数据局局长；"),
            ("免去第1项", "霍去疾", "免去霍去疾的云岭州水利局局长职务；"),
            ("免去第2项", "丁一苇", "免去丁一苇的云岭州数据局局长职务。"),
        ],
    ),
    (
        "without marks: listed under headings",
        "任 命\n秦牧野为云岭州水利局局长；\n苏若渔为云岭州数据局\n局长。\n"
        "免 去\n霍去疾云岭州水利局局长职务；\n丁一苇云岭州数据局局长职务。",
        [
            ("任命第1项", "秦牧野", "秦牧野为云岭州水利局局长；"),
            ("任命第2项", "苏若渔", "苏若渔为云岭州数据局局长。"),
            ("免去第1项", "霍去疾", "霍去疾云岭州水利局局长职务；"),
            ("免去第2项", "丁一苇", "丁一苇云岭州数据局局长职务。"),
        ],
    ),
    (
        "without marks: listed under 任命： and 免去：",
        "任命：\n秦牧野为云岭州水利局局长；\n苏若渔为云岭州数据局局长。\n免去：\n霍去疾的云岭州水利局局长职务；\n丁一苇的云岭州数据局局长职务。",
        [
            ("任命第1项", "秦牧野", "秦牧野为云岭州水利局局长；"),
            ("任命第2项", "苏若渔", "苏若渔为云岭州数据局局长。"),
            ("免去第1项", "霍去疾", "霍去疾的云岭州水利局局长职务；"),
            ("免去第2项", "丁一苇", "丁一苇的云岭州数据局局长职务。"),
        ],
    ),
]


@pytest.mark.parametrize(("_", "lines", "expected"), POSTINGS, ids=[row[0] for row in POSTINGS])
def test_postings(_: str, lines: str, expected: list[tuple[str, str, str]]) -> None:
    reading = read_text(HEAD + lines)
    found = clauses(reading)
    assert [(clause.locator, clause.name, clause.text) for clause in found] == expected
    assert all(clause.counted for clause in found)
    assert [clause.kind for clause in found] == [
        "appointment" if locator.startswith("任命") else "removal" for locator, _, _ in expected
    ]
    assert reading.problems == ()


def test_a_notice_in_running_text() -> None:
    """Numbered, addressed and signed, with the postings as sentences of their own."""
    reading = read_text(
        "关于秦牧野等同志任免职的通知\n岭政任〔2025〕3号\n各县市人民政府：\n州人民政府决定：\n"
        "任命秦牧野为云岭州水利局局长；\n免去霍去疾的云岭州水利局局长职务。\n云岭州人民政府\n2025年6月1日"
    )
    document = reading.documents[0]
    assert (document.number, document.date) == ("岭政任〔2025〕3号", "2025-06-01")
    assert [(clause.locator, clause.name) for clause in document.clauses if clause.kind != "cover"] == [
        ("任命第1项", "秦牧野"),
        ("免去第1项", "霍去疾"),
    ]


def test_postings_worded_otherwise_beside_those_with_the_verb_in_front() -> None:
    reading = read_text(
        "关于秦牧野等同志职务任免的通知\n岭政任〔2025〕3号\n各县市人民政府：\n州人民政府决定：\n"
        "任命秦牧野为云岭州水利局局长；免去其云岭州数据局局长职务；\n苏若渔任云岭州数据局局长。\n"
        "以上同志试用期为一年。\n云岭州人民政府\n2025年6月1日"
    )
    assert [(clause.locator, clause.name, clause.text) for clause in clauses(reading)] == [
        ("", "", "州人民政府决定：\n以上同志试用期为一年。"),
        ("任命第1项", "秦牧野", "任命秦牧野为云岭州水利局局长；免去其云岭州数据局局长职务；"),
        ("任命第2项", "苏若渔", "苏若渔任云岭州数据局局长。"),
    ]


def test_an_amendment_that_speaks_of_appointing_holds_no_postings() -> None:
    reading = read_text(
        "云岭州干部管理办法\n第一条 任命干部应当公示。\n第二条 免去职务应当说明理由。\n任命前应当考察。"
    )
    assert [clause.kind.value for clause in clauses(reading)] == ["article", "article"]
