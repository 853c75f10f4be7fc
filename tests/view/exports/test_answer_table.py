"""An answer as a table: every column of a hit, what it was narrowed by, and on what day."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from corpus.events import kinds
from corpus.events.kinds import Event, Status
from corpus.facts import Fact, FactKind
from index.catalog.rows import EventRow, Filters
from search.status.proofs import Proof
from search.status.standing import Standing
from tests.view.exports.findings import HOSTILE, answer, hit
from view.exports import check_table
from view.exports.answer_table import COLUMNS, answer_table
from view.exports.files import FORMATS, export_answer, export_table
from view.exports.table import Row, Table
from view.messages import EN, ZH, Words

DAY = date(2025, 3, 1)


def cells(row: Row) -> dict[str, object]:
    """Return the cells of a row by the names of their columns."""
    return dict(zip(COLUMNS, row.cells, strict=True))


def test_the_columns_of_a_hit() -> None:
    told = hit().row
    ended = EventRow(1, Event(kinds.REPEALED, "id", (0, 9), "《云岭州办法》同时废止。"), told.document, 1)
    over = hit(passages=2, standing=Standing(Status.REPEALED, "2025-02-28", ended), proof=Proof(ended, told))
    table = answer_table(replace(answer(over), as_of="2025-02-28"), ZH, Filters(), (), DAY)
    (row,) = table.rows
    assert table.facts[:2] == ("检索日期：2025-03-01", "效力截至：2025-02-28")
    assert cells(row) == {
        "rank": 1,
        "citation": "《云岭州办法》（岭政办发〔2025〕3号）第一条",
        "title": "云岭州办法",
        "number": "岭政办发〔2025〕3号",
        "locator": "第一条",
        "headings": "第一章 总则\n第一节",
        "text": "第一条 变更由州数据局审批。",
        "status": "已废止",
        "proof": "《云岭州办法》（岭政办发〔2025〕3号）第一条：《云岭州办法》同时废止。",
        "issue": "云岭州人民政府公报 2025年第1期（总32期）",
        "page": "第7页起",
        "passage": "《云岭州办法》（岭政办发〔2025〕3号）第一条第一款",
        "id": "key/1/instrument/第一条",
    }
    assert row.lines[2:4] == (
        "效力：已废止",
        "效力依据：《云岭州办法》（岭政办发〔2025〕3号）第一条：《云岭州办法》同时废止。",
    )


def test_a_later_version_proves_that_a_law_has_changed() -> None:
    later = hit(law=True).row.document
    changed = hit(law=True, standing=Standing(Status.AMENDED, "2025-03-01", successor=later))
    (row,) = answer_table(answer(changed), EN, Filters(), (), DAY).rows
    assert cells(row)["proof"] == "《通知》（2025-02-18）"
    assert cells(row)["status"] == EN("status.已修改")


def test_a_phrase_that_answers_is_marked_like_a_word_of_the_question() -> None:
    found = hit(highlights=((4, 6),), facts=(Fact(FactKind.BODY, (7, 11)),))
    (row,) = answer_table(answer(found), ZH, Filters(), (), DAY).rows
    assert row.highlights == ((4, 6), (7, 11))


def test_what_is_not_known_of_a_hit_is_left_empty() -> None:
    (row,) = answer_table(answer(hit(law=True)), EN, Filters(), (), DAY).rows
    empty = {name for name, cell in cells(row).items() if not cell}
    # A clause of one paragraph is cited as a whole.
    assert empty == {"number", "status", "proof", "issue", "page", "passage"}
    assert row.lines == ("a.txt", "第一章 总则 › 第一节")


def test_an_answer_says_when_it_was_found_and_among_what() -> None:
    filters = Filters(issuer="办公室", year=2025, part="notice", date_to="2025-12-31")
    statuses = {Status.TO_BE_REVISED, Status.IN_FORCE}
    table = answer_table(answer(hit(), query=" 变更 \n 审批", notes=("甲",)), ZH, filters, statuses, DAY)
    assert table.title == "检索结果：变更 审批"
    assert table.facts == (
        "检索日期：2025-03-01",
        "筛选：发文机关 办公室，文件部分 通知，年份 2025，成文日期至 2025-12-31，效力 有效、拟修订",
        "相关条款 7 条，收入前 1 条",
    )
    assert table.notes == ("甲",)


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_every_column_format_and_filter_has_a_name(words: Words) -> None:
    assert words.section("column").keys() >= {*COLUMNS, *check_table.COLUMNS}
    assert words.section("filter").keys() == {field.name for field in fields(Filters)}
    assert all(one.name for one in FORMATS.values())


@pytest.mark.parametrize("kind", FORMATS)
def test_every_clause_can_be_exported(kind: str) -> None:
    found = answer(*(hit(text, highlights=((0, 3), (2, 9))) for text in HOSTILE), query=HOSTILE[3])
    assert export_answer(found, kind, EN)
    assert export_answer(answer(), kind, EN) is not None


def test_a_table_need_not_be_of_hits() -> None:
    checked = Table(
        "核对", ("引文", "结论"), (Row(("《甲》", "已废止"), "《甲》：已废止", ("见《乙》",)),), ("1 处",)
    )
    assert export_table(checked, "csv").decode("utf-8-sig") == '"引文","结论"\r\n"《甲》","已废止"\r\n'
    assert export_table(checked, "md").decode() == "# 核对\n\n- 1 处\n\n## 1. 《甲》：已废止\n\n- 见《乙》\n"
    assert export_table(checked, "bib") == export_table(checked, "txt") == b""
    assert export_table(checked, "docx").startswith(b"PK")
