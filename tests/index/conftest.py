"""Share a tiny model and a filled home among the tests of the index."""

from __future__ import annotations

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


@pytest.fixture
def home(tmp_path: Path, model: Path) -> Iterator[Home]:
    """A home open to be written that holds six invented laws of eight articles."""
    laws = write_laws(tmp_path / "laws", 6)
    with open_home(tmp_path / "home", model=model, create=True) as opened:
        report = index_paths(opened, [laws])
        assert (report.issues, report.set_aside) == (6, ())
        yield opened
