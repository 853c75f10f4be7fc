"""The marked Word file, read back: the text is unchanged, every citation has its colour and its comment."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import RGBColor

from corpus import read
from corpus.records import GongbaoError
from search.check.findings import CheckReport, Finding, Verdict
from view.exports.files import write_check
from view.exports.marked_draft import marked, writable
from view.messages import EN

ONE = "《甲办法》（岭政发〔2025〕1号）第三条"
TWO = "《乙规定》第九条"
TEXT = f"根据{ONE}和{TWO}，制定本方案。\n再据{ONE}。"


def report_of(text: str, *pairs: tuple[str, Verdict]) -> CheckReport:
    """Return a report with these citations, found one after another."""
    findings: list[Finding] = []
    at = 0
    for words, verdict in pairs:
        start = text.index(words, at)
        at = start + len(words)
        findings.append(Finding((start, at), words, "", "", (), verdict))
    return CheckReport("2026-11-28", tuple(findings), text)


REPORT = report_of(TEXT, (ONE, Verdict.RIGHT), (TWO, Verdict.NOT_HELD), (ONE, Verdict.RIGHT))


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def highlighted(document: Any) -> list[tuple[str, Any]]:
    """Return the marked stretches of a file with their colours, in order; neighbours of one colour joined."""
    out: list[tuple[str, Any]] = []
    for paragraph in document.paragraphs:
        last = None
        for run in paragraph.runs:
            colour = run.font.highlight_color
            if colour is not None and colour == last:
                out[-1] = (out[-1][0] + run.text, colour)
            elif colour is not None:
                out.append((run.text, colour))
            last = colour
    return out


def word_file(*paragraphs: list[str]) -> bytes:
    """Return a Word file with these paragraphs, each a list of runs of another colour."""
    document = docx.Document()
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for at, text in enumerate(runs):
            paragraph.add_run(text).font.color.rgb = RGBColor(at * 40 % 256, 0, 0)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_text_is_written_with_its_paragraphs_and_marked() -> None:
    document = opened(marked(REPORT, EN))
    assert [one.text for one in document.paragraphs][:2] == TEXT.split("\n")
    assert highlighted(document) == [
        (ONE, WD_COLOR_INDEX.BRIGHT_GREEN),
        (TWO, WD_COLOR_INDEX.GRAY_25),
        (ONE, WD_COLOR_INDEX.BRIGHT_GREEN),
    ]
    assert [one.text.split("\n")[0] for one in document.comments] == ["[相符]", "[未收录]", "[相符]"]


@pytest.mark.parametrize(
    "runs",
    [
        [[TEXT.split("\n")[0]], [TEXT.split("\n")[1]]],
        # a citation torn over runs, and one that fills its run
        [["根据《甲办", "法》（岭政发〔20", "25〕1号）第三条和", TWO, "，制定本方案。"], ["再据", ONE, "。"]],
        # a tab and a line break inside runs
        [
            ["根据\t《甲办法》（岭政发〔2025〕1号）\n第三条和《乙规定》", "第九条，制定本方案。"],
            [f"再据{ONE}。"],
        ],
        # every character a run
        [list(TEXT.split("\n")[0]), list(TEXT.split("\n")[1])],
    ],
)
def test_a_word_draft_keeps_its_text_and_its_looks(runs: list[list[str]]) -> None:
    draft = word_file(*runs)
    before, after = opened(draft), opened(marked(REPORT, EN, draft))
    assert [one.text for one in after.paragraphs][: len(runs)] == [one.text for one in before.paragraphs]
    marks = ["".join(text.split()) for text, _ in highlighted(after)]
    assert "".join(marks) == ONE + TWO + ONE
    assert len(list(after.comments)) == 3

    def looks(document: Any) -> list[tuple[str, Any]]:
        return [
            (character, run.font.color.rgb)
            for paragraph in list(document.paragraphs)[: len(runs)]
            for run in paragraph.runs
            for character in run.text
        ]

    assert looks(after) == looks(before)


def test_what_stands_elsewhere_in_the_file_loses_no_other_mark() -> None:
    """A text box stands before the paragraph that it is read after; a footnote stands in another part."""
    footnote = "《丙通知》"
    report = report_of(
        f"{TEXT}{footnote}{TWO}", (ONE, Verdict.RIGHT), (footnote, Verdict.NOT_HELD), (TWO, Verdict.RIGHT)
    )
    document = opened(marked(report, EN, word_file([TWO], [ONE])))
    assert [text for text, _ in highlighted(document)] == [TWO, ONE]
    assert len(list(document.comments)) == 2


def test_findings_stand_in_a_table_at_the_end() -> None:
    table = opened(marked(REPORT, EN)).tables[-1]
    assert [row.cells[1].text for row in table.rows][1:] == [ONE, TWO, ONE]
    assert [row.cells[2].text for row in table.rows][1:] == ["相符", "未收录", "相符"]


def test_a_comment_stands_at_its_citation() -> None:
    data = marked(REPORT, EN)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    first = body[body.index("commentRangeStart") : body.index("commentRangeEnd")]
    assert "甲办法" in first
    assert "乙规定" not in first


def test_of_very_many_citations_the_first_thousand_are_told() -> None:
    many = 1003
    text = "\n".join([TWO] * many)
    document = opened(marked(report_of(text, *[(TWO, Verdict.NOT_HELD)] * many), EN))
    assert len(highlighted(document)) == many
    assert len(list(document.comments)) == 1000
    assert len(document.tables[-1].rows) == 1001
    assert any("1003" in one.text for one in document.paragraphs)


def test_control_characters_are_dropped() -> None:
    assert writable("甲\x00\x0b\ud800乙\t\n") == "甲乙\t\n"
    text = f"甲\x07据{TWO}\x1b[31m。"
    document = opened(marked(report_of(text, (TWO, Verdict.REPEALED)), EN))
    assert document.paragraphs[0].text == f"甲据{TWO}[31m。"
    assert highlighted(document) == [(TWO, WD_COLOR_INDEX.RED)]


def test_the_draft_itself_is_never_written_over(tmp_path: Path) -> None:
    draft = tmp_path / "draft.docx"
    draft.write_bytes(word_file([TEXT]))
    with pytest.raises(GongbaoError, match="draft itself"):
        write_check(REPORT, draft, tmp_path / "." / "draft.docx", EN)
    with pytest.raises(GongbaoError, match=r"\.docx"):
        write_check(REPORT, draft, tmp_path / "out.pdf", EN)
    write_check(REPORT, draft, tmp_path / "out.docx", EN)
    assert TWO in read(tmp_path / "out.docx").text


def test_a_bomb_and_a_broken_package_are_told_in_one_line() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", bytes(70 * 1024 * 1024))
    with pytest.raises(GongbaoError, match="64 MiB"):
        marked(REPORT, EN, bomb.getvalue())
    with pytest.raises(GongbaoError, match="can't be marked"):
        marked(REPORT, EN, b"PK\x03\x04 and nothing more")
