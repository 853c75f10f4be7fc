"""Make the HTML of the page around a question: its head, the ranked cards, what to do with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from corpus.records import Kind
from corpus.structure.provenance import is_poorly_recognised
from search.answer.hits import Answer, Hit
from search.status.cross_references import Link
from search.status.proofs import Proof
from view.excerpt import excerpt
from view.exports.wording import export_words
from view.html.prose import prose, text
from view.html.reader import clause_link, copy_button, status_badge
from view.places import lines_of, place_of, why_of
from view.words import Words

SHOWN = 320  # characters of a clause on its card; the rest is folded away
FIRST = 10  # cards in sight; those after them are folded away


def header(words: Words, issues: int, documents: int) -> str:
    """Return the head of the page: its name, what is indexed, the way to the other language."""
    held = words.corpus.format(issues=issues, documents=documents) if documents else words.nothing_indexed
    return (
        '<div class="masthead"><div>'
        f'<h1><a href="{text(home_path(words.code))}">{text(words.brand)}</a></h1>'
        f'<p class="tagline">{text(words.tagline)}</p></div>'
        f'<nav><a class="language" lang="{text(words.other_code)}" '
        f'hreflang="{text(words.other_code)}" href="{text(home_path(words.other_code))}">'
        f"{text(words.other_name)}</a></nav></div>"
        f'<p class="held">{text(held)}</p>'
    )


def home_path(language: str) -> str:
    """Return the path at which the page stands in a language."""
    return "/" if language.startswith("zh") else "/en/"


def examples(words: Words, questions: Sequence[str]) -> str:
    """Return questions to try, as links that work without script too."""
    links = "".join(
        f'<a class="example" href="?{text(urlencode({"q": question}))}" '
        f'data-ask="{text(question)}">{text(question)}</a>'
        for question in questions
    )
    return f'<p class="examples"><span>{text(words.examples)}</span>{links}</p>'


Links = Mapping[int, Sequence[Link]]


def answer(
    found: Answer, words: Words, address: str, notes: Sequence[str] = (), links: Links | None = None
) -> str:
    """Return the ranked cards of an answer; ``address`` is the query string that leads to it.

    ``links`` are the references of the clauses, by rowid.
    """
    links = links or {}
    summary = words.found.format(total=found.total, took=round(found.took_ms, 1))
    parts = [f'<div class="answer" data-address="{text(address)}">']
    parts.append(f'<p class="summary" role="status">{text(summary)}</p>')
    parts += [f'<p class="note">{text(note)}</p>' for note in (*notes, *found.notes)]
    if found.hits:
        parts.append(_list(found.hits[:FIRST], words, address, links))
        rest = found.hits[FIRST:]
        if rest:
            more = text(words.more.format(count=len(rest)))
            listed = _list(rest, words, address, links)
            parts.append(f'<details class="rest"><summary>{more}</summary>{listed}</details>')
        parts.append(_exports(words, address))
    else:
        lines = "".join(f"<p>{text(line)}</p>" for line in (words.nothing, words.nothing_cure))
        parts.append(f'<div class="nothing">{lines}</div>')
    return "".join(parts) + "</div>"


def _list(hits: Sequence[Hit], words: Words, address: str, links: Links) -> str:
    cards = "".join(f"<li>{card(hit, words, address, links.get(hit.row.rowid, ()))}</li>" for hit in hits)
    return f'<ol class="cards" start="{hits[0].rank}">{cards}</ol>'


def _exports(words: Words, address: str) -> str:
    """Return the links that download what is shown."""
    said = export_words(words)
    links = "".join(
        f'<a href="{text(home_path(words.code))}export.{text(kind)}?{text(address)}">{text(label)}</a>'
        for kind, label in said.exports.items()
    )
    return f'<p class="exports"><span>{text(said.export)}</span>{links}</p>'


def failure(words: Words, why: str = "") -> str:
    """Return what stands in place of an answer when there is none, and why."""
    return f'<div class="answer"><p class="note" role="alert">{text(why or words.failed)}</p></div>'


def card(hit: Hit, words: Words, address: str, links: Sequence[Link] = ()) -> str:
    """Return one hit: citation, place, headings, text with its highlights, what to do with it."""
    clause = hit.row.clause
    target = "?" + "&".join(part for part in (address, urlencode({"open": clause.id})) if part)
    link = f'href="{text(target)}" data-open="{text(clause.id)}"'
    headings = "".join(f"<span>{text(heading)}</span>" for heading in clause.headings)
    return (
        f'<article class="card" aria-labelledby="citation-{hit.rank}">'
        f'<span class="rank" aria-hidden="true">{hit.rank}</span>'
        f'<h2 class="citation" id="citation-{hit.rank}"><a {link}>{text(hit.citation)}</a></h2>'
        f'<p class="place">{_badges(hit, words)}<span>{text(place_of(hit.row.document, words, clause))}</span></p>'
        + (f'<p class="headings" lang="zh-CN">{headings}</p>' if headings else "")
        + _standing(hit, words)
        + _clause_text(hit, words, links)
        + f'<div class="doing"><a class="button" {link}>{text(words.read)}</a>'
        f"{_copy_buttons(hit, words)}{_details(hit, words)}</div></article>"
    )


def _badges(hit: Hit, words: Words) -> str:
    clause = hit.row.clause
    badges = [(f"kind kind-{clause.kind}", words.kinds.get(clause.kind, clause.kind))]
    # A posting that is cited by its person shows no number, so there is nothing to explain.
    badges += [("counted", words.counted)] if clause.counted and not clause.name else []
    badges += [("damaged", words.damaged)] if clause.damaged else []
    badges += [("damaged", words.doubtful)] if is_poorly_recognised(clause) else []
    said = "".join(f'<span class="badge {text(name)}">{text(label)}</span>' for name, label in badges)
    # Whether a posting is in force is no question: it was done.
    judged = hit.status if clause.kind not in (Kind.APPOINTMENT, Kind.REMOVAL) else None
    return (status_badge(judged, words) if judged else "") + said


def _standing(hit: Hit, words: Words) -> str:
    """Return who ended, changed or corrected a clause, with the sentence that says so; nothing where none did."""
    proof = hit.proof
    told = "".join(_proof(one, words) for one in hit.corrections)
    if proof is None or (proof.row.event.is_own and not (hit.standing and hit.standing.status.is_over)):
        return told
    return _proof(proof, words) + told


def _proof(proof: Proof, words: Words) -> str:
    event = proof.row.event
    head = " ".join(filter(None, (words.event(event.kind), event.date)))
    source = clause_link(proof.clause) if proof.clause else text(proof.citation)
    said = text(" ".join(event.text.split()))
    return f'<p class="proof"><b>{text(head)}</b> {source} <q lang="zh-CN">{said}</q></p>'


def _clause_text(hit: Hit, words: Words, links: Sequence[Link]) -> str:
    windows = excerpt(hit.text, [fact.span for fact in hit.facts] or hit.highlights, SHOWN)
    marks: dict[str, Any] = {"highlights": hit.highlights, "facts": hit.facts, "links": links}
    shown = "<i>…</i>".join(prose(hit.text, window, words, **marks) for window in windows)
    before = "<i>…</i>" if windows[0][0] > 0 else ""
    after = "<i>…</i>" if windows[-1][1] < len(hit.text) else ""
    body = f'<blockquote class="text" lang="zh-CN">{before}{shown}{after}</blockquote>'
    if windows == ((0, len(hit.text)),):
        return body
    whole = prose(hit.text, (0, len(hit.text)), words, **marks)
    return (
        f'{body}<details class="whole"><summary>{text(words.whole_text)}</summary>'
        f'<blockquote class="text" lang="zh-CN">{whole}</blockquote></details>'
    )


def _copy_buttons(hit: Hit, words: Words) -> str:
    buttons = [copy_button(hit.citation, words.copy_clause, words)]
    # A clause that is one paragraph is cited as a whole: it has no 第一款 to speak of.
    if hit.passage is not None and hit.passage_citation is not None and len(hit.row.clause.passages) > 1:
        below = hit.passage.locator.removeprefix(hit.row.clause.locator)
        label = words.copy_passage.format(below=below)
        buttons.append(copy_button(hit.passage_citation, label, words))
    return "".join(buttons)


def _details(hit: Hit, words: Words) -> str:
    source = hit.row.document.issue.source_name
    rows = [(words.source, f"{source} · {lines_of(hit.row.clause, words)}")]
    if hit.proof and hit.status:
        said = " ".join(hit.proof.row.event.text.split())
        rows.append((words.statuses[hit.status], f"{said} —— {hit.proof.citation}"))
    if hit.why:
        rows.append((words.why, why_of(hit.why, words)))
    listed = "".join(f"<dt>{text(name)}</dt><dd>{text(value)}</dd>" for name, value in rows)
    return f'<details class="more"><summary>{text(words.details)}</summary><dl>{listed}</dl></details>'
