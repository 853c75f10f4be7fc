"""Compare quoted words with the text they are said to stand in.

Blanks, the width of characters, the form of quotation marks, dashes and brackets, and traditional characters
are no differences; every other character is. An ellipsis (……) stands for words left out: what is before and
after it must stand in the text, in that order.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from corpus.records import Span
from corpus.text import fold


@dataclass(frozen=True, slots=True)
class Difference:
    """Hold one place where words differ: a span of the quoted words and one of the printed text.

    Either may be empty: words that were added, or left out.
    """

    quoted: Span
    printed: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """Say how quoted words agree with a text.

    ``likeness`` is the share of the quoted characters that stand in the text, 0 to 1; ``at`` the span of the
    text that was compared, None where nothing of it was found. ``is_exact`` is false where the words agree but
    for their form (width, traditional characters). ``is_disordered`` says that all parts around ellipses stand
    in the text, in another order.
    """

    is_verbatim: bool
    differences: tuple[Difference, ...] = ()
    likeness: float = 1.0
    at: Span | None = None
    is_exact: bool = True
    is_disordered: bool = False


_ELLIPSIS = re.compile(r"…+|\.{3,}|。{3,}|·{3,}|[（(【\[]\s*(?:略|省略|中略|下略)\s*[）)】\]]")
_ENDS = "，。；：、！？,.;:!?—-"
_ONE_FORM = str.maketrans(
    {
        **dict.fromkeys("“”„‟「」『』‘’＇'〝〞＂", '"'),
        **dict.fromkeys("〈＜<", "《"),
        **dict.fromkeys("〉＞>", "》"),
        **dict.fromkeys("〔【［〖", "["),
        **dict.fromkeys("〕】］〗", "]"),
        **dict.fromkeys("—―–－‐‑‒─", "-"),
        **dict.fromkeys("•・‧∙", "·"),
        "○": "〇",
        "∶": ":",
    }
)
_EMPHASIS = "*`"  # of markdown
_GRAM = 3
_LONGEST = 2000  # characters that are compared at a time


@dataclass(frozen=True, slots=True)
class _Form:
    """A text as it is compared, and where each of its characters stands in the text."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int, whole: int) -> Span:
        """Turn a span of the form into one of the text; an empty one stays empty."""
        first = self.places[start] if start < len(self.places) else whole
        return (first, self.places[end - 1] + 1) if end > start else (first, first)


@lru_cache(maxsize=256)
def _form_of(text: str) -> _Form:
    out: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for one in _form_of_character(character):
            out.append(one)
            places.append(place)
    return _Form("".join(out), tuple(places))


@lru_cache(maxsize=16384)
def _form_of_character(character: str) -> str:
    if character.isspace() or character in _EMPHASIS or unicodedata.category(character) in ("Cf", "Cc"):
        return ""
    plain = unicodedata.normalize("NFKC", character.translate(_ONE_FORM)).translate(_ONE_FORM)
    return "".join(fold(plain).lower().split())


def compare(quoted: str, printed: str) -> Comparison:
    """Hold quoted words against a text; pure, and total for any two texts."""
    text = _form_of(printed)
    parts = list(_parts(quoted))
    if not parts:
        return Comparison(is_verbatim=True)
    found = _in_order([part for _, part in parts], text.text)
    if found:
        at = text.span(found[0][0], found[-1][1], len(printed))
        flat = _squeezed(printed)
        exact = all(_squeezed(quoted[slice(*_whole(span, part))]) in flat for span, part in parts)
        return Comparison(is_verbatim=True, at=at, is_exact=exact)
    anywhere = [text.text.find(part.text) for _, part in parts]
    if -1 not in anywhere:
        differences = tuple(
            Difference(_whole(span, part), text.span(at, at + len(part.text), len(printed)))
            for (span, part), at in zip(parts, anywhere, strict=True)
        )
        return Comparison(False, differences, 1.0, None, is_disordered=True)
    return _differing(parts, text, len(printed))


def is_quotable(quoted: str) -> bool:
    """Tell if there is anything to compare in quoted words."""
    return next(_parts(quoted), None) is not None


def _squeezed(text: str) -> str:
    return re.sub(r"[\s*`]", "", text).translate(str.maketrans("‘’「」『』〈〉", "“”“”“”《》"))


def _whole(start: int, part: _Form) -> Span:
    return start + part.places[0], start + part.places[-1] + 1


def _parts(quoted: str) -> Iterator[tuple[int, _Form]]:
    """Yield where each part between ellipses begins, and its form without the marks at its ends."""
    bounds = [0, *(place for match in _ELLIPSIS.finditer(quoted) for place in match.span()), len(quoted)]
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        form = _form_of(quoted[start:end])
        first, last = 0, len(form.text)
        while first < last and form.text[first] in _ENDS:
            first += 1
        while last > first and form.text[last - 1] in _ENDS:
            last -= 1
        if first < last:
            yield start, _Form(form.text[first:last], form.places[first:last])


