"""Turn a list of articles into law files, so that a home reads them as it reads any law."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from corpus.messages import message
from corpus.records import GongbaoError


class CorpusError(GongbaoError):
    """Raised for a corpus that can't be read; names the line."""


@dataclass(frozen=True, slots=True)
class Article:
    """Hold one article of a law. ``heading`` names the parts above it, outermost first, by " / "."""

    id: int | str
    law: str
    article: str
    heading: str
    text: str

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the names of the parts above, outermost first."""
        return tuple(part for part in self.heading.split(" / ") if part)


def is_article_list(path: Path) -> bool:
    """Tell a list of articles (.jsonl, .jsonl.xz) from a file that the home reads itself."""
    return path.name.endswith((".jsonl", ".jsonl.xz"))


def read_articles(path: Path) -> tuple[Article, ...]:
    """Read articles, one JSON object a line with id, law, article, heading and text.

    Raises CorpusError, which names the line that fails.
    """
    try:
        data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
        lines = data.decode("utf-8-sig").split("\n")
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as trouble:
        raise CorpusError(*message("benchmark.unreadable_articles", path=path, why=trouble)) from trouble
    articles = []
    for at, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
            articles.append(
                Article(one["id"], one["law"], one["article"], one.get("heading") or "", one["text"])
            )
        except (ValueError, KeyError, TypeError) as trouble:
            raise CorpusError(
                *message("benchmark.bad_article", path=path, at=at, kind=type(trouble).__name__, why=trouble)
            ) from trouble
    return tuple(articles)


def write_laws(articles: Iterable[Article], folder: Path) -> int:
    """Write a markdown file per law, as public collections of laws have them; returns how many."""
    count = 0
    for law, run in groupby(articles, key=lambda article: article.law):
        count += 1
        (folder / f"{count:06d}.md").write_text(law_text(law, tuple(run)), encoding="utf-8")
    return count


def law_text(law: str, articles: Sequence[Article]) -> str:
    """Return a law as markdown: its title, headings where they change, each article a paragraph."""
    lines = [f"# {law}", "<!-- INFO END -->"]
    above: tuple[str, ...] = ()
    for article in articles:
        headings = article.headings
        for depth, heading in enumerate(headings):
            if headings[: depth + 1] != above[: depth + 1]:
                lines.append(f"{'#' * (depth + 2)} {heading}")
        above = headings
        text = (
            article.text if article.text.startswith(article.article) else f"{article.article} {article.text}"
        )
        lines += text.split("\n")
    return "\n\n".join(lines) + "\n"
