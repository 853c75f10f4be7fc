"""What a shell completes once it has read what ``gongbao completion`` prints."""

from __future__ import annotations

import shutil
import subprocess
from importlib import metadata
from pathlib import Path

import pytest

from tests.conftest import Command, command_environment
from view.arguments import build_parser

# As bash does when Tab is pressed behind the last of the words: the function that was registered is called.
TAB = """
eval "$(cat "$0")"
COMP_WORDS=(gongbao "$@")
COMP_CWORD=$#
read -ra registered < <(complete -p gongbao)
"${registered[-2]}" gongbao "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory, gongbao: Command) -> Path:
    """Return the script for bash in a file, in a folder of its own."""
    done = gongbao("completion", "bash")
    assert (done.returncode, done.stderr) == (0, "")
    path = tmp_path_factory.mktemp("completion") / "script"
    path.write_text(done.stdout, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(script: Path) -> Path:
    """Return a folder that holds a folder and two files."""
    folder = script.with_name("here")
    (folder / "gazettes").mkdir(parents=True)
    for name in ("draft.docx", "green paper.md"):
        (folder / name).touch()
    return folder


COMPLETED = [
    (("inde",), {"index"}),
    (("ba",), {"backup"}),
    (("--v",), {"--version"}),
    (("search", "--so"), {"--sort"}),
    (("search", "--sort", "re"), {"relevance"}),
    (("search", "水价", "--part", "an"), {"annex"}),
    (("list", ""), {"issues", "documents", "events", "problems"}),
    (("completion", ""), {"bash", "zsh"}),
    (("index", "g"), {"gazettes", "green paper.md"}),
    (("index", "draft.docx", "g"), {"gazettes", "green paper.md"}),
    (("check", "d"), {"draft.docx"}),
    (("search", "水价", "--export", "d"), {"draft.docx"}),
    (("evaluate", "gr"), {"green paper.md"}),
    (("--home", ""), {"gazettes"}),
    (("list", "--home", ""), {"gazettes"}),
    (("backup", "g"), {"gazettes"}),
    (("serve", "--model", ""), {"gazettes"}),
]


@pytest.mark.parametrize(("words", "expected"), COMPLETED, ids=[" ".join(words) for words, _ in COMPLETED])
def test_bash_completes(words: tuple[str, ...], expected: set[str], script: Path, folder: Path) -> None:
    done = subprocess.run(
        ["bash", "--norc", "-c", TAB, str(script), *words],
        cwd=folder, env=command_environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    assert set(done.stdout.splitlines()) == expected


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_the_shell_takes_the_script_for_correct(shell: str, tmp_path: Path, gongbao: Command) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    for locale in ("C.UTF-8", "zh_CN.UTF-8"):
        (tmp_path / locale).write_text(gongbao("completion", shell, LC_ALL=locale).stdout, encoding="utf-8")
        done = subprocess.run([shell, "-n", tmp_path / locale], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_another_shell_is_wrong_usage(gongbao: Command) -> None:
    done = gongbao("completion", "fish")
    assert done.returncode == 2
    assert "bash" in done.stderr


@pytest.mark.parametrize("installed", [True, False])
def test_the_version_is_that_of_what_is_installed(
    installed: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def version(name: str) -> str:
        if installed:
            return f"7.6.5 of {name}"
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", version)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    with pytest.raises(SystemExit, match="0"):
        build_parser().parse_args(["--version"])
    said = "7.6.5 of gongbao" if installed else "(run from its sources, not installed)"
    assert capsys.readouterr().out == f"gongbao {said}\n"
