"""One door for every question: the page, the API and the command all ask here."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

from corpus.text import match_form
from index import Home
from index.catalog.rows import ClauseRow, DocumentRow, Filters
from index.vectors.chunks import WHOLE
from search.answer.facts import pick_facts, question_nearness
from search.answer.hits import Answer, Hit
from search.answer.notes import missing_notes, note
from search.answer.order import PAGE, Sort, Standpoint, arrange, choose, has_status, over
from search.answer.snippets import best_passage, lit_spans
from search.query.answer_types import Wanted, wanted
from search.query.completion import complete_numbers
from search.query.intents import Intent
from search.query.parse import LONGEST, Language, Query, QueryKind, analyse
from search.query.pinyin import Sounding
from search.query.short_names import defined_names
from search.ranking.answerable import is_doubtful, nearness_by_words, wholly_held
from search.ranking.exact import Exact, find_exact
from search.ranking.features import Evidence, weigh_evidence
from search.ranking.maxsim import Nearness, closeness
from search.ranking.model import WEIGHTS, fuse
from search.ranking.reranker import DEPTH, Reranker
from search.ranking.retrievers import Leg, Worth, run_legs, word_worth
from search.status.cross_references import References
from search.status.documents import Shown, neighbours, show
from search.status.proofs import proofs
from search.status.report import Report, report_on, status
from search.status.standing import Standing, Validity, today

_POOL = 100  # clauses that each leg contributes, at the least
_READ_AGAIN = 40  # candidates that are read word by word
_TOLD = 0.1  # of the best score: what is farther behind answers hardly, and no phrase of it is marked
_DOUBTED = 0.1  # of the questions that are doubted about so many are answered all the same


@dataclass(frozen=True, slots=True)
class _Found:
    """Hold what the legs found for a question."""

    exact: Exact
    lexical: Leg
    vectors: Leg
    worth: Worth
    rows: Mapping[int, ClauseRow]
    near: Mapping[int, Nearness] = field(default_factory=dict)
    reranked: Mapping[int, int] = field(default_factory=dict)


class Searcher:
    """Answer questions over a home. May serve many threads.

    With a ``reranker`` the best hits are read once more, by a model that sees question and clause together.
    """

    def __init__(self, home: Home, reranker: Reranker | None = None) -> None:
        self.home = home
        self.reranker = reranker
        self.validity = Validity(home.catalog)
        self.references = References(home.catalog)
        self._sounding = Sounding(home)

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
        limit = max(limit, 0)
        standpoint = standpoint or Standpoint()
        as_of = standpoint.at or today()
        query, unknown = self._analyse(text)
        notes = [note("missing", query, name=unknown)] if unknown else []
        query, heard = self._hear(query)
        query = self._with_defined(query)
        notes += [note("heard", query, asked=asked, heard=found) for asked, found in heard]
        notes += [note("cut", query, most=LONGEST)] if query.cut else []
        notes += [note("behind", query)] if self.home.behind() else []
        allowed = self._allowed(filters or Filters(), standpoint, as_of)
        if not (query.words or query.phrases or query.numbers or query.titles or query.places):
            notes.append(note("only excluded" if query.excluded else "empty", query))
        elif allowed is not None and not allowed:
            notes.append(note("filtered", query))
        else:
            ranked, found = self._rank(query, allowed, limit)
            if not ranked and query.phrases and query.kind is not QueryKind.PHRASE:
                # Quotation marks in a sentence may be its own, not a wish for these very words.
                query = replace(query, phrases=())
                notes.append(note("phrases", query))
                ranked, found = self._rank(query, allowed, limit)
            if doubt := _is_doubtful(query, found, ranked):
                ranked = [(rowid, _DOUBTED * score) for rowid, score in ranked]
            notes += _notes(query, found, doubt)
            ranked, found = self._rerank(query, ranked, found)
            apart = standpoint.sort is Sort.HOLDING and not (standpoint.statuses or _asks_for_ended(query))
            standings = self._standings(
                ranked if standpoint.statuses else ranked[: limit + 2 * PAGE], found, as_of
            )
            if standpoint.statuses:  # one clause of a document may differ from it
                ranked = [one for one in ranked if has_status(standings.get(one[0]), standpoint.statuses)]
            chosen = choose(ranked, standings, limit, apart=apart)
            shown = self._hits(query, found, chosen, () if doubt else wanted(query))
            hits = arrange(self._judged(shown, standings), standpoint)
            if apart and (last := over(hits)):
                notes.append(_note_of_ended(query, hits, last, ranked[0][0]))
            return Answer(query.text, hits, len(ranked), _since(started), tuple(notes), as_of)
        return Answer(query.text, (), 0, _since(started), tuple(notes), as_of)

    def status(
        self, number_or_title: str, locator: str | None = None, as_of: str | None = None
    ) -> tuple[Report, ...]:
        """Report what became of a document, or of a place in it (see :func:`search.status.report.status`)."""
        return status(self.references, number_or_title, locator, as_of)

    def report(self, document: DocumentRow, row: ClauseRow | None = None, as_of: str | None = None) -> Report:
        """Report what became of a document, or of one clause of it."""
        return report_on(self.references, document, row, as_of)

    def show(
        self, number_or_title: str, locator: str | None = None, as_of: str | None = None
    ) -> tuple[Shown, ...]:
        """Return the documents of a number or title, newest first, or one place in them.

        Raises UnknownDocumentError or UnknownPlaceError when there is none.
        """
        return show(self.home.catalog, number_or_title, locator, as_of)

    def neighbours(self, uid: str, before: int = 1, after: int = 1) -> tuple[ClauseRow, ...]:
        """Return a clause among those around it in its document; empty where there is no such id."""
        return neighbours(self.home.catalog, uid, before, after)

    def _allowed(self, filters: Filters, standpoint: Standpoint, as_of: str) -> Collection[int] | None:
        """Return the clauses that pass the filters and may have a wanted status, None where all do."""
        allowed = self.home.catalog.clause_ids(filters)
        if not standpoint.statuses:
            return allowed
        found = self.validity.clauses(standpoint.statuses, as_of)
        return found if allowed is None else found.intersection(allowed)

    def _standings(
        self, ranked: Sequence[tuple[int, float]], found: _Found, as_of: str
    ) -> dict[int, Standing]:
        """Judge whether each of these clauses is in force."""
        rows = {rowid: found.rows[rowid] for rowid, _ in ranked if rowid in found.rows}
        rows |= self.home.catalog.clauses(rowid for rowid, _ in ranked if rowid not in rows)
        records = self.validity.records(row.document for row in rows.values())
        return {rowid: records[row.document.id].standing(as_of, row.clause) for rowid, row in rows.items()}

    def _analyse(self, text: str) -> tuple[Query, str | None]:
        """Take a question apart, its partial document number made whole; the number if none is here."""
        cutter = self.home.tokenizer.query_words
        query = analyse(text, cutter)
        if query.numbers:
            return query, None
        whole, unknown = complete_numbers(self.home, query.text)
        if whole == query.text:
            return query, unknown
        return replace(analyse(whole, cutter), text=query.text, cut=query.cut), None

    def _hear(self, query: Query) -> tuple[Query, list[tuple[str, str]]]:
        """Put what was meant for what stands nowhere, unless something exact was asked for."""
        if query.numbers or query.phrases or query.titles or not (heard := self._sounding.meant(query)):
            return query, []
        text = query.text
        for typed, word in heard:
            text = text.replace(typed, word)
        meant = analyse(text, self.home.tokenizer.query_words)
        return replace(meant, text=query.text, cut=query.cut), heard

    def _with_defined(self, query: Query) -> Query:
        """Add the other names that documents here give to what a question names."""
        names = defined_names(self.home, query)
        words = (
            word for one in names for other in one.others for word in self.home.tokenizer.query_words(other)
        )
        also = dict.fromkeys((*query.also, *(word for word in words if word not in query.words)))
        return replace(query, aliases=query.aliases + names, also=tuple(also))

    def _rank(
        self, query: Query, allowed: Collection[int] | None, limit: int
    ) -> tuple[list[tuple[int, float]], _Found]:
        """Return the matches as (rowid, score), best first, and what they were found by."""
        exact = find_exact(self.home.catalog, query, allowed)
        if exact.only and query.bare:
            found = _Found(exact, Leg(), Leg(), Worth({}, 0.0), {})
            return fuse(query.language, {}, exact.tiers, by_page=True), found
        scope = exact.tiers.keys() if exact.only else allowed
        lexical, vectors = run_legs(self.home, query, max(2 * limit, _POOL), scope)
        worth = word_worth(self.home, query)
        strict = query.phrases or query.excluded
        rows = self.home.catalog.clauses({*lexical.scores, *vectors.scores, *(exact.tiers if strict else ())})
        rows = {rowid: row for rowid, row in rows.items() if _passes(query, row, lexical.scores)}
        named = {rowid: tier for rowid, tier in exact.tiers.items() if rowid in rows or not strict}
        ordered = sorted(rows.values(), key=lambda row: row.clause.id)
        evidence = weigh_evidence(query, ordered, lexical, vectors, worth)
        evidence, near = self._read_again(query, ordered, evidence)
        by_id = {row.rowid: one for row, one in zip(ordered, evidence, strict=True)}
        ranked = fuse(query.language, by_id, named, by_page=query.bare)
        return ranked, _Found(exact, lexical, vectors, worth, rows, near)

    def _read_again(
        self, query: Query, rows: Sequence[ClauseRow], evidence: Sequence[Evidence]
    ) -> tuple[list[Evidence], dict[int, Nearness]]:
        """Add to the best candidates how close their single words come to the question's."""
        weights = WEIGHTS[query.language]
        best = sorted(range(len(rows)), key=lambda at: -weights.log_odds(evidence[at]))[:_READ_AGAIN]
        near = closeness(
            self.home.embedder, query.words, [rows[at] for at in best], wholly_held(query.language)
        )
        if near is None:
            return list(evidence), {}
        # The others are taken to be as far as the farthest of these.
        close = dict.fromkeys(range(len(rows)), min(one.mean for one in near))
        close |= {at: one.mean for at, one in zip(best, near, strict=True)}
        by_id = {rows[at].rowid: one for at, one in zip(best, near, strict=True)}
        return [replace(one, closeness=close[at]) for at, one in enumerate(evidence)], by_id

    def _rerank(
        self, query: Query, ranked: Sequence[tuple[int, float]], found: _Found
    ) -> tuple[list[tuple[int, float]], _Found]:
        """Put the best matches in the order of the cross-encoder; what was named stays before them."""
        free = [at for at, (rowid, _) in enumerate(ranked) if rowid not in found.exact.tiers][:DEPTH]
        if self.reranker is None or len(free) < 2:
            return list(ranked), found
        rowids = [ranked[at][0] for at in free]
        passages = [found.vectors.passages.get(rowid, WHOLE) for rowid in rowids]
        scores = self.reranker.scores(query.text, [found.rows[rowid] for rowid in rowids], passages)
        best = sorted(range(len(rowids)), key=lambda number: -scores[number])
        # The places and their scores stay; who stands in them changes.
        after = list(ranked)
        for at, number in zip(free, best, strict=True):
            after[at] = (rowids[number], ranked[at][1])
        ranks = {rowids[number]: rank for rank, number in enumerate(best, 1)}
        return after, replace(found, reranked=ranks)

    def _hits(
        self, query: Query, found: _Found, ranked: Sequence[tuple[int, float]], asked: Sequence[Wanted]
    ) -> tuple[Hit, ...]:
        legs = {
            "bm25": found.lexical.ranks(),
            "vector": found.vectors.ranks(),
            "exact": found.exact.ranks(),
            "reranker": found.reranked,
        }
        rows = dict(found.rows)
        rows.update(self.home.catalog.clauses(rowid for rowid, _ in ranked if rowid not in rows))
        near = question_nearness(query, found.worth, self.home.embedder)
        least = _TOLD * max((score for _, score in ranked), default=0.0)
        hits: list[Hit] = []
        for rowid, score in ranked:
            row = rows.get(rowid)
            if row is None:  # withdrawn since the index was asked
                continue
            passage = best_passage(query, row.clause, found.vectors.passages.get(rowid), found.worth)
            hits.append(
                Hit(
                    rank=len(hits) + 1,
                    score=score,
                    row=row,
                    highlights=lit_spans(query, row.clause, passage),
                    passage=passage,
                    facts=pick_facts(asked, row.clause, passage, near) if score >= least else (),
                    why={name: ranks[rowid] for name, ranks in legs.items() if rowid in ranks},
                )
            )
        return tuple(hits)

    def _judged(self, hits: Sequence[Hit], standings: Mapping[int, Standing]) -> list[Hit]:
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


