"""The contract with programs: what every command prints as JSON, as typed records.

Each module holds the records of some commands, and the functions that fill them with what the library answers;
``docs/schemas`` is made from the records. Days are ISO 8601. A new key stands in one record, and in the function
that fills it where what was found has no attribute of that name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from msgspec import to_builtins

from web.wire import answers, check, home, people


class Command(NamedTuple):
    """Hold the type of what a command prints, and what makes it."""

    printed: Any
    fill: Callable[..., Any]


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "backup": Command(home.Backup, home.Backup),
        "check": Command(check.Check, check.check),
        "evaluate": Command(home.Evaluation, home.evaluation),
        "index": Command(home.Run, home.run),
        "list documents": Command(home.Documents, home.documents),
        "list events": Command(home.Events, home.events),
        "list issues": Command(home.Issues, home.issues),
        "list problems": Command(home.Problems, home.problems),
        "people": Command(people.People, people.people),
        "remove": Command(home.Removed, home.Removed),
        "search": Command(answers.Answer, answers.answer),
        "show": Command(answers.Shown, answers.shown),
        "status": Command(answers.Standing, answers.standing),
        "verify": Command(home.Verified, home.verified),
    }
)


def builtins_of(command: str, *found: object) -> Any:
    """Return what a command prints as JSON, as objects and lists of the language."""
    return to_builtins(COMMANDS[command].fill(*found))
