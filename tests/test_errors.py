"""Every error speaks both languages, in one line each."""

from __future__ import annotations

import ast
import copy
import pickle
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.articles import CorpusError, read_articles
from benchmarks.quality.baseline import BaselineError, read_baseline
from corpus import parse, read
from corpus.readers.ocr import read_picture
from corpus.records import GongbaoError, MissingReaderError, Source, SourceError
from index import HomeError, open_home
from search.check.draft import DraftError, bounded, read_draft
from search.evaluation.evaluate import QuestionsError, read_questions
from search.people.find import UnknownPersonError, find_people
from search.status.documents import UnknownDocumentError, UnknownPlaceError, show
from tests.conftest import ROOT
from view.exports.files import ExportError, kind_of, refuse_existing

HAN = re.compile(r"[\u4e00-\u9fff]")
SCANNED = ("corpus", "index", "search", "view", "web", "benchmarks", "cli.py", "ui.py")


ABSENT = ROOT / "absent"
SAMPLES = ROOT / "samples"


def _ask_for(home: Path, person: str) -> object:
    with open_home(home) as opened:
        return find_people(opened.catalog, person)


def _show(home: Path, *asked: str) -> object:
    with open_home(home) as opened:
        return show(opened.catalog, *asked)


def _write(home: Path) -> object:
    with open_home(home) as opened:
        return opened.writable_catalog


def _unrecognised(_: Path) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "rapidocr", None)
        return read_picture(b"", "scan.png")


# class, what raises it, given a home of the samples
RAISED: list[tuple[type[GongbaoError], Callable[[Path], object]]] = [
    (SourceError, lambda _: read(ROOT / "LICENSE")),
    (SourceError, lambda _: parse(Source("note.txt", "0" * 64, "今天天气很好。"))),
    (MissingReaderError, _unrecognised),
    (HomeError, lambda _: open_home(SAMPLES)),
    (HomeError, lambda _: open_home(ABSENT, model=ABSENT, create=True)),
    (HomeError, lambda _: open_home(ABSENT, model=SAMPLES, create=True)),
    (HomeError, _write),
    (QuestionsError, lambda _: read_questions(ABSENT)),
    (QuestionsError, lambda _: read_questions(ROOT / "LICENSE")),
    (UnknownDocumentError, lambda home: _show(home, "岭政发〔1999〕999号")),
    (UnknownPersonError, lambda home: _ask_for(home, "赵钱孙")),
    (UnknownPlaceError, lambda home: _show(home, "岭政办发〔2025〕3号", "第九百条")),
    (ExportError, lambda _: kind_of(Path("hits.xlsx"))),
    (ExportError, lambda _: refuse_existing(ROOT / "LICENSE")),
    (DraftError, lambda _: read_draft(Path("draft.pdf"))),
    (DraftError, lambda _: bounded("甲" * 100_001)),
    (BaselineError, lambda _: read_baseline(ROOT / "LICENSE")),
    (CorpusError, lambda _: read_articles(ABSENT)),
]


@pytest.mark.parametrize(("kind", "act"), RAISED)
def test_an_error_is_one_line_in_each_language(
    kind: type[GongbaoError], act: Callable[[Path], object], home: Path
) -> None:
    with pytest.raises(kind) as raised:
        act(home)
    error = raised.value
    assert type(error) is kind
    for line in (str(error), error.chinese):
        assert line.strip()
        assert "\n" not in line
    assert HAN.search(error.chinese)
    for same in (copy.copy(error), pickle.loads(pickle.dumps(error))):  # noqa: S301
        assert (str(same), same.chinese) == (str(error), error.chinese)


def test_every_class_of_errors_is_raised_above() -> None:
    assert set(_below(GongbaoError)) == {kind for kind, _ in RAISED}


def _below(kind: type[GongbaoError]) -> Iterator[type[GongbaoError]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _files() -> list[Path]:
    paths = [ROOT / name for name in SCANNED]
    return [file for path in paths for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]


def _made(file: Path) -> Iterator[ast.Call]:
    """Yield the calls in a file that make an error of ours."""
    names = {"GongbaoError", *(kind.__name__ for kind in _below(GongbaoError))}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


@pytest.mark.parametrize("file", [file for file in _files() if any(_made(file))], ids=lambda file: file.name)
def test_every_error_is_said_from_the_table_of_messages(file: Path) -> None:
    """What stands there is in both languages: tests/corpus/test_messages.py."""
    for call in _made(file):
        where = f"{file.name}:{call.lineno}"
        (said,) = call.args
        assert isinstance(said, ast.Starred), where


def test_the_errors_that_are_made_are_many() -> None:
    assert sum(len(list(_made(file))) for file in _files()) > 35
