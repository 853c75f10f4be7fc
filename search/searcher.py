"""From a question to its hits: understood, ranked, judged, put in order, shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from time import perf_counter

from index import Home
from index.catalog.rows import Filters
from index.store import Scope
from search.answer.facts import pick_facts, question_nearness
from search.answer.hits import Answer, Hit
from search.answer.notes import ended_note, match_notes, note
from search.answer.order import PAGE, Sort, Standpoint, arrange, choose, over
from search.answer.snippets import best_passage, lit_spans
from search.query.answer_types import answer_types
from search.query.intents import Intent
from search.query.parse import Query, QueryKind
from search.query.understand import Understanding
from search.ranking.rank import Ranked, Ranking, rank, rerank
from search.ranking.reranker import Reranker
from search.status.proofs import proofs
from search.status.standing import Standing, Validity, today

_TOLD = 0.1  # of the best score: what is farther behind answers hardly, and no phrase of it is marked


class Searcher:
    """Answer questions over a home. May serve many threads.

    With a ``reranker`` the best hits are read once more, by a model that sees question and clause together.
    """

    def __init__(self, home: Home, reranker: Reranker | None = None) -> None:
        self.home = home
        self.reranker = reranker
        self.validity = Validity(home.catalog)
        self._understanding = Understanding(home)

    def search(
        self,
        text: str,
        filters: Filters | None = None,
        limit: int = 10,
        standpoint: Standpoint | None = None,
    ) -> Answer:
        """Return the clauses that answer a question, best first. Odd questions never raise.

        Of those, what is no longer in force stands last, unless that, or the document, was asked for.
        """
        started = perf_counter()
        limit, standpoint = max(limit, 0), standpoint or Standpoint()
        as_of = standpoint.at or today()
        query, notes = self._understanding.of(text)
        notes += [note("behind", query)] if self.home.behind() else []
        scope = self._scope(filters or Filters(), standpoint, as_of)
        if nothing := _nothing_to_look_for(query, scope):
            return Answer(query.text, (), 0, _since(started), (*notes, note(nothing, query)), as_of)
        ranked = self._rank(query, scope, limit)
        notes += [] if ranked.query is query else [note("phrases", ranked.query)]
        notes += match_notes(ranked)
        ranked, standings = self._judge(rerank(ranked, self.reranker), standpoint, as_of, limit)
        apart = _keeps_apart(ranked.query, standpoint)
        chosen = choose(ranked.matches, standings, limit, apart=apart)
        hits = arrange(self._proved(self._hits(ranked, chosen), standings), standpoint)
        if apart and (last := over(hits)):
            notes.append(ended_note(ranked.query, hits, last, ranked.matches[0][0]))
        return Answer(query.text, hits, len(ranked.matches), _since(started), tuple(notes), as_of)

    def _scope(self, filters: Filters, standpoint: Standpoint, as_of: str) -> Scope:
        """Look among the clauses that pass the filters and may have a wanted status."""
        wanted = standpoint.statuses
        return self.home.scope(filters, self.validity.clauses(wanted, as_of) if wanted else None)

    def _rank(self, query: Query, scope: Scope, limit: int) -> Ranked:
        """Rank what answers; quotation marks in a sentence may be its own, not a wish for these very words."""
        ranked = rank(self.home, query, scope, limit)
        if ranked.matches or not query.phrases or query.kind is QueryKind.PHRASE:
            return ranked
        return rank(self.home, replace(query, phrases=()), scope, limit)

    def _judge(
        self, ranked: Ranked, standpoint: Standpoint, as_of: str, limit: int
    ) -> tuple[Ranked, Mapping[int, Standing]]:
        """Judge whether the best matches are in force; where statuses are wanted, keep those that have one."""
        matches = ranked.matches if standpoint.statuses else ranked.matches[: limit + 2 * PAGE]
        rows = ranked.rows(self.home, [rowid for rowid, _ in matches])
        records = self.validity.records(row.document for row in rows.values())
        standings = {
            rowid: records[row.document.id].standing(as_of, row.clause) for rowid, row in rows.items()
        }
        if standpoint.statuses:  # one clause of a document may differ from it
            fitting = {key for key, one in standings.items() if one.status in standpoint.statuses}
            ranked = replace(ranked, matches=[one for one in matches if one[0] in fitting])
        return ranked, standings

    def _hits(self, ranked: Ranked, chosen: Ranking) -> list[Hit]:
        """Return the chosen matches as they are shown; what was withdrawn since is left out."""
        query, why = ranked.query, ranked.why()
        asked = () if ranked.doubt else answer_types(query)
        near = question_nearness(query, ranked.weights, self.home.embedder)
        least = _TOLD * max((score for _, score in chosen), default=0.0)
        rows = ranked.rows(self.home, [rowid for rowid, _ in chosen])
        hits: list[Hit] = []
        for rowid, score in chosen:
            if (row := rows.get(rowid)) is None:
                continue
            found = ranked.candidates.get(rowid)
            passage = best_passage(query, row.clause, found.passage if found else None, ranked.weights)
            hits.append(
                Hit(
                    rank=len(hits) + 1,
                    score=score,
                    row=row,
                    highlights=lit_spans(query, row.clause, passage),
                    passage=passage,
                    facts=pick_facts(asked, row.clause, passage, near) if score >= least else (),
                    why={name: ranks[rowid] for name, ranks in why.items() if rowid in ranks},
                )
            )
        return hits

    def _proved(self, hits: Sequence[Hit], standings: Mapping[int, Standing]) -> list[Hit]:
        """Give each hit its standing and the event that proves it."""
        told = [standings.get(hit.row.rowid) for hit in hits]
        events = [row for one in told if one for row in (one.proof, *one.corrections) if row]
        proved = proofs(self.home.catalog, events)
        return [
            replace(
                hit,
                standing=one,
                proof=proved[one.proof.id] if one and one.proof else None,
                corrections=tuple(proved[row.id] for row in one.corrections) if one else (),
            )
            for hit, one in zip(hits, told, strict=True)
        ]


def _nothing_to_look_for(query: Query, scope: Scope) -> str | None:
    """Return the note for a question that can't be answered, None where it can."""
    if not (query.words or query.phrases or query.numbers or query.titles or query.places):
        return "only excluded" if query.excluded else "empty"
    return None if scope.rowids is None or scope.rowids else "filtered"


def _keeps_apart(query: Query, standpoint: Standpoint) -> bool:
    """Tell if what no longer holds is to stand last: not where a text is wanted whatever became of it."""
    if standpoint.sort is not Sort.HOLDING or standpoint.statuses:
        return False
    return not (query.numbers or query.titles or Intent.STATUS in query.intents)


def _since(started: float) -> float:
    return (perf_counter() - started) * 1000
