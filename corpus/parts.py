"""The parts of a document: a notice, the instrument that it transmits, and annexes."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.forms import heal_title, squeeze
from corpus.grammar import read_marker
from corpus.issue import DATE, parse_date
from corpus.lines import Line
from corpus.outline import is_finished
from corpus.pieces import Kind, Part, Problem, Span

_NAMED = re.compile(r"《(?P<name>.+)》")
_TRANSMITS = re.compile(r"印发|转发|批转|公布|发布|下发")
_ORGANISATION = re.compile(
    r"[\u4e00-\u9fff、·（）()]{2,60}(?:政府|办公室|办公厅|委员会|局|厅|部|院|会|处|中心|银行|公司|指挥部|委|大队|支队|总队)"
)
_SIGNER = re.compile(
    r"(?:省长|市长|州长|县长|区长|主席|主任|局长|厅长|盟长|专员|部长|总理)[\u4e00-\u9fff·]{2,12}"
)
_ADDRESSEE = re.compile(
    r"(?:各|[^，。；]{0,30}?(?:政府|局|委|部门|单位|公司|办|管委会|院|厅|区|县|市|州|机构)).*[：:]", re.DOTALL
)
_NOT_ADDRESSEE = re.compile(r"如下|下列|以下|通知|公告|规定|决定|。|；")
_ANNEX = re.compile(r"(?:附件|附表|附录|附)(?P<n>\d{0,2}|[一二三四五六七八九十]{0,3})[:：.．]?")
_ANNEX_TITLED = re.compile(
    r"(?:附件|附表|附录|附)(?P<n>\d{0,2}|[一二三四五六七八九十]{0,3})[:：.．]\s*(?P<title>\S.*)"
)
_ANNEX_LIST = re.compile(r"附(?:件|表|录)?[:：]1[.．、]")
_NOTE = re.compile(
    r"[（(]\s*(?:此件|此文|本文|联系).{1,40}[）)]|抄送.*|主题词.*|[（(]\s*(?:此页无正文)\s*[）)]"
)
_TITLE_NOUN = re.compile(
    r".*(?:办法|规定|条例|细则|方案|预案|计划|规划|纲要|意见|目录|清单|名单|名录|制度|规则|准则|标准|规范|章程|要点|措施|决定|职责|一览表|表|指南|导则|公约|任务|分工)"
    r"(?:[（(〔][^（）()]{1,30}[）)〕]){0,2}"
)
_MOST_TITLE_LINES = 5


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


def split_parts(lines: Sequence[Line], title: str) -> Body:
    """Part a document's body at the signature, at the title that the notice names, and at 附件."""
    body = Body()
    rest = _take_head(list(lines), body)
    named = _NAMED.search(squeeze(title))
    expected = named["name"] if named and _TRANSMITS.search(title) else ""
    end = _instrument_start(rest, expected)
    notice, after = (rest[:end], rest[end:]) if end is not None else (rest, [])
    unsigned = len(notice)
    notice, tail = _take_signature(notice, body)
    after = tail + after
    if end is None and not tail:
        at = next((index for index, line in enumerate(notice) if _is_annex_line(line, notice, index)), None)
        if at is not None and (len(notice) == unsigned or not _is_note(notice[at:])):
            notice, after = notice[:at], notice[at:]
    notice = _take_fragments(_take_annex_note(notice, body), body)
    body.parts.append(PartLines(Part.NOTICE, title, "", tuple(notice)))
    _split_after(after, title, expected, body)
    return body


def _take_head(lines: list[Line], body: Body) -> list[Line]:
    """Take what stands between title and text: a period or date in brackets, a date, the addressee."""
    while lines:
        flat = squeeze(lines[0].text)
        if torn := _period_lines(lines):
            body.put(Kind.TITLE, lines[:torn])
            del lines[: torn - 1]
        elif DATE.fullmatch(flat):
            body.put(Kind.SIGNATURE, lines[:1])
            body.date = parse_date(flat)
        else:
            break
        del lines[0]
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


