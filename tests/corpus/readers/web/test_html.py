"""Pages of the web: the same text gives the same clauses, and what frames it is left out."""

from __future__ import annotations

import codecs
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from corpus import parse, read
from corpus.readers.web.html import read_html
from corpus.records import Kind, SourceError
from corpus.text import squeeze
from tests.corpus.invariants import read_text, source
from tests.corpus.readers.renders import NOTICES, TEMPLATES, as_html, known_body, told, told_by, unknown_body

ROOT = Path(__file__).parents[4]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
ISSUE = ROOT.parent / "shared" / "gazettes" / "bazhou-2025-02.txt"
Template = Callable[[str, str], str]

each_template = pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)


def title_of(text: str) -> str:
    return next(line.strip() for line in text.split("\n") if line.strip())


@each_template
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_an_issue_as_a_page(path: Path, template: Template) -> None:
    text = read(path).text
    page = template(text, title_of(text))
    assert told_by(page.encode("utf-8"), "html") == told(parse(read(path)))


@each_template
@pytest.mark.skipif(not ISSUE.exists(), reason="needs the shared gazette")
def test_the_real_issue_as_a_page(template: Template) -> None:
    text = read(ISSUE).text
    assert told_by(template(text, title_of(text)).encode("gb18030"), "html") == told(parse(read(ISSUE)))


@each_template
@settings(max_examples=25, deadline=None)
@given(text=NOTICES)
def test_a_document_as_a_page(template: Template, text: str) -> None:
    assert told_by(template(text, title_of(text)).encode("utf-8"), "html") == told(read_text(text))


def lines_of(page: str) -> list[str]:
    return read_html(page.encode("utf-8"), "test.html").text.split("\n")[:-1]


