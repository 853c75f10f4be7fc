"""From numbered paragraphs to clauses: articles, decimal sections, items, with their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.markers import DIVISIONS, ITEMS, Family, Marker
from corpus.numerals import to_chinese
from corpus.records import Clause, Kind, Part, Passage, Span, join
from corpus.structure.outline import Paragraph, Style, is_closing, is_finished
from corpus.text import heal_title, squeeze

_DIVISION_ORDER = (Family.BOOK, Family.SUBBOOK, Family.CHAPTER, Family.SECTION)


@dataclass(frozen=True, slots=True)
class Draft:
    """A clause before it knows its document: blocks are its paragraphs, each a list of slices."""

    kind: Kind
    locator: str
    headings: tuple[str, ...]
    blocks: tuple[tuple[Span, ...], ...]
    markers: tuple[Marker | None, ...]
    lines: Span
    counted: bool = False
    name: str = ""
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class _Node:
    """An open heading: ``order`` is its depth, ``locator`` its number with those of its parents."""

    order: tuple[int, ...]
    locator: str
    heading: str
    paragraph: Paragraph


def assemble(paragraphs: Sequence[Paragraph], style: Style) -> tuple[list[Draft], list[Paragraph]]:
    """Gather paragraphs into clauses; return them with the paragraphs that are headings only."""
    drafts: list[Draft] = []
    headings: list[Paragraph] = []
    open_nodes: list[_Node] = []
    parents: set[str] = set()
    gathered: list[Paragraph] = []
    clause_order: tuple[int, ...] = ()

    def close() -> None:
        if gathered:
            drafts.append(_draft(gathered, open_nodes, style))
            gathered.clear()

    for index, paragraph in enumerate(paragraphs):
        if gathered and paragraph.marker is None and is_closing(paragraph.text) and gathered[0].marker:
            close()  # it closes the document, not its last item: it is cited without a number
            open_nodes.clear()
        order = _order(paragraph, style)
        if order is None or (gathered and clause_order and _below(order, clause_order)):
            gathered.append(paragraph)
            continue
        close()
        while open_nodes and not _below(order, open_nodes[-1].order):
            open_nodes.pop()
        parents.update(node.locator for node in open_nodes[-1:])
        clause_order = ()
        if paragraph.heading and not _is_leaf(paragraphs, index, style):
            headings.append(paragraph)
            open_nodes.append(_node(paragraph, order, open_nodes))
        else:
            clause_order = order
            gathered.append(paragraph)
    close()
    return [_with_kind(draft, parents) for draft in drafts], headings


def _order(paragraph: Paragraph, style: Style) -> tuple[int, ...] | None:
    """Return the depth of what opens clauses in this style, None for what stands inside one."""
    marker = paragraph.marker
    if marker is None:
        return (8,) if paragraph.heading else None
    if marker.family in DIVISIONS:
        return (_DIVISION_ORDER.index(marker.family),)
    if style is Style.ARTICLES:
        if paragraph.heading and marker.family in ITEMS:
            return (7,)
        return (9,) if marker.family is Family.ARTICLE else None
    if style is Style.DECIMALS:
        return (9, *marker.path) if marker.family is Family.DECIMAL else None
    return (10 + ITEMS.index(marker.family),) if marker.family in ITEMS else None


def _below(order: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Tell if one depth lies inside another: sections by their path, the rest by their rank."""
    if len(order) > 1 and len(other) > 1:
        return order[: len(other)] == other and len(order) > len(other)
    return order[0] > other[0]


def _is_leaf(paragraphs: Sequence[Paragraph], index: int, style: Style) -> bool:
    """Tell if a heading has neither text nor children: then the line itself is what it says."""
    order = _order(paragraphs[index], style)
    if order is None or order[0] < 9:
        return False
    if index + 1 >= len(paragraphs):
        return True
    following = _order(paragraphs[index + 1], style)
    return following is not None and not _below(following, order)


def _node(paragraph: Paragraph, order: tuple[int, ...], parents: Sequence[_Node]) -> _Node:
    marker = paragraph.marker
    locator = marker.label if marker else ""
    if marker and marker.family in ITEMS:
        markers = (node.paragraph.marker for node in parents)
        locator = "".join(other.label for other in markers if other and other.family in ITEMS) + marker.label
    return _Node(order, locator, heading_text(paragraph), paragraph)


def heading_text(paragraph: Paragraph) -> str:
    """Return a heading as it is shown: letter-spacing dropped, one blank after its number."""
    marker = paragraph.marker
    if marker is None:
        return heal_title(paragraph.text)
    body = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", paragraph.text[marker.end :])
    number = paragraph.text[: marker.end].rstrip()
    if marker.family in DIVISIONS or marker.family is Family.ARTICLE:
        number = squeeze(number)
    gap = " " if marker.end > len(number) and body else ""
    return f"{number}{gap}{body}"


