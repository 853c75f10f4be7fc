"""What a question means over a home: its numbers made whole, its misspellings heard, its short names known."""

from __future__ import annotations

from dataclasses import replace

from index import Home
from search.answer.notes import note
from search.query.completion import complete_numbers
from search.query.parse import LONGEST, Query, analyse
from search.query.pinyin import PinyinMatcher
from search.query.short_names import short_names


class Understanding:
    """Take questions apart with what a home knows. May serve many threads."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._pinyin = PinyinMatcher(home)

    def of(self, text: str) -> tuple[Query, list[str]]:
        """Return the query, and what is to be said of it. Odd questions never raise."""
        query, unknown = self._analyse(text)
        notes = [note("missing", query, name=unknown)] if unknown else []
        query, heard = self._hear(query)
        query = self._with_short_names(query)
        notes += [note("heard", query, asked=asked, heard=found) for asked, found in heard]
        notes += [note("cut", query, most=LONGEST)] if query.cut else []
        return query, notes

    def _analyse(self, text: str) -> tuple[Query, str | None]:
        """Take a question apart, its partial document number made whole; the number if none is here."""
        cutter = self._home.tokenizer.query_words
        query = analyse(text, cutter)
        if query.numbers:
            return query, None
        whole, unknown = complete_numbers(self._home, query.text)
        if whole == query.text:
            return query, unknown
        return replace(analyse(whole, cutter), text=query.text, cut=query.cut), None

    def _hear(self, query: Query) -> tuple[Query, list[tuple[str, str]]]:
        """Put what was meant for what stands nowhere, unless something exact was asked for."""
        if query.numbers or query.phrases or query.titles or not (heard := self._pinyin.meant(query)):
            return query, []
        text = query.text
        for typed, word in heard:
            text = text.replace(typed, word)
        meant = analyse(text, self._home.tokenizer.query_words)
        return replace(meant, text=query.text, cut=query.cut), heard

    def _with_short_names(self, query: Query) -> Query:
        """Add the other names that documents here give to what a question names."""
        names = short_names(self._home, query)
        cutter = self._home.tokenizer.query_words
        words = (word for one in names for other in one.others for word in cutter(other))
        also = dict.fromkeys((*query.also, *(word for word in words if word not in query.words)))
        return replace(query, aliases=query.aliases + names, also=tuple(also))
