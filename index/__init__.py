"""Clauses in, a searchable home out: the catalog, the stores that follow it, and the job that fills them.

Importing this is cheap; SQLite, jieba, tantivy, FAISS and the model are loaded when first used. Other packages
import from here and from these modules:

- ``index.catalog.rows``: what the catalog returns, and the filters it takes; ``index.catalog.catalog``
- ``index.store``: what a store is asked, where it looks, what it answers; ``index.stores``: which there are
- ``index.lexical.bigrams``, ``index.lexical.tokenizer``: how texts and questions are cut
- ``index.vectors.chunks``: what of a clause is embedded
- ``index.embedders.embedder``, ``index.embedders.hub``: models by folder or name
- ``index.ingest.files``, ``index.ingest.report``, ``index.ingest.watch``: what the job reads, reports, waits for
- ``index.progress``, ``index.pool``: how long work tells how far it is, and is shared out
"""

from __future__ import annotations

from index.errors import HomeError
from index.home import Home, open_home
from index.ingest.job import index_files, index_paths, preview_files
from index.ingest.watch import settled
from index.sync import remove, sync
from index.verify import repair, verify

__all__ = [
    "Home",
    "HomeError",
    "index_files",
    "index_paths",
    "open_home",
    "preview_files",
    "remove",
    "repair",
    "settled",
    "sync",
    "verify",
]
