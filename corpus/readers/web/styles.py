"""What the style sheets inside a page say of the text that is seen: what is hidden, how lists are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)?", re.IGNORECASE)
_DECLARATION = re.compile(
    r"(?:^|;)\s*(display|visibility|list-style(?:-type)?|white-space)\s*:\s*([^;!]+)", re.IGNORECASE
)
_LONGEST_SHEET = 500_000
_COUNTERS = re.compile(
    r"decimal(?:-leading-zero)?|(?:upper|lower)-(?:alpha|latin|roman)|cjk-[a-z-]+|(?:simp|trad)-chinese-[a-z]+"
    r"|japanese-informal|disc|circle|square|none"
)


@dataclass(frozen=True, slots=True)
class Styles:
    """Answer what holds for an element; ``rules`` maps simple selectors (p, .note, p.note, #foot) to it."""

    rules: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, element: _Element) -> Mapping[str, str]:
        """Return display, visibility, white-space and list-style-type, as far as they are said."""
        inline, tag = element.get("style"), element.tag
        if not self.rules:
            return _declared(inline) if inline else {}
        found = dict(self.rules.get(tag, {}))
        for name in element.get("class", "").split()[:20]:
            found.update(self.rules.get(f".{name}", {}))
            found.update(self.rules.get(f"{tag}.{name}", {}))
        if identifier := element.get("id"):
            found.update(self.rules.get(f"#{identifier}", {}))
            found.update(self.rules.get(f"{tag}#{identifier}", {}))
        if inline:
            found.update(_declared(inline))
        return found


def read_styles(sheets: Iterable[str]) -> Styles:
    """Read the rules with simple selectors; those of @media and the like are passed over."""
    rules: dict[str, dict[str, str]] = {}
    for sheet in sheets:
        for selectors, body in _outermost(sheet[:_LONGEST_SHEET]):
            declared = _declared(body)
            for selector in selectors.split(",") if declared else ():
                simple = selector.strip()
                if simple and _SELECTOR.fullmatch(simple):
                    rules.setdefault(simple, {}).update(declared)
    return Styles(rules)


def is_hidden(style: Mapping[str, str]) -> bool:
    """Tell if a browser shows nothing of an element."""
    return style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse")


def _outermost(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of the rules that stand in no other (@media {…})."""
    start, *commented = sheet.split("/*")
    plain = "".join([start, *(comment.partition("*/")[2] for comment in commented)])
    prelude, depth, before = "", 0, ""
    for part in re.split("([{}])", plain):
        if part == "{":
            prelude, depth = (before.rpartition(";")[2] if not depth else ""), depth + 1
        elif part == "}":
            if depth == 1 and prelude and "@" not in prelude:
                yield prelude, before
            depth = max(0, depth - 1)
        before = part


def _declared(text: str) -> dict[str, str]:
    found = {}
    for name, value in _DECLARATION.findall(text):
        value = value.strip().lower()
        if name.lower().startswith("list-style"):
            counter = next((word for word in value.split() if _COUNTERS.fullmatch(word)), "")
            if counter:
                found["list-style-type"] = counter
        else:
            found[name.lower()] = value
    return found
