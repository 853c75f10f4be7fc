"""Share a tiny model and a filled home among the tests of the index."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Home, index_paths, open_home
from index.lexical.tokenizer import Tokenizer
from tests.index.factories import write_laws, write_static_model


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A StaticEmbedding of 32 dimensions."""
    return write_static_model(tmp_path_factory.mktemp("models") / "static")


@pytest.fixture(scope="session")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    """A tokenizer whose dictionary is loaded once for all tests."""
    return Tokenizer(tmp_path_factory.mktemp("jieba"), write=True)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, model: Path) -> Path:
    """A folder with six invented laws of eight articles, and a home that holds them."""
    folder = tmp_path_factory.mktemp("filled")
    laws = write_laws(folder / "laws", 6)
    with open_home(folder / "home", model=model, create=True) as opened:
        report = index_paths(opened, [laws])
        assert (report.issues, report.set_aside) == (6, ())
    return folder


@pytest.fixture
def home(tmp_path: Path, filled: Path) -> Iterator[Home]:
    """A home of one's own that holds those laws, open to be written."""
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    with open_home(tmp_path / "home", write=True) as opened:
        yield opened
