"""Prepare the home that a benchmark asks: made by the job users run, kept where that is wanted."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.articles import is_article_list, read_articles, write_laws
from corpus.messages import listed, message
from index import Home, HomeError, index_paths, open_home, repair
from index.ingest.files import source_files

ROOT = Path(__file__).parent.parent
SAMPLES = tuple(sorted((ROOT / "samples").glob("*.txt")))
QUESTIONS = ROOT / "samples" / "questions.jsonl"


@contextmanager
def prepared_home(
    corpus: Sequence[Path], folder: Path | None = None, model: str | None = None
) -> Iterator[Home]:
    """Give a home that holds exactly this corpus, opened to be read.

    ``corpus`` are files and folders as `gongbao index` takes them, or lists of articles (see
    :mod:`benchmarks.articles`). With ``folder`` the home stays there and a later run finds it made;
    remove it after a change to how sources are read. Raises HomeError when it holds something else.
    """
    with TemporaryDirectory() as work:
        home = folder or Path(work, "home")
        _fill(home, source_paths(corpus, Path(work, "laws")), model)
        with open_home(home) as opened:
            yield opened


def source_paths(corpus: Sequence[Path], work: Path) -> list[Path]:
    """Return the corpus as `gongbao index` takes it: of a list of articles, a folder of laws made below ``work``."""
    paths = []
    for path in corpus:
        folder = work / path.name if is_article_list(path) else path
        if folder is not path:
            folder.mkdir(parents=True)
            write_laws(read_articles(path), folder)
        paths.append(folder)
    return paths


def clause_texts(home: Home) -> list[str]:
    """Return the texts of all clauses, in their order."""
    catalog = home.catalog
    return [row.clause.text for one in catalog.documents() for row in catalog.document_clauses(one.id)]


def _fill(folder: Path, paths: Sequence[Path], model: str | None) -> None:
    with _open(folder, model) as home:
        names = {file.name for file in source_files(paths)}
        others = sorted({row.source_name for row in home.catalog.issues()} - names)
        if others:
            raise HomeError(*message("benchmark.other_sources", folder=folder, names=listed(others[:3])))
        report = index_paths(home, paths)
        for row in report.set_aside:
            print(f"{row.source}: set aside, {row.why}", file=sys.stderr)


def _open(folder: Path, model: str | None) -> Home:
    """Open the home to be written; one made by another model or tokenizer is derived anew."""
    try:
        return open_home(folder, model=model, create=True)
    except HomeError as trouble:
        if "verify --repair" not in str(trouble):
            raise
        print(f"{trouble}; doing so", file=sys.stderr)
    home = open_home(folder, model=model, repair=True)
    repair(home)
    return home
