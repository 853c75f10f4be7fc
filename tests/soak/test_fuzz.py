"""Twenty thousand generated and mutated sources: read whole, or refused in one line; never anything else."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from corpus import parse
from corpus.readers.plain import read_plain
from corpus.records import SourceError
from index.catalog.codec import encode_issue
from tests.corpus.invariants import check, source
from tests.corpus.test_invariants import FRAGMENTS, GAZETTES, SAMPLES
from tests.soak.conftest import amount

_ODD = "\0\t\n\f\r\u200b\u202e\u3000\ufeff\uffff\U000e0041，。；：第一条（）《》〔〕1.．①▲年月日号附件目录"


def mutate(text: str, dice: random.Random) -> str:
    """Lose, double, move, tear and spoil some parts of a text."""
    start = dice.randrange(len(text))
    text = text[:1500] * dice.randrange(2) + text[start : start + dice.randrange(200, 4000)]
    for _ in range(dice.randrange(1, 12)):
        at, length = dice.randrange(len(text) + 1), dice.choice((1, 1, 3, 40, 400))
        part = text[at : at + length]
        odd = dice.choice(_ODD)
        put = dice.choice(("", part * 2, part[::-1], odd, dice.choice(FRAGMENTS), "\n", odd * 50))
        text = text[:at] + put + text[at + dice.choice((0, length)) :]
    return text


def spoil(data: bytes, dice: random.Random) -> bytes:
    """Change, lose and add some bytes."""
    changed = bytearray(data[: dice.randrange(100, 6000)])
    for _ in range(dice.randrange(1, 20)):
        at = dice.randrange(len(changed))
        changed[at : at + dice.choice((0, 1, 2))] = dice.randbytes(dice.choice((0, 1, 1, 2)))
        if not changed:
            break
    return bytes(changed)


def make(dice: random.Random, texts: list[str]) -> str:
    """Return one source: a soup of fragments, a mutated issue, or bytes that were spoiled."""
    kind = dice.randrange(4)
    if kind == 0:
        return dice.choice(("\n", "\n\n", "")).join(dice.choices(FRAGMENTS, k=dice.randrange(1, 60)))
    if kind == 1:
        encoding = dice.choice(("utf-8", "gb18030", "utf-16"))
        text = dice.choice(texts)
        return read_plain(spoil(text.encode(encoding, "replace"), dice), "test.txt").text
    return mutate(dice.choice(texts), dice)


@pytest.mark.parametrize("part", range(4))
def test_sources(part: int, dice: random.Random, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (*SAMPLES, *GAZETTES)]
    told: Counter[str] = Counter()
    for number in range(amount("SOURCES", 20_000) // 4):
        state = dice.getstate()
        try:
            text = make(dice, texts).replace("\r", "\n")
            reading = parse(source(text))
        except SourceError as refused:
            assert len(str(refused).splitlines()) == len(refused.chinese.splitlines()) == 1
            told["refused"] += 1
            continue
        except Exception as trouble:
            dice.setstate(state)
            Path("fuzz-failed.txt").write_text(make(dice, texts), "utf-8", "surrogatepass")
            raise AssertionError(f"source {number} of part {part}, kept in fuzz-failed.txt") from trouble
        check(reading)
        encode_issue(reading)
        told["read"] += 1
    with capsys.disabled():
        print(f"part {part}: {dict(told)}", flush=True)
