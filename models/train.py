"""Trains the bundled embedding: learns the tokenizer, then one row per token by contrastive learning, in two halves.

    python -m models.train --data DIR --laws DIR [--laws DIR] --out DIR

A text's vector is the mean of its tokens' rows. Of each batch, every pair is to be found among all the others: the
loss is InfoNCE over cosine similarities, in both directions. Then come questions (:mod:`models.tune`). Needs torch,
which using the model does not.
"""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from models import layout, pairs
from models.batches import Batch, Rows, Source, draw, schedule, tokenize_pairs
from models.judged import learn_judged
from models.laws import Article, distinct, read_laws
from models.pairs import LAW_PARTS
from models.questions import WRITTEN, read_questions
from models.rows import RowAdam, pool_batch, vectors_of
from models.tokenizer import learn
from models.tune import Tuning, make_task, tune


@dataclass(frozen=True)
class Settings:
    """What shapes the training."""

    vocabulary: int = 64_000
    sample: int = 25_000_000
    dimensions: int = 256
    batch: int = 2048
    limit: int = 160
    rate: float = 0.02
    scale: float = 20.0
    evenness: float = 0.2
    seed: int = 0


def contrast(
    left: torch.Tensor, right: torch.Tensor, same: torch.Tensor, scale: float
) -> tuple[float, torch.Tensor, torch.Tensor]:
    """InfoNCE in both directions, and its gradients; `same` marks pairs that are no negatives of each other.

    Written out, for both softmaxes share one table of exponentials, which is most of the cost of a step. Scores lie
    within ± scale, so that up to a scale of 40 nothing overflows.
    """
    number = len(left)
    odds = (left @ right.T).mul_(scale).exp_().masked_fill_(same, 0)
    by_left, by_right = odds.sum(1, keepdim=True), odds.sum(0, keepdim=True)
    loss = float((by_left.log().sum() + by_right.log().sum()) / 2 - odds.diagonal().log().sum()) / number
    slope = odds.mul_(by_left.reciprocal() + by_right.reciprocal()).div_(2)
    slope.diagonal().sub_(1)
    slope.mul_(scale / number)
    return loss, slope @ right, slope.T @ left


def _same(batch: Batch) -> torch.Tensor:
    left, right = torch.from_numpy(batch.left_groups), torch.from_numpy(batch.right_groups)
    same = (left[:, None] == left) | (right[:, None] == right)
    return same.fill_diagonal_(False)


def step(optimizer: RowAdam, batch: Batch, rate: float, scale: float) -> float:
    """Learn from one batch; returns its loss."""
    vectors, tokens, rows = pool_batch(optimizer.rows, batch.left, batch.right)
    left, right = vectors.detach().chunk(2)
    loss, left_slope, right_slope = contrast(left, right, _same(batch), scale)
    (gradient,) = torch.autograd.grad(vectors, rows, torch.cat([left_slope, right_slope]))
    optimizer.step(tokens, gradient, rate)
    return loss


def train(sources: list[Source], vocabulary: int, settings: Settings) -> torch.Tensor:
    """Train the table of rows over all batches of the sources, the rate falling to nought in a straight line."""
    torch.manual_seed(settings.seed)
    rows = torch.randn(vocabulary, settings.dimensions) * 0.1
    rows[0] = 0
    random = np.random.default_rng(settings.seed)
    batches = list(schedule(sources, settings.batch, random))
    optimizer = RowAdam(rows)
    started, losses = time.monotonic(), dict.fromkeys((source.name for source in sources), 0.0)
    for index, (source, chosen) in enumerate(batches):
        rate = settings.rate * (1 - index / len(batches))
        loss = step(optimizer, draw(source, chosen, random), rate, settings.scale)
        losses[source.name] += (loss - losses[source.name]) * (0.1 if losses[source.name] else 1)
        if index % 100 == 99:
            shown = " ".join(f"{name} {value:.2f}" for name, value in losses.items())
            print(f"{index + 1}/{len(batches)} {time.monotonic() - started:.0f} s  {shown}", flush=True)
    return rows


def even_out(rows: torch.Tensor, texts: Rows, power: float) -> torch.Tensor:
    """Turn the space to the main axes of these texts and damp each axis by its variance to the `power`.

    A few directions (what all law has in common) take up much of each similarity; damped a little, they tell less
    and the others more. It is one linear map, so it is stored in the rows; a power of 1 would be full whitening.
    """
    vectors = vectors_of(rows, texts)
    variance, axes = torch.linalg.eigh(torch.cov(vectors.T))
    turned: torch.Tensor = axes * variance.clamp_min(1e-6).pow(-power / 2)
    return rows @ turned.flip(1)


def prepare(data: Path, articles: list[Article], settings: Settings) -> tuple[Tokenizer, list[Source]]:
    """Read the sources, learn the tokenizer from them, and tokenise them."""
    texts = pairs.read_sources(data, articles)
    tokenizer = learn(pairs.sample(texts, settings.sample, settings.seed), settings.vocabulary)
    return tokenizer, [tokenize_pairs(tokenizer, each, settings.limit) for each in texts]


def some_articles(sources: list[Source], seed: int) -> Rows:
    """A sample of the articles of law."""
    articles = next(source.right for source in sources if source.name == LAW_PARTS)
    chosen = np.random.default_rng(seed).choice(
        len(articles.lengths), min(20_000, len(articles.lengths)), replace=False
    )
    return articles.whole(chosen)


def fit(
    data: Path, laws: list[Path], questions: Path, settings: Settings, tuning: Tuning
) -> tuple[Tokenizer, NDArray[np.float32]]:
    """Make the tokenizer and the rows of a model: first from pairs of texts, then from questions."""
    every = read_laws(laws)
    articles = distinct(every)
    tokenizer, sources = prepare(data, articles, settings)
    rows = train(sources, tokenizer.get_vocab_size(), settings)
    rows = even_out(rows, some_articles(sources, settings.seed), settings.evenness)
    del sources
    task = make_task(tokenizer, read_questions(questions, every), articles, tuning)
    return tokenizer, tune(rows, task, tuning).numpy()


def main() -> None:
    """Train from the command line and write the model folder."""
    defaults = Settings()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the files of pairs")
    parser.add_argument(
        "--laws", type=Path, action="append", required=True, help="folder of laws in markdown; may repeat"
    )
    parser.add_argument("--questions", type=Path, default=WRITTEN, help="questions written for articles")
    parser.add_argument(
        "--judged",
        type=Path,
        nargs=2,
        metavar=("CORPUS", "QUESTIONS"),
        help="judged questions to learn from last",
    )
    parser.add_argument("--out", type=Path, required=True, help="model folder to write")
    parser.add_argument("--seed", type=int, default=defaults.seed)
    options = parser.parse_args()
    tokenizer, rows = fit(
        options.data, options.laws, options.questions, Settings(seed=options.seed), Tuning(seed=options.seed)
    )
    layout.write(options.out, tokenizer, rows)
    if options.judged:
        corpus, questions = options.judged
        learn_judged(options.out, corpus, questions, options.out, seed=options.seed)


if __name__ == "__main__":
    main()
