"""Choose which part of a long clause to show, and cut text into marked and plain runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

Span = tuple[int, int]

_STOPS = "。；！？;!?\n"


def excerpt(text: str, highlights: Sequence[Span], limit: int) -> tuple[Span, ...]:
    """Return the spans of ``text`` to show, at most about ``limit`` characters in all.

    The windows lie around the highlights, the first ones first, and grow to the beginning of
    their sentence where that is near. A text that is short enough is shown whole.
    """
    if len(text) <= limit:
        return ((0, len(text)),)
    marks = [mark for mark in sorted(highlights) if mark[0] < mark[1] <= len(text)]
    if not marks:
        return ((0, limit),)
    windows: list[Span] = []
    room = limit
    for start, end in marks:
        if windows and end <= windows[-1][1]:
            continue
        share = max(limit // 3, end - start + 20)
        begin = _sentence_start(text, start, share // 2)
        window = (begin, min(len(text), max(end, begin + min(share, room))))
        if windows and window[0] <= windows[-1][1] + 8:
            window = (windows[-1][0], max(windows[-1][1], window[1]))
            windows[-1] = window
        else:
            windows.append(window)
        room = limit - sum(end - start for start, end in windows)
        if room < limit // 6:
            break
    start, end = windows[-1]
    windows[-1] = (start, min(len(text), end + max(0, room)))
    return tuple(windows)


def _sentence_start(text: str, position: int, reach: int) -> int:
    """Return where the sentence of ``position`` begins, but no more than ``reach`` before it."""
    floor = max(0, position - reach)
    for at in range(position - 1, floor - 1, -1):
        if text[at] in _STOPS:
            return at + 1
    return floor


def runs(window: Span, highlights: Iterable[Span]) -> Iterator[tuple[Span, bool]]:
    """Yield the span ``window`` cut into runs that are marked (True) or plain (False)."""
    at, stop = window
    for start, end in sorted(highlights):
        start, end = max(start, at), min(end, stop)
        if start >= end:
            continue
        if at < start:
            yield (at, start), False
        yield (start, end), True
        at = end
    if at < stop:
        yield (at, stop), False
