"""Names that documents define: 民用无人驾驶航空器（以下简称无人机）. Who asks for one finds the other, too.

Read from the clauses that define, when a question comes; like other aliases they only add words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.references.short_names import find_short_names
from corpus.text import match_form
from index import Home
from index.store import RetrievalQuery
from search.query.aliases import Alias
from search.query.parse import Query

_NAME = re.compile(r"(?:《(?P<title>[^《》]{4,60})》|(?P<full>[\u4e00-\u9fff]{3,40}))$")
_SHORT = re.compile(r"[\u4e00-\u9fff]{2,15}")
_WORDS = ("以下简称", "以下统称")  # by which the index finds the clauses that define
# What stands before a name in a sentence: 为了规范民用无人驾驶航空器, 由州政务服务局, 对建设项目.
_BEFORE = re.compile(
    r"为了|规范|加强|保障|促进|根据|依据|依照|按照|适用于|从事|是指|包括|[由向报经对在将与的及于]"
)
_LEAST = 3  # characters of a full name
_DEFINING = 20  # clauses that define, nearest to the question


def short_names(home: Home, query: Query) -> tuple[Alias, ...]:
    """Return the names in a question that a document here gives another name."""
    if not query.words or not any("\u4e00" <= char <= "\u9fff" for char in query.rest):
        return ()
    wanted = RetrievalQuery(query.words, phrases=("以下简称",))
    rows = home.catalog.clauses(one.rowid for one in home.lexical.search(wanted, _DEFINING))
    asked = match_form(query.rest)
    found: dict[str, Alias] = {}
    for _, row in sorted(rows.items()):
        for full, short in definitions(row.clause.text):
            for name, other in ((full, short), (short, full)):
                if name in asked and other not in asked:
                    found.setdefault(name, Alias(name, (other,)))
    return tuple(found.values())


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Yield (full name, short name), in match form, for each short name that a text defines.

    A full name outside 《》 begins after the last word that can't be part of one. A short name that is
    a piece of the full one (产品 of 工业产品) is left out: it finds the other by itself, and is a word of its own.
    """
    for one in find_short_names(text):
        match = _NAME.search(text, max(0, one.opening - 62), one.opening)
        if not match or one.lead or one.word not in _WORDS or not _SHORT.fullmatch(one.short):
            continue
        full = match["title"] or _BEFORE.split(match["full"])[-1]
        if len(full) >= _LEAST and len(full) > len(one.short) and one.short not in full:
            yield match_form(full), match_form(one.short)
