"""Where a clause is printed, as people read it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.view.html.test_cards import answer, row
from view.html import cards
from view.messages import EN, ZH
from view.places import place_of

PLACES = [
    # (printed pages, pages of the file, in Chinese, in English)
    ((9, 9), (11, 11), "第9页", ", page 9"),
    ((9, 10), (11, 12), "第9–10页", ", pages 9–10"),
    # no number is printed there, and none is guessed
    (None, (11, 11), "文件第11页", ", page 11 of the file"),
    (None, (11, 12), "文件第11–12页", ", pages 11–12 of the file"),
    # text without pages: the page that the 目录 gives the document
    (None, None, "第7页起", ", from page 7"),
]


@pytest.mark.parametrize(("pages", "sheets", "chinese", "english"), PLACES)
def test_places(
    pages: tuple[int, int] | None, sheets: tuple[int, int] | None, chinese: str, english: str
) -> None:
    one = row()
    clause = replace(one.clause, pages=pages, sheets=sheets)
    assert place_of(one.document, ZH, clause) == f"云岭州人民政府公报 2025年第1期（总32期）{chinese}"
    assert place_of(one.document, EN, clause).endswith(english)


def test_doubtful_recognition_is_said_on_the_card() -> None:
    one = row()
    for confidence, said in ((0.55, True), (0.95, False), (None, False)):
        shown = cards.answer(answer(replace(one, clause=replace(one.clause, confidence=confidence))), ZH, "")
        assert (ZH("page.doubtful") in shown) is said
