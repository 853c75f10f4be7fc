"""Say in Chinese or in English what people read: on the page as they chose, in a terminal by the locale."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.messages import messages, unfilled
from corpus.records import GongbaoError


@dataclass(frozen=True, slots=True)
class Words:
    """Speak one language: ``words("page.found", total=3)`` is a message of corpus/messages.json in it."""

    code: str  # as of BCP 47
    is_chinese: bool

    def __call__(self, key: str, /, **values: object) -> str:
        """Return a message in this language, its values filled in."""
        return self.of(unfilled(key)).format_map(values)

    def of(self, said: tuple[str, str]) -> str:
        """Return the one that is meant here of a sentence in English and in Chinese."""
        return said[self.is_chinese]

    def section(self, name: str) -> Mapping[str, str]:
        """Return the names of a kind of thing (``status``, ``part`` …) in this language, in their order."""
        return {key: self.of(said) for key, said in messages()[name].items()}


EN, ZH = Words("en", False), Words("zh-CN", True)


def spoken(environment: Mapping[str, str] = os.environ) -> Words:
    """Return the language of the locale; the first variable that is set decides."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return ZH if environment[name].lower().startswith("zh") else EN
    return EN


def say(key: str, /, **values: object) -> str:
    """Return a message in the language of the locale, its values filled in."""
    return spoken()(key, **values)


def told(error: GongbaoError) -> str:
    """Return what an error says in the language of the locale."""
    return spoken().of((str(error), error.chinese))
