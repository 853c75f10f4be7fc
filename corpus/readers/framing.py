"""The document on a page of the web, and what frames it: navigation, tables of data about it, footers.

Government sites are told to mark their articles, and most of their systems name the element that holds
the text. Where one is known, it is the body; else the whole page is, without the lines that are furniture.
Only what stands around the text is looked at: a line in the middle of a document is never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from corpus.document_numbers import normalise_number
from corpus.forms import squeeze
from corpus.grammar import read_marker
from corpus.readers.rendering import Line, leads_away, render
from corpus.readers.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Names (id or class, lower case) by which the publishing systems of government sites mark the text.
_BODIES = frozenset({
    "ucap-content", "pages_content", "trs_editor", "trs_ueditor", "zoom", "zoomcon", "fontzoom",
    "articlecontent", "article-content", "article_content", "articlecon", "article-con", "article_con",
    "artibody", "article-body", "article_body", "articlebody", "news_content", "news-content",
    "newscontent", "newscon", "v_news_content", "vsb_content", "wp_articlecontent", "content_body",
    "contentbody", "detail-content", "detail_content", "detailcontent", "xxgk_content", "xxgk-content",
    "xl_content", "xlcontent", "bt_content", "doccontent", "doc-content", "doc_content", "text_content",
    "textcontent", "text-content", "maintext", "main-text", "infocontent", "info-content",
    "info_content", "txt_content", "txtcontent", "conttext", "cont_text", "con_text", "gkml_content",
    "view_content", "ewb-article-content", "j-fontcontent", "contentregion", "content-text",
    "content_text", "rich_media_content", "nr_content", "zhengwen", "zw_content", "wenzhang",
})  # fmt: skip
_FRAMES = re.compile(
    r"(?:^|[-_ ])(?:nav|navbar|navigation|menu|crumbs?|breadcrumbs?|position|location|weizhi|dqwz|share|bdshare\w*"
    r"|footer|foot|bottom|copyright|header|topbar|logo|search\w*|sidebar|side|related|recommend|xgwj|xgwz|xglj"
    r"|print|toolbar|tools|fontsize|qrcode|ewm|erweima|advert|login|friendlink|yqlj|pager|prevnext)(?:$|[-_ ])",
    re.IGNORECASE,
)
_NAMED = "descendant::*[@id or @class or self::nav or self::footer or self::aside or self::header]"
_FRAME_TAGS = frozenset({"nav", "footer", "aside", "header", "menu"})

_LABELS = (
    r"索\s*引\s*号|信息分类|主题分类|主题词|发文机关|发布机构|发布单位|发文单位|制发机关|公开机构|公开主体|成文日期|发文日期"
    r"|发布日期|发布时间|公开日期|公开时间|生成日期|印发日期|生效日期|实施日期|废止日期|有\s*效\s*性|时\s*效\s*性|效力状态"
    r"|标\s*题|名\s*称|文件名称|信息名称|发文字号|文件编号|公文文号|文\s*号|来\s*源|信息来源|文章来源|作\s*者|浏览次数"
    r"|浏览量|阅读次数|访问量|点击数|点击率|点击次数|字\s*体|字\s*号|字体大小|公开类别|公开方式|公开范围|公开形式|文件类型"
    r"|文种|体裁|体裁分类|组配分类|服务对象分类|关键词|内容概述|统一登记号|规范性文件编号|信息索引|责任部门|时间|日期"
)
_LABELLED = re.compile(rf"[【\[]?(?:{_LABELS})[】\]]?\s*(?:[:：\t]|$)")
_NUMBER = re.compile(r"(?:发文字号|文件编号|公文文号|文\s*号)[】\]]?\s*[:：]?[\t\s]*(?P<number>[^\t]{4,60})")
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?")
_BUTTONS = re.compile(
    r"(?:[【\[（(]?\s*(?:打\s*印(?:本页|文章|此页)?|关\s*闭(?:窗口|本页|页面)?|收\s*藏(?:本页)?|返回(?:顶部|首页|列表)?|分\s*享"
    r"(?:到|至)?|纠\s*错|大|中|小|TOP|下载|微信|微博|QQ空间|字体|我要纠错|复制链接|加入收藏)\s*[】\])）]?[\s|/:：]*)+",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:您(?:现在)?(?:的|所在)(?:当前)?位置|当前位置|你的位置|现在位置|网站首页|首页\s*[>»›|/]|扫一扫|分享到|分享至|手机扫"
    r"|用微信|微信扫|扫码(?:关注|阅读|浏览)|【?打印|【?关闭|上一[篇条]\s*[:：]?|下一[篇条]\s*[:：]?|版权所有|技术支持\s*[:：]|(?:政府)?网站标识码"
    r"|相关(?:链接|文件|解读|文章|信息|阅读|新闻|政策|报道|内容|稿件|附件下载)\s*[:：]?$|政策解读\s*[:：]?$|解读(?:链接|文件)\s*[:：]"
    r"|.{0,12}备案(?:编?号|序号)|.{0,40}ICP备\s*\d|.{0,40}公网安备|copyright|©|联系我们|网站地图|关于我们|隐私声明|法律声明"
    r"|网站声明|免责声明|友情链接|无障碍|(?:责任编辑|责编|编辑|审核|初审|终审|信息来源|来源|稿源)\s*[:：]|浏览次数|您是第|我要纠错"
    r"|建议使用|网站支持IPv6|(?:简体|繁体)(?:版|中文)?\s*[|｜]|(?:登录|注册|搜索)\W*$)",
    re.IGNORECASE,
)
_HOST = re.compile(
    r"(?:主办|承办|主管|协办|运维|维护)(?:单位)?\s*[:：]|地址\s*[:：]|(?:联系)?电话\s*[:：]|邮编\s*[:：]"
)
_SITE = re.compile(r".*(?:网|网站|门户|平台|政府|委员会|厅|局|首页)")
_HEAD = 40  # lines in which the head of a page ends
_LEAST_BODY = 30  # characters


def read_body(root: _Element, styles: Styles, titles: Sequence[str]) -> list[str]:
    """Return the lines of the document on a page: title, number, text; ``titles`` is what the page calls it.

    A page without links and frames is the document, whole.
    """
    page = render(root, styles)
    sizes = _sizes(root)
    bodies = _known_bodies(root, sizes)
    if not bodies and not _take_out_frames(root, sizes) and not _is_framed(root, page):
        return [line.text for line in page]
    heads = [*titles, *(str(head.xpath("string()")) for head in root.iter("h1", "h2"))]
    drawn = [line for body in bodies or [root] for line in render(body, styles)]
    lines = drawn if bodies else _unlinked(drawn)
    title = _title(page, heads)
    lines = _without_tail(_without_head(lines, title))
    return [*_missing_head(page, lines, title), *(line.text for line in lines)]


def _is_framed(root: _Element, page: Sequence[Line]) -> bool:
    """Tell if a page has what documents don't: ways to other pages, buttons, the registration of a site."""
    if any(leads_away(link.get("href")) for link in root.iter("a")):
        return True
    edges = [*page[:_HEAD], *page[-_HEAD:]]
    return any(_FURNITURE.match(line.text) or _BUTTONS.fullmatch(line.text.strip()) for line in edges)


