"""A cross-encoder that reads question and clause together, where the user has one: slower, and better.

It orders the best hits anew; what a question names stays first, and scores stay those of the fusion.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.messages import message
from index import HomeError
from index.catalog.rows import ClauseRow
from index.embedders.hub import load_model
from index.vectors.chunks import WHOLE, embedded_texts

BATCH = 16  # pairs read at a time

#: So many of the best candidates are read.
DEPTH = 50


class Reranker:
    """Score clauses with any cross-encoder of sentence-transformers, a folder or a name.

    Raises HomeError where it can't be loaded, or gives more than one score to a pair.
    """

    def __init__(self, model: str) -> None:
        self._model = load_model("CrossEncoder", model)
        if self._model.num_labels != 1:
            raise HomeError(*message("model.scores", model=model, count=self._model.num_labels))

    def scores(self, question: str, rows: Sequence[ClauseRow], passages: Sequence[int]) -> list[float]:
        """Return how well each clause, or the passage of it that is numbered, answers: higher is better."""
        pairs = []
        for row, passage in zip(rows, passages, strict=True):
            texts = dict(embedded_texts(row.clause))
            pairs.append((question, texts.get(passage, texts[WHOLE])))
        found = self._model.predict(pairs, batch_size=BATCH, show_progress_bar=False)
        return [float(score) for score in found]
