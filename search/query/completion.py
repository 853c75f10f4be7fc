"""Complete a document number that is quoted by its year and serial: 〔2025〕35号, 35号文件.

Which documents that can be, the home knows: its own and those that its clauses mention.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.numbers import find_numbers, find_partial_number
from index import Home
from index.store import RetrievalQuery

_MOST = 12  # documents that one serial is taken to mean; all years have a 1号
_MENTIONING = 50


def complete_numbers(home: Home, text: str) -> tuple[str, str | None]:
    """Put the whole numbers for the first partial one of a question: (question, what is not here).

    The question comes back as it is where it has none, or one that nothing here is called.
    """
    found = find_partial_number(text)
    if found is None:
        return text, None
    year, serial, (start, end) = found
    tail = f"〔{year}〕{serial}号" if year else f"〕{serial}号"
    numbers = list(dict.fromkeys(_with_tail(home, tail, year)))
    if numbers:
        return f"{text[:start]} {' '.join(numbers[:_MOST])} {text[end:]}", None
    return text, tail if year else None


def _with_tail(home: Home, tail: str, year: str) -> Iterator[str]:
    """Yield the numbers that end so: of the documents, newest first, then those only mentioned."""
    rows = sorted(home.catalog.documents(), key=lambda row: (row.date or "", row.id), reverse=True)
    yield from (row.number for row in rows if row.number.endswith(tail))
    if not year:  # of all years too many are mentioned
        return
    mentioning = home.lexical.search(RetrievalQuery(phrases=(tail,)), _MENTIONING)
    for _, row in sorted(home.catalog.clauses(one.rowid for one in mentioning).items()):
        yield from (number for number, _ in find_numbers(row.clause.text) if number.endswith(tail))