# (part of a page, the lines that its reader sees)
DRAWN: list[tuple[str, list[str]]] = [
    # paragraphs, breaks, indents
    ("<p>　　第一条&nbsp;总则</p>\n<p>&emsp;&emsp;第二款</p>", ["第一条 总则", "第二款"]),
    ("<p>第一行<br>第二行<br/><br/>第三行</p>", ["第一行", "第二行", "第三行"]),
    ("<div>无<span>段</span>落<div>内层</div>之后</div>", ["无段落", "内层", "之后"]),
    ("<p>一句话在源文件里\n     折了行</p>", ["一句话在源文件里折了行"]),
    ("<p>State\n  Council 2024\n年</p>", ["State Council 2024 年"]),
    ("<p>州发改委 州住建局</p>", ["州发改委 州住建局"]),  # a blank that was typed stays
    ("<p>信\u200b息\u00ad化\ufeff</p>", ["信息化"]),
    ("<p>5 m<sup>2</sup>，CO<sub>2</sub></p>", ["5 m2，CO2"]),
    ("<p>&lt;注&gt; A&amp;B &#8212; &#x2460;</p>", ["<注> A&B — ①"]),
    ("<span style='display:block'>甲</span><span style='display:block'>乙</span>", ["甲", "乙"]),
    ("<pre>第一条\n\t知\n  甲\t乙</pre>", ["第一条", "\t知", "  甲\t乙"]),
    ("<div style='white-space:pre-wrap'>甲\n乙</div><div>丙\n丁</div>", ["甲", "乙", "丙丁"]),
    ("<p>甲<math><mi>x</mi></math><svg><text>图</text></svg>乙</p>", ["甲乙"]),
    ("<ruby>汉<rp>(</rp><rt>hàn</rt></ruby>字", ["汉字"]),
    # what isn't seen
    ("<p>甲</p><!-- 乙 --><script>丙</script><style>丁{}</style><noscript>戊</noscript>", ["甲"]),
    ("<p hidden>甲</p><p style='color:red; DISPLAY : none'>乙</p><p style='visibility:hidden'>丙</p>丁", ["丁"]),
    ("<style>.no,#nor{display:none}@media print{p{display:none}}</style><p class='a no'>甲<p id=nor>乙<p>丙", ["丙"]),
    ("<style>div p{display:none}</style><div><p>甲</p></div>", ["甲"]),  # a selector that isn't simple says nothing here
    ("<select><option>甲</select><input value=乙><textarea>丙</textarea><button>丁</button>戊", ["戊"]),
    # numbers that a browser draws
    ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
    ("<ol><li><p>甲</p><p>续</p></li><li><p>乙</p></li></ol>", ["1. 甲", "续", "2. 乙"]),
    ("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", ["3. 甲", "7. 乙", "8. 丙"]),
    ("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"]),
    ("<ol type=a><li>甲<li>乙</ol><ol type=I><li>丙<li>丁</ol>", ["a. 甲", "b. 乙", "I. 丙", "II. 丁"]),
    ("<ol type=A start=27><li>甲</ol><ol type=i start=4><li>乙</ol>", ["AA. 甲", "iv. 乙"]),
    ("<ol style='list-style-type:cjk-ideographic'><li>甲<li>乙</ol>", ["一、甲", "二、乙"]),
    ("<ol style='list-style:simp-chinese-informal inside' start=21><li>甲</ol>", ["二十一、甲"]),
    ("<ol><li>甲<ol><li>子</ol><li>乙</ol>", ["1. 甲", "1. 子", "2. 乙"]),
    ("<ol style='list-style:none'><li>甲</ol><style>.n{list-style-type:none}</style><ol class=n><li>乙</ol>", ["甲", "乙"]),
    ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
    ("<ol><li>一、甲<li>（一）乙<li>第一条 丙</ol>", ["一、甲", "（一）乙", "第一条 丙"]),  # has a number of its own
    # tables
    ("<table><tr><th>序号<th>名称<tr><td>1<td>甲<tr><td>2<td>乙</table>", ["序号\t名称", "1\t甲", "2\t乙"]),
    ("<table><tr><td>1<td>甲<br>续<td><p>乙</p><p>丙</p><tr><td>2<td><td>丁</table>", ["1\t甲 续\t乙 丙", "2\t\t丁"]),
    (
        "<table><tr><td colspan=3>一、州政府文件<tr><td>1<td>甲<td rowspan=2>办<tr><td>2<td>乙</table>",
        ["一、州政府文件", "1\t甲\t办", "2\t乙\t"],
    ),
    ("<table><tr><td>1<td colspan=2>甲<td>乙<tr><td>2<td>丙<td>丁<td>戊</table>", ["1\t甲\t\t乙", "2\t丙\t丁\t戊"]),
    ("<table><caption>表一</caption><thead><tr><td>甲<td>乙</thead><tbody><tr><td>丙<td>丁</table>", ["表一", "甲\t乙", "丙\t丁"]),
    ("<table><tr><td><p>第一段。</p><p>第二段。</p></td></tr></table>", ["第一段。", "第二段。"]),  # layout
    (
        "<table><tr><td>栏<td><table><tr><td>1<td>甲甲甲<tr><td>2<td>乙乙乙</table></table>",
        ["栏", "1\t甲甲甲", "2\t乙乙乙"],
    ),
    ("<p>1\t甲\t办</p><p>2\t乙\t局</p>", ["1\t甲\t办", "2\t乙\t局"]),  # cells typed without a table
    # no furniture: all of it is the document, whatever its words are
    ("<p>主办：云岭州人民政府办公室</p><p>第一条 打印的文件应当存档。</p>", ["主办：云岭州人民政府办公室", "第一条 打印的文件应当存档。"]),
    ("<p>附件：1.<a href='#a1'>目录</a></p>", ["附件：1.目录"]),
]  # fmt: skip


@pytest.mark.parametrize(("part", "expected"), DRAWN, ids=[row[0][:60] for row in DRAWN])
def test_what_is_drawn(part: str, expected: list[str]) -> None:
    assert (
        lines_of(f"<!DOCTYPE html><html><head><title>页</title></head><body>{part}</body></html>") == expected
    )


INSTRUMENT = "第一条 为了节约用水，制定本办法。\n第二条 本办法自2025年8月1日起施行。"
TITLE = "云岭州节约用水管理办法"
NOTICE = f"关于印发《{TITLE}》的通知\n岭政办规〔2025〕3号\n各县市人民政府：\n《{TITLE}》已经同意，现予印发。\n云岭州人民政府办公室\n2025年7月1日\n{TITLE}\n{INSTRUMENT}"
NOTICE_TITLE, _, BODY_WITH_NUMBER = NOTICE.partition("\n")
BODY = BODY_WITH_NUMBER.partition("\n")[2]
INFO = f"""<table><tr><td>索引号：</td><td>YL001-2025-0003</td><td>发文机关：</td><td>云岭州人民政府办公室</td></tr>
<tr><td>标题：</td><td>{NOTICE_TITLE}</td><td>发文字号：</td><td>岭政办规〔2025〕3号</td></tr>
<tr><td>成文日期：</td><td>2025年07月01日</td><td>有效性：</td><td>有效</td></tr></table>"""
INFO_LIST = f"""<div><span>名　　称：</span>{NOTICE_TITLE}</div><div><span>文　　号：</span>岭政办规〔2025〕3号</div><div>主题分类：水利</div>"""
INFO_LINES = """<dl><dt>索引号：</dt><dd>YL001</dd><dt>发文字号：</dt><dd>岭政办规〔2025〕3号</dd><dt>公开方式：</dt><dd>主动公开</dd></dl>"""


