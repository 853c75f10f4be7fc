"""How near each word of a question comes to some word of a clause.

One vector for a whole clause forgets its single words: "coach licence" is lost in an article about
schools. So the best candidates are read again word by word: each word of the question takes its
nearest token in the clause, its title or headings, and the mean of these cosines counts. (The sum
of maxima of ColBERT, Khattab & Zaharia 2020, here over the rows of a static embedding, where a
token's vector needs no model run.) Across languages it works like a dictionary. In the mean a word
counts by its share in the vector of the question: the model has learned which words tell.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from index.catalog.rows import ClauseRow
from index.embedders.embedder import Embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_LONGEST = 2000  # characters of a clause that are read; a token's place matters to no one


# A word is not held at the first of these cosines to its nearest token; it is missing below the second.
_NONE, _MISSING = 0.2, 0.5


@dataclass(frozen=True, slots=True)
class Nearness:
    """Hold how near a clause comes to the words of a question.

    ``mean`` of the words' cosines; ``held``: about how many of the words it has, in other words
    too; ``whole``: none of them is missing.
    """

    mean: float
    held: float
    whole: bool


class TokenEmbedder(Protocol):
    """An embedder whose tokens have vectors of their own, whatever stands around them."""

    def token_vectors(self, texts: Sequence[str]) -> tuple[Floats, Ints, list[int]]:
        """Return the distinct tokens' vectors, length 1; the row of each token; tokens per text."""


def closeness(
    embedder: Embedder, words: Sequence[str], rows: Sequence[ClauseRow], full: float = 0.9
) -> list[Nearness] | None:
    """Return how near each clause comes to the words, None where the model can't tell.

    ``full``: the cosine to its nearest token at which a word is wholly held.
    """
    np = importlib.import_module("numpy")
    contexts = [" ".join((row.clause.title, *row.clause.headings)) for row in rows]
    shared = list(dict.fromkeys(contexts))
    texts = [row.clause.text[:_LONGEST] for row in rows]
    if (read := _read(embedder, words, [*texts, *shared])) is None:
        return None
    nearest, shares = read
    at = {context: len(texts) + number for number, context in enumerate(shared)}
    own, around = nearest[:, : len(texts)], nearest[:, [at[context] for context in contexts]]
    near = np.maximum(own, around)
    held = np.clip((near - _NONE) / (full - _NONE), 0.0, 1.0)
    return [
        Nearness(float(mean), len(words) * float(part), bool(least >= _MISSING))
        for mean, part, least in zip(shares @ near, shares @ held, near.min(axis=0), strict=True)
    ]


def texts_nearness(embedder: Embedder, words: Sequence[str], texts: Sequence[str]) -> list[float] | None:
    """Return the mean of the words' cosines to the nearest token of each text, None where the model can't tell."""
    if (read := _read(embedder, words, texts)) is None:
        return None
    near, shares = read
    return [float(mean) for mean in shares @ near]


def _read(embedder: Embedder, words: Sequence[str], texts: Sequence[str]) -> tuple[Floats, Floats] | None:
    """Return the cosine of each word (row) to the nearest token of each text (column), and each word's share."""
    if not hasattr(embedder, "token_vectors") or not words or not texts:
        return None
    np = importlib.import_module("numpy")
    vectors, tokens, counts = cast("TokenEmbedder", embedder).token_vectors(texts)
    if not len(vectors):
        return None
    # Not by BLAS: for so small a product its threads cost twenty times what they save.
    asked = embedder.encode(list(words))
    near = np.maximum(_nearest(np.einsum("wd,td->wt", asked, vectors), tokens, counts), 0.0)
    return near, _shares(asked, embedder.encode([" ".join(words)])[0])


def _shares(words: Floats, question: Floats) -> Floats:
    """Return how much each word's vector brings to that of all words together; their sum is 1."""
    np = importlib.import_module("numpy")
    # The question is a sum of the words, each as long as the model makes it: solved for the
    # lengths. The ridge is for words with one vector, which share theirs.
    grams = np.einsum("ad,bd->ab", words, words) + 1e-3 * np.eye(len(words))
    lengths = np.maximum(np.linalg.solve(grams, np.einsum("wd,d->w", words, question)), 0.0)
    total = lengths.sum()
    shares: Floats = lengths / total if total > 0 else np.full(len(words), 1 / len(words))
    return shares.astype(np.float32)


def _nearest(cosines: Floats, tokens: Ints, counts: Sequence[int]) -> Floats:
    """Return for each word (row) and text (column) the cosine of the text's nearest token."""
    np = importlib.import_module("numpy")
    out: Floats = np.zeros((len(cosines), len(counts)), np.float32)
    filled = [number for number, count in enumerate(counts) if count]
    if filled:
        starts = np.cumsum([0, *(counts[number] for number in filled[:-1])])
        out[:, filled] = np.maximum.reduceat(cosines[:, tokens], starts, axis=1)
    return out
