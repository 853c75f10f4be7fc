"""What a reader asked on the page, as its form and its address hold it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlencode

from corpus.events.kinds import Status
from index.catalog.rows import Filters
from search.answer.order import Sort, Standpoint
from view.messages import Words

LONGEST = 500  # code points of a question; the field takes no more


def plain(value: object, longest: int = LONGEST) -> str:
    """Return a value from outside as text of bounded length, without halves of characters."""
    text = str(value or "")[:longest]
    return text.encode("utf-8", "replace").decode("utf-8").strip()


def as_day(value: str) -> str | None:
    """Return a date as ISO 8601, None where it is none."""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what stands in the form; the field names are those of the page's address."""

    q: str = ""
    gazette: str = ""
    issuer: str = ""
    year: str = ""
    part: str = ""
    since: str = ""
    until: str = ""
    status: str = ""
    sort: str = ""
    at: str = ""

    @classmethod
    def of(cls, *values: object) -> Asked:
        """Return what was asked, from the values of the form or of an address; all is bounded."""
        return cls(*(plain(value) for value in values))

    @property
    def address(self) -> str:
        """Return the query string that leads back to this question."""
        pairs = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({name: value for name, value in pairs.items() if value})

    def filters(self, words: Words) -> tuple[Filters, Standpoint, list[str]]:
        """Return the filters, the standpoint, and a note for each date that can't be read."""
        notes = []
        days: list[str | None] = []
        for value in (self.since, self.until, self.at):
            days.append(as_day(value))
            if value and days[-1] is None:
                notes.append(words("page.bad_date", value=value))
        return (
            Filters(
                gazette=self.gazette or None,
                issuer=self.issuer or None,
                part=self.part if self.part in words.section("part") else None,
                year=int(self.year) if self.year.isdecimal() and len(self.year) == 4 else None,
                date_from=days[0],
                date_to=days[1],
            ),
            Standpoint(
                days[2],
                frozenset(status for status in Status if status == self.status),
                next((sort for sort in Sort if sort == self.sort), Sort.HOLDING),
            ),
            notes,
        )
