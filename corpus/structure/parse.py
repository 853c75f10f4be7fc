"""From a source to its documents and clauses, and to pieces that hold every character once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from corpus.numbers import is_same_number
from corpus.records import (
    Clause,
    Document,
    Issue,
    Kind,
    Part,
    Piece,
    Problem,
    Reading,
    Source,
    Span,
    clause_id,
)
from corpus.structure.clauses import Draft, assemble, clause_of
from corpus.structure.documents import Start, find_starts
from corpus.structure.frame import PartLines
from corpus.structure.laws import LawHead, not_recognised, read_law_head
from corpus.structure.lines import Line, column_width, split_furniture, split_lines
from corpus.structure.masthead import Front, read_front
from corpus.structure.outline import detect_style, outline
from corpus.structure.parts import split_parts
from corpus.structure.postings import has_postings, read_postings
from corpus.structure.provenance import POORLY_RECOGNISED, Provenance, split_known_furniture
from corpus.structure.tables import Table, find_tables, read_table
from corpus.text import squeeze
from corpus.vocabulary import OFFICES

_TABLE_NOUN = re.compile(r".*(目录|清单|名单|名录|台账|一览表|明细表|汇总表|计划表|分工表|表|计划|方案)")


@dataclass(slots=True)
class _Gathering:
    """What is being gathered from one source."""

    text: str
    key: str
    provenance: Provenance
    column: int = 0  # the width at which the source is wrapped
    pieces: list[Piece] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)

    def put(self, kind: Kind, spans: Iterable[Span], document: int = 0) -> None:
        self.pieces.extend(Piece(kind, (span,), document) for span in spans)


def parse(source: Source) -> Reading:
    """Read an issue of a gazette, a law or a loose document from a decoded source.

    Raises SourceError only for text with neither masthead nor document number nor numbered clause;
    everything else gives clauses, with what is strange recorded as problems.
    """
    lines, markup = split_lines(source.text)
    lines, framing = split_known_furniture(lines, source.furniture)
    law_lines, page_numbers = split_furniture(lines, "", ())
    law = read_law_head(law_lines, source)
    front = Front(None, (), (), (), (), 0) if law else read_front(lines)
    kept, furniture = split_furniture(lines, front.issue.gazette if front.issue else "", front.masthead)
    if front.issue and furniture:
        front = read_front(kept)
    starts, problems = ([], []) if law else find_starts(kept[front.body :], front.entries)
    if not law and not starts and (not front.issue or not kept[front.body :]):
        law = read_law_head(law_lines, source, loose=True)
        if law is None:
            raise not_recognised(source)
    if law:
        furniture = page_numbers
    key = law.key if law else _issue_key(front.issue, source)
    gathering = _Gathering(source.text, key, Provenance(source), column_width(kept))
    gathering.put(Kind.FURNITURE, [*markup, *(line.span for line in (*framing, *furniture))])
    gathering.problems += problems
    documents = _read_law(gathering, law, law_lines) if law else _read_issue(gathering, front, kept, starts)
    _sweep(gathering)
    return Reading(
        source,
        gathering.key,
        None if law else front.issue,
        tuple(documents),
        tuple(sorted(gathering.pieces, key=lambda piece: piece.spans[0])),
        tuple(sorted(gathering.problems, key=lambda problem: problem.line)),
    )


def _read_law(gathering: _Gathering, law: LawHead, lines: Sequence[Line]) -> list[Document]:
    gathering.put(Kind.TITLE, law.titles)
    gathering.put(Kind.MASTHEAD, law.preamble)
    draft = Document(1, "", "", law.title)
    part = PartLines(Part.INSTRUMENT, law.title, "", tuple(lines[law.body :]))
    clauses = _read_part(gathering, draft, part, transmits=False)
    return [replace(draft, date=law.date, clauses=tuple(clauses))]


def _issue_key(issue: Issue | None, source: Source) -> str:
    if issue is None or (issue.number is None and issue.date is None):
        return source.name
    return f"{issue.gazette}/{issue.year or '-'}/{issue.number if issue.number is not None else issue.date}"


def _read_issue(
    gathering: _Gathering, front: Front, lines: Sequence[Line], starts: Sequence[Start]
) -> list[Document]:
    gathering.put(Kind.MASTHEAD, front.masthead)
    gathering.put(Kind.CONTENTS, front.contents)
    gathering.put(Kind.IMPRINT, front.imprint)
    body = lines[front.body :]
    documents = []
    sections = {entry.section for entry in front.entries if entry.section}
    for place, start in enumerate(starts):
        end = starts[place + 1].first if place + 1 < len(starts) else len(body)
        region = list(body[start.body : end])
        while region and squeeze(region[-1].text) in sections:  # the section's name above the next document
            gathering.put(Kind.HEADING, [region.pop().span])
        documents.append(_read_document(gathering, place + 1, start, body, region))
    before = body[: starts[0].first] if starts else body
    kind = Kind.IMPRINT if starts else Kind.FRAGMENT
    for line in before:
        gathering.put(Kind.HEADING if squeeze(line.text) in sections else kind, [line.span])
    if not starts and body:
        what = "没有找到任何文件 (no document was found: neither a title of the 目录 nor a document number)"
        gathering.problems.append(Problem(body[0].number, what))
    return documents


def _read_document(
    gathering: _Gathering, ordinal: int, start: Start, body: Sequence[Line], lines: list[Line]
) -> Document:
    gathering.put(Kind.TITLE, [body[at].span for at in start.titles], ordinal)
    gathering.put(Kind.NUMBER, [body[at].span for at in start.number_at], ordinal)
    document = Document(ordinal, start.number, start.number_printed, start.title)
    if start.entry:
        document = replace(document, section=start.entry.section, page=start.entry.page)
    if start.entry and start.entry.number and not is_same_number(start.entry.number, start.number):
        what = (
            f"文号与目录不符 (the number differs from the 目录): {start.number or '—'} / {start.entry.number}"
        )
        gathering.problems.append(Problem(body[start.first].number, what))
    parted = split_parts(lines, start.title)
    gathering.pieces += [Piece(kind, (span,), ordinal) for kind, span in parted.around]
    gathering.problems += parted.problems
    transmits = len(parted.parts) > 1
    clauses: list[Clause] = []
    for part in parted.parts:
        clauses += _read_part(gathering, document, part, transmits)
    if not clauses:
        what = f"文件没有条款 (a document without any clause): {start.number or start.title}"
        gathering.problems.append(Problem(body[start.first].number, what))
    instrument = next((part.title for part in parted.parts if part.part is Part.INSTRUMENT), "")
    return replace(
        document,
        instrument_title=instrument,
        issuer=parted.issuer or _issuer(start),
        date=parted.date,
        clauses=tuple(clauses),
    )


def _issuer(start: Start) -> str:
    """Take the issuer from the title (…人民政府关于…) or from the section (…人民政府文件)."""
    match = re.match(rf"([\u4e00-\u9fff]{{2,30}}(?:{OFFICES}))关于", squeeze(start.title))
    if match:
        return match[1]
    section = start.entry.section if start.entry else ""
    return section.removesuffix("文件") if section.endswith("文件") else ""


def _read_part(gathering: _Gathering, document: Document, part: PartLines, transmits: bool) -> list[Clause]:
    postings: list[Draft] = []
    if has_postings(part.lines, part.title):
        postings, headings, others = read_postings(part.lines)
        gathering.put(Kind.HEADING, [line.span for line in headings], document.ordinal)
        part = replace(part, lines=tuple(others))
    drafts = [*_read_text(gathering, document, part, transmits), *postings]
    return _finish(gathering, document, part, drafts)


def _read_text(gathering: _Gathering, document: Document, part: PartLines, transmits: bool) -> list[Draft]:
    """Read what is not postings: numbered tables row by row, the rest by its outline."""
    noun = part.noun or _table_noun(part.title)
    tables: list[Table] = []
    plain: set[int] = set()
    texts: list[Line] = []
    at = 0
    for first, end in find_tables(part.lines, gathering.text):
        texts += part.lines[at:first]
        table = read_table(part.lines[first:end], gathering.text, noun)
        if table:
            tables.append(table)
        else:
            texts += part.lines[first:end]
            plain.update(line.number for line in part.lines[first:end])
        at = end
    texts += part.lines[at:]
    drafts = _outline_drafts(gathering, document, part, texts, plain, transmits) if texts else []
    for table in tables:
        gathering.put(Kind.TABLE_HEAD, table.heads, document.ordinal)
        gathering.put(Kind.HEADING, [line.span for line in table.headings], document.ordinal)
        gathering.problems += table.problems
        drafts += table.rows
    return sorted(drafts, key=lambda draft: min(span for block in draft.blocks for span in block))


def _table_noun(title: str) -> str:
    match = _TABLE_NOUN.match(squeeze(title))
    return match[1] if match else "表"


def _outline_drafts(
    gathering: _Gathering,
    document: Document,
    part: PartLines,
    texts: list[Line],
    plain: set[int],
    transmits: bool,
) -> list[Draft]:
    style = detect_style(texts)
    paragraphs, problems = outline(texts, style, frozenset(plain), gathering.column)
    gathering.problems += problems
    drafts, headings = assemble(paragraphs, style)
    spans = [line.span for paragraph in headings for line in paragraph.lines]
    gathering.put(Kind.HEADING, spans, document.ordinal)
    for draft in drafts:
        if draft.damaged:
            start, end = draft.blocks[-1][-1]
            what = f"原文此处不全 (the text breaks off): …{gathering.text[max(start, end - 16) : end]}"
            gathering.problems.append(Problem(draft.lines[1], what))
    is_plain = all(draft.kind is Kind.LEAD and not draft.locator for draft in drafts)
    if part.part is Part.NOTICE and (transmits or is_plain):
        return [replace(draft, kind=Kind.COVER) for draft in drafts]
    if part.noun:
        return [replace(draft, locator=part.noun + draft.locator) for draft in drafts]
    return drafts


def _finish(
    gathering: _Gathering, document: Document, part: PartLines, drafts: Sequence[Draft]
) -> list[Clause]:
    """Give the drafts of a part their ids and texts."""
    clauses = []
    for draft in drafts:
        place = gathering.key, document.number, document.ordinal, part.part, draft.locator
        gathering.ids[clause_id(*place)] += 1
        nth = gathering.ids[clause_id(*place)]
        if nth > 1 and draft.locator:
            what = f"编号重复 (a number comes twice): {draft.locator}"
            gathering.problems.append(Problem(draft.lines[0], what))
        made = clause_of(draft, gathering.text, part.part, part.title, clause_id(*place, nth))
        clause = _placed(gathering, made)
        clauses.append(clause)
        spans = tuple(span for span in clause.spans if gathering.text[span[0] : span[1]].strip())
        gathering.pieces.append(Piece(clause.kind, spans, document.ordinal))
    return clauses


def _placed(gathering: _Gathering, clause: Clause) -> Clause:
    """Add where the clause is printed; say so where it was recognised with little confidence."""
    where, spans = gathering.provenance, clause.spans
    if where.is_empty:
        return clause
    confidence = where.confidence(spans)
    if confidence is not None and confidence < POORLY_RECOGNISED:
        what = f"识别存疑 (recognised with little confidence, {confidence:.2f}): {clause.text[:16]}…"
        gathering.problems.append(Problem(clause.lines[0], what.replace("\n", " ")))
    return replace(clause, pages=where.pages(spans), sheets=where.sheets(spans), confidence=confidence)


def _sweep(gathering: _Gathering) -> None:
    """Put what no rule took into fragments, so that nothing is lost, and say so."""
    spans = sorted(span for piece in gathering.pieces for span in piece.spans)
    at, line, counted = 0, 1, 0
    for start, end in [*spans, (len(gathering.text), len(gathering.text))]:
        gap = gathering.text[at:start]
        body = gap.strip()
        if body:
            begin = at + gap.index(body)
            visible = any(char.isalnum() for char in body)
            gathering.put(Kind.FRAGMENT if visible else Kind.FURNITURE, [(begin, begin + len(body))])
            if visible:
                line += gathering.text.count("\n", counted, begin)
                counted = begin
                what = f"未归入任何条款 (belongs to no clause): {body.splitlines()[0][:24]}"
                gathering.problems.append(Problem(line, what))
        at = max(at, end)
