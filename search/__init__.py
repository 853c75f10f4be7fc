"""A question in, cited hits out."""

from index.catalog.rows import Filters
from search.answer.hits import Answer, Hit
from search.status.proofs import Proof, cite_row
from search.evaluation.evaluate import QuestionsError, evaluate
from search.query.parse import Query, analyse
from search.ranking.reranker import Reranker
from search.searcher import Searcher
from search.status.documents import Shown, UnknownDocumentError, UnknownPlaceError
from search.answer.order import Sort, Standpoint
from search.status.report import Report
from search.status.standing import Standing, Status, Validity

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
