"""Measures a model by itself, without any other way of searching, on judged questions it was not trained on."""

import argparse
import json
import lzma
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from models.batches import tokenize
from models.layout import read

Floats = NDArray[np.float32]
_LIMIT = 100_000


def encode(tokenizer: Tokenizer, rows: Floats, texts: list[str]) -> Floats:
    """The vectors of texts: the mean of their token rows, of length one; zeros for a text without tokens."""
    tokens = tokenize(tokenizer, texts, _LIMIT)
    vectors = np.zeros((len(texts), rows.shape[1]), dtype=np.float32)
    for index, (start, length) in enumerate(zip(tokens.starts, tokens.lengths, strict=True)):
        if length:
            vectors[index] = rows[tokens.ids[start : start + length]].mean(axis=0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return vectors


def first_ranks(queries: Floats, documents: Floats, gold: Sequence[set[int]], depth: int) -> list[list[int]]:
    """For each query, the ranks (from 0, below `depth`) at which its right documents stand, ties by document order."""
    found: list[list[int]] = []
    for query, right in zip(queries, gold, strict=True):
        best = np.argsort(-(documents @ query), kind="stable")[:depth]
        found.append([rank for rank, document in enumerate(best) if int(document) in right])
    return found


def summary(ranks: list[list[int]], gold: Sequence[set[int]], cuts: Sequence[int]) -> dict[str, float]:
    """Success and recall at each cut, and the mean reciprocal rank of the first right answer among ten."""
    figures: dict[str, float] = {}
    for cut in cuts:
        figures[f"success@{cut}"] = float(np.mean([any(rank < cut for rank in each) for each in ranks]))
        shares = [
            sum(rank < cut for rank in each) / len(right) for each, right in zip(ranks, gold, strict=True)
        ]
        figures[f"recall@{cut}"] = float(np.mean(shares))
    figures["mrr@10"] = float(
        np.mean([1 / (each[0] + 1) if each and each[0] < 10 else 0.0 for each in ranks])
    )
    return {name: round(value, 3) for name, value in figures.items()}


def stard(tokenizer: Tokenizer, rows: Floats, corpus: Path, questions: Path) -> dict[str, float]:
    """Lay questions over the articles of national law; a question is a JSON line with `query` and `gold` ids."""
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    place = {article["id"]: index for index, article in enumerate(articles)}
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    gold = [{place[each["id"]] for each in question["gold"]} for question in asked]
    documents = encode(tokenizer, rows, [article["text"] for article in articles])
    queries = encode(tokenizer, rows, [question["query"] for question in asked])
    return summary(first_ranks(queries, documents, gold, 100), gold, (10, 100))


def gazette(
    tokenizer: Tokenizer, rows: Floats, issue: Path, questions: Path, language: str
) -> dict[str, float]:
    """Questions in one language over the lines of an issue; right is a line with a gold text in it, blanks aside."""
    lines = [line.strip() for line in issue.read_text(encoding="utf-8").splitlines() if len(line.strip()) > 1]
    bare = [re.sub(r"\s+", "", line) for line in lines]
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    asked = [each for each in asked if each["lang"] == language]
    texts = [[re.sub(r"\s+", "", each["text"]) for each in question["gold"]] for question in asked]
    gold = [{i for i, line in enumerate(bare) if any(text in line for text in each)} for each in texts]
    queries = encode(tokenizer, rows, [question["query"] for question in asked])
    known = [index for index, right in enumerate(gold) if right]
    gold = [gold[index] for index in known]
    return summary(first_ranks(queries[known], encode(tokenizer, rows, lines), gold, 10), gold, (1, 5, 10))


def main() -> None:
    """Print the figures of a model folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, help="model folder")
    for name, text in (("--stard", "CORPUS"), ("--gazette", "ISSUE")):
        metavar = (text, "QUESTIONS")
        parser.add_argument(name, type=Path, nargs=2, metavar=metavar, action="append", default=[])
    options = parser.parse_args()
    tokenizer, rows = read(options.model)
    for corpus, questions in options.stard:
        print(questions.stem, json.dumps(stard(tokenizer, rows, corpus, questions)))
    for issue, questions in options.gazette:
        for language in ("zh", "en"):
            print("gazette", language, json.dumps(gazette(tokenizer, rows, issue, questions, language)))


if __name__ == "__main__":
    main()
