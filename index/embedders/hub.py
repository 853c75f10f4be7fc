"""Loading any model of sentence-transformers, by folder or name: quietly, and with one line when it fails."""

from __future__ import annotations

import importlib
import importlib.util
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.messages import message
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
        raise HomeError(*message("model.needs_transformers", model=model))
    with _quietly():
        return _load(kind, str(folder) if folder.is_dir() else model)


def refuse_path(model: str | Path) -> None:
    """Raise HomeError for what looks like a path: names are "owner/name" or "name", and there is no such folder."""
    if isinstance(model, Path) or model.startswith((".", "/", "~")) or model.count("/") > 1:
        raise HomeError(*message("model.no_folder", model=model))


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
                *message("model.unreachable", model=model, why=_first_line(unreachable))
            ) from trouble
        raise HomeError(*message("model.unloadable", model=model, why=_first_line(trouble))) from trouble


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
