"""From torn lines to numbered paragraphs: healing, and which marks really open something.

A printed gazette tears sentences at columns and pages. A line goes on the one before it when that
one is unfinished and the line opens nothing; and whether 第三条 or 5.1.2 at the beginning of a line
opens something is told by what follows it, by the order of the numbers and by the line before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from corpus.markers import DIVISIONS, ITEMS, Family, Marker, is_cited, read_marker
from corpus.records import Problem
from corpus.structure.lines import Line, is_full
from corpus.text import squeeze
from corpus.vocabulary import ANNOUNCEMENTS


class Style(Enum):
    """How a part counts its clauses."""

    ARTICLES = "articles"
    DECIMALS = "decimals"
    ITEMS = "items"


@dataclass(slots=True)
class Paragraph:
    """One healed paragraph: the lines it was torn into, the mark that opens it, and if it is a heading."""

    lines: list[Line]
    marker: Marker | None = None
    heading: bool = False

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    @property
    def names_document(self) -> bool:
        """Whether the text after the mark is a document's name: an entry of a list."""
        return self.marker is not None and _DOCUMENT.fullmatch(self.text, self.marker.end) is not None


_CLOSERS = "」』”’\"'）)》】〉] \u3000"
_TERMINAL = "。！？!?；;：:…"
_PUNCTUATION = re.compile(r"[。；！？，：,;:!?]")
_NOT_IN_HEADING = re.compile(r"[。；！？，：,;:!?（）()〔〕]|《[^》]*$|^[^《]*》")
_IN_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)")
_LISTED = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff\s]{1,7}[:：]")
_LABEL = re.compile(
    r"[\u4e00-\u9fff、]{2,12}(?:单位|部门|人|电话|地址|依据|时间|时限|邮箱|传真|邮编)\s*[:：]"
)
_CLOSING = re.compile(
    rf"(?:本(?:{ANNOUNCEMENTS}|令|批复)(?:自|由|印发)|特此(?:通知|公告|通告|批复|决定)|《[^》]+》根据本决定"
    r"|(?:以上|上述)[\d一二三四五六七八九十]{0,3}[件部个]?(?:[\u4e00-\u9fff]{0,8}(?:文件|规章|法规|规定))自)"
)
# The name of a document and nothing else: 《甲办法》（岭政发〔2015〕3号）
_DOCUMENT = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》\s*(?:[（(][^（）()]*[）)]\s*)*[。；;，,、]?")
_LONGEST_HEADING = 40
_LONGEST_CLOSED = 16  # of a heading that ends in 。
_TORN_HEADING = 10  # a heading shorter than this was not torn by the width of a column


def is_finished(text: str) -> bool:
    """Tell if a line ends a sentence or an item, closing quotes and brackets aside."""
    return text.rstrip(_CLOSERS)[-1:] in _TERMINAL if text else True


def is_closing(text: str) -> bool:
    """Tell the paragraph that closes a notice or decision as a whole (本决定自公布之日起施行) from its last item."""
    return _CLOSING.match(text) is not None


def is_heading_like(body: str) -> bool:
    """Tell if the text after a mark can be a heading: short, without the marks of a sentence."""
    flat = _IN_BRACKETS.sub("", squeeze(body))
    return 0 < len(flat) <= _LONGEST_HEADING and not _NOT_IN_HEADING.search(flat)


def detect_style(lines: Sequence[Line]) -> Style:
    """Tell how a part counts, from the marks that its lines begin with."""
    first_item, decimals = False, set()
    for line in lines:
        if line.text[0] not in "第一1１":
            continue
        marker = read_marker(line.text, decimal=True)
        if not marker or is_cited(marker, line.text):
            continue
        if marker.family is Family.ARTICLE and marker.path == (1,):
            return Style.ARTICLES
        if marker.family is Family.HAN:
            first_item = True
        if marker.family is Family.DECIMAL:
            decimals.add(marker.path)
    if {(1, 1), (1, 2)} <= decimals or ((1,) in decimals and (1, 1) in decimals):
        return Style.DECIMALS
    if not first_item and sum(_opens_article(line) for line in lines) >= 2:
        return Style.ARTICLES  # an excerpt that doesn't begin with 第一条
    return Style.ITEMS


def _opens_article(line: Line) -> bool:
    marker = read_marker(line.text) if line.text[0] == "第" else None
    return bool(
        marker and marker.family is Family.ARTICLE and marker.spaced and not is_cited(marker, line.text)
    )


_Places = dict[tuple[Family, tuple[int, ...], int], list[int]]


