"""A StaticEmbedding without torch: the mean of token rows, scaled to length 1."""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.messages import message
from index.embedders.runs import Runs, load_runs
from index.errors import HomeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_BATCH = 1024  # texts given to the tokenizer at a time; it uses all processors


class StaticEmbedder:
    """Encode with numpy and tokenizers alone, to the vectors that sentence-transformers gives."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        inner = folder / str(modules[0].get("path", ""))
        try:
            self._rows = _token_rows(inner / "model.safetensors")
            self._tokenizer = _tokenizer(inner / "tokenizer.json")
        except Exception as trouble:  # tokenizers raises bare Exception, safetensors its own
            raise HomeError(*message("model.unreadable", folder=folder, why=trouble)) from trouble
        tokens, rows = self._tokenizer.get_vocab_size(), len(self._rows)
        if tokens > rows:
            raise HomeError(*message("model.unequal", folder=folder, tokens=tokens, rows=rows))
        self._file = inner / "tokenizer.json"
        self._fast: tuple[Floats, Runs | None] | None = None
        self._prompts = _prompts(folder)
        self._fingerprint = _fingerprint(inner, self._prompts)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._rows.shape[1])

    @property
    def step(self) -> int:
        """About a second's work."""
        return 10_000

    @property
    def folder(self) -> Path:
        """Where any process may load it from, in a moment."""
        return self._folder

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of tokenizer, weights and prompts."""
        return self._fingerprint

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row of length 1 per text, of length 0 where a text has no token."""
        return self._encode([self._prompts[1] + text for text in texts])

    def encode_query(self, text: str) -> Floats:
        """Return the vector of a question."""
        row: Floats = self._encode([self._prompts[0] + text])[0]
        return row

    def token_vectors(self, texts: Sequence[str]) -> tuple[Floats, Ints, list[int]]:
        """Return the distinct tokens' vectors, length 1; the row of each token; tokens per text.

        Every token of a static model has one vector, so texts can be compared word by word.
        """
        np = importlib.import_module("numpy")
        ids = [e.ids for e in self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)]
        distinct, rows = np.unique(np.fromiter(chain.from_iterable(ids), np.int64), return_inverse=True)
        vectors = self._rows[distinct].astype(np.float32)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return vectors, rows, [len(one) for one in ids]

    def _encode(self, texts: list[str]) -> Floats:
        np = importlib.import_module("numpy")
        if len(texts) > _BATCH:
            self.hasten()
        out: Floats = np.zeros((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _BATCH):
            part = texts[start : start + _BATCH]
            rows, runs = self._fast or (self._rows, None)
            if runs is not None:
                tokens = runs.tokenize(part)
            else:
                tokens = [e.ids for e in self._tokenizer.encode_batch_fast(part, add_special_tokens=False)]
            for ids, row in zip(tokens, out[start : start + _BATCH], strict=True):
                if ids:  # one text at a time: its few rows stay in the processor's cache
                    np.add.reduce(rows.take(ids, axis=0), axis=0, dtype=np.float32, out=row)
        # The mean has the direction of the sum: the length is set to 1 either way.
        lengths = np.linalg.norm(out, axis=1, keepdims=True)
        np.divide(out, lengths, out=out, where=lengths > 0)
        return out

    def hasten(self) -> None:
        """Load what encodes many texts in half the time: rows of float32, which take twice the memory, and runs."""
        if self._fast is None:
            self._fast = self._rows.astype("float32"), load_runs(self._file, self._tokenizer)


def _token_rows(path: Path) -> Any:
    """Map the float rows into memory: a question touches only those of its own tokens."""
    tensors = importlib.import_module("safetensors")
    with tensors.safe_open(str(path), framework="numpy") as weights:
        return weights.get_tensor("embedding.weight")


def _tokenizer(path: Path) -> Any:
    tokenizer = importlib.import_module("tokenizers").Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    return tokenizer


def _prompts(folder: Path) -> tuple[str, str]:
    """Return what sentence-transformers puts before a question and before a document."""
    try:
        config = json.loads((folder / "config_sentence_transformers.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "", ""
    prompts = config.get("prompts") or {}
    default = prompts.get(config.get("default_prompt_name") or "") or ""
    passage = next(
        (prompts[name] for name in ("document", "passage", "corpus") if prompts.get(name)), default
    )
    return prompts.get("query") or default, passage


def _fingerprint(inner: Path, prompts: tuple[str, str]) -> str:
    digest = hashlib.sha256(json.dumps(prompts).encode())
    for name in ("tokenizer.json", "model.safetensors"):
        with (inner / name).open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()
