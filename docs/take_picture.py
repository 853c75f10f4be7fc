"""Take the README's picture of the page anew: ``make picture``. Needs Chromium and a Chinese font."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-m", "cli"]


def main() -> None:
    """Index the samples, serve them, ask the question of the README, and save what is seen."""
    with tempfile.TemporaryDirectory() as folder:
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
