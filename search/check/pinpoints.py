"""Find the place that a citation names in a document, and the words that stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.locators import article_of, divisions, is_at_or_below, split_place
from corpus.numerals import to_arabic, to_chinese
from corpus.records import Kind, Part, Span
from corpus.titles import title_form
from index.catalog.rows import ClauseRow
from search.check.titles import Agreement, agreement


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a clause: the whole of it, or the passages that are meant."""

    row: ClauseRow
    span: Span

    @property
    def text(self) -> str:
        """The words."""
        return self.row.clause.text[slice(*self.span)]


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a place that was found: its locator as the document has it, and its words in order."""

    locator: str
    stretches: tuple[Stretch, ...]

    @property
    def row(self) -> ClauseRow | None:
        """The first clause of the place, None where a heading alone is there."""
        return self.stretches[0].row if self.stretches else None


def whole(row: ClauseRow) -> Stretch:
    """Return all words of a clause."""
    return Stretch(row, (0, len(row.clause.text)))


def of_title(rows: Sequence[ClauseRow], title: str) -> tuple[ClauseRow, ...]:
    """Return the clauses of the part that has a title, then the others: a notice is cited for what it issues.

    Without a title the instrument comes first.
    """
    if not title:
        own = [row for row in rows if row.clause.part is Part.INSTRUMENT]
    else:
        form = title_form(title)
        own = [row for row in rows if title_form(row.clause.title) == form]
        own = own or [row for row in rows if agreement(title, row.clause.title) is Agreement.SAME]
    kept = {row.rowid for row in own}
    return (*own, *(row for row in rows if row.rowid not in kept))


def find_place(rows: Sequence[ClauseRow], locator: str) -> Place | None:
    """Find a place by its locator, as drafts write it too; None where the document has no such place."""
    for look in (_article, _counted, _division, _posting, _row, _section, _annex):
        if found := look(rows, locator):
            return found
    return None


def _article(rows: Sequence[ClauseRow], locator: str) -> Place | None:
    """第八条, 第七条第二项: an article, or paragraphs and items of one."""
    article = article_of(locator)
    row = next((row for row in rows if row.clause.locator == article), None)
    if row is None or "条" not in article:
        return None
    if article == locator:
        return Place(locator, (whole(row),))
    spans = list(_passages(row, locator))
    return Place(locator, tuple(Stretch(row, span) for span in spans)) if spans else None


def _passages(row: ClauseRow, locator: str) -> Iterator[Span]:
    """Yield the passages at a place or below it; an item that names no paragraph is sought in all."""
    steps = [unit for unit, _ in split_place(locator)]
    loose = "款" not in steps
    for passage in row.clause.passages:
        known = re.sub(r"第[一二三四五六七八九十百]+款", "", passage.locator) if loose else passage.locator
        if is_at_or_below(known, locator):
            yield passage.span


_NUMBERED = re.compile(r"第(?P<n>[一二三四五六七八九十]{1,3})(?P<unit>条|部分|点|大项|项)(?P<rest>.*)")
_INNER = re.compile(r"第(?P<n>[一二三四五六七八九十]{1,3}|\d{1,2})(?P<unit>[条款项目点])")


def _counted(rows: Sequence[ClauseRow], locator: str) -> Place | None:
    """第二部分第（一）项, 第三条 of a text that counts 一、（一）1."""
    if re.match(r"[一二三四五六七八九十]+、", locator):
        return _items(rows, locator)
    match = _NUMBERED.fullmatch(locator)
    if not match:
        return None
    head = f"{match['n']}、"
    inner = [(one["n"], one["unit"]) for one in _INNER.finditer(match["rest"])]
    tail = match["rest"] if not inner else ""
    for marks in _marks(inner):
        if found := _items(rows, head + marks + tail):
            return found
    return None


def _marks(inner: Sequence[tuple[str, str]]) -> Iterable[str]:
    """Write 第一项 as （一） and 第2目 as 2., as （2） and as the second paragraph."""
    if not inner:
        return ("",)
    shapes = []
    for n, unit in inner:
        number = to_arabic(n) or 0
        han = to_chinese(number)
        shape = [f"（{han}）", f"{number}.", f"（{number}）"]
        shapes.append([*shape, f"第{number}段"] if unit == "款" else shape)
    first, *more = shapes
    return ["".join([one, *(shape[min(at + 1, 2)] for at, shape in enumerate(more))]) for one in first]


def _items(rows: Sequence[ClauseRow], wanted: str) -> Place | None:
    found = [whole(row) for row in rows if is_at_or_below(row.clause.locator, wanted)]
    if found:
        title = found[0].row.clause.title  # 一、 of the notice and 一、 of what it issues are two
        return Place(wanted, tuple(one for one in found if one.row.clause.title == title))
    for row in rows:
        spans = [
            one.span
            for one in row.clause.passages
            if one.locator != row.clause.locator and is_at_or_below(one.locator, wanted)
        ]
        if spans:
            return Place(wanted, tuple(Stretch(row, span) for span in spans))
    return None


def _division(rows: Sequence[ClauseRow], locator: str) -> Place | None:
    """第二章第一节: the articles under a heading."""
    if not re.fullmatch(r"(?:第[^第]+(?:分编|编|章|节))+", locator):
        return None
    wanted = [label for _, label in split_place(locator)]
    found = [
        row for row in rows if _stands_under([label for _, label in divisions(row.clause.headings)], wanted)
    ]
    return Place(locator, tuple(map(whole, found))) if found else None


def _stands_under(labels: Sequence[str], wanted: Sequence[str]) -> bool:
    rest = iter(labels)
    return all(label in rest for label in wanted)


_POSTING = re.compile(r"(?P<verb>任命|免去)（(?P<name>.+)）")


def _posting(rows: Sequence[ClauseRow], locator: str) -> Place | None:
    """任命（李伟）: by the name; where the name can't be told from the post, by its place at the beginning."""
    match = _POSTING.fullmatch(locator)
    if not match:
        return None
    kind = Kind.APPOINTMENT if match["verb"] == "任命" else Kind.REMOVAL
    of_kind = [row for row in rows if row.clause.kind is kind]
    found = [row for row in of_kind if row.clause.name == match["name"]] or [
        row for row in of_kind if row.clause.text.lstrip("▲△ ").startswith(match["name"])
    ]
    return Place(locator, tuple(map(whole, found))) if found else None


