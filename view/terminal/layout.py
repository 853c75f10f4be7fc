"""Lay out clauses, documents and lists for a terminal, where a Chinese character is two wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from view.entry import event_entry, hit_entry
from view.excerpt import Span, excerpt, runs
from view.messages import Words, say
from view.places import place_of

if TYPE_CHECKING:
    from index.catalog.rows import ClauseRow, DocumentRow, SetAsideRow
    from index.ingest.report import RunReport
    from search.answer.hits import Answer, Hit
    from search.status.documents import Shown
    from search.status.proofs import Proof
    from search.status.standing import Standing

SHOWN = 240  # characters of a clause in a list of hits
_NOT_FIRST = "，。；：！？、）〕】》”’…—％%),.;:!?]}"
_INDENT = "   "
# Escape sequences in a source must not reach the terminal: they show as symbols, ␛ and the like.
_VISIBLE = {code: 0x2400 + code for code in range(32)} | {9: 0x20, 10: 0x0A, 127: 0x2421}
_VISIBLE |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)


class Terminal:
    """Know how wide the lines are, whether they may be bold, and in which language to speak."""

    def __init__(self, words: Words, width: int, bold: bool) -> None:
        self.words = words
        self.width = max(40, min(width, 100))
        self.bold = bold

    def answer(self, answer: Answer) -> Iterator[str]:
        """Yield the lines of a ranked answer."""
        yield from answer.notes
        if not answer.hits:
            yield say("outcome.nothing")
            return
        for hit in answer.hits:
            yield from self.hit(hit)
            yield ""
        yield say("outcome.found", shown=len(answer.hits), total=answer.total, took=f"{answer.took_ms:.1f}")

    def hit(self, hit: Hit) -> Iterator[str]:
        """Yield the lines of one hit: citation, place, headings, the text around its highlights."""
        entry = hit_entry(hit, self.words)
        yield from self.paragraph(f"{hit.rank}. {hit.citation}", later=_INDENT)
        where = (entry.place, entry.lines, entry.status)
        yield from self.paragraph(" · ".join(filter(None, where)), _INDENT)
        if hit.proof and not hit.proof.row.event.is_own:
            yield from self.ended(hit.proof)
        for correction in hit.corrections:
            yield from self.ended(correction)
        if entry.headings:
            yield from self.paragraph(" › ".join(entry.headings), _INDENT)
        facts = [fact.span for fact in hit.facts]
        windows = excerpt(hit.text, facts or hit.highlights, SHOWN)
        text, marks = _shortened(hit.text, windows, hit.highlights)
        yield from self.paragraph(text, _INDENT, marks=marks, told=_shortened(hit.text, windows, facts)[1])

    def ended(self, proof: Proof) -> Iterator[str]:
        """Yield who ended or changed a clause, and when."""
        event = event_entry(proof, self.words)
        said = self.words("place.labelled", label=event.what, value=event.citation)
        yield from self.paragraph(said, _INDENT)

    def document(
        self, document: DocumentRow, rows: Sequence[ClauseRow], standing: Standing | None = None
    ) -> Iterator[str]:
        """Yield a document's title and facts, then its clauses under their headings."""
        issue = document.issue.issue
        facts = [document.number, document.issuer, document.date]
        facts.append(place_of(document, self.words) if issue else document.issue.source_name)
        facts.append(self.words(f"status.{standing.status}") if standing else "")
        yield from self.paragraph(self._strong(document.title))
        yield from self.paragraph(" · ".join(fact for fact in facts if fact))
        above: tuple[str, ...] = ()
        part = document.title
        for row in rows:
            if row.clause.title != part:
                part, above = row.clause.title, ()
                yield ""
                yield from self.paragraph(self._strong(part))
            if row.clause.headings != above:
                above = row.clause.headings
                yield ""
                yield from self.paragraph(" › ".join(above), _INDENT)
            yield ""
            yield from self.paragraph(row.clause.text)

    def shown(self, found: Sequence[Shown], *, in_full: bool) -> Iterator[str]:
        """Yield what a number or title names: in full, or a list of what it may mean."""
        if not in_full:
            yield say("outcome.several", count=len(found))
        for at, one in enumerate(found):
            if in_full:
                yield from [""] * (at > 0)
                yield from self.document(one.document, one.clauses, one.standing)
            else:
                yield from self.document_line(one.document)

    def document_line(self, document: DocumentRow) -> Iterator[str]:
        """Yield a document's title, then its number, date and place."""
        yield from self.paragraph(document.title, later=_INDENT)
        facts = (document.number, document.date, place_of(document, self.words))
        yield from self.paragraph(" · ".join(fact for fact in facts if fact), _INDENT)

    def report(self, report: RunReport, dry_run: bool = False) -> Iterator[str]:
        """Yield what a run of ``gongbao index`` did, and every file it set aside."""
        counts = {"issues": report.issues, "documents": report.documents, "clauses": report.clauses}
        yield say("outcome.would_index" if dry_run else "outcome.indexed", **counts)
        if report.unchanged:
            yield say("outcome.unchanged", count=report.unchanged)
        if report.problems:
            yield say("outcome.problems", count=len(report.problems))
        yield from self.all_set_aside(report.set_aside)

    def all_set_aside(self, rows: Sequence[SetAsideRow]) -> Iterator[str]:
        """Yield how many files were set aside, and each with its reason; nothing where there is none."""
        if rows:
            yield say("outcome.set_aside", count=len(rows))
        for row in rows:
            yield from self.set_aside(row)

    def set_aside(self, row: SetAsideRow) -> Iterator[str]:
        """Yield the lines of a file that was not indexed, and why."""
        why = self.words.of((row.why, row.chinese))
        yield from self.paragraph(self.words("place.labelled", label=row.source, value=why), _INDENT)

    def measured(self, measured: Mapping[str, Any]) -> Iterator[str]:
        """Yield the measures by language and by kind of question, and how long answers took."""
        yield from self.table(measured["by"])
        yield ""
        yield from self.table(measured["by_kind"])
        yield ""
        yield from (f"{name:14}{_figure(value):>12} ms" for name, value in measured["latency_ms"].items())

    def table(self, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
        """Yield a table of measures with a row for each name."""
        columns = list(next(iter(rows.values()), {}))
        yield (f"{'':14}" + "".join(f"{column:>12}" for column in columns)).rstrip()
        for name, row in rows.items():
            yield f"{name:14}" + "".join(f"{_figure(row.get(column)):>12}" for column in columns)

    def paragraph(
        self,
        text: str,
        indent: str = "",
        *,
        later: str | None = None,
        marks: Sequence[Span] = (),
        told: Sequence[Span] = (),
    ) -> Iterator[str]:
        """Yield a text in lines that fit; ``marks`` are bold where that is possible, and ``told`` underlined."""
        first = True
        text = text.translate(_VISIBLE)
        for line in wrap(text, self.width - len(indent)):
            lead = indent if first or later is None else later
            cut = "".join(
                self._styled(text[start:end], mark, fact)
                for span, fact in runs(line, told)
                for (start, end), mark in runs(span, marks)
            )
            yield (lead + cut).rstrip()
            first = False

    def _strong(self, text: str) -> str:
        return self._styled(text, True, False)

    def _styled(self, text: str, strong: bool, underlined: bool) -> str:
        codes = ";".join(code for code, on in (("1", strong), ("4", underlined)) if on)
        return f"\x1b[{codes}m{text}\x1b[0m" if self.bold and codes else text


def _figure(cell: object) -> str:
    if cell is None:
        return "–"
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)


