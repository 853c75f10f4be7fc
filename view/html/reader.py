"""Make the HTML of a document that is read in place: its validity, its clauses, who cites them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from urllib.parse import urlencode

from corpus.cite import name_document
from corpus.references.resolve import Reference
from index.catalog.rows import ClauseRow, DocumentRow
from search.status.cross_references import Link
from search.status.proofs import Proof, cite_row
from search.status.report import StatusReport
from search.status.versions import Version
from view.html.prose import prose, text
from view.places import issue_name
from view.terminal.status import target_of
from view.words import EN, Words

_SHOWN = 12  # events and citing clauses that are listed; a list of repeals has hundreds


def document(
    about: DocumentRow,
    rows: Sequence[ClauseRow],
    found: str,
    words: Words,
    *,
    report: StatusReport | None = None,
    cited: StatusReport | None = None,
    links: Mapping[int, Sequence[Link]] | None = None,
) -> str:
    """Return a document to read in place; the clause whose id is ``found`` is marked.

    ``report`` tells what became of it, ``cited`` who cites the clause that was found.
    """
    issue = about.issue.issue
    facts = [
        about.number,
        about.issuer and words.by_issuer.format(issuer=about.issuer),
        about.date,
        issue and issue_name(issue, words),
    ]
    line = " · ".join(text(fact) for fact in facts if fact)
    head = f'<h2 id="reader-title" lang="zh-CN">{text(about.title)}</h2><p class="place">{line}</p>'
    body = "".join(
        _part(title, list(part), found, words, links or {}, cited)
        for title, part in groupby(rows, key=lambda row: row.clause.title)
    )
    return _dialog(head, (validity(report, words) if report else "") + body, found, words)


def no_document(words: Words) -> str:
    """Return what stands in place of a document whose clause is gone."""
    return _dialog(f'<h2 id="reader-title">{text(words.no_such_clause)}</h2>', "", "", words)


def _dialog(head: str, body: str, found: str, words: Words) -> str:
    return (
        '<div class="shade" data-close></div><section class="reader" role="dialog" '
        f'aria-modal="true" aria-labelledby="reader-title" tabindex="-1" data-found="{text(found)}"><header>'
        f'<button type="button" class="button close" data-close>{text(words.close)}</button>'
        f'{head}</header><div class="body" lang="zh-CN">{body}</div></section>'
    )


def status_badge(status: str, words: Words) -> str:
    """Return the badge of a status; what it means is told by a word, not by its colour alone."""
    kind = text(words.status_kinds.get(status, "unknown"))
    return f'<span class="badge status {kind}">{text(words.statuses[status])}</span>'


def validity(report: StatusReport, words: Words) -> str:
    """Return what became of a document: status, proof, events, chain of versions, notes."""
    standing = report.standing
    day = text(words.as_of.format(day=standing.as_of))
    notes = "".join(
        f"<li>{text(english if words is EN else chinese)}</li>" for english, chinese in report.notes
    )
    others = [one for one in report.events if one != report.proof]
    return (
        f'<section class="validity"><p>{status_badge(standing.status, words)}<span class="as-of">{day}</span></p>'
        + (f'<ul class="events">{_event(report.proof, words)}</ul>' if report.proof else "")
        + _folded(words.changes, [_event(one, words) for one in others])
        + _folded(words.chain, [_version(one, words) for one in report.versions], opened=True)
        + _folded(
            words.acts.format(total=len(report.acts)), [_event(one, words, named=True) for one in report.acts]
        )
        + _cited(report, words)
        + (f'<ul class="notes">{notes}</ul>' if notes else "")
        + "</section>"
    )


def _folded(title: str, items: Sequence[str], *, opened: bool = False) -> str:
    if not items:
        return ""
    more = f"<li>… {len(items) - _SHOWN}</li>" if len(items) > _SHOWN else ""
    state = " open" if opened else ""
    listed = "".join(items[:_SHOWN])
    return f'<details{state}><summary>{text(title)}</summary><ul class="events">{listed}{more}</ul></details>'


def _event(proof: Proof, words: Words, *, named: bool = False) -> str:
    event = proof.row.event
    head = " ".join(filter(None, (words.event(event.kind), event.date or "", event.who)))
    target = f" {target_of(proof) if named else ''.join(event.locators)}" if not event.is_own else ""
    changed = "".join(
        f"<p><b>{text(label)}</b> {text(said)}</p>"
        for label, said in ((words.old, proof.words("old")), (words.new, proof.words("new")))
        if said
    )
    source = text(proof.citation)
    if proof.clause is not None:
        source = clause_link(proof.clause)
    return (
        f'<li><b>{text(head)}</b><span lang="zh-CN">{text(target)}</span>'
        f'<q lang="zh-CN">{text(" ".join(event.text.split()))}</q> {source}{changed}</li>'
    )


def clause_link(row: ClauseRow, label: str = "") -> str:
    """Return a link that opens a clause in its document, its citation as the label."""
    target = urlencode({"open": row.clause.id})
    return (
        f'<a class="ref" href="?{text(target)}" data-open="{text(row.clause.id)}">'
        f"{text(label or cite_row(row))}</a>"
    )


def _version(version: Version, words: Words) -> str:
    name = name_document(version.number, version.title)
    facts = [version.date or "", "" if version.is_held else words.not_held]
    said = " · ".join(text(fact) for fact in facts if fact)
    asked = urlencode({"q": version.number or name_document("", version.title)})
    label = (
        f"<b>{text(name)}</b>"
        if version.is_asked
        else f'<a class="ref" href="?{text(asked)}">{text(name)}</a>'
    )
    badge = status_badge(version.status, words) if version.status else ""
    return f'<li lang="zh-CN">{label} <span class="as-of">{said}</span> {badge}</li>'


def _of_clause(report: StatusReport, words: Words) -> str:
    """Return what happens to the clause alone, and who cites it."""
    alone = [one for one in report.events if one.row.event.locators]
    listed = "".join(_event(one, words) for one in alone[:_SHOWN])
    told = (
        f'<p>{status_badge(report.standing.status, words)}</p><ul class="events">{listed}</ul>'
        if alone
        else ""
    )
    return f'<div class="validity">{told}{cited}</div>' if (cited := _cited(report, words)) or told else ""


def _cited(report: StatusReport, words: Words) -> str:
    title = words.cited.format(total=report.cited_by.total)
    return _folded(title, [_citing(row, one) for row, one in report.cited_by.rows])


def _citing(row: ClauseRow, reference: Reference) -> str:
    return f'<li lang="zh-CN">{clause_link(row)} <q>{text(reference.text)}</q></li>'


def _part(
    title: str,
    rows: Sequence[ClauseRow],
    found: str,
    words: Words,
    links: Mapping[int, Sequence[Link]],
    cited: StatusReport | None,
) -> str:
    """Return the clauses of one part under its title, each heading said once."""
    out = [f'<h3 class="part">{text(title)}</h3>']
    above: tuple[str, ...] = ()
    for row in rows:
        out += _new_headings(above, row.clause.headings)
        above = row.clause.headings
        is_found = row.clause.id == found
        after = _of_clause(cited, words) if cited and is_found else ""
        out.append(_clause(row, is_found, words, links.get(row.rowid, ()), after))
    return "".join(out)


def _new_headings(above: Sequence[str], headings: Sequence[str]) -> Iterator[str]:
    same = 0
    while same < min(len(above), len(headings)) and above[same] == headings[same]:
        same += 1
    for depth, heading in enumerate(headings[same:], start=same):
        yield f'<h4 class="depth-{min(depth, 4)}">{text(heading)}</h4>'


def _clause(row: ClauseRow, hit: bool, words: Words, links: Iterable[Link], after: str) -> str:
    kind = f'clause hit" aria-label="{text(words.this_clause)}' if hit else "clause"
    said = prose(row.clause.text, (0, len(row.clause.text)), words, links=list(links))
    return (
        f'<div class="{kind}" data-clause="{text(row.clause.id)}"><p>{said}</p>'
        f"{copy_button(cite_row(row), words.copy_clause, words)}{after}</div>"
    )


def copy_button(citation: str, label: str, words: Words) -> str:
    """Return a button that copies a citation."""
    return (
        f'<button type="button" class="button copy" data-copy="{text(citation)}" '
        f'data-copied="{text(words.copied)}" title="{text(citation)}">{text(label)}</button>'
    )
