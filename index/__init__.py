"""Clauses in, a searchable home out: catalog, words, vectors, and the job that fills them.

Importing this is cheap; SQLite, jieba, tantivy, FAISS and the model are loaded when first used.
"""

from __future__ import annotations

from index.catalog.catalog import Catalog
from index.embedders.embedder import Embedder, load_embedder
from index.errors import HomeError
from index.home import Home, open_home
from index.ingest.job import index_files, index_paths, preview_files
from index.lexical.query import LexicalQuery, Weights
from index.vectors.chunks import WHOLE, embedded_texts
from index.progress import Progress
from index.ingest.report import Report
from index.catalog.rows import (ClauseRow, DocumentRow, EventRow, Filters, IssueRow, Overview, PostingRow, ProblemRow, SetAsideRow,)
from index.embedders.hub import load_model
from index.lexical.tokenizer import Tokenizer
from index.ingest.watch import settled

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