@dataclass(slots=True)
class _Scan:
    """What has been read so far of one part.

    ``later`` maps a mark to the lines that begin with it, ``settled`` to those of them that follow an
    end or a heading.
    """

    lines: Sequence[Line]
    style: Style
    marks: list[Marker | None]
    later: _Places
    settled: _Places
    solid: frozenset[int]
    column: int
    last: dict[Family, tuple[tuple[int, ...], int]] = field(default_factory=dict)
    quoted: bool = False
    paragraphs: list[Paragraph] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def outline(
    lines: Sequence[Line], style: Style, solid: frozenset[int] = frozenset(), column: int = 0
) -> tuple[list[Paragraph], list[Problem]]:
    """Heal the lines of a part into paragraphs and tell the marks that open them.

    ``solid`` holds the numbers of lines that are never healed: those of tables without ordinals.
    ``column`` is the width at which the source is wrapped, 0 where it is not.
    """
    marks = [None if line.number in solid else _candidate(line, style) for line in lines]
    later: _Places = defaultdict(list)
    settled: _Places = defaultdict(list)
    for index, mark in enumerate(marks):
        if mark:
            later[mark.family, mark.path, mark.sub].append(index)
            before = lines[index - 1].text if index else ""
            if is_finished(before) or is_heading_like(before):
                settled[mark.family, mark.path, mark.sub].append(index)
    scan = _Scan(lines, style, marks, later, settled, solid, column)
    for index in range(len(lines)):
        _read_line(scan, index)
    return scan.paragraphs, scan.problems


def _candidate(line: Line, style: Style) -> Marker | None:
    marker = read_marker(line.text, decimal=style is Style.DECIMALS)
    if marker is None or is_cited(marker, line.text):
        return None
    if marker.family is Family.ARTICLE and style is not Style.ARTICLES:
        return None
    if marker.family is Family.DECIMAL and style is not Style.DECIMALS:
        return None
    if marker.family in DIVISIONS and not marker.spaced and not is_heading_like(line.text[marker.end :]):
        return None
    return marker


def _read_line(scan: _Scan, index: int) -> None:
    line, mark = scan.lines[index], scan.marks[index]
    before = scan.paragraphs[-1] if scan.paragraphs else None
    is_open = before is not None and not before.heading and _is_open(scan, before.lines[-1])
    if is_open and before and before.names_document and line.text[0] not in "（(":
        is_open = False  # nothing is missing from the last entry of a list
    if mark and not line.level and not _opens(scan, index, mark, is_open):
        mark = None
    if mark:
        heading = _is_heading(scan, index, mark)
        scan.paragraphs.append(Paragraph([line], mark, heading))
        scan.last[mark.family] = (mark.path, mark.sub)
    elif line.level:
        scan.paragraphs.append(Paragraph([line], None, True))
    elif before is None or line.number in scan.solid or before.lines[-1].number in scan.solid:
        scan.paragraphs.append(Paragraph([line]))
    elif (before.heading and _goes_on_heading(scan, index, before)) or (
        is_open and not _is_label(line, before)
    ):
        before.lines.append(line)
    else:
        scan.paragraphs.append(Paragraph([line]))
    opening, closing = line.text.rfind("“"), line.text.rfind("”")
    if opening != closing:
        scan.quoted = opening > closing


def _is_open(scan: _Scan, line: Line) -> bool:
    """Tell if a line wants another; in wrapped text a short one ends its paragraph whatever it ends in."""
    if is_finished(line.text):
        return False
    return line.width >= 0.75 * scan.column or line.text.endswith(
        ("，", "、", ",", "“", "（", "(", "《", "—")
    )


def _is_label(line: Line, before: Paragraph) -> bool:
    """Tell a line of a list such as 责任单位：… or 副主任：… from the rest of a sentence."""
    if _LABEL.match(line.text):
        return True
    return _LISTED.match(line.text) is not None and _LISTED.match(before.lines[-1].text) is not None


def _opens(scan: _Scan, index: int, mark: Marker, is_open: bool) -> bool:
    """Decide if a mark at the beginning of a line opens a clause, a heading or an item."""
    if mark.family in DIVISIONS:
        return not is_open or mark.spaced
    if mark.family is Family.POSTING:
        return True
    follows, restarts = _order(scan, mark)
    if scan.quoted and not (follows and not is_open):
        return False  # 将第三条修改为：“第三条 …” is quoted, it opens nothing here
    if is_open:
        return (follows or restarts) and not _has_twin(scan, index, mark)
    if follows or restarts:
        return True
    return _jumps(scan, index, mark)


def _order(scan: _Scan, mark: Marker) -> tuple[bool, bool]:
    """Tell if a number follows the last one of its family, and if it begins a new count."""
    last, sub = scan.last.get(mark.family, ((0,), 0))
    path = mark.path
    if mark.family is Family.DECIMAL:
        child = path == (*last, 1) if last != (0,) else path in ((1,), (1, 1))
        sibling = any(path == (*last[:depth], last[depth] + 1) for depth in range(len(last)))
        return child or sibling, False
    if mark.family is Family.ARTICLE:
        follows = (path[0] == last[0] + 1 and mark.sub == 0) or (path == last and mark.sub == sub + 1)
        return follows, path == (1,) and last == (0,)
    return path[0] == last[0] + 1, path[0] == 1


def _has_twin(scan: _Scan, index: int, mark: Marker) -> bool:
    """Tell if the same number comes again, after a finished line and before its successor: then this one is cited."""
    same = scan.settled.get((mark.family, mark.path, mark.sub), [])
    successor = (*mark.path[:-1], mark.path[-1] + 1)
    next_ones = scan.later.get((mark.family, successor, 0), [])
    place = bisect_right(next_ones, index)
    end = next_ones[place] if place < len(next_ones) else len(scan.lines)
    place = bisect_right(same, index)
    return place < len(same) and same[place] < end


