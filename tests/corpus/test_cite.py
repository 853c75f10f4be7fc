"""Citations to copy, as a lawyer would write them."""

import pytest

from corpus import cite
from corpus.cite import name_issue
from corpus.records import Clause, Issue, Kind, Part

ISSUE = Issue("云岭州人民政府公报", 2025, 2, 33, "2025-07-04")

# (issue, number, title of the part, clause's kind, locator, name, passage, citation)
CITATIONS = [
    # an article of an instrument carries the notice's number
    (
        ISSUE,
        "岭政办发〔2025〕3号",
        "云岭州信息化项目管理办法（试行）",
        Kind.ARTICLE,
        "第二十二条",
        "",
        None,
        "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第二十二条",
    ),
    # one of its passages
    (
        ISSUE,
        "岭政办发〔2025〕3号",
        "云岭州信息化项目管理办法（试行）",
        Kind.ARTICLE,
        "第四条",
        "",
        "第四条第一款第三项",
        "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第四条第一款第三项",
    ),
    (
        ISSUE,
        "岭政办发〔2024〕41号",
        "云岭州防汛应急预案",
        Kind.SECTION,
        "5.1.3",
        "",
        "5.1.3（12）",
        "《云岭州防汛应急预案》（岭政办发〔2024〕41号）5.1.3（12）",
    ),
    # titles within titles
    (
        ISSUE,
        "岭政办发〔2025〕6号",
        "关于印发《云岭州2025年度重大行政决策事项目录》的通知",
        Kind.COVER,
        "一、",
        "",
        None,
        "《关于印发〈云岭州2025年度重大行政决策事项目录〉的通知》（岭政办发〔2025〕6号）一、",
    ),
    # unnumbered text is cited by its document
    (
        ISSUE,
        "岭政办规〔2025〕2号",
        "关于鹤汀湖实行封湖禁渔的公告",
        Kind.COVER,
        "",
        "",
        None,
        "《关于鹤汀湖实行封湖禁渔的公告》（岭政办规〔2025〕2号）",
    ),
    (
        ISSUE,
        "岭政发〔2025〕10号",
        "废止文件目录（14件）",
        Kind.ROW,
        "附件第13项",
        "",
        None,
        "《废止文件目录（14件）》（岭政发〔2025〕10号）附件第13项",
    ),
    # without a number the gazette stands in its place; a posting is cited by the person
    (
        ISSUE,
        "",
        "云岭州人民政府干部任免通知",
        Kind.APPOINTMENT,
        "任命第1项",
        "扎西·云丹",
        None,
        "《云岭州人民政府干部任免通知》（云岭州人民政府公报2025年第2期）任命（扎西·云丹）",
    ),
    (
        ISSUE,
        "",
        "云岭州人民政府干部任免通知",
        Kind.REMOVAL,
        "免去第2项",
        "霍去疾",
        "免去第2项",
        "《云岭州人民政府干部任免通知》（云岭州人民政府公报2025年第2期）免去（霍去疾）",
    ),
    # …or, where the name can't be told, by our own count
    (
        ISSUE,
        "",
        "云岭州人民政府干部任免通知",
        Kind.REMOVAL,
        "免去第2项",
        "",
        None,
        "《云岭州人民政府干部任免通知》（云岭州人民政府公报2025年第2期）免去第2项",
    ),
    # a law has neither number nor issue
    (
        None,
        "",
        "云岭州节约用水条例",
        Kind.ARTICLE,
        "第十条之一",
        "",
        None,
        "《云岭州节约用水条例》第十条之一",
    ),
    (
        None,
        "云岭州人民政府令第12号",
        "云岭州民用无人驾驶航空器公共安全管理办法",
        Kind.ARTICLE,
        "第三条",
        "",
        None,
        "《云岭州民用无人驾驶航空器公共安全管理办法》（云岭州人民政府令第12号）第三条",
    ),
]

ISSUES = [
    (ISSUE, "云岭州人民政府公报2025年第2期"),
    (Issue("云岭州人民政府公报", 2025), "云岭州人民政府公报2025年"),
    (Issue("云岭州人民政府公报", None, 12), "云岭州人民政府公报第12期"),
    (Issue("云岭州人民政府公报"), "云岭州人民政府公报"),
]


@pytest.mark.parametrize(
    ("issue", "number", "title", "kind", "locator", "name", "passage", "citation"),
    CITATIONS,
    ids=[row[-1] for row in CITATIONS],
)
def test_cite(
    issue: Issue | None,
    number: str,
    title: str,
    kind: Kind,
    locator: str,
    name: str,
    passage: str | None,
    citation: str,
) -> None:
    clause = Clause("id", Part.INSTRUMENT, kind, title, locator, (), "正文。", (), name=name)
    assert cite(issue, number, title, clause, passage) == citation


@pytest.mark.parametrize(("issue", "name"), ISSUES)
def test_name_issue(issue: Issue, name: str) -> None:
    assert name_issue(issue) == name
