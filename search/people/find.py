"""Who was appointed to what, and who held a post on a day, as far as the issues indexed tell.

Names are all there is: namesakes can't be told apart, and no silence proves that somebody left a post.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product

from corpus.appointments.posts import body_of, post_form
from corpus.dates import later
from corpus.messages import Said, message
from corpus.records import GongbaoError
from corpus.vocabulary import SOLE_HEADS
from index.catalog.catalog import Catalog
from index.catalog.rows import PostingRow
from search.people.postings import day_by, form_of, notes_of, order_of
from search.people.tenures import Tenure, tenures_of
from search.query.aliases import find_aliases
from search.status.holdings import holdings
from search.status.standing import today

_MOST_POSTS = 12  # posts that a question may name
_MOST_SPELLINGS = 16  # other names of bodies that are tried
_HEAD = re.compile(rf"(?<!副)(?:{SOLE_HEADS})$")
_TERM = re.compile(
    r"(?:挂职|任期|聘期|援.职?)[^\d一二两三四五六七八九十]{0,4}(?P<n>\d{1,2}|[一二两三四五六七八九十])(?P<unit>年|个月)"
)
_LONGEST_NAME = 30
_HOLDS = "担任|兼任|任|是|当"
_WHO_HOLDS = re.compile(
    rf"(?:现在|目前|请问)?谁(?:{_HOLDS})(?:现任)?(?P<post>.{{2,40}})|(?P<named>.{{2,40}}?)(?:现在)?(?:是谁|由?谁(?:{_HOLDS}))"
)
_WHOSE_POSTS = re.compile(
    r"(?P<person>.{2,20}?)(?:同志)?(?:现任|现在|先后|被|曾)*(?:任命为|任命|免去|免去了|担任|任过|任|有)?(?:什么|何|哪些)(?:职务|职位|职)"
)


class UnknownPersonError(GongbaoError):
    """Raised for words that are neither a person nor a post of the postings indexed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one line of a timeline; ``again``: another issue has printed it before; ``body``: a hint, or ""."""

    row: PostingRow
    again: bool = False
    body: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Hold what is printed of everyone of one name: by day, then issue, then place in it."""

    person: str
    entries: tuple[Entry, ...]
    notes: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Holders:
    """Hold who held the posts that words name on a day: appointed by then, and not removed by then.

    ``former`` are those that were removed by then, or whose coming is not told; ``untold`` are postings of
    these posts whose person can't be told from the post.
    """

    asked: str
    at: str
    posts: tuple[str, ...]
    holders: tuple[Tenure, ...]
    former: tuple[Tenure, ...]
    untold: tuple[PostingRow, ...]
    notes: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Hold what words name: a person's timeline, the holders of a post, or both."""

    asked: str
    at: str
    timeline: Timeline | None
    holders: Holders | None


def find_people(catalog: Catalog, words: str, at: str | None = None) -> People:
    """Return what is known of a person or a post on a day, today's where none is given.

    Raises UnknownPersonError where the postings indexed know neither.
    """
    day = at or today()
    found = People(words, day, timeline(catalog, words), holders(catalog, words, day))
    if found.timeline is None and found.holders is None:
        raise UnknownPersonError(*message("people.unknown", words=words))
    return found


def people_asked_for(catalog: Catalog, question: str) -> People | None:
    """Return whom a question names: it is a name, or it asks who holds a post (谁任…) or which posts somebody has."""
    asked, at = question.strip().rstrip("？?"), today()
    if post := _WHO_HOLDS.fullmatch(asked):
        words = post["post"] or post["named"]
        held = holders(catalog, words, at)
        return People(words, at, None, held) if held else None
    whose = _WHOSE_POSTS.fullmatch(asked)
    name = whose["person"] if whose else asked
    found = timeline(catalog, name) if len(name) <= _LONGEST_NAME else None
    return People(name, at, found, None) if found else None


# -- a person ---------------------------------------------------------------------------------------


def timeline(catalog: Catalog, person: str) -> Timeline | None:
    """Return what is printed of everyone of this name, None where nobody of this name is known."""
    rows = sorted(catalog.postings_of_person(person), key=order_of)
    if not rows:
        return None
    entries = []
    printed: dict[tuple[str, str], PostingRow] = {}
    for row in rows:
        key = str(row.posting.action), form_of(row)
        before = printed.setdefault(key, row)
        entries.append(Entry(row, _is_again(row, before), body_of(row.posting.posts[0].name)))
        printed[key] = row
    notes = [message("people.namesakes"), *_undated(rows), *_basis(catalog)]
    return Timeline(rows[0].posting.person, tuple(entries), tuple(notes))


