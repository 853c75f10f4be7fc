"""Measure whether the search says so when a corpus holds no answer, and only then.

The questions of answerable.jsonl are asked over samples/: which share of the unanswerable ones is
caught (the answer carries the note that nothing clearly answers), which share of the answerable ones is
refused by mistake. A threshold may be fitted on the split ``fit`` alone; the split ``validate`` tells
what it is worth.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.homes import SAMPLES, prepared_home
from benchmarks.quality.page import write_section
from corpus.messages import message
from index import Home
from search import Searcher
from search.answer.notes import note
from search.evaluation.evaluate import Gold, QuestionsError, judge
from search.query.parse import analyse

CASES = Path(__file__).with_name("answerable.jsonl")
SPLITS = ("fit", "validate", "all")
_REFUSED_AT_MOST = 0.02


@dataclass(frozen=True, slots=True)
class Case:
    """Hold one question, whether the corpus answers it, and its golds if so."""

    id: str
    query: str
    language: str
    kind: str
    split: str
    answerable: bool
    golds: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what the search said, its best score, and the rank of the right clause.

    ``said_so``: that nothing clearly answers. ``unknown``: that no word of the question occurs.
    """

    case: Case
    said_so: bool
    unknown: bool
    score: float
    rank: int | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what is asked over what, and where the table goes."""
    parser.add_argument("--corpus", type=Path, nargs="+", default=SAMPLES)
    parser.add_argument("--questions", type=Path, default=CASES)
    parser.add_argument("--home", type=Path, help="keep the home here")
    parser.add_argument("--model", help="folder or name of the model")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the table into this page")


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Ask all cases, and write the table as asked."""
    cases = read_cases(options.questions)
    with prepared_home(options.corpus, options.home, options.model) as home:
        report = measure(try_cases(home, cases))
    if options.write:
        write_section(options.write, "answerable", "\n".join(lines(report)))
    return report


def read_cases(path: Path) -> tuple[Case, ...]:
    """Read cases, one JSON object a line; QuestionsError names the line that fails."""
    cases = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as trouble:
        raise QuestionsError(*message("benchmark.unreadable_cases", path=path, why=trouble)) from trouble
    for at, line in enumerate(lines, 1):
        try:
            one = json.loads(line)
            golds = tuple(
                Gold(gold["document"], gold["locator"], gold.get("text", "")) for gold in one["gold"]
            )
            cases.append(
                Case(
                    one["id"], one["query"], one["lang"], one["kind"], one["split"], one["answerable"], golds
                )
            )
        except (ValueError, KeyError, TypeError) as trouble:
            raise QuestionsError(
                *message("benchmark.bad_case", path=path, at=at, kind=type(trouble).__name__, why=trouble)
            ) from trouble
    return tuple(cases)


def try_cases(home: Home, cases: Iterable[Case]) -> list[Outcome]:
    """Ask all cases over a home."""
    searcher = Searcher(home)
    return [try_case(searcher, case) for case in cases]


def try_case(searcher: Searcher, case: Case) -> Outcome:
    """Ask a question through the door that users ask at."""
    answer = searcher.search(case.query)
    query = analyse(case.query, searcher.home.tokenizer.query_words)
    judged = judge(answer.hits, case.golds)
    rank = next((at for at, gold in enumerate(judged, 1) if gold is not None), None)
    unsure, unknown = (note(what, query) in answer.notes for what in ("unsure", "unknown words"))
    return Outcome(case, unsure, unknown, answer.hits[0].score if answer.hits else 0.0, rank)


def measure(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return the report that ``--json`` prints, without the name of the set."""
    by_split = {split: [one for one in outcomes if split in (one.case.split, "all")] for split in SPLITS}
    languages = sorted({one.case.language for one in outcomes})
    kinds = sorted({one.case.kind for one in outcomes if not one.case.answerable})
    return {
        "questions": len(outcomes),
        "by": {
            split: {
                **{code: _shares(one for one in rows if one.case.language == code) for code in languages},
                "all": _shares(rows),
            }
            for split, rows in by_split.items()
        },
        "caught_by_kind": {
            kind: _share(one.said_so for one in outcomes if one.case.kind == kind) for kind in kinds
        },
        "by_score_alone": by_score_alone(by_split["fit"], by_split["validate"]),
        "missed": [_result(one) for one in outcomes if not one.case.answerable and not one.said_so],
        "refused": [_result(one) for one in outcomes if one.case.answerable and one.said_so],
    }


def by_score_alone(fit: Sequence[Outcome], validate: Sequence[Outcome]) -> dict[str, Any]:
    """Fit one threshold on the best hit's score, per language; tell what it does on the other split.

    The threshold is the highest that refuses at most 2% of the answerable questions it was fitted
    on: what the score tells by itself, as a mark for anything cleverer.
    """
    found = {}
    for code in sorted({one.case.language for one in fit}):
        known = sorted(one.score for one in fit if one.case.answerable and one.case.language == code)
        threshold = known[int(_REFUSED_AT_MOST * len(known))] if known else 0.0
        rows = [one for one in validate if one.case.language == code]
        found[code] = {
            "threshold": round(threshold, 4),
            "caught": _share(one.score < threshold for one in rows if not one.case.answerable),
            "refused": _share(one.score < threshold for one in rows if one.case.answerable),
        }
    return found


def _shares(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    rows = list(outcomes)
    known = [one for one in rows if one.case.answerable]
    unknown = [one for one in rows if not one.case.answerable]
    return {
        "answerable": len(known),
        "refused": _share(one.said_so for one in known),
        "success@1": _share(one.rank == 1 for one in known),
        "success@5": _share(one.rank is not None and one.rank <= 5 for one in known),
        "unanswerable": len(unknown),
        "caught": _share(one.said_so for one in unknown),
        "caught_or_unknown": _share(one.said_so or one.unknown for one in unknown),
    }


def _share(values: Iterable[bool]) -> float:
    flags = list(values)
    return round(sum(flags) / len(flags), 4) if flags else 0.0


def _result(outcome: Outcome) -> dict[str, Any]:
    case = outcome.case
    return {
        "id": case.id, "query": case.query, "kind": case.kind, "score": round(outcome.score, 4), "rank": outcome.rank,
    }  # fmt: skip


def lines(report: dict[str, Any]) -> Iterator[str]:
    """Yield the report as a section of docs/quality.md."""
    heads = ("split", "language", "unanswerable, caught", "caught, or no word known", "answerable, refused")
    columns = (*heads, "success@1", "success@5")
    yield "## answerable"
    yield ""
    yield "Does it say so when nothing here answers? 100 questions that samples/ answers, 100 that it does not."
    yield ""
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for split, groups in report["by"].items():
        for code, row in groups.items():
            cells = (
                split,
                code,
                f"{row['caught']:.2f} of {row['unanswerable']}",
                f"{row['caught_or_unknown']:.2f}",
                f"{row['refused']:.2f} of {row['answerable']}",
                f"{row['success@1']:.2f}",
                f"{row['success@5']:.2f}",
            )
            yield f"| {' | '.join(cells)} |"
    yield ""
    yield f"Caught by kind: {', '.join(f'{kind} {share:.2f}' for kind, share in report['caught_by_kind'].items())}."
