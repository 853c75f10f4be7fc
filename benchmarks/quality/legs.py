"""Ask a question four ways: BM25 alone, vectors alone, their plain rank fusion, and the Searcher."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from index.store import EVERYWHERE
from search import Searcher
from search.answer.hits import Hit
from search.answer.order import Sort, Standpoint
from search.evaluation.evaluate import DEPTH, Question, judge
from search.evaluation.metrics import Judged
from search.query.parse import analyse
from search.ranking.retrievers import retrieve

#: What tables and charts call them.
NAMES = {"bm25": "BM25 alone", "vector": "vectors alone", "rrf": "plain rank fusion", "fused": "Gongbao"}
LEGS = tuple(NAMES)
_RRF = 60  # the constant of Cormack, Clarke & Büttcher 2009, as libraries ship it


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold how a question went on every leg: which gold each hit is, and what it took."""

    question: Question
    judged: Mapping[str, Judged]
    search_ms: float
    encode_ms: float

    @property
    def candidates(self) -> float:
        """Return the share of golds that BM25 or the vectors found: no order of them finds more."""
        found = {gold for leg in ("bm25", "vector") for gold in self.judged[leg] if gold is not None}
        return len(found) / len(self.question.golds) if self.question.golds else 0.0

    def ranks(self, leg: str) -> tuple[int, ...]:
        """Return the ranks, from 1, at which golds stand."""
        return tuple(rank for rank, gold in enumerate(self.judged[leg], 1) if gold is not None)


def ask(searcher: Searcher, question: Question) -> Asked:
    """Ask one question on every leg, to the depth that recall@100 needs."""
    home = searcher.home
    answer = searcher.search(question.query, limit=DEPTH, standpoint=Standpoint(sort=Sort.RELEVANCE))
    query = analyse(question.query, home.tokenizer.query_words)
    started = perf_counter()
    home.embedder.encode_query(query.rest)
    encoded = perf_counter()
    found = retrieve(home, query, DEPTH, EVERYWHERE)
    order = {name: list(found[name].scores) for name in ("bm25", "vector")}
    order["rrf"] = rank_fusion((order["bm25"], order["vector"]))[:DEPTH]
    rows = home.catalog.clauses({rowid for rowids in order.values() for rowid in rowids})
    judged: dict[str, Judged] = {
        leg: judge([Hit(rank, 0.0, rows[rowid]) for rank, rowid in enumerate(rowids, 1)], question.golds)
        for leg, rowids in order.items()
    }
    judged["fused"] = judge(answer.hits, question.golds)
    return Asked(question, judged, answer.took_ms, (encoded - started) * 1000)


def rank_fusion(rankings: Iterable[Sequence[int]]) -> list[int]:
    """Return rowids by the sum of 1 / (60 + rank) over the rankings, ties by rowid."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, rowid in enumerate(ranking, 1):
            scores[rowid] = scores.get(rowid, 0.0) + 1 / (_RRF + rank)
    return sorted(scores, key=lambda rowid: (-scores[rowid], rowid))
