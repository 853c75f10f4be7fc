"""The same text as a Word file and as pages of the web, and what must be the same whatever the file."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import groupby

import docx
from hypothesis import strategies as st

from corpus import parse
from corpus.readers.read import read_bytes
from corpus.records import Reading, Source
from corpus.text import squeeze
from tests.corpus.invariants import check

Told = list[tuple[str, ...]]


def told(reading: Reading) -> Told:
    """Return what a reading says that doesn't depend on the kind of file."""
    return [
        (document.number, squeeze(document.title), squeeze(document.instrument_title), str(document.date))
        for document in reading.documents
    ] + [
        (clause.part, clause.kind, clause.locator, squeeze(clause.title), *map(squeeze, clause.headings), squeeze(clause.text))
        for document in reading.documents
        for clause in document.clauses
    ]  # fmt: skip


def told_by(data: bytes, kind: str) -> Told:
    """Read the bytes of a file, check what holds for every reading, and return what it says."""
    content = read_bytes(data, kind, f"test.{kind}")
    assert not content.pages, "neither Word files nor pages of the web have pages of the print"
    digest = sha256(data).hexdigest()
    reading = parse(Source(f"test.{kind}", digest, content.text, furniture=content.furniture))
    check(reading)
    return told(reading)


def blocks(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Yield runs of lines that are the rows of a table (True) or paragraphs, without blank ones."""
    lines = [line for line in text.split("\n") if line.strip()]
    for is_table, run in groupby(lines, lambda line: "\t" in line):
        yield is_table, list(run)


def as_docx(text: str) -> bytes:
    """Write a text with python-docx: a paragraph per line, tables of its tabbed lines."""
    document = docx.Document()
    for is_table, lines in blocks(text):
        if is_table:
            rows = [line.split("\t") for line in lines]
            table = document.add_table(len(rows), max(map(len, rows)))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=False):
                    cell.text = words
        else:
            for line in lines:
                document.add_paragraph(line)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_html(text: str, paragraph: str = "<p>　　{}</p>") -> str:
    """Write the body of a page: an element per line, tables of the tabbed ones."""
    out = []
    for is_table, lines in blocks(text):
        if is_table:
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in line.split("\t")) for line in lines)
            out.append(
                "<table border=1><tbody>" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"
            )
        else:
            out += [paragraph.format(html.escape(line)) for line in lines]
    return "\n".join(out)


def bare(text: str, title: str) -> str:
    """Return a page that is the document and nothing else."""
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body>{as_html(text)}</body></html>"
    )


_HEAD = """<div class="top"><div class="logo"><a href="/"><img src="logo.png" alt="云岭州人民政府"></a></div>
<form action="/search"><input name="q"><button>搜索</button></form>
<ul class="nav"><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/bsfw/">办事服务</a></li></ul></div>
<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zfgb/">政府公报</a></div>"""
_FOOT = """<div class="foot"><a href="/map">网站地图</a> | <a href="/about">联系我们</a>
<p>主办：云岭州人民政府办公室&emsp;承办：云岭州信息中心&emsp;电话：0000-1234567</p>
<p>网站标识码：0000000001&nbsp;&nbsp;<a href="https://beian.example/">云ICP备00000001号</a>&nbsp;云公网安备 00000000000001号</p></div>
<script>document.write("第九十九条 脚本里的字不是正文。")</script>"""


def known_body(text: str, title: str) -> str:
    """Return a page whose text stands in an element that publishing systems name, among furniture."""
    return f"""<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>{title}_云岭州人民政府</title>
<meta name="SiteName" content="云岭州人民政府"><meta name="ArticleTitle" content="{title}">
<style type="text/css">/* a {{ }} */ .mobile {{ display: none }} @media print {{ p {{ display: none }} }} p {{ margin: 0 }}</style></head>
<body>{_HEAD}<h1>{title}</h1>
<div class="xinxi">发布时间：2024-12-30 10:20　来源：州人民政府办公室　浏览次数：<span id="hits">31</span></div>
<div class="mobile">第九十八条 手机上才看得见的字不是正文。</div>
<div class="pages_content" id="UCAP-CONTENT"><!-- 正文 第九十七条 注释不是正文。 -->{as_html(text)}</div>
<div class="gn">【<a href="javascript:print()">打印</a>】 【<a href="javascript:close()">关闭</a>】</div>
<div>扫一扫在手机打开当前页</div>
<div><h3>相关链接</h3><ul><li><a href="1.html">关于做好节约用水工作的通知</a></li><li><a href="2.html">一图读懂</a></li></ul></div>
{_FOOT}</body></html>"""


def unknown_body(text: str, title: str) -> str:
    """Return a page whose elements have names that say nothing; lines are parted by <br>."""
    body = as_html(text, "　　{}<br>")
    page = known_body(text, title).replace("pages_content", "c7").replace("UCAP-CONTENT", "k1")
    page = page.replace(as_html(text), f"<div>{body}</div>")
    for name in ("top", "logo", "nav", "dqwz", "xinxi", "foot", "gn"):
        page = page.replace(f'class="{name}"', f'class="x{len(name)}"')
    return page


def table_layout(text: str, title: str) -> str:
    """Return a page laid out with tables in tables, as sites were built for long."""
    return f"""<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=gb2312"><TITLE>{title}</TITLE></HEAD>
<BODY><TABLE width=1000><TR><TD><A href="/">首页</A></TD><TD><A href="/gk">公开</A></TD><TD><A href="/fw">服务</A></TD></TR></TABLE>
<TABLE width=1000><TR><TD width=200 valign=top><TABLE><TR><TD><A href="1">栏目一</A></TD></TR><TR><TD><A href="2">栏目二</A></TD></TR></TABLE></TD>
<TD><TABLE width="100%"><TR><TD align=center><FONT size=5><B>{title}</B></FONT></TD></TR>
<TR><TD align=center>来源：本站　日期：2024-12-30　字体：【大 中 小】</TD></TR>
<TR><TD><FONT size=3>{as_html(text, "<P>&nbsp;&nbsp;&nbsp;&nbsp;{}")}</FONT></TD></TR>
<TR><TD align=right>【<A href="javascript:print()">打印本页</A>】【<A href="javascript:close()">关闭窗口</A>】</TD></TR></TABLE></TD></TR></TABLE>
<TABLE width=1000><TR><TD align=center>版权所有：云岭州人民政府　技术支持：州信息中心</TD></TR></TABLE></BODY></HTML>"""


def preformatted(text: str, title: str) -> str:
    """Return a page that holds the text as it is, tabs and all."""
    return f"<html><head><title>{title}</title></head><body><pre>{html.escape(text)}</pre></body></html>"


TEMPLATES: dict[str, Callable[[str, str], str]] = {
    "bare": bare,
    "known body": known_body,
    "unknown body": unknown_body,
    "table layout": table_layout,
    "preformatted": preformatted,
}

_WORDS = st.sampled_from(
    ("水库调度", "堤防巡查", "信息报送", "物资储备", "人员转移", "经费保障", "档案管理", "监督检查", "IT 系统", "值班值守",
     "科技支撑", "社会参与", "绩效评价", "Level 3 响应", "“马上办”事项", "超过 100 万元的项目")
)  # fmt: skip
_PHRASE = st.lists(_WORDS, min_size=1, max_size=3).map("和".join)
_SENTENCE = st.tuples(_PHRASE, _PHRASE).map(
    lambda words: f"州水利局负责{words[0]}，县市人民政府负责{words[1]}。"
)
_HAN = "一二三四五六七八九十"


@st.composite
def articles(draw: st.DrawFn) -> list[str]:
    """Write an instrument in articles, with chapters and items."""
    lines, number = [], 0
    for chapter in range(draw(st.integers(1, 3))):
        lines.append(f"第{_HAN[chapter]}章 {draw(_WORDS)}")
        for _ in range(draw(st.integers(1, 3))):
            lines.append(f"第{_HAN[number]}条 {draw(_SENTENCE)}")
            number += 1
            if draw(st.booleans()):
                lines[-1] = lines[-1][:-1] + "，包括下列事项："
                lines += [f"（{_HAN[item]}）{draw(_PHRASE)}；" for item in range(draw(st.integers(1, 4)))]
    return lines


@st.composite
def items(draw: st.DrawFn) -> list[str]:
    """Write a plan in 一、（一）1. items."""
    lines = []
    for first in range(draw(st.integers(2, 3))):
        lines.append(f"{_HAN[first]}、{draw(_WORDS)}")
        for second in range(draw(st.integers(1, 3))):
            lines.append(f"（{_HAN[second]}）{draw(_SENTENCE)}")
            lines += [f"{third + 1}.{draw(_SENTENCE)}" for third in range(draw(st.integers(0, 3)))]
    return lines


@st.composite
def sections(draw: st.DrawFn) -> list[str]:
    """Write an emergency plan in decimal sections."""
    lines = []
    for first in range(1, draw(st.integers(2, 3)) + 1):
        lines.append(f"{first} {draw(_WORDS)}")
        for second in range(1, draw(st.integers(2, 3)) + 1):
            lines.append(f"{first}.{second} {draw(_WORDS)}")
            for third in range(1, draw(st.integers(0, 2)) + 1):
                lines.append(f"{first}.{second}.{third} {draw(_WORDS)}")
                lines.append(draw(_SENTENCE))
            if lines[-1][0].isdecimal():
                lines.append(draw(_SENTENCE))
    return lines


@st.composite
def tables(draw: st.DrawFn) -> list[str]:
    """Write a list whose rows are numbered."""
    rows = draw(st.lists(st.tuples(_PHRASE, _WORDS), min_size=2, max_size=6))
    return ["序号\t事项\t责任单位", *(f"{row}\t{what}\t{who}" for row, (what, who) in enumerate(rows, 1))]


def notice(noun: str, body: list[str]) -> str:
    """Write a notice that transmits an instrument."""
    name = f"云岭州防汛{noun}"
    return "\n".join(
        [f"关于印发《{name}》的通知", "岭政办发〔2025〕7号", "各县市人民政府，州人民政府各部门：",
         f"《{name}》已经州人民政府同意，现印发给你们，请认真贯彻执行。", "云岭州人民政府办公室", "2025年6月3日", name, *body]
    )  # fmt: skip


#: Small notices of every kind of numbering.
NOTICES = st.one_of(
    articles().map(lambda body: notice("管理办法", body)),
    items().map(lambda body: notice("实施方案", body)),
    sections().map(lambda body: notice("应急预案", body)),
    tables().map(lambda body: notice("事项清单", body)),
)