def _instrument_start(lines: Sequence[Line], expected: str) -> int | None:
    """Find the line where the title that the notice names stands alone, before any signature."""
    if not expected:
        return None
    for index, line in enumerate(lines):
        if index and _is_date_line(line):
            return None
        joined = ""
        for other in lines[index : index + _MOST_TITLE_LINES]:
            joined += squeeze(other.text)
            if joined == expected and index:
                return index - 1 if _is_annex_line(lines[index - 1], lines, index - 1) else index
            if not expected.startswith(joined):
                break
    return None


def _is_date_line(line: Line) -> bool:
    flat = squeeze(line.text)
    match = DATE.search(flat) if len(flat) < 60 and flat.endswith("日") else None
    return bool(
        match
        and match.end() == len(flat)
        and (not match.start() or _ORGANISATION.fullmatch(flat[: match.start()]))
    )


def _take_signature(lines: list[Line], body: Body) -> tuple[list[Line], list[Line]]:
    """Cut the notice at its signature: the issuer and the date, each on a line of its own."""
    at = next((index for index, line in enumerate(lines) if index and _is_date_line(line)), None)
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


def _take_annex_note(lines: list[Line], body: Body) -> list[Line]:
    """Take the list of annexes above the signature (附件：1.… 2.…)."""
    for index in range(len(lines) - 1, -1, -1):
        flat = squeeze(lines[index].text)
        if re.match(r"附(?:件|表|录)?[一二三四五六七八九十\d]{0,2}[:：]", flat):
            note = list(lines[index:])
            if _is_note(note):
                body.put(Kind.ANNEX_NOTE, note)
                return lines[:index]
    return lines


def _is_note(lines: Sequence[Line]) -> bool:
    """Tell a note that lists annexes from an annex: titles alone, neither a sentence nor a table."""
    return bool(
        re.match(r"附(?:件|表|录)?[一二三四五六七八九十\d]{0,2}[:：]", squeeze(lines[0].text))
    ) and all(
        len(squeeze(line.text)) < 120 and not line.text.rstrip().endswith("。") and "\t" not in line.text
        for line in lines
    )


def _take_fragments(lines: list[Line], body: Body) -> list[Line]:
    """Set aside a line that begins like one before it and breaks off: the print set it twice."""
    kept: list[Line] = []
    for line in lines:
        flat = squeeze(line.text)
        twice = (
            len(flat) >= 6
            and not is_finished(flat)
            and any(squeeze(other.text).startswith(flat) for other in kept)
        )
        if twice:
            body.put(Kind.FRAGMENT, [line])
            what = f"重复的残句，未收入条款 (a sentence begun twice is set aside): {line.text[:24]}"
            body.problems.append(Problem(line.number, what))
        else:
            kept.append(line)
    return kept


def _is_annex_line(line: Line, lines: Sequence[Line], index: int) -> bool:
    """Tell if a line opens an annex: 附件 or 附件2 alone; with a title only after an end."""
    flat = squeeze(line.text)
    if not flat.startswith("附"):
        return False
    if _ANNEX.fullmatch(flat):
        return True
    titled = _ANNEX_TITLED.fullmatch(flat)
    before = lines[index - 1].text if index else ""
    return bool(
        titled
        and len(flat) < 60
        and not is_finished(flat)
        and index
        and not before.rstrip().endswith(("，", "、"))
    )


def _split_after(lines: list[Line], title: str, expected: str, body: Body) -> None:
    """Part what follows the signature: an instrument, then annexes, each with its title."""
    cuts = [index for index, line in enumerate(lines) if index == 0 or _is_annex_line(line, lines, index)]
    instrument = ""
    for place, start in enumerate(cuts):
        end = cuts[place + 1] if place + 1 < len(cuts) else len(lines)
        part = lines[start:end]
        if _ANNEX_LIST.match(squeeze(part[0].text)):
            part = _take_list(part, body)
            if not part:
                continue
        if len(part) == 1 and place + 1 < len(cuts) and _is_note(part):  # a note below the signature
            body.put(Kind.ANNEX_NOTE, part)
            continue
        label, printed, rest = _take_label(part, body)
        taken = _title_lines(rest, expected) if not printed else 0
        name = heal_title("".join(line.text for line in rest[:taken])) or printed
        body.put(Kind.TITLE, rest[:taken])
        rest = _take_period(rest[taken:], body)
        if not rest:
            what = f"标题之下没有文字 (a title without any text): {name or label}"
            body.problems.append(Problem(part[0].number, what))
            continue
        is_instrument = not instrument and (not label or bool(expected and _alike(squeeze(name), expected)))
        if is_instrument:
            instrument = name or title
            body.parts.append(PartLines(Part.INSTRUMENT, instrument, "", tuple(_take_end(rest, body))))
        else:
            body.parts.append(
                PartLines(Part.ANNEX, name or instrument or title, label or "附件", tuple(rest))
            )


