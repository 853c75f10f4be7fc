"""The numbers that Word draws before paragraphs: they are print, though nobody typed them.

A paragraph names a list (numId) and a level; the list names an abstract one whose levels say how numbers
are written. Lists of one abstract list count together. ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.markers import POSTING_MARKS
from corpus.readers.list_numbers import count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_LONGEST_MARK = 60


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and is written; ``after`` is what parts the number from the text."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    after: str = " "
    in_digits: bool = False  # isLgl: the numbers of all levels are written 1, 2, 3
    restart: int | None = None  # the level (from 1) that sets this one back; 0 for none
    paragraph_style: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list: which count it shares, its levels, and the numbers at which it begins anew."""

    counts_with: str
    levels: tuple[Level, ...]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Numbering:
    """Count through one document, paragraph by paragraph, in the order of the print."""

    lists: Mapping[str, List]
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """Return the level of a list that belongs to a paragraph style, None where none does."""
        levels = self.lists[list_id].levels if list_id in self.lists else ()
        return next((at for at, level in enumerate(levels) if style and level.paragraph_style == style), None)

    def next_mark(self, list_id: str, at: int) -> str:
        """Count one paragraph at a level (from 0) and return what stands before its text, "" for nothing."""
        counted = self.lists.get(list_id)
        if counted is None or not 0 <= at < len(counted.levels):
            return ""
        counts = self._counts.setdefault(counted.counts_with, [None] * _LEVELS)
        if list_id not in self._begun:
            self._begun.add(list_id)
            for level in counted.starts:
                counts[level] = None
        now = counts[at]
        counts[at] = _start(counted, at) if now is None else now + 1
        for below in range(at + 1, _LEVELS):
            restart = counted.levels[below].restart if below < len(counted.levels) else None
            if restart is None or at < restart:
                counts[below] = None
        return _written(counted, at, counts)


def _start(counted: List, at: int) -> int:
    return counted.starts.get(at, counted.levels[at].start)


def _written(counted: List, at: int, counts: list[int | None]) -> str:
    level = counted.levels[at]
    if level.style == "bullet":  # dots and dashes are drawn, and say nothing; ▲ and △ mark postings
        return level.text if level.text and level.text in POSTING_MARKS else ""

    def write(match: re.Match[str]) -> str:
        of = int(match[1]) - 1
        if of > at or of >= len(counted.levels):
            return ""
        number = counts[of]
        style = counted.levels[of].style
        digits = level.in_digits and style not in ("none", "bullet")
        return count(_start(counted, of) if number is None else number, "decimal" if digits else style)

    text = _PLACE.sub(write, level.text[:_LONGEST_MARK])
    return text + level.after if text.strip() else ""


def read_numbering(root: _Element | None, tag: Callable[[str], str]) -> Numbering:
    """Read the lists of numbering.xml; ``tag`` puts a name into the namespace of the document."""
    if root is None:
        return Numbering({})
    abstract: dict[str, _Element] = {}
    linked: dict[str, str] = {}  # styleLink: the abstract list that a numbering style defines
    for element in root.iter(tag("abstractNum")):
        identifier = element.get(tag("abstractNumId"), "")
        abstract[identifier] = element
        if (link := value(element, tag, "styleLink")) is not None:
            linked[link] = identifier
    parsed: dict[str, tuple[Level, ...]] = {}
    lists = {}
    for element in root.iter(tag("num")):
        identifier = value(element, tag, "abstractNumId") or ""
        definition = abstract.get(identifier)
        if definition is None:
            continue
        link = value(definition, tag, "numStyleLink")
        if link is not None and link in linked:
            identifier = linked[link]
            definition = abstract[identifier]
        if identifier not in parsed:
            parsed[identifier] = _levels(definition, tag, (Level(),) * _LEVELS)
        lists[element.get(tag("numId"), "")] = _list(element, identifier, parsed[identifier], tag)
    return Numbering(lists)


def _list(element: _Element, counts_with: str, levels: tuple[Level, ...], tag: Callable[[str], str]) -> List:
    starts = {}
    for override in element.iterchildren(tag("lvlOverride")):
        at = integer(override.get(tag("ilvl")), 0)
        start = value(override, tag, "startOverride")
        if start is not None and 0 <= at < _LEVELS:
            starts[at] = integer(start, 1)
        levels = _levels(override, tag, levels)
    return List(counts_with, levels, starts)


def _levels(element: _Element, tag: Callable[[str], str], levels: tuple[Level, ...]) -> tuple[Level, ...]:
    found = list(levels)
    for level in element.iterchildren(tag("lvl")):
        at = integer(level.get(tag("ilvl")), 0)
        if 0 <= at < _LEVELS:
            found[at] = _level(level, tag)
    return tuple(found)


def _level(element: _Element, tag: Callable[[str], str]) -> Level:
    style = value(element, tag, "numFmt")
    if style is None:  # newer formats stand in an mc:AlternateContent, with one for older programs
        choice = next(element.iter(tag("numFmt")), None)
        style = choice.get(tag("val")) if choice is not None else None
    restart = value(element, tag, "lvlRestart")
    return Level(
        integer(value(element, tag, "start"), 0),
        style or "decimal",
        value(element, tag, "lvlText") or "",
        "" if value(element, tag, "suff") == "nothing" else " ",
        bool(switch(element, tag, "isLgl")),
        integer(restart, 0) if restart is not None else None,
        value(element, tag, "pStyle") or "",
    )


def child(element: _Element | None, tag: Callable[[str], str], *path: str) -> _Element | None:
    """Return what stands at a path of names in an element, None where one of them is missing."""
    for name in path:
        element = next(element.iterchildren(tag(name)), None) if element is not None else None
    return element


def value(element: _Element | None, tag: Callable[[str], str], *path: str) -> str | None:
    """Return the value (w:val) of what stands there, None where there is none."""
    found = child(element, tag, *path)
    return found.get(tag("val")) if found is not None else None


def switch(element: _Element | None, tag: Callable[[str], str], *path: str) -> bool | None:
    """Tell if a switch (w:vanish) that stands there is on, None where there is none."""
    found = child(element, tag, *path)
    return is_on(found.get(tag("val"))) if found is not None else None


def integer(text: str | None, default: int) -> int:
    """Read a whole number of at most nine digits, else return the default."""
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else default


def is_on(value: str | None) -> bool:
    """Tell if a switch is on: w:vanish without a value is."""
    return value not in ("0", "false", "off", "none")
