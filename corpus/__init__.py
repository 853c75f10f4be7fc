"""Read Chinese government gazettes: a file in, cited clauses out.

Pure text: nothing here knows of an index, a model or a page.
"""

from corpus.amendments import Amendment, Change
from corpus.appointments import Posting, postings_of
from corpus.citations import cite, name_document, name_issue
from corpus.context import Context, context_of, is_same_title, title_form
from corpus.document_numbers import (
    PrintedNumber,
    find_numbers,
    find_typed_number,
    normalise_number,
    read_number,
)
from corpus.events import Event, EventKind, find_events
from corpus.facts import Fact, FactKind, find_facts
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
from corpus.places import article_of, find_passage
from corpus.posts import Note, Post, body_of, person_form, post_form
from corpus.provenance import is_doubtful
from corpus.read import LARGEST, SUFFIXES, kind_of_name, read
from corpus.references import Reference, ReferenceKind, find_references, read_references

__all__ = [
    "LARGEST",
    "READING_VERSION",
    "SUFFIXES",
    "Amendment",
    "Change",
    "Clause",
    "Context",
    "Document",
    "Event",
    "EventKind",
    "Fact",
    "FactKind",
    "GongbaoError",
    "Issue",
    "Kind",
    "MissingReaderError",
    "Note",
    "Page",
    "Part",
    "Passage",
    "Piece",
    "Post",
    "Posting",
    "PrintedNumber",
    "Problem",
    "Reading",
    "Reference",
    "ReferenceKind",
    "Source",
    "SourceError",
    "Span",
    "article_of",
    "body_of",
    "cite",
    "context_of",
    "find_events",
    "find_facts",
    "find_numbers",
    "find_passage",
    "find_references",
    "find_typed_number",
    "fold",
    "heal_title",
    "is_doubtful",
    "is_same_title",
    "kind_of_name",
    "match_form",
    "name_document",
    "name_issue",
    "normalise_number",
    "parse",
    "parse_locator",
    "person_form",
    "post_form",
    "postings_of",
    "read",
    "read_number",
    "read_references",
    "squeeze",
    "title_form",
    "to_arabic",
    "to_chinese",
]
