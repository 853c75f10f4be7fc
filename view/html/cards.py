"""Draw the page around a question: its head, the ranked cards, what to do with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus.records import Kind
from corpus.structure.provenance import is_poorly_recognised
from search.answer.hits import Answer, Hit
from search.status.cross_references import Link
from search.status.proofs import Proof
from view.entry import HitEntry, event_entry, hit_entry
from view.excerpt import excerpt
from view.exports.files import FORMATS
from view.html.drawing import Html, draw
from view.html.prose import prose
from view.messages import Words
from view.places import why_of

SHOWN = 320  # characters of a clause on its card; the rest is folded away
FIRST = 10  # cards in sight; those after them are folded away

Links = Mapping[int, Sequence[Link]]


def header(words: Words, issues: int, documents: int) -> str:
    """Return the head of the page: its name, what is indexed, the way to the other language."""
    other = "en" if words.is_chinese else "zh"
    return draw("header", words=words, other=other, issues=issues, documents=documents)


def examples(words: Words, questions: Sequence[str]) -> str:
    """Return questions to try, as links that work without script too."""
    return draw("examples", words=words, questions=questions)


def failure(words: Words, why: str = "") -> str:
    """Return what stands in place of an answer when there is none, and why."""
    return draw("failure", why=why or words("page.failed"))


def answer(
    found: Answer, words: Words, address: str, notes: Sequence[str] = (), links: Links | None = None
) -> str:
    """Return the ranked cards of an answer; ``address`` is the query string that leads to it.

    ``links`` are the references of the clauses, by rowid.
    """
    cards = [card(hit, words, address, (links or {}).get(hit.row.rowid, ())) for hit in found.hits]
    return draw(
        "answer",
        words=words,
        found=found,
        took=round(found.took_ms, 1),
        address=address,
        notes=(*notes, *found.notes),
        first=cards[:FIRST],
        rest=cards[FIRST:],
        formats=FORMATS,
    )


def card(hit: Hit, words: Words, address: str, links: Sequence[Link] = ()) -> Html:
    """Return one hit: citation, place, headings, text with its highlights, what to do with it."""
    entry = hit_entry(hit, words)
    windows = excerpt(hit.text, [fact.span for fact in hit.facts] or hit.highlights, SHOWN)
    marks: dict[str, Any] = {"highlights": hit.highlights, "facts": hit.facts, "links": links}
    whole = (0, len(hit.text))
    return Html(
        draw(
            "card",
            words=words,
            hit=entry,
            address=address,
            status=_judged(hit),
            badges=list(_badges(hit, words)),
            events=[event_entry(one, words) for one in _told(hit)],
            windows=[prose(hit.text, window, words, **marks) for window in windows],
            is_cut_before=windows[0][0] > 0,
            is_cut_after=windows[-1][1] < len(hit.text),
            whole=None if windows == (whole,) else prose(hit.text, whole, words, **marks),
            below=hit.passage.locator.removeprefix(entry.locator) if hit.passage else "",
            details=list(_details(hit, entry, words)),
        )
    )


def _judged(hit: Hit) -> str | None:
    """Return the status of a hit, None for a posting: whether it is in force is no question, it was done."""
    return hit.status if hit.row.clause.kind not in (Kind.APPOINTMENT, Kind.REMOVAL) else None


def _badges(hit: Hit, words: Words) -> Iterator[tuple[str, str]]:
    clause = hit.row.clause
    yield f"kind kind-{clause.kind}", words(f"kind.{clause.kind}")
    # A posting that is cited by its person shows no number, so there is nothing to explain.
    if clause.counted and not clause.name:
        yield "counted", words("page.counted")
    if clause.damaged:
        yield "damaged", words("page.damaged")
    if is_poorly_recognised(clause):
        yield "damaged", words("page.doubtful")


def _told(hit: Hit) -> Iterator[Proof]:
    """Yield who ended, changed or corrected a clause; its own words only where they end it."""
    proof = hit.proof
    if proof and (not proof.row.event.is_own or (hit.standing and hit.standing.status.is_over)):
        yield proof
    yield from hit.corrections


def _details(hit: Hit, entry: HitEntry, words: Words) -> Iterator[tuple[str, str]]:
    yield words("page.source"), f"{hit.row.document.issue.source_name} · {entry.lines}"
    if hit.proof and entry.status:
        said = " ".join(hit.proof.row.event.text.split())
        yield entry.status, f"{said} —— {hit.proof.citation}"
    if hit.why:
        yield words("page.why"), why_of(hit.why, words)
