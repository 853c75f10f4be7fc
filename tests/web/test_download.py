"""Downloads, asked through the gate over a real home: the page's address, answered as a file."""

from __future__ import annotations

import asyncio
import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import docx
import httpx
import pytest
from starlette.applications import Starlette

from index import open_home
from search import Library
from view.exports.files import FORMATS
from view.messages import EN, ZH
from web.download import WAITING, add_exports, file_name
from web.gate import Gate

CITATION = "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第十三条"
LIMIT = 30
QUESTION = "信息化项目变更由谁审批"
Get = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def library(home: Path) -> Iterator[Library]:
    """Search the home of the samples."""
    with open_home(home) as opened:
        yield Library(opened)


def exports(library: Library, at_once: int = 4) -> Gate:
    """Return the routes behind their gate. The page itself is a browser's to test: tests/test_page.py."""
    app = Starlette()
    add_exports(app, library, limit=LIMIT, at_once=at_once)
    return Gate(app, local=True)


@pytest.fixture(scope="module")
def app(library: Library) -> Gate:
    """Return the application over the samples."""
    return exports(library)


async def fetch(app: Gate, method: str, path: str, **asked: str) -> httpx.Response:
    """Ask the application as the network would."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
        return await client.request(method, path, params=asked)


@pytest.fixture(scope="module")
def get(app: Gate) -> Get:
    """Return a function that asks for a path, with the fields of the page's address."""

    def ask(path: str, method: str = "GET", **asked: str) -> httpx.Response:
        return asyncio.run(fetch(app, method, path, **asked))

    return ask


def cells(answer: httpx.Response) -> list[dict[str, str]]:
    """Return the rows of a CSV by the names of its columns."""
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_what_is_shown_is_downloaded(get: Get, library: Library) -> None:
    answer = get("/export.csv", q=QUESTION)
    hits = library.search(QUESTION, limit=LIMIT).hits
    assert [row["引用"] for row in cells(answer)] == [hit.citation for hit in hits]
    assert [row["原文"] for row in cells(answer)] == [hit.text for hit in hits]
    assert hits[0].citation == CITATION


def test_no_more_than_the_page_holds(get: Get) -> None:
    rows = cells(get("/export.csv", q="云岭州人民政府办公室"))
    assert len(rows) == LIMIT


def test_filters_of_the_address_narrow_it(get: Get) -> None:
    rows = cells(get("/en/export.csv", q="项目", year="2024", since="yesterday"))
    assert rows
    assert {row["Gazette issue"] for row in rows} == {"云岭州人民政府公报 2024 no. 4 (serial no. 31)"}
    said = get("/en/export.md", q="项目", year="2024", since="yesterday").text
    assert "- Filters: year 2024\n" in said
    assert "> The date “yesterday” was not understood" in said


# path, how the file begins
KINDS = [
    ("/export.docx", b"PK\x03\x04"),
    ("/export.csv", "\ufeff\"序号\"".encode()),
    ("/export.md", "# 检索结果：信息化项目变更由谁审批\n".encode()),
    ("/export.bib", b"@article{lzbf-2025-3h-"),
    ("/export.txt", "[1] 云岭州人民政府办公室. 云岭州信息化项目管理办法（试行）：".encode()),
    ("/en/export.csv", "\ufeff\"Rank\"".encode()),
    ("/en/export.md", "# Search results: 信息化项目变更由谁审批\n".encode()),
]  # fmt: skip


@pytest.mark.parametrize(("path", "beginning"), KINDS)
def test_a_file_says_what_it_is_and_is_kept_nowhere(path: str, beginning: bytes, get: Get) -> None:
    answer = get(path, q=QUESTION)
    kind = path.rpartition(".")[2]
    assert answer.status_code == 200
    assert answer.content.startswith(beginning)
    assert answer.headers["content-type"] == FORMATS[kind].media_type
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    disposition = answer.headers["content-disposition"]
    plain, _, full = disposition.partition("; filename*=UTF-8''")
    assert plain == f'attachment; filename="gongbao.{kind}"'
    brand = "Gongbao" if path.startswith("/en/") else "公报"
    assert unquote(full) == f"{brand} {QUESTION} {date.today().isoformat()}.{kind}"
    assert full.isascii()


def test_a_document_downloaded_can_be_opened(get: Get) -> None:
    document = docx.Document(io.BytesIO(get("/export.docx", q=QUESTION).content))
    assert f"1. {CITATION}" in [paragraph.text for paragraph in document.paragraphs]


# path, question, status, line
REFUSED = [
    ("/export.csv", "", 400, ZH("export.nothing_asked")),
    ("/en/export.csv", " \n ", 400, EN("export.nothing_asked")),
    ("/export.exe", QUESTION, 404, "not found"),
    ("/export.CSV", QUESTION, 404, "not found"),
    ("/export.", QUESTION, 404, "not found"),
    ("/export.csv/", QUESTION, 404, "not found"),
    ("/de/export.csv", QUESTION, 404, "not found"),
]


@pytest.mark.parametrize(("path", "question", "status", "line"), REFUSED)
def test_what_can_not_be_had_is_said_in_one_line(
    path: str, question: str, status: int, line: str, get: Get
) -> None:
    answer = get(path, q=question)
    assert (answer.status_code, answer.text) == (status, line + "\n")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_download_can_only_be_fetched(method: str, get: Get) -> None:
    assert get("/export.csv", method, q=QUESTION).status_code == 404


def test_a_search_that_fails_is_said_in_one_line(home: Path) -> None:
    with open_home(home) as opened:
        library = Library(opened)
    app = exports(library)
    answer = asyncio.run(fetch(app, "GET", "/export.csv", q=QUESTION))  # the home is closed by now
    assert (answer.status_code, answer.text) == (500, ZH("page.failed") + "\n")


def test_a_crowd_is_answered_or_told_to_come_back(library: Library) -> None:
    app = exports(library, at_once=1)

    async def crowd(count: int) -> Counter[tuple[int, bool]]:
        answers = await asyncio.gather(*(fetch(app, "GET", "/export.txt", q="供水") for _ in range(count)))
        return Counter((answer.status_code, answer.text == ZH("export.busy") + "\n") for answer in answers)

    assert asyncio.run(crowd(WAITING + 21)) == {(200, False): WAITING + 1, (503, True): 20}
    assert asyncio.run(crowd(2)) == {(200, False): 2}  # the line is empty again


# question, name of the file
NAMES = [
    ("变更", "变更 2025-03-01.csv"),
    ("  变\n更\t ", "变 更 2025-03-01.csv"),
    ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j 2025-03-01.csv"),
    ("../../etc/passwd", "etc passwd 2025-03-01.csv"),
    ("变更\u202egpj.exe\x00\ud800", "变更gpj.exe 2025-03-01.csv"),  # would be shown as exe.jpg
    ("…", "… 2025-03-01.csv"),
    ("..", "2025-03-01.csv"),
    ("字" * 500, "字" * 60 + " 2025-03-01.csv"),
]


@pytest.mark.parametrize(("question", "expected"), NAMES)
def test_a_name_that_every_system_can_hold(question: str, expected: str) -> None:
    assert file_name(question, "csv", date(2025, 3, 1)) == expected
