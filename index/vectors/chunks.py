"""What of a clause is embedded: the one place that decides which text a vector stands for."""

from __future__ import annotations

from corpus.records import Clause

#: Raise it with every change after which a clause gets other texts: a home of another version is embedded anew.
CHUNKS_VERSION = 1

#: A clause of more characters than this also gets a vector for each of its passages.
LONG = 200

#: The passage number of the vector of a whole clause.
WHOLE = -1


def embedded_texts(clause: Clause) -> list[tuple[int, str]]:
    """Return (passage number or WHOLE, text to embed) for each vector that a clause gets.

    A clause is embedded with its title and headings before it, because an article rarely repeats
    what it is about: 《信息化项目管理办法》第三章 项目实施 + 变更须经…. A passage of a long clause
    gets the same context, so that a 款 or 项 is found by itself.
    """
    context = " ".join((clause.title, *clause.headings))
    texts = [(WHOLE, _joined(context, clause.text))]
    if len(clause.text) > LONG and len(clause.passages) > 1:
        for number, passage in enumerate(clause.passages):
            start, end = passage.span
            texts.append((number, _joined(context, clause.text[start:end])))
    return texts


def _joined(context: str, text: str) -> str:
    return f"{context} {text}".strip()
