"""BibTeX: what a parser and a TeX reader of others read is what was written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from pybtex.database import BibliographyData, parse_string
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from tests.view.exports.findings import HOSTILE, answer, clause_texts, hit, table
from view.exports.bibtex import escaped, key_of
from view.exports.files import export_answer, export_table
from view.exports.table import Reference, Row, Table, printable
from view.messages import ZH

TEXTS = ("title", "journal", "abstract")


def parsed(content: bytes) -> BibliographyData:
    """Return the entries that a program reads."""
    return parse_string(content.decode("utf-8"), "bibtex")


def blanks(text: str) -> str:
    """Return a text with each run of blanks as one: BibTeX knows no other."""
    return re.sub(r"\s+", " ", text).strip()


def printed(tex: str) -> str:
    """Return the text that TeX would print."""
    text: str = LatexNodes2Text(latex_context=_tex_names(), keep_comments=True).latex_to_text(tex)
    return blanks(text.replace("\u02c6", "^"))  # the reader's name for \textasciicircum


def _tex_names() -> object:
    """Return what the reader knows, and LaTeX's own names of the braces, which it lacks."""
    known = get_default_latex_context_db()
    braces = [MacroTextSpec("textbraceleft", "{"), MacroTextSpec("textbraceright", "}")]
    known.add_context_category("braces", macros=braces)
    return known


def test_an_article_of_a_gazette() -> None:
    (entry,) = parsed(export_answer(answer(hit()), "bib", ZH)).entries.values()
    assert entry.type == "article"
    assert [str(one) for one in entry.persons["author"]] == ["{云岭州政府}"]
    assert dict(entry.fields) == {
        "title": "{云岭州办法}",
        "journal": "{云岭州人民政府公报}",
        "year": "2025",
        "number": "1",
        "pages": "7+",
        "note": "岭政办发〔2025〕3号, 第一条",
        "abstract": "第一条 变更由州数据局审批。",
        "language": "chinese",
    }


def test_a_law_that_no_issue_prints() -> None:
    (entry,) = parsed(export_answer(answer(hit(law=True)), "bib", ZH)).entries.values()
    assert entry.type == "misc"
    assert {"title", "year", "note", "abstract", "language"} == set(entry.fields)
    assert entry.fields["year"] == "2025"


# pages of the clause, page of the document, field
PAGES = [((7, 7), 2, "7"), ((7, 9), 2, "7--9"), (None, 2, "2+"), (None, None, None)]


@pytest.mark.parametrize(("pages", "from_page", "expected"), PAGES)
def test_pages(pages: tuple[int, int] | None, from_page: int | None, expected: str | None) -> None:
    about = Reference("id", "办法", gazette="公报", pages=pages, from_page=from_page)
    (entry,) = parsed(export_table(Table("", (), (Row((), "", reference=about),)), "bib")).entries.values()
    assert entry.fields.get("pages") == expected


# text, TeX
TEX = [
    ("第一条 为了规范管理", "第一条 为了规范管理"),
    ("100% & #1_2 $x$", r"100\% \& \#1\_2 \$x\$"),
    ("{甲}}", r"\textbraceleft{}甲\textbraceright{}\textbraceright{}"),
    (r"\甲", r"\textbackslash{}甲"),
    ("~^", r"\textasciitilde{}\textasciicircum{}"),
    ("a--b---c", "a-{}-b-{}-{}-c"),
    ("@article", "{@}article"),
    ("``甲''", "`{}`甲'{}'"),
]


@pytest.mark.parametrize(("text", "expected"), TEX)
def test_what_means_something_to_tex_is_escaped(text: str, expected: str) -> None:
    assert escaped(text) == expected


@given(clause_texts)
def test_tex_prints_the_text(text: str) -> None:
    (entry,) = parsed(export_table(table(text), "bib")).entries.values()
    for name in TEXTS:
        assert printed(entry.fields.get(name, "")) == blanks(text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_stay_within_their_field(text: str) -> None:
    (entry,) = parsed(export_table(table(text), "bib")).entries.values()
    assert printed(entry.fields.get("title", "")) == blanks(printable(text))


# number, title, key without its hash
KEYS = [
    ("岭政办发〔2025〕3号", "", "lzbf-2025-3h"),
    ("", "云岭州办法", "ylzbf"),
    ("", "Rules", "rules"),
    ("", "", ""),
]


@pytest.mark.parametrize(("number", "title", "expected"), KEYS)
def test_keys_can_be_read(number: str, title: str, expected: str) -> None:
    key = key_of(Reference("甲", title, number=number))
    assert re.fullmatch(r"[a-z0-9-]+", key)
    assert key[:-12].rstrip("-") == expected


def test_keys_are_unlike_and_stay_the_same() -> None:
    first, second = (Reference(name, "办法", number="岭政办发〔2025〕3号") for name in "ab")
    assert key_of(first) != key_of(second)
    # The hash is sha256("a"), as any other program computes it.
    assert key_of(first) == "lzbf-2025-3h-ca978112ca1b"
