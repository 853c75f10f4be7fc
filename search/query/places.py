"""Articles, sections and rows that a question names: 第22条, article 22, 5.1.2, 附件第51项."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from corpus.locators import label, parse_locator
from corpus.numerals import to_arabic
from corpus.text import squeeze

_N = r"[0-9零〇○一二三四五六七八九十百千两]+"
_ARTICLE = rf"第\s*{_N}\s*条(?:之{_N})?|(?<![0-9第几]){_N}\s*条(?:之{_N})?(?![例件款约])"
_BELOW = rf"(?:第?\s*{_N}\s*款)?(?:第?\s*[(（]?{_N}[)）]?\s*项)?"
_ROW = rf"(?:附件(?:{_N})?|附表|目录|清单|任命|免去)\s*第?\s*{_N}\s*项"
_SECTION = r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){1,5}(?![\d.%％])"
_ENGLISH = (
    r"\b(?:article|art\.?|section|sec\.?|§)\s*(?P<english>\d{1,4}(?:\.\d{1,3})*)"
    r"(?:\s*\((?P<paragraph>\d{1,2})\))?"
)
_PLACE = re.compile(
    rf"(?P<article>{_ARTICLE})(?P<below>{_BELOW})|(?P<row>{_ROW})|(?P<section>{_SECTION})|{_ENGLISH}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Name a place in a document: the clause's locator and what stands below it (第一款), if named.

    ``certain`` is false for a bare 22条 or 5.1, which may be a count of things as well.
    """

    locator: str
    below: str = ""
    certain: bool = True


def find_places(text: str) -> tuple[Place, ...]:
    """Return the places that a text names, canonical, in its order, each once."""
    places = (_place(match) for match in _PLACE.finditer(unicodedata.normalize("NFKC", text)))
    return tuple(dict.fromkeys(place for place in places if place is not None))


def without_places(text: str) -> str:
    """Return a text without the places that it names, as far as NFKC writes it."""
    return _PLACE.sub(" ", unicodedata.normalize("NFKC", text)).strip()


def _place(match: re.Match[str]) -> Place | None:
    if match["article"]:
        article = squeeze(match["article"])
        locator = parse_locator(article)
        certain = article.startswith("第")
        return Place(locator, _below(match["below"]), certain) if locator else None
    if match["row"] or match["section"]:
        locator = parse_locator(match[0])
        return Place(locator, certain=bool(match["row"])) if locator else None
    number = match["english"]
    locator = parse_locator(number if "." in number else f"第{number}条")
    return Place(locator, _below(f"{match['paragraph'] or ''}款")) if locator else None


def _below(text: str) -> str:
    """Write 款 and 项 as locators do: 4款 becomes 第四款."""
    out = ""
    for number, unit in re.findall(rf"({_N})[)）]?\s*([款项])", text):
        value = to_arabic(number)
        if value is not None and value < 10_000:
            out += label(unit, value)
    return out
