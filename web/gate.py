"""Let only those requests through that the page itself makes.

Gradio answers many more paths than a search page needs (uploads, files, a proxy, editing by
prompt). What is not listed here does not exist for the network.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from view.exports.files import FORMATS

LARGEST_BODY = 512 * 1024  # bytes; a draft of 100,000 characters is 300,000

_PAGE = r"(?:/en)?"
_GET = re.compile(
    _PAGE + r"(?:/|/config/?|/theme\.css|/favicon\.ico|/manifest\.json|/robots\.txt"
    rf"|/export\.(?:{'|'.join(FORMATS)})"
    r"|/(?:assets|static|svelte)/[\w./@-]+"
    r"|/gradio_api/(?:info|app_id|startup-events|queue/data|heartbeat/\w+))|/en"
)
_LOCAL = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?")
_POST = re.compile(_PAGE + r"/(?:gradio_api/(?:queue/join|cancel|reset)/?|check\.[a-z]{2,4})")

# Gradio writes scripts into its page and compiles templates; all else comes from this server.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


class Gate:
    """Refuse what the page does not ask for, and set the headers that keep it to this server."""

    def __init__(self, app: ASGIApp, *, local: bool) -> None:
        self.app = app
        self.local = local

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with 404, 411, 413 or 421."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        refusal = _refusal(scope, self.local)
        if refusal is not None:
            await refusal(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _POLICY
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
            await send(message)

        await self.app(scope, receive, send_guarded)


def _refusal(scope: Scope, local: bool) -> PlainTextResponse | None:
    headers = Headers(scope=scope)
    if local and not _LOCAL.fullmatch(headers.get("host", "")):
        # A page of another site that had its name point here must not read the answers.
        return PlainTextResponse("unknown host\n", 421)
    allowed = {"GET": _GET, "HEAD": _GET, "POST": _POST}.get(scope["method"])
    path: str = scope["path"]
    if allowed is None or not allowed.fullmatch(path) or ".." in path:
        return PlainTextResponse("not found\n", 404)
    if scope["method"] == "POST":
        length = headers.get("content-length")
        if length is None or not length.isdecimal():
            return PlainTextResponse("a length is required\n", 411)
        if int(length) > LARGEST_BODY:
            return PlainTextResponse("too large\n", 413)
    return None
