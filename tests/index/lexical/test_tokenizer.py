"""Words of a question are found in every text that contains them."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.text import match_form
from index.lexical.bigrams import contains, grams, normalise, phrase, units
from index.lexical.dictionary import cache_is_sound
from index.lexical.tokenizer import Tokenizer

UNITS = [
    # Chinese runs, words and numbers; punctuation separates
    ("信息化项目，由州政府审批。", ["信息化项目", "由州政府审批"]),
    ("5.1.1应急响应 20%", ["5.1.1", "应急响应", "20"]),
    ("IT项目 A类 covid-19", ["it", "项目", "a", "类", "covid", "19"]),
    # full width, traditional characters, blanks inside Chinese
    ("ＩＴ項目　變更", ["it", "项目变更"]),
    ("关 于 印 发", ["关于印发"]),
    ("二〇二五年", ["二〇二五年"]),
    ("open data  policy", ["open", "data", "policy"]),
    ("", []),
    ("——……", []),
]

PHRASES = [
    # (text, phrase, whether the text contains it)
    ("州级信息化项目的变更", "信息化项目", True),
    ("州级信息化项目的变更", "项目变更", False),
    ("项目IT变更", "目IT变", True),
    ("项目、变更", "项目，变更", True),
    ("项目、变更", "项目变更", False),
    ("依照5.1.1执行", "5.1.1", True),
    ("依照5.1.1执行", "5.1", False),
    ("甲，乙丙", "甲，乙", True),
    ("甲", "甲", True),
    ("甲乙", "乙", True),
    ("the open data policy", "open data", True),
    ("the open data policy", "open policy", False),
]


@pytest.mark.parametrize(("text", "expected"), UNITS)
def test_units(text: str, expected: list[str]) -> None:
    assert units(normalise(text)) == expected


def stands_in(sought: str, text: str) -> bool:
    """Say whether a phrase stands in a text, by their tokens."""
    return contains(grams(text), phrase(sought))


@pytest.mark.parametrize(("text", "sought", "expected"), PHRASES)
def test_a_phrase_is_found_exactly_where_it_stands(text: str, sought: str, expected: bool) -> None:
    assert stands_in(sought, text) is expected


CHINESE = st.text(alphabet="信息化项目变更由州政府审批的了第二十條辦法〇一", min_size=2, max_size=30)
PIECES = st.lists(
    st.one_of(CHINESE, st.sampled_from(["，", " IT ", "5.1.1", "。", "20", "　", "２０２５"])), max_size=6
)


@settings(max_examples=200, deadline=None)
@given(PIECES.map("".join), st.data())
@example("信息化项目", None)
def test_any_part_of_a_text_is_a_phrase_in_it(text: str, data: st.DataObject | None) -> None:
    if not text or data is None:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    # A part that tears a word or number apart is another word.
    if any(torn(text, edge) for edge in (start, end)):
        return
    if phrase(text[start:end]).tokens:
        assert stands_in(text[start:end], text)


def torn(text: str, edge: int) -> bool:
    around = text[edge - 1 : edge + 1] if 0 < edge < len(text) else ""
    return len(around) == 2 and all(c.isdigit() or c == "." or (c.isascii() and c.isalnum()) for c in around)


@settings(max_examples=200, deadline=None)
@given(text=PIECES.map("".join), data=st.data())
def test_every_word_of_a_part_is_known_by_word_or_pairs(
    tokenizer: Tokenizer, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, max(len(text) - 2, 0)))
    end = data.draw(st.integers(start, len(text)))
    if any(torn(text, edge) for edge in (start, end)):
        return
    known = set(tokenizer.index_text(text)[0].split())
    for word in tokenizer.query_words(text[start:end]):
        assert word in known or stands_in(word, text), (word, text)


def test_numbers_and_words_are_kept(tokenizer: Tokenizer) -> None:
    words = tokenizer.index_text("5.1.1 从2025年起，IT项目下降20%")[0].split()
    assert {"5.1.1", "2025", "it", "项目", "20"} <= set(words)


def test_a_question_has_each_word_once_and_blanks_are_borders(tokenizer: Tokenizer) -> None:
    assert tokenizer.query_words("变更 变更 項目") == ["变更", "项目"]
    assert tokenizer.query_words("通 知") == ["通知"]
    assert "中国" in tokenizer.query_words("发展 中国 家")


@settings(max_examples=100, deadline=None)
@given(st.one_of(PIECES.map("".join), st.text(max_size=20)))
def test_looking_words_up_in_the_file_cuts_alike(tokenizer: Tokenizer, text: str) -> None:
    tokenizer.index_text("")  # the cache is there
    light = _light(tokenizer)
    assert light.index_text(text) == tokenizer.index_text(text)
    assert light.query_words(text) == tokenizer.query_words(text)


@cache
def _light(tokenizer: Tokenizer) -> Tokenizer:
    return Tokenizer(tokenizer.folder)


def test_the_cache_is_trusted_only_as_it_was_written(tmp_path: Path) -> None:
    Tokenizer(tmp_path, write=True).index_text("项目")
    assert cache_is_sound(tmp_path)
    sound = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for name, data in sound.items():
        for damaged in (
            data[:-1],
            b"",
            data[:100] + bytes([data[100] ^ 1]) + data[101:] if len(data) > 101 else b"{}",
        ):
            (tmp_path / name).write_bytes(damaged)
            assert not cache_is_sound(tmp_path)
        (tmp_path / name).write_bytes(data)
    assert cache_is_sound(tmp_path)
    (tmp_path / "words.txt").unlink()
    assert "项目" in Tokenizer(tmp_path, write=True).index_text("信息化项目")[0].split()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == sound


def test_jieba_is_quiet_and_leaves_nothing_outside(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from index.lexical.tokenizer import Tokenizer; "
        "Tokenizer(Path(sys.argv[1]), write=True).index_text('信息化项目')"
    )
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path / "home")]
    environment = {"TMPDIR": str(temporary), "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(temporary.iterdir()) == []


@settings(max_examples=500, deadline=None)
@given(st.one_of(PIECES.map(" ".join), st.text(max_size=30)))
@example("a\ue000b c")
def test_blanks_keep_words_apart(text: str) -> None:
    parts = " ".join(match_form(part) for part in text.split())
    kept = "".join(
        char
        for at, char in enumerate(parts)
        if char != " " or not (0 < at < len(parts) - 1 and chinese(parts[at - 1]) and chinese(parts[at + 1]))
    )
    assert normalise(text) == kept


def chinese(char: str) -> bool:
    """Tell a Chinese character or a mark that stands among them."""
    return "\u3001" <= char <= "\u303f" or any(start <= char <= end for start, end in RANGES)


RANGES = (
    ("\u3007", "\u3007"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
