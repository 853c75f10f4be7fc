"""What is read of a real issue is frozen, and how it is ranked: numbers, offsets and hashes; see test_golden_output.py.

What else is read of it stands in tests/corpus/golden.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.golden import product
from tests.golden.compare import frozen, told

SHARED = ROOT.parent / "shared"
ISSUE = SHARED / "gazettes" / "bazhou-2025-02.txt"
QUESTIONS = SHARED / "eval" / "gazette_dev.jsonl"
needs_the_issue = pytest.mark.skipif(
    not (ISSUE.exists() and QUESTIONS.exists()), reason="needs the shared gazette"
)


def rows(values: list[list[Any]]) -> str:
    return "\n".join(map(told, values))


@needs_the_issue
def test_the_gazette_is_read_as_before() -> None:
    read = product.read(ISSUE)
    for name in ("clauses", "references", "events", "postings"):
        frozen(f"gazette-{name}.txt", [(name, rows(getattr(read, name)))])


@needs_the_issue
def test_the_gazette_is_ranked_as_before(tmp_path: Path) -> None:
    assert product.run(tmp_path, "index", ISSUE, "--workers", "1", "--home", "home").code == 0
    asked = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    ranked = product.rank(tmp_path / "home", [one["query"] for one in asked], 10)
    found = [
        (one["id"], "\n".join(f"{score:.9f} {clause}" for clause, score in hits))
        for one, hits in zip(asked, ranked, strict=True)
    ]
    frozen("gazette-ranking.txt", found)
