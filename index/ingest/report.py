"""What a run of the job did: counts, problems, and what was set aside."""

from __future__ import annotations

from dataclasses import dataclass

from index.catalog.rows import ProblemRow, SetAsideRow


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
