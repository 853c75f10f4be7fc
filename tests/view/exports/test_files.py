"""A file is written whole or not at all, and by the suffix of its name."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.view.exports.findings import answer, hit
from view.exports.files import FORMATS, ExportError, Format, export_answer, kind_of, refuse_existing, save
from view.html import cards
from view.messages import EN

# file, kind
NAMED = [("a.docx", "docx"), ("结果.CSV", "csv"), ("a.b/c.md", "md"), ("a.csv.bib", "bib"), ("a.Txt", "txt")]


@pytest.mark.parametrize(("name", "kind"), NAMED)
def test_the_suffix_says_how_to_write(name: str, kind: str) -> None:
    assert kind_of(Path(name)) == kind


@pytest.mark.parametrize("name", ["a", "docx", ".docx", "a.doc", "a.docx~", "a.", "a.xlsx", "-"])
def test_a_suffix_that_says_nothing_is_refused_with_those_that_do(name: str) -> None:
    with pytest.raises(ExportError) as raised:
        kind_of(Path(name))
    assert all(f".{suffix}" in str(raised.value) for suffix in FORMATS)


def test_a_file_is_written_with_any_name(tmp_path: Path) -> None:
    path = tmp_path / ("名" * 83 + ".txt")  # 253 bytes: no room for anything more
    save(path, b"first")
    save(path, b"second")
    assert path.read_bytes() == b"second"
    assert os.listdir(tmp_path) == [path.name]


def test_what_can_not_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "hits.csv"
    (folder / "within").mkdir(parents=True)
    with pytest.raises(IsADirectoryError) as raised:
        save(folder, b"text")
    assert raised.value.filename == str(folder)
    assert os.listdir(tmp_path) == ["hits.csv"]


def test_whatever_stands_there_is_not_overwritten(tmp_path: Path) -> None:
    refuse_existing(tmp_path / "absent.csv")
    dangling = tmp_path / "link.csv"
    dangling.symlink_to(tmp_path / "nowhere")
    for there in (tmp_path, dangling):
        with pytest.raises(ExportError, match="--overwrite"):
            refuse_existing(there)


def test_an_export_is_a_row_and_a_writer(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("view.exports.tabs")
    module.write_tabs = lambda table: "\t".join(table.columns).encode()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(FORMATS, "tsv", Format("Tabs", "text/tab-separated-values", "tabs:write_tabs"))
    assert kind_of(Path("hits.TSV")) == "tsv"
    assert export_answer(answer(hit()), "tsv", EN).startswith(b"Rank\tCitation\t")
    page = cards.answer(answer(hit()), EN, "q=x")
    assert '<a href="/en/export.tsv?q=x">Tabs</a>' in page
    with pytest.raises(ExportError, match=r"\.tsv"):
        kind_of(Path("hits.xlsx"))
