"""What an answer has to say beside its hits, in the language of the question."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.messages import message
from search.query.parse import Language, Query


def note(what: str, query: Query, **values: object) -> str:
    """Return a note in the language of the question."""
    return message(f"note.{what}", **values)[query.language is not Language.ENGLISH]


def missing_notes(query: Query, missing: Iterable[str]) -> list[str]:
    """Return a note for each number or place that the home does not have."""
    return [note("missing", query, name=name) for name in missing]
