"""The page in a real Chromium, over a home made from samples/, driven as a reader would."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import ROOT, command_environment

sync_api = pytest.importorskip("playwright.sync_api", reason="needs the extra `dev`")
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, expect  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=20_000)  # other tests run on the same cores

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
CITATION = "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第十三条"
QUESTION = "信息化项目变更由谁审批"


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    """Serve the samples in a process of its own and return where."""
    with subprocess.Popen(
        [sys.executable, "-m", "cli", "serve", "--home", str(home), "--port", "0"],
        cwd=ROOT,
        env=command_environment(PYTHONWARNINGS="default"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, said
        yield found[0]
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all tests of this file."""
    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium, or leave out tests marked browser")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Return a fresh page; at the end nothing must have failed, and nothing left this machine."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": 1200, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    opened = context.new_page()
    troubles: list[str] = []

    def on_console(said: ConsoleMessage) -> None:
        # A page that is left aborts the stream that its library still listens to, and may say so.
        if said.type == "error" and not said.text.startswith("AbortError: signal is aborted"):
            troubles.append(said.text)

    def on_dialog(dialog: Dialog) -> None:
        troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def on_request(request: Request) -> None:
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            troubles.append(f"left this machine: {request.url}")

    opened.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    opened.on("console", on_console)
    opened.on("dialog", on_dialog)
    opened.on("request", on_request)
    yield opened
    context.close()
    assert troubles == []


def ask(page: Page, question: str) -> None:
    """Type a question and press Enter, no faster than a person could."""
    page.locator(".masthead").wait_for()
    field = page.get_by_role("textbox").first
    field.fill(question)
    page.wait_for_timeout(100)
    field.press("Enter")


@pytest.mark.parametrize(
    ("path", "question", "copy", "copied", "read", "close"),
    [
        ("/", QUESTION, "复制引用", "已复制", "在文中阅读", "关闭"),
        ("/en/", "who approves IT project changes", "Copy citation", "Copied", "Read in place", "Close"),
    ],
    ids=["zh", "en"],
)
def test_ask_cite_and_read_in_place(
    page: Page, path: str, question: str, copy: str, copied: str, read: str, close: str
) -> None:
    page.goto(path)
    ask(page, question)
    card = page.locator(".card").first
    expect(card.locator(".citation")).to_have_text(CITATION)
    expect(card.locator(".place")).to_contain_text("云岭州人民政府公报 2025")
    expect(card.locator(".headings")).to_have_text("第三章 建设与变更")
    expect(card.locator(".text")).to_contain_text("由州数据局审批")

    card.get_by_role("button", name=copy, exact=True).click()
    expect(card.get_by_text(f"✓ {copied}")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == CITATION

    card.get_by_role("link", name=read).click()
    reader = page.get_by_role("dialog")
    expect(reader).to_contain_text("关于印发《云岭州信息化项目管理办法（试行）》的通知")
    hit = reader.locator(".hit")
    expect(hit).to_contain_text("第十三条 信息化项目的建设目标")
    expect(hit).to_be_in_viewport()
    clauses = reader.locator(".clause p").all_inner_texts()
    articles = [text.split(" ")[0] for text in clauses if text.startswith("第")]
    assert articles[0] == "第一条"
    assert articles[-1] == "第二十二条"
    assert len(articles) == 22
    reader.get_by_role("button", name=close).click()
    expect(reader).to_be_hidden()


def test_words_of_the_question_are_marked(page: Page) -> None:
    page.goto("/")
    ask(page, QUESTION)
    marks = page.locator(".card").first.locator("mark")
    expect(marks.first).to_be_visible()
    assert "变更" in marks.all_inner_texts()


def test_a_passage_is_cited_below_its_clause(page: Page) -> None:
    page.goto("/")
    ask(page, QUESTION)
    button = page.locator(".card").first.get_by_role("button", name=re.compile("复制引用 第.款"))
    button.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(re.escape(CITATION) + "第.款", copied)


def test_the_other_language_keeps_the_question(page: Page) -> None:
    page.goto("/")
    ask(page, QUESTION)
    page.locator(".card").first.wait_for()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("button", name="Search")).to_be_visible()
    expect(page.get_by_role("textbox").first).to_have_value(QUESTION)
    expect(page.locator(".card .citation").first).to_have_text(CITATION)
    assert page.evaluate("document.documentElement.lang") == "en"


