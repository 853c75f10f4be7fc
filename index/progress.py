"""How long work tells how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Be called with a phase (``reading``, then the names of the stores), and how much of it is done.

    ``reading`` counts files, the others clauses. ``total`` is known from the first call of a phase.
    """

    def __call__(self, phase: str, done: int, total: int) -> None:
        """Show it."""


def silent(phase: str, done: int, total: int) -> None:
    """Show nothing."""
