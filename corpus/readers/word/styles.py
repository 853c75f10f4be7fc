"""What the styles of a Word file give to the paragraphs and runs that name them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.readers.word.numbering import Numbering, child, integer, is_on, switch, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONGEST_CHAIN = 40  # styles that are based on one another


@dataclass(frozen=True, slots=True)
class Style:
    """A style: the one it is based on, its list and level, and if its text is hidden, None where it says nothing."""

    based_on: str = ""
    list_id: str | None = None
    level: int | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class WordStyles:
    """The styles of a file by their ids; ``default`` is that of paragraphs that name none."""

    styles: Mapping[str, Style]
    default: str

    def is_hidden(self, style: str) -> bool:
        """Tell if a style hides its text, itself or by the style that it is based on."""
        return next((one.hidden for _, one in self._chain(style) if one.hidden is not None), False)

    def list_of(self, style: str, numbering: Numbering) -> tuple[str, int]:
        """Return the list ("" for none) and the level that a style gives to its paragraphs."""
        chain = list(self._chain(style))
        list_id = next((one.list_id for _, one in chain if one.list_id is not None), "")
        for name, one in chain:
            owned = numbering.level_of_style(list_id, name)
            if owned is not None:
                return list_id, owned
            if one.level is not None:
                return list_id, one.level
        return list_id, 0

    def _chain(self, style: str) -> Iterator[tuple[str, Style]]:
        for _ in range(_LONGEST_CHAIN):
            found = self.styles.get(style)
            if found is None:
                return
            yield style, found
            style = found.based_on


def read_word_styles(root: _Element | None, tag: Callable[[str], str]) -> WordStyles:
    """Read styles.xml; ``tag`` puts a name into the namespace of the document."""
    styles: dict[str, Style] = {}
    default = ""
    for element in root.iterchildren(tag("style")) if root is not None else ():
        identifier = element.get(tag("styleId"), "")
        based_on = value(element, tag, "basedOn") or ""
        list_id, level = own_list(child(element, tag, "pPr"), tag)
        styles[identifier] = Style(based_on, list_id, level, switch(element, tag, "rPr", "vanish"))
        if element.get(tag("type")) == "paragraph" and is_on(element.get(tag("default"), "0")):
            default = identifier
    return WordStyles(styles, default)


def own_list(properties: _Element | None, tag: Callable[[str], str]) -> tuple[str | None, int | None]:
    """Return the list and the level that the properties of a paragraph name, None for what they don't."""
    level = child(properties, tag, "numPr", "ilvl")
    return (
        value(properties, tag, "numPr", "numId"),
        integer(level.get(tag("val")), 0) if level is not None else None,
    )
