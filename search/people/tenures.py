"""When a person came to a post and left it: appointments paired with the removals that follow them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.appointments.posts import person_form
from corpus.records import Kind
from index.catalog.catalog import Catalog
from index.catalog.rows import PostingRow
from search.people.postings import form_of, has_come, is_same_post, order_of, shared_form


@dataclass(frozen=True, slots=True)
class Tenure:
    """Hold when a person came to a post and left it; either may not be told by the issues indexed.

    ``first`` is what is printed first of it, by which person and post are named.
    """

    first: PostingRow
    appointed: PostingRow | None
    removed: PostingRow | None = None

    @property
    def person(self) -> str:
        """Return the name as it is printed."""
        return self.first.posting.person

    @property
    def post(self) -> str:
        """Return the post as it is printed."""
        return self.first.posting.posts[0].name

    @property
    def postings(self) -> tuple[PostingRow, ...]:
        """Return the postings that say so, of which one may be missing."""
        return tuple(filter(None, (self.appointed, self.removed)))

    def is_over(self, at: str) -> bool:
        """Tell if it had ended by a day."""
        return self.removed is not None and has_come(self.removed, at)

    def is_held(self, at: str) -> bool:
        """Tell if it had begun by a day and not ended."""
        return self.appointed is not None and has_come(self.appointed, at) and not self.is_over(at)


def tenures_of(catalog: Catalog, rows: Iterable[PostingRow]) -> list[Tenure]:
    """Return the tenures of everyone named by these postings, by the day of what is printed first.

    A removal may name the post in other words (with or without the region): it counts, too.
    """
    by_person: dict[str, list[PostingRow]] = defaultdict(list)
    asked = [row for row in rows if row.posting.person]
    forms = {form_of(row) for row in asked}
    posts = catalog.posts_of_people({_person(row) for row in asked})
    same = {
        form for form in set(posts.values()) if any(is_same_post(shared_form(form), one) for one in forms)
    }
    others = {key for key, form in posts.items() if form in same} - {row.id for row in asked}
    for row in (*asked, *catalog.postings_by_id(others)):
        by_person[_person(row)].append(row)
    ids = frozenset(row.id for row in asked)
    found = [
        tenure for theirs in by_person.values() for tenure in _tenures(sorted(theirs, key=order_of), ids)
    ]
    return sorted(found, key=lambda one: (order_of(one.first), one.person))


def _person(row: PostingRow) -> str:
    return person_form(row.posting.person)


def _tenures(rows: Sequence[PostingRow], asked: frozenset[int]) -> list[Tenure]:
    """Pair the postings of one person in order; ``asked`` are the ids of those to posts that are asked for."""
    found: list[Tenure] = []
    open_: list[PostingRow] = []
    for row in rows:
        same = next((one for one in open_ if is_same_post(form_of(one), form_of(row))), None)
        if row.posting.action is Kind.APPOINTMENT:
            # A post that is confirmed after its trial, or printed again, is the same post.
            if row.id in asked and same is None:
                open_.append(row)
        elif same is not None:
            open_.remove(same)
            found.append(Tenure(same, same, row))
        elif row.id in asked:
            found.append(Tenure(row, None, row))
    return [*found, *(Tenure(row, row) for row in open_)]
