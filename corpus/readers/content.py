"""What a reader makes of the bytes of a file."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.records import MissingReaderError, Page, SourceError, Span


@dataclass(frozen=True, slots=True)
class Content:
    """Hold the text of a file and what its layout told; the fields are those of ``corpus.Source``."""

    text: str
    pages: tuple[Page, ...] = ()
    furniture: tuple[Span, ...] = ()
    confidence: tuple[tuple[Span, float], ...] = ()


def unreadable(name: str, english: str, chinese: str) -> SourceError:
    """Return the error for a file that can't be read: what was found; what was expected and what to do."""
    return SourceError(f"{name}: {english}", f"{name}：{chinese}")


def not_installed(name: str, english: str, chinese: str) -> MissingReaderError:
    """Return the error for a file whose reader is not installed, with the command that installs it."""
    return MissingReaderError(f"{name}: {english}", f"{name}：{chinese}")
