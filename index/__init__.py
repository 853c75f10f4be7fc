"""Clauses in, a searchable home out: catalog, words, vectors, and the job that fills them.

Importing this is cheap; SQLite, jieba, tantivy, FAISS and the model are loaded when first used.
"""

from __future__ import annotations

from index.catalog import Catalog
from index.embedder import Embedder, load_embedder
from index.errors import HomeError
from index.home import Home, open_home
from index.job import index_files, index_paths, preview_files
from index.lexical_query import LexicalQuery, Weights
from index.passages import WHOLE, embedded_texts
from index.progress import Progress
from index.report import Report
from index.rows import (
    ClauseRow,
    DocumentRow,
    EventRow,
    Filters,
    IssueRow,
    Overview,
    PostingRow,
    ProblemRow,
    SetAsideRow,
)
from index.sentence_models import load_model
from index.tokenizer import Tokenizer
from index.watch import settled

__all__ = [
    "WHOLE",
    "Catalog",
    "ClauseRow",
    "DocumentRow",
    "Embedder",
    "EventRow",
    "Filters",
    "Home",
    "HomeError",
    "IssueRow",
    "LexicalQuery",
    "Overview",
    "PostingRow",
    "ProblemRow",
    "Progress",
    "Report",
    "SetAsideRow",
    "Tokenizer",
    "Weights",
    "embedded_texts",
    "index_files",
    "index_paths",
    "load_embedder",
    "load_model",
    "open_home",
    "preview_files",
    "settled",
]
