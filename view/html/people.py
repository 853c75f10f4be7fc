"""Draw who was appointed to what, and who held a post on a day, above the cards of a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search.people.find import People
from search.people.tenures import Tenure
from view.entry import PostingEntry, holders_heading, posting_entry
from view.html.drawing import draw
from view.messages import Words


@dataclass(frozen=True, slots=True)
class _Tenure:
    """Hold one person in one post, and the postings that say so."""

    person: str
    post: str
    postings: list[PostingEntry]


def people_html(found: People, words: Words, address: str) -> str:
    """Return what is known of the person or the post that a question names.

    ``address`` is the query string that leads to the answer.
    """
    timeline, holders = found.timeline, found.holders
    said = [note for part in (timeline, holders) if part for note in part.notes]
    entries = timeline.entries if timeline else ()
    return draw(
        "people",
        words=words,
        address=address,
        person=timeline and timeline.person,
        entries=[posting_entry(one.row, words, again=one.again) for one in entries],
        heading=holders and holders_heading(holders, words),
        holders=_tenures(holders.holders if holders else (), words),
        former=_tenures(holders.former if holders else (), words),
        untold=[posting_entry(row, words) for row in (holders.untold if holders else ())],
        notes=[words.of(note) for note in dict.fromkeys(said)],
    )


def _tenures(tenures: Sequence[Tenure], words: Words) -> list[_Tenure]:
    return [
        _Tenure(one.person, one.post, [posting_entry(row, words) for row in one.postings]) for one in tenures
    ]
