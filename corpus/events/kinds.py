"""Add a kind of event here, as one row: what it is called, which status it brings, what its date is.

How sentences say it stands where they are read: in ``repeals.WORDINGS`` where they name the documents that it
befalls, else in a finder of ``find.FINDERS``. Nothing else knows the kinds one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from corpus.events.amendments import Amendment
from corpus.records import Span


class Status(StrEnum):
    """The words of the national database of laws, and what gazettes add to them; the best first."""

    IN_FORCE = "有效"
    AMENDED = "已修改"
    TO_BE_REVISED = "拟修订"
    UNKNOWN = "未知"
    NOT_YET = "尚未生效"
    EXPIRED = "已失效"
    REPEALED = "已废止"

    @property
    def is_over(self) -> bool:
        """Tell if it holds no longer."""
        return self in (Status.REPEALED, Status.EXPIRED)


class Dating(Enum):
    """What the date of an event is; an event of an undated kind is announced, and has none."""

    FIRST_DAY = auto()
    LAST_DAY = auto()
    UNDATED = auto()


@dataclass(frozen=True, slots=True, eq=False)
class EventKind:
    """Hold what happens to a document: its name in English, which is that of the JSON, and in Chinese.

    ``status`` is the one that it brings, None where it brings none. ``replaces`` says that another text stands in
    the place of the document, ``prolongs`` that its term is made longer, ``corrects`` that it was misprinted.
    """

    name: str
    chinese: str
    status: Status | None = None
    dating: Dating = Dating.FIRST_DAY
    replaces: bool = False
    prolongs: bool = False
    corrects: bool = False

    def __str__(self) -> str:
        return self.name

    def __reduce__(self) -> tuple[Callable[[str], EventKind], tuple[str]]:
        return kind_named, (self.name,)


KINDS: dict[str, EventKind] = {}


def add_kind(kind: EventKind) -> EventKind:
    """Put a kind into the table."""
    KINDS[kind.name] = kind
    return kind


def kind_named(name: str) -> EventKind:
    """Return the kind of that name; ValueError where there is none."""
    if name not in KINDS:
        raise ValueError(f"{name!r} is no kind of event: {', '.join(KINDS)}")
    return KINDS[name]


REPEALED = add_kind(EventKind("repealed", "废止", Status.REPEALED))
SUPERSEDED = add_kind(EventKind("superseded", "被替代", Status.REPEALED, replaces=True))
AMENDED = add_kind(EventKind("amended", "修改", Status.AMENDED))
TO_BE_REVISED = add_kind(EventKind("to be revised", "拟修订", Status.TO_BE_REVISED, Dating.UNDATED))
EFFECTIVE = add_kind(EventKind("takes effect", "施行", Status.IN_FORCE))
EXPIRES = add_kind(EventKind("expires", "有效期至", Status.EXPIRED, Dating.LAST_DAY))
TRIAL = add_kind(EventKind("on trial", "试行", Status.EXPIRED, Dating.LAST_DAY))
INTERPRETED = add_kind(EventKind("interpreted by", "解释"))
KEPT = add_kind(EventKind("remains in force", "继续有效", Status.EXPIRED, Dating.LAST_DAY, prolongs=True))
CORRECTED = add_kind(EventKind("corrected", "更正", corrects=True))


@dataclass(frozen=True, slots=True)
class Event:
    """Hold what happens to a document, and the words that prove it.

    ``title`` and ``number`` name the document as it is printed; with ``is_own`` it is the document (the part)
    in which the words stand. ``locators`` are the places that alone are meant, empty for the whole.
    ``date`` is the first day on which it is so, ISO 8601, or the last day of the term, as the kind has it; None
    where it can't be told. ``rule`` is the printed day or rule (自本通知印发之日起). ``clause`` is the id of the
    clause, ``span`` counts code points of its text, ``text`` is the sentence; what the title itself tells (（试行）)
    has no clause, and its span counts in the title. ``who`` is the body that interprets; ``amendment`` tells what
    is changed, or corrected. A correction has the issue in which the wrong words were printed: its year, its
    number and the page, 0 where they aren't told.
    """

    kind: EventKind
    clause: str
    span: Span
    text: str
    title: str = ""
    number: str = ""
    locators: tuple[str, ...] = ()
    is_own: bool = False
    date: str | None = None
    rule: str = ""
    who: str = ""
    amendment: Amendment | None = None
    issue_year: int = 0
    issue_number: int = 0
    issue_page: int = 0
