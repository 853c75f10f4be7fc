"""The smallest store there can be: plain dicts in one file. What any store must do is told by it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.records import Clause
from corpus.text import match_form
from index.errors import HomeError
from index.layout import file_state, read_manifest_file, write_manifest_file
from index.store import EVERYWHERE, Parts, Prepared, RetrievalQuery, Scope, Scored
from index.stores import StoreKind


class PlainStore:
    """Hold ``{issue: {rowid: text}}``; the score of a clause is how often the words stand in it."""

    titles = "the plain store", "简单索引"
    step = 1000
    shareable = False  # the processes of a pool know only the stores that are in the table by themselves

    def __init__(self, folder: Path, parts: Parts) -> None:
        self._folder = folder
        self._home = parts.meta.get("home", "")

    def _texts(self) -> dict[int, dict[int, str]]:
        if self.damaged_files():
            raise HomeError("the plain store: `gongbao verify --repair` rebuilds it", "简单索引损坏")
        found = self._found()
        return {int(one): {int(row): text for row, text in rows.items()} for one, rows in found.items()}

    def _found(self) -> dict[str, dict[str, str]]:
        found = read_manifest_file(self._folder) or {}
        issues: dict[str, dict[str, str]] = found.get("issues", {}) if found.get("home") == self._home else {}
        return issues

    def search(self, query: RetrievalQuery, limit: int, scope: Scope = EVERYWHERE) -> list[Scored]:
        """Find texts that hold a word or all phrases, and nothing that is excluded."""
        if not query.words and not query.phrases:
            return []
        found: list[Scored] = []
        allowed = scope.rowids
        for rows in self._texts().values():
            for rowid, text in rows.items():
                score = sum(text.count(word) for word in query.words)
                holds = all(match_form(one) in text for one in query.phrases)
                if any(match_form(one) in text for one in query.excluded) or not holds:
                    continue
                if (score or query.phrases) and (allowed is None or rowid in allowed):
                    found.append(Scored(rowid, float(score)))
        return sorted(found, key=lambda hit: (-hit.score, hit.rowid))[: max(limit, 0)]

    def state(self) -> object:
        """Return what is another after every commit."""
        return file_state(self._folder / "manifest.json")

    def issues(self) -> frozenset[int]:
        """Return the ids of the issues that are in."""
        return frozenset(map(int, self._found()))

    def pending(self) -> frozenset[int]:
        """Return nothing: the file is replaced all at once."""
        return frozenset()

    def rowids(self) -> list[int]:
        """Return the rowids of all clauses."""
        return sorted(rowid for rows in self._texts().values() for rowid in rows)

    def damaged_files(self) -> list[str]:
        """Return the file where it is not what was written."""
        there = (self._folder / "manifest.json").exists()
        return ["manifest.json"] if there and read_manifest_file(self._folder) is None else []

    def prepare(self, clauses: Sequence[Clause]) -> list[str]:
        """Return the texts, as they are matched."""
        return [match_form("\n".join((one.text, one.title, *one.headings))) for one in clauses]

    def update(self, gone: frozenset[int], batch: Sequence[Prepared]) -> None:
        """Withdraw issues and take in others: the file is replaced once."""
        issues: dict[int, Any] = {one: rows for one, rows in self._texts().items() if one not in gone}
        for issue_id, first, texts in batch:
            issues[issue_id] = dict(enumerate(texts, first))
        write_manifest_file(self._folder, {"home": self._home, "issues": _named(issues)})

    def clear(self) -> None:
        """Drop the file."""
        shutil.rmtree(self._folder, ignore_errors=True)


def _named(issues: dict[int, dict[int, str]]) -> dict[str, dict[str, str]]:
    return {str(one): {str(row): text for row, text in rows.items()} for one, rows in issues.items()}


#: Its row in the table of stores.
PLAIN = StoreKind(PlainStore, "plain", str)
