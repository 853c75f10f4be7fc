"""jieba's dictionary, kept in the home in a form that loads fast and runs no code."""

from __future__ import annotations

import array
import gc
import hashlib
import importlib
import logging
import sys
import warnings
from functools import cache
from pathlib import Path
from typing import Any

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
    can abuse; it also takes three times as long to load. Ours is a list of words and an array of
    counts, with their SHA-256 beside them. Without ``write`` a missing cache is not made.
    """
    tokenizer = _jieba().Tokenizer()
    cached = _read(folder)
    if cached is None:
        with tokenizer.get_dict_file() as lines:
            cached = tokenizer.gen_pfdict(lines)
        if write:
            _write(folder, *cached)
    tokenizer.FREQ, tokenizer.total = cached
    tokenizer.initialized = True
    return tokenizer


def _files(folder: Path) -> tuple[Path, Path, Path]:
    return folder / "manifest.json", folder / "words.txt", folder / "counts.u32"


def cache_is_sound(folder: Path) -> bool:
    """Tell whether the cache is there and what it says it is."""
    return _read(folder) is not None


def clear_cache(folder: Path) -> None:
    """Drop the cache, sound or not."""
    for path in _files(folder):
        path.unlink(missing_ok=True)


def _read(folder: Path) -> tuple[dict[str, int], int] | None:
    manifest_path, words_path, counts_path = _files(folder)
    manifest = read_json(manifest_path)
    if manifest is None or manifest.get("format") != _FORMAT or manifest.get("jieba") != jieba_version():
        return None
    try:
        words, counts = words_path.read_bytes(), counts_path.read_bytes()
    except OSError:
        return None
    if [_sha256(words), _sha256(counts)] != [manifest.get("words"), manifest.get("counts")]:
        return None
    numbers = array.array("I", counts)
    if sys.byteorder == "big":
        numbers.byteswap()
    # Half a million new strings would have the collector look at them again and again.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return dict(zip(words.decode().split("\n"), numbers, strict=True)), int(manifest["total"])
    finally:
        if collecting:
            gc.enable()


def _write(folder: Path, frequencies: dict[str, int], total: int) -> None:
    manifest_path, words_path, counts_path = _files(folder)
    words = "\n".join(frequencies).encode()
    numbers = array.array("I", frequencies.values())
    if sys.byteorder == "big":
        numbers.byteswap()
    counts = numbers.tobytes()
    write_atomically(words_path, words)
    write_atomically(counts_path, counts)
    manifest = {"format": _FORMAT, "jieba": jieba_version(), "total": total}
    write_json(manifest_path, {**manifest, "words": _sha256(words), "counts": _sha256(counts)})


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