def _jumps(scan: _Scan, index: int, mark: Marker) -> bool:
    """Accept a number out of order after a finished line, and say so where clauses are counted."""
    last, _ = scan.last.get(mark.family, ((0,), 0))
    rest = scan.lines[index].text[mark.end :]
    if mark.family is Family.DECIMAL and (
        len(mark.path) == 1 or mark.path[0] > last[0] + 1 or not mark.spaced
    ):
        return False
    if mark.family is Family.ARABIC and not rest:
        return False
    if mark.family in scan.last and mark.family in (Family.ARTICLE, Family.DECIMAL, Family.HAN):
        what = f"编号不连续 (numbering jumps): {mark.label}"
        scan.problems.append(Problem(scan.lines[index].number, what))
    return True


def _is_heading(scan: _Scan, index: int, mark: Marker) -> bool:
    """Decide if a numbered line is a heading alone, or the beginning of running text."""
    last = _last_of_paragraph(scan, index)
    body = "".join(line.text for line in scan.lines[index : last + 1])[mark.end :]
    if mark.family is Family.POSTING:
        return False
    if mark.family in DIVISIONS or (scan.lines[index].level and mark.family is not Family.ARTICLE):
        return True
    if mark.family is Family.ARTICLE:
        return not body and (scan.lines[index].level > 0 or not _siblings_run_in(scan, index, mark))
    if scan.style is Style.ARTICLES or (scan.style is Style.DECIMALS and mark.family is not Family.DECIMAL):
        return False
    follower = scan.marks[last + 1] if last + 1 < len(scan.lines) else None
    if _goes_on_list(scan, mark, body) and not _is_child(follower, mark):
        return False
    if body and not is_heading_like(body):
        return not _is_sentence(body) and _is_child(follower, mark)
    if follower or last + 1 >= len(scan.lines):
        return True
    return bool(scan.column and body) or not _siblings_run_in(scan, index, mark)


def _goes_on_list(scan: _Scan, mark: Marker, body: str) -> bool:
    """Tell an entry of a list of documents: its name alone, and right after the entry before it."""
    before = scan.paragraphs[-1] if scan.paragraphs else None
    return bool(
        _DOCUMENT.fullmatch(body.strip())
        and before
        and before.names_document
        and before.marker
        and before.marker.family is mark.family
        and before.marker.path[-1] + 1 == mark.path[-1]
    )


def _last_of_paragraph(scan: _Scan, index: int) -> int:
    """Return the index of the last line of a paragraph of wrapped text, as far as a heading may go."""
    last = index
    if scan.column:
        while last < min(index + 3, len(scan.lines) - 1) and _wraps(scan, last):
            last += 1
    return last


def _wraps(scan: _Scan, index: int) -> bool:
    line = scan.lines[index]
    return is_full(line, scan.column) and not is_finished(line.text) and scan.marks[index + 1] is None


def _is_sentence(body: str) -> bool:
    """Tell running text from a heading that ends in 。: it has a mark inside, or is longer than headings are."""
    flat = squeeze(body)
    return bool(_PUNCTUATION.search(flat[:-1] if len(flat) <= _LONGEST_CLOSED else flat))


def _is_child(follower: Marker | None, mark: Marker) -> bool:
    if follower is None:
        return False
    if mark.family is Family.DECIMAL:
        return follower.path[:-1] == mark.path
    return follower.family in ITEMS and ITEMS.index(follower.family) > ITEMS.index(mark.family)


def _siblings_run_in(scan: _Scan, index: int, mark: Marker) -> bool:
    """Tell if the neighbours at the same level carry their text on the numbered line itself."""
    votes = 0
    for step in (-1, 1):
        sibling = (*mark.path[:-1], mark.path[-1] + step)
        places = scan.later.get((mark.family, sibling, 0), [])
        at = bisect_left(places, index) - 1 if step < 0 else bisect_left(places, index)
        if 0 <= at < len(places):
            other = places[at]
            found = scan.marks[other]
            body = scan.lines[other].text[found.end if found else 0 :]
            votes += 1 if _is_sentence(body) else -1
    return votes > 0


def _goes_on_heading(scan: _Scan, index: int, heading: Paragraph) -> bool:
    """Tell if a line is the rest of a torn heading: without a sentence, and followed by a mark."""
    if heading.marker is None or heading.marker.family is Family.ARTICLE:
        return False
    body = len(heading.lines) > 1 or len(heading.lines[0].text) > heading.marker.end
    text = scan.lines[index].text
    if scan.column and body and heading.marker.family not in DIVISIONS:
        return is_full(heading.lines[-1], scan.column)
    follower = scan.marks[index + 1] if index + 1 < len(scan.lines) else None
    if not is_heading_like(text) or len(squeeze(text)) > 20:
        return False
    if not body or heading.marker.family in DIVISIONS or _is_child(follower, heading.marker):
        return follower is not None or not body
    return follower is not None and len(squeeze(heading.lines[-1].text)) >= _TORN_HEADING