def framed(
    info: str, body: str, head: str = f"<h1>{NOTICE_TITLE}</h1>", names: str = 'class="TRS_Editor"'
) -> str:
    return f"""<html><head><title>{NOTICE_TITLE}-云岭州人民政府</title></head><body><a href="/">首页</a>{head}{info}
<div {names}>{as_html(body)}</div><p>责任编辑：某某</p><div>上一篇：<a href="9.html">关于其他事项的通知</a></div></body></html>"""


# (a page, how it is built): title and number stand in the text, beside it, or in both places
HEADS = {
    "both in the text": framed("", NOTICE, head=""),
    "both in the text and above": framed(INFO, NOTICE),
    "number in a table": framed(INFO, f"{NOTICE_TITLE}\n{BODY}"),
    "number in a list": framed(INFO_LIST, f"{NOTICE_TITLE}\n{BODY}"),
    "number below its label": framed(INFO_LINES, f"{NOTICE_TITLE}\n{BODY}"),
    "title above, number in the text": framed("", BODY_WITH_NUMBER),
    "neither in the text": framed(INFO, BODY),
    "title in a table alone": framed(INFO, BODY, head=""),
    "title in an element called so": framed(
        INFO_LINES, BODY, head=f'<div class="xl_title">{NOTICE_TITLE}</div>'
    ),
    "both above, body not known": framed(INFO, BODY, names='class="m3"'),
    "both twice, body not known": framed(INFO, NOTICE, names='class="m3"'),
    "title on two lines": framed(INFO, NOTICE.replace("》的通知", "》\n的通知", 1)),
}


@pytest.mark.parametrize("page", HEADS.values(), ids=HEADS)
def test_title_and_number_stand_once(page: str) -> None:
    assert told_by(page.encode("utf-8"), "html") == told(read_text(NOTICE))
    text = squeeze("".join(lines_of(page)))
    assert text.count("岭政办规〔2025〕3号") == 1
    assert text.count(squeeze(NOTICE_TITLE)) == 1
    assert "索引号" not in text
    assert "责任编辑" not in text
    assert "其他事项" not in text


def test_no_number_is_made_up() -> None:
    """A number in the head of the file, in hidden text or in a link to another document is none of this document."""
    page = framed("<p style='display:none'>发文字号：岭政办规〔2025〕9号</p><p>发文字号：无</p>", BODY)
    page = page.replace("<title>", "<meta name='DocNo' content='岭政办规〔2025〕8号'><title>")
    assert not any("〕8号" in line or "〕9号" in line for line in lines_of(page))


# lines at the edges of a text that look like furniture of a page and are none, and the page that frames them
LOOK_ALIKES = [
    "主办单位：云岭州体育局\n承办单位：石麓市人民政府",
    "来源：州级财政专项资金",
    "上一年度未完成的项目继续实施。",
    "联系人：某某，联系电话：0000-1234567",
    "附件：1.节水器具目录",
]


@pytest.mark.parametrize("tail", LOOK_ALIKES)
def test_the_middle_of_a_document_is_kept(tail: str) -> None:
    body = f"{BODY}\n第三条 附则如下：\n{tail}\n第四条 本办法由州水利局解释。"
    page = known_body(f"{NOTICE_TITLE}\n岭政办规〔2025〕3号\n{body}", NOTICE_TITLE)
    assert tail.split("\n") == [line for line in lines_of(page) if line in tail.split("\n")]


def test_preformatted_text_among_links_is_kept() -> None:
    page = f"<html><body><a href='/'>首页</a><pre>{NOTICE}</pre></body></html>"
    assert lines_of(page) == NOTICE.split("\n")


def test_a_short_title_is_found() -> None:
    law = "旅行社条例\n2009年2月20日公布\n第一条 为了加强管理，制定本条例。\n第二条 本条例自公布之日起施行。"
    assert lines_of(unknown_body(law, "旅行社条例")) == law.split("\n")


def test_a_title_that_a_law_prints_twice_cuts_nothing_off() -> None:
    law = f"{TITLE}\n（2025年7月1日云岭州人民政府令第9号公布）\n{TITLE}\n{INSTRUMENT}"
    assert lines_of(known_body(law, TITLE)) == law.split("\n")


