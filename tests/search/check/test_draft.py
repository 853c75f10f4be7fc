"""The whole draft: every citation is found, in order, and every verdict is right."""

from __future__ import annotations

from collections import Counter

import pytest

from search import Searcher
from search.check.check import check_text
from search.check.findings import CheckReport
from tests.search.check.draft import AS_OF, EXPECTED, PARAGRAPHS, TEXT, Expected


@pytest.fixture(scope="module")
def report(searcher: Searcher) -> CheckReport:
    return check_text(searcher.home, TEXT, AS_OF)


def test_the_draft_is_large_and_has_every_verdict() -> None:
    assert len(EXPECTED) >= 60
    assert set(Counter(one.verdict for one in EXPECTED)) == {
        "相符", "文字不符", "已废止", "未收录", "文号有误", "条款不存在"
    }  # fmt: skip


def test_every_citation_is_found_in_order(report: CheckReport) -> None:
    assert [one.text for one in report.findings] == [one.text for one in EXPECTED]
    assert all(TEXT[slice(*one.span)] == one.text for one in report.findings)


@pytest.mark.parametrize(
    ("paragraph", "expected"), PARAGRAPHS, ids=[paragraph[:24] for paragraph, _ in PARAGRAPHS]
)
def test_every_verdict_is_right(report: CheckReport, paragraph: str, expected: list[Expected]) -> None:
    start = TEXT.index(paragraph)
    found = [one for one in report.findings if start <= one.span[0] < start + len(paragraph)]
    assert [(one.text, str(one.verdict)) for one in found] == [(one.text, one.verdict) for one in expected]
    for finding, wanted in zip(found, expected, strict=True):
        assert wanted.status in (None, finding.status), finding
        assert wanted.remark is None or wanted.remark in {one.code for one in finding.remarks}, finding


def test_the_counts_are_those_of_the_verdicts(report: CheckReport) -> None:
    assert {str(verdict): count for verdict, count in report.counts.items() if count} == dict(
        Counter(one.verdict for one in EXPECTED)
    )
