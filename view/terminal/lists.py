"""What ``gongbao list`` prints for people: a line or two for each issue, document, event or problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from view.messages import say
from view.places import issue_name
from view.terminal.layout import Terminal
from view.terminal.status import event_lines

if TYPE_CHECKING:
    from search.library import Documents, Events, Issues, Problems


def issue_lines(found: Issues, terminal: Terminal) -> Iterator[str]:
    """Yield a line for each: its key, its name and its file."""
    if not found.rows:
        yield say("outcome.nothing_indexed")
    for row in found.rows:
        name = issue_name(row.issue, terminal.words) if row.issue else ""
        yield from terminal.paragraph(" · ".join(filter(None, (row.key, name, row.source_name))), later="   ")
    if found.missing:
        names = (issue_name(issue, terminal.words) for issue in found.missing)
        yield from terminal.paragraph(
            say("holdings.missing", issues=terminal.words("place.comma").join(names))
        )


def document_lines(found: Documents, terminal: Terminal) -> Iterator[str]:
    """Yield two lines for each: its title; its number, date and place."""
    if not found.rows:
        yield say("outcome.nothing_indexed")
    for row in found.rows:
        yield from terminal.document_line(row)


def problem_lines(found: Problems, terminal: Terminal) -> Iterator[str]:
    """Yield a line for each problem, with its file and line."""
    if not found.rows and not found.set_aside:
        yield say("outcome.no_problems")
    for row in found.rows:
        yield from terminal.paragraph(f"{row.source}:{row.line}: {row.what}", later="   ")
    yield from terminal.all_set_aside(found.set_aside)


def all_event_lines(found: Events, terminal: Terminal) -> Iterator[str]:
    """Yield the lines of each event."""
    if not found.rows:
        yield say("outcome.no_events")
    for row in found.rows:
        yield from event_lines(terminal, row, named=True)


#: What lays out a list, by what is listed.
LINES: Mapping[str, Callable[[Any, Terminal], Iterator[str]]] = {
    "issues": issue_lines,
    "documents": document_lines,
    "events": all_event_lines,
    "problems": problem_lines,
}