def test_links_of_a_document_are_kept() -> None:
    text = "第一条 依照<a href='/law'>《中华人民共和国水法》</a>，制定本办法。"
    page = framed("", BODY).replace("第一条 为了节约用水，制定本办法。", text)
    assert "第一条 依照《中华人民共和国水法》，制定本办法。" in lines_of(page)


def test_contents_of_an_issue_lead_to_its_documents() -> None:
    text = read(SAMPLES[0]).text
    head, body = text.split("\n关于重新印发《云岭州州级储备粮 管理办法》的通知\n", 1)
    linked = as_html(head, "<p><a href='#d1'>{}</a></p>") + f"<a name=d1></a>{as_html(text[len(head) :])}"
    assert body
    page = (
        f"<html><head><title>公报</title></head><body><div><a href='/'>首页</a></div>{linked}</body></html>"
    )
    assert told_by(page.encode("utf-8"), "html") == told(parse(read(SAMPLES[0])))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_documents_of_an_issue_in_elements_of_their_own(path: Path) -> None:
    """Each document's text is marked, its title and number stand outside, and so do masthead and 目录."""
    reading = parse(read(path))
    text = reading.source.text
    heads = [piece.spans[0][0] for piece in reading.pieces if piece.kind in (Kind.TITLE, Kind.NUMBER)]
    firsts = [
        min(piece.spans[0][0] for piece in reading.pieces if piece.document == document.ordinal)
        for document in reading.documents
    ]
    parts = [as_html(text[: firsts[0]])]
    for start, end in zip(firsts, [*firsts[1:], len(text)], strict=True):
        body = text.index("\n", max(head for head in heads if start <= head < start + 120 and head < end))
        parts.append(
            f"<div><h2>{as_html(text[start:body])}</h2><div class='article-content'>{as_html(text[body:end])}</div></div>"
        )
    page = f"<html><body><div class='nav'><a href='/'>首页</a></div>{''.join(parts)}</body></html>"
    assert told_by(page.encode("utf-8"), "html") == told(reading)


LAW = f"{TITLE}\n{INSTRUMENT}\n"
_PAGE = "<html><head>{}<title>办法</title></head><body>" + as_html(LAW) + "</body></html>"

# (what the page says of its encoding, the encoding it is in)
ENCODINGS = [
    ("<meta charset='utf-8'>", "utf-8"),
    ("<meta charset=utf-8>", "utf-8-sig"),
    ("", "utf-8"),
    ("", "gb18030"),
    ("<meta charset=gb2312>", "gb18030"),
    ("<meta http-equiv=Content-Type content='text/html; charset=GB2312'>", "gbk"),
    ("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=gbk'>", "gbk"),
    ("<meta charset=gb2312>", "utf-8"),  # says one thing and is another
    ("<meta charset=utf-8>", "gbk"),
    ("", "utf-16"),
    ("<meta charset=utf-16>", "utf-16-le"),
    ("<meta charset=big5>", "big5"),
]


@pytest.mark.parametrize(("said", "encoding"), ENCODINGS)
def test_every_encoding(said: str, encoding: str) -> None:
    law = (
        LAW.replace("制定", "镕、喆") if encoding.startswith("gb") else LAW
    )  # GBK and GB18030 alone have these
    page = _PAGE.format(said).replace("制定", "镕、喆") if encoding.startswith("gb") else _PAGE.format(said)
    if encoding == "big5":
        law, page = (one.translate(str.maketrans("为节约制办", "為節約製辦")) for one in (law, page))
        law, page = (one.translate(str.maketrans("岭条", "嶺條")) for one in (law, page))
    data = (codecs.BOM_UTF16_LE if encoding == "utf-16-le" else b"") + page.encode(encoding)
    assert read_html(data, "test.html").text == law


def test_a_damaged_character_is_shown_as_one() -> None:
    data = _PAGE.format("<meta charset=utf-8>").replace("<body>", "<body><p>" + "广告" * 1500).encode("utf-8")
    broken = data.replace("广告</p>".encode(), "广".encode() + b"\xe5\x91</p>") if b"</p>" in data else data
    broken = data.replace("广告广告".encode(), "广告广".encode() + b"\xe5\x91", 1)
    text = read_html(broken, "test.html").text
    assert text.count("\ufffd") == 1
    assert "第二条 本办法自2025年8月1日起施行。" in text


MEGABYTE = 1_000_000

