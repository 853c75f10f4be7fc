"""Share what tests of the command and the page need: a home made from samples/, and a way to ask."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from index import index_paths, open_home
from models import BUNDLED
from tests.once import share_what_homes_load
from tests.prefork import SECONDS, Prefork

ROOT = Path(__file__).parent.parent
# Speed is measured in benchmarks/; a busy machine must fail no test. The checks draw the same examples in each run,
# `make soak` draws others.
settings.register_profile("gongbao", deadline=None, derandomize="GONGBAO_SOAK" not in os.environ)
settings.load_profile("gongbao")
# What is in force changes from day to day; the answers that are expected here are those of this one.
TODAY = os.environ["GONGBAO_TODAY"] = "2026-12-01"
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
ISSUE = ROOT.parent / "shared" / "gazettes" / "bazhou-2025-02.txt"
EXTRAS = {
    "ocr": ("cv2", "onnxruntime", "rapidocr"),
    "transformers": ("sentence_transformers", "torch", "transformers"),
}
Command = Callable[..., "subprocess.CompletedProcess[str]"]


def command_environment(**more: str) -> dict[str, str]:
    """Return an environment in which the command speaks English and has no home of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "LC_ALL": "C.UTF-8",
        "PYTHONWARNINGS": "error",
        "GONGBAO_TODAY": TODAY,
        **more,
    }


share_what_homes_load()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: begun last, it would keep one process busy when the others are done."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that ``make`` has made for all processes of this run, whichever of them was first."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / f"{name}.lock").open("w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / name).exists():
            make(base / f"{name}.part")
            (base / f"{name}.part").rename(shared / name)
    return shared / name


@pytest.fixture(autouse=True)
def without_extras(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide what an extra brings from each test that isn't marked to need it, as if it were not installed."""
    for extra, modules in EXTRAS.items():
        if request.node.get_closest_marker(extra) is None:
            for module in modules:
                monkeypatch.setitem(sys.modules, module, None)


@pytest.fixture(scope="session")
def gongbao() -> Iterator[Command]:
    """Return a function that runs the command in a process of its own.

    Where something is asked that an interpreter reads when it starts, that is a fresh one.
    """
    prefork = Prefork(ROOT, command_environment())

    def run(*arguments: object, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
        words = [*map(str, arguments)]
        if not any(name.startswith(("PYTHON", "LANG", "LC_")) for name in environment):
            return prefork.run(words, cwd, command_environment(**environment))
        return subprocess.run(
            [sys.executable, "-m", "cli", *words],
            cwd=cwd,
            env=command_environment(**environment),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    yield run
    prefork.close()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with the samples in it. Tests only read it."""
    return made_once(tmp_path_factory, "samples", partial(_index, SAMPLES))


@pytest.fixture(scope="session")
def real_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with the issue of a real gazette in it. Tests only read it."""
    if not ISSUE.exists():
        pytest.skip("needs the shared gazette")
    return made_once(tmp_path_factory, "real", partial(_index, [ISSUE]))


def _index(paths: Sequence[Path], folder: Path) -> None:
    if not BUNDLED.is_dir():
        pytest.skip("the bundled model is not built: see models/README.md")
    with open_home(folder, create=True) as made:
        report = index_paths(made, paths)
        assert (report.issues, report.set_aside) == (len(paths), ())


@pytest.fixture
def own_home(home: Path, tmp_path: Path) -> Path:
    """Return a copy of that home, to be changed."""
    return shutil.copytree(home, tmp_path / "home")
