"""The postings of a gazette come out of the catalog as they were read, and go with their issue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import parse, read
from corpus.appointments.find import find_postings
from corpus.appointments.posts import post_form
from corpus.records import Reading
from index import HomeError
from index.catalog.codec import encode_issue
from index.catalog.writing import WritableCatalog
from index.layout import FORMAT

SAMPLES = [
    Path(__file__).parents[3] / f"samples/yunling-{issue}.txt" for issue in ("2024-04", "2025-01", "2025-02")
]


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    return [parse(read(path)) for path in SAMPLES]


@pytest.fixture
def catalog(tmp_path: Path, readings: list[Reading]) -> WritableCatalog:
    made = WritableCatalog(tmp_path / "catalog.sqlite")
    made.create(FORMAT, {"model": "test"})
    for reading in readings:
        made.replace_issue(encode_issue(reading))
    return made


def test_postings_come_back_as_they_were_read(catalog: WritableCatalog, readings: list[Reading]) -> None:
    expected = [
        replace(posting, posts=(post,))
        for reading in readings
        for document in reading.documents
        for posting in find_postings(document)
        for post in posting.posts
    ]
    # Counted in the samples: 19 lines with ▲ and 14 with △; three of them name two posts.
    assert len(expected) == 36
    forms = {post_form(posting.posts[0].name) for posting in expected}
    rows = catalog.postings_of_posts(forms)
    assert [row.posting for row in rows] == expected
    assert all(row.row.clause.id == row.posting.clause for row in rows)
    persons = {posting.person for posting in expected}
    assert len(known_people(catalog)) == len(persons - {""})
    for person in persons - {""}:
        assert [row.posting for row in catalog.postings_of_person(person)] == [
            posting for posting in expected if posting.person == person
        ]


def known_people(catalog: WritableCatalog) -> set[str]:
    """Return the names of all who are posted, read from the table itself."""
    rows = catalog._sql.execute("SELECT person_form FROM posting WHERE person_form <> ''")
    return {name for (name,) in rows}


# (words, the forms of the posts that they name)
NAMED = [
    (["水利局局长"], ["云岭州水利局局长"]),
    (["云岭州", "副秘书长"], ["云岭州政府副秘书长"]),
    (["秘书长"], []),  # a deputy is another post
    (["审计局副局长"], ["云岭州审计局副局长"]),
    (["水利局"], []),  # a body is no post
    (["%"], []),
    (["_"], []),
    ([""], []),
    ([], []),
]


@pytest.mark.parametrize(("words", "forms"), NAMED)
def test_posts_are_named_by_their_ends(catalog: WritableCatalog, words: list[str], forms: list[str]) -> None:
    assert list(catalog.posts_named(words, 10)) == forms


def test_no_more_posts_are_named_than_asked_for(catalog: WritableCatalog) -> None:
    assert len(catalog.posts_named(["局长"], 3)) == 3


def test_names_are_found_in_other_characters(catalog: WritableCatalog) -> None:
    assert catalog.postings_of_person("扎西•云丹") == catalog.postings_of_person("扎西·云丹") != ()
    assert catalog.postings_of_person(" 任 知夏 ") == catalog.postings_of_person("任知夏") != ()
    assert catalog.postings_of_person("") == ()


def test_postings_go_with_their_issue(catalog: WritableCatalog, readings: list[Reading]) -> None:
    for reading in readings:
        catalog.replace_issue(encode_issue(reading))  # again is once
    assert len(catalog.postings_of_person("任知夏")) == 3
    for reading in readings:
        catalog.remove_issue(reading.key)
    assert (known_people(catalog), catalog.postings_of_person("任知夏"), catalog.damage()) == (set(), (), [])


def test_a_flipped_byte_is_no_other_persons_post(catalog: WritableCatalog) -> None:
    catalog._sql.execute("UPDATE posting SET record = replace(record, '审计局局长', '审计局处长')")
    with pytest.raises(HomeError, match="not what was written"):
        catalog.postings_of_person("任知夏")
