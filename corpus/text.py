"""Normal forms: they match and are never shown."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources

CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"
BLANK = re.compile(r"\s+")
_BETWEEN_CJK = re.compile(rf"(?<=[{CJK}\u3000-\u303f\uff00-\uff65])\s+(?=[{CJK}\u3000-\u303f\uff00-\uff65])")


def squeeze(text: str) -> str:
    """Drop every blank, the full-width one too."""
    return BLANK.sub("", text)


def match_form(text: str) -> str:
    """Return the form in which texts are compared: NFKC, lower case, simplified, no blanks."""
    # Most of what NFKC would change is the width of punctuation. Without it NFKC sees at a glance that
    # nothing is left to do: a third of the time.
    narrow = text.translate(_narrow_and_simplified())
    normal = unicodedata.normalize("NFKC", narrow)
    return squeeze(normal if normal == narrow else fold(normal)).lower()


def heal_title(text: str) -> str:
    """Drop the blanks that only letter-space a title or stand at its line breaks."""
    return _BETWEEN_CJK.sub("", text.strip())


def fold(text: str) -> str:
    """Replace traditional characters by their simplified form, one for one, so that offsets stay."""
    return text.translate(_simplified())


@cache
def _narrow_and_simplified() -> dict[int, str]:
    wide = {0xFF01 + offset: chr(0x21 + offset) for offset in range(0x5E)}
    return {**_simplified(), **wide, 0x3000: " "}


@cache
def _simplified() -> dict[int, str]:
    """Load OpenCC's table of characters; where one has several simplified forms the first counts."""
    table: dict[int, str] = {}
    path = resources.files("opencc").joinpath("dictionary/TSCharacters.txt")
    for line in path.read_text(encoding="utf8").splitlines():
        traditional, _, simplified = line.partition("\t")
        if len(traditional) == 1 and simplified:
            table[ord(traditional)] = simplified.split(" ")[0]
    return table
