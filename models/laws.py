"""Reads a folder of law texts, one markdown file per law, into articles with their title and chapter.

Two ways of writing are understood: `第一条 text` as a paragraph, and `###### 第一条` as a heading with the text below.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ARTICLE = re.compile(
    r"#*\s*(第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)(?:[\s\u3000]+|$)(.*)"
)
_HEADING = re.compile(r"#{2,6}\s*(?:第[零〇一二三四五六七八九十百]+[编分章节]+)?\s*(.*)")
_LETTER_SPACE = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
_END_OF_INFO = "<!-- INFO END -->"


@dataclass(frozen=True)
class Article:
    """One article of a law: the law's title, the chapter it stands in ("" without one), and its own words."""

    law: str
    chapter: str
    text: str


def articles_of_text(text: str) -> Iterator[Article]:
    """Cut one law, as markdown, into its articles; what stands before the first article belongs to none."""
    title, chapter = "", ""
    lines: list[str] = []
    inside = False
    for line in map(str.strip, text.splitlines()):
        article = _ARTICLE.match(line)
        ends = article is not None or line.startswith("#")
        if ends and lines:
            yield Article(title, chapter, "\n".join(lines))
            lines = []
        if article:
            inside = True
            lines = [article[2]] if article[2] else []
        elif line.startswith("# "):
            title = title or _LETTER_SPACE.sub("", line[2:].strip())
        elif heading := _HEADING.match(line):
            chapter, inside = _LETTER_SPACE.sub("", heading[1]), False
        elif inside and line and line != _END_OF_INFO:
            lines.append(line)
    if lines:
        yield Article(title, chapter, "\n".join(lines))


def read_laws(folders: list[Path]) -> list[Article]:
    """Read every law under the folders, in a fixed order, each distinct article once.

    Local regulations copy each other word for word; a copy in a batch would be a negative that is right.
    """
    seen: set[str] = set()
    found: list[Article] = []
    for folder in folders:
        for path in sorted(folder.rglob("*.md")):
            for article in articles_of_text(path.read_text(encoding="utf-8")):
                if len(article.text) >= 10 and article.text not in seen:
                    seen.add(article.text)
                    found.append(article)
    return found
