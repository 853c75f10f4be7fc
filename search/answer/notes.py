"""What an answer has to say beside its hits, in the language of the question."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.messages import message
from search.answer.hits import Hit
from search.query.parse import Language, Query
from search.ranking.rank import Ranked


def note(what: str, query: Query, **values: object) -> str:
    """Return a note in the language of the question."""
    return message(f"note.{what}", **values)[query.language is not Language.ENGLISH]


def match_notes(ranked: Ranked) -> list[str]:
    """Return what is to be said of how a question was matched: what is not here, and whether anything answers."""
    query = ranked.query
    missing = [note("missing", query, name=name) for name in ranked.exact.missing]
    if ranked.exact.tiers or missing:
        return missing
    unknown = query.words and not ranked.weights.known and query.language is not Language.ENGLISH
    notes = [note("unknown words", query)] if unknown else []
    return [*notes, note("unsure", query)] if ranked.doubt else notes


def ended_note(query: Query, hits: Sequence[Hit], ended: int, best: int) -> str:
    """Say how many hits no longer hold; and of the best match, if it is one of them, where it stands."""
    top = next((hit for hit in hits if hit.row.rowid == best), None)
    if top is None or top.standing is None or not top.standing.status.is_over:
        return note("over", query, count=ended)
    return note("best is over", query, count=ended, citation=top.citation, rank=top.rank)
