"""Judge a searcher by questions whose right answers are known."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.locators import is_at_or_below
from corpus.messages import message
from corpus.records import GongbaoError
from corpus.text import match_form
from search.answer.hits import Hit
from search.answer.order import Sort, Standpoint
from search.evaluation.metrics import (
    Judged,
    ndcg_at,
    percentile,
    recall_at,
    reciprocal_rank_at,
    success_at,
)
from search.searcher import Searcher

# Whether a right clause still holds is another question than whether it is found.
_BY_RELEVANCE = Standpoint(sort=Sort.RELEVANCE)
DEPTH = 100  # hits asked for: recall@100 is the deepest measure
Progress = Callable[[Iterable["Question"]], Iterable["Question"]]


class QuestionsError(GongbaoError):
    """Raised for a file of judged questions that can't be read; names the line."""


@dataclass(frozen=True, slots=True)
class Gold:
    """Hold one right answer: a text in a document, an article of a law, or a locator alone."""

    document: str = ""
    locator: str = ""
    text: str = ""
    article: str = ""

    def fulfilled_by(self, hit: Hit) -> bool:
        """Say whether a hit is this answer; blanks and widths do not count."""
        clause, document = hit.row.clause, hit.row.document
        if self.article:
            return _short(clause.title + clause.locator) == _short(self.article)
        if document.number != self.document and not any(
            self.document and self.document in title
            for title in (document.title, document.instrument_title, clause.title)
        ):
            return False
        if not self.text:
            return self.cited_by(hit)
        return match_form(self.text) in match_form(clause.text)

    def cited_by(self, hit: Hit) -> bool:
        """Say whether a hit's locator is the gold's or below it, and its citation says so."""
        if self.article:
            return True
        clause, document = hit.row.clause, hit.row.document
        named = clause.counted or clause.locator in hit.citation  # counted rows are cited by name
        return is_at_or_below(clause.locator, self.locator) and named and document.number in hit.citation


def _short(article: str) -> str:
    """Name an article as lawyers do, who write 民法典 for 中华人民共和国民法典, also inside titles."""
    return match_form(article).replace("中华人民共和国", "")


@dataclass(frozen=True, slots=True)
class Question:
    """Hold one judged question; any of its golds is right."""

    id: str
    query: str
    language: str
    kind: str
    golds: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold how a question went."""

    question: Question
    judged: Judged
    cited: bool | None
    took_ms: float


def read_questions(path: Path) -> tuple[Question, ...]:
    """Read judged questions, one JSON object a line; QuestionsError names the line that fails."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionsError(*message("questions.unreadable", path=path, why=error)) from error
    questions = []
    for at, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            questions.append(_question(json.loads(line), at))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise QuestionsError(
                *message("questions.bad_line", path=path, at=at, kind=type(error).__name__, why=error)
            ) from error
    return tuple(questions)


def _question(record: dict[str, Any], at: int) -> Question:
    golds = tuple(
        Gold(
            document=str(gold.get("document", "")),
            locator=str(gold.get("locator", "")),
            text=str(gold.get("text", "")),
            article=str(gold.get("article", "")),
        )
        for gold in record["gold"]
    )
    return Question(
        id=str(record.get("id", at)),
        query=str(record["query"]),
        language=str(record.get("lang", "zh")),
        kind=str(record.get("kind", "question")),
        golds=golds,
    )


def judge(hits: Sequence[Hit], golds: Sequence[Gold]) -> tuple[int | None, ...]:
    """Say for each hit which gold it is the first to fulfil, None where there is none."""
    found: set[int] = set()
    judged: list[int | None] = []
    for hit in hits:
        gold = next((at for at, gold in enumerate(golds) if at not in found and gold.fulfilled_by(hit)), None)
        if gold is not None:
            found.add(gold)
        judged.append(gold)
    return tuple(judged)


def evaluate(searcher: Searcher, path: Path, progress: Progress = iter) -> dict[str, Any]:
    """Ask every question of a file and measure; returns what `gongbao evaluate --json` prints."""
    questions = read_questions(path)
    if not questions:
        raise QuestionsError(*message("questions.none", path=path))
    judgements = [_ask(searcher, question) for question in progress(questions)]
    languages = sorted({question.language for question in questions})
    kinds = sorted({question.kind for question in questions})
    cited = [one.cited for one in judgements if one.cited is not None]
    return {
        "questions": len(questions),
        "by": {
            **{
                code: _measure(one for one in judgements if one.question.language == code)
                for code in languages
            },
            "all": _measure(judgements),
        },
        "by_kind": {kind: _measure(one for one in judgements if one.question.kind == kind) for kind in kinds},
        "citations": round(sum(cited) / len(cited), 4) if cited else None,
        "latency_ms": {
            "p50": round(percentile([one.took_ms for one in judgements], 0.50), 2),
            "p95": round(percentile([one.took_ms for one in judgements], 0.95), 2),
        },
        "results": [_result(one) for one in judgements],
    }


def _ask(searcher: Searcher, question: Question) -> Judgement:
    answer = searcher.search(question.query, limit=DEPTH, standpoint=_BY_RELEVANCE)
    judged = judge(answer.hits, question.golds)
    right = next((at for at, gold in enumerate(judged) if gold is not None), None)
    cited = None
    if right is not None:
        hit = answer.hits[right]
        cited = any(gold.fulfilled_by(hit) and gold.cited_by(hit) for gold in question.golds)
    return Judgement(question, judged, cited, answer.took_ms)


def _measure(judgements: Iterable[Judgement]) -> dict[str, float]:
    rows = list(judgements)
    golds = [len(row.question.golds) for row in rows]

    def mean(values: Iterable[float]) -> float:
        return round(sum(values) / len(rows), 4) if rows else 0.0

    return {
        "n": len(rows),
        **{f"success@{k}": mean(success_at(row.judged, k) for row in rows) for k in (1, 5, 10)},
        **{
            f"recall@{k}": mean(
                recall_at(row.judged, k, count) for row, count in zip(rows, golds, strict=True)
            )
            for k in (10, 100)
        },
        "mrr@10": mean(reciprocal_rank_at(row.judged, 10) for row in rows),
        "ndcg@10": mean(ndcg_at(row.judged, 10, count) for row, count in zip(rows, golds, strict=True)),
    }


def _result(judgement: Judgement) -> dict[str, Any]:
    ranks = [rank for rank, gold in enumerate(judgement.judged, 1) if gold is not None]
    return {
        "id": judgement.question.id,
        "query": judgement.question.query,
        "rank": ranks[0] if ranks else None,
        "ranks": ranks,
        "citation": judgement.cited,
        "took_ms": round(judgement.took_ms, 2),
    }
