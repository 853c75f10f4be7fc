"""Turn texts into vectors: one protocol, the bundled static model, and any sentence-transformers model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.messages import message
from index.embedders.hub import refuse_path
from index.errors import HomeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

#: The name of the model that comes with the package; recorded instead of a path, so that a home can move.
BUNDLED_NAME = "bundled"


class Embedder(Protocol):
    """Encode texts into rows of length 1 (of 0 where a text has no token)."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    @property
    def fingerprint(self) -> str:
        """A hash of what the vectors depend on: a home refuses questions of another."""
        ...

    @property
    def step(self) -> int:
        """About so many clauses are encoded between two commits: what a kill may cost."""
        ...

    @property
    def folder(self) -> Path | None:
        """Where several processes may each load it from, to encode side by side; None where it is too heavy."""
        ...

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row per text, float32 (n, dimension)."""
        ...

    def encode_query(self, text: str) -> Floats:
        """Return the vector of a question, float32 (dimension,)."""
        ...


def load_embedder(model: str | Path | None = None) -> Embedder:
    """Load a model by folder or name; None or ``bundled`` is the one that comes with the package.

    A folder with a StaticEmbedding is read with numpy and tokenizers only; everything else needs
    the extra ``gongbao[transformers]``. Raises HomeError when there is no such folder.
    """
    folder = _folder(model)
    if folder is not None and is_static(folder):
        from index.embedders.static import StaticEmbedder

        return StaticEmbedder(folder)
    from index.embedders.transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(str(folder or model))


def model_name(model: str | Path | None) -> str:
    """Return the name that a home records for a model; folders by their absolute path."""
    if model is None or str(model) == BUNDLED_NAME:
        return BUNDLED_NAME
    return str(Path(model).expanduser().absolute()) if Path(model).expanduser().is_dir() else str(model)


def _folder(model: str | Path | None) -> Path | None:
    """Return the folder of a model, None for a name of the model hub."""
    if model is None or str(model) == BUNDLED_NAME:
        from models import BUNDLED

        folder = Path(BUNDLED)
        if not folder.is_dir():
            raise HomeError(*message("model.bundled_missing", folder=folder))
        return folder
    folder = Path(model).expanduser()
    if folder.is_dir():
        if not (folder / "modules.json").is_file() and not (folder / "config.json").is_file():
            raise HomeError(*message("model.none", model=model))
        return folder
    refuse_path(model)
    return None


def is_static(folder: Path) -> bool:
    """Tell whether a model folder holds a StaticEmbedding, perhaps normalised, and nothing more."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        kinds = [str(module["type"]).rsplit(".", 1)[-1] for module in modules]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])