# (bytes, what the message says): refused in one line
REFUSED = {
    "100,000 deep": (b"<html>" + b"<div>" * 100_000 + b"x", "less than 256 elements deep"),
    "one endless text": (b"<html><p>" + "第一条".encode() * (2 * MEGABYTE), "no text of 10 MB"),
    "binary": (b"<html>" + bytes(range(256)) * 100, "binary|not known"),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as refusal:
        read_html(data, "test.html")
    assert "\n" not in str(refusal.value)
    assert "expected" in str(refusal.value)
    assert len(str(refusal.value)) < 400


# hostile and damaged pages that are read: what stands in them is there, and no more than was written
READ = {
    "deep enough": b"<html>" + b"<div>" * 200 + "甲".encode(),
    "never closed": b"<html><body>" + b"<p class=zoom id=zoom><b><i>" * 20 + "甲".encode(),
    "blanks": b"<html><p>" + b" " * MEGABYTE + "甲".encode() + b"\n" + b" " * MEGABYTE,
    "attributes": b"<html><p style='"
    + b"display:;" * 200_000
    + b"' class='"
    + b"a b " * 200_000
    + "'>甲".encode(),
    "style sheets": b"<html><style>" + b"@ { /* " * 200_000 + "</style>甲".encode(),
    "title": b"<html><title>" + b" " * MEGABYTE + b"_" + b" " * MEGABYTE + "</title>甲".encode(),
    "buttons": ("<html><a href=x>y</a><pre>甲" + "打印   " * 200).encode(),
    "spans": b"<html><table><tr>"
    + b"<td>" * 500
    + b"<tr><td colspan=1000 rowspan=60000>" * 500
    + "甲".encode(),
    "numbers": "<html><ol start=999999999999999999999><li value=-5>甲".encode(),
    "entities": "<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'><!ENTITY c SYSTEM 'file:///etc/passwd'>]><p>甲&b;&c;".encode(),
    "nothing": b"<html></html>",
    "a comment": b"<!-- -->",
    "frames": b"<frameset><frame src=http://127.0.0.1/></frameset>",
    "signs": b"<" * 1000 + b"&" * 1000 + b"</" * 1000,
}


@pytest.mark.parametrize("data", READ.values(), ids=READ)
def test_hostile_pages_are_read(data: bytes) -> None:
    text = read_html(data, "test.html").text
    assert text.count("甲") == data.count("甲".encode())
    assert len(text) < 2 * len(data) + 100
    assert "root:" not in text


@pytest.mark.browser
@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium")
def test_a_page_saved_by_a_browser(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    text = read(SAMPLES[1]).text
    path.write_text(known_body(text, title_of(text)), encoding="utf-8")
    saved = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}", "--dump-dom", path.as_uri()],
        capture_output=True, timeout=120, check=True,
    ).stdout  # fmt: skip
    assert saved != path.read_bytes()
    assert told_by(saved, "html") == told(parse(source(text)))


LISTS = """<style>ol { padding-left: 8em } .none { list-style: none } #han { list-style-type: cjk-ideographic }</style>
<ol><li>甲<li>乙<ol type=a start=25><li>子<li>丑<li>寅</ol><li>丙</ol>
<ol type=I reversed><li>甲<li>乙<li value=9>丙<li>丁</ol> <ol type=A start=52><li>甲<li>乙</ol>
<ol id=han><li>甲<li>乙<li value=10>丙<li>丁<li value=20>戊<li>己<li value=101>庚</ol>
<ol style="list-style-type: simp-chinese-formal"><li>甲<li value=10>乙<li value=12>丙</ol>
<ol style="list-style-type: cjk-decimal" start=9><li>甲<li>乙</ol> <ol class=none><li>甲<li>乙</ol>
<ol style="list-style: upper-roman inside"><li><p>甲</p><p>续</p><li style="list-style-type: lower-roman">乙<li type=i>丙</ol>
<ol style="list-style-type: decimal-leading-zero" start=8><li>甲<li>乙<li>丙</ol>"""


@pytest.mark.browser
@pytest.mark.skipif(
    not (shutil.which("chromium") and shutil.which("pdftotext")), reason="needs chromium, pdftotext"
)
def test_a_browser_draws_the_same_numbers(tmp_path: Path) -> None:
    """Chromium prints the same lists: an independent reading of the standard."""
    page, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    html = f"<!DOCTYPE html><html lang=zh><head><meta charset=utf-8></head><body>{LISTS}</body></html>"
    page.write_text(html, encoding="utf-8")
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}", "--no-pdf-header-footer",
         f"--print-to-pdf={printed}", page.as_uri()],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    theirs = subprocess.run(
        ["pdftotext", "-layout", str(printed), "-"], capture_output=True, check=True
    ).stdout
    assert squeeze("".join(lines_of(html))) == squeeze(theirs.decode("utf-8"))
