"""Make the HTML of the page; every text goes through :func:`text`. People are drawn by ``view.people``."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from itertools import groupby
from urllib.parse import urlencode

from corpus import is_doubtful
from index import ClauseRow, DocumentRow
from search import Answer, Hit
from search.citations import cite_row
from view.excerpt import Span, excerpt, runs
from view.words import Words, issue_name, lines_of, place_of, why_of

SHOWN = 320  # characters of a clause on its card; the rest is folded away
FIRST = 10  # cards in sight; those after them are folded away


def text(value: object) -> str:
    """Return a value as HTML text, safe in an attribute too."""
    return html.escape(str(value), quote=True)


def told(hit: Hit, window: Span, words: Words) -> str:
    """Return a span of a hit's text: the phrases that answer in ``<mark class="fact">``, highlights in ``<mark>``."""
    titles = {fact.span[1]: words.facts[fact.kind] for fact in hit.facts}
    out = []
    for span, is_fact in runs(window, [fact.span for fact in hit.facts]):
        inner = marked(hit.text, span, hit.highlights)
        title = next((name for end, name in titles.items() if span[1] <= end), "") if is_fact else ""
        out.append(f'<mark class="fact" title="{text(title)}">{inner}</mark>' if is_fact else inner)
    return "".join(out)


def marked(clause: str, window: Span, highlights: Iterable[Span]) -> str:
    """Return a span of a clause with its highlights in ``<mark>``."""
    return "".join(
        f"<mark>{text(clause[start:end])}</mark>" if mark else text(clause[start:end])
        for (start, end), mark in runs(window, highlights)
    )


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


def answer(found: Answer, words: Words, address: str, notes: Sequence[str] = ()) -> str:
    """Return the ranked cards of an answer; ``address`` is the query string that leads to it."""
    summary = words.found.format(total=found.total, took=round(found.took_ms, 1))
    parts = [f'<div class="answer" data-address="{text(address)}">']
    parts.append(f'<p class="summary" role="status">{text(summary)}</p>')
    parts += [f'<p class="note">{text(note)}</p>' for note in (*notes, *found.notes)]
    if found.hits:
        parts.append(_list(found.hits[:FIRST], words, address))
        rest = found.hits[FIRST:]
        if rest:
            more = text(words.more.format(count=len(rest)))
            listed = _list(rest, words, address)
            parts.append(f'<details class="rest"><summary>{more}</summary>{listed}</details>')
        parts.append(_exports(words, address))
    else:
        lines = "".join(f"<p>{text(line)}</p>" for line in (words.nothing, words.nothing_cure))
        parts.append(f'<div class="nothing">{lines}</div>')
    return "".join(parts) + "</div>"


def _list(hits: Sequence[Hit], words: Words, address: str) -> str:
    cards = "".join(f"<li>{card(hit, words, address)}</li>" for hit in hits)
    return f'<ol class="cards" start="{hits[0].rank}">{cards}</ol>'


def _exports(words: Words, address: str) -> str:
    """Return the links that download what is shown."""
    links = "".join(
        f'<a href="{text(home_path(words.code))}export.{text(kind)}?{text(address)}">{text(label)}</a>'
        for kind, label in words.exports.items()
    )
    return f'<p class="exports"><span>{text(words.export)}</span>{links}</p>'


def failure(words: Words) -> str:
    """Return what stands in place of an answer when the search failed."""
    return f'<div class="answer"><p class="note" role="alert">{text(words.failed)}</p></div>'


def card(hit: Hit, words: Words, address: str) -> str:
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
        + _clause_text(hit, words)
        + f'<div class="doing"><a class="button" {link}>{text(words.read)}</a>'
        f"{_copy_buttons(hit, words)}{_details(hit, words)}</div></article>"
    )


def _badges(hit: Hit, words: Words) -> str:
    clause = hit.row.clause
    badges = [(f"kind kind-{clause.kind}", words.kinds.get(clause.kind, clause.kind))]
    # A posting that is cited by its person shows no number, so there is nothing to explain.
    badges += [("counted", words.counted)] if clause.counted and not clause.name else []
    badges += [("damaged", words.damaged)] if clause.damaged else []
    badges += [("damaged", words.doubtful)] if is_doubtful(clause) else []
    return "".join(f'<span class="badge {text(name)}">{text(label)}</span>' for name, label in badges)


