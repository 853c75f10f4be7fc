"""From a question taken apart to its matches in order: what is named, what is found, what speaks for each."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.text import match_form
from index import Home
from index.catalog.rows import ClauseRow
from index.store import Scope
from index.vectors.chunks import WHOLE
from search.query.parse import Query
from search.ranking.answerable import is_doubtful, nearness_by_words, wholly_held
from search.ranking.candidates import Candidate, pool_of
from search.ranking.exact import Exact, find_exact
from search.ranking.features import candidates_of
from search.ranking.maxsim import closeness
from search.ranking.model import log_odds, score_matches
from search.ranking.reranker import DEPTH, Reranker
from search.ranking.retrievers import Retrieved, retrieve
from search.ranking.term_weights import TermWeights, weigh_terms

_POOL = 100  # clauses that each retriever contributes, at the least
_READ_AGAIN = 40  # candidates that are read word by word
_DOUBTED = 0.1  # of the questions that are doubted about so many are answered all the same

#: (rowid, score), best first.
Ranking = Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Hold the matches of a question in order, and what they were found by.

    ``candidates`` is empty where the question only names what it wants. ``doubt`` says that nothing here answers.
    """

    query: Query
    matches: Ranking = ()
    exact: Exact = field(default_factory=lambda: Exact({}))
    retrieved: Mapping[str, Retrieved] = field(default_factory=dict)
    weights: TermWeights = field(default_factory=lambda: TermWeights({}, 0.0))
    candidates: Mapping[int, Candidate] = field(default_factory=dict)
    reranked: Mapping[int, int] = field(default_factory=dict)
    doubt: bool = False

    def rows(self, home: Home, rowids: Collection[int]) -> dict[int, ClauseRow]:
        """Return the rows of these clauses; those withdrawn since are left out."""
        held = {rowid: self.candidates[rowid].row for rowid in rowids if rowid in self.candidates}
        return held | home.catalog.clauses(rowid for rowid in rowids if rowid not in held)

    def why(self) -> dict[str, Mapping[int, int]]:
        """Return the rank, from 1, of each clause with each that found it, by name."""
        ranks = {name: one.ranks() for name, one in self.retrieved.items()}
        return {**ranks, "exact": self.exact.ranks(), "reranker": self.reranked}


def rank(home: Home, query: Query, scope: Scope, limit: int) -> Ranked:
    """Return the matches of a question within a scope."""
    exact = find_exact(home.catalog, query, scope.rowids)
    if exact.only and query.bare:
        return _judged(Ranked(query, score_matches(query.language, (), exact.tiers, by_page=True), exact))
    retrieved = retrieve(
        home, query, max(2 * limit, _POOL), Scope(exact.tiers.keys()) if exact.only else scope
    )
    weights = weigh_terms(home, query)
    strict = bool(query.phrases or query.excluded)
    found = {rowid for one in retrieved.values() for rowid in one.scores}
    rows = home.catalog.clauses(found | exact.tiers.keys() if strict else found)
    held = {rowid: row for rowid, row in rows.items() if _passes(query, row, retrieved["bm25"].scores)}
    pool = pool_of(query, weights, retrieved, sorted(held.values(), key=lambda row: row.clause.id))
    candidates = _read_again(home, query, candidates_of(pool))
    named = {rowid: tier for rowid, tier in exact.tiers.items() if rowid in held or not strict}
    matches = score_matches(query.language, candidates, named, by_page=query.bare)
    by_id = {one.row.rowid: one for one in candidates}
    return _judged(Ranked(query, matches, exact, retrieved, weights, by_id))


def _read_again(home: Home, query: Query, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Add to the best candidates how close their single words come to the question's."""
    odds = [log_odds(query.language, one) for one in candidates]
    best = sorted(range(len(candidates)), key=lambda at: -odds[at])[:_READ_AGAIN]
    rows = [candidates[at].row for at in best]
    near = closeness(home.embedder, query.words, rows, wholly_held(query.language))
    if near is None:
        return list(candidates)
    read = dict(zip(best, near, strict=True))
    # The others are taken to be as far as the farthest of these.
    farthest = min(one.mean for one in near)
    return [
        replace(
            one,
            features={**one.features, "closeness": read[at].mean if at in read else farthest},
            near=read.get(at),
        )
        for at, one in enumerate(candidates)
    ]


def _judged(ranked: Ranked) -> Ranked:
    """Say whether nothing answers, and lower the scores then; what a question names or quotes answers it."""
    query, matches = ranked.query, ranked.matches
    if not matches:
        return replace(ranked, doubt=True)
    if ranked.exact.tiers or query.phrases or not query.words:
        return ranked
    best = ranked.candidates[matches[0][0]]
    by_words = nearness_by_words(ranked.weights, best.row)
    cosine = ranked.retrieved["vector"].best
    if by_words.whole or not is_doubtful(query.language, best.near or by_words, cosine):
        return ranked
    return replace(ranked, doubt=True, matches=[(rowid, _DOUBTED * score) for rowid, score in matches])


def rerank(ranked: Ranked, reranker: Reranker | None) -> Ranked:
    """Put the best matches in the order of the cross-encoder; what was named stays before them."""
    matches = list(ranked.matches)
    free = [at for at, (rowid, _) in enumerate(matches) if rowid not in ranked.exact.tiers][:DEPTH]
    if reranker is None or len(free) < 2:
        return ranked
    rowids = [matches[at][0] for at in free]
    best = [ranked.candidates[rowid] for rowid in rowids]
    passages = [WHOLE if one.passage is None else one.passage for one in best]
    scores = reranker.scores(ranked.query.text, [one.row for one in best], passages)
    after = sorted(range(len(rowids)), key=lambda number: -scores[number])
    # The places and their scores stay; who stands in them changes.
    for at, number in zip(free, after, strict=True):
        matches[at] = (rowids[number], ranked.matches[at][1])
    ranks = {rowids[number]: place for place, number in enumerate(after, 1)}
    return replace(ranked, matches=matches, reranked=ranks)


def _passes(query: Query, row: ClauseRow, lexical: Container[int]) -> bool:
    """Hold what the vectors and the exact matches found to the phrases and exclusions of a question."""
    if row.rowid in lexical or not (query.phrases or query.excluded):
        return True
    clause = row.clause
    fields = (match_form(clause.text), match_form("\n".join((clause.title, *clause.headings))))

    def stands(phrase: str) -> bool:
        return any(match_form(phrase) in field for field in fields)

    return all(map(stands, query.phrases)) and not any(map(stands, query.excluded))
