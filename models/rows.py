"""The table of token rows: how a text is pooled from it, and how it learns."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from models.batches import Rows


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
        """Move the rows of these distinct tokens against their gradient; the unknown token keeps its zero row."""
        gradient[tokens == 0] = 0
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


def vectors_of(rows: torch.Tensor, texts: Rows) -> torch.Tensor:
    """The vectors of texts that follow each other."""
    return pool(rows, torch.from_numpy(texts.ids).long(), texts.starts)


def pool_batch(
    table: torch.Tensor, left: Rows, right: Rows
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The vectors of a batch, left texts before right ones, with what they can be differentiated by.

    Returns (vectors, distinct tokens of the batch, their rows).
    """
    ids = torch.from_numpy(np.concatenate([left.ids, right.ids]))
    tokens, local = torch.unique(ids, return_inverse=True)
    rows = table[tokens].requires_grad_()
    return pool(rows, local, np.concatenate([left.starts, right.starts + len(left.ids)])), tokens, rows
