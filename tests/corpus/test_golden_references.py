"""References against golden files that were judged by hand: the samples, the real issue, twenty laws.

The head of each file says how it was judged. The files hold hashes, offsets and targets, no sentences.
"""

from __future__ import annotations

import json
import tarfile
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from corpus import find_references, parse, read
from corpus.records import Reading
from corpus.references.context import context_of
from corpus.references.resolve import Reference
from corpus.titles import is_same_title

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
SHARED = ROOT.parent / "shared"
LAWS = SHARED / "laws" / "laws-147k.tar.xz"

Target = tuple[tuple[int, int], bool, str, str, tuple[str, ...]]  # span, own, title, number, places


@dataclass(frozen=True, slots=True)
class Score:
    """Count what was found and meant, found alone, and meant alone."""

    right: int
    wrong: tuple[Any, ...]
    missed: tuple[Any, ...]

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))


def judged(name: str) -> list[dict[str, Any]]:
    lines = (GOLDEN / f"references-{name}.jsonl").read_text(encoding="utf8").splitlines()
    assert "judged" in lines[0] or "marked" in lines[0], "the head says how it was judged"
    return [json.loads(line) for line in lines[1:]]


def score(name: str, folder: Path) -> Score:
    """Compare the resolved references of every judged clause: span, document and places must all be right."""
    right, wrong, missed = 0, [], []
    for line in judged(name):
        path = folder / line["source"]
        assert sha256(path.read_bytes()).hexdigest() == line["sha256"], f"{path.name} is another edition"
        document = _read(path).documents[line["document"] - 1]
        clause = document.clauses[line["clause"]]
        found = [one for one in find_references(clause, context_of(document)) if one.is_resolved]
        for meant in line["references"]:
            match = next((one for one in found if _is(one, meant)), None)
            if match is None:
                missed.append((line["source"], clause.locator, meant))
            else:
                found.remove(match)
                right += 1
        wrong += [(line["source"], clause.locator, one) for one in found]
    return Score(right, tuple(wrong), tuple(missed))


def _is(one: Reference, meant: dict[str, Any]) -> bool:
    same = one.is_own if meant["own"] else not one.is_own and _is_named(one, meant)
    return same and list(one.span) == meant["span"] and list(one.locators) == meant["locators"]


def _is_named(one: Reference, meant: dict[str, Any]) -> bool:
    title: str = meant["title"]
    return one.number == meant["number"] and (one.title == title or is_same_title(one.title, title))


@cache
def _read(path: Path) -> Reading:
    return parse(read(path))


@pytest.fixture(scope="module")
def laws(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the judged laws alone."""
    folder = tmp_path_factory.mktemp("laws")
    sources = {line["source"] for line in judged("laws")}
    with tarfile.open(LAWS) as archive:
        for member in archive:
            name = next((one for one in sources if member.name.endswith(f"/{one}")), None)
            file = archive.extractfile(member) if name else None
            if name and file:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(file.read())
    return folder


def test_samples() -> None:
    measured = score("samples", ROOT / "samples")
    assert (measured.right, measured.wrong, measured.missed) == (77, (), ())


@pytest.mark.skipif(not SHARED.exists(), reason="needs the shared gazette")
def test_the_issue() -> None:
    measured = score("issue", SHARED / "gazettes")
    assert measured.precision >= 0.99, measured.wrong
    assert measured.recall >= 0.95, measured.missed
    assert measured.right >= 150


@pytest.mark.skipif(not LAWS.exists(), reason="needs the shared laws")
def test_twenty_laws(laws: Path) -> None:
    measured = score("laws", laws)
    assert measured.precision >= 0.99, measured.wrong
    assert measured.recall >= 0.95, measured.missed
    assert len({line["source"] for line in judged("laws")}) == 20
    assert measured.right >= 180
