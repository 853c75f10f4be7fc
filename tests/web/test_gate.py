"""The network sees the page and nothing else of what gradio can do."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message, Receive, Scope, Send

from view.exports.files import FORMATS
from web.gate import LARGEST_BODY, Gate


async def inner(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Answer every request with 200."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"page"})


def request(
    method: str, path: str, headers: dict[str, str] | None = None, *, local: bool = True
) -> tuple[int, dict[str, str]]:
    """Return the status and headers that a request gets."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    pairs = {"host": "127.0.0.1:7860", **(headers or {})}
    scope = {
        "type": "http", "method": method, "path": path,
        "headers": [(name.encode(), value.encode()) for name, value in pairs.items()],
    }  # fmt: skip
    asyncio.run(Gate(inner, local=local)(scope, receive, send))
    return sent[0]["status"], {name.decode(): value.decode() for name, value in sent[0]["headers"]}


OPEN = ["/", "/en/", "/en", "/config", "/en/theme.css", "/assets/index-a_b.js", "/static/fonts/a/b.woff2",
        "/gradio_api/queue/data", "/en/gradio_api/heartbeat/abc123", "/favicon.ico", "/export.csv",
        "/en/export.docx", *(f"/export.{kind}" for kind in FORMATS)]  # fmt: skip
CLOSED = ["/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/gradio_api/proxy=http://example.org/", "/docs",
          "/gradio_api/vibe-code/", "/monitoring", "/gradio_api/run/predict", "/gradio_api/call/search",
          "/assets/../../etc/passwd", "/login", "/gradio_api/run-history/connect", "/openapi.json",
          "/export.exe", "/export", "/export.csv/x", "/xexport.csv"]  # fmt: skip


@pytest.mark.parametrize("path", OPEN)
def test_what_the_page_asks_for_is_there(path: str) -> None:
    assert request("GET", path)[0] == 200


@pytest.mark.parametrize("path", CLOSED)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
def test_the_rest_does_not_exist(method: str, path: str) -> None:
    assert request(method, path, {"content-length": "2"})[0] == 404


# headers of a POST, status
BODIES = [
    ({"content-length": "200"}, 200),
    ({"content-length": str(LARGEST_BODY)}, 200),
    ({"content-length": str(LARGEST_BODY + 1)}, 413),
    ({"content-length": "-1"}, 411),
    ({"transfer-encoding": "chunked"}, 411),
]


@pytest.mark.parametrize(("headers", "status"), BODIES)
def test_bodies_are_bounded(headers: dict[str, str], status: int) -> None:
    assert request("POST", "/gradio_api/queue/join", headers)[0] == status


def test_another_host_name_is_refused_where_only_this_machine_may_ask() -> None:
    assert request("GET", "/", {"host": "gazette.example:7860"})[0] == 421
    assert request("GET", "/", {"host": "localhost:7860"})[0] == 200
    assert request("GET", "/", {"host": "[::1]:7860"})[0] == 200
    assert request("GET", "/", {"host": "gazette.example:7860"}, local=False)[0] == 200


def test_the_page_may_load_nothing_from_elsewhere() -> None:
    headers = request("GET", "/")[1]
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
