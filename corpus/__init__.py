"""Read Chinese government gazettes: a file in, cited clauses out.

Pure text: nothing here knows of an index, a model or a page.
"""

from corpus.events.amendments import Amendment, Change
from corpus.appointments.find import Posting, find_postings
from corpus.cite import cite, name_document, name_issue
from corpus.references.context import Context, context_of, is_same_title, title_form
from corpus.numbers import (PrintedNumber, find_numbers, find_typed_number, normalise_number, read_number,)
from corpus.events.find import Event, EventKind, find_events
from corpus.facts import Fact, FactKind, find_facts
from corpus.text import fold, heal_title, match_form, squeeze
from corpus.markers import parse_locator
from corpus.numerals import to_arabic, to_chinese
from corpus.structure.parse import parse
from corpus.records import (READING_VERSION, Clause, Document, GongbaoError, Issue, Kind, MissingReaderError, Page, Part, Passage, Piece, Problem, Reading, Source, SourceError, Span,)
from corpus.locators import article_of, find_passage
from corpus.appointments.posts import Note, Post, body_of, person_form, post_form
from corpus.structure.provenance import is_doubtful
from corpus.readers.read import LARGEST, SUFFIXES, kind_of_name, read
from corpus.references.resolve import Reference, ReferenceKind, find_references, read_references

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
    "find_postings",
    "read",
    "read_number",
    "read_references",
    "squeeze",
    "title_form",
    "to_arabic",
    "to_chinese",
]