_ROW = re.compile(r"(?P<noun>\D*?\d{0,2})第(?P<n>\d+|[一二三四五六七八九十百]+)项")


def _row(rows: Sequence[ClauseRow], locator: str) -> Place | None:
    """附件第51项, 目录第3项, 第3项: a row of a table, by the noun that the document has for it, or by any."""
    match = _ROW.fullmatch(locator)
    number = to_arabic(match["n"]) if match else None
    if not match or number is None:
        return None
    kinds = (Kind.ROW, Kind.APPOINTMENT, Kind.REMOVAL)
    of_kind = [row for row in rows if row.clause.kind in kinds]
    for wanted in (f"{match['noun']}第{number}项", f"第{number}项"):
        found = [row for row in of_kind if row.clause.locator.endswith(wanted)]
        exact = [row for row in found if row.clause.locator == wanted] or found
        if exact and (match["noun"] not in ("任命", "免去") or wanted.startswith(match["noun"])):
            return Place(exact[0].clause.locator, (whole(exact[0]),))
    return None


def _section(rows: Sequence[ClauseRow], locator: str) -> Place | None:
    """5.1, 4.1.1（2）: a decimal section, its points, and one that is a heading alone."""
    if not re.fullmatch(r"\d{1,2}(?:\.\d{1,3})*(?:（\d{1,2}）)?", locator):
        return None
    if found := _items(rows, locator):
        return found
    heading = re.compile(rf"{re.escape(locator)}(?![\d.])")
    under = [row for row in rows if any(heading.match(one) for one in row.clause.headings)]
    return Place(locator, tuple(map(whole, under))) if under else None


def _annex(rows: Sequence[ClauseRow], locator: str) -> Place | None:
    """附件, 附件2, 附件2第3项: by the label of its rows, else by the count of the annexes."""
    match = re.fullmatch(r"附(?:件|表|录)(?P<n>\d{0,2}|[一二三四五六七八九十]{0,3}|[A-Z])", locator)
    if not match:
        return None
    annexes = [row for row in rows if row.clause.part is Part.ANNEX] or [
        row for row in rows if row.clause.part is Part.INSTRUMENT and not match["n"]
    ]
    labelled = [row for row in annexes if re.match(rf"{locator}(?!\d)", row.clause.locator)]
    number = to_arabic(match["n"]) if match["n"] else 1
    titles = list(dict.fromkeys(row.clause.title for row in annexes))
    if not labelled and number and 0 < number <= len(titles):
        labelled = [row for row in annexes if match["n"] == "" or row.clause.title == titles[number - 1]]
    return Place(locator, tuple(map(whole, labelled))) if labelled else None


def extent(rows: Sequence[ClauseRow]) -> tuple[str, str] | None:
    """Return the first and the last locator of the part that comes first, None where nothing is numbered."""
    title = rows[0].clause.title if rows else ""
    found = [row.clause.locator for row in rows if row.clause.locator and row.clause.title == title]
    found = found or [row.clause.locator for row in rows if row.clause.locator]
    return (found[0], found[-1]) if found else None
