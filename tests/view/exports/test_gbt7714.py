"""GB/T 7714—2025: one numbered line a reference, and nothing in it that is not known."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.view.exports.findings import HOSTILE, answer, clause_texts, hit, table
from view.exports.files import export_answer, export_table
from view.exports.gbt7714 import cite_gbt7714
from view.exports.table import Reference
from view.messages import ZH

OFFICE, GAZETTE = "云岭州人民政府办公室", "云岭州人民政府公报"
NOTICE = "关于印发《云岭州办法》的通知"

# reference, line
CITED = [
    # a notice in a gazette, of which the first page is known
    (
        Reference(
            "", NOTICE, OFFICE, "岭政办发〔2025〕3号", gazette=GAZETTE, year=2025, issue=1, from_page=7
        ),
        "云岭州人民政府办公室. 关于印发《云岭州办法》的通知：岭政办发〔2025〕3号[A]. 云岭州人民政府公报，2025（1）：7.",
    ),
    # an article of what it transmits, on one page, and over two
    (
        Reference(
            "", "办法", OFFICE, "岭政办发〔2025〕3号", "第三条", "2025-02-18", GAZETTE, 2025, 1, (8, 8), 7
        ),
        "云岭州人民政府办公室. 办法：岭政办发〔2025〕3号：第三条[A]. 云岭州人民政府公报，2025（1）：8.",
    ),
    (
        Reference("", "办法", OFFICE, "", "", None, GAZETTE, 2025, 1, (8, 9)),
        "云岭州人民政府办公室. 办法[A]. 云岭州人民政府公报，2025（1）：8-9.",
    ),
    # neither issuer nor page is printed
    (
        Reference("", "干部任免通知", gazette=GAZETTE, year=2025, issue=1),
        "干部任免通知[A]. 云岭州人民政府公报，2025（1）.",
    ),
    # an issue without number, one without year, a gazette without either
    (Reference("", "办法", gazette=GAZETTE, year=2025), "办法[A]. 云岭州人民政府公报，2025."),
    (Reference("", "办法", gazette=GAZETTE, issue=3), "办法[A]. 云岭州人民政府公报，（3）."),
    (Reference("", "办法", gazette=GAZETTE, from_page=3), "办法[A]. 云岭州人民政府公报：3."),
    # a law that no issue here prints
    (Reference("", "噪声污染防治法", date="2021-12-24"), "噪声污染防治法[A]. 2021-12-24."),
    (Reference("", "噪声污染防治法"), "噪声污染防治法[A]."),
]


@pytest.mark.parametrize(("about", "expected"), CITED)
def test_a_reference_is_one_line(about: Reference, expected: str) -> None:
    assert cite_gbt7714(about) == expected


def test_lines_are_numbered_in_the_order_of_the_answer() -> None:
    line = "云岭州政府. 云岭州办法：岭政办发〔2025〕3号：第一条[A]. 云岭州人民政府公报，2025（1）：7."
    law = "云岭州政府. 云岭州办法：第一条[A]. 2025-02-18."
    exported = export_answer(answer(hit(), hit(law=True)), "txt", ZH).decode("utf-8")
    assert exported == f"[1] {line}\n[2] {law}\n"


@given(clause_texts)
def test_a_title_in_several_lines_is_one(text: str) -> None:
    assert len(export_table(table(text), "txt").decode("utf-8").split("\n")) == 2


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_so_is_a_hostile_one(text: str) -> None:
    assert len(export_table(table(text), "txt").decode("utf-8").split("\n")) == 2
