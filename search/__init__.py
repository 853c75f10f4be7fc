"""A question in, cited hits out."""

from index.catalog.rows import Filters
from search.answer import Answer, Hit
from search.citations import Proof, cite_row
from search.evaluate import QuestionsError, evaluate
from search.query import Query, analyse
from search.reranker import Reranker
from search.searcher import Searcher
from search.show import Shown, UnknownDocumentError, UnknownPlaceError
from search.standpoint import Sort, Standpoint
from search.status import Report
from search.validity import Standing, Status, Validity

__all__ = [
    "Answer",
    "Filters",
    "Hit",
    "Proof",
    "Query",
    "QuestionsError",
    "Report",
    "Reranker",
    "Searcher",
    "Shown",
    "Sort",
    "Standing",
    "Standpoint",
    "Status",
    "UnknownDocumentError",
    "UnknownPlaceError",
    "Validity",
    "analyse",
    "cite_row",
    "evaluate",
]
