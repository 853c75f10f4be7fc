"""Trains the bundled embedding: learns the tokenizer, then one row per token by contrastive learning.

    python -m models.train --data DIR --laws DIR [--laws DIR] --out DIR

A text's vector is the mean of its tokens' rows. Of each batch, every pair is to be found among all the others: the
loss is InfoNCE over cosine similarities, in both directions. Needs torch, which using the model does not.
"""

import argparse
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

from models import layout, pairs
from models.batches import Batch, Rows, Source, draw, schedule, tokenize_pairs
from models.pairs import LAW_PARTS
from models.tokenizer import learn


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


class RowAdam:
    """Adam over the rows of a table, where a step touches only the rows of the tokens in the batch.

    A row's moments age by the steps it takes part in: rare tokens are not slowed by batches they are not in.
    """

    def __init__(self, rows: torch.Tensor) -> None:
        """Start with empty moments for each row."""
        self.rows = rows
        self.mean = torch.zeros_like(rows)
        self.square = torch.zeros_like(rows)
        self.steps = torch.zeros(len(rows), 1)

    def step(self, tokens: torch.Tensor, gradient: torch.Tensor, rate: float) -> None:
        """Move the rows of these distinct tokens against their gradient."""
        self.steps[tokens] += 1
        mean = self.mean[tokens].lerp_(gradient, 0.1)
        square = self.square[tokens].lerp_(gradient.square(), 0.001)
        self.mean[tokens] = mean
        self.square[tokens] = square
        steps = self.steps[tokens]
        mean = mean / (1 - 0.9**steps)
        square = square / (1 - 0.999**steps)
        self.rows[tokens] -= rate * mean / (square.sqrt() + 1e-8)


def pool(rows: torch.Tensor, ids: torch.Tensor, starts: NDArray[np.int64]) -> torch.Tensor:
    """The vectors of texts that begin at these places of the ids: the mean of their rows, of length one."""
    return functional.normalize(functional.embedding_bag(ids, rows, torch.from_numpy(starts), mode="mean"))


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
    both = torch.from_numpy(np.concatenate([batch.left.ids, batch.right.ids]))
    starts = np.concatenate([batch.left.starts, batch.right.starts + len(batch.left.ids)])
    tokens, local = torch.unique(both, return_inverse=True)
    rows = optimizer.rows[tokens].requires_grad_()
    vectors = pool(rows, local, starts)
    left, right = vectors.detach().chunk(2)
    loss, left_slope, right_slope = contrast(left, right, _same(batch), scale)
    (gradient,) = torch.autograd.grad(vectors, rows, torch.cat([left_slope, right_slope]))
    gradient[tokens == 0] = 0  # the unknown token keeps its zero row
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
    vectors = pool(rows, torch.from_numpy(texts.ids).long(), texts.starts)
    variance, axes = torch.linalg.eigh(torch.cov(vectors.T))
    turned: torch.Tensor = axes * variance.clamp_min(1e-6).pow(-power / 2)
    return rows @ turned.flip(1)


def prepare(data: Path, laws: list[Path], settings: Settings) -> tuple[Tokenizer, list[Source]]:
    """Read the sources, learn the tokenizer from them, and tokenise them."""
    texts = pairs.read_sources(data, laws)
    tokenizer = learn(pairs.sample(texts, settings.sample, settings.seed), settings.vocabulary)
    return tokenizer, [tokenize_pairs(tokenizer, each, settings.limit) for each in texts]


def some_articles(sources: list[Source], seed: int) -> Rows:
    """A sample of the articles of law."""
    articles = next(source.right for source in sources if source.name == LAW_PARTS)
    chosen = np.random.default_rng(seed).choice(
        len(articles.lengths), min(20_000, len(articles.lengths)), replace=False
    )
    return articles.take(chosen, np.zeros_like(chosen), articles.lengths[chosen])


def fit(data: Path, laws: list[Path], settings: Settings) -> tuple[Tokenizer, NDArray[np.float32]]:
    """Make the tokenizer and the rows of a model from the training data."""
    tokenizer, sources = prepare(data, laws, settings)
    rows = train(sources, tokenizer.get_vocab_size(), settings)
    rows = even_out(rows, some_articles(sources, settings.seed), settings.evenness)
    return tokenizer, rows.numpy()


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
    parser.add_argument("--out", type=Path, required=True, help="model folder to write")
    parser.add_argument("--seed", type=int, default=defaults.seed)
    options = parser.parse_args()
    tokenizer, rows = fit(options.data, options.laws, Settings(seed=options.seed))
    layout.write(options.out, tokenizer, rows)


if __name__ == "__main__":
    main()