def _draft(gathered: Sequence[Paragraph], nodes: Sequence[_Node], style: Style) -> Draft:
    first = gathered[0]
    headings = tuple(node.heading for node in nodes)
    if first.marker is not None and _order(first, style) is not None:
        locator = _node(first, (), nodes).locator
        kind = {Style.ARTICLES: Kind.ARTICLE, Style.DECIMALS: Kind.SECTION, Style.ITEMS: Kind.ITEM}[style]
    elif nodes:
        locator, kind = nodes[-1].locator, _kind_under(nodes[-1], style)
    else:
        locator, kind = "", Kind.LEAD
    return Draft(
        kind,
        locator,
        headings,
        tuple(tuple(line.span for line in paragraph.lines) for paragraph in gathered),
        tuple(paragraph.marker for paragraph in gathered),
        (first.lines[0].number, gathered[-1].lines[-1].number),
        damaged=is_broken_off(gathered[-1].text),
    )


def _kind_under(node: _Node, style: Style) -> Kind:
    marker = node.paragraph.marker
    if marker is None or marker.family in DIVISIONS or (style is Style.ARTICLES and marker.family in ITEMS):
        return Kind.LEAD
    if marker.family is Family.ARTICLE:
        return Kind.ARTICLE
    return Kind.SECTION if style is Style.DECIMALS else Kind.ITEM


def _with_kind(draft: Draft, parents: set[str]) -> Draft:
    """Call text a lead when it stands under a heading that has numbered children too."""
    if draft.kind in (Kind.SECTION, Kind.ITEM) and draft.markers[0] is None and draft.locator in parents:
        return replace(draft, kind=Kind.LEAD)
    return draft


_PAIRS = (("《", "》"), ("（", "）"), ("“", "”"))


def is_broken_off(text: str) -> bool:
    """Tell if the print broke a text off: no end, and a bracket left open or a word that needs another."""
    if is_finished(text):
        return False
    tail = text.rstrip()
    if any(tail.rfind(opening) > tail.rfind(closing) for opening, closing in _PAIRS):
        return True
    return tail.endswith(("，", "、", ",", "的", "和", "及", "与", "将", "对", "在", "为", "或"))


def clause_of(draft: Draft, text: str, part: Part, title: str, uid: str) -> Clause:
    """Make the clause: its text joined from the source, one line a paragraph, and its passages."""
    spans: list[Span] = []
    body = ""
    starts: list[int] = []
    for index, block in enumerate(draft.blocks):
        if index:
            newline = text.index("\n", spans[-1][1])
            spans.append((newline, newline + 1))
            body += "\n"
        starts.append(len(body))
        spans.extend(block)
        body += join(text, block)
    ends = [*(start - 1 for start in starts[1:]), len(body)]
    locators = passage_locators(draft)
    passages = tuple(
        Passage(where, (start, end)) for where, start, end in zip(locators, starts, ends, strict=True)
    )
    return Clause(
        uid,
        part,
        draft.kind,
        title,
        draft.locator,
        draft.headings,
        body,
        passages,
        draft.counted,
        draft.damaged,
        draft.name,
        draft.lines,
        tuple(spans),
    )


def passage_locators(draft: Draft) -> list[str]:
    """Name each paragraph of a clause: 第四条第一款第三项, 5.1.3（12）, 二、（一）第2段."""
    if draft.kind is Kind.ARTICLE:
        return list(_article_passages(draft))
    out: list[str] = []
    stack: list[Marker] = []
    plain = 0
    for index, marker in enumerate(draft.markers):
        if index == 0 and (marker is None or draft.locator.endswith(marker.label)):
            out.append(draft.locator)
            plain = 1
        elif marker is None or marker.family not in ITEMS:
            plain += 1
            stack.clear()
            out.append(f"{draft.locator}第{plain}段")
        else:
            rank = ITEMS.index(marker.family)
            stack = [*(open_ for open_ in stack if ITEMS.index(open_.family) < rank), marker]
            out.append(draft.locator + "".join(open_.label for open_ in stack))
    return out


def _article_passages(draft: Draft) -> Iterable[str]:
    """Count 款, 项 and 目 as the Legislation Law (art. 65) orders them."""
    paragraph, item = 0, ""
    for index, marker in enumerate(draft.markers):
        family = marker.family if marker and index else None
        if marker is None or family not in (Family.HAN_PAREN, Family.ARABIC, Family.ARABIC_PAREN):
            paragraph, item = paragraph + 1, ""
            yield f"{draft.locator}第{_counted(paragraph)}款"
        elif family is Family.HAN_PAREN:
            item = f"第{_counted(marker.path[0])}项"
            yield f"{draft.locator}第{_counted(max(paragraph, 1))}款{item}"
        else:
            yield f"{draft.locator}第{_counted(max(paragraph, 1))}款{item}第{marker.path[0]}目"


def _counted(number: int) -> str:
    """Write what we count: no law has ten thousand paragraphs in an article, but a text may."""
    return to_chinese(number) if number < 10_000 else str(number)