def _shortened(text: str, windows: Sequence[Span], highlights: Sequence[Span]) -> tuple[str, list[Span]]:
    """Join windows with … between them; return the highlights' places in the result, too."""
    out = "…" if windows[0][0] > 0 else ""
    marks: list[Span] = []
    for at, window in enumerate(windows):
        out += "…" if at else ""
        for (start, end), mark in runs(window, highlights):
            if mark:
                marks.append((len(out), len(out) + end - start))
            out += text[start:end]
    return out + ("…" if windows[-1][1] < len(text) else ""), marks


def width_of(character: str) -> int:
    """Return how many columns of a terminal a character takes: 0, 1 or 2."""
    if unicodedata.combining(character):
        return 0
    # Ambiguous ones such as “ ” are narrow in most terminals; wide would only wrap early.
    return 2 if unicodedata.east_asian_width(character) in "FW" else 1


def wrap(text: str, width: int) -> Iterator[Span]:
    """Yield the spans of the lines of ``text``: no Latin word is torn, no 。 begins a line."""
    for start, end in _lines(text):
        at = start
        while at < end:
            stop, columns = at, 0
            while stop < end and columns + width_of(text[stop]) <= width:
                columns += width_of(text[stop])
                stop += 1
            if stop < end:
                stop = _break(text, at, stop)
            yield at, stop
            at = stop
            while at < end and text[at] == " ":
                at += 1
        if start == end:
            yield start, end


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _break(text: str, start: int, stop: int) -> int:
    """Return where to break a line that could go to ``stop`` at most."""
    for at in range(stop, max(start, stop - 30), -1):
        before, after = text[at - 1], text[at]
        if after in _NOT_FIRST or (_joins(before) and _joins(after)):
            continue
        return at
    return max(stop, start + 1)


def _joins(character: str) -> bool:
    return character.isascii() and not character.isspace()
