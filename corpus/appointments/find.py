"""Who was appointed to which post or removed from it, as notices of appointments (干部任免) say it.

Where a name and a post stand together with nothing between them (△李四州教育局副局长职务) they are parted
by how posts begin elsewhere in the document, or not at all: a name is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.appointments.posts import Flat, Note, Post, PostBeginnings, read_posts
from corpus.appointments.sentences import POSTED, Person, Statement, find_statements, persons_in
from corpus.dates import parse_date
from corpus.markers import POSTING_MARKS
from corpus.records import Clause, Document, Kind, Span
from corpus.text import squeeze
from corpus.vocabulary import POSTING_TITLE, RULES


@dataclass(frozen=True, slots=True)
class Posting:
    """Hold that a person was appointed to posts, or removed from them, by one clause.

    ``action`` is ``Kind.APPOINTMENT`` or ``Kind.REMOVAL``. Where the name can't be told from the post,
    ``person`` is "" and the one post is all that is printed. Person, posts and notes are without
    blanks; their spans lead to what is printed in the clause's text. ``notes`` hold of all the posts, those of a
    post of that alone. ``date`` is the day from which the print counts the time in the post (2025-01 where
    it tells the month alone), else that of the document, None where neither is printed.
    """

    clause: str
    action: Kind
    person: str
    person_span: Span | None
    posts: tuple[Post, ...]
    notes: tuple[Note, ...] = ()
    date: str | None = None


_NOTICE = re.compile(POSTING_TITLE)
_RULES = re.compile(f"{RULES}|制度|程序|意见|方案|准则|流程")
_TEXTS = frozenset({Kind.COVER, Kind.LEAD, Kind.ITEM})
_LONGEST = 8_000  # characters of a clause that is read

_PLACE = re.compile(r".{2,15}?(?:自治区|自治州|自治县|省|州|盟|市|县|区|旗)")

_COUNTED = re.compile(
    r"(?:任职|免职)(?:时间|年限|日期)?(?:从|自)(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2}日)?起?(?:开始)?(?:计算|算起|起算)"
)


def find_postings(document: Document) -> tuple[Posting, ...]:
    """Read all postings of a document, in the order of the page; () where it posts nobody."""
    may_post = (clause for clause in document.clauses if _may_post(clause, document))
    statements = [one for clause in may_post for one in find_statements(clause)]
    beginnings = _beginnings(document, statements)
    found: list[Posting] = []
    before: Statement | None = None
    for statement in statements:
        cut = _cut(statement, before, beginnings)
        found += _postings(cut, document.date)
        before = cut
    return tuple(found)


def _may_post(clause: Clause, document: Document) -> bool:
    if len(clause.text) > _LONGEST:
        return False
    if clause.text[0] in POSTING_MARKS:
        return clause.kind in POSTED
    titles = {squeeze(clause.title), squeeze(document.title)}
    if any(map(_RULES.search, titles)):  # rules speak of appointments, and make none
        return False
    return clause.kind in POSTED or (clause.kind in _TEXTS and any(map(_NOTICE.search, titles)))


def _beginnings(document: Document, statements: Iterable[Statement]) -> PostBeginnings:
    """Learn how posts begin from the statements that part name and post."""
    place = _PLACE.match(squeeze(document.issuer))
    parted = (one.body.text for one in statements if one.persons or one.others)
    return PostBeginnings.of(parted, place[0] if place else "")


def _cut(statement: Statement, before: Statement | None, beginnings: PostBeginnings) -> Statement:
    """Return a statement with its persons, as far as they can be told."""
    if statement.persons:
        return statement
    whole = statement.others or statement.body
    is_post = statement.others and beginnings.may_be_at(statement.body.text, 0)
    if place := 0 if is_post else _place_of_post(whole, beginnings):
        persons = persons_in(whole.cut(0, place))
        return replace(statement, persons=persons, body=whole.cut(place, len(whole.text)))
    if statement.others and before:
        here = before.clause == statement.clause
        persons = tuple(person if here else replace(person, span=None) for person in before.persons)
        return replace(statement, persons=persons)
    return statement


def _place_of_post(body: Flat, beginnings: PostBeginnings) -> int:
    """Return where the post begins behind a name, 0 where it can't be told."""
    for place in range(2, min(len(body.text), 60)):
        if beginnings.may_be_at(body.text, place) and persons_in(body.cut(0, place)):
            return place
    return 0


def _postings(statement: Statement, signed: str | None) -> Iterator[Posting]:
    """Yield the postings of a statement, one for each of its persons."""
    posts, behind = read_posts(statement.body)
    notes = (*behind, *statement.notes)
    told = [note.text for note in (*notes, *(note for post in posts for note in post.notes))]
    day = next(filter(None, map(_counted_from, told)), signed)
    for person in statement.persons or (Person("", None),):
        yield Posting(statement.clause, statement.action, person.name, person.span, posts, notes, day)


def _counted_from(note: str) -> str | None:
    """Return the day, or the month, from which a note counts the time in the post."""
    told = _COUNTED.search(note)
    if not told:
        return None
    if told["day"]:
        return parse_date(f"{told['year']}年{told['month']}月{told['day']}")
    month = int(told["month"])
    return f"{told['year']}-{month:02}" if 1 <= month <= 12 else None
