"""A file is written whole or not at all, and by the suffix of its name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from view.exports.files import FORMATS, ExportError, kind_of, refuse_existing, save

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
