"""Document numbers without the code of who issued them: 〔2025〕35号, 2025年35号, 35号文件.

People quote a number by its year and serial. Which documents that can be, the home knows: its own
and those that its clauses mention.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from corpus.numbers import find_numbers
from corpus.records import Span
from index import Home
from index.lexical.query import LexicalQuery

_YEAR = r"(?P<year>(?:19|20)\d{2})"
_SERIAL = r"第?\s*(?P<serial>[1-9]\d{0,3})\s*号"
_WORD = r"(?:文件|文|令|通知|公告|通告|决定|意见|批复|规定|办法)"
_FORMS = (
    # 〔2025〕35号, [2025]35, （2025）第35号: brackets around a year need no more
    re.compile(
        rf"[〔\[(【]\s*{_YEAR}\s*年?\s*[〕\])】]\s*第?\s*(?P<serial>[1-9]\d{{0,3}})(?:\s*号(?!\w*[线楼院]))?(?![\d.])"
    ),
    # 2025年35号, 2025年第35号文件; not 2025年2号线
    re.compile(rf"(?<!\d){_YEAR}\s*年\s*{_SERIAL}(?={_WORD}|[^\w]|$|[是的有在被和还])"),
    # 35号文件, 第35号令, 35号文; not 35号楼
    re.compile(rf"(?<![\d.年月])(?P<year>){_SERIAL}{_WORD}"),
    # document no. 35 of 2025, notice No.35 (2025)
    re.compile(
        r"\b(?:document|circular|notice|order|decree|opinion)s?\s+(?:no\.?|number|#)\s*(?P<serial>[1-9]\d{0,3})\b"
        rf"(?:\s*(?:of|,|/|\(|\[)?\s*{_YEAR}\b[)\]]?)?",
        re.IGNORECASE,
    ),
)
_MOST = 12  # documents that one serial is taken to mean; all years have a 1号
_MENTIONING = 50


def complete_numbers(home: Home, text: str) -> tuple[str, str | None]:
    """Put the whole numbers for the first partial one of a question: (question, what is not here).

    The question comes back as it is where it has none, or one that nothing here is called.
    """
    found = _find(text)
    if found is None:
        return text, None
    year, serial, (start, end) = found
    tail = f"〔{year}〕{serial}号" if year else f"〕{serial}号"
    numbers = list(dict.fromkeys(_with_tail(home, tail, year)))
    if numbers:
        return f"{text[:start]} {' '.join(numbers[:_MOST])} {text[end:]}", None
    return text, tail if year else None


def _find(text: str) -> tuple[str, str, Span] | None:
    if find_numbers(text):
        return None
    flat = "".join(unicodedata.normalize("NFKC", char)[:1] or char for char in text)  # keeps offsets
    for form in _FORMS:
        if match := form.search(flat):
            return match["year"] or "", match["serial"], match.span()
    return None


def _with_tail(home: Home, tail: str, year: str) -> Iterator[str]:
    """Yield the numbers that end so: of the documents, newest first, then those only mentioned."""
    rows = sorted(home.catalog.documents(), key=lambda row: (row.date or "", row.id), reverse=True)
    yield from (row.number for row in rows if row.number.endswith(tail))
    if not year:  # of all years too many are mentioned
        return
    mentioning = home.lexical.search(LexicalQuery(phrases=(tail,)), _MENTIONING)
    for _, row in sorted(home.catalog.clauses(rowid for rowid, _ in mentioning).items()):
        yield from (number for number, _ in find_numbers(row.clause.text) if number.endswith(tail))
