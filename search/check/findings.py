"""What a check finds: one finding for each citation of a draft."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from corpus.events.kinds import Status
from corpus.messages import message
from corpus.records import Span
from index.catalog.rows import ClauseRow


class Verdict(StrEnum):
    """The words of a check."""

    RIGHT = "相符"
    WORDS_DIFFER = "文字不符"
    REPEALED = "已废止"
    NOT_HELD = "未收录"  # not in this corpus: never wrong
    WRONG_NUMBER = "文号有误"
    NO_SUCH_PLACE = "条款不存在"


@dataclass(frozen=True, slots=True)
class Remark:
    """Say one thing about a citation, in both languages; ``code`` is for programs."""

    code: str
    english: str
    chinese: str


def remark(code: str, **values: object) -> Remark:
    """Return a remark, its values filled in."""
    return Remark(code, *message(f"remark.{code}", **values))


@dataclass(frozen=True, slots=True)
class Misquoted:
    """Hold one difference: a span of the draft, the words there, and those of the print. Either may be empty."""

    span: Span
    quoted: str
    printed: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Hold words that a draft quotes; ``stands_in`` is the place where they do stand, "" where nowhere."""

    span: Span
    text: str
    is_verbatim: bool
    stands_in: str = ""
    differences: tuple[Misquoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """Hold the document that a citation means, as the corpus has it, and the citation to copy.

    ``row`` is the (first) clause that is cited, None for the document as a whole.
    """

    citation: str
    number: str
    title: str
    source: str = ""
    row: ClauseRow | None = None

    @property
    def clause(self) -> str:
        """Return the id of the clause that is cited, "" where none is."""
        return self.row.clause.id if self.row else ""


@dataclass(frozen=True, slots=True)
class ProvingSentence:
    """Hold the sentence that tells of a document's status, its day (ISO 8601) and the citation of the sentence."""

    text: str
    date: str | None
    citation: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Hold what was found about one citation.

    ``span`` and ``text`` are the draft's; ``title``, ``number`` and ``locators`` what it means there. ``status``
    is that of the place cited, ``document_status`` of the document, None where it isn't held or told of.
    ``also`` are further verdicts that hold besides the main one.
    """

    span: Span
    text: str
    title: str
    number: str
    locators: tuple[str, ...]
    verdict: Verdict
    status: Status | None = None
    document_status: Status | None = None
    held: Held | None = None
    proof: ProvingSentence | None = None
    quotes: tuple[Quotation, ...] = ()
    remarks: tuple[Remark, ...] = ()
    also: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Hold the findings of a draft in its order, judged as of a day (ISO 8601)."""

    as_of: str
    findings: tuple[Finding, ...]
    text: str = ""

    @property
    def counts(self) -> dict[Verdict, int]:
        """Return how many citations have each verdict, every verdict named."""
        counted = Counter(one.verdict for one in self.findings)
        return {verdict: counted[verdict] for verdict in Verdict}
