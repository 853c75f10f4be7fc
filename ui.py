"""The page: a question in, ranked clauses with their citations out, the document read in place.

Gradio draws the question and the filters; what is found is HTML from ``view.html.cards``. The page stands
at ``/`` in Chinese and at ``/en/`` in English. Its address holds the question, so it can be sent on.
"""

from __future__ import annotations

import logging
import os
import socket
from dataclasses import fields
from importlib import resources
from pathlib import Path
from typing import Any

# Read by gradio while it is imported: nothing may be sent anywhere.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

import fastapi
import gradio as gr
import uvicorn

from corpus.messages import message
from corpus.records import GongbaoError
from index.catalog.rows import Overview
from search import Library
from search.check.draft import LONGEST as LONGEST_DRAFT
from search.check.draft import DraftError
from view.html import cards, reader
from view.html.check import check_html
from view.html.form import LONGEST, Asked, as_day, plain
from view.html.people import people_html
from view.messages import EN, ZH, Words, say
from web.download import add_exports
from web.gate import Gate

LIMIT = 30  # cards of an answer
QUEUE = 64  # questions that may wait; who comes later is told so
AT_ONCE = 4  # questions that are answered at the same time

_log = logging.getLogger("gongbao")


def answer_html(library: Library, asked: Asked, words: Words) -> str:
    """Return the cards for a question; an empty question clears the page."""
    if not asked.q:
        return ""
    filters, standpoint, notes = asked.filters(words)
    try:
        found = library.search(asked.q, filters, LIMIT, standpoint)
        links = library.links(hit.row for hit in found.hits[: cards.FIRST])
        people = library.people_asked_for(asked.q)
    except Exception:  # the reader gets one plain line, the log the cause
        _log.exception("search failed")
        return cards.failure(words)
    above = people_html(people, words, asked.address) if people else ""
    return above + cards.answer(found, words, asked.address, notes, links)


def checked_html(library: Library, draft: object, at: str, words: Words) -> str:
    """Return what a check of a draft finds; an empty draft clears the page."""
    text = plain(draft, LONGEST_DRAFT + 1)
    if not text:
        return ""
    try:
        return check_html(library.check(text, as_day(at)), words)
    except DraftError as error:
        return cards.failure(words, words.of((str(error), error.chinese)))
    except Exception:  # the reader gets one plain line, the log the cause
        _log.exception("check failed")
        return cards.failure(words)


def document_html(library: Library, clause_id: str, words: Words, at: str = "") -> str:
    """Return the document of a clause, to be read around it, and its validity as of a day."""
    if not clause_id:
        return ""
    opened = library.open_clause(clause_id, as_day(at))
    if opened is None:
        return reader.no_document(words)
    return reader.document(
        opened.clause.document,
        opened.clauses,
        opened.clause.clause.id,
        words,
        report=opened.report,
        cited=opened.cited,
        links=opened.links,
    )


def build_page(library: Library, words: Words = ZH) -> gr.Blocks:
    """Return the page over a library, in the language of ``words``."""
    page = gr.Blocks(title=" · ".join((words("page.brand"), words("page.tagline"))), analytics_enabled=False)
    with page:
        head = gr.HTML(elem_id="head", js_on_load=None)
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(words("page.search_tab")):
                question, ask = _question_row(words)
                tries = gr.HTML(elem_id="tries", js_on_load=None)
                filters = _filter_fields(words)
                results = gr.HTML(elem_id="results", js_on_load=_RESULTS_JS)
            with gr.Tab(words("page.check_tab")):
                draft, day, check = _draft_fields(words)
                findings = gr.HTML(elem_id="findings", js_on_load=_FINDINGS_JS)
        reading = gr.HTML(elem_id="reader", js_on_load=_READER_JS)
        gr.HTML('<p id="spoken" role="status" aria-live="polite"></p>', js_on_load=None)

        def search(*values: object) -> str:
            return answer_html(library, Asked.of(*values), words)

        def judge(text: object, at: object) -> str:
            return checked_html(library, text, plain(at), words)

        def read(at: object, event: gr.EventData) -> str:
            return document_html(library, plain(event._data.get("id")), words, plain(at))

        def arrive(request: gr.Request) -> list[Any]:
            return _arrival(library, request.query_params, words)

        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}
        asking = [ask.click, question.submit]
        asking += [one.submit if isinstance(one, gr.Textbox) else one.input for one in filters]
        gr.on(asking, search, [question, *filters], results, trigger_mode="always_last", **private)
        gr.on([check.click, day.submit], judge, [draft, day], findings, **private)
        findings.click(read, day, reading, **private)
        results.click(read, filters[-1], reading, **private)
        reading.click(read, filters[-1], reading, **private)
        page.load(arrive, None, [head, tries, question, *filters, results, reading], **private)
    page.queue(max_size=QUEUE, default_concurrency_limit=AT_ONCE)
    return page


_OPENING_JS = """
element.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-open]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const id = window.gongbao.opening(link);
  if (id) trigger("click", { id });
});
"""
_RESULTS_JS = (
    _OPENING_JS
    + """
watch("value", () => window.gongbao.answered(element));
"""
)
_FINDINGS_JS = _OPENING_JS
_READER_JS = """
element.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-open]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const id = window.gongbao.following(link);
  if (id) trigger("click", { id });
});
watch("value", () => window.gongbao.opened(element));
"""


def _question_row(words: Words) -> tuple[gr.Textbox, gr.Button]:
    with gr.Row(elem_id="ask-row"):
        question = gr.Textbox(
            label=words("page.question"),
            show_label=False,
            placeholder=words("page.placeholder"),
            max_length=LONGEST,
            max_lines=1,
            autofocus=True,
            scale=5,
            elem_id="question",
            container=False,
            html_attributes=gr.InputHTMLAttributes(enterkeyhint="search", spellcheck=False),
        )
        ask = gr.Button(words("page.ask"), variant="primary", elem_id="ask", scale=0)
    return question, ask


