"""Reads the questions that were written for single articles of law, and pairs each with its article.

One article a line, tab-separated: title of the law, number of the article, three questions, Chinese or English. An
article may have several lines.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from models.laws import Article

#: The questions that the bundled model learned from.
WRITTEN = Path(__file__).resolve().parent / "questions.tsv"
#: Judged questions are left out in so many blocks, in their order: neighbours ask about one article.
BLOCKS = 5
_CELLS = 5


@dataclass(frozen=True)
class Asked:
    """A question and the article that answers it."""

    question: str
    article: Article


def block_of(number: int, count: int) -> int:
    """Return the block of a judged question, by its place among so many."""
    return number * BLOCKS // count


def read_questions(path: Path, articles: Iterable[Article]) -> list[Asked]:
    """Read questions and pair them with the articles; those of a law that is not among the articles are left out.

    Of two texts with one title and number the first counts. Raises ValueError with the line that has other cells.
    """
    wanted: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, questions in _lines(path):
        wanted[key] += questions
    found: dict[tuple[str, str], Article] = {}
    for article in articles:
        key = (article.law, article.number)
        if key in wanted:
            found.setdefault(key, article)
    return [Asked(question, found[key]) for key in wanted if key in found for question in wanted[key]]


def _lines(path: Path) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        if len(cells) != _CELLS or not all(cells):
            raise ValueError(
                f"{path}, line {number}: {len(cells)} cells, expected law, article and three questions, tabs between"
            )
        yield (cells[0], cells[1]), tuple(cells[2:])
