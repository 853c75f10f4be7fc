"""The wheel: built from a copy of the sources, unpacked elsewhere, it brings its model along."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLES, command_environment

PACKAGES = ("corpus", "index", "search", "models", "view", "web")
MODULES = ("cli.py", "ui.py")
PAPERS = ("pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that the wheel was installed into, without its dependencies."""
    work = tmp_path_factory.mktemp("wheel")
    source = work / "source"
    source.mkdir()
    for name in PACKAGES:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in MODULES + PAPERS:
        shutil.copy(ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    # Without isolation no build tool is downloaded; setuptools is a dependency of the tests.
    _run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(work), str(source)], PYTHONWARNINGS=""
    )
    (wheel,) = work.glob("gongbao-*.whl")
    _run(
        [*pip, "install", "--no-deps", "--no-index", "--target", str(work / "site"), str(wheel)],
        PYTHONWARNINGS="",
    )
    return work / "site"


def _run(command: list[str], **more: str) -> str:
    environment = command_environment(**more)
    done = subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_bundled_model_loads_from_the_wheel(installed: Path) -> None:
    code = (
        "import index, models; from index.embedders.embedder import load_embedder; "
        "print(models.__file__); vectors = load_embedder(None).encode(['信息化项目', 'IT project', '']); "
        "print(vectors.dtype, vectors.shape, round(float(vectors[0] @ vectors[1]), 1) > 0.2)"
    )
    where, kind, *_ = _run([sys.executable, "-c", code], PYTHONPATH=str(installed)).splitlines()
    assert where.startswith(str(installed))
    assert kind.startswith("float32 (3, ")
    assert kind.endswith("True")


def test_the_command_indexes_and_answers_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "import sys, cli; sys.exit(cli.main())",
        "--home",
        str(tmp_path / "home"),
    ]
    _run([*command, "index", *map(str, SAMPLES)], PYTHONPATH=str(installed))
    answer = _run([*command, "search", "信息化项目变更由谁审批"], PYTHONPATH=str(installed))
    assert "第十三条" in answer.splitlines()[0]
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert _run([*command, "--version"], PYTHONPATH=str(installed)) == f"gongbao {version}\n"


def test_the_page_has_its_style_and_script_in_the_wheel(installed: Path) -> None:
    assert (installed / "view/html/page.css").is_file()
    assert (installed / "view/html/page.js").is_file()


def test_nothing_but_the_program_is_in_the_wheel(installed: Path) -> None:
    tops = {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")}
    assert tops - {"bin", "__pycache__"} == {*PACKAGES, *MODULES}
