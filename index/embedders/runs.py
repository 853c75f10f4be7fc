"""Tokens of many texts at once, for tokenizers that part texts into runs as that of the bundled model does.

The tokenizer spends most of its time on parting: a pattern of Unicode classes, walked through character by
character. Of texts that hold nothing but common characters the runs are told by a plain pattern, nothing need
be normalised, and each distinct run is tokenized once. Other texts, and other tokenizers, are left alone.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

# How models/tokenizer.py parts texts: runs of Chinese characters, of other letters, of digits.
_NORMALISED = [{"type": "NFKC"}, {"type": "Lowercase"}]
_PARTED = r"\p{Han}+|[\p{L}&&\P{Han}]+|\p{N}+"

_RUN = re.compile("[\u4e00-\u9fa5]+|[a-z]+|[0-9]+")
# What else is common parts runs, as it is and as NFKC would make it.
_UNCOMMON = re.compile(
    r"[^\u4e00-\u9fa5a-z0-9\s!-/:-@\[-`{-~、。《》〈〉「」『』【】〔〕〖〗“”‘’—–…·•○●△▲×，；：？！（）［］％．／～－＋＝]"
)


class Runs:
    """Tokenize the runs of texts; made by :func:`load_runs`."""

    def __init__(self, whole: Any, plain: Any) -> None:
        self._whole = whole
        self._plain = plain

    def tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token ids of each text, those that the whole tokenizer gives."""
        lower = [text.lower() for text in texts]
        runs = [[] if _UNCOMMON.search(text) else _RUN.findall(text) for text in lower]
        distinct = list(dict.fromkeys(chain.from_iterable(runs)))
        found = self._plain.encode_batch_fast(distinct, add_special_tokens=False)
        ids = dict(zip(distinct, (one.ids for one in found), strict=True))
        tokens = [list(chain.from_iterable(map(ids.__getitem__, of_text))) for of_text in runs]
        odd = [number for number, text in enumerate(lower) if not runs[number] and text.strip()]
        for number, one in zip(odd, self._encode([texts[at] for at in odd]), strict=True):
            tokens[number] = one
        return tokens

    def _encode(self, texts: list[str]) -> list[list[int]]:
        return [one.ids for one in self._whole.encode_batch_fast(texts, add_special_tokens=False)]


def load_runs(path: Path, whole: Any) -> Runs | None:
    """Return what tokenizes by runs as the tokenizer in a file does, None where it parts texts otherwise."""
    made = json.loads(path.read_text(encoding="utf-8"))
    normalizer, parting = made.get("normalizer") or {}, made.get("pre_tokenizer") or {}
    if normalizer.get("normalizers") != _NORMALISED or made.get("post_processor") is not None:
        return None
    if (parting.get("type"), parting.get("pattern")) != ("Split", {"Regex": _PARTED}):
        return None
    if (parting.get("behavior"), parting.get("invert")) != ("Removed", True):
        return None
    plain = json.dumps({**made, "normalizer": None, "pre_tokenizer": None})
    return Runs(whole, importlib.import_module("tokenizers").Tokenizer.from_str(plain))
