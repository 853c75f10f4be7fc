"""Loading any model of sentence-transformers, by folder or name: quietly, and with one line when it fails."""

from __future__ import annotations

import importlib
import importlib.util
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import HomeError

_HUB_SECONDS = 10.0
_TALKATIVE = ("huggingface_hub", "transformers", "sentence_transformers", "urllib3", "httpx")


def load_model(kind: str, model: str) -> Any:
    """Load a model as the class of that name, ``SentenceTransformer`` or ``CrossEncoder``.

    Raises HomeError where sentence-transformers is not installed, or the model can't be loaded.
    """
    folder = Path(model).expanduser()
    if not folder.is_dir():
        refuse_path(model)
    if importlib.util.find_spec("sentence_transformers") is None:
        raise HomeError(
            f'the model {model} needs sentence-transformers: pip install "gongbao[transformers]", '
            "or leave it out: the bundled model needs nothing",
            f'模型 {model} 需要 sentence-transformers：请运行 pip install "gongbao[transformers]"，'
            "或不指定模型：自带模型不需要它",
        )
    with _quietly():
        return _load(kind, str(folder) if folder.is_dir() else model)


def refuse_path(model: str | Path) -> None:
    """Raise HomeError for what looks like a path: names are "owner/name" or "name", and there is no such folder."""
    if isinstance(model, Path) or model.startswith((".", "/", "~")) or model.count("/") > 1:
        raise HomeError(
            f"there is no model folder {model}: pass an existing folder or the name of a model",
            f"没有模型文件夹 {model}：请给出已有的文件夹或模型名称",
        )


def _load(kind: str, model: str) -> Any:
    """Load a folder, or a name: from the cache alone where the hub can't be reached.

    Left to itself the hub's client asks six times for each of several files, over a minute.
    """
    library = importlib.import_module("sentence_transformers")
    unreachable = None if Path(model).is_dir() else _hub_trouble()
    try:
        return getattr(library, kind)(model, device=None, local_files_only=unreachable is not None)
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


def _first_line(trouble: Exception) -> str:
    return (str(trouble).strip() or type(trouble).__name__).splitlines()[0]
