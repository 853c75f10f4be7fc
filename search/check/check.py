"""Check a draft: find its citations, hold each against the home, and report."""

from __future__ import annotations

from bisect import bisect_right

from index import Home
from search.check.citations import Citation, find_citations
from search.check.draft import bounded, mend
from search.check.findings import CheckReport
from search.check.judge import Judge
from search.check.lookup import Lookup
from search.check.misquotes import Attached, give
from search.check.quotations import Quote, find_quotes, quoted_spans
from search.check.subject import Subjects
from search.status.standing import today


def check_text(home: Home, text: str, as_of: str | None = None) -> CheckReport:
    """Check every citation in a text against a home, as of a day (ISO 8601; today where none is given).

    Raises DraftError for a text of more than 100,000 characters.
    """
    text = bounded(text)
    mended = mend(text)
    lookup = Lookup(home.catalog, as_of or today())
    spans = quoted_spans(mended.text)
    all_of_them = find_citations(mended.text)
    inner = [one for one in all_of_them if _stands_in(one, spans)]
    outer = [one for one in all_of_them if not _stands_in(one, spans)]
    subjects = Subjects(lookup)
    meant = [subjects.of(one) for one in outer]
    quotes: tuple[Quote, ...] = find_quotes(mended.text, outer)
    attached, given = give(mended, text, quotes, meant)
    judge = Judge(lookup, mended, text)
    findings = [judge.finding(one, attached.get(at, Attached())) for at, one in enumerate(meant)]
    for one in inner:  # what is quoted from elsewhere speaks for itself
        if not one.is_short and not _stands_in(one, given):
            findings.append(judge.finding(subjects.of(one), Attached()))
    return CheckReport(lookup.as_of, tuple(sorted(findings, key=lambda one: one.span)), text)


def _stands_in(citation: Citation, spans: tuple[tuple[int, int], ...]) -> bool:
    """Tell if a citation stands in one of these spans, which are in order and don't overlap."""
    start, end = citation.span
    at = bisect_right(spans, start, key=lambda one: one[0]) - 1
    return at >= 0 and end <= spans[at][1]
