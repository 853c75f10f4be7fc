"""Lists of articles are read right, and become homes that hold every article."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from benchmarks.articles import CorpusError, is_article_list, law_text, read_articles, write_laws
from benchmarks.homes import prepared_home
from corpus import parse, read
from corpus.text import match_form
from index import HomeError
from models import BUNDLED

ARTICLES = [
    ("测试法", "第一条", "第一编 总则 / 第一章 一般规定", "为了测试，制定本法。"),
    ("测试法", "第二条", "第一编 总则 / 第二章 效力", "有下列情形之一的：\n（一）甲；\n（二）乙。"),
    ("测试法", "第二条之一", "第二编 分则 / 第一章 一般规定", "依照第一条办理。"),
    ("另一办法", "第一条", "", "另有规定的，从其规定。"),
]


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    keys = ("law", "article", "heading", "text")
    lines = [json.dumps({"id": at, **dict(zip(keys, one, strict=True))}) for at, one in enumerate(ARTICLES)]
    path = tmp_path / "laws.jsonl.xz"
    path.write_bytes(lzma.compress("\n".join(lines).encode()))
    return path


def test_a_law_file_has_a_heading_where_it_changes(listed: Path) -> None:
    articles = read_articles(listed)
    assert law_text("测试法", articles[:3]).split("\n\n")[2:] == [
        "## 第一编 总则",
        "### 第一章 一般规定",
        "第一条 为了测试，制定本法。",
        "### 第二章 效力",
        "第二条 有下列情形之一的：",
        "（一）甲；",
        "（二）乙。",
        "## 第二编 分则",
        "### 第一章 一般规定",
        "第二条之一 依照第一条办理。\n",
    ]


def test_every_article_comes_back_as_its_clause(listed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "laws"
    folder.mkdir()
    assert write_laws(read_articles(listed), folder) == 2
    found = [
        (clause.title, clause.locator, " / ".join(clause.headings), match_form(clause.text))
        for path in sorted(folder.iterdir())
        for document in parse(read(path)).documents
        for clause in document.clauses
    ]
    assert found == [
        (law, article, heading, match_form(article + text)) for law, article, heading, text in ARTICLES
    ]


def test_what_is_a_list_of_articles() -> None:
    assert is_article_list(Path("a.jsonl"))
    assert is_article_list(Path("a.jsonl.xz"))
    assert not is_article_list(Path("a.md"))


@pytest.mark.parametrize("line", ["nonsense", '{"id": 1, "law": "x"}', "[]"])
def test_a_broken_list_names_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    good = {"id": 0, "law": "x", "article": "第一条", "text": "y"}
    path.write_text(json.dumps(good) + "\n" + line, encoding="utf-8")
    with pytest.raises(CorpusError, match="line 2"):
        read_articles(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CorpusError, match="UTF-8"):
        read_articles(path)


@pytest.mark.skipif(not BUNDLED.is_dir(), reason="the bundled model is not built: see models/README.md")
def test_a_kept_home_is_found_made_and_holds_nothing_else(listed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "home"
    for _ in range(2):
        with prepared_home([listed], folder) as home:
            assert home.catalog.counts()[2] == len(ARTICLES)
    other = tmp_path / "other.md"
    other.write_text("# 第三法\n\n<!-- INFO END -->\n\n第一条 甲。\n", encoding="utf-8")
    with pytest.raises(HomeError, match="choose an empty folder"), prepared_home([other], folder):
        pass
