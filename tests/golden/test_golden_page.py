"""The HTML of the page is frozen, and the files that it hands out; see test_golden_output.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.golden import cases, product
from tests.golden.compare import frozen, readable, suffix, told
from tests.golden.normal import html_tree, laid_out

DRAFTS = Path(__file__).parent / "drafts"
BOTH = (False, True)


@pytest.fixture(scope="module")
def page(folder: Path) -> Iterator[product.Page]:
    with product.open_page(folder / "home") as page:
        yield page


@pytest.mark.parametrize("chinese", BOTH)
def test_cards(page: product.Page, chinese: bool) -> None:
    found = [(told(asked), html_tree(page.answer(chinese, **asked))) for asked in cases.ANSWERED[chinese]]
    found.append(("the search fails", html_tree(page.failure(chinese))))
    frozen(f"page-answers-{suffix(chinese)}.txt", found)


@pytest.mark.parametrize("chinese", BOTH)
def test_the_reader(page: product.Page, chinese: bool) -> None:
    found = [(told(one), html_tree(page.document(chinese, *one))) for one in cases.READ]
    frozen(f"page-reader-{suffix(chinese)}.txt", found)


@pytest.mark.parametrize("chinese", BOTH)
def test_checked_drafts(page: product.Page, chinese: bool) -> None:
    found = []
    for name, at in (("ordinary.txt", "2025-08-31"), ("hard.md", ""), ("plain.txt", "")):
        draft = (DRAFTS / name).read_text(encoding="utf-8")
        found.append((f"{name} {at}", html_tree(page.checked(chinese, draft, at))))
    found.append(("nothing", html_tree(page.checked(chinese, " ", ""))))
    found.append(("too long", html_tree(page.checked(chinese, "甲" * 100_001, ""))))
    frozen(f"page-checked-{suffix(chinese)}.txt", found)


@pytest.mark.parametrize("chinese", BOTH)
def test_arrivals(page: product.Page, chinese: bool) -> None:
    found = []
    for address in cases.ADDRESSES:
        for name, value in page.arrival(chinese, **address):
            is_html = isinstance(value, str) and name in ("head", "tries", "results", "reader")
            shown = html_tree(value) if is_html else laid_out(value)
            found.append((f"{told(address)} {name}", shown))
    frozen(f"page-arrival-{suffix(chinese)}.txt", found)


KEPT = ["label", "show_label", "value", "placeholder", "lines", "max_lines", "max_length", "variant", "open"]
KEPT += ["elem_id", "allow_custom_value", "autofocus"]


@pytest.mark.parametrize("chinese", BOTH)
def test_the_form(page: product.Page, chinese: bool) -> None:
    fields = []
    for one in page.form(chinese):
        kept = {name: one["props"][name] for name in KEPT if one["props"].get(name) not in (None, "", [])}
        shown = {name: html_tree(value) if name == "value" and "<" in str(value) else value
                 for name, value in kept.items()}  # fmt: skip
        fields.append(f"{one['type']} {told(shown)}")
    frozen(f"page-form-{suffix(chinese)}.txt", [("fields", "\n".join(fields))])


HEADERS = ["content-type", "content-disposition", "cache-control", "content-security-policy"]
HEADERS += ["x-content-type-options", "referrer-policy"]


def test_downloads(page: product.Page) -> None:
    found = []
    for method, path, more in cases.REQUESTS:
        answer = page.ask(method, path, **more)
        headers = [f"{name}: {_undated(answer.headers[name])}" for name in HEADERS if name in answer.headers]
        kind = path.rpartition(".")[2] if answer.status_code == 200 else "txt"
        body = readable(answer.content, kind)
        found.append(
            (f"{method} {path} {told(more)}", "\n".join([str(answer.status_code), *headers, "", body]))
        )
    frozen("downloads.txt", found)


def _undated(value: str) -> str:
    """Return a header without the day that stands in the name of its file."""
    return re.sub(r"%20\d{4}-\d\d-\d\d(?=\.[a-z]+$)", "%20<today>", value)
