"""Lay out what a check found for a terminal: a line of counts, then a block for each citation of the draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from view.messages import both, say

if TYPE_CHECKING:
    from search.check.findings import CheckReport, Finding, Quotation
    from view.terminal.layout import Terminal

_INDENT = "   "
_SHOWN = 160  # characters of quoted words and of a proof


def report_lines(report: CheckReport, terminal: Terminal) -> Iterator[str]:
    """Yield the counts by verdict, then every citation in the order of the draft."""
    said = [f"{verdict} {count}" for verdict, count in report.counts.items() if count]
    yield say("checked", count=len(report.findings), day=report.as_of, counts="  ".join(said) or "0")
    for at, finding in enumerate(report.findings, 1):
        yield ""
        yield from finding_lines(at, finding, terminal)


def finding_lines(at: int, finding: Finding, terminal: Terminal) -> Iterator[str]:
    """Yield the block of one citation: verdict, words, what is held, remarks, quotations, proof."""
    yield from terminal.paragraph(f"{at}. [{heading_of(finding)}] {flat(finding.text)}", later=_INDENT)
    if finding.held:
        yield from terminal.paragraph(f"→ {finding.held.citation}", _INDENT)
    for line in details_of(finding, chinese=terminal.words.code.startswith("zh")):
        yield from terminal.paragraph(f"- {line}", _INDENT, later=_INDENT + "  ")


def heading_of(finding: Finding) -> str:
    """Return the verdict, further verdicts, and the status where it tells more than 有效."""
    words = [str(finding.verdict), *map(str, finding.also)]
    if finding.status is not None and str(finding.status) not in words and str(finding.status) != "有效":
        words.append(str(finding.status))
    return " · ".join(words)


def details_of(finding: Finding, *, chinese: bool) -> Iterator[str]:
    """Yield what there is to say of a citation, a line each."""
    for remark in finding.remarks:
        yield remark.chinese if chinese else remark.english
    for quotation in finding.quotes:
        if not quotation.is_verbatim:
            yield from _differences(quotation, chinese)
    if finding.proof and (finding.status is None or str(finding.status) not in ("有效", "未知")):
        told = both("proof", text=shortened(finding.proof.text), citation=finding.proof.citation)
        yield told[chinese]


def _differences(quotation: Quotation, chinese: bool) -> Iterator[str]:
    if quotation.stands_in or not quotation.differences:
        yield both("quoted", text=shortened(quotation.text))[chinese]
    for one in quotation.differences:
        yield both("differs", quoted=shortened(one.quoted), printed=shortened(one.printed))[chinese]


def flat(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def shortened(text: str) -> str:
    """Return a text on one line, its middle left out where it is long."""
    line = flat(text)
    half = _SHOWN // 2
    return line if len(line) <= _SHOWN else f"{line[:half]}……{line[-half:]}"
