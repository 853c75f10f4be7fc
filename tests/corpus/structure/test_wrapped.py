"""The same text set in a column: every line broken at its width, no blank line between paragraphs."""

from __future__ import annotations

from pathlib import Path
from unicodedata import east_asian_width

import pytest

from corpus import parse, read
from corpus.records import Reading, Source
from corpus.text import squeeze
from tests.corpus.invariants import check

ROOT = Path(__file__).parents[3]
GAZETTE = ROOT.parent / "shared" / "gazettes" / "bazhou-2025-02.txt"

# (source, columns wide, indent, clauses that may differ: tears of the print itself inside short lines)
CASES = [
    (GAZETTE, 44, "", 0),
    (GAZETTE, 44, "　　", 0),
    (GAZETTE, 60, "　　", 2),
    (ROOT / "samples" / "yunling-2024-04.txt", 44, "　　", 3),
    (ROOT / "samples" / "yunling-2025-01.txt", 60, "　　", 1),
    (ROOT / "samples" / "yunling-2025-02.txt", 60, "", 0),
]


def wrap(text: str, width: int, indent: str) -> str:
    """Break each paragraph into lines of a width; rows of tables stay as they are."""
    out = []
    for line in text.split("\n"):
        rest = line.strip() and (line.strip() if "\t" in line else indent + line.strip())
        while rest and "\t" not in rest:
            end = _fit(rest, width)
            out.append(rest[:end])
            rest = rest[end:]
        if rest:
            out.append(rest)
    return "\n".join(out)


def _fit(text: str, width: int) -> int:
    used = 0
    for index, char in enumerate(text):
        used += 2 if east_asian_width(char) in "WFA" else 1
        if used > width:
            return index
    return len(text)


def _clauses(reading: Reading) -> set[tuple[str, str, str, str]]:
    return {
        (document.number, clause.part, clause.locator, squeeze(clause.text))
        for document in reading.documents
        for clause in document.clauses
    }


@pytest.mark.parametrize(("path", "width", "indent", "differing"), CASES)
def test_a_column_reads_as_the_paragraphs_it_was_set_from(
    path: Path, width: int, indent: str, differing: int
) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the repository")
    whole = parse(read(path))
    wrapped = parse(Source(path.name, "", wrap(whole.source.text, width, indent)))
    check(wrapped)
    assert len(_clauses(whole) - _clauses(wrapped)) <= differing


def test_a_heading_that_fills_its_line_goes_on_and_a_short_one_does_not() -> None:
    # Columns of 20: the heading of （一） is torn, that of （二） is not, the text of each is.
    text = "\n".join(
        [
            "云州公报 2025年第1期",
            "关于做好水库移民工作的意见",
            "云府〔2025〕7号",
            "一、总体要求",
            "（一）完善基础设施和",
            "公共服务",
            "修建通村道路，改造饮",
            "水工程，到年底全部完",
            "成改造任务，逐年提高",
            "移民村的用水保证率。",
            "（二）发展产业",
            "扶持种植和养殖，每户",
            "补贴三千元，用于购买",
            "种苗、饲料和农机具等",
            "生产资料，不得挪用。",
            "二、组织保障",
            "各县区要加强领导，把",
            "移民工作列入考核，每",
            "季度通报一次进展情况",
            "，年底开展一次评估。",
            "财政部门要按时拨付资",
            "金，审计部门要跟踪。",
        ]
    )
    clauses = parse(Source("x.txt", "", text)).documents[0].clauses
    assert [(clause.locator, clause.headings[-1]) for clause in clauses] == [
        ("一、（一）", "（一）完善基础设施和公共服务"),
        ("一、（二）", "（二）发展产业"),
        ("二、", "二、组织保障"),
    ]
    assert clauses[0].text.startswith("修建通村道路，改造饮水工程，到年底全部完成")
