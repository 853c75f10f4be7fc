"""Share what tests of the command and the page need: a home made from samples/, and a way to ask."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
# Speed is measured in benchmarks/; a busy machine must fail no test.
settings.register_profile("gongbao", deadline=None, derandomize=True)
settings.load_profile("gongbao")
# What is in force changes from day to day; the answers that are expected here are those of this one.
TODAY = os.environ["GONGBAO_TODAY"] = "2026-12-01"
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
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


@pytest.fixture(scope="session")
def gongbao() -> Command:
    """Return a function that runs the command in a process of its own."""

    def run(*arguments: object, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "cli", *map(str, arguments)],
            cwd=cwd,
            env=command_environment(**environment),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, gongbao: Command) -> Path:
    """Return a home with the samples in it. Tests only read it."""
    path = tmp_path_factory.mktemp("home") / "home"
    done = gongbao("index", *SAMPLES, "--home", path)
    assert done.returncode == 0, done.stderr
    return path
