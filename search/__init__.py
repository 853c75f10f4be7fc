"""A question in, cited hits out.

Whoever shows answers asks a ``Library``, the one door. Other packages import from here and from these modules:

- ``search.library``: the door, and the lists it answers
- ``search.query.parse``: what a question asks for
- ``search.ranking.retrievers``: what finds clauses
- ``search.answer.hits``, ``search.answer.order``, ``search.answer.notes``: what an answer is, in what order
- ``search.status.standing``, ``search.status.report``, ``search.status.proofs``, ``search.status.versions``,
  ``search.status.cross_references``, ``search.status.holdings``, ``search.status.documents``: in force or not
- ``search.people.find``, ``search.people.tenures``, ``search.people.postings``: who held which post
- ``search.check.check``, ``search.check.draft``, ``search.check.findings``: the draft checker
- ``search.evaluation.evaluate``, ``search.evaluation.metrics``: judged questions
"""

from search.evaluation.evaluate import evaluate
from search.library import Library
from search.ranking.reranker import Reranker
from search.searcher import Searcher

__all__ = ["Library", "Reranker", "Searcher", "evaluate"]
