"""What a reader makes of the bytes of a file."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.messages import message
from corpus.records import Page, SourceError, Span


@dataclass(frozen=True, slots=True)
class Content:
    """Hold the text of a file and what its layout told; the fields are those of ``corpus.Source``."""

    text: str
    pages: tuple[Page, ...] = ()
    furniture: tuple[Span, ...] = ()
    confidence: tuple[tuple[Span, float], ...] = ()


def unreadable(name: str, key: str, /, **values: object) -> SourceError:
    """Return the error for a file that can't be read: what was found; what was expected and what to do."""
    return SourceError(*message("place.labelled", label=name, value=message(key, **values)))
