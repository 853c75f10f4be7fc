"""Cut texts and questions into the words they are matched by."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from index.dictionary import clear_cache, jieba_version, load_jieba
from index.tokens import is_chinese, normalise, units

_FORMAT = 1


def tokenizer_identity() -> str:
    """Name what decides how texts are cut; a home made with another is refused."""
    return f"{_FORMAT} jieba {jieba_version()}"


class Tokenizer:
    """Cut texts with jieba; its dictionary is cached in ``folder`` and loaded at the first cut."""

    def __init__(self, folder: Path, *, write: bool = False) -> None:
        self.folder = folder
        self._write = write
        self._jieba: Any = None

    def index_words(self, text: str) -> list[str]:
        """Return the words of a text in order, the shorter words inside long ones included."""
        return self._cut(normalise(text))

    def query_words(self, text: str) -> list[str]:
        """Return the words of a question, each once, in order.

        Blanks are kept as the borders of words that the user set, unless they only letter-space
        (通 知). Every word of a part of a clause finds that clause: by itself, or by its pairs of
        characters where jieba cuts the part otherwise than the whole (see ``index.tokens``).
        """
        found: list[str] = []
        loose = ""
        for part in text.split():
            if len(part) == 1 and is_chinese(normalise(part) or "-"):
                loose += part
                continue
            found += self._cut(normalise(loose)) + self._cut(normalise(part))
            loose = ""
        return list(dict.fromkeys(found + self._cut(normalise(loose))))

    def rebuild(self) -> None:
        """Make the cache anew from jieba's own dictionary."""
        clear_cache(self.folder)
        self._jieba = load_jieba(self.folder, write=self._write)

    def _cut(self, normalised: str) -> list[str]:
        if self._jieba is None:
            self._jieba = load_jieba(self.folder, write=self._write)
        found: list[str] = []
        for unit in units(normalised):
            if is_chinese(unit):
                found.extend(self._jieba.cut_for_search(unit))
            else:
                found.append(unit)
        return found
