"""Read Chinese government gazettes: a file in, cited clauses out, and what they say.

Pure text: nothing here knows of an index, a model or a page. The verbs stand here; what they take and give
stands in these modules, from which other packages import:

- ``corpus.records``: Source, Issue, Document, Clause, Passage, and the errors
- ``corpus.messages``: every sentence that is said, in both languages
- ``corpus.text``: the forms in which texts are matched
- ``corpus.vocabulary``: what documents, bodies and posts are called
- ``corpus.numerals``, ``corpus.dates``: Chinese numerals both ways, and days as they are printed
- ``corpus.numbers``: document numbers as they are printed, typed and found in running text
- ``corpus.titles``: when two titles are one
- ``corpus.pointers``, ``corpus.markers``, ``corpus.locators``: places in a document, as printed and as compared
- ``corpus.cite``: citations to copy
- ``corpus.facts``: the phrases that say who, when, how much
- ``corpus.references.resolve``, ``corpus.references.context``, ``corpus.references.mentions``,
  ``corpus.references.short_names``: what a clause points at
- ``corpus.events.kinds``, ``corpus.events.amendments``, ``corpus.events.dates``: what documents do to one another
- ``corpus.appointments.find``, ``corpus.appointments.posts``: who is appointed to what
- ``corpus.readers.read``: the kinds of files that are read
- ``corpus.structure.parse``, ``corpus.structure.provenance``: how a source is cut, and how sure its recognition is
"""

from corpus.appointments.find import find_postings
from corpus.cite import cite
from corpus.events.find import find_events
from corpus.facts import find_facts
from corpus.readers.read import read
from corpus.records import Clause, Document, GongbaoError, Issue, Reading, Source, SourceError
from corpus.references.resolve import find_references
from corpus.structure.parse import parse

__all__ = [
    "Clause",
    "Document",
    "GongbaoError",
    "Issue",
    "Reading",
    "Source",
    "SourceError",
    "cite",
    "find_events",
    "find_facts",
    "find_postings",
    "find_references",
    "parse",
    "read",
]
