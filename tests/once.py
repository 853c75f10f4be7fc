"""Load once in a process what every home loads anew, a second each time, and what is always the same."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from index.embedders.embedder import Embedder, load_embedder

# What is put in their places is not theirs: hence Any.
dictionary: Any = import_module("index.lexical.dictionary")
home: Any = import_module("index.home")


@cache
def share_what_homes_load() -> None:
    """Let homes share jieba's dictionary and the bundled model from now on."""
    _share_the_dictionary()
    _share_the_model()


def _share_the_dictionary() -> None:
    """Read and sort its half a million words once, when a home is made that needs them."""
    tokenizer = dictionary._jieba().Tokenizer
    read, pack = tokenizer.gen_pfdict, dictionary.pack

    @cache
    def words() -> Any:
        with tokenizer().get_dict_file() as lines:
            return read(lines)

    @cache
    def packed() -> tuple[bytes, bytes, bytes]:
        made: tuple[bytes, bytes, bytes] = pack(words()[0])
        return made

    tokenizer.gen_pfdict = staticmethod(lambda _: words())
    dictionary.pack = lambda _: packed()


def _share_the_model() -> None:
    @cache
    def bundled() -> Embedder:
        return load_embedder()

    def load(model: str | Path | None = None) -> Embedder:
        return bundled() if model in (None, "bundled") else load_embedder(model)

    home.load_embedder = load
