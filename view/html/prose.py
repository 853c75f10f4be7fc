"""Cut a clause's text into what a template draws: its references as links, its phrases and highlights marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from corpus.facts import Fact
from corpus.records import Span
from index.catalog.rows import ClauseRow
from search.status.cross_references import Link
from view.excerpt import runs
from view.html.drawing import Html, draw
from view.messages import Words

Named = TypeVar("Named")


@dataclass(frozen=True, slots=True)
class _Target:
    """Hold where a reference leads: to a clause, or to the question that asks for what it names."""

    clause: ClauseRow | None
    asked: str
    is_outside: bool


def prose(
    clause: str,
    window: Span,
    words: Words,
    *,
    highlights: Iterable[Span] = (),
    facts: Sequence[Fact] = (),
    links: Sequence[Link] = (),
) -> Html:
    """Return a span of a clause: links around the phrases that answer, and these around the highlights."""
    lit = list(highlights)
    targets = [(link.reference.span, target) for link in links if (target := _target(link))]
    drawn = [
        (target, [(title, list(_pieces(clause, part, lit))) for part, title in _phrases(span, words, facts)])
        for span, target in _within(window, targets)
    ]
    return Html(draw("prose", runs=drawn, words=words))


def _target(link: Link) -> _Target | None:
    """Return where a reference leads, None where it leads nowhere: it names nothing that can be asked for."""
    reference = link.reference
    if link.clause is None and (reference.is_own or not (reference.number or reference.title)):
        return None
    name = reference.number or f"《{reference.title}》"
    return _Target(link.clause, name + "".join(reference.locators[:1]), link.is_outside)


def _phrases(window: Span, words: Words, facts: Sequence[Fact]) -> Iterator[tuple[Span, str]]:
    named = [(fact.span, words(f"fact.{fact.kind}")) for fact in facts]
    return ((span, title or "") for span, title in _within(window, named))


def _within(window: Span, named: Sequence[tuple[Span, Named]]) -> Iterator[tuple[Span, Named | None]]:
    """Yield the runs of a window, each with what is named by the span that it lies in."""
    ends = {span[1]: name for span, name in named}
    for run, is_named in runs(window, [span for span, _ in named]):
        end = next((end for end in sorted(ends) if run[1] <= end), None) if is_named else None
        yield run, None if end is None else ends[end]


def _pieces(clause: str, window: Span, highlights: Iterable[Span]) -> Iterator[tuple[str, bool]]:
    return ((clause[start:end], is_lit) for (start, end), is_lit in runs(window, highlights))
