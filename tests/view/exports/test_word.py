"""Word: what python-docx reads of a document is what was found, and nothing in it leads elsewhere."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import given, settings

from tests.view.exports.findings import HOSTILE, answer, clause_texts, hit, table
from view.exports.files import export_answer, export_table
from view.exports.table import printable
from view.exports.word import NOTE, PLACE, TEXT
from view.messages import EN, ZH

if TYPE_CHECKING:
    from docx.document import Document


def read(content: bytes) -> Document:
    """Return a document as another program opens it."""
    return docx.Document(io.BytesIO(content))


def in_style(document: Document, style: str) -> list[str]:
    """Return the paragraphs of a style."""
    return [one.text for one in document.paragraphs if one.style and one.style.name == style]


def test_an_answer_as_a_document() -> None:
    found = hit("第一条 变更由州数据局审批。\n第二款", highlights=((4, 6), (11, 16)), passages=2)
    document = read(export_answer(answer(found, notes=("仅供参考",)), "docx", ZH))
    assert in_style(document, "Title") == ["检索结果：变更由谁审批"]
    assert in_style(document, NOTE) == ["仅供参考"]
    assert in_style(document, "Heading 2") == ["1. 《云岭州办法》（岭政办发〔2025〕3号）第一条"]
    assert in_style(document, PLACE)[-3:] == [
        "云岭州人民政府公报 2025年第1期（总32期）第7页起",
        "第一章 总则 › 第一节",
        "引用到款项：《云岭州办法》（岭政办发〔2025〕3号）第一条第一款",
    ]
    assert in_style(document, TEXT) == ["第一条 变更由州数据局审批。", "第二款"]
    lit = [run.text for one in document.paragraphs for run in one.runs if run.font.highlight_color]
    assert lit == ["变更", "审批。", "第"]


def test_no_hit_is_said() -> None:
    assert EN("page.nothing") in in_style(read(export_answer(answer(), "docx", EN)), PLACE)


@settings(max_examples=30, deadline=None)
@given(clause_texts)
def test_a_text_reads_back_as_it_was(text: str) -> None:
    document = read(export_table(table(text), "docx"))
    assert "\n".join(in_style(document, TEXT)) == text


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_so_does_a_hostile_one(text: str) -> None:
    document = read(export_table(table(text), "docx"))
    assert "\n".join(in_style(document, TEXT)) == printable(text)
    assert in_style(document, "Heading 2") == ["1. " + printable(text)]


def test_nothing_in_a_document_leads_elsewhere() -> None:
    with zipfile.ZipFile(io.BytesIO(export_table(table(HOSTILE[0]), "docx"))) as parts:
        related = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".rels")]
    assert related
    assert not [one for one in related if "External" in one or "example.org" in one]
