"""The samples against what their author counted by hand, the real issue against its notes and a golden file.

`python -m tests.corpus.test_golden` writes the golden file again; read the difference before it is kept.
The file holds hashes and locators, not the gazette's sentences.
"""

import json
import re
from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from corpus import parse, read
from corpus.numbers import normalise_number
from corpus.records import Clause, Kind, Part, Reading
from corpus.text import squeeze
from tests.corpus.invariants import clauses

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
EXPECTED: dict[str, Any] = json.loads((ROOT / "samples" / "expected.json").read_text(encoding="utf8"))
ISSUE = ROOT.parent / "shared" / "gazettes" / "bazhou-2025-02.txt"
GOLDEN = Path(__file__).parent / "golden" / "bazhou-2025-02.json"

needs_the_issue = pytest.mark.skipif(not ISSUE.exists(), reason="needs the shared gazette")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_hold_what_their_author_intended(path: Path) -> None:
    reading = parse(read(path))
    assert [_intended(document) for document in EXPECTED[path.name]] == [
        {
            "number": document.number,
            "title": squeeze(document.title),
            "instrument": squeeze(document.instrument_title),
            "date": document.date,
            "clauses": [_ends(clause) for clause in document.clauses],
        }
        for document in reading.documents
    ]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples_report_what_is_damaged_alone(path: Path) -> None:
    reading = parse(read(path))
    assert [problem.line for problem in reading.problems] == ([297] if path.stem == "yunling-2025-01" else [])


def _intended(document: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": document["number"] or "",
        "title": squeeze(document["title"]),
        "instrument": squeeze(document["instrument_title"] or ""),
        "date": document["date"],
        "clauses": [
            (
                clause["part"],
                clause["locator"],
                clause["kind"],
                squeeze(clause["begins"]),
                squeeze(clause["ends"]),
            )
            for clause in document["clauses"]
        ],
    }


def _ends(clause: Clause) -> tuple[str, str, str, str, str]:
    return (
        clause.part,
        clause.locator,
        clause.kind,
        squeeze(clause.text[:8]),
        squeeze(clause.text[-6:]),
    )


@cache
def _issue() -> Reading:
    return parse(read(ISSUE))


# Counted in the print by hand: (number, date, section's page, clauses by kind).
DOCUMENTS = [
    ("巴政发〔2025〕35号", "2025-06-11", 2, {"cover": 1, "row": 103}),
    ("巴政办规〔2025〕1号", "2025-04-03", 8, {"cover": 1}),
    ("巴政办发〔2025〕1号", "2025-01-26", 9, {"cover": 1, "article": 35}),
    ("巴政办发〔2025〕6号", "2025-04-03", 12, {"cover": 4, "row": 5}),
    ("巴政办发〔2025〕8号", "2025-04-18", 13, {"cover": 1, "lead": 2, "item": 11}),
    ("巴政办发〔2025〕9号", "2025-04-18", 16, {"cover": 1, "lead": 1, "item": 18}),
    ("巴政办发〔2025〕16号", "2025-06-12", 18, {"cover": 1, "lead": 3, "section": 82}),
    ("", None, 30, {"appointment": 100, "removal": 50}),
]

# The lines at whose end a sentence is torn; the next line that is not blank goes on with it.
TORN = [
    *(61, 189, 221, 237, 261, 281, 299, 321, 335, 363, 377, 391, 411, 419, 437, 441, 485, 505, 511, 527, 559, 585),
    *(625, 652, 676, 704, 726, 740, 772, 828, 854, 878, 890, 924, 948, 990, 1124, 1162, 1314, 1318, 1321, 1324),
    *(1328, 1331),
]  # fmt: skip

# The sections of the emergency plan that are headings alone, and those that have both text and children.
HEADINGS_ALONE = [
    "1",
    "2",
    "4.1",
    "5.1",
    "5.2",
    "5.3",
    "5.4",
    "6",
    "6.1",
    "6.2",
    "6.3",
    "7",
    "7.2",
    "7.3",
    "7.4",
    "7.5",
    "7.6",
    "7.7",
    "8",
    "8.3",
]
LEADS = ["4", "5", "7.1"]

# What the print broke off, by line: two cells, a cover's last sentence, a sentence begun twice.
DAMAGED_LINES = [95, 101, 203, 453]


@needs_the_issue
def test_the_issue_by_its_counts() -> None:
    reading = _issue()
    found = [
        (
            document.number,
            document.date,
            document.page,
            dict(Counter(clause.kind.value for clause in document.clauses)),
        )
        for document in reading.documents
    ]
    assert found == DOCUMENTS
    assert len(clauses(reading)) == 420
    assert len(reading.source.text) == 39_836
    assert [problem.line for problem in reading.problems] == DAMAGED_LINES


