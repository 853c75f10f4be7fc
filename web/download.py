"""Answer /export.docx and its like: what the page shows, as a file, by the page's own address.

A draft is too long for an address: /check.docx takes it as the body of a POST.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from functools import partial
from urllib.parse import quote

import anyio
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from search import Library
from search.check.draft import LONGEST
from view.exports.files import FORMATS, export_answer, export_check
from view.html.form import Asked, as_day
from view.messages import EN, ZH, Words

WAITING = 64  # downloads that may wait; who comes later is told so

_log = logging.getLogger("gongbao")
_FORBIDDEN = '\\/:*?"<>|'  # in names of files, on one system or another
_NAME = 60  # code points of a file's name without its suffix: 240 bytes at the most


def add_exports(app: Starlette, library: Library, *, limit: int, at_once: int) -> None:
    """Add the routes to an application; an export holds ``limit`` hits, ``at_once`` are made at a time."""
    counter = _Counter(library, limit, at_once)
    for place, words in (("/export.{kind}", ZH), ("/en/export.{kind}", EN)):
        app.add_route(place, partial(counter.serve, words), methods=["GET"])
    for place, words in (("/check.{kind}", ZH), ("/en/check.{kind}", EN)):
        app.add_route(place, partial(counter.check, words), methods=["POST"])


class _Counter:
    """Serve those who ask for a file, a few at a time; the others wait in a line of bounded length."""

    def __init__(self, library: Library, limit: int, at_once: int) -> None:
        self.library = library
        self.limit = limit
        self.limiter = anyio.CapacityLimiter(at_once)
        self.most = at_once + WAITING
        self.here = 0

    async def serve(self, words: Words, request: Request) -> Response:
        """Answer a request with the file, or with one line that says why there is none."""
        kind = request.path_params["kind"]
        asked = Asked.of(*(request.query_params.get(field.name) for field in fields(Asked)))
        if kind not in FORMATS:
            return _refusal("not found", 404)
        if not asked.q:
            return _refusal(words("export.nothing_asked"), 400)
        return await self._file(kind, asked.q, words, partial(self._hits, asked, kind, words))

    async def check(self, words: Words, request: Request) -> Response:
        """Answer a draft with the file of its findings."""
        kind = request.path_params["kind"]
        if kind not in FORMATS:
            return _refusal("not found", 404)
        draft = (await request.body()).decode("utf-8", "replace")
        if not 0 < len(draft) <= LONGEST:
            return _refusal(words("export.nothing_asked"), 400)
        at = as_day(request.query_params.get("at") or "")
        return await self._file(
            kind, words("page.check_tab"), words, partial(self._findings, draft, at, kind, words)
        )

    async def _file(self, kind: str, title: str, words: Words, make: Callable[[], bytes]) -> Response:
        """Answer with what ``make`` returns, when its turn has come."""
        if self.here >= self.most:
            return _refusal(words("export.busy"), 503)
        self.here += 1
        try:
            content = await anyio.to_thread.run_sync(make, limiter=self.limiter)
        except Exception:  # the reader gets one plain line, the log the cause
            _log.exception("export failed")
            return _refusal(words("page.failed"), 500)
        finally:
            self.here -= 1
        return Response(content, media_type=FORMATS[kind].media_type, headers=_headers(title, kind, words))

    def _findings(self, draft: str, at: str | None, kind: str, words: Words) -> bytes:
        return export_check(self.library.check(draft, at), kind, words)

    def _hits(self, asked: Asked, kind: str, words: Words) -> bytes:
        filters, standpoint, notes = asked.filters(words)
        found = self.library.search(asked.q, filters, self.limit, standpoint)
        told = replace(found, notes=(*notes, *found.notes))
        return export_answer(told, kind, words, filters=filters, statuses=standpoint.statuses)


def _headers(title: str, kind: str, words: Words) -> dict[str, str]:
    name = file_name(" ".join((words("page.brand"), title)), kind)
    return {
        # RFC 6266: an ASCII name for old programs, the full one in the form of RFC 5987.
        "Content-Disposition": f"attachment; filename=\"gongbao.{kind}\"; filename*=UTF-8''{quote(name, safe='')}",
        "Cache-Control": "no-store",
    }


def file_name(title: str, kind: str, on: date | None = None) -> str:
    """Return a name that every system can hold: the title, shortened, the day and the suffix."""
    kept = "".join(
        " " if one in _FORBIDDEN or one.isspace() else one
        for one in title
        if one.isspace() or unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    stem = " ".join(kept.strip(" .").split())[:_NAME].strip(" .")
    return f"{stem} {(on or date.today()).isoformat()}.{kind}".lstrip()


def _refusal(line: str, status: int) -> PlainTextResponse:
    return PlainTextResponse(line + "\n", status, headers={"Cache-Control": "no-store"})
