"""What must hold for the samples, for the real gazettes and laws at hand, and for any soup of lines."""

import re
import tarfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus import parse, read
from corpus.records import SourceError
from tests.corpus.invariants import check, clauses, source

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
GAZETTES = sorted((SHARED / "gazettes").glob("*.txt"))
LAWS = [SHARED / "laws" / "laws-147k.tar.xz", SHARED / "laws" / "laws-617k.tar.xz"]


@pytest.mark.parametrize("path", [*SAMPLES, *GAZETTES], ids=lambda path: path.name)
def test_issues(path: Path) -> None:
    reading = parse(read(path))
    check(reading)
    assert parse(read(path)) == reading, "the same input gives the same answer"
    assert reading.issue is not None


@pytest.mark.parametrize("tree", LAWS, ids=lambda path: path.stem)
def test_laws(tree: Path) -> None:
    """Every 40th of the first 3,000 laws of each tree: read without loss, and with all their articles.

    The oracle counts lines and headings that begin with an article number and a blank or an end.
    """
    if not tree.exists():
        pytest.skip("needs the shared laws")
    opens = re.compile(
        r"^(?:#+ )?(第[一二三四五六七八九十百千零]+条(?:之[一二三四五六七八九十]+)?)(?:[ \u3000]|$)", re.M
    )
    with_articles = 0
    for name, text in _laws(tree, every=40, most=75):
        reading = parse(source(text, name))
        check(reading)
        assert len(reading.documents) == 1
        assert reading.documents[0].title
        printed = set(opens.findall(text))
        if len(printed) > 1:
            with_articles += 1
            found = {clause.locator for clause in clauses(reading) if clause.kind == "article"}
            assert found >= printed, name
            assert len(found - printed) < 2, name  # 第二十四 条本市, letter-spaced and run in
    assert with_articles > 30


def _laws(tree: Path, every: int, most: int) -> Iterator[tuple[str, str]]:
    with tarfile.open(tree) as archive:
        members = (member for member in archive if member.name.endswith(".md"))
        for member in islice(members, every, every * most, every):
            file = archive.extractfile(member)
            assert file is not None
            yield Path(member.name).name, file.read().decode("utf8")


# Fragments of the grammar, whole and torn, that a soup of lines is made of.
FRAGMENTS = [
    # mastheads, contents
    "云岭州人民政府公报",
    "2025年第2期（总第33期）",
    "2025 年 7 月 4 日 第 2 期 （总 33 期）",
    "目 录",
    "州人民政府文件",
    "关于做好节水工作的通知.....3",
    "岭政发〔2025〕9 号.....2",
    "主 编：温 砺",
    # heads of documents
    "关于做好节水工作的通知",
    "关于印发《云岭州节约用水办法》的通知",
    "岭政发〔2025〕9号",
    "岭政办发〔2025〕10号",
    "云岭州人民政府令",
    "第12号",
    "各县市人民政府，州人民政府各部门：",
    "云岭州节约用水办法",
    "云岭州人民政府干部任免通知",
    # ends
    "云岭州人民政府",
    "云岭州人民政府办公室",
    "2025年6月5日",
    "二〇二五年六月五日",
    "州长 祝青禾",
    "附件：1.节水目录 2.节水清单",
    "附件",
    "附件2",
    "（此件公开发布）",
    # headings, articles, items
    "第一章 总则",
    "第二章 管",
    "第一节 一般规定",
    "第一条 为了节水，制定本办法。",
    "第二条 州水利局负责",
    "第三条的规定办理。",
    "第三条",
    "第十条之一 加装水表。",
    "1 总则",
    "1.1 目的",
    "1.2 原则",
    "1.1.1 办公室负责。",
    "2 组织",
    "5.1.2 条的规定",
    "一、总体要求",
    "二、做好检查。",
    "三、四级响应时，",
    "（一）加强领导。",
    "（二）",
    "1.查漏水；",
    "2.",
    "（1）记台账；",
    "①写日期；",
    "责任单位：州水利局",
    "将第三条修改为：“第三条 州水利局负责。",
    "”",
    # running text, torn and whole
    "节水是大家的事，",
    "应当坚持不懈。",
    "其中包括《节水",
    "（2025年",
    # tables
    "序号\t文件名称\t文号",
    "1\t关于节水的通知\t岭政发〔2008〕2号",
    "2\t关于节电的\t岭政发〔2009〕",
    "\t通知\t3号",
    "3\t关于节气的通知",
    "甲\t乙",
    "\t",
    # postings
    "任 命",
    "▲秦牧野为云岭州水利局局长；",
    "△霍去疾云岭州水利局局长职务；",
    "任命张三为云岭州水利局局长，",
    "免去李四的云岭州水利局局长职务。",
    # furniture and junk
    "— 3 —",
    "\f",
    "12",
    "# 标题",
    "<!-- INFO END -->",
    "\u3000\u3000",
    "\u200b",
    "***",
    "ASCII text",
    "😀𠀀",
    "\x1c",
    "\u2028",
    "",
]


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@example(
    ["1\t关于节水的通知\t岭政发〔2008〕2号", "# 标题", "序号\t文件名称\t文号", "1.1 目的"], "\n"
)  # markup in a table
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30), st.sampled_from(["\n", "\n\n", "\n \n"]))
def test_a_soup_of_lines(lines: list[str], end: str) -> None:
    _check_any(end.join(lines))


@pytest.mark.parametrize(
    "text",
    [
        # a page number in a law
        "# 云岭州节约用水条例\n— 3 —\n<!-- INFO END -->\n第一条 为了节约用水，制定本条例。",
        # one number between two titles of the contents
        "云岭州人民政府公报\n2025年第2期\n目录\n关于节水的通知……1\n关于节电的通知……2\n"
        "关于节水的通知\n岭政发〔2025〕9号\n关于节电的通知\n各县市：\n节约用电，人人有责。",
        # text between the name and the number of an issue
        "云岭州人民政府公报\n州人民政府文件\n州人民政府文件\n2025年第2期\n州人民政府文件",
    ],
)
def test_what_was_once_lost_or_taken_twice(text: str) -> None:
    _check_any(text)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.text(
            "第一二三条章、（）()1２.．：，。“”《》〔〕号年月日附件关于通知\t \u3000\f\u200b\n", max_size=20
        ),
        max_size=12,
    )
)
def test_a_soup_of_characters(lines: list[str]) -> None:
    _check_any("云岭州人民政府公报\n2025年第2期\n岭政发〔2025〕9号\n第一条 甲。\n" + "\n".join(lines))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(SAMPLES))
def test_a_damaged_issue(data: st.DataObject, path: Path) -> None:
    """A page of an issue from which lines are lost, doubled or moved."""
    lines = read(path).text.split("\n")
    start = data.draw(st.integers(0, len(lines) - 1))
    page = lines[start : start + 60]
    for _ in range(data.draw(st.integers(1, 6))):
        one, other = data.draw(st.integers(0, len(page) - 1)), data.draw(st.integers(0, len(page) - 1))
        page[one] = data.draw(st.sampled_from(["", page[other], page[one][:5], page[one] + page[other]]))
    _check_any("\n".join([*lines[:50], *page]))


def _check_any(text: str) -> None:
    text = text.replace("\r", "\n")
    try:
        reading = parse(source(text))
    except SourceError as refusal:
        _check_message(refusal)
    else:
        check(reading)
        assert parse(source(text)) == reading


def _check_message(refusal: SourceError) -> None:
    assert str(refusal).startswith("test.txt: ")
    assert "\n" not in str(refusal)
