"""jieba's dictionary, kept in the home in a form that loads fast and runs no code."""

from __future__ import annotations

import hashlib
import importlib
import logging
import sys
import warnings
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from index.errors import disk_trouble
from index.layout import read_manifest_file, write_atomically, write_manifest_file
from index.lexical.frequencies import Frequencies, pack, unpack

_FORMAT = 2
_FILES = ("words.txt", "starts.u32", "counts.u32")  # what pack returns; the manifest stands beside them


@cache
def version_of(package: str) -> str:
    """Return the version of an installed package without importing it."""
    metadata = importlib.import_module("importlib.metadata")
    return str(metadata.version(package))


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


def load_jieba(folder: Path, *, write: bool) -> Callable[[str], Iterable[str]]:
    """Return jieba's ``cut_for_search``, its dictionary taken from the cache in ``folder`` when it is sound.

    jieba's own cache is a marshal file in the shared temporary folder, which whoever puts it there
    can abuse, and which takes half a second to load. Ours is plain sorted arrays with their SHA-256
    beside them, in which the words are looked up as they lie. With ``write`` a missing cache is made,
    and what is returned is jieba in Rust: the same cuts by the same dictionary, ten times as fast, for
    who cuts many texts.
    """
    cached = _read(folder)
    if write and cached is not None:
        return fast_cutter()
    tokenizer = _jieba().Tokenizer()
    if cached is None:
        with tokenizer.get_dict_file() as lines:
            tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(lines)
        if write:
            with disk_trouble(folder.parent):
                _write(folder, tokenizer.FREQ, tokenizer.total)
            return fast_cutter()
    else:
        tokenizer.FREQ, tokenizer.total = cached
    tokenizer.initialized = True
    cutter: Callable[[str], Iterable[str]] = tokenizer.cut_for_search
    return cutter


def fast_cutter() -> Callable[[str], Iterable[str]]:
    """Return ``cut_for_search`` of jieba in Rust, which brings jieba's dictionary with it."""
    cutter: Callable[[str], Iterable[str]] = importlib.import_module("rjieba").cut_for_search
    return cutter


def cache_is_sound(folder: Path) -> bool:
    """Tell whether the cache is there and what it says it is."""
    return _read(folder) is not None


def _read(folder: Path) -> tuple[Frequencies, int] | None:
    manifest = read_manifest_file(folder)
    if manifest is None or manifest.get("format") != _FORMAT or manifest.get("jieba") != version_of("jieba"):
        return None
    try:
        parts = [(folder / name).read_bytes() for name in _FILES]
    except OSError:
        return None
    if [hashlib.sha256(part).hexdigest() for part in parts] != manifest.get("sha256"):
        return None
    total = manifest.get("total")
    return (unpack(*parts), total) if isinstance(total, int) else None


def _write(folder: Path, frequencies: dict[str, int], total: int) -> None:
    parts = pack(frequencies)
    for name, part in zip(_FILES, parts, strict=True):
        write_atomically(folder / name, part)
    shas = [hashlib.sha256(part).hexdigest() for part in parts]
    write_manifest_file(
        folder, {"format": _FORMAT, "jieba": version_of("jieba"), "total": total, "sha256": shas}
    )
