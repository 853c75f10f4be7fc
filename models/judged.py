"""The last part of the training: questions that people asked, with the articles that were judged to answer them.

    python -m models.judged --base DIR --corpus FILE --questions FILE [--without K] --out DIR

There are few of them, so they come last and gently. Who measures on the same questions leaves a fifth of them out
(`--without 0` to `4`) and asks only those: figures on what was learned say nothing.
"""

import argparse
import json
import lzma
from dataclasses import replace
from pathlib import Path

import torch

from models import layout
from models.laws import Article
from models.questions import BLOCKS, Asked, block_of
from models.tune import Tuning, make_task, tune

JUDGED = Tuning(passes=10, batch=256, negatives=10, others=10**9, every=2, rate=0.01)


def read_judged(
    corpus: Path, questions: Path, without: int | None = None
) -> tuple[list[Asked], list[Article]]:
    """Read judged questions, a line for each article that answers, and all articles; a block may be left out."""
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        articles = {row["id"]: _article(row) for row in map(json.loads, lines)}
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    pairs = [
        Asked(question["query"], articles[gold["id"]])
        for number, question in enumerate(asked)
        if block_of(number, len(asked)) != without
        for gold in question["gold"]
    ]
    return pairs, list(articles.values())


def _article(row: dict[str, str]) -> Article:
    return Article(row["law"], (row.get("heading") or "").replace(" / ", " "), row["text"], row["article"])


def learn_judged(
    base: Path, corpus: Path, questions: Path, out: Path, *, without: int | None = None, seed: int = 0
) -> None:
    """Read a model, let it learn from the judged questions, and write it."""
    tokenizer, rows = layout.read(base)
    tuning = replace(JUDGED, seed=seed)
    task = make_task(tokenizer, *read_judged(corpus, questions, without), tuning)
    layout.write(out, tokenizer, tune(torch.from_numpy(rows), task, tuning).numpy())


def main() -> None:
    """Train from the command line and write the model folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", type=Path, required=True, help="model folder to start from")
    parser.add_argument("--corpus", type=Path, required=True, help="articles, as .jsonl.xz")
    parser.add_argument("--questions", type=Path, required=True, help="judged questions, as .jsonl")
    parser.add_argument("--out", type=Path, required=True, help="model folder to write")
    parser.add_argument("--without", type=int, choices=range(BLOCKS), help="block of questions to leave out")
    parser.add_argument("--seed", type=int, default=0)
    learn_judged(**vars(parser.parse_args()))


if __name__ == "__main__":
    main()
