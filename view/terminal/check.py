"""Lay out what a check found for a terminal: a line of counts, then a block for each citation of the draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from view.messages import say

if TYPE_CHECKING:
    from search.check.findings import Finding, Quotation, Report
    from view.messages import Words
    from view.terminal.layout import Terminal

_INDENT = "   "
_SHOWN = 160  # characters of quoted words and of a proof


def report_lines(report: Report, terminal: Terminal) -> Iterator[str]:
    """Yield the counts by verdict, then every citation in the order of the draft."""
    said = [f"{verdict} {count}" for verdict, count in report.counts.items() if count]
    yield say("check.checked", count=len(report.findings), day=report.as_of, counts="  ".join(said) or "0")
    for at, finding in enumerate(report.findings, 1):
        yield ""
        yield from finding_lines(at, finding, terminal)


def finding_lines(at: int, finding: Finding, terminal: Terminal) -> Iterator[str]:
    """Yield the block of one citation: verdict, words, what is held, remarks, quotations, proof."""
    yield from terminal.paragraph(f"{at}. [{heading_of(finding)}] {flat(finding.text)}", later=_INDENT)
    if finding.held:
        yield from terminal.paragraph(f"→ {finding.held.citation}", _INDENT)
    for line in details_of(finding, terminal.words):
        yield from terminal.paragraph(f"- {line}", _INDENT, later=_INDENT + "  ")


def heading_of(finding: Finding) -> str:
    """Return the verdict, further verdicts, and the status where it tells more than 有效."""
    words = [str(finding.verdict), *map(str, finding.also)]
    if finding.status is not None and str(finding.status) not in words and str(finding.status) != "有效":
        words.append(str(finding.status))
    return " · ".join(words)


def details_of(finding: Finding, words: Words) -> Iterator[str]:
    """Yield what there is to say of a citation, a line each."""
    for remark in finding.remarks:
        yield words.of((remark.english, remark.chinese))
    for quotation in finding.quotes:
        if not quotation.is_verbatim:
            yield from _differences(quotation, words)
    if finding.proof and (finding.status is None or str(finding.status) not in ("有效", "未知")):
        yield words("check.proof", text=shortened(finding.proof.text), citation=finding.proof.citation)


def _differences(quotation: Quotation, words: Words) -> Iterator[str]:
    if quotation.stands_in or not quotation.differences:
        yield words("check.quoted", text=shortened(quotation.text))
    for one in quotation.differences:
        yield words("check.differs", quoted=shortened(one.quoted), printed=shortened(one.printed))


def flat(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def shortened(text: str) -> str:
    """Return a text on one line, its middle left out where it is long."""
    line = flat(text)
    half = _SHOWN // 2
    return line if len(line) <= _SHOWN else f"{line[:half]}……{line[-half:]}"
