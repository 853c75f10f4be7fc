"""A home over the samples, in a folder where all names are short and the same on every machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.golden import product

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the samples, drafts and files that are no gazettes; its home is ``home``."""
    folder = tmp_path_factory.mktemp("golden")
    (folder / "samples").mkdir()
    for path in sorted((ROOT / "samples").glob("*.txt")):
        shutil.copy(path, folder / "samples")
    shutil.copytree(HERE / "drafts", folder / "drafts")
    shutil.copy(HERE / "judged.jsonl", folder)
    _write_odd_files(folder)
    assert product.run(folder, "index", "samples", "--workers", "1", "--home", "home").code == 0
    return folder


def _write_odd_files(folder: Path) -> None:
    (folder / "odd").mkdir()
    (folder / "odd" / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "odd" / "empty.txt").write_bytes(b"")
    (folder / "odd" / "prose.txt").write_text("今天天气很好。\n" * 20, encoding="utf-8")
    (folder / "drafts" / "draft.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "drafts" / "damaged.docx").write_bytes(b"PK\x03\x04 damaged")
    (folder / "drafts" / "long.txt").write_text("甲" * 100_001, encoding="utf-8")
    _write_word_draft(folder / "drafts" / "word.docx")


def _write_word_draft(path: Path) -> None:
    """Write a draft whose citations are torn over runs, and stand in a table."""
    import docx

    document = docx.Document()
    paragraph = document.add_paragraph()
    text = "依据《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第十二条“满三个月仍未开工的”。"
    for start in range(0, len(text), 7):
        paragraph.add_run(text[start : start + 7]).bold = start % 2 == 0
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text = "《关于鹤汀湖实行封湖禁渔的公告》（岭政办规〔2025〕2号）"
    cells[1].text = "《云岭州网约车管理办法》（岭政办发〔2023〕77号）第五条"
    document.save(str(path))


@pytest.fixture
def copy(folder: Path) -> Iterator[Path]:
    """Return a home that may be changed."""
    path = folder / "copy"
    shutil.copytree(folder / "home", path)
    yield path
    shutil.rmtree(path)
