"""Make what the tests of the exports write: a clause as a hit, a text as a row of a table."""

from __future__ import annotations

from hypothesis import strategies as st

from corpus.records import Clause, Issue, Kind, Part, Passage
from index.catalog.rows import ClauseRow, DocumentRow, IssueRow
from search.answer.hits import Answer, Hit
from view.exports.table import Reference, Row, Table

# Clauses as no gazette prints them, each of which some program would make something of.
HOSTILE = [
    '=HYPERLINK("http://example.org/?"&A1,"x")',  # a formula
    "＝1＋1",  # the same in full width
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "\u202eexe.第一条\u202c \u200f第二条",  # marks of direction
    "第一\x00条\x1b[31m\ud800",  # what XML can't hold
    "1. 一\n2. 二\n- 三\n# 四\n> 五\n    六\n```\n七",  # Markdown
    "**粗** _斜_ `码` [甲](http://example.org) | 乙 | ~~丙~~ &lt; <丁> \\戊",
    r"100% & #1_2 $x$ {甲} } { ~ ^ \input{/etc/passwd} \\ ``'' -- <<",  # TeX
    "@article{甲,\n@comment{",
    "",
    " \n\t第一条\t\n\n ",  # blanks at both ends
    "\ufeff第一条",
    "𠮷野家\U0001f600",  # beyond the first plane
    "长" * 100_000,
    "1" * 100_000 + "条",
    "- " * 50_000,
]

#: Texts that a gazette could hold, and such with what the formats give a meaning to.
clause_texts = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]),
        st.sampled_from("\n\t =+-@'\"\\`*_{}[]()#.!|<>~&%$^:;,/第一条1a"),
    ),
    max_size=60,
)


def hit(
    text: str = "第一条 变更由州数据局审批。", *, law: bool = False, passages: int = 1, **changes: object
) -> Hit:
    """Return a hit: a clause of an issue, or of a law that is printed in none."""
    issue = None if law else Issue("云岭州人民政府公报", 2025, 1, 32, None)
    number, page = ("", None) if law else ("岭政办发〔2025〕3号", 7)
    source = IssueRow(1, "key", issue, "a.txt", "0" * 64)
    document = DocumentRow(1, source, 1, number, "", "通知", "办法", "云岭州政府", "2025-02-18", "", page)
    parts = tuple(Passage(f"第一条第{n}款", (0, 2)) for n in "一二三"[:passages])
    clause = Clause(
        "key/1/instrument/第一条", Part.INSTRUMENT, Kind.ARTICLE, "云岭州办法", "第一条",
        ("第一章 总则", "第一节"), text, parts,
    )  # fmt: skip
    fields: dict[str, object] = {"highlights": ((4, 6),), "passage": parts[0] if parts else None} | changes
    return Hit(1, 0.9, ClauseRow(1, clause, document), **fields)  # type: ignore[arg-type]


def answer(*hits: Hit, query: str = "变更由谁审批", notes: tuple[str, ...] = ()) -> Answer:
    """Return an answer of these hits."""
    return Answer(query, hits, max(7, len(hits)), 1.5, notes)


def table(text: str, highlights: tuple[tuple[int, int], ...] = ()) -> Table:
    """Return a table with one row, whose every text is ``text``."""
    about = Reference(text, text, text, text, text, "2025-02-18", text, 2025, 1, (7, 8), 2, text)
    row = Row((1, text, None), text, (text,), text, highlights, about)
    return Table(text, (text, "second", "third"), (row,), (text,), (text,))
