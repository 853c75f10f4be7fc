"""The script by which a shell completes the words of the command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from view.arguments import build_parser


def completion_script(shell: str) -> str:
    """Return what bash or zsh reads to complete commands, options and paths, with help where it shows any."""
    import shtab

    paths = {"PATH": shtab.FILE, "FILE": shtab.FILE, "DRAFT": shtab.FILE}
    paths |= dict.fromkeys(("DIR", "FOLDER", "MODEL"), shtab.DIRECTORY)
    parser = build_parser()
    for action in _actions(parser):
        if action.metavar in paths:
            action.complete = paths[action.metavar]  # type: ignore[attr-defined]  # where shtab looks for it
    return shtab.complete(parser, shell)


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield the arguments of a parser and of its commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
