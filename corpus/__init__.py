"""Read Chinese government gazettes: a file in, cited clauses out.

Pure text: nothing here knows of an index, a model or a page.
"""

from corpus.citations import cite, name_issue
from corpus.document_numbers import find_numbers, find_typed_number, normalise_number
from corpus.forms import fold, heal_title, match_form, squeeze
from corpus.grammar import parse_locator
from corpus.numerals import to_arabic, to_chinese
from corpus.parse import parse
from corpus.pieces import (
    READING_VERSION,
    Clause,
    Document,
    GongbaoError,
    Issue,
    Kind,
    MissingReaderError,
    Page,
    Part,
    Passage,
    Piece,
    Problem,
    Reading,
    Source,
    SourceError,
    Span,
)
from corpus.read import LARGEST, SUFFIXES, kind_of_name, read

__all__ = [
    "LARGEST",
    "READING_VERSION",
    "SUFFIXES",
    "Clause",
    "Document",
    "GongbaoError",
    "Issue",
    "Kind",
    "MissingReaderError",
    "Page",
    "Part",
    "Passage",
    "Piece",
    "Problem",
    "Reading",
    "Source",
    "SourceError",
    "Span",
    "cite",
    "find_numbers",
    "find_typed_number",
    "fold",
    "heal_title",
    "kind_of_name",
    "match_form",
    "name_issue",
    "normalise_number",
    "parse",
    "parse_locator",
    "read",
    "squeeze",
    "to_arabic",
    "to_chinese",
]
