"""One posting as it is answered: its day, its notes, its post in a form that other wordings share."""

from __future__ import annotations

from functools import lru_cache

from corpus.appointments.posts import post_form
from index.catalog.rows import PostingRow
from search.query.aliases import find_aliases
from search.status.standing import day_of, today


def notes_of(row: PostingRow) -> list[str]:
    """Return what is noted of a posting: 试用期一年, 兼."""
    posting = row.posting
    return [note.text for note in (*posting.posts[0].notes, *posting.notes)]


def day_by(row: PostingRow) -> str:
    """Return the day of a posting; where none is printed that of its issue, by which it was; "" without either."""
    return row.posting.date or day_of(row.row.document) or ""


def has_come(row: PostingRow, at: str) -> bool:
    """Tell if a posting was made by a day; where neither it nor its issue is dated, if that day is not before today."""
    by = day_by(row)
    return by <= at if by else at >= today()


def order_of(row: PostingRow) -> tuple[str, int, int]:
    """Return what postings are sorted by: the day (else the year's end), then the issue, then the place in it."""
    issue = row.row.document.issue
    year = issue.issue.year if issue.issue else None
    return day_by(row) or (f"{year:04}-13" if year else ""), issue.id, row.id


@lru_cache(maxsize=8192)
def shared_form(form: str) -> str:
    """Return a post's form with the longest of a body's names in place of the others (巴州, 发改委)."""
    for alias in find_aliases(form):
        form = form.replace(alias.name, max((alias.name, *alias.others), key=lambda name: (len(name), name)))
    return form


def form_of(row: PostingRow) -> str:
    """Return the shared form of a posting's post."""
    return shared_form(post_form(row.posting.posts[0].name))


def is_same_post(one: str, other: str) -> bool:
    """Tell if two shared forms name one post: in the same words, or in those of one without the region before them."""
    shorter, longer = sorted((one, other), key=len)
    return longer.endswith(shorter) and (shorter == longer or len(shorter) >= 4)