def _in_order(parts: Sequence[_Form], text: str) -> list[Span]:
    """Find the parts one after another; nothing where one is missing. The first place of each leaves most room."""
    found: list[Span] = []
    at = 0
    for part in parts:
        start = text.find(part.text, at)
        if start < 0:
            return []
        at = start + len(part.text)
        found.append((start, at))
    return found


def _differing(parts: Sequence[tuple[int, _Form]], text: _Form, whole: int) -> Comparison:
    """Find the place that each part is most like, and what differs there."""
    differences: list[Difference] = []
    spans: list[Span] = []
    alike = total = 0
    for start, part in parts:
        total += len(part.text)
        blocks = _aligned(part.text, text.text)
        alike += sum(size for _, _, size in blocks)
        if not blocks:
            differences.append(Difference(_whole(start, part), (0, 0)))
            continue
        spans.append((blocks[0][1], blocks[-1][1] + blocks[-1][2]))
        for quoted, printed in _gaps(blocks, len(part.text), len(text.text)):
            first, last = part.span(*quoted, part.places[-1] + 1)
            differences.append(Difference((start + first, start + last), text.span(*printed, whole)))
    at = text.span(min(spans)[0], max(end for _, end in spans), whole) if spans else None
    return Comparison(False, tuple(differences), alike / total, at)


Block = tuple[int, int, int]  # where it stands in the part, where in the text, how long it is


def _aligned(part: str, text: str) -> list[Block]:
    """Return the runs of characters that a part and the place it is most like have in common, in order."""
    blocks: list[Block] = []
    for first in range(0, len(part), _LONGEST):
        piece = part[first : first + _LONGEST]
        middle = _middle(piece, text)
        if middle is None:
            continue
        slack = max(12, len(piece) // 4)
        low = max(0, middle - slack, blocks[-1][1] + blocks[-1][2] if blocks else 0)
        window = text[low : middle + len(piece) + slack]
        matcher = SequenceMatcher(None, piece, window, autojunk=False)
        found = [(one.a, one.b, one.size) for one in matcher.get_matching_blocks() if one.size]
        blocks += [(first + a, low + b, size) for a, b, size in _without_strays(found, window)]
    return blocks


def _middle(piece: str, text: str) -> int | None:
    """Return where the piece would begin in the text, by the most of its short runs that stand there."""
    size = min(_GRAM, len(piece))
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for at in range(len(piece) - size + 1):
        if len(wanted[piece[at : at + size]]) < 8:
            wanted[piece[at : at + size]].append(at)
    votes: Counter[int] = Counter()
    width = max(4, len(piece) // 8)
    for at in range(len(text) - size + 1):
        for place in wanted.get(text[at : at + size], ()):
            votes[(at - place) // width] += 1
            votes[(at - place) // width + 1] += 1  # what lies on the border of two counts for both
    if not votes:
        return None
    best = max(votes, key=lambda diagonal: (votes[diagonal], -diagonal))
    return best * width


def _without_strays(blocks: list[Block], text: str) -> list[Block]:
    """Drop what is short at the ends and only happens to stand somewhere before or after.

    At the beginning the place that is nearest to what follows is taken (评估，评估不…), if there is one.
    """
    while len(blocks) > 1 and blocks[0][2] <= 2 and _leap(blocks[0], blocks[1]) > 3:
        start, place, size = blocks[0]
        nearest = (start, text.rfind(text[place : place + size], place, blocks[1][1]), size)
        if _leap(nearest, blocks[1]) <= 3:
            blocks = [nearest, *blocks[1:]]
            break
        blocks = blocks[1:]
    while len(blocks) > 1 and blocks[-1][2] <= 2 and _leap(blocks[-2], blocks[-1]) > 3:
        blocks = blocks[:-1]
    return blocks


def _leap(one: Block, other: Block) -> int:
    """Return by how many characters the text between two blocks is longer than the part's."""
    return (other[1] - one[1] - one[2]) - (other[0] - one[0] - one[2])


def _gaps(blocks: Sequence[Block], length: int, whole: int) -> Iterator[tuple[Span, Span]]:
    """Yield what lies between the blocks, in the part and in the text; gaps one character apart are one.

    At the ends of the part the text gives as many characters as the part has: 一签五年 for 一签三年.
    """
    gaps: list[tuple[Span, Span]] = []
    a, b = 0, max(0, blocks[0][1] - blocks[0][0])
    last, end = blocks[-1][0] + blocks[-1][2], blocks[-1][1] + blocks[-1][2]
    for start, place, size in [*blocks, (length, min(whole, end + length - last), 0)]:
        if start > a or place > b:
            if gaps and a - gaps[-1][0][1] <= 1 and gaps[-1][0][1] > 0:
                (first, _), (low, _) = gaps.pop()
                gaps.append(((first, start), (low, place)))
            else:
                gaps.append(((a, start), (b, place)))
        a, b = start + size, place + size
    yield from gaps
