"""Compare what was found with what is frozen, or freeze it anew."""

from __future__ import annotations

import difflib
import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

from tests.golden.normal import timeless, word_tree

FROZEN = Path(__file__).parent / "frozen"
RENEW = bool(os.environ.get("GONGBAO_RENEW_GOLDENS"))
Section = tuple[str, str]  # a title, and what is frozen under it
_BAR = "════ "
_SHOWN = 400  # lines of a difference


def frozen(name: str, sections: list[Section]) -> None:
    """Compare sections with those of a file, or write the file where that is asked for."""
    path = FROZEN / name
    parts = [f"{_BAR}{title}\n{body.rstrip(chr(10))}\n" for title, body in sections]
    text = timeless("\n".join(parts)).replace("\r", "␍")  # Git and editors may change the bare character
    if RENEW:
        path.write_text(text, encoding="utf-8", newline="")
        return
    kept = path.read_bytes().decode("utf-8") if path.exists() else ""
    if text != kept:
        lines = _difference(kept, text)
        more = f"\n… and {len(lines) - _SHOWN} lines more" * (len(lines) > _SHOWN)
        said = "\n".join(lines[:_SHOWN])
        pytest.fail(f"{name} differs (- frozen, + now):\n{said}{more}", pytrace=False)


def _difference(kept: str, text: str) -> list[str]:
    """Return the lines that differ, section by section, each under its title."""
    before, after = _by_title(kept), _by_title(text)
    lines: list[str] = []
    for title in before | after:
        one, other = before.get(title, []), after.get(title, [])
        if one != other:
            lines.append(f"{_BAR}{' '.join(map(str, title))}")
            lines += list(difflib.unified_diff(one, other, n=2, lineterm=""))[2:]
    return lines or ["the order of the sections"]


def _by_title(text: str) -> dict[tuple[str, int], list[str]]:
    """Return the lines of each section; a title that comes again is counted."""
    seen: defaultdict[str, int] = defaultdict(int)
    sections: dict[tuple[str, int], list[str]] = {}
    for section in f"\n{text}".split(f"\n{_BAR}")[1:]:
        title, *lines = section.split("\n")
        seen[title] += 1
        sections[title, seen[title]] = lines
    return sections


def told(value: object) -> str:
    """Return a value on one line."""
    return json.dumps(value, ensure_ascii=False)


def suffix(chinese: bool) -> str:
    """Return the language as the names of files tell it."""
    return "zh" if chinese else "en"


def readable(content: bytes, kind: str) -> str:
    """Return a file so that it can be compared: Word files as trees, others as they are."""
    return word_tree(content) if kind == "docx" else content.decode("utf-8")
