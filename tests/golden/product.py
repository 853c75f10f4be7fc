"""Call the product: the one place of these tests that knows the names of its modules."""

from __future__ import annotations

import asyncio
import gc
import io
import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, fields
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx
from starlette.applications import Starlette

import cli
import corpus
from corpus.appointments.find import Posting
from corpus.appointments.posts import Note
from corpus.events.kinds import Event
from corpus.references.context import context_of
from corpus.references.resolve import Reference
from index import open_home
from search import Library
from view.html.form import Asked
from view.messages import EN, ZH
from web.download import add_exports
from web.gate import Gate

LOCALES = {False: "C.UTF-8", True: "zh_CN.UTF-8"}
WORDS = {False: EN, True: ZH}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what a command left: its exit code, and what it printed."""

    code: int
    out: str
    err: str


def run(folder: Path, *arguments: object, chinese: bool = False) -> Outcome:
    """Run the command in this process, in a folder, under a locale."""
    out, err = io.StringIO(), io.StringIO()
    surroundings = {"LC_ALL": LOCALES[chinese], "COLUMNS": "100", "NO_COLOR": "1"}
    with ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ, surroundings))
        for context in (chdir(folder), redirect_stdout(out), redirect_stderr(err)):
            stack.enter_context(context)
        for name in ("GONGBAO_HOME", "GONGBAO_DEBUG"):
            os.environ.pop(name, None)
        try:
            code = cli.main([str(one) for one in arguments])
        except SystemExit as end:  # argparse: usage and help
            code = end.code if isinstance(end.code, int) else 1
    return Outcome(code, out.getvalue(), err.getvalue())


def damage(home: Path) -> None:
    """Empty the largest file that a home derives from its catalog."""
    derived = [path for path in sorted((home / "vectors").rglob("*")) if path.is_file()]
    max(derived, key=lambda path: path.stat().st_size).write_bytes(b"")


class Page:
    """Ask the page over an open home: its parts by their functions, its downloads through its gate."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._ui: Any = import_module("ui")  # takes seconds: the other tests need none of it
        self._gate: Any = None

    def answer(self, chinese: bool, **asked: str) -> str:
        """Return the cards of a question."""
        return str(self._ui.answer_html(self.library, Asked(**asked), WORDS[chinese]))

    def failure(self, chinese: bool) -> str:
        """Return what a reader gets when the search itself fails."""
        broken: Any = object()
        logging.disable()
        try:
            return str(self._ui.answer_html(broken, Asked("公报"), WORDS[chinese]))
        finally:
            logging.disable(logging.NOTSET)

    def checked(self, chinese: bool, draft: str, at: str) -> str:
        """Return the findings of a draft."""
        return str(self._ui.checked_html(self.library, draft, at, WORDS[chinese]))

    def document(self, chinese: bool, clause: str, at: str) -> str:
        """Return the document of a clause."""
        return str(self._ui.document_html(self.library, clause, WORDS[chinese], at))

    def arrival(self, chinese: bool, **address: str) -> list[tuple[str, Any]]:
        """Return what stands in each part of the page for an address, by the names of the parts."""
        names = ["head", "tries", *(field.name for field in fields(Asked)), "results", "reader"]
        return list(zip(names, self._ui._arrival(self.library, address, WORDS[chinese]), strict=True))

    def form(self, chinese: bool) -> list[dict[str, Any]]:
        """Return the fields and buttons of the page, as its library is told of them."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # gradio leaves event loops open
            page = self._ui.build_page(self.library, WORDS[chinese])
            components: list[dict[str, Any]] = page.get_config_file()["components"]
            del page
            asyncio.set_event_loop(None)
            gc.collect()
        return components

    def ask(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Ask the served application as the network would."""
        if self._gate is None:
            app = Starlette()
            add_exports(app, self.library, limit=self._ui.LIMIT, at_once=self._ui.AT_ONCE)
            self._gate = Gate(app, local=True)
        return asyncio.run(_fetch(self._gate, method, path, request))


async def _fetch(gate: Any, method: str, path: str, request: dict[str, Any]) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(gate), base_url="http://127.0.0.1") as client:
        return await client.request(method, path, **request)


@contextmanager
def open_page(home: Path) -> Iterator[Page]:
    """Open a home and the page over it."""
    with open_home(home) as opened:
        yield Page(Library(opened))


def rank(home: Path, questions: list[str], limit: int) -> list[list[tuple[str, float]]]:
    """Return the ids and the scores of the best clauses of each question."""
    with open_home(home) as opened:
        library = Library(opened)
        found = [library.search(question, limit=limit).hits for question in questions]
        return [[(hit.row.clause.id, hit.score) for hit in hits] for hits in found]


# -- what is read of an issue: numbers, offsets, hashes --------------------------------------------


def hashed(text: str) -> str:
    """Return what stands for a text that is not ours."""
    return sha256(text.encode("utf-8")).hexdigest()[:16] if text else ""


@dataclass(frozen=True, slots=True)
class Read:
    """Hold what is read of a file, a row for each: clauses, references, events, postings."""

    clauses: list[list[Any]]
    references: list[list[Any]]
    events: list[list[Any]]
    postings: list[list[Any]]


def read(path: Path) -> Read:
    """Read a file without keeping its sentences."""
    made = Read([], [], [], [])
    for document in corpus.parse(corpus.read(path)).documents:
        context = context_of(document)
        for clause in document.clauses:
            made.clauses.append(_clause(clause))
            made.references.extend(_reference(clause, one) for one in corpus.find_references(clause, context))
        made.events.extend(map(_event, corpus.find_events(document)))
        made.postings.extend(map(_posting, corpus.find_postings(document)))
    return made


def _clause(clause: corpus.Clause) -> list[Any]:
    return [
        clause.id,
        clause.spans,
        [[passage.locator, passage.span] for passage in clause.passages],
        hashed(clause.title),
        hashed(clause.name),
        clause.pages,
    ]


def _reference(clause: corpus.Clause, one: Reference) -> list[Any]:
    named = hashed(one.title), one.number, one.locators
    return [clause.id, str(one.kind), one.span, hashed(one.text), *named, one.is_own]


def _event(one: Event) -> list[Any]:
    change: list[Any] = []
    if made := one.amendment:
        change = [
            str(made.change),
            made.span,
            made.old,
            made.new,
            made.reference.span,
            made.reference.locators,
        ]
    named = hashed(one.title), one.number, one.locators, one.is_own
    printed = one.issue_year, one.issue_number, one.issue_page
    proof = one.clause, one.span, hashed(one.text)
    return [str(one.kind), *proof, *named, one.date, hashed(one.rule), hashed(one.who), change, printed]


def _posting(one: Posting) -> list[Any]:
    posts = [[hashed(post.name), post.span, [_note(note) for note in post.notes]] for post in one.posts]
    notes = [_note(note) for note in one.notes]
    return [one.clause, str(one.action), hashed(one.person), one.person_span, posts, notes, one.date]


def _note(note: Note) -> list[Any]:
    return [hashed(note.text), note.span]
