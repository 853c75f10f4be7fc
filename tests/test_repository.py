"""What is kept in the repository: text, but for the models and the pictures of the docs."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT


def tracked() -> list[Path]:
    """Return the files that git keeps, relative to the root; skips where this is no checkout."""
    if not (ROOT / ".git").exists():
        pytest.skip("no git checkout")
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as trouble:
        pytest.skip(f"git can't list the files: {trouble}")
    return [Path(name) for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def is_binary(data: bytes) -> bool:
    """Tell whether an editor would show the bytes as anything but text."""
    try:
        return "\0" in data.decode("utf-8")
    except UnicodeDecodeError:
        return True


def may_be_binary(file: Path) -> bool:
    """Tell whether a file of this name and place may be anything but text."""
    return file.parts[0] == "models" or (file.parts[0] == "docs" and file.suffix == ".png")


def test_binary_files_stand_in_models_and_docs_alone() -> None:
    files = tracked()
    assert Path("pyproject.toml") in files
    kept = [file for file in files if not may_be_binary(file) and is_binary((ROOT / file).read_bytes())]
    assert kept == [], "built or downloaded: `git rm` them, and keep what makes them"


@pytest.mark.parametrize(
    ("data", "binary"),
    [("公报\n".encode(), False), (b"", False), (b"PK\x03\x04\0", True), ("公报".encode("gb18030"), True)],
)
def test_what_is_binary(data: bytes, binary: bool) -> None:
    assert is_binary(data) is binary
