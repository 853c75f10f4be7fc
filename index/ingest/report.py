"""What a run of the job did: counts, problems, and what was set aside."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.catalog.rows import ProblemRow, SetAsideRow


@dataclass(slots=True)
class Tally:
    """Count while a run goes on; :meth:`report` freezes it."""

    issues: int = 0
    documents: int = 0
    clauses: int = 0
    unchanged: int = 0
    problems: list[ProblemRow] = field(default_factory=list)
    set_aside: list[SetAsideRow] = field(default_factory=list)

    def report(self) -> RunReport:
        """Return the frozen result."""
        return RunReport(
            self.issues,
            self.documents,
            self.clauses,
            self.unchanged,
            tuple(self.problems),
            tuple(self.set_aside),
        )


@dataclass(frozen=True, slots=True)
class RunReport:
    """Tell what one run did. ``issues``, ``documents`` and ``clauses`` were taken in or replaced.

    ``unchanged`` counts the files whose content was there already; ``problems`` are those of the
    files taken in by this run.
    """

    issues: int
    documents: int
    clauses: int
    unchanged: int
    problems: tuple[ProblemRow, ...]
    set_aside: tuple[SetAsideRow, ...]
