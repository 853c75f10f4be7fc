"""What ``gongbao check`` prints."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from corpus.events.kinds import Status
from search.check.findings import CheckReport, Finding, Verdict
from search.check.findings import Quotation as FoundQuotation
from web.wire.shared import Count, Day, Record, Texts, fill, says

DraftSpan = Annotated[tuple[Count, Count], says("code points of the draft's text, half open")]


class Held(Record):
    citation: Annotated[str, says("the citation to copy")]
    number: str
    title: str
    clause: Annotated[str | None, says("the id of the first clause cited")]
    source: Annotated[str, says("the file")]


class Proof(Record):
    text: Annotated[str, says("the sentence that tells of the status")]
    date: Day | None
    citation: Annotated[str, says("where the sentence stands")]


class Difference(Record):
    """an empty string: words that were added, or left out"""

    span: DraftSpan
    quoted: str
    printed: str


class Quotation(Record):
    span: DraftSpan
    text: str
    verbatim: bool
    stands_in: Annotated[str | None, says("where else in the document the words stand")]
    differences: tuple[Difference, ...]


class Remark(Record):
    code: str
    english: str
    chinese: str


class Citation(Record):
    span: DraftSpan
    text: Annotated[str, says("the draft's own words")]
    title: Annotated[
        str, says('of the document meant, by a short name that the draft defines too; "" where none is named')
    ]
    number: Annotated[str, says('canonical; "" where none is named')]
    locators: Annotated[Texts, says("the places cited, canonical, all of a range")]
    verdict: Annotated[
        Verdict, says("未收录 says that the home doesn't hold the document, not that anything is wrong")
    ]
    also: Annotated[tuple[Verdict, ...], says("further verdicts that hold")]
    status: Annotated[Status | None, says("of the place cited; null where nothing is known of the document")]
    document_status: Annotated[Status | None, says("of the document as a whole")]
    found: Annotated[Held | None, says("what the home holds; null where it holds nothing")]
    proof: Proof | None
    quotes: tuple[Quotation, ...]
    remarks: tuple[Remark, ...]


class Check(Record):
    """Every citation of a draft, in its order, held against the home"""

    as_of: Annotated[Day, says("the day that status is judged by")]
    total: Count
    counts: Annotated[
        dict[Verdict, Count],
        Meta(description="citations by verdict", extra_json_schema={"required": list(Verdict)}),
    ]
    citations: tuple[Citation, ...]


def check(report: CheckReport) -> Check:
    """Return the findings of a draft, in its order."""
    found = tuple(map(_citation, report.findings))
    return Check(report.as_of, len(found), report.counts, found)


def _citation(found: Finding) -> Citation:
    held = found.held
    return fill(
        Citation,
        found,
        found=held and fill(Held, held, clause=held.clause or None),
        proof=found.proof and fill(Proof, found.proof),
        quotes=tuple(map(_quotation, found.quotes)),
        remarks=tuple(fill(Remark, one) for one in found.remarks),
    )


def _quotation(found: FoundQuotation) -> Quotation:
    differences = tuple(fill(Difference, one) for one in found.differences)
    return Quotation(found.span, found.text, found.is_verbatim, found.stands_in or None, differences)
