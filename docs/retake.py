"""Retake the README's picture and transcripts: ``make retake``. Needs Chromium and a Chinese font."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "cli"]


def main() -> None:
    """Run every command of the README's transcripts again, then photograph the page."""
    with tempfile.TemporaryDirectory() as folder:
        retake_transcripts(Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        retake_picture(Path(folder))


def retake_transcripts(folder: Path) -> None:
    """Write what the commands print today into the console blocks of the README."""
    shell = folder / "gongbao"
    shell.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cli "$@"\n', encoding="utf-8")
    shell.chmod(0o755)
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    environment["GONGBAO_HOME"] = str(folder / "home")
    environment["GONGBAO_TODAY"] = "2026-12-01"  # as in the tests: what is in force changes from day to day

    def retake(block: re.Match[str]) -> str:
        out = []
        for command in re.findall(r"^\$ (.*)$", block[1], re.MULTILINE):
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=ROOT,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            printed = re.sub(r"\d+\.\d+ ms", "12.3 ms", (done.stdout + done.stderr).strip())
            out.append(f"$ {command}\n{printed}\n")
        return "```console\n" + "\n".join(out) + "```"

    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    readme.write_text(re.sub(r"```console\n(.*?)```", retake, text, flags=re.DOTALL), encoding="utf-8")


def retake_picture(folder: Path) -> None:
    """Index the samples, serve them, ask the question of the README, and save what is seen."""
    home = f"--home={folder}/home"
    samples = map(str, sorted((ROOT / "samples").glob("*.txt")))
    subprocess.run([*COMMAND, "index", home, *samples], cwd=ROOT, check=True)
    server = subprocess.Popen(
        [*COMMAND, "serve", home, "--port=0"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        address = next(word for word in server.stdout.readline().split() if word.startswith("http"))
        _photograph(address)
    finally:
        server.terminate()
        server.wait()


def _photograph(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1080, "height": 800})
        page.goto(f"{address}/?q=信息化项目变更由谁审批")
        page.locator(".card").first.wait_for()
        page.mouse.move(0, 0)
        page.screenshot(path=ROOT / "docs/page.png")
        browser.close()


if __name__ == "__main__":
    main()