def _take_list(lines: list[Line], body: Body) -> list[Line]:
    """Take a list of annexes below the text (附件：1.… 2.…); return what follows it."""
    count = 1
    while (
        count < len(lines)
        and re.match(r"\d{1,2}[.．、]", lines[count].text)
        and not is_finished(lines[count].text)
    ):
        count += 1
    body.put(Kind.ANNEX_NOTE, lines[:count])
    return lines[count:]


def _take_label(lines: list[Line], body: Body) -> tuple[str, str, list[Line]]:
    """Take the line 附件2, or 附件2：title: (canonical label, title, the lines after)."""
    flat = squeeze(lines[0].text)
    match = _ANNEX.fullmatch(flat) or _ANNEX_TITLED.fullmatch(flat)
    if not match:
        return "", "", lines
    titled = match.groupdict().get("title") or ""
    body.put(Kind.TITLE, lines[:1])
    noun = re.match("附[件表录]?", flat)
    label = (noun[0] if noun and len(noun[0]) > 1 else "附件") + (match["n"] or "")
    return label, titled, lines[1:]


def _title_lines(lines: Sequence[Line], expected: str) -> int:
    """Count the lines that are a part's title: up to its noun, before text, marks and tables."""
    joined = ""
    for count, line in enumerate(lines[:_MOST_TITLE_LINES]):
        flat = squeeze(line.text)
        opens = read_marker(line.text, decimal=True) is not None or "\t" in line.text
        if opens or is_finished(line.text) or len(flat) > 80 or "，" in flat or DATE.fullmatch(flat):
            return count
        if (
            re.fullmatch(r"[（(].*[）)]", flat)
            and joined
            and not re.fullmatch(r"[（(](?:试行|暂行|修订|草案|\d.*年.*).*[）)]", flat)
        ):
            return count
        if expected and joined == expected:
            return count
        if joined and _TITLE_NOUN.fullmatch(joined) and not _goes_on(joined, flat, expected):
            return count
        joined += flat
    return min(len(lines), _MOST_TITLE_LINES)


def _goes_on(joined: str, flat: str, expected: str) -> bool:
    """Tell if a title that could end here goes on: by the name in the notice, or by a bracket."""
    return bool(expected and expected.startswith(joined + flat[:4])) or flat[0] in "（("


def _take_period(lines: list[Line], body: Body) -> list[Line]:
    if (
        lines
        and re.fullmatch(r"[（(].{2,60}[）)]", squeeze(lines[0].text))
        and not read_marker(lines[0].text)
    ):
        body.put(Kind.TITLE, lines[:1])
        return lines[1:]
    return lines


def _take_end(lines: list[Line], body: Body) -> list[Line]:
    """Take a signature at the very end of an instrument."""
    end = len(lines)
    while end and _NOTE.fullmatch(squeeze(lines[end - 1].text)):
        end -= 1
    if end < 3 or not _is_date_line(lines[end - 1]):
        return lines
    first = end - 1
    while first > 1 and end - first < 4 and _is_signer(lines[first - 1], lines[first - 2]):
        first -= 1
    body.put(Kind.SIGNATURE, lines[first:])
    return lines[:first]


def _alike(name: str, expected: str) -> bool:
    """Tell if a part's title is the one that the notice names; prints shorten and reword it."""
    if not name:
        return False
    if name == expected or name in expected or expected in name:
        return True
    return difflib.SequenceMatcher(None, name, expected, autojunk=False).ratio() > 0.75
