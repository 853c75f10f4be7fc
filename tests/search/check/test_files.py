"""Drafts as files: a Word draft is read, checked, marked and read again; the real issue where it is at hand."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from index import open_home
from search import Searcher
from search.check.check import check_text
from search.check.draft import LARGEST, DraftError, read_draft
from tests.search.check.draft import AS_OF, EXPECTED, PARAGRAPHS
from view.exports.marked_draft import marked
from view.messages import EN


def test_a_word_draft_gives_the_verdicts_of_its_text(searcher: Searcher, tmp_path: Path) -> None:
    document = docx.Document()
    for paragraph, _ in PARAGRAPHS:
        written = document.add_paragraph()
        for start in range(0, len(paragraph), 5):  # citations are torn over runs
            written.add_run(paragraph[start : start + 5])
    path = tmp_path / "draft.docx"
    document.save(str(path))
    report = check_text(searcher.home, read_draft(path), AS_OF)
    assert [(one.text, str(one.verdict)) for one in report.findings] == [
        (one.text, one.verdict) for one in EXPECTED
    ]
    again = docx.Document(io.BytesIO(marked(report, EN, path.read_bytes())))
    assert [one.text for one in again.paragraphs][: len(PARAGRAPHS)] == [one for one, _ in PARAGRAPHS]
    assert len(list(again.comments)) == len(EXPECTED)
    assert len(again.tables[-1].rows) == len(EXPECTED) + 1


def test_other_files_and_large_ones_are_refused(tmp_path: Path) -> None:
    for name in ("draft.pdf", "draft", "draft.html"):
        (tmp_path / name).write_text("甲", encoding="utf-8")
        with pytest.raises(DraftError, match="txt, md or docx"):
            read_draft(tmp_path / name)
    large = tmp_path / "draft.md"
    large.write_bytes(b"x" * (LARGEST + 1))
    with pytest.raises(DraftError, match=f"at most {LARGEST}"):
        read_draft(large)


# text, verdict, a remark
REAL_CITATIONS = [
    ("《巴音郭楞蒙古自治州信息化项目管理办法（试行）》（巴政办发〔2025〕1号）第三十五条", "相符", None),
    (
        "《巴音郭楞蒙古自治州信息化项目管理办法（试行）》（巴政办发〔2025〕1号）第三十六条",
        "条款不存在",
        "extent",
    ),
    (
        "《巴音郭楞蒙古自治州信息化项目管理办法（试行）》（巴政办发〔2025〕6号）第一条",
        "文号有误",
        "title of number",
    ),
    ("巴政发〔2025〕35号附件第103项", "相符", None),
    ("巴政发〔2025〕35号附件第104项", "条款不存在", None),
    ("巴政发〔2016〕99号", "已废止", "number printed twice"),
    ("巴政办发〔2016〕99号", "已废止", "number printed twice"),
    ("巴政发〔2008〕15号", "已废止", "text not held"),
    ("《巴音郭楞蒙古自治州火灾事故调查处理规定》（巴政办发〔2023〕13号）", "未收录", "to be revised"),
    ("《中华人民共和国噪声污染防治法》第八十八条第二款", "未收录", None),
]


def test_citations_of_a_real_issue(real_home: Path) -> None:
    with open_home(real_home) as home:
        report = check_text(home, "\n".join(text for text, _, _ in REAL_CITATIONS), "2026-11-28")
    assert [(one.text, str(one.verdict)) for one in report.findings] == [
        (text, verdict) for text, verdict, _ in REAL_CITATIONS
    ]
    for finding, (_, _, code) in zip(report.findings, REAL_CITATIONS, strict=True):
        assert code is None or code in {one.code for one in finding.remarks}
