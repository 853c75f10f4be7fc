"""Who was appointed to which post or removed from it, as notices of appointments (干部任免) say it.

Where a name and a post stand together with nothing between them (△李四州教育局副局长职务) they are parted
by how posts begin elsewhere in the document, or not at all: a name is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.appointments.posts import Flat, Note, Post, read_posts
from corpus.appointments.sentences import POSTED, Act, Person, acts_of, persons_in
from corpus.dates import parse_date
from corpus.markers import POSTING_MARKS
from corpus.records import Clause, Document, Kind, Span
from corpus.text import squeeze


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


@dataclass(frozen=True, slots=True)
class _Beginnings:
    """Know how the posts of a document begin: first three characters, and the place that issued it."""

    known: frozenset[str]
    place: str

    def at(self, text: str, start: int) -> bool:
        if text[start : start + 3] in self.known or (self.place and text.startswith(self.place, start)):
            return True
        # 州 alone is how 州教育局 begins only where other posts begin so, and a body follows.
        sure = _BODY.match(text, start)
        return sure is not None and any(one[0] == text[start] for one in self.known)


_NOTICE = re.compile(r"(?:任免|任职|免职|任命|聘任|解聘).{0,8}(?:通知|决定|公告|公示|名单|命令?)$|任免$")
_RULES = re.compile("办法|规定|条例|规则|细则|制度|程序|意见|方案|准则|流程")
_TEXTS = frozenset({Kind.COVER, Kind.LEAD, Kind.ITEM})
_LONGEST = 8_000  # characters of a clause that is read

_BODY = re.compile(
    r"[州市县区省厅](?:人民|政府|教育|科学|科技|工业|民族|公安|民政|司法|财政|人力|自然|生态|住房|交通|水利|农业|商务|文化|卫生|退役"
    r"|应急|审计|国有|市场|统计|医疗|林业|信访|体育|粮食|数据|政务|行政|发展|机关|供销|档案|融媒|人大|政协|法院|检察|人防|地震|气象)"
)
_PLACE = re.compile(r".{2,15}?(?:自治区|自治州|自治县|省|州|盟|市|县|区|旗)")

_COUNTED = re.compile(
    r"(?:任职|免职)(?:时间|年限|日期)?(?:从|自)(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2}日)?起?(?:开始)?(?:计算|算起|起算)"
)


def find_postings(document: Document) -> tuple[Posting, ...]:
    """Read all postings of a document, in the order of the page; () where it posts nobody."""
    acts = [act for clause in document.clauses if _may_post(clause, document) for act in acts_of(clause)]
    beginnings = _beginnings(document, acts)
    found: list[Posting] = []
    before: Act | None = None
    for act in acts:
        cut = _cut(act, before, beginnings)
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


def _beginnings(document: Document, acts: Iterable[Act]) -> _Beginnings:
    known = {act.body.text[:3] for act in acts if (act.persons or act.others) and len(act.body.text) > 3}
    place = _PLACE.match(squeeze(document.issuer))
    return _Beginnings(frozenset(known), place[0] if place else "")


def _cut(act: Act, before: Act | None, beginnings: _Beginnings) -> Act:
    """Return an act with its persons, as far as they can be told."""
    if act.persons:
        return act
    whole = act.others or act.body
    place = 0 if act.others and beginnings.at(act.body.text, 0) else _place_of_post(whole, beginnings)
    if place:
        return replace(act, persons=persons_in(whole.cut(0, place)), body=whole.cut(place, len(whole.text)))
    if act.others and before:
        here = before.clause == act.clause
        persons = tuple(person if here else replace(person, span=None) for person in before.persons)
        return replace(act, persons=persons)
    return act


def _place_of_post(body: Flat, beginnings: _Beginnings) -> int:
    """Return where the post begins behind a name, 0 where it can't be told."""
    for place in range(2, min(len(body.text), 60)):
        if beginnings.at(body.text, place) and persons_in(body.cut(0, place)):
            return place
    return 0


def _postings(act: Act, signed: str | None) -> Iterator[Posting]:
    """Yield the postings of an act, one for each of its persons."""
    posts, behind = read_posts(act.body)
    notes = (*behind, *act.notes)
    told = [note.text for note in (*notes, *(note for post in posts for note in post.notes))]
    day = next(filter(None, map(_counted_from, told)), signed)
    for person in act.persons or (Person("", None),):
        yield Posting(act.clause, act.action, person.name, person.span, posts, notes, day)


def _counted_from(note: str) -> str | None:
    """Return the day, or the month, from which a note counts the time in the post."""
    told = _COUNTED.search(note)
    if not told:
        return None
    if told["day"]:
        return parse_date(f"{told['year']}年{told['month']}月{told['day']}")
    month = int(told["month"])
    return f"{told['year']}-{month:02}" if 1 <= month <= 12 else None
