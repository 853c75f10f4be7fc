"""The second half of the training: questions in people's own words, each to be told from the articles it resembles.

Pairs of text teach which words belong together, not that 老板跑路 asks for wages in arrears. The questions do, and what
teaches most are the articles that the model so far takes for the answer: they are mined anew as it learns.
(Hard negatives as in ANCE, Xiong et al. 2021, here over a table of token rows.)
"""

import random
import time
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

from models.batches import Ints, Rows, group_texts, tokenize
from models.laws import Article
from models.questions import Asked
from models.rows import RowAdam, pool_batch, vectors_of

_CHUNK = 2048  # questions scored at a time


@dataclass(frozen=True)
class Tuning:
    """What shapes the second half: each batch draws `negatives` of the `mined` nearest articles of a question."""

    passes: int = 6
    batch: int = 512
    negatives: int = 12
    mined: int = 60
    others: int = 60_000
    every: int = 2
    rate: float = 0.02
    scale: float = 14.0
    limit: int = 160
    seed: int = 0


@dataclass(frozen=True)
class Task:
    """Tokenised questions and articles: question i is answered by article `gold[i]`.

    Equal texts share a group, of questions as of articles: a question with several answers stands here once for each.
    """

    questions: Rows
    articles: Rows
    gold: Ints
    groups: Ints
    question_groups: Ints

    def rights(self) -> list[Ints]:
        """For each question, all articles that answer it, under whichever of its lines."""
        found: dict[int, list[int]] = {}
        for group, gold in zip(self.question_groups.tolist(), self.gold.tolist(), strict=True):
            found.setdefault(group, []).append(gold)
        return [np.array(found[group], dtype=np.int64) for group in self.question_groups.tolist()]


def make_task(tokenizer: Tokenizer, asked: list[Asked], articles: list[Article], tuning: Tuning) -> Task:
    """Tokenise the questions, their articles, and other articles drawn from all to be told from them."""
    drawn = random.Random(tuning.seed).sample(articles, min(tuning.others, len(articles)))
    every = list(dict.fromkeys([one.article for one in asked] + drawn))
    place = {article: at for at, article in enumerate(every)}
    return Task(
        tokenize(tokenizer, [one.question for one in asked], tuning.limit),
        tokenize(tokenizer, [article.in_context for article in every], tuning.limit),
        np.array([place[one.article] for one in asked], dtype=np.int64),
        group_texts([article.text for article in every]),
        group_texts([one.question for one in asked]),
    )


def mine(rows: torch.Tensor, task: Task, number: int) -> Ints:
    """For each question, that many of the articles nearest to it, in no order, the right ones left out."""
    questions, articles = vectors_of(rows, task.questions), vectors_of(rows, task.articles)
    rights = task.rights()
    number = min(number, len(articles) - max(map(len, rights)))
    found: list[torch.Tensor] = []
    for first in range(0, len(questions), _CHUNK):
        scores = questions[first : first + _CHUNK] @ articles.T
        for row, right in zip(scores, rights[first : first + _CHUNK], strict=True):
            row[right] = -torch.inf
        found.append(scores.topk(number).indices)
    return torch.cat(found).numpy()


def tune(rows: torch.Tensor, task: Task, tuning: Tuning) -> torch.Tensor:
    """Return the rows after learning from the questions; the rows given stay as they are."""
    generator = np.random.default_rng(tuning.seed)
    optimizer = RowAdam(rows.clone())
    usable = np.flatnonzero((task.questions.lengths > 0) & (task.articles.lengths[task.gold] > 0))
    batch = min(tuning.batch, len(usable))
    steps, taken, started = tuning.passes * (len(usable) // batch), 0, time.monotonic()
    nearest = np.empty((0, 0), dtype=np.int64)
    for turn in range(tuning.passes):
        if turn % tuning.every == 0:
            nearest = mine(optimizer.rows, task, tuning.mined)
        order, losses = generator.permutation(usable), []
        for at in range(0, len(order) - batch + 1, batch):
            chosen = order[at : at + batch]
            drawn = generator.integers(0, nearest.shape[1], (batch, tuning.negatives))
            candidates = np.concatenate(
                [task.gold[chosen], np.take_along_axis(nearest[chosen], drawn, 1).ravel()]
            )
            rate = tuning.rate * (1 - taken / steps)
            losses.append(_step(optimizer, task, chosen, candidates, rate, tuning.scale))
            taken += 1
        print(
            f"questions {turn + 1}/{tuning.passes} {time.monotonic() - started:.0f} s  {np.mean(losses):.2f}",
            flush=True,
        )
    return optimizer.rows


def _step(optimizer: RowAdam, task: Task, chosen: Ints, candidates: Ints, rate: float, scale: float) -> float:
    """Learn from one batch: candidate i answers question i, all others are to lie farther; returns the loss."""
    left, right = task.questions.whole(chosen), task.articles.whole(candidates)
    vectors, tokens, rows = pool_batch(optimizer.rows, left, right)
    scores = vectors[: len(chosen)] @ vectors[len(chosen) :].T * scale
    scores = scores.masked_fill(torch.from_numpy(_same(task, chosen, candidates)), -torch.inf)
    loss = functional.cross_entropy(scores, torch.arange(len(chosen)))
    (gradient,) = torch.autograd.grad(loss, rows)
    optimizer.step(tokens, gradient, rate)
    return loss.item()


def _same(task: Task, chosen: Ints, candidates: Ints) -> NDArray[np.bool_]:
    """Mark what is no negative: the text of the right article, and what else answers. The right one is not marked."""
    right, asked = task.groups[task.gold[chosen]], task.question_groups[chosen]
    same: NDArray[np.bool_] = right[:, None] == task.groups[candidates][None, :]
    same[:, : len(chosen)] |= asked[:, None] == asked[None, :]
    same[np.arange(len(chosen)), np.arange(len(chosen))] = False
    return same
