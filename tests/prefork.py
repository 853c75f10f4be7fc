"""Run the command in forks of one interpreter that has imported it: a process each, without the seconds of each start.

Requests come as JSON, a line each; the answer is the exit code. What an interpreter reads when it starts
(PYTHONWARNINGS, the encoding of its streams) is that of the first: ask a fresh process about these.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.once import share_what_homes_load

SECONDS = 120
PACKAGES = ("corpus", "index", "search", "view")
# Imported by those only when they are needed.
LIBRARIES = ("faiss", "jieba", "numpy", "opencc", "safetensors.numpy", "tantivy", "tokenizers")


class Prefork:
    """The interpreter that forks, as its tests see it."""

    def __init__(self, root: Path, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.prefork"],
            cwd=root, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(
        self, arguments: Sequence[str], cwd: Path, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run the command to its end, as ``subprocess.run`` would."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with TemporaryDirectory() as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            print(
                json.dumps([arguments, str(cwd), dict(environment), str(out), str(err)]),
                file=self._process.stdin, flush=True,
            )  # fmt: skip
            code = int(self._process.stdout.readline())
            return subprocess.CompletedProcess(
                arguments, code, out.read_text("utf-8"), err.read_text("utf-8")
            )

    def close(self) -> None:
        """End the interpreter."""
        self._process.communicate()


def _serve() -> None:
    """Fork for each request; the child returns from here with its exit code, and ends as any Python does."""
    import cli
    from index import open_home

    for name in (*LIBRARIES, *PACKAGES):
        imported = importlib.import_module(name)
        if name in PACKAGES:
            for module in pkgutil.walk_packages(imported.__path__, f"{name}."):
                importlib.import_module(module.name)
    share_what_homes_load()
    with TemporaryDirectory() as folder, open_home(folder, create=True) as home:
        home.tokenizer.load()
    gc.freeze()  # what is loaded stays shared: the collectors of the forks need not touch it
    for request in sys.stdin:
        arguments, cwd, environment, out, err = json.loads(request)
        child = os.fork()
        if child == 0:
            signal.alarm(SECONDS)
            os.chdir(cwd)
            os.environ.clear()
            os.environ.update(environment)
            for path, descriptor in ((os.devnull, 0), (out, 1), (err, 2)):
                opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
                os.dup2(opened, descriptor)
                os.close(opened)
            sys.exit(cli.main(arguments))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    _serve()
