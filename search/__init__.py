"""A question in, cited hits out."""

from index import Filters
from search.answer import Answer, Hit
from search.evaluate import QuestionsError, evaluate
from search.query import Query, analyse
from search.reranker import Reranker
from search.searcher import Searcher
from search.show import Shown, UnknownDocumentError, UnknownPlaceError

__all__ = [
    "Answer",
    "Filters",
    "Hit",
    "Query",
    "QuestionsError",
    "Reranker",
    "Searcher",
    "Shown",
    "UnknownDocumentError",
    "UnknownPlaceError",
    "analyse",
    "evaluate",
]
