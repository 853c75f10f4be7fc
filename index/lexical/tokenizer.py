"""Cut texts and questions into the words they are matched by."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from index.lexical.bigrams import is_chinese, normalise, pairs, units
from index.lexical.dictionary import fast_cutter, load_jieba, version_of

_FORMAT = 2


def tokenizer_identity() -> str:
    """Name what decides how texts are cut; a home made with another is refused."""
    return f"{_FORMAT} jieba {version_of('jieba')} rjieba {version_of('rjieba')}"


# Outside of jieba's own range of characters each is a word by itself; its twin in Rust would join some.
_RARE = re.compile("[^\u4e00-\u9fd5]")
_RUNS = re.compile("[\u4e00-\u9fd5]+|[^\u4e00-\u9fd5]")


class Tokenizer:
    """Cut texts with jieba; its dictionary is cached in ``folder`` and loaded at the first cut."""

    def __init__(self, folder: Path, *, write: bool = False) -> None:
        self.folder = folder
        self._write = write
        self._cutter: Callable[[str], Iterable[str]] | None = None

    def index_text(self, text: str) -> tuple[str, str]:
        """Return the words of a text in order, those inside long ones included, and its pairs; blanks between."""
        found = units(normalise(text))
        return " ".join(self._words(found)), " ".join(pairs(found))

    def query_words(self, text: str) -> list[str]:
        """Return the words of a question, each once, in order.

        Blanks are kept as the borders of words that the user set, unless they only letter-space
        (通 知). Every word of a part of a clause finds that clause: by itself, or by its pairs of
        characters where jieba cuts the part otherwise than the whole (see ``index.lexical.bigrams``).
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

    def hastened(self) -> Tokenizer:
        """Return a tokenizer that cuts the same, for who cuts many texts: it loads slower, and is ten times as fast."""
        other = Tokenizer(self.folder)
        other._cutter = fast_cutter()
        return other

    def load(self) -> None:
        """Load the dictionary now, and make its cache where it is missing and may be made."""
        self._words([])

    def rebuild(self) -> None:
        """Make the cache anew from jieba's own dictionary."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._cutter = load_jieba(self.folder, write=self._write)

    def _cut(self, normalised: str) -> list[str]:
        return self._words(units(normalised))

    def _words(self, found: list[str]) -> list[str]:
        if self._cutter is None:
            self._cutter = load_jieba(self.folder, write=self._write)
        words: list[str] = []
        for unit in found:
            if not is_chinese(unit):
                words.append(unit)
            elif _RARE.search(unit):
                for run in _RUNS.findall(unit):
                    words += self._cutter(run) if len(run) > 1 else [run]
            else:
                words += self._cutter(unit)
        return words
