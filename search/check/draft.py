"""A draft as it is handed in, and as it is read: with numbers mended and marks of markdown dropped.

The way back is kept: every span that is found in the mended text is told in the draft's own characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from corpus import read
from corpus.messages import message
from corpus.numbers import Edit, mend_numbers
from corpus.readers.read import kind_of_name
from corpus.records import GongbaoError, Span
from corpus.text import fold
from corpus.vocabulary import NOTICES, PLANS, RULES

LARGEST = 2 * 1024 * 1024  # bytes of a draft
LONGEST = 100_000  # characters of its text
SUFFIXES = (".txt", ".md", ".markdown", ".docx")


class DraftError(GongbaoError):
    """Raised for a draft that can't be checked: of another kind, too large or too long."""


def read_draft(path: Path) -> str:
    """Read the text of a draft: txt, md or docx.

    Raises DraftError for other files and for what is too large, SourceError for what can't be read, OSError.
    """
    name, suffix = path.name, path.suffix.lower()
    if suffix not in SUFFIXES:
        raise DraftError(
            *message("draft.unknown_type", name=name, suffix=suffix or message("reading.no_suffix"))
        )
    size = path.stat().st_size
    if size > LARGEST:
        raise DraftError(*message("draft.too_large", name=name, size=size, most=LARGEST))
    return bounded(read(path).text, name)


def bounded(text: str, name: str = "") -> str:
    """Return a text of at most 100,000 characters, its line ends made ``\\n``; raises DraftError for a longer one."""
    if len(text) > LONGEST:
        said = message("draft.too_long", count=len(text), most=LONGEST)
        raise DraftError(*(message("place.labelled", label=name, value=said) if name else said))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_docx(path: Path) -> bool:
    """Tell a Word draft by its name."""
    return kind_of_name(path) == "docx"


@dataclass(frozen=True, slots=True)
class Mended:
    """Hold a draft's text as it is read; its characters stand in the draft from ``places`` to ``ends``."""

    text: str
    places: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, span: Span) -> Span:
        """Return the span of the draft that a span of the mended text was made of."""
        start, end = span
        if start >= end:
            here = self.places[start] if start < len(self.places) else len(self.places)
            return here, here
        return self.places[start], self.ends[end - 1]


_SAME = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:同|上述|前述|前引|上引|此)(?=(?:法|{RULES}|{NOTICES}|{PLANS})第)"
)
_MARKDOWN = re.compile(
    r"^[ \t]*(?:#{1,6}|[>〉]+)[ \t]+|\*{1,3}|`+|(?<![A-Za-z0-9])__|__(?![A-Za-z0-9])"
    r"|(?<!\])\[(?=\**《)|(?<=[》*）])\]\([^()\s]{0,300}\)",
    re.MULTILINE,
)
_N = "[一二三四五六七八九十百零〇\\d]"
# Where a line ends inside a title, a bracket or a pointer, the file was wrapped.
_WRAPPED = re.compile(
    r"《[^《》\n]{1,80}(?P<title>\n[ \t]*)[^《》\n]{1,80}》"
    r"|[（(][^（）()\n]{1,60}(?P<inner>\n[ \t]*)[^（）()\n]{1,60}[）)]"
    rf"|第{_N}{{0,6}}(?P<pointer>\n[ \t]*){_N}{{0,6}}[条款项]"
    r"|》(?P<behind>\n[ \t]*)(?=[（(])"
)
_SINGLE = re.compile(r"〈(?=[\u4e00-\u9fff（）]{4,80}〉)")
# Of the characters that NFKC narrows only those that numbers are made of: one for one.
_NARROW = {ord(wide): str(digit) for digit, wide in enumerate("０１２３４５６７８９")}
_NARROW |= {ord(mark): title for mark, title in zip("<>＜＞", "〈〉〈〉", strict=True)}


def mend(text: str) -> Mended:
    """Return a draft as it is read: simplified characters, whole document numbers, no marks of markdown.

    A missing 号 or bracket is supplied (岭政发〔2025〕9, 岭政发2025〕9号); 同法 and 上述办法 are written as 该法,
    该办法.
    """
    plain = fold(text).translate(_NARROW)
    out: list[str] = []
    places: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, new in _edits(plain):
        if start < at:
            continue
        out.append(plain[at:start])
        places += range(at, start)
        ends += range(at + 1, start + 1)
        out.append(new)
        more = max(0, len(new) - (end - start))  # what is supplied stands at the beginning
        for place in range(len(new)):
            here = start + max(0, place - more)
            places.append(here)
            ends.append(end if place == len(new) - 1 else min(here + 1, end))
        at = end
    out.append(plain[at:])
    places += range(at, len(plain))
    ends += range(at + 1, len(plain) + 1)
    return Mended("".join(out), tuple(places), tuple(ends))


def _edits(text: str) -> list[Edit]:
    edits: list[Edit] = [(*match.span(), "") for match in _MARKDOWN.finditer(text)]
    edits += mend_numbers(text)
    for match in _WRAPPED.finditer(text):
        edits.append((*match.span(match.lastgroup or 0), ""))
    for match in _SINGLE.finditer(text):
        at = match.start()
        if text.rfind("《", max(0, at - 200), at) <= text.rfind("》", max(0, at - 200), at):
            close = text.index("〉", at)
            edits += [(at, at + 1, "《"), (close, close + 1, "》")]
    edits += [(*match.span(), "该") for match in _SAME.finditer(text)]
    return sorted(edits)