def _known_bodies(root: _Element, sizes: Mapping[_Element, int]) -> list[_Element]:
    """Find the elements that are known to hold the text: the innermost with most of it, and others beside it."""
    known = [
        element
        for element in cast("list[_Element]", root.xpath("descendant::*[@id or @class]"))
        if sizes[element] >= _LEAST_BODY and not _BODIES.isdisjoint(_names(element).lower().split())
    ]
    if not known:
        return []
    most = max(sizes[element] for element in known)
    chosen = {[element for element in known if 10 * sizes[element] >= 9 * most][-1]}
    around = {ancestor for element in chosen for ancestor in element.iterancestors()}
    for element in known:
        if element not in around and chosen.isdisjoint([element, *element.iterancestors()]):
            chosen.add(element)
            around.update(element.iterancestors())
    if 3 * sum(sizes[element] for element in chosen) < sizes[root]:
        return []
    return [element for element in known if element in chosen]


def _sizes(root: _Element) -> dict[_Element, int]:
    """Count the characters of every element that don't stand in links, blanks aside."""
    sizes: dict[_Element, int] = {}
    for element in reversed(list(root.iter())):  # what is inside comes before what is around it
        inside = sum(sizes[child] + _length(child.tail) for child in element)
        sizes[element] = 0 if element.tag == "a" else inside + _length(element.text)
    return sizes


