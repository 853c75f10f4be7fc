"""Make a clause's text HTML: escaped, its highlights and facts marked, its references links.

All HTML of the page escapes through :func:`text`, here and nowhere else.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from corpus.facts import Fact
from corpus.records import Span
from search.status.cross_references import Link
from view.excerpt import runs
from view.messages import Words


def text(value: object) -> str:
    """Return a value as HTML text, safe in an attribute too."""
    return html.escape(str(value), quote=True)


def prose(
    clause: str,
    window: Span,
    words: Words,
    *,
    highlights: Iterable[Span] = (),
    facts: Sequence[Fact] = (),
    links: Sequence[Link] = (),
) -> str:
    """Return a span of a clause: links around the phrases that answer, and these around the highlights."""
    lit = list(highlights)
    ends = {link.reference.span[1]: link for link in links if _leads(link)}
    out = []
    for (start, end), is_link in runs(window, [link.reference.span for link in ends.values()]):
        inner = _told(clause, (start, end), words, lit, facts)
        link = next((one for stop, one in sorted(ends.items()) if end <= stop), None) if is_link else None
        out.append(_anchor(inner, link, words) if link else inner)
    return "".join(out)


def _leads(link: Link) -> bool:
    """Tell if a reference leads anywhere: to a clause, or to what can be asked for by its name."""
    reference = link.reference
    return link.clause is not None or bool(not reference.is_own and (reference.number or reference.title))


def _anchor(inner: str, link: Link, words: Words) -> str:
    if link.clause is not None:
        uid = link.clause.clause.id
        target = urlencode({"open": uid})
        return f'<a class="ref" href="?{text(target)}" data-open="{text(uid)}">{inner}</a>'
    reference = link.reference
    name = reference.number or f"《{reference.title}》"
    asked = name + "".join(reference.locators[:1])
    outside = f' title="{text(words("validity.not_held"))}"' if link.is_outside else ""
    kind = "ref outside" if link.is_outside else "ref"
    target = urlencode({"q": asked})
    return f'<a class="{kind}" href="?{text(target)}" data-ask="{text(asked)}"{outside}>{inner}</a>'


def _told(clause: str, window: Span, words: Words, highlights: Iterable[Span], facts: Sequence[Fact]) -> str:
    """Return text with the phrases that answer in ``<mark class="fact">``, highlights in ``<mark>``."""
    titles = {fact.span[1]: words(f"fact.{fact.kind}") for fact in facts}
    out = []
    for span, is_fact in runs(window, [fact.span for fact in facts]):
        inner = _marked(clause, span, highlights)
        title = next((name for end, name in titles.items() if span[1] <= end), "") if is_fact else ""
        out.append(f'<mark class="fact" title="{text(title)}">{inner}</mark>' if is_fact else inner)
    return "".join(out)


def _marked(clause: str, window: Span, highlights: Iterable[Span]) -> str:
    return "".join(
        f"<mark>{text(clause[start:end])}</mark>" if mark else text(clause[start:end])
        for (start, end), mark in runs(window, highlights)
    )
