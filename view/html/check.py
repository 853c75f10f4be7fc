"""Draw a checked draft: the counts, a finding for each citation, the draft with its citations marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search.check.findings import CheckReport, Finding, Verdict
from view.entry import FindingEntry, finding_entry
from view.excerpt import runs
from view.exports.files import FORMATS
from view.html.drawing import draw
from view.messages import Words


@dataclass(frozen=True, slots=True)
class _Finding:
    """Hold what is drawn of one citation; ``status`` is "" where the verdict has said it."""

    entry: FindingEntry
    verdicts: tuple[Verdict, ...]
    status: str


def check_html(report: CheckReport, words: Words) -> str:
    """Return the report of a check; the findings stand in the order of the draft."""
    findings = [_finding(one, words) for one in report.findings]
    return draw(
        "check", words=words, report=report, findings=findings, formats=FORMATS, draft=list(_draft(report))
    )


def _finding(finding: Finding, words: Words) -> _Finding:
    status = str(finding.status or "")
    return _Finding(
        finding_entry(finding, words),
        (finding.verdict, *finding.also),
        "" if status == str(finding.verdict) else status,
    )


def _draft(report: CheckReport) -> Iterator[tuple[str, int, Verdict | None]]:
    """Yield the draft in runs; a citation with its place among the findings and its verdict."""
    by_span = {one.span: (at, one.verdict) for at, one in enumerate(report.findings, 1)}
    for span, is_cited in runs((0, len(report.text)), by_span):
        at, verdict = by_span.get(span, (0, None)) if is_cited else (0, None)
        yield report.text[slice(*span)], at, verdict
