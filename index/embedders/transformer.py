"""Any sentence-transformers model. Heavy: torch is imported when the first such model is loaded."""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from index.embedders.hub import load_model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


class SentenceTransformerEmbedder:
    """Encode with sentence-transformers, with the model's own prompts for questions and documents."""

    step = 256  # a large model on a processor reads a few clauses a second
    folder = None  # it takes seconds and gigabytes to load, and uses all processors by itself

    def __init__(self, model: str) -> None:
        self._model = load_model("SentenceTransformer", model)
        self._model.eval()
        # Named get_sentence_embedding_dimension before sentence-transformers 5.
        ask = (
            getattr(self._model, "get_embedding_dimension", None)
            or self._model.get_sentence_embedding_dimension
        )
        self.dimension = int(ask())
        self.fingerprint = _fingerprint(self._model)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row of length 1 per text, with the model's prompt for documents."""
        return self._normal(self._model.encode_document(list(texts), show_progress_bar=False), len(texts))

    def encode_query(self, text: str) -> Floats:
        """Return the vector of a question, with the model's prompt for questions."""
        row: Floats = self._normal(self._model.encode_query([text], show_progress_bar=False), 1)[0]
        return row

    def _normal(self, rows: Any, count: int) -> Floats:
        np = importlib.import_module("numpy")
        out: Floats = np.array(rows, np.float32).reshape(count, self.dimension)
        lengths = np.linalg.norm(out, axis=1, keepdims=True)
        np.divide(out, lengths, out=out, where=lengths > 0)
        return out


def _fingerprint(model: Any) -> str:
    """Return the SHA-256 of the weights and prompts, wherever the model lies."""
    torch = importlib.import_module("torch")
    prompts = [model.prompts, model.default_prompt_name]
    digest = hashlib.sha256(json.dumps(prompts, sort_keys=True).encode())
    for name, tensor in sorted(model.state_dict().items()):
        plain = tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy()
        digest.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode())
        digest.update(plain)
    return digest.hexdigest()
