"""Places that a question names."""

import pytest

from search.query.places import Place, find_places

PLACES = [
    ("第22条", [Place("第二十二条")]),
    ("22条", [Place("第二十二条", certain=False)]),
    ("第二十二条", [Place("第二十二条")]),
    ("第一百二十条之一", [Place("第一百二十条之一")]),
    ("第４条第４款", [Place("第四条", "第四款")]),
    ("第四条第一款第（二）项", [Place("第四条", "第一款第二项")]),
    ("article 22", [Place("第二十二条")]),
    ("Article 22(1)", [Place("第二十二条", "第一款")]),
    ("section 5.1.2", [Place("5.1.2")]),
    ("5.1.2", [Place("5.1.2", certain=False)]),
    ("附件第51项", [Place("附件第51项")]),
    ("第3条和第5条", [Place("第三条"), Place("第五条")]),
    # counts and other words
    ("条例", []),
    ("几条精品线路", []),
    ("3.5%", []),
]


@pytest.mark.parametrize(("text", "places"), PLACES)
def test_find_places(text: str, places: list[Place]) -> None:
    assert list(find_places(text)) == places