def _draft_fields(words: Words) -> tuple[gr.Textbox, gr.Textbox, gr.Button]:
    draft = gr.Textbox(
        label=words("page.draft"),
        show_label=False,
        placeholder=words("page.draft_hint"),
        lines=10,
        max_lines=24,
        max_length=LONGEST_DRAFT,
        elem_id="draft",
        container=False,
    )
    with gr.Row(elem_id="check-row"):
        day = _day_field("at", words, "check-day")
        check = gr.Button(words("page.check"), variant="primary", elem_id="check", scale=0)
    return draft, day, check


def _day_field(name: str, words: Words, elem_id: str = "") -> gr.Textbox:
    return gr.Textbox(
        label=words(f"field.{name}"),
        placeholder=words("page.date_hint"),
        max_length=10,
        elem_id=elem_id or name,
    )


def _filter_fields(words: Words) -> list[gr.Dropdown | gr.Textbox]:
    """Draw the filters, folded away; return them in the order of the fields of :class:`Asked`."""
    drawn: dict[str, gr.Dropdown | gr.Textbox] = {}

    def draw_list(name: str) -> None:
        label = words(f"field.{name}")
        drawn[name] = gr.Dropdown(label=label, choices=[], value="", allow_custom_value=True, elem_id=name)

    def draw_day(name: str) -> None:
        drawn[name] = _day_field(name, words)

    with gr.Accordion(words("page.filters"), open=False, elem_id="filters"):
        with gr.Row():
            for name in ("gazette", "issuer", "year", "part"):
                draw_list(name)
        with gr.Row():
            draw_day("since")
            draw_day("until")
        with gr.Row():
            draw_list("status")
            draw_day("at")
            draw_list("sort")
    return [drawn[name] for name in _FIELDS[1:]]


_FIELDS = [field.name for field in fields(Asked)]


def _arrival(library: Library, address: Any, words: Words) -> list[Any]:
    """Return the values of the whole page for the address that a reader came with.

    Nothing is written where the address says nothing: the reader may be typing already.
    """
    asked = Asked.of(*(address.get(name) for name in _FIELDS))
    overview = library.overview()
    numbers = filter(None, [overview.newest_number])
    choices = _choices(overview, words)
    return [
        cards.header(words, overview.issues, overview.documents),
        cards.examples(words, [*words.section("example").values(), *numbers]),
        *(_arrived(getattr(asked, name), choices.get(name)) for name in _FIELDS),
        answer_html(library, asked, words) or gr.skip(),
        document_html(library, plain(address.get("open")), words, asked.at) or gr.skip(),
    ]


def _arrived(value: str, choices: list[tuple[str, str]] | None) -> Any:
    if choices is None:
        return value or gr.skip()
    return gr.update(choices=choices, value=value) if value else gr.update(choices=choices)


def _choices(overview: Overview, words: Words) -> dict[str, list[tuple[str, str]]]:
    """Return what the lists of the filters offer."""
    plain = {"gazette": overview.gazettes, "issuer": overview.issuers, "year": map(str, overview.years)}
    offered = {name: [(value, value) for value in values] for name, values in plain.items()}
    offered["part"] = [(label, part) for part, label in words.section("part").items()]
    offered["status"] = [(label, status) for status, label in words.section("status").items()]
    offered = {name: [(words("page.any"), ""), *choices] for name, choices in offered.items()}
    (_, usual), *others = [(sort, label) for sort, label in words.section("sort").items()]
    return offered | {"sort": [(usual, ""), *((label, sort) for sort, label in others)]}


def build_app(library: Library, home: Path, *, local: bool = True) -> Gate:
    """Return the ASGI application with the page in both languages, behind its gate.

    ``local`` says that only this machine is meant to ask: other host names are refused then.
    """
    app = fastapi.FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_exports(app, library, limit=LIMIT, at_once=AT_ONCE)
    files = resources.files("view.html")
    font = ["Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "sans-serif"]
    for path, words in (("/en", EN), ("/", ZH)):
        gr.mount_gradio_app(
            app,
            build_page(library, words),
            path,
            footer_links=[],
            run_history=False,
            allowed_paths=[],
            blocked_paths=[str(home.resolve())],
            max_file_size=0,
            show_error=False,
            ssr_mode=False,
            enable_monitoring=False,
            pwa=False,
            mcp_server=False,
            # Named fonts only: gradio would fetch others from the web.
            theme=gr.themes.Base(primary_hue="red", neutral_hue="stone", font=font, font_mono=font),
            css=(files / "page.css").read_text(encoding="utf-8"),
            head=f"<script>document.documentElement.lang = {words.code!r};\n"
            + (files / "page.js").read_text(encoding="utf-8")
            + "</script>",
        )
    return Gate(app, local=local)


def serve(
    home: Path,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    model: str | None = None,
    reranker: str | None = None,
) -> None:
    """Serve the page of a home until Ctrl-C; GongbaoError when the port can't be listened on."""
    library = Library.open(home, model=model, reranker=reranker)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except (OSError, OverflowError) as error:
            raise GongbaoError(*message("failure.port_taken", host=host, port=port, why=error)) from error
        local = host in ("127.0.0.1", "localhost", "::1")
        library.search("公报", limit=1)  # loads what is loaded once, before the first reader waits
        app = build_app(library, home, local=local)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=1
        )
        name = f"[{host}]" if ":" in host else host
        print(say("outcome.serving", url=f"http://{name}:{listener.getsockname()[1]}"), flush=True)
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            pass
        finally:
            library.close()
