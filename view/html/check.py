"""Make the HTML of a checked draft: the counts, the draft with its citations marked, a finding for each."""

from __future__ import annotations

from urllib.parse import urlencode

from search.check.findings import CheckReport, Finding, Verdict
from view.excerpt import runs
from view.exports.wording import export_words
from view.html.prose import text
from view.html.reader import copy_button, status_badge
from view.terminal.check import details_of, flat
from view.words import ZH, Words

KINDS = {
    Verdict.RIGHT: "right",
    Verdict.WORDS_DIFFER: "differs",
    Verdict.REPEALED: "over",
    Verdict.NOT_HELD: "unknown",
    Verdict.WRONG_NUMBER: "wrong",
    Verdict.NO_SUCH_PLACE: "wrong",
}


def check_html(report: CheckReport, words: Words) -> str:
    """Return the report of a check; the findings stand in the order of the draft."""
    counts = "".join(
        f"<li>{_badge(verdict)} {count}</li>" for verdict, count in report.counts.items() if count
    )
    summary = text(words.checked.format(count=len(report.findings), day=report.as_of))
    if not report.findings:
        return f'<div class="check"><p class="summary" role="status">{text(words.no_citations)}</p></div>'
    findings = "".join(_finding(at, one, words) for at, one in enumerate(report.findings, 1))
    exports = "".join(
        f'<button type="button" class="button" data-check="{text(kind)}">{text(label)}</button>'
        for kind, label in export_words(words).exports.items()
    )
    return (
        f'<div class="check"><p class="summary" role="status">{summary}</p><ul class="counts">{counts}</ul>'
        f'<ol class="findings">{findings}</ol>'
        f'<p class="exports"><span>{text(export_words(words).export)}</span>{exports}</p>'
        f'<details class="draft"><summary>{text(words.marked_draft)}</summary>'
        f'<blockquote class="text" lang="zh-CN">{_draft(report)}</blockquote></details></div>'
    )


def _badge(verdict: Verdict) -> str:
    return f'<span class="badge verdict {KINDS[verdict]}" lang="zh-CN">{text(verdict)}</span>'


def _finding(at: int, finding: Finding, words: Words) -> str:
    held = finding.held
    badges = "".join(_badge(one) for one in (finding.verdict, *finding.also))
    if finding.status and str(finding.status) != str(finding.verdict):
        badges += status_badge(finding.status, words)
    found = ""
    if held is not None:
        label = text(held.citation)
        if held.clause:
            target = text(urlencode({"open": held.clause}))
            label = f'<a class="ref" href="?{target}" data-open="{text(held.clause)}">{label}</a>'
        copy = copy_button(held.citation, words.copy_clause, words)
        found = f'<p class="found" lang="zh-CN">→ {label} {copy}</p>'
    details = "".join(f"<li>{text(line)}</li>" for line in details_of(finding, chinese=words is ZH))
    return (
        f'<li id="finding-{at}"><p>{badges} <q lang="zh-CN">{text(flat(finding.text))}</q></p>{found}'
        + (f"<ul>{details}</ul>" if details else "")
        + "</li>"
    )


def _draft(report: CheckReport) -> str:
    """Return the draft with each citation in the colour of its verdict."""
    by_span = {one.span: (at, one) for at, one in enumerate(report.findings, 1)}
    out = []
    for span, is_cited in runs((0, len(report.text)), by_span):
        said = text(report.text[slice(*span)])
        if is_cited and span in by_span:
            at, finding = by_span[span]
            kind = KINDS[finding.verdict]
            said = f'<a class="cited {kind}" href="#finding-{at}" title="{text(finding.verdict)}">{said}</a>'
        out.append(said)
    return "".join(out)