def test_an_address_leads_back_to_the_answer_and_to_the_document(page: Page) -> None:
    page.goto("/")
    ask(page, QUESTION)
    page.locator(".card .citation a").first.click()
    expect(page.locator(".reader .hit")).to_be_visible()
    kept = page.url
    page.goto("about:blank")
    page.goto(kept)
    expect(page.locator(".card .citation").first).to_have_text(CITATION)
    expect(page.locator(".reader .hit")).to_contain_text("第十三条")
    expect(page.locator(".reader .hit")).to_be_in_viewport()


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror=alert(1)><script>alert(2)</script>",
        '"><svg onload=alert(3)>',
        "{{constructor.constructor('alert(4)')()}} ${alert(5)} `${alert(6)}`",
        "javascript:alert(7)",
    ],
)
def test_what_is_typed_is_shown_as_text(page: Page, hostile: str) -> None:
    """The fixture fails on any dialog, script error or request that this would cause."""
    page.goto("/")
    ask(page, hostile)
    expect(page.locator(".answer")).to_be_visible()
    expect(page.locator(".answer img, .answer svg, .answer script")).to_have_count(0)
    page.goto("/en/?" + "&".join(f"{name}={hostile}" for name in ("q", "issuer", "since", "open")))
    expect(page.locator(".answer")).to_be_visible()
    expect(page.locator(".note").first).to_contain_text("was not understood")
    expect(page.locator(".reader")).to_contain_text("no longer indexed")


