"""Persons, posts and notes of the real issue against a golden file that was judged by hand, before it was read.

Each row is a posting: its locator, the hash of its person, the hashes of each post and of the notes behind it, those of
the notes on all of its posts. The file holds hashes, not the gazette's names.
"""

import json
from functools import cache
from hashlib import sha256
from typing import Any

from corpus.appointments.find import Posting, find_postings
from corpus.appointments.posts import Note
from corpus.records import Document
from corpus.text import squeeze
from tests.corpus.test_golden import GOLDEN, _issue, needs_the_issue

JUDGED: list[list[Any]] = json.loads(
    GOLDEN.with_name("bazhou-2025-02-appointments.json").read_text(encoding="utf8")
)


@cache
def _postings() -> tuple[Document, tuple[Posting, ...]]:
    document = _issue().documents[7]
    return document, find_postings(document)


def _hash(text: str) -> str:
    return sha256(text.encode("utf8")).hexdigest()[:12]


def _hashes(notes: tuple[Note, ...]) -> list[str]:
    return [_hash(note.text) for note in notes]


@needs_the_issue
def test_postings_are_those_that_were_judged_by_hand() -> None:
    document, postings = _postings()
    locators = {clause.id: clause.locator for clause in document.clauses}
    found = {
        locators[posting.clause]: [
            _hash(posting.person),
            [" ".join([_hash(post.name), *_hashes(post.notes)]) for post in posting.posts],
            _hashes(posting.notes),
        ]
        for posting in postings
    }
    assert len(JUDGED) >= 60
    assert [[locator, *found[locator]] for locator, *_ in JUDGED] == JUDGED


@needs_the_issue
def test_every_posting_has_its_person_and_leads_to_its_words() -> None:
    document, postings = _postings()
    texts = {clause.id: clause.text for clause in document.clauses}
    assert len(postings) == 150
    assert [posting.clause for posting in postings] == [clause.id for clause in document.clauses]
    for posting in postings:
        text = texts[posting.clause]
        assert posting.person_span is not None
        assert text[slice(*posting.person_span)] == posting.person
        assert [squeeze(text[slice(*post.span)]) for post in posting.posts] == [
            post.name for post in posting.posts
        ]
        assert posting.date is None  # the notice prints a period, and no day


@needs_the_issue
def test_other_documents_of_the_issue_post_nobody() -> None:
    assert [find_postings(document) for document in _issue().documents[:7]] == [()] * 7
