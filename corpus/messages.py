"""Look up what is said to people: every sentence stands in messages.json, in English and in Chinese.

A message is named by its section and its key there: ``message("page.found", total=3, took=12)``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple


class Said(NamedTuple):
    """Hold one sentence in both languages; ``said[is_chinese]`` is that of one."""

    english: str
    chinese: str


def message(key: str, /, **values: object) -> Said:
    """Return a message with its values filled in; one that is itself :class:`Said` keeps to its language.

    An unknown key is said as it stands: a test, not a reader, is to find it.
    """
    english, chinese = unfilled(key)
    return Said(english.format_map(_in(0, values)), chinese.format_map(_in(1, values)))


def unfilled(key: str) -> Said:
    """Return a message as it stands in the table, its values not filled in."""
    section, _, name = key.partition(".")
    return messages().get(section, {}).get(name) or Said(key, key)


def listed(names: Iterable[str]) -> Said:
    """Return names as a list."""
    found = list(names)
    return Said(", ".join(found), "、".join(found))


def together(sentences: Iterable[Said]) -> Said:
    """Return sentences one after another, as one."""
    told = list(sentences)
    return Said("; ".join(one.english for one in told), "；".join(one.chinese for one in told))


@cache
def messages() -> Mapping[str, Mapping[str, Said]]:
    """Return every message by section and key, its values not filled in."""
    table = json.loads(resources.files("corpus").joinpath("messages.json").read_bytes())
    return {name: {key: Said(*pair) for key, pair in section.items()} for name, section in table.items()}


def _in(at: int, values: Mapping[str, object]) -> dict[str, object]:
    return {name: value[at] if isinstance(value, Said) else value for name, value in values.items()}
