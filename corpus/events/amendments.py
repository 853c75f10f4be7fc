"""Amendments: what a decision changes in another text, with the words struck and the words put in their place.

将第八条修改为：“…”, 将第三条中的“甲”修改为“乙”, 增加一条，作为第十六条之一：“…”, 删去第十八条第二款,
第六条改为第七条. What stands in the quotation marks is the other law's and no change of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.records import Span
from corpus.references.resolve import Reference


class Change(StrEnum):
    """What happens to a place of another text."""

    REPLACED = "replaced"
    ADDED = "added"
    STRUCK = "struck"
    RENUMBERED = "renumbered"


@dataclass(frozen=True, slots=True)
class Amendment:
    """Hold one change: of which place, its sentence, and the old and new words as spans of the clause's text."""

    change: Change
    reference: Reference
    span: Span
    old: Span | None = None
    new: Span | None = None


_VERB = re.compile(
    r"(?P<replaced>(?:修改|修订|调整|变更|更改)[为成]|改为|改作|表述为|顺延为)"
    r"|(?P<struck>删[去除掉]|(?<=予以)删除)|(?P<added>增加|增设|新增|增补)"
)
_END = re.compile("[。；;\n]")


def find_amendments(text: str, references: Sequence[Reference]) -> Iterator[Amendment]:
    """Find the changes in a clause of an amending document; ``references`` are those of the clause, in order."""
    quotes = _quotes(text)
    blank = _blank(text, quotes)
    places = [one for one in references if one.locators and blank[one.span[0]] != "□"]
    if not places:
        return
    starts = [one.span[0] for one in places]
    for start, end in _sentences(text, blank):
        verbs = list(_VERB.finditer(blank, start, end))
        for at, verb in enumerate(verbs):
            floor = verbs[at - 1].end() if at else start
            ceiling = verbs[at + 1].start() if at + 1 < len(verbs) else end
            before = places[bisect_left(starts, floor) : bisect_left(starts, verb.start())]
            after = places[bisect_left(starts, verb.end()) : bisect_left(starts, ceiling)]
            said = quotes[bisect_left(quotes, (floor,)) : bisect_left(quotes, (ceiling,))]
            yield from _read(text, verb, (start, end), before, after, said)


def _read(
    text: str,
    verb: re.Match[str],
    span: Span,
    before: Sequence[Reference],
    after: Sequence[Reference],
    said: Sequence[Span],
) -> Iterator[Amendment]:
    """Read what one verb does to the places named around it; ``said`` are the quotations around it."""
    old = next((one for one in said if one[1] <= verb.start()), None)
    new = next((one for one in said if one[0] >= verb.end()), None)
    if verb["added"]:
        for one in after[:1] or before[-1:]:
            yield Amendment(Change.ADDED, one, span, None, new)
    elif verb["struck"]:
        for one in after or before:
            yield Amendment(Change.STRUCK, one, span, new or old)
    elif new is None and after and before:
        for one in before:
            yield Amendment(Change.RENUMBERED, one, span, one.span, after[0].span)
    elif new is not None:
        for one in before:
            yield Amendment(Change.REPLACED, one, span, old, _part_of(text, new, one))


def _part_of(text: str, new: Span, reference: Reference) -> Span:
    """Return the part of a new text that has the number of the place: “第十二条 … ⏎第十三条 …”."""
    body = text[new[0] : new[1]]
    opens = re.search(rf"(?:^|[“\n])\s*(?P<at>{re.escape(reference.locators[0])}[ \u3000\n])", body)
    if not opens:
        return new
    follows = re.search(r"\n\s*“?第[^条\n]{1,9}条(?:之.)?[ \u3000]", body[opens.end() :])
    start = new[0] if opens.start() == 0 else new[0] + opens.start("at")
    return start, new[0] + opens.end() + follows.start() if follows else new[1]


def _sentences(text: str, blank: str) -> Iterator[Span]:
    """Cut at the ends of sentences outside of quotations; a quotation may stand on the next lines."""
    start = 0
    for match in _END.finditer(blank):
        if match[0] == "\n" and text[match.end() :].lstrip().startswith("“"):
            continue
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _quotes(text: str) -> list[Span]:
    """Return the outermost quotations; a new text of many paragraphs opens each of them anew (“… ⏎“…”)."""
    out: list[Span] = []
    opened = -1
    for match in re.finditer("[“”]", text):
        if match[0] == "“" and opened < 0:
            opened = match.start()
        elif match[0] == "”" and opened >= 0:
            out.append((opened, match.end()))
            opened = -1
    if opened >= 0:
        out.append((opened, len(text)))
    return out


def _blank(text: str, quotes: Sequence[Span]) -> str:
    """Put signs without a meaning in place of what is quoted, one for one."""
    out, at = [], 0
    for start, end in quotes:
        out += [text[at:start], "□" * (end - start)]
        at = end
    return "".join([*out, text[at:]])