def _length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _names(element: _Element) -> str:
    return f"{element.get('id', '')} {element.get('class', '')}"


def _take_out_frames(root: _Element, sizes: Mapping[_Element, int]) -> bool:
    """Remove what calls itself a frame (nav, footer, class="share") and holds little of the page's text."""
    from lxml import etree

    found = False
    for element in cast("list[_Element]", root.xpath(_NAMED)):
        if (element.tag in _FRAME_TAGS or _FRAMES.search(_names(element))) and 4 * sizes[element] < sizes[
            root
        ]:
            if next(element.iter("h1"), None) is None:
                element.tag, found = "script", True
    etree.strip_elements(root, "script", with_tail=False)
    return found


def _unlinked(lines: Sequence[Line]) -> list[Line]:
    """Drop the lines that only lead elsewhere, but not those of a 目录 nor the names of annexes."""
    kept = []
    contents = False
    for line in lines:
        contents = contents or squeeze(line.text) in ("目录", "本期目录", "目次")
        if not line.linked or contents or line.text.startswith("附"):
            kept.append(line)
    return kept


def _title(page: Sequence[Line], heads: Sequence[str]) -> str:
    """Return the title of the document as the page shows it on lines of its own, "" when it shows none."""
    flats = [squeeze(line.text) for line in page]
    shown = set(flats)
    for head in heads:
        parts = [head, *re.split(r"\s*[_|｜]\s*|\s+[-–—]+\s+|-{2,}", head), head.rpartition("-")[0]]
        for part in parts:
            flat = squeeze(part)
            if len(flat) >= 6 and flat in shown and not _SITE.fullmatch(flat):
                return flat
    return ""


def _without_head(lines: list[Line], title: str) -> list[Line]:
    """Drop what stands above the title and what a page says about its document below it."""
    start = 0
    for index, line in enumerate(lines[:_HEAD]):
        if line.text.endswith("。") and not _is_about(line):
            break
        if title and squeeze(line.text) == title:
            start = index
    number = start - 1
    while number >= 0 and start - number <= 2 and normalise_number(lines[number].text) is None:
        number -= 1
    first = number if number >= 0 and start - number <= 2 else start
    kept = lines[first:]
    at = 1 if title and kept and squeeze(kept[0].text) == title else 0
    end = at
    while end < len(kept) and end < _HEAD and _is_about(kept[end]):
        end += 1
    return kept[:at] + kept[end:]


def _is_about(line: Line) -> bool:
    """Tell a line that a site writes about a document: where it came from, when it was put there, buttons."""
    text = line.text.strip()
    if _LABELLED.match(text) or _BUTTONS.fullmatch(text) or _FURNITURE.match(text):
        return True
    return _DAY.fullmatch(text) is not None and "年" not in text


def _without_tail(lines: list[Line]) -> list[Line]:
    """Drop what stands below the text: from the first line of furniture on that no sentence follows."""
    end = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        text = line.text.strip()
        furniture = _FURNITURE.match(text) or _BUTTONS.fullmatch(text)
        if furniture or (end < len(lines) and _HOST.match(text)):
            end = index
        elif line.linked and not text.startswith("附"):
            end = index if index + 1 == end else end
        elif index + 1 < end - 12 or _is_prose(line):
            break
    return lines[:end]


def _is_prose(line: Line) -> bool:
    text = line.text
    return (len(text) > 12 and "。" in text) or read_marker(text) is not None or "\t" in text


def _missing_head(page: Sequence[Line], lines: Sequence[Line], title: str) -> list[str]:
    """Return the title and the number that the page prints beside the text, where the text has none itself."""
    top = lines[:_HEAD]
    numbers = [number for line in top if (number := normalise_number(line.text))]
    printed = next((found for line in page[: _HEAD * 3] if (found := _labelled_number(line.text))), "")
    missing = [printed] if printed and not numbers else []
    flat = "".join(squeeze(line.text) for line in top)
    if title and title not in flat:
        return [next(line.text for line in page if squeeze(line.text) == title), *missing]
    return missing


def _labelled_number(text: str) -> str:
    """Return the document number in a row such as 发文字号：国发〔2024〕1号, "" when there is none."""
    match = _NUMBER.search(text)
    if not match:
        return ""
    printed = match["number"].strip()
    return printed if normalise_number(printed) else ""
