"""jieba's dictionary, kept in the home in a form that loads fast and runs no code."""

from __future__ import annotations

import gc
import hashlib
import importlib
import logging
import sys
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from index.frequencies import Frequencies, pack, unpack
from index.layout import read_json, write_atomically, write_json

_FORMAT = 1


@cache
def jieba_version() -> str:
    """Return the installed jieba's version without importing it."""
    metadata = importlib.import_module("importlib.metadata")
    return str(metadata.version("jieba"))


@cache
def _jieba() -> Any:
    """Import jieba quietly: it warns about its own patterns, logs to stderr, wants pkg_resources."""
    # Where setuptools is installed, pkg_resources costs jieba half a second and warns that it will
    # be removed; a None in sys.modules makes the import fail at once, and jieba does without it.
    blocked = "pkg_resources" not in sys.modules
    if blocked:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            jieba = importlib.import_module("jieba")
    finally:
        if blocked:
            del sys.modules["pkg_resources"]
    jieba.setLogLevel(logging.WARNING)
    return jieba


def load_jieba(folder: Path, *, write: bool) -> Any:
    """Return a jieba tokenizer of our own, from the cache in ``folder`` when it is sound.

    jieba's own cache is a marshal file in the shared temporary folder, which whoever puts it there
    can abuse, and which takes half a second to load. Ours is plain sorted arrays with their SHA-256
    beside them. With ``write`` a missing cache is made, and the words are held in a dict; without,
    they are looked up in the arrays as they lie.
    """
    tokenizer = _jieba().Tokenizer()
    cached = _read(folder)
    if cached is None:
        with tokenizer.get_dict_file() as lines:
            tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(lines)
        if write:
            _write(folder, tokenizer.FREQ, tokenizer.total)
    else:
        frequencies, tokenizer.total = cached
        tokenizer.FREQ = _without_collecting(frequencies.as_dict) if write else frequencies
    tokenizer.initialized = True
    return tokenizer


def _files(folder: Path) -> tuple[Path, Path, Path, Path]:
    """Return the manifest and the arrays."""
    return (
        folder / "manifest.json",
        folder / "words.txt",
        folder / "starts.u32",
        folder / "counts.u32",
    )


def cache_is_sound(folder: Path) -> bool:
    """Tell whether the cache is there and what it says it is."""
    return _read(folder) is not None


def clear_cache(folder: Path) -> None:
    """Drop the cache, sound or not."""
    for path in _files(folder):
        path.unlink(missing_ok=True)


def _read(folder: Path) -> tuple[Frequencies, int] | None:
    manifest_path, *paths = _files(folder)
    manifest = read_json(manifest_path)
    if manifest is None or manifest.get("format") != _FORMAT or manifest.get("jieba") != jieba_version():
        return None
    try:
        parts = [path.read_bytes() for path in paths]
    except OSError:
        return None
    if [hashlib.sha256(part).hexdigest() for part in parts] != manifest.get("sha256"):
        return None
    words, starts, counts = parts
    total = manifest.get("total")
    return (unpack(words, starts, counts), total) if isinstance(total, int) else None


def _without_collecting(make: Callable[[], dict[str, int]]) -> dict[str, int]:
    # Half a million new strings would have the collector look at them again and again.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return make()
    finally:
        if collecting:
            gc.enable()


def _write(folder: Path, frequencies: dict[str, int], total: int) -> None:
    manifest_path, *paths = _files(folder)
    parts = pack(frequencies)
    for path, part in zip(paths, parts, strict=True):
        write_atomically(path, part)
    shas = [hashlib.sha256(part).hexdigest() for part in parts]
    write_json(manifest_path, {"format": _FORMAT, "jieba": jieba_version(), "total": total, "sha256": shas})