@needs_the_issue
def test_every_repeal_has_its_own_number() -> None:
    rows = [clause for clause in _issue().documents[0].clauses if clause.kind is Kind.ROW]
    assert [row.locator for row in rows] == [f"附件第{place}项" for place in range(1, 104)]
    numbers = [normalise_number(row.text.split("\t")[2]) for row in rows]
    assert None not in numbers
    assert len(set(numbers)) == 103
    assert [row.locator for row in rows if row.damaged] == ["附件第19项", "附件第25项"]


@needs_the_issue
def test_every_article_stands_in_its_chapter() -> None:
    articles = [clause for clause in _issue().documents[2].clauses if clause.part is Part.INSTRUMENT]
    lines = [
        line for line in _issue().source.text.split("\n") if re.match("第[一二三四五六七八九十]+条", line)
    ]
    assert [article.text[:3] for article in articles] == [line[:3] for line in lines]
    assert all(re.match(r"第[一二三四五六七八九十]+章 ", article.headings[-1]) for article in articles)


@needs_the_issue
def test_the_sections_of_the_emergency_plan() -> None:
    document = _issue().documents[6]
    sections = [clause for clause in document.clauses if clause.part is Part.INSTRUMENT]
    printed = [
        match[1]
        for line in _issue().source.text.split("\n")[530:1010]
        if (match := re.match(r"(\d(?:\.\d{1,2})*)[ \u3000]", line))
    ]
    assert len(printed) == len(set(printed)) == 105
    assert [section.locator for section in sections if section.kind is Kind.LEAD] == LEADS
    assert [section.locator for section in sections] == [one for one in printed if one not in HEADINGS_ALONE]


@needs_the_issue
def test_torn_sentences_are_healed() -> None:
    reading = _issue()
    lines = reading.source.text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    pairs = {
        (one[1], other[0])
        for clause in clauses(reading)
        for one, other in zip(clause.spans, clause.spans[1:], strict=False)
        if "\n" not in reading.source.text[slice(*one)] + reading.source.text[slice(*other)]
    }
    for number in TORN:
        after = next(place for place in range(number, len(lines)) if lines[place].strip())
        end = starts[number - 1] + len(lines[number - 1].rstrip())
        begin = starts[after] + len(lines[after]) - len(lines[after].lstrip())
        assert (end, begin) in pairs, f"line {number} is torn from line {after + 1}"


@needs_the_issue
def test_postings_name_their_persons() -> None:
    postings = _issue().documents[7].clauses
    assert all(posting.counted for posting in postings)
    for kind, verb, count in [(Kind.APPOINTMENT, "任命", 100), (Kind.REMOVAL, "免去", 50)]:
        group = [posting for posting in postings if posting.kind is kind]
        assert [posting.locator for posting in group] == [
            f"{verb}第{place}项" for place in range(1, count + 1)
        ]
        names = [posting.name for posting in group if posting.name]
        assert len(set(names)) == len(names), "a name that comes twice tells no posting"
        assert len(names) >= count - 2
        assert all(posting.text[1:].startswith(posting.name) for posting in group)
    assert {posting.text[0] for posting in postings} == {"▲", "△"}


@needs_the_issue
def test_the_issue_is_read_as_before() -> None:
    assert summary(_issue()) == json.loads(GOLDEN.read_text(encoding="utf8"))


def summary(reading: Reading) -> dict[str, Any]:
    """Return what was read without the gazette's sentences: numbers, locators and hashes."""
    issue = reading.issue
    assert issue is not None
    return {
        "sha256": reading.source.sha256,
        "issue": [issue.gazette, issue.year, issue.number, issue.total, issue.date],
        "pieces": dict(sorted(Counter(piece.kind.value for piece in reading.pieces).items())),
        "problems": [problem.line for problem in reading.problems],
        "documents": [
            {
                "number": document.number,
                "printed": document.number_printed,
                "title": _hash(document.title),
                "instrument": _hash(document.instrument_title),
                "issuer": document.issuer,
                "date": document.date,
                "section": document.section,
                "page": document.page,
                "clauses": [
                    f"{clause.part} {clause.kind} {clause.locator or '-'} {clause.lines[0]}-{clause.lines[1]}"
                    f" {_hash(clause.text)} {_hash(chr(10).join(clause.headings))} {len(clause.passages)}"
                    f"{' counted' * clause.counted}{' damaged' * clause.damaged}"
                    for clause in document.clauses
                ],
            }
            for document in reading.documents
        ],
    }


def _hash(text: str) -> str:
    return sha256(text.encode("utf8")).hexdigest()[:12] if text else "-"


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(summary(_issue()), ensure_ascii=False, indent=1) + "\n", encoding="utf8")
