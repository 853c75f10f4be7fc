"""Any sentence-transformers model. Heavy: torch is imported when the first such model is loaded."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import HomeError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_HUB_SECONDS = 10.0
_TALKATIVE = ("huggingface_hub", "transformers", "sentence_transformers", "urllib3", "httpx")


class SentenceTransformerEmbedder:
    """Encode with sentence-transformers, with the model's own prompts for questions and documents."""

    def __init__(self, model: str) -> None:
        if importlib.util.find_spec("sentence_transformers") is None:
            raise HomeError(
                f'the model {model} needs sentence-transformers: pip install "gongbao[transformers]", '
                "or leave --model out for the bundled model",
                f'模型 {model} 需要 sentence-transformers：请运行 pip install "gongbao[transformers]"，'
                "或不用 --model 而用自带模型",
            )
        with _quietly():
            self._model = _load(model)
        self._model.eval()
        # Named get_sentence_embedding_dimension before sentence-transformers 5.
        ask = (
            getattr(self._model, "get_embedding_dimension", None)
            or self._model.get_sentence_embedding_dimension
        )
        self._dimension = int(ask())
        self._fingerprint = _fingerprint(self._model)

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._dimension

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the weights and prompts, wherever the model lies."""
        return self._fingerprint

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row of length 1 per text, with the model's prompt for documents."""
        return self._normal(self._model.encode_document(list(texts), show_progress_bar=False), len(texts))

    def encode_query(self, text: str) -> Floats:
        """Return the vector of a question, with the model's prompt for questions."""
        row: Floats = self._normal(self._model.encode_query([text], show_progress_bar=False), 1)[0]
        return row

    def _normal(self, rows: Any, count: int) -> Floats:
        np = importlib.import_module("numpy")
        out: Floats = np.array(rows, np.float32).reshape(count, self._dimension)
        lengths = np.linalg.norm(out, axis=1, keepdims=True)
        np.divide(out, lengths, out=out, where=lengths > 0)
        return out


def _load(model: str) -> Any:
    """Load a folder, or a name: from the cache alone where the hub can't be reached.

    Left to itself the hub's client asks six times for each of several files, over a minute.
    """
    library = importlib.import_module("sentence_transformers")
    unreachable = None if Path(model).is_dir() else _hub_trouble()
    try:
        return library.SentenceTransformer(model, device=None, local_files_only=unreachable is not None)
    except Exception as trouble:  # the library raises whatever its many loaders raise
        if unreachable is not None:
            raise HomeError(
                f"the model {model} is no folder, is not in the cache, and the model hub can't be reached "
                f"({_first_line(unreachable)}): pass an existing folder, or try again with a network",
                f"模型 {model} 不是文件夹，缓存中没有，模型库也无法连接（{_first_line(unreachable)}）："
                "请给出已有的文件夹，或在联网后重试",
            ) from trouble
        raise HomeError(
            f"the model {model} can't be loaded ({_first_line(trouble)}): pass an existing folder "
            "or the name of a sentence-transformers model that can be reached",
            f"模型 {model} 无法加载（{_first_line(trouble)}）："
            "请给出已有的文件夹，或能连接到的 sentence-transformers 模型名称",
        ) from trouble


def _hub_trouble() -> Exception | None:
    """Ask the hub once; return what came instead of an answer."""
    hub = importlib.import_module("huggingface_hub")
    try:
        hub.utils.get_session().head(hub.constants.ENDPOINT, timeout=_HUB_SECONDS)
    except Exception as trouble:  # of whichever HTTP client the hub's library has
        return trouble
    return None


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep the loaders from writing log lines and bars: what fails is raised, and said once."""
    importlib.import_module("sentence_transformers")  # sets up the loggers of its own libraries
    bars = importlib.import_module("transformers.utils.logging")
    shown = bars.is_progress_bar_enabled()
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    bars.disable_progress_bar()
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
        if shown:
            bars.enable_progress_bar()


def _fingerprint(model: Any) -> str:
    torch = importlib.import_module("torch")
    prompts = [model.prompts, model.default_prompt_name]
    digest = hashlib.sha256(json.dumps(prompts, sort_keys=True).encode())
    for name, tensor in sorted(model.state_dict().items()):
        plain = tensor.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy()
        digest.update(f"{name} {tensor.dtype} {tuple(tensor.shape)}".encode())
        digest.update(plain)
    return digest.hexdigest()


def _first_line(trouble: Exception) -> str:
    return (str(trouble).strip() or type(trouble).__name__).splitlines()[0]
