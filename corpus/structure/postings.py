"""Appointment notices (干部任免): each ▲ and △ is a clause of its own.

They are not numbered in print; we count them per heading and mark the locators as counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.appointments.posts import PostBeginnings
from corpus.markers import POSTING_MARKS
from corpus.records import Kind, Span
from corpus.structure.clauses import Draft
from corpus.structure.lines import Line, cut
from corpus.structure.outline import is_finished
from corpus.text import squeeze
from corpus.vocabulary import LISTED_APPOINT, LISTED_POSTING_TITLE, LISTED_REMOVE

_HEADINGS = {"任命": Kind.APPOINTMENT, "任职": Kind.APPOINTMENT, "免去": Kind.REMOVAL, "免职": Kind.REMOVAL}
_WORDED = re.compile(
    rf"(?:(?P<appoint>{LISTED_APPOINT})|{LISTED_REMOVE})(?=\S{{2,20}}(?:为|任|同志|的|职务))"
)
_NAME = re.compile(r"[\u4e00-\u9fff]{2,6}|[\u4e00-\u9fff]{1,8}(?:[·•．・][\u4e00-\u9fff]{1,8})+")
_ANNOUNCES = re.compile(r"(?P<verb>任命|任|免去|免)(?:下列同志|以下同志)?[:：]$")
_LISTED = re.compile(
    r"(?!以上|上述|试用|任期|任职|特此|本|该|此|其)(?:[\u4e00-\u9fff·•．・]{2,20}?(?:同志)?(?:为|任|的)\S{3,}|\S{6,}职务\S{0,12})"
)
_NOTICE = re.compile(LISTED_POSTING_TITLE)
_NAMED = {Kind.APPOINTMENT: "任命", Kind.REMOVAL: "免去"}


def has_postings(lines: Sequence[Line], title: str) -> bool:
    """Tell if a part lists postings: ▲ and △, or lines that begin with 任命 or 免去 in a 任免 notice."""
    marked = sum(line.text[0] in POSTING_MARKS for line in lines)
    if marked:
        return True
    if not _NOTICE.search(squeeze(title)):
        return False
    return any(
        _WORDED.match(line.text) or _ANNOUNCES.search(flat) or flat in _HEADINGS
        for line in lines
        if (flat := squeeze(line.text))
    )


def read_postings(lines: Sequence[Line]) -> tuple[list[Draft], list[Line], list[Line]]:
    """Read the postings of a notice: (drafts, heading lines, lines that are neither)."""
    groups: list[tuple[Kind, str, list[Line]]] = []
    headings: list[Line] = []
    others: list[Line] = []
    kind, heading, listing = Kind.APPOINTMENT, "", False
    marked = any(line.text[0] in POSTING_MARKS for line in lines)
    for line in lines:
        flat = squeeze(line.text).rstrip("：:")
        if flat in _HEADINGS:
            kind, heading, listing = _HEADINGS[flat], flat, not marked
            headings.append(line)
        elif announced := _ANNOUNCES.search(
            flat + ("：" if line.text.rstrip().endswith(("：", ":")) else "")
        ):
            kind = Kind.REMOVAL if announced["verb"].startswith("免") else Kind.APPOINTMENT
            listing = True
            (headings if len(flat) <= 4 else others).append(line)
        elif line.text[0] in POSTING_MARKS or _WORDED.match(line.text) or (listing and _begins(line, groups)):
            listing = not marked
            groups.append((_kind_of(line, kind, heading, listing), heading, [line]))
        elif groups and not is_finished(groups[-1][2][-1].text):
            groups[-1][2].append(line)
        else:
            others.append(line)
    return _with_unique_names(_drafts(groups)), headings, others


def _begins(line: Line, groups: Sequence[tuple[Kind, str, list[Line]]]) -> bool:
    """Tell a posting without a mark in a list under 任命： from the rest of the one before it."""
    flat = squeeze(line.text)
    finished = not groups or is_finished(groups[-1][2][-1].text)
    return finished and _LISTED.match(flat) is not None


def _kind_of(line: Line, kind: Kind, heading: str, listing: bool) -> Kind:
    worded = _WORDED.match(line.text.lstrip(POSTING_MARKS))
    if worded:
        return Kind.APPOINTMENT if worded["appoint"] else Kind.REMOVAL
    if not heading and not listing:
        return Kind.APPOINTMENT if line.text[0] == "▲" else Kind.REMOVAL
    return kind


def _drafts(groups: Sequence[tuple[Kind, str, list[Line]]]) -> list[Draft]:
    counts: Counter[Kind] = Counter()
    posts = _post_beginnings([_body(lines) for kind, _, lines in groups if kind is Kind.APPOINTMENT])
    drafts = []
    for kind, heading, lines in groups:
        counts[kind] += 1
        spans: tuple[Span, ...] = tuple(line.span for line in lines)
        drafts.append(
            Draft(
                kind,
                f"{_NAMED[kind]}第{counts[kind]}项",
                (heading,) if heading else (),
                (spans,),
                (None,),
                (lines[0].number, lines[-1].number),
                counted=True,
                name=_name(_body(lines), kind, posts),
            )
        )
    return drafts


def _with_unique_names(drafts: Sequence[Draft]) -> list[Draft]:
    """Drop a name that stands twice under the same verb: it would not tell which posting is cited."""
    counts = Counter((draft.kind, draft.name) for draft in drafts)
    return [replace(draft, name="") if counts[draft.kind, draft.name] > 1 else draft for draft in drafts]


def _body(lines: Sequence[Line]) -> str:
    first = lines[0]
    if first.text[0] in POSTING_MARKS:
        first = cut(first, 1)
    if worded := _WORDED.match(first.text):
        first = cut(first, worded.end())
    return squeeze("".join(line.text for line in (first, *lines[1:])))


def _post_beginnings(bodies: Sequence[str]) -> PostBeginnings:
    """Learn how posts begin from the lines that part name and post by 为."""
    parted = (re.split("[为任]", body[2:], maxsplit=1) for body in bodies)
    return PostBeginnings.of(parts[1] for parts in parted if len(parts) == 2)


def _name(body: str, kind: Kind, posts: PostBeginnings) -> str:
    """Return the person that a posting names, "" where the name can't be cut from the post."""
    name = ""
    if kind is Kind.APPOINTMENT:
        places = [place for place in range(2, min(len(body), 24)) if body[place] in "为任"]
        sure = [place for place in places if posts.are_at(body, place + 1)]
        name = body[: (sure or places)[0]] if places else ""
    else:
        places = [place for place in range(2, min(len(body), 24)) if posts.are_at(body, place)]
        name = body[: places[0]] if places else ""
        parted = re.match(r"(.{2,15}?)(?:同志|的(?=\S{4}))", body)
        if not name and parted:
            name = parted[1]
    name = name.removesuffix("的").removesuffix("同志")
    return name if _NAME.fullmatch(name) else ""