def _clause_text(hit: Hit, words: Words) -> str:
    windows = excerpt(hit.text, [fact.span for fact in hit.facts] or hit.highlights, SHOWN)
    shown = "<i>…</i>".join(told(hit, window, words) for window in windows)
    before = "<i>…</i>" if windows[0][0] > 0 else ""
    after = "<i>…</i>" if windows[-1][1] < len(hit.text) else ""
    body = f'<blockquote class="text" lang="zh-CN">{before}{shown}{after}</blockquote>'
    if windows == ((0, len(hit.text)),):
        return body
    whole = told(hit, (0, len(hit.text)), words)
    return (
        f'{body}<details class="whole"><summary>{text(words.whole_text)}</summary>'
        f'<blockquote class="text" lang="zh-CN">{whole}</blockquote></details>'
    )


def _copy_buttons(hit: Hit, words: Words) -> str:
    buttons = [_copy_button(hit.citation, words.copy_clause, words)]
    # A clause that is one paragraph is cited as a whole: it has no 第一款 to speak of.
    if hit.passage is not None and hit.passage_citation is not None and len(hit.row.clause.passages) > 1:
        below = hit.passage.locator.removeprefix(hit.row.clause.locator)
        label = words.copy_passage.format(below=below)
        buttons.append(_copy_button(hit.passage_citation, label, words))
    return "".join(buttons)


def _copy_button(citation: str, label: str, words: Words) -> str:
    return (
        f'<button type="button" class="button copy" data-copy="{text(citation)}" '
        f'data-copied="{text(words.copied)}" title="{text(citation)}">{text(label)}</button>'
    )


def _details(hit: Hit, words: Words) -> str:
    source = hit.row.document.issue.source_name
    rows = [(words.source, f"{source} · {lines_of(hit.row.clause, words)}")]
    if hit.why:
        rows.append((words.why, why_of(hit.why, words)))
    listed = "".join(f"<dt>{text(name)}</dt><dd>{text(value)}</dd>" for name, value in rows)
    return f'<details class="more"><summary>{text(words.details)}</summary><dl>{listed}</dl></details>'


def document(about: DocumentRow, rows: Sequence[ClauseRow], found: str, words: Words) -> str:
    """Return a document to read in place; the clause whose id is ``found`` is marked."""
    issue = about.issue.issue
    facts = [
        about.number,
        about.issuer and words.by_issuer.format(issuer=about.issuer),
        about.date,
        issue and issue_name(issue, words),
    ]
    line = " · ".join(text(fact) for fact in facts if fact)
    body = "".join(
        _part(title, list(part), found, words)
        for title, part in groupby(rows, key=lambda row: row.clause.title)
    )
    return _reader(
        f'<h2 id="reader-title" lang="zh-CN">{text(about.title)}</h2><p class="place">{line}</p>',
        body,
        found,
        words,
    )


def no_document(words: Words) -> str:
    """Return what stands in place of a document whose clause is gone."""
    return _reader(f'<h2 id="reader-title">{text(words.no_such_clause)}</h2>', "", "", words)


def _reader(head: str, body: str, found: str, words: Words) -> str:
    return (
        '<div class="shade" data-close></div><section class="reader" role="dialog" '
        f'aria-modal="true" aria-labelledby="reader-title" tabindex="-1" data-found="{text(found)}"><header>'
        f'<button type="button" class="button close" data-close>{text(words.close)}</button>'
        f'{head}</header><div class="body" lang="zh-CN">{body}</div></section>'
    )


def _part(title: str, rows: Sequence[ClauseRow], found: str, words: Words) -> str:
    """Return the clauses of one part under its title, each heading said once."""
    out = [f'<h3 class="part">{text(title)}</h3>']
    above: tuple[str, ...] = ()
    for row in rows:
        headings = row.clause.headings
        same = 0
        while same < min(len(above), len(headings)) and above[same] == headings[same]:
            same += 1
        for depth, heading in enumerate(headings[same:], start=same):
            out.append(f'<h4 class="depth-{min(depth, 4)}">{text(heading)}</h4>')
        above = headings
        out.append(_read_clause(row, row.clause.id == found, words))
    return "".join(out)


def _read_clause(row: ClauseRow, hit: bool, words: Words) -> str:
    opening = f'<div class="clause hit" aria-label="{text(words.this_clause)}">' if hit else ""
    return (
        f"{opening or '<div class=clause>'}<p>{text(row.clause.text)}</p>"
        f"{_copy_button(cite_row(row), words.copy_clause, words)}</div>"
    )