def _asks_for_ended(query: Query) -> bool:
    """Tell if a question wants a text whatever became of it: it names it, or asks for repeals."""
    return bool(query.numbers or query.titles) or Intent.STATUS in query.intents


def _note_of_ended(query: Query, hits: Sequence[Hit], ended: int, best: int) -> str:
    """Say how many hits no longer hold; and of the best match, if it is one of them, where it stands."""
    top = next((hit for hit in hits if hit.row.rowid == best), None)
    if top is None or top.standing is None or not top.standing.status.is_over:
        return note("over", query, count=ended)
    return note("best is over", query, count=ended, citation=top.citation, rank=top.rank)


def _is_doubtful(query: Query, found: _Found, ranked: Sequence[tuple[int, float]]) -> bool:
    """Say whether nothing answers; what a question names or quotes answers it."""
    if not ranked:
        return True
    if found.exact.tiers or query.phrases or not query.words:
        return False
    best = ranked[0][0]
    by_words = nearness_by_words(found.worth, found.rows[best])
    near = found.near.get(best, by_words)
    return not by_words.whole and is_doubtful(query.language, near, found.vectors.best)


def _notes(query: Query, found: _Found, doubt: bool) -> list[str]:
    notes = missing_notes(query, found.exact.missing)
    if found.exact.tiers or notes:
        return notes
    if query.words and not found.worth.known and query.language is not Language.ENGLISH:
        notes.append(note("unknown words", query))
    if doubt:
        notes.append(note("unsure", query))
    return notes


def _passes(query: Query, row: ClauseRow, lexical: Container[int]) -> bool:
    """Hold what the vectors and the exact leg found to the phrases and exclusions of a question."""
    if row.rowid in lexical or not (query.phrases or query.excluded):
        return True
    clause = row.clause
    fields = (match_form(clause.text), match_form("\n".join((clause.title, *clause.headings))))

    def stands(phrase: str) -> bool:
        return any(match_form(phrase) in field for field in fields)

    return all(map(stands, query.phrases)) and not any(map(stands, query.excluded))


def _since(started: float) -> float:
    return (perf_counter() - started) * 1000