def _is_again(row: PostingRow, before: PostingRow) -> bool:
    """Tell if another issue before has printed the same posting to the same post: with no other day."""
    days = {row.posting.date, before.posting.date} - {None}
    return row.row.document.issue.id != before.row.document.issue.id and len(days) < 2


# -- a post -----------------------------------------------------------------------------------------


def holders(catalog: Catalog, words: str, at: str) -> Holders | None:
    """Return who held the posts that end in these words (财政局局长) on a day, None where no post does.

    A successor doesn't prove that the one before left: both are holders then, and the notes say so.
    """
    forms = _posts_named(catalog, words)
    if not forms:
        return None
    rows = sorted(catalog.postings_of_posts(forms[:_MOST_POSTS]), key=order_of)
    tenures = tenures_of(catalog, rows)
    held = [one for one in tenures if one.is_held(at)]
    gone = [one for one in tenures if one.is_over(at)]
    untold = tuple(row for row in rows if not row.posting.person)
    notes = [*_several(held), *_over_terms(held, at), *_outside(tenures, at), *_undated(rows)]
    if len(forms) > _MOST_POSTS:
        notes.insert(0, message("people.too_many", most=_MOST_POSTS))
    if untold:
        notes.append(message("people.untold"))
    posts = tuple(dict.fromkeys(row.posting.posts[0].name for row in rows if row.posting.person))
    return Holders(words, at, posts, tuple(held), tuple(gone), untold, (*notes, *_basis(catalog)))


def _posts_named(catalog: Catalog, words: str) -> list[str]:
    """Return the forms of the posts that words name, other names of bodies among them (巴州, 发改委)."""
    spelled = [(alias.name, *alias.others) for alias in find_aliases(words)]
    found: dict[str, None] = {}
    for names in islice(product(*spelled), _MOST_SPELLINGS):
        asked = post_form(words) if not names else words
        for group, name in zip(spelled, names, strict=True):
            asked = asked.replace(group[0], name)
        parts = [post_form(part) for part in asked.split()]
        found |= dict.fromkeys(catalog.posts_named(parts, _MOST_POSTS + 1))
    return list(found)


# -- what has to be said ----------------------------------------------------------------------------


def _several(held: Sequence[Tenure]) -> list[Said]:
    """Say where several hold a post that has one head: that the former left is not told."""
    by_post = defaultdict(list)
    for tenure in held:
        if tenure.appointed and _HEAD.search(tenure.post):
            by_post[form_of(tenure.appointed)].append(tenure)
    return [
        message("people.several", names="、".join(one.person for one in group), post=group[0].post)
        for group in by_post.values()
        if len(group) > 1
    ]


def _over_terms(held: Sequence[Tenure], at: str) -> list[Said]:
    """Say whose printed term (挂职一年) would be over by that day."""
    found = []
    for tenure in held:
        row = tenure.appointed
        terms = [match for note in (notes_of(row) if row else ()) if (match := _TERM.search(note))]
        day = row.posting.date if row else None
        if terms and day and len(day) == 10:
            end = later(day, terms[0]["n"].replace("两", "二"), terms[0]["unit"])
            if end and end <= at:
                found.append(message("people.over_term", person=tenure.person, term=terms[0][0], day=at))
    return found


def _outside(tenures: Iterable[Tenure], at: str) -> list[Said]:
    """Say who left after that day though no coming is printed: since when they held the post is not told."""
    return [
        message("people.came_untold", person=one.person, post=one.post, day=day_by(one.removed))
        for one in tenures
        if one.appointed is None and one.removed is not None and not one.is_over(at) and day_by(one.removed)
    ]


def _undated(rows: Iterable[PostingRow]) -> list[Said]:
    if all(row.posting.date for row in rows):
        return []
    return [message("people.undated")]


def _basis(catalog: Catalog) -> list[Said]:
    """Say what is indexed and what is missing from it: all that is told rests on that."""
    told = [message("people.basis", indexed=holdings(catalog).indexed)]
    missing = holdings(catalog).missing
    return [*told, missing] if missing else told
