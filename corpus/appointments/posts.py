"""Posts as a notice of appointments writes them: 甲局局长、乙委员会主任（兼）, and what is noted beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.records import Span
from corpus.text import BLANK, match_form, squeeze
from corpus.vocabulary import EMPLOYERS, HEADS, POSTS


@dataclass(frozen=True, slots=True)
class Note:
    """Hold what is noted of a post (试用期一年, 挂职, 兼) without blanks; ``span`` leads to the clause's text."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Post:
    """Hold one post; ``span`` is what is printed of it in the clause's text.

    ``name`` is that without blanks; where the print leaves out the body (甲局党组成员、副局长) and it can be
    told, it stands in the name. ``notes`` are those that stand right behind the post.
    """

    name: str
    span: Span
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Flat:
    """Hold a text without blanks, the place of each of its characters in the text, and its brackets blanked out (□)."""

    text: str
    places: tuple[int, ...]
    masked: str

    @classmethod
    def of(cls, text: str, start: int = 0) -> Flat:
        """Flatten a text whose first character stands at ``start``."""
        places = tuple(at for at, character in enumerate(text) if not BLANK.match(character))
        flat = "".join(text[at] for at in places)
        return cls(flat, tuple(start + at for at in places), _mask(flat))

    def span(self, start: int, end: int) -> Span:
        """Return where the characters from ``start`` to ``end`` stand in the text."""
        return self.places[start], self.places[end - 1] + 1

    def cut(self, start: int, end: int) -> Flat:
        """Return a part of it."""
        return Flat(self.text[start:end], self.places[start:end], self.masked[start:end])


_BRACKETS = re.compile(r"[（(〔\[【][^（()）〔〕\[\]【】]*[）)〕\]】]")
_PARTING = re.compile("[、，,]|和|及|兼任?")
_END_OF_POSTS = re.compile("(?:等)?(?:的)?(?:职务|一职|之职)$")
_TITLE = re.compile(f"(?:{POSTS})$")
_LONGEST_TITLE, _LONGEST_POST = 8, 100  # characters that are looked at
_PARTY = "党组成员|党组副?书记|党委委员|党委副?书记"
_DEPUTY = "(?:常务|第一)?副?"
_HELD = re.compile(rf"(?P<body>.+(?:{EMPLOYERS}))(?:{_PARTY}|{_DEPUTY}(?:{HEADS}))")
_WITHOUT_BODY = re.compile(rf"(?P<party>{_PARTY})|{_DEPUTY}(?P<title>{HEADS})")
# Which bodies have a head of this title; every other title says its body by its first character.
_HEADED = {
    "主任": ("委员会", "委", "办公室", "办", "中心"),
    "校长": ("校", "中学", "小学", "大学"),
}
_BODY = re.compile(
    r"[州市县区省厅](?:人民|政府|教育|科学|科技|工业|民族|公安|民政|司法|财政|人力|自然|生态|住房|交通|水利|农业|商务|文化|卫生|退役"
    r"|应急|审计|国有|市场|统计|医疗|林业|信访|体育|粮食|数据|政务|行政|发展|机关|供销|档案|融媒|人大|政协|法院|检察|人防|地震|气象)"
)
_BEGINNING = 3  # characters by which the beginning of a post is known again
_DOTS = str.maketrans(dict.fromkeys("•．・‧∙⋅･●．.", "·"))


@dataclass(frozen=True, slots=True)
class PostBeginnings:
    """Know how the posts of a document begin, from lines that part name and post, and from the place that issued it."""

    known: frozenset[str]
    place: str = ""

    @classmethod
    def of(cls, posts: Iterable[str], place: str = "") -> PostBeginnings:
        """Learn them from posts; one of a few characters tells nothing."""
        return cls(frozenset(post[:_BEGINNING] for post in posts if len(post) > _BEGINNING), place)

    def are_at(self, text: str, start: int) -> bool:
        """Tell if a post that begins as one of these does begins here."""
        return text[start : start + _BEGINNING] in self.known

    def may_be_at(self, text: str, start: int) -> bool:
        """Tell the same, or if the place stands here, or a body of one that is known by its first character."""
        if self.are_at(text, start) or (self.place and text.startswith(self.place, start)):
            return True
        # 州 alone is how 州教育局 begins only where other posts begin so, and a body follows.
        sure = _BODY.match(text, start)
        return sure is not None and any(one[0] == text[start] for one in self.known)


