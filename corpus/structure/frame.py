"""What frames the text of a document: period, addressee, signature, notes; and sentences set twice."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.dates import DATE, parse_date
from corpus.markers import read_marker
from corpus.records import Kind, Part, Problem, Span
from corpus.structure.lines import Line
from corpus.structure.outline import is_finished
from corpus.text import heal_title, squeeze
from corpus.vocabulary import ADDRESSEES, ORGANISATIONS, SIGNERS

_SIGNER = re.compile(rf"(?:{SIGNERS})[\u4e00-\u9fff·]{{2,12}}")
_ADDRESSEE = re.compile(rf"(?:各|[^，。；]{{0,30}}?(?:{ADDRESSEES})).*[：:]", re.DOTALL)
_NOT_ADDRESSEE = re.compile(r"如下|下列|以下|通知|公告|规定|决定|。|；")
_NOTE = re.compile(
    r"[（(]\s*(?:此件|此文|本文|联系).{1,40}[）)]|抄送.*|主题词.*|[（(]\s*(?:此页无正文)\s*[）)]"
)
_NOTE_BEGINS = re.compile(r"附(?:件|表|录)?[一二三四五六七八九十\d]{0,2}[:：]")
_ORGANISATION = re.compile(rf"[\u4e00-\u9fff、·（）()]{{2,60}}(?:{ORGANISATIONS}|委|大队|支队|总队)")


@dataclass(frozen=True, slots=True)
class PartLines:
    """The lines of one part; ``noun`` begins its locators (附件, 附件2), "" in notice and instrument."""

    part: Part
    title: str
    noun: str
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Body:
    """A document's body while it is parted; ``around`` holds the pieces that are no clauses."""

    parts: list[PartLines] = field(default_factory=list)
    around: list[tuple[Kind, Span]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    issuer: str = ""
    date: str | None = None

    def put(self, kind: Kind, lines: Sequence[Line]) -> None:
        self.around.extend((kind, line.span) for line in lines)


def take_head(lines: list[Line], body: Body) -> list[Line]:
    """Take what stands between title and text: a period or date in brackets, a date, the addressee."""
    at = 0
    while at < len(lines):
        flat = squeeze(lines[at].text)
        if torn := _period_lines(lines[at : at + 2]):
            body.put(Kind.TITLE, lines[at : at + torn])
            at += torn
        elif DATE.fullmatch(flat):
            body.put(Kind.SIGNATURE, lines[at : at + 1])
            body.date = parse_date(flat)
            at += 1
        else:
            break
    lines = lines[at:]
    for count in range(1, min(4, len(lines)) + 1):
        joined = "".join(line.text for line in lines[:count])
        if _NOT_ADDRESSEE.search(joined) or len(joined) > 400 or read_marker(lines[count - 1].text):
            break
        if _ADDRESSEE.fullmatch(joined):
            body.put(Kind.ADDRESSEE, lines[:count])
            return lines[count:]
    return lines


def _period_lines(lines: Sequence[Line]) -> int:
    """Count the lines of a period or date in brackets below a title: (2025年1月1日—2025年6月30日)."""
    for count in (1, 2):
        flat = squeeze("".join(line.text for line in lines[:count]))
        if re.fullmatch(r"[（(][^（）()]*\d{4}年[^（）()]*[）)]", flat):
            return min(count, len(lines))
    return 0


def is_date_line(line: Line) -> bool:
    flat = squeeze(line.text)
    match = DATE.search(flat) if len(flat) < 60 and flat.endswith("日") else None
    return bool(
        match
        and match.end() == len(flat)
        and (not match.start() or _ORGANISATION.fullmatch(flat[: match.start()]))
    )


def take_signature(lines: list[Line], body: Body) -> tuple[list[Line], list[Line]]:
    """Cut the notice at its signature: the issuer and the date, each on a line of its own."""
    at = next((index for index, line in enumerate(lines) if index and is_date_line(line)), None)
    if at is None:
        return lines, []
    flat = squeeze(lines[at].text)
    match = DATE.search(flat)
    names = [flat[: match.start()]] if match and match.start() else []
    first = at
    while first > 1 and at - first < 4 and _is_signer(lines[first - 1], lines[first - 2]):
        first -= 1
        names.insert(0, heal_title(lines[first].text))
    body.put(Kind.SIGNATURE, lines[first : at + 1])
    while first > 1 and _NOTE.fullmatch(squeeze(lines[first - 1].text)):
        first -= 1
        body.put(Kind.ANNEX_NOTE, [lines[first]])
    body.date = parse_date(flat) or body.date
    body.issuer = "、".join(name for name in names if _ORGANISATION.fullmatch(squeeze(name)))
    after = at + 1
    while after < len(lines) and _NOTE.fullmatch(squeeze(lines[after].text)):
        body.put(Kind.ANNEX_NOTE, [lines[after]])
        after += 1
    return lines[:first], lines[after:]


def _is_signer(line: Line, before: Line) -> bool:
    flat = squeeze(line.text)
    if _SIGNER.fullmatch(flat):
        return True
    return _ORGANISATION.fullmatch(flat) is not None and not before.text.rstrip().endswith(("，", "、", ","))


def take_annex_note(lines: list[Line], body: Body) -> list[Line]:
    """Take the list of annexes above the signature (附件：1.… 2.…)."""
    for index in range(len(lines) - 1, -1, -1):
        if not _is_of_note(lines[index]):
            break
        if _NOTE_BEGINS.match(squeeze(lines[index].text)):
            body.put(Kind.ANNEX_NOTE, lines[index:])
            return lines[:index]
    return lines


def is_note(lines: Sequence[Line]) -> bool:
    """Tell a note that lists annexes from an annex: titles alone, neither a sentence nor a table."""
    return bool(_NOTE_BEGINS.match(squeeze(lines[0].text))) and all(map(_is_of_note, lines))


def _is_of_note(line: Line) -> bool:
    return len(squeeze(line.text)) < 120 and not line.text.rstrip().endswith("。") and "\t" not in line.text


def take_fragments(lines: list[Line], body: Body) -> list[Line]:
    """Set aside a line that begins like one before it and breaks off: the print set it twice."""
    kept: list[Line] = []
    known: list[str] = []  # what is kept, sorted: what begins with a text follows it there
    for line in lines:
        flat = squeeze(line.text)
        place = bisect_left(known, flat)
        twice = (
            len(flat) >= 6 and not is_finished(flat) and place < len(known) and known[place].startswith(flat)
        )
        if twice:
            body.put(Kind.FRAGMENT, [line])
            what = f"重复的残句，未收入条款 (a sentence begun twice is set aside): {line.text[:24]}"
            body.problems.append(Problem(line.number, what))
        else:
            kept.append(line)
            known.insert(place, flat)
    return kept


def take_end(lines: list[Line], body: Body) -> list[Line]:
    """Take a signature at the very end of an instrument."""
    end = len(lines)
    while end and _NOTE.fullmatch(squeeze(lines[end - 1].text)):
        end -= 1
    if end < 3 or not is_date_line(lines[end - 1]):
        return lines
    first = end - 1
    while first > 1 and end - first < 4 and _is_signer(lines[first - 1], lines[first - 2]):
        first -= 1
    body.put(Kind.SIGNATURE, lines[first:])
    return lines[:first]
