"""The head of a law that is a file of its own: title, dates of adoption, and where its text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.dates import DATE, parse_date
from corpus.markers import Family, is_cited, read_marker
from corpus.messages import message
from corpus.records import Source, SourceError, Span
from corpus.structure.lines import Line
from corpus.text import heal_title, squeeze

_HEAD_END = "<!-- INFO END -->"
_ADOPTED = re.compile(r"通过|批准|公布|修正|修订|施行|发布|颁布|修改|印发")
_NAME_DATE = re.compile(r"[（(](\d{4})-(\d{2})-(\d{2})[）)]")

_COUNTED = (Family.ARTICLE, Family.HAN, Family.DECIMAL, Family.HAN_PAREN, Family.ARABIC)


@dataclass(frozen=True, slots=True)
class LawHead:
    """What stands before a law's text; ``key`` is its title, date and file name."""

    title: str
    date: str | None
    key: str
    titles: tuple[Span, ...]
    preamble: tuple[Span, ...]
    body: int


def not_recognised(source: Source) -> SourceError:
    """Return the error for a text that is no issue, no numbered document and no law."""
    begin = squeeze(source.text[:200])[:20]
    return SourceError(*message("reading.no_gazette", name=source.name, begin=begin))


def read_law_head(lines: Sequence[Line], source: Source, loose: bool = False) -> LawHead | None:
    """Read the head of a single-law file, None when the source is none.

    A markdown file with ``# title`` and the end mark of its head is one; with ``loose``, so is any
    text that has a title and at least one numbered clause.
    """
    if not lines:
        return None
    end = source.text.find(_HEAD_END) if lines[0].level == 1 else -1
    if end < 0 and not loose:
        return None
    if loose and end < 0 and not _has_clause(lines):
        return None
    titles = _titles(lines)
    body = (
        next((at for at, line in enumerate(lines) if line.start > end), len(lines))
        if end >= 0
        else len(titles)
    )
    body = max(body, len(titles))
    if end < 0:
        while body < len(lines) and _is_adoption(lines[body]):
            body += 1
    title = heal_title(" ".join(line.text for line in titles))
    body = _skip_repeated_title(lines, body, title)
    date = _date(lines[len(titles) : body], source.name)
    return LawHead(
        title,
        date,
        f"{title}/{date or '-'}/{source.name}",
        tuple(line.span for line in titles),
        tuple(line.span for line in lines[len(titles) : body]),
        body,
    )


def _has_clause(lines: Sequence[Line]) -> bool:
    for line in lines:
        marker = read_marker(line.text, decimal=False)
        if marker is None or is_cited(marker, line.text):
            continue
        if marker.family is Family.ARTICLE and marker.spaced:  # an excerpt may begin with any
            return True
        if marker.path[0] == 1 and marker.family in _COUNTED:
            return True
    return False


def _titles(lines: Sequence[Line]) -> list[Line]:
    """Return the heading lines of level 1 that a file begins with, or its first line."""
    titles = []
    for line in lines:
        if line.level != 1:
            break
        titles.append(line)
    return titles or ([] if read_marker(lines[0].text) else [lines[0]])


def _is_adoption(line: Line) -> bool:
    flat = squeeze(line.text)
    return bool(DATE.search(flat) and _ADOPTED.search(flat) and not flat.endswith("。"))


def _skip_repeated_title(lines: Sequence[Line], body: int, title: str) -> int:
    """Pass over the title when the text repeats it, torn over up to four lines."""
    joined, flat = "", squeeze(title)
    for at in range(body, min(body + 4, len(lines))):
        joined += squeeze(lines[at].text)
        if joined == flat:
            return at + 1
        if not flat.startswith(joined):
            break
    return body


def _date(lines: Sequence[Line], name: str) -> str | None:
    """Return the latest date of adoption or amendment, or the one in the file's name."""
    match = _NAME_DATE.search(name)
    if match:
        return "-".join(match.groups())
    dates = [date for line in lines if _ADOPTED.search(line.text) and (date := parse_date(line.text))]
    return max(dates, default=None)
