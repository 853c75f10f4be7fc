"""Judge the search by any questions whose right answers are known.

A home is made of the corpus; every question is asked of the Searcher and of each of its legs alone.
success@k, recall@k, MRR@10 and nDCG@10 are reported with bootstrap intervals.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from benchmarks.homes import prepared_home
from benchmarks.quality.baseline import BASELINE, compare, save_baseline
from benchmarks.quality.legs import LEGS, Asked, ask
from benchmarks.quality.measures import RESAMPLES, fused_below_leg, measure_groups
from benchmarks.quality.page import write_quality
from corpus.messages import message
from index import Home
from models.questions import BLOCKS, block_of
from search import Searcher
from search.evaluation.evaluate import Question, QuestionsError, read_questions
from search.evaluation.metrics import percentile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which questions are asked over what, and where the figures go."""
    parser.add_argument(
        "--corpus", type=Path, nargs="+", required=True, metavar="PATH",
        help="files or folders as `gongbao index` takes them, or articles as .jsonl or .jsonl.xz",
    )  # fmt: skip
    parser.add_argument(
        "--questions", type=Path, required=True, help="judged questions, one JSON object a line"
    )
    parser.add_argument("--home", type=Path, help="keep the home here, so that the next run finds it made")
    parser.add_argument(
        "--model", help="folder or name of the model (default: that of the home, or the bundled)"
    )
    parser.add_argument(
        "--folds", type=Path, metavar="DIR",
        help=f"models 0 to {BLOCKS - 1}, each made by models.judged --without that block: each question is asked "
        "of the one that has not learned from it (a home for each under --home)",
    )  # fmt: skip
    parser.add_argument(
        "--judged",
        type=Path,
        help="the questions that the blocks were cut from, where --questions are translations",
    )
    parser.add_argument("--name", help="what to call this set (default: the name of the questions' file)")
    parser.add_argument("--every", type=int, default=1, metavar="K", help="ask only every K-th question")
    parser.add_argument("--resamples", type=int, default=RESAMPLES, help="draws of the bootstrap")
    parser.add_argument("--seed", type=int, default=0, help="seed of the bootstrap")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write tables and charts into this page")
    parser.add_argument("--baseline", type=Path, help="show gain and loss against this file")
    parser.add_argument(
        "--save-baseline",
        action="store_true",
        help="keep these figures in it (default: the one beside this file)",
    )


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Measure one set of questions, and keep or compare its figures as asked."""
    report = _measure(options)
    if options.save_baseline:
        save_baseline(options.baseline or BASELINE, report)
    elif options.baseline:
        report["against_baseline"] = compare(options.baseline, report)
    if options.write:
        write_quality(options.write, report)
    return report


def _measure(options: argparse.Namespace) -> dict[str, Any]:
    questions = read_questions(options.questions)[:: max(1, options.every)]
    if not questions:
        raise QuestionsError(*message("questions.none", path=options.questions))
    name = options.name or options.questions.stem
    if options.folds:
        return _measure_folds(options, questions, name)
    with prepared_home(options.corpus, options.home, options.model) as home:
        return measure(home, questions, name, options.resamples, options.seed)


def _measure_folds(options: argparse.Namespace, questions: Sequence[Question], name: str) -> dict[str, Any]:
    """Ask each question of the model that has not learned from it."""
    ids = [question.id for question in read_questions(options.judged or options.questions)]
    blocks = {identity: block_of(number, len(ids)) for number, identity in enumerate(ids)}
    placed = [blocks.get(one.id, blocks.get(one.id.partition("-")[0])) for one in questions]
    if None in placed:
        stray = questions[placed.index(None)].id
        raise QuestionsError(*message("benchmark.stray", stray=stray))
    asked: list[Asked] = []
    for block in range(BLOCKS):
        own = [question for question, at in zip(questions, placed, strict=True) if at == block]
        kept = options.home and options.home / str(block)
        with prepared_home(options.corpus, kept, str(options.folds / str(block))) as home:
            asked += _ask_all(home, own)
            about = _about(home)
    about["model"] = {**about["model"], "name": f"{BLOCKS} models, each asked what it did not learn from"}
    return _report(asked, name, about, options.resamples, options.seed)


def measure(
    home: Home, questions: Sequence[Question], name: str, resamples: int = RESAMPLES, seed: int = 0
) -> dict[str, Any]:
    """Ask the questions over a home and return the report that ``--json`` prints."""
    return _report(_ask_all(home, questions), name, _about(home), resamples, seed)


def _ask_all(home: Home, questions: Sequence[Question]) -> list[Asked]:
    searcher = Searcher(home)
    for question in questions[:1]:
        ask(searcher, question)  # what is loaded once is not the first question's
    return [ask(searcher, question) for question in tqdm(questions, disable=None, leave=False)]


def _about(home: Home) -> dict[str, Any]:
    return {
        "clauses": home.catalog.counts()[2],
        "model": {
            "name": Path(home.catalog.meta().get("model", "")).name,
            "fingerprint": home.embedder.fingerprint,
            "dimension": home.embedder.dimension,
        },
    }


def _report(
    asked: Sequence[Asked], name: str, about: dict[str, Any], resamples: int, seed: int
) -> dict[str, Any]:
    groups = measure_groups(asked, resamples, seed)
    return {
        "name": name,
        "questions": len(asked),
        **about,
        "resamples": resamples,
        "seed": seed,
        **groups,
        "fused_below_leg": fused_below_leg(groups["by_kind"]),
        "latency_ms": {
            "question": spread([one.search_ms for one in asked]),
            "encode": spread([one.encode_ms for one in asked]),
        },
        "results": [_result(one) for one in asked],
    }


def spread(values: Sequence[float]) -> dict[str, float]:
    """Return the median and the 95th percentile of some milliseconds."""
    return {"p50": round(percentile(values, 0.50), 3), "p95": round(percentile(values, 0.95), 3)}


def _result(asked: Asked) -> dict[str, Any]:
    question = asked.question
    return {
        "id": question.id,
        "query": question.query,
        "ranks": {leg: list(asked.ranks(leg)) for leg in LEGS},
        "took_ms": round(asked.search_ms, 2),
    }


def lines(report: dict[str, Any]) -> Iterator[str]:
    """Yield a table per language and kind, and what was gained or lost."""
    yield f"{report['name']}: {report['questions']} questions over {report['clauses']} clauses"
    gains = report.get("against_baseline", {}).get("gains", {})
    for name, group in {**report["by"], **report["by_kind"]}.items():
        yield f"\n{name} (n = {group['n']})"
        yield f"{'':8}" + "".join(f"{measure:>12}" for measure in group["legs"]["fused"])
        for leg, row in group["legs"].items():
            yield f"{leg:8}" + "".join(f"{bounds[0]:12.3f}" for bounds in row.values())
            if name in gains and leg in gains[name]:
                yield f"{'':8}" + "".join(f"{gains[name][leg].get(measure, 0):+12.3f}" for measure in row)
    for one in report["fused_below_leg"]:
        yield f"worse than its better leg: {one}"
    if "against_baseline" in report:
        against = report["against_baseline"]
        yield f"\n{against['better']} questions better, {against['worse']} worse, lost: {against['lost']}"
    yield f"\nlatency {report['latency_ms']}"
