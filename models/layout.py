"""The folder a static embedding is stored in: its file names, and how it is written.

The format is that of sentence-transformers, so that `SentenceTransformer(folder)` loads it; what it holds is so plain
(a tokenizer and one matrix) that it is read without that library as well.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save
from tokenizers import Tokenizer

#: The only tensor of the weights file: one row per token id, in float16.
TENSOR = "embedding.weight"
_EMBEDDING = "sentence_transformers.models.StaticEmbedding"


@dataclass(frozen=True)
class Layout:
    """The paths of a model folder."""

    folder: Path

    @property
    def tokenizer(self) -> Path:
        """The tokenizer of the `tokenizers` library."""
        return self.folder / "0_StaticEmbedding" / "tokenizer.json"

    @property
    def weights(self) -> Path:
        """The token rows, safetensors."""
        return self.folder / "0_StaticEmbedding" / "model.safetensors"

    @property
    def modules(self) -> Path:
        """The list of modules that sentence-transformers builds the model from."""
        return self.folder / "modules.json"

    @property
    def config(self) -> Path:
        """The settings that sentence-transformers reads: cosine similarity, no prompts."""
        return self.folder / "config_sentence_transformers.json"


def write(folder: Path, tokenizer: Tokenizer, rows: NDArray[np.float32]) -> None:
    """Write a model folder: the tokenizer, the rows as float16, and what sentence-transformers needs to load both."""
    layout = Layout(folder)
    layout.weights.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(layout.tokenizer), pretty=False)
    layout.weights.write_bytes(save({TENSOR: rows.astype(np.float16)}))
    modules: list[dict[str, object]] = [
        {"idx": 0, "name": "0", "path": layout.weights.parent.name, "type": _EMBEDDING}
    ]
    config: dict[str, object] = {"prompts": {}, "default_prompt_name": None, "similarity_fn_name": "cosine"}
    for path, content in ((layout.modules, modules), (layout.config, config)):
        path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def read(folder: Path) -> tuple[Tokenizer, NDArray[np.float32]]:
    """Read a model folder back: the tokenizer and the rows as float32."""
    layout = Layout(folder)
    tokenizer = Tokenizer.from_file(str(layout.tokenizer))
    return tokenizer, load_file(layout.weights)[TENSOR].astype(np.float32)
