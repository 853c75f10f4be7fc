"""Show on a terminal how far a long command is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from view.messages import spoken

if TYPE_CHECKING:
    from tqdm import tqdm

    from index.progress import Progress


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Yield what the library reports its progress to: a bar on a terminal, elsewhere nothing."""
    if not sys.stderr.isatty():
        from index.progress import silent

        yield silent
        return
    from tqdm import tqdm

    names = spoken().section("phase")  # a store may have no word of its own
    bars: dict[str, tqdm[Any]] = {}

    def show(phase: str, done: int, total: int) -> None:
        if phase not in bars:
            _close(bars)
            bars[phase] = tqdm(desc=names.get(phase, phase), total=total, leave=False, dynamic_ncols=True)
        bars[phase].update(done - bars[phase].n)

    try:
        yield show
    finally:
        _close(bars)


def _close(bars: dict[str, tqdm[Any]]) -> None:
    for bar in bars.values():
        bar.close()
    bars.clear()
