"""Chinese numerals, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numerals import to_arabic, to_chinese

# (number, how articles are numbered): published law texts write them so
WRITTEN = [
    (0, "零"),
    (1, "一"),
    (10, "十"),
    (11, "十一"),
    (20, "二十"),
    (22, "二十二"),
    (100, "一百"),
    (101, "一百零一"),
    (110, "一百一十"),
    (111, "一百一十一"),
    (120, "一百二十"),
    (205, "二百零五"),
    (1000, "一千"),
    (1001, "一千零一"),
    (1010, "一千零一十"),
    (1100, "一千一百"),
    (1101, "一千一百零一"),
    (1260, "一千二百六十"),
    (2025, "二千零二十五"),
    (9999, "九千九百九十九"),
]

# (text, its value): other ways of writing, and what is no numeral
READ = [
    # the zero in three shapes
    ("一百零五", 105),
    ("一百〇五", 105),
    ("一百○五", 105),
    # 两, and a unit without its digit
    ("两千", 2000),
    ("百二十", 120),
    # digit by digit, as years and laws before 1990 are
    ("二〇二五", 2025),
    ("一九九八", 1998),
    ("一〇三", 103),
    # ASCII and full-width digits
    ("22", 22),
    ("２２", 22),
    ("007", 7),
    # no numerals, or out of the range of articles
    ("", None),
    ("第", None),
    ("十百", None),
    ("十十", None),
    ("二三十", None),
    ("一万", None),
    ("壹", None),
    ("①", None),
    ("²", None),
    ("-5", None),
    ("1.5", None),
    (" 3", None),
    ("9" * 5000, None),
    ("零" * 5000, None),
]


def spell(number: int) -> str:
    """Write a numeral column by column, then mend the zeros: the slow way, another than the code's."""
    columns = [f"{digit}{unit}" for digit, unit in zip(f"{number:04d}", ["千", "百", "十", ""], strict=True)]
    text = "".join("0" if column[0] == "0" else column for column in columns).strip("0")
    while "00" in text:
        text = text.replace("00", "0")
    text = text.translate(str.maketrans("0123456789", "零一二三四五六七八九"))
    return (text[1:] if text.startswith("一十") else text) or "零"


def test_every_article_number_both_ways() -> None:
    written = [to_chinese(number) for number in range(10_000)]
    assert written == [spell(number) for number in range(10_000)]
    assert [to_arabic(text) for text in written] == list(range(10_000))
    assert len(set(written)) == 10_000


@pytest.mark.parametrize(("number", "text"), WRITTEN)
def test_to_chinese(number: int, text: str) -> None:
    assert to_chinese(number) == text
    assert to_arabic(text) == number


@pytest.mark.parametrize(("text", "number"), READ)
def test_to_arabic(text: str, number: int | None) -> None:
    assert to_arabic(text) == number


@pytest.mark.parametrize("number", [-1, 10_000])
def test_to_chinese_refuses_what_no_article_has(number: int) -> None:
    with pytest.raises(ValueError, match="expected 0 to 9999"):
        to_chinese(number)


@given(st.text() | st.text("零〇○一二三四五六七八九十百千两万0１9", max_size=30))
def test_to_arabic_is_total(text: str) -> None:
    number = to_arabic(text)
    assert number is None or number >= 0
