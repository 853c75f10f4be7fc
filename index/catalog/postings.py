"""Postings as the catalog keeps them: a JSON record for each person and post, and the forms they are found by."""

from __future__ import annotations

import json
from collections.abc import Iterator

from corpus.appointments.find import Posting, find_postings
from corpus.appointments.posts import Note, Post, person_form, post_form
from corpus.records import Document, Kind, Span

# Action, person, the span of the name, the post with its notes, the notes of all posts, day.
_Notes = list[tuple[str, Span]]
_Record = tuple[Kind, str, Span | None, tuple[str, Span, _Notes], _Notes, str | None]


def encode_postings(document: Document) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Yield each posting of a document: the number of its clause; its person, its post, its record."""
    at = {clause.id: number for number, clause in enumerate(document.clauses)}
    for posting in find_postings(document):
        for post in posting.posts:
            record = _pack(posting, post)
            yield at[posting.clause], (person_form(posting.person), post_form(post.name), record)


def _pack(posting: Posting, post: Post) -> str:
    """Return a posting with one of its posts as compact JSON; the clause is a column."""
    record = [
        posting.action,
        posting.person,
        posting.person_span,
        [post.name, post.span, _pairs(post.notes)],
        _pairs(posting.notes),
        posting.date,
    ]
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def posting_of(packed: str, clause: str) -> Posting:
    """Return the posting of a record, said by a clause."""
    from msgspec import convert

    action, person, person_span, (name, span, own), notes, date = convert(json.loads(packed), _Record)
    post = Post(name, span, tuple(Note(*note) for note in own))
    return Posting(clause, action, person, person_span, (post,), tuple(Note(*note) for note in notes), date)


def _pairs(notes: tuple[Note, ...]) -> list[tuple[str, Span]]:
    return [(note.text, note.span) for note in notes]
