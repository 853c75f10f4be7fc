"""Write paragraphs one a line, and keep where each page begins, what is furniture and how sure each line is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.readers.content import Content
from corpus.readers.layout.listed import Cut, find_rows
from corpus.records import Page, Span, join


@dataclass(frozen=True, slots=True)
class Part:
    """As much of a paragraph as stands on one line of a sheet; ``sure`` is None for what was read."""

    sheet: int
    text: str
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The parts of one paragraph, or of a row of a table, or of a line of furniture."""

    parts: tuple[Part, ...]
    is_furniture: bool = False

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts)

    def going_on(self, part: Part) -> Paragraph:
        """Return the paragraph with one more part; a blank keeps two Latin words apart."""
        tail = self.parts[-1].text[-1:]
        joined = join(tail + part.text, ((0, len(tail)), (len(tail), len(tail) + len(part.text))))
        return replace(self, parts=(*self.parts, replace(part, text=joined[len(tail) :])))


def write(paragraphs: Sequence[Paragraph], numbers: Sequence[tuple[int, int | None]]) -> Content:
    """Write paragraphs; ``numbers`` are the sheets with the page numbers printed on them.

    A page begins where its text does; without any, where its furniture does.
    """
    texts: list[str] = []
    length = 0
    starts: dict[tuple[int, bool], int] = {}
    furniture: list[Span] = []
    confidence: list[tuple[Span, float]] = []
    for paragraph in _with_cells(paragraphs):
        first = length
        for part in paragraph.parts:
            begin, length = length, length + len(part.text)
            starts.setdefault((part.sheet, paragraph.is_furniture), begin)
            texts.append(part.text)
            if part.sure is not None:
                confidence.append(((begin, length), part.sure))
        if paragraph.is_furniture:
            furniture.append((first, length))
        texts.append("\n")
        length += 1
    pages: list[Page] = []
    for sheet, number in numbers:
        before = pages[-1].start if pages else 0
        start = starts.get((sheet, False), starts.get((sheet, True), before))
        pages.append(Page(max(start, before), sheet, number))
    return Content("".join(texts), tuple(pages), tuple(furniture), tuple(confidence))


def _with_cells(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Part the cells of tables that are set as plain paragraphs."""
    rows = find_rows([paragraph.text for paragraph in paragraphs])
    return [
        replace(paragraph, parts=_cut(paragraph.parts, rows[place])) if place in rows else paragraph
        for place, paragraph in enumerate(paragraphs)
    ]


def _cut(parts: tuple[Part, ...], cuts: Sequence[Cut]) -> tuple[Part, ...]:
    """Put a tab in the place of each cut."""
    found = []
    at = 0
    for part in parts:
        end = at + len(part.text)
        text, done = "", at
        for start, stop in cuts:
            if at <= start < end:
                text += part.text[done - at : start - at] + "\t"
                done = max(done, min(stop, end))
        found.append(replace(part, text=text + part.text[done - at :]))
        at = end
    return tuple(found)