def person_form(name: str) -> str:
    """Return the form in which persons are compared: the match form, with one point for all (扎西·云丹)."""
    return match_form(name.translate(_DOTS))


def post_form(name: str) -> str:
    """Return the form in which posts are compared: the match form, other names of a body (文物局) left out."""
    return match_form(_mask(squeeze(name)).replace("□", ""))


def body_of(name: str) -> str:
    """Return the body that a post belongs to (云岭州水利局 of 云岭州水利局副局长), "" where it can't be told."""
    held = _HELD.fullmatch(name)
    return held["body"] if held else ""


def is_post(text: str) -> bool:
    """Tell if a text without blanks ends as the title of a post does, notes in brackets aside."""
    return _ends_in_title(_mask(text).rstrip("□"))


def _ends_in_title(masked: str) -> bool:
    return _TITLE.search(masked[-_LONGEST_TITLE:]) is not None


def read_posts(flat: Flat) -> tuple[tuple[Post, ...], tuple[Note, ...]]:
    """Part a line of posts: (the posts, the notes on all of them, which stand behind 职务)."""
    ending = flat.masked.rstrip("□")
    told = _END_OF_POSTS.search(ending)
    behind: tuple[Note, ...] = ()
    if told:
        behind = _notes(flat.cut(len(ending), len(flat.text)))
        flat = flat.cut(0, told.start())
    posts: list[Post] = []
    for start, end, concurrent in _parted(flat.masked):
        post = _post(flat.cut(start, end))
        if post and concurrent:
            note = flat.span(*concurrent)
            post = replace(post, notes=(Note(flat.text[slice(*concurrent)], note), *post.notes))
        if post:
            posts.append(_with_body(post, posts))
    return tuple(posts), behind


def _mask(text: str) -> str:
    """Blank out the brackets of a text, the inner ones first."""
    for _ in range(4):
        masked = _BRACKETS.sub(lambda found: "□" * len(found[0]), text)
        if masked == text:
            break
        text = masked
    return text


def _parted(masked: str) -> list[tuple[int, int, Span | None]]:
    """Return where each post stands, and the 兼 before it: what parts them stands behind a title."""
    found: list[tuple[int, int, Span | None]] = []
    start, concurrent = 0, None
    end = len(masked.rstrip("□"))
    for sign in _PARTING.finditer(masked, 0, end):
        if sign.start() < start:
            continue
        before = masked[start : sign.start()].rstrip("□")
        worded = sign[0] not in "、，,"
        if not before and sign[0].startswith("兼"):  # 、兼乙局局长
            start, concurrent = sign.end(), sign.span()
        elif sign.end() < end and _ends_in_title(before) and (not worded or _goes_on(masked, sign.end())):
            found.append((start, sign.start(), concurrent))
            start, concurrent = sign.end(), sign.span() if sign[0].startswith("兼") else None
    return [*found, (start, len(masked), concurrent)]


def _goes_on(masked: str, start: int) -> bool:
    """Tell if a post begins here: what stands before the next comma ends in a title."""
    first = re.split("[、，,]", masked[start : start + _LONGEST_POST], maxsplit=1)[0]
    return len(first) > 1 and _ends_in_title(first.rstrip("□"))


def _post(flat: Flat) -> Post | None:
    """Part a post from the notes in brackets behind it; a bracket that ends in a title is part of the post."""
    end = len(flat.masked.rstrip("□"))
    closing = flat.text[end:].rstrip("）)〕]】")
    if end < len(flat.text) and _ends_in_title(closing):
        return Post(flat.text, flat.span(0, len(flat.text)))
    if not end:
        return None
    return Post(flat.text[:end], flat.span(0, end), _notes(flat.cut(end, len(flat.text))))


def _notes(flat: Flat) -> tuple[Note, ...]:
    """Return the notes in the brackets of a text that is brackets alone."""
    found = []
    for bracket in _BRACKETS.finditer(flat.text):
        start, end = bracket.start() + 1, bracket.end() - 1
        if start < end:
            found.append(Note(flat.text[start:end], flat.span(start, end)))
    return tuple(found)


def _with_body(post: Post, before: list[Post]) -> Post:
    """Write out the body of 甲局党组成员、副局长, where the post before it names one that has such a head."""
    bare = _WITHOUT_BODY.fullmatch(post.name)
    held = _HELD.fullmatch(before[-1].name) if before else None
    if not bare or not held:
        return post
    body, title = held["body"], bare["title"]
    if title and not body.endswith(_HEADED.get(title, (title[0],))):
        return post
    return replace(post, name=body + post.name)
