"""What later documents change at a cited place, and its words after each change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.events.amendments import Change
from corpus.locators import article_of, is_at_or_below, overlap
from index.catalog.rows import ClauseRow, EventRow
from search.check.lookup import Lookup
from search.status.standing import day_of


@dataclass(frozen=True, slots=True)
class Alteration:
    """Hold a change of a place, or its correction; ``text`` are the words after it, "" where none are told.

    ``has_come`` tells if it holds on the day of the check.
    """

    row: EventRow
    locator: str
    text: str
    has_come: bool

    @property
    def change(self) -> Change | None:
        """What is done to the place; None for a correction."""
        return self.row.event.amendment.change if self.row.event.amendment else None

    @property
    def strikes(self) -> bool:
        """Tell if the place as a whole is struck, not words in it."""
        amendment = self.row.event.amendment
        return self.change is Change.STRUCK and amendment is not None and amendment.old is None

    def adds(self, locator: str) -> bool:
        """Tell if the place is in force by this change only."""
        return (
            self.change is Change.ADDED
            and self.has_come
            and is_at_or_below(article_of(locator), self.locator)
        )


_MARKS = '“”‘’"「」 '
_CORRECTS = re.compile(
    r"[“「](?P<old>[^”」]+)[”」](?:[^“”「」]{0,6})(?:应更正为|应为|更正为|改为|应当为)[：:]?[“「](?P<new>[^”」]+)[”」]"
)


def find_alterations(
    lookup: Lookup, events: Iterable[EventRow], locators: Sequence[str], printed: str
) -> tuple[Alteration, ...]:
    """Find what changes these places, all changes of the document where none are given; by date.

    ``printed`` are the words of the places.
    """
    touching = [
        row
        for row in events
        if row.event.locators
        and (row.event.amendment or row.event.kind.corrects)
        and (not locators or touches(row, locators))
    ]
    clauses = lookup.texts(touching) if touching else {}
    found: list[Alteration] = []
    for row in touching:
        come = (row.event.date or day_of(row.document) or "") <= lookup.as_of
        place = next((one for one in row.event.locators if _touched(one, locators)), row.event.locators[0])
        clause = clauses.get(row.clause) if row.clause is not None else None
        found.append(Alteration(row, place, _words_after(row, clause, printed), come))
    return tuple(found)


def _words_after(row: EventRow, clause: ClauseRow | None, printed: str) -> str:
    """Return the words of the place after a change: its new text, or the printed one with the words exchanged."""
    amendment = row.event.amendment
    if amendment is None:
        match = _CORRECTS.search(row.event.text)
        old, new = (match["old"], match["new"]) if match else ("", "")
    elif clause is None:
        return ""
    else:
        text = clause.clause.text
        old = text[slice(*amendment.old)].strip(_MARKS) if amendment.old else ""
        new = text[slice(*amendment.new)].strip(_MARKS) if amendment.new else ""
    if old and old in printed:
        return printed.replace(old, new)
    return new if not old else ""


def touches(row: EventRow, locators: Sequence[str]) -> bool:
    """Tell if an event is about one of these places, or about the document as a whole."""
    return not row.event.locators or any(_touched(place, locators) for place in row.event.locators)


def _touched(place: str, locators: Sequence[str]) -> bool:
    return any(overlap(one, place) for one in locators)
