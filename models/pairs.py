"""Reads the training data into sources: named lists of text pairs that should lie close to each other.

Layout of the data folder: tab-separated files, xz-compressed, English before Chinese (question before passage).
"""

import lzma
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.laws import Article

#: The two sources made of the law corpora: articles with their headings, and articles alone.
LAW_HEADINGS, LAW_PARTS = "law_headings", "law_parts"
#: The files of pairs.
FILES = (
    "sentences",
    "everyday_sentences",
    "law_bilingual",
    "law_articles_bilingual",
    "terms",
    "question_passage",
)
#: How often training goes through each source; more often through short lists of good pairs.
PASSES = {
    LAW_HEADINGS: 1.25,
    LAW_PARTS: 2.0,
    "sentences": 2.5,
    "everyday_sentences": 5.0,
    "law_bilingual": 4.0,
    "law_articles_bilingual": 4.0,
    "terms": 2.5,
    "question_passage": 8.0,
}
#: Of these, a part of the English text is paired with the whole Chinese one: so does a question look for an article.
_CROPPED = {"law_articles_bilingual"}
#: Share of the tokenizer's sample that each source gives.
_SAMPLE = {
    LAW_PARTS: 0.36,
    "sentences": 0.3,
    "everyday_sentences": 0.04,
    "law_bilingual": 0.16,
    "terms": 0.08,
    "question_passage": 0.06,
}


@dataclass(frozen=True)
class Pairs:
    """One source: `left[i]` and `right[i]` belong together. No `left`: a part of `right[i]` is cut out in its stead.

    `passes`: how often training goes through it. `crop`: pair a part of the left text, drawn anew each time.
    """

    name: str
    left: list[str]
    right: list[str]
    passes: float
    crop: bool = False


def read_pairs(data: Path, name: str) -> Pairs:
    """Read one tab-separated file of pairs, each distinct pair once; a third column (the answer) is not used."""
    with lzma.open(data / f"{name}.tsv.xz", "rt", encoding="utf-8", newline="\n") as lines:
        cells = (line.rstrip("\n").split("\t") for line in lines)
        rows = dict.fromkeys((row[0], row[1]) for row in cells if len(row) > 1 and row[0] and row[1])
    left, right = [row[0] for row in rows], [row[1] for row in rows]
    return Pairs(name, left, right, PASSES[name], crop=name in _CROPPED)


def law_pairs(articles: list[Article]) -> list[Pairs]:
    """Pair each article with its law's title and chapter; and give it alone, to have a part cut out of it."""
    headings = [f"{article.law} {article.chapter}".strip() for article in articles]
    texts = [article.text for article in articles]
    return [
        Pairs(LAW_HEADINGS, headings, texts, PASSES[LAW_HEADINGS]),
        Pairs(LAW_PARTS, [], texts, PASSES[LAW_PARTS]),
    ]


def read_sources(data: Path, articles: list[Article]) -> list[Pairs]:
    """Read every file of pairs in the data folder, and make pairs of the articles."""
    return [read_pairs(data, name) for name in FILES] + law_pairs(articles)


def sample(sources: list[Pairs], characters: int, seed: int) -> Iterator[str]:
    """Draw about that many characters of text from the sources, for the tokenizer to learn from."""
    by_name = {source.name: source for source in sources}
    for name, share in _SAMPLE.items():
        texts = by_name[name].left + by_name[name].right
        random.Random(f"{seed} {name}").shuffle(texts)
        left = int(characters * share)
        for text in texts:
            if left <= 0:
                break
            left -= len(text)
            yield text
