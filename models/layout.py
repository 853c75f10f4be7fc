"""The folder a static embedding is stored in: its file names, and how it is written.

The format is that of sentence-transformers, so that `SentenceTransformer(folder)` loads it; what it holds is so plain
(a tokenizer and one matrix) that it is read without that library as well.
"""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save
from tokenizers import Tokenizer

#: The only tensor of the weights file: one row per token id, in float16.
TENSOR = "embedding.weight"
_EMBEDDING = "sentence_transformers.models.StaticEmbedding"
_INNER = "0_StaticEmbedding"
_TOKENIZER = "tokenizer.json"  # of the `tokenizers` library
_WEIGHTS = "model.safetensors"  # the token rows


def write(folder: Path, tokenizer: Tokenizer, rows: NDArray[np.float32]) -> None:
    """Write a model folder: the tokenizer, the rows as float16, and what sentence-transformers needs to load both."""
    inner = folder / _INNER
    inner.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(inner / _TOKENIZER), pretty=False)
    (inner / _WEIGHTS).write_bytes(save({TENSOR: rows.astype(np.float16)}))
    described: dict[str, object] = {
        "modules.json": [{"idx": 0, "name": "0", "path": _INNER, "type": _EMBEDDING}],
        "config_sentence_transformers.json": {
            "prompts": {},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }
    for name, content in described.items():
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def read(folder: Path) -> tuple[Tokenizer, NDArray[np.float32]]:
    """Read a model folder back: the tokenizer and the rows as float32."""
    tokenizer = Tokenizer.from_file(str(folder / _INNER / _TOKENIZER))
    return tokenizer, load_file(folder / _INNER / _WEIGHTS)[TENSOR].astype(np.float32)
