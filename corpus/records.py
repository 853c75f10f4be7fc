"""What reading a gazette yields: frozen records that keep their way back to the source.

Offsets count code points of ``Source.text``, half open. A piece holds a list of spans; its text
is those slices joined (see :func:`join`). Taken together, the pieces of a source hold every
character that is not blank exactly once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

Span = tuple[int, int]

#: Raise it when the same file is read to other records than before: sources that were indexed by
#: an older version are read again the next time they are given.
READING_VERSION = 3


class GongbaoError(Exception):
    """Say what was found, what was expected and what to do, in one line of each language.

    ``str()`` is the English line, ``chinese`` the Chinese one.
    """

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(english, chinese)

    def __str__(self) -> str:
        return str(self.args[0])

    @property
    def chinese(self) -> str:
        """The Chinese line."""
        return str(self.args[1])


class SourceError(GongbaoError):
    """Raised for a file that can't be read as a gazette or a law: it is set aside, whole."""


class MissingReaderError(SourceError):
    """Raised for a file that could be read if something more were installed: trying again may help."""


class Part(StrEnum):
    """The part of a document that a clause stands in."""

    NOTICE = "notice"
    INSTRUMENT = "instrument"
    ANNEX = "annex"


class Kind(StrEnum):
    """What a piece of a source is. The first eight are clauses, the others only surround them."""

    ARTICLE = "article"
    SECTION = "section"
    ITEM = "item"
    ROW = "row"
    APPOINTMENT = "appointment"
    REMOVAL = "removal"
    LEAD = "lead"
    COVER = "cover"

    MASTHEAD = "masthead"
    CONTENTS = "contents"
    IMPRINT = "imprint"
    TITLE = "title"
    NUMBER = "number"
    ADDRESSEE = "addressee"
    HEADING = "heading"
    TABLE_HEAD = "table_head"
    ANNEX_NOTE = "annex_note"
    SIGNATURE = "signature"
    FRAGMENT = "fragment"
    FURNITURE = "furniture"


CLAUSE_KINDS = frozenset(list(Kind)[:8])


@dataclass(frozen=True, slots=True)
class Page:
    """Say where a page begins in the text of a source.

    ``sheet`` counts the pages of the file from 1; ``number`` is the one printed on the page, None
    where none can be told.
    """

    start: int
    sheet: int
    number: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """Hold one decoded file. ``text`` has its line ends normalised to ``\\n``; no BOM.

    A line of ``text`` is a paragraph, or as much of one as the file tells; the cells of a table's row
    stand on one line, parted by tabs. ``pages`` is empty where the file has none. ``furniture`` are
    whole lines that the layout tells to be running heads and page numbers. ``confidence`` says how sure
    a recogniser is of its lines (0 to 1), in order; it is empty where the text was not recognised.
    """

    name: str
    sha256: str
    text: str
    pages: tuple[Page, ...] = ()
    furniture: tuple[Span, ...] = ()
    confidence: tuple[tuple[Span, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Record what is strange or damaged at a line (1-based) of a source."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Name what some characters of the source are; ``document`` is an ordinal, 0 for none."""

    kind: Kind
    spans: tuple[Span, ...]
    document: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """Locate a 款 or 项 inside its clause; ``span`` counts code points of the clause's text."""

    locator: str
    span: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """Hold the smallest unit that is cited: an article, a section, an item, a row, a posting.

    ``title`` is that of the part it stands in, by which it is cited. ``locator`` is canonical
    (第二十二条, 5.1.2, 二、（四）13., 附件第51项, "" for unnumbered text); ``counted`` says that we
    counted it because the print has no number. ``name`` is the person of a posting, "" where it
    can't be told from the post or comes twice. ``damaged`` marks text that the print broke off (原文此处不全).
    ``pages`` are the first and last printed page, ``sheets`` the same in the file's own count, None where
    they can't be told. ``confidence`` is that of the least sure line of recognised text, None for text
    that was read.
    """

    id: str
    part: Part
    kind: Kind
    title: str
    locator: str
    headings: tuple[str, ...]
    text: str
    passages: tuple[Passage, ...]
    counted: bool = False
    damaged: bool = False
    name: str = ""
    lines: Span = field(default=(0, 0), compare=False)  # first and last line, 1-based, inclusive
    spans: tuple[Span, ...] = field(default=(), compare=False, repr=False)
    pages: Span | None = field(default=None, compare=False)
    sheets: Span | None = field(default=None, compare=False)
    confidence: float | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Issue:
    """Identify one issue of a gazette, as its masthead prints it. ``date`` is ISO 8601 or None."""

    gazette: str
    year: int | None = None
    number: int | None = None
    total: int | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one document of an issue, or one law. ``number`` is canonical, "" where none is printed."""

    ordinal: int
    number: str
    number_printed: str
    title: str
    instrument_title: str = ""
    issuer: str = ""
    date: str | None = None
    section: str = ""
    page: int | None = None
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold all that was read from one source. ``issue`` is None for a law or a loose document.

    ``key`` identifies what was read: the issue (gazette, year, number), the law (title, date,
    name) or the loose file (name). The same key with other content is a correction.
    """

    source: Source
    key: str
    issue: Issue | None
    documents: tuple[Document, ...]
    pieces: tuple[Piece, ...]  # clauses included; every character that is not blank, once
    problems: tuple[Problem, ...]


def clause_id(key: str, number: str, ordinal: int, part: str, locator: str, nth: int = 1) -> str:
    """Return the id of a clause: its issue, document, part and locator, and which it is where that comes again."""
    return f"{key}/{number or ordinal}/{part}/{locator}" + (f"~{nth}" if nth > 1 else "")


def join(text: str, spans: Iterable[Span]) -> str:
    """Return the slices of ``text`` joined (see :func:`join_slices`)."""
    return join_slices(text[start:end] for start, end in spans)


def join_slices(parts: Iterable[str]) -> str:
    """Return the slices of a text joined; a blank keeps two Latin words of torn lines apart."""
    out: list[str] = []
    for part in parts:
        if out and part and out[-1][-1:].isascii() and part[0].isascii():
            if out[-1][-1:].isalpha() and part[0].isalpha():
                out.append(" ")
        out.append(part)
    return "".join(out)
