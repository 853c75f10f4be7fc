"""Where in the print a clause stands, and how surely it was recognised there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from corpus.records import Clause, Page, Source, Span
from corpus.structure.lines import Line

#: Recognised text below this confidence is reported: about where every tenth character is wrong.
POORLY_RECOGNISED = 0.8


def is_poorly_recognised(clause: Clause) -> bool:
    """Tell if a clause was recognised from a picture, and not surely."""
    return clause.confidence is not None and clause.confidence < POORLY_RECOGNISED


class Provenance:
    """Answer for spans of one source: their pages, and the confidence of their recognition."""

    def __init__(self, source: Source) -> None:
        self._pages = source.pages
        self._starts = [page.start for page in source.pages]
        self._confidence = source.confidence
        self._ends = [end for (_, end), _ in source.confidence]

    @property
    def is_empty(self) -> bool:
        """Tell if nothing is known: text without pages, read and not recognised."""
        return not self._pages and not self._confidence

    def sheets(self, spans: Sequence[Span]) -> Span | None:
        """Return the first and last page in the file's count, None where the file has no pages."""
        if not self._pages:
            return None
        sheets = [page.sheet for page in self._touched(spans)]
        return min(sheets), max(sheets)

    def pages(self, spans: Sequence[Span]) -> Span | None:
        """Return the first and last printed page, None where one of them bears no number."""
        touched = self._touched(spans) if self._pages else []
        numbers = [page.number for page in touched if page.number is not None]
        return (min(numbers), max(numbers)) if numbers and len(numbers) == len(touched) else None

    def confidence(self, spans: Sequence[Span]) -> float | None:
        """Return that of the least sure line, None where nothing was recognised."""
        found: list[float] = []
        for start, end in spans:
            for place in range(bisect_right(self._ends, start), len(self._confidence)):
                (first, _), sure = self._confidence[place]
                if first >= end:
                    break
                found.append(sure)
        return min(found, default=None)

    def _touched(self, spans: Sequence[Span]) -> Sequence[Page]:
        first = bisect_right(self._starts, min(start for start, _ in spans)) - 1
        last = bisect_right(self._starts, max(end - 1 for _, end in spans)) - 1
        return self._pages[max(first, 0) : last + 1]


def split_known_furniture(lines: Sequence[Line], furniture: Sequence[Span]) -> tuple[list[Line], list[Line]]:
    """Part the lines that the layout told to be running heads and page numbers from the others."""
    starts = [start for start, _ in furniture]

    def is_known(line: Line) -> bool:
        place = bisect_right(starts, line.start) - 1
        return place >= 0 and line.end <= furniture[place][1]

    kept = [line for line in lines if not is_known(line)]
    return kept, [line for line in lines if is_known(line)]