def test_a_whole_question_goes_by_keyboard(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("textbox").first).to_be_focused()  # nothing to click before typing
    page.keyboard.type("informationization")
    page.keyboard.press("Control+A")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    link = page.locator(".card .citation a").first
    link.wait_for()
    link.focus()
    page.keyboard.press("Enter")
    reader = page.get_by_role("dialog")
    expect(reader).to_be_focused()
    page.keyboard.press("Tab")
    expect(reader.get_by_role("button", name="关闭")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.querySelector('.reader').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(reader).to_be_hidden()
    expect(link).to_be_focused()
    # The same document opens again, though the server has nothing new to say.
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_examples_are_asked_with_a_click(page: Page) -> None:
    page.goto("/en/")
    page.get_by_role("link", name="who approves IT project changes").click()
    expect(page.locator(".card .citation").first).to_have_text(CITATION)


def test_filters_narrow_the_answer(page: Page) -> None:
    page.goto("/?q=项目&year=2024")
    expect(page.locator(".card").first).to_be_visible()
    places = page.locator(".card .place").all_inner_texts()
    assert all("2024年第4期" in place for place in places)
    page.get_by_role("button", name="筛选").click()
    page.get_by_label("年份").click()
    page.get_by_role("option", name="2025").click()
    expect(page.locator(".card .place").first).to_contain_text("2025年")
    assert "year=2025" in page.url


@pytest.mark.parametrize(
    ("path", "label", "name"),
    [("/", "Word", "公报 {question} {day}.docx"), ("/en/", "GB/T 7714", "Gongbao {question} {day}.txt")],
)
def test_what_is_shown_is_downloaded_with_a_click(page: Page, path: str, label: str, name: str) -> None:
    page.goto(path)
    ask(page, QUESTION)
    with page.expect_download() as started:
        page.locator(".exports").get_by_role("link", name=label).click()
    file = started.value
    assert file.suggested_filename == name.format(question=QUESTION, day=date.today().isoformat())
    assert file.path().read_bytes()[:2] == (b"PK" if label == "Word" else b"[1")
    expect(page.locator(".card .citation").first).to_have_text(CITATION)  # the page stays where it was


def test_no_hit_says_so(page: Page) -> None:
    page.goto("/?q=项目&year=1999")
    expect(page.get_by_text("没有找到相符的条款。")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_nothing_is_wider_than_a_telephone(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path)
    ask(page, QUESTION)
    page.locator(".card").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator(".card .citation a").first.click()
    expect(page.locator(".reader .hit")).to_be_in_viewport()
    assert page.evaluate("document.querySelector('.reader').scrollWidth") <= 360


def test_what_is_repealed_says_so_and_shows_who_did_it(page: Page) -> None:
    page.goto("/?q=岭政办规〔2024〕2号")
    card = page.locator(".card").first
    expect(card.locator(".badge.status")).to_have_text("已废止")
    expect(card.locator(".proof")).to_contain_text("2025-09-01")
    expect(card.locator(".proof")).to_contain_text("同时废止")
    card.locator(".proof a").click()
    expect(page.locator(".reader .hit")).to_contain_text("第十四条")
    expect(page.locator(".reader .hit")).to_be_in_viewport()


def test_statuses_filter_the_answer_as_of_a_day(page: Page) -> None:
    page.goto("/?q=水价&status=已废止")
    expect(page.locator(".card").first).to_be_visible()
    assert set(page.locator(".card .badge.status").all_inner_texts()) == {"已废止"}
    page.goto("/?q=岭政办规〔2024〕2号&at=2025-08-31")
    expect(page.locator(".card .badge.status").first).to_have_text("效力未知")
    page.goto("/en/?q=岭政办规〔2024〕2号&at=yesterday")
    expect(page.locator(".note").first).to_contain_text("was not understood")
    expect(page.locator(".card .badge.status").first).to_have_text("repealed")


def test_the_document_tells_what_became_of_it_and_its_references_are_links(page: Page) -> None:
    page.goto("/?q=岭政办发〔2025〕33号第四条")
    page.locator(".card .citation a").first.click()
    reader = page.get_by_role("dialog")
    expect(reader.locator(".validity").first).to_contain_text("已失效")  # the trial ran out on 2026-10-31
    expect(reader.locator(".hit")).to_contain_text("第四条")
    reader.locator(".hit a.ref").first.click()  # 第二条第二款, in the same document
    expect(reader.locator(".clause.followed")).to_contain_text("第二条 州档案馆")
    expect(reader.locator(".clause.followed")).to_be_in_viewport()
    # Another document opens in place of this one.
    page.goto("/?q=岭政办发〔2025〕31号第六条")
    page.locator(".card .citation a").first.click()
    chain = page.locator(".validity details").filter(has_text="沿革")
    expect(chain).to_contain_text("岭政办规〔2025〕2号")
    page.locator(".validity summary").filter(has_text="本文件对其他文件的处理").click()
    page.locator(".validity .events a[data-open]").last.click()
    expect(page.locator(".reader .hit")).to_be_visible()


DRAFT = (
    "依据《云岭州州级储备粮管理办法》（岭政发〔2024〕22号）第九十九条；"
    "水价按《关于调整石麓市城区居民用水阶梯价格的公告》（岭政办规〔2024〕2号）执行。<b>另见</b>《不在库中的办法》。"
)


@pytest.mark.parametrize(
    ("path", "tab", "check", "summary"),
    [("/", "核对文稿", "核对", "共核对 3 处引用"), ("/en/", "Check a draft", "Check", "3 citations checked")],
    ids=["zh", "en"],
)
def test_a_draft_is_checked_and_its_report_downloaded(
    page: Page, path: str, tab: str, check: str, summary: str
) -> None:
    page.goto(path)
    page.get_by_role("tab", name=tab).click()
    page.locator("#draft textarea").fill(DRAFT)
    page.wait_for_timeout(100)
    page.get_by_role("button", name=check, exact=True).click()
    expect(page.locator(".check .summary")).to_contain_text(summary)
    verdicts = page.locator("ol.findings .badge.verdict").all_inner_texts()
    assert verdicts == ["条款不存在", "已废止", "未收录"]
    expect(page.locator(".check b")).to_have_count(0)
    with page.expect_download() as started:
        page.locator("[data-check=csv]").click()
    saved = started.value.path().read_text(encoding="utf-8-sig")
    assert [verdict for verdict in verdicts if verdict in saved] == verdicts
    with page.expect_download() as started:
        page.locator("[data-check=docx]").click()
    assert started.value.path().read_bytes()[:2] == b"PK"
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_name_brings_up_the_person_and_what_can_not_be_known(page: Page) -> None:
    page.goto("/?q=米若兰")
    panel = page.locator(".people")
    expect(panel).to_contain_text("石麓经济技术开发区管委会主任")
    expect(panel.locator(".notes")).to_be_visible()
    expect(panel.locator(".notes")).to_contain_text("无法区分")
