"""Reads a folder of law texts, one markdown file per law, into articles with their title and chapter.

Two ways of writing are understood: `第一条 text` as a paragraph, and `###### 第一条` as a heading with the text below.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_ARTICLE = re.compile(
    r"#*\s*(第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)(?:[\s\u3000]+|$)(.*)"
)
_HEADING = re.compile(r"#{2,6}\s*(?:第[零〇一二三四五六七八九十百]+[编分章节]+)?\s*(.*)")
_LETTER_SPACE = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
_END_OF_INFO = "<!-- INFO END -->"
_SHORTEST = 10  # characters


@dataclass(frozen=True)
class Article:
    """One article of a law: the law's title, the chapter it stands in ("" without one), its own words, its number."""

    law: str
    chapter: str
    text: str
    number: str

    @property
    def in_context(self) -> str:
        """Its words after the title and chapter, as a search embeds them."""
        return " ".join(part for part in (self.law, self.chapter, self.text) if part)


def articles_of_text(text: str) -> Iterator[Article]:
    """Cut one law, as markdown, into its articles; what stands before the first article belongs to none."""
    title, chapter, number = "", "", ""
    lines: list[str] = []
    inside = False
    for line in map(str.strip, text.splitlines()):
        article = _ARTICLE.match(line)
        ends = article is not None or line.startswith("#")
        if ends and lines:
            yield Article(title, chapter, "\n".join(lines), number)
            lines = []
        if article:
            inside, number = True, article[1]
            lines = [article[2]] if article[2] else []
        elif line.startswith("# "):
            title = title or _LETTER_SPACE.sub("", line[2:].strip())
        elif heading := _HEADING.match(line):
            chapter, inside = _LETTER_SPACE.sub("", heading[1]), False
        elif inside and line and line != _END_OF_INFO:
            lines.append(line)
    if lines:
        yield Article(title, chapter, "\n".join(lines), number)


def read_laws(folders: list[Path]) -> list[Article]:
    """Read every article of the laws under the folders, in a fixed order."""
    return [
        article
        for folder in folders
        for path in sorted(folder.rglob("*.md"))
        for article in articles_of_text(path.read_text(encoding="utf-8"))
    ]


def distinct(articles: Iterable[Article]) -> list[Article]:
    """Keep each text once, and none too short to learn from.

    Local regulations copy each other word for word; a copy in a batch would be a negative that is right.
    """
    texts: dict[str, Article] = {}
    for article in articles:
        if len(article.text) >= _SHORTEST:
            texts.setdefault(article.text, article)
    return list(texts.values())
