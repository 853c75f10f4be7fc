"""The document on a page of the web, and what frames it: navigation, tables of data about it, footers.

Government sites are told to mark their articles, and most of their systems name the element that holds
the text. Where one is known, it is the body; else the whole page is, without the lines that are furniture.
Only what stands around the text is looked at: a line in the middle of a document is never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from corpus.markers import read_marker
from corpus.numbers import find_numbers, normalise_number
from corpus.readers.web.rendering import HIDDEN, UNSEEN, Line, leads_away, render
from corpus.readers.web.styles import Styles
from corpus.text import squeeze
from corpus.vocabulary import NOTICES, REGULATIONS, TITLES_ON_PAGES

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
_LABEL = re.compile(rf"[【\[]?(?:{_LABELS})[】\]]?\s*[:：]?")
_LABELLED = re.compile(rf"[【\[]?(?:{_LABELS})[】\]]?\s*(?:[:：\t]|$)")
_NUMBER = re.compile(r"(?:发文字号|文件编号|公文文号|文\s*号)[】\]]?\s*[:：]?\s*")
_NAMED_TITLE = re.compile(
    r"(?:标\s*题|文件名称|信息名称|名\s*称)[】\]]?\s*(?:[:：]\s*|\t\s*)(?P<title>[^\t]{6,120})"
)
_TITLE = re.compile(rf".*关于.*|.*(?:{TITLES_ON_PAGES})(?:[（(].{{1,20}}[）)])?")
_SHORT_TITLE = re.compile(rf".*(?:法典|法|{REGULATIONS}|章程|{NOTICES}|令)")
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?")
_BUTTONS = re.compile(
    r"(?:打印(?:本页|文章|此页)?|关闭(?:窗口|本页|页面)?|收藏(?:本页)?|返回(?:顶部|首页|列表)?|分享[到至]?|我要纠错|纠错|大|中|小|TOP"
    r"|下载|微信|微博|QQ空间|字体|字号|复制链接|加入收藏)+",
    re.IGNORECASE,
)
_BETWEEN_BUTTONS = str.maketrans("", "", " \u3000\t|/:：【】[]（）()")
_FURNITURE = re.compile(
    r"(?:您(?:现在)?(?:的|所在)(?:当前)?位置|当前位置|你的位置|现在位置|网站首页|首页\s*[>»›|/]|扫一扫|分享到|分享至|手机扫"
    r"|用微信|微信扫|扫码(?:关注|阅读|浏览)|【?打印|【?关闭|上一[篇条]\s*[:：]?|下一[篇条]\s*[:：]?|版权所有|技术支持\s*[:：]|(?:政府)?网站标识码"
    r"|附件(?:下载|列表)\s*[:：]?$|相关(?:附件|链接|文件|解读|文章|信息|阅读|新闻|政策|报道|内容|稿件)\s*[:：]?$|政策解读\s*[:：]?$|解读(?:链接|文件)\s*[:：]"
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
_PAGE_HEAD = 120  # lines in which a page says something about its document
_TAIL = 12  # lines that may stand between two of furniture below the text
_LONGEST_TITLE = 160
_TITLED = re.compile(r"(?:^|[-_ ])(?:\w*title|biaoti|bt|wzbt|tit)(?:$|[-_ ])", re.IGNORECASE)
_LEAST_BODY = 30  # characters


def read_body(root: _Element, styles: Styles, titles: Sequence[str]) -> list[str]:
    """Return the lines of the document on a page: title, number, text; ``titles`` is what the page calls it.

    A page without links and frames is the document, whole.
    """
    page = render(root, styles)
    sizes = _sizes(root)
    body = _known_body(root, sizes)
    if body is None and not _take_out_frames(root, sizes) and not _is_framed(root, page):
        return [line.text for line in page]
    lines = render(body, styles) if body is not None else _unlinked(render(root, styles))
    title = _title(page, [*titles, *_headings(root)])
    lines = _without_tail(_without_head(lines, squeeze(title)))
    return [*_missing_head(page, lines, title), *(line.text for line in lines)]


def _is_framed(root: _Element, page: Sequence[Line]) -> bool:
    """Tell if a page has what documents don't: ways to other pages, buttons, the registration of a site."""
    if any(leads_away(link.get("href")) for link in root.iter("a")):
        return True
    edges = [*page[:_HEAD], *page[-_HEAD:]]
    return any(_FURNITURE.match(line.text) or _is_buttons(line.text) for line in edges)


def _is_buttons(text: str) -> bool:
    return len(text) < 80 and _BUTTONS.fullmatch(text.translate(_BETWEEN_BUTTONS)) is not None


def _known_body(root: _Element, sizes: Mapping[_Element, int]) -> _Element | None:
    """Find the element that is known to hold the text, None where there is none, or several beside one another.

    Of elements inside one another it is the innermost that has most of the text.
    """
    known = [
        element
        for element in cast("list[_Element]", root.xpath("descendant::*[@id or @class]"))
        if sizes[element] >= _LEAST_BODY and not _BODIES.isdisjoint(_names(element).lower().split())
    ]
    if not known:
        return None
    most = max(sizes[element] for element in known)
    body = [element for element in known if 10 * sizes[element] >= 9 * most][-1]
    around = set(body.iterancestors())
    beside = any(
        element is not body and element not in around and body not in element.iterancestors()
        for element in known
    )
    return None if beside or 3 * sizes[body] < sizes[root] else body


def _sizes(root: _Element) -> dict[_Element, int]:
    """Count the characters of every element that don't stand in links, blanks aside."""
    sizes: dict[_Element, int] = {}
    for element in reversed(list(root.iter())):  # what is inside comes before what is around it
        inside = sum(sizes[child] + _length(child.tail) for child in element)
        sizes[element] = 0 if element.tag == "a" or element.tag in UNSEEN else inside + _length(element.text)
    return sizes


def _length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _names(element: _Element) -> str:
    return f"{element.get('id', '')} {element.get('class', '')}"


def _take_out_frames(root: _Element, sizes: Mapping[_Element, int]) -> bool:
    """Remove what calls itself a frame (nav, footer, class="share") and holds little of the page's text."""
    found = False
    for element in cast("list[_Element]", root.xpath(_NAMED)):
        if (element.tag in _FRAME_TAGS or _FRAMES.search(_names(element))) and 4 * sizes[element] < sizes[
            root
        ]:
            if next(element.iter("h1"), None) is None:
                element.tag, found = HIDDEN, True
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


def _headings(root: _Element) -> list[str]:
    """Return what stands in headings, and in what calls itself a title and reads like one."""
    heads = [_text(head) for head in root.iter("h1", "h2")]
    for element in cast("list[_Element]", root.xpath("descendant::*[@id or @class]")):
        if _TITLED.search(_names(element)) and len(text := _text(element)) < _LONGEST_TITLE:
            heads.append(text)
    return [head for head in heads if len(head) < _LONGEST_TITLE]


def _text(element: _Element) -> str:
    return str(element.xpath("string()"))


def _title(page: Sequence[Line], heads: Sequence[str]) -> str:
    """Return the title of the document as the page prints it, on a line of its own or beside 标题, or ""."""
    shown = {squeeze(line.text): line.text for line in reversed(page)}
    for head in heads:
        for part in [head, *re.split(r"\s*[_|｜]\s*|\s+[-–—]+\s+|-{2,}", head), head.rpartition("-")[0]]:
            flat = squeeze(part)
            if (
                flat in shown
                and (len(flat) >= 6 or _SHORT_TITLE.fullmatch(flat))
                and not _SITE.fullmatch(flat)
            ):
                return shown[flat]
    named = (_NAMED_TITLE.search(line.text) for line in page[:_PAGE_HEAD])
    return next((match["title"].strip() for match in named if match), "")


def _without_head(lines: list[Line], title: str) -> list[Line]:
    """Drop what stands above the title (given without blanks) and what a page says about its document below it."""
    top = lines[:_HEAD]
    ends = (at for at, line in enumerate(top) if line.text.endswith("。") and not _is_about(lines, at))
    end = next(ends, len(top))
    shown = [at for at in range(end) if title and squeeze(top[at].text) == title]
    start = shown[0] if shown else 0
    for at in shown[1:]:  # printed above the text, and once more as its title
        if all(_is_about(lines, between) for between in range(start + 1, at)):
            start = at
    numbered = [at for at in range(max(0, start - 2), start) if normalise_number(lines[at].text)]
    kept = lines[numbered[0] if numbered else start :]
    at = 1 if title and kept and squeeze(kept[0].text) == title else 0
    end = at
    while end < min(len(kept), _HEAD) and _is_about(kept, end):
        end += 1
    return kept[:at] + kept[end:]


def _is_about(lines: Sequence[Line], index: int) -> bool:
    """Tell a line that a site writes about a document: where it came from, when it was put there, buttons."""
    text = lines[index].text.strip()
    if _LABELLED.match(text) or _is_buttons(text) or _FURNITURE.match(text):
        return True
    if index and len(text) < 60 and _LABEL.fullmatch(lines[index - 1].text.strip()):
        return True  # 索引号： and below it what it is
    return _DAY.fullmatch(text) is not None and "年" not in text


def _without_tail(lines: list[Line]) -> list[Line]:
    """Drop what stands below the text: from the first line of furniture on that no sentence follows."""
    end = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        text = line.text.strip()
        furniture = _FURNITURE.match(text) or _is_buttons(text)
        if furniture or (end < len(lines) and _HOST.match(text)):
            end = index
        elif line.linked and not text.startswith("附"):
            end = index if index + 1 == end else end
        elif index + 1 < end - _TAIL or _is_prose(line):
            break
    return lines[:end]


def _is_prose(line: Line) -> bool:
    text = line.text
    return (len(text) > 12 and "。" in text) or read_marker(text) is not None or "\t" in text


def _missing_head(page: Sequence[Line], lines: Sequence[Line], title: str) -> list[str]:
    """Return the title and the number that the page prints beside the text, where the text has none itself."""
    top = lines[:_HEAD]
    missing = []
    if title and squeeze(title) not in "".join(squeeze(line.text) for line in top) and not _has_title(top):
        missing.append(title)
    if not any(normalise_number(line.text) for line in top):
        missing += [printed for at in range(min(len(page), _PAGE_HEAD)) if (printed := _number(page, at))][:1]
    return missing


def _has_title(top: Sequence[Line]) -> bool:
    """Tell if a text begins with a title of its own, or is an issue of a gazette."""
    return any(
        len(line.text) < 80
        and not line.text.endswith(("。", "：", ":"))
        and _TITLE.fullmatch(squeeze(line.text))
        for line in top[:4]
    )


def _number(page: Sequence[Line], at: int) -> str:
    """Return the document number that stands beside 发文字号 or below it, "" when there is none."""
    match = _NUMBER.search(page[at].text)
    if not match:
        return ""
    rest = page[at].text[match.end() :] or (page[at + 1].text if at + 1 < len(page) else "")
    printed = rest.split("\t")[0].strip()
    if normalise_number(printed):
        return printed
    return next((rest[slice(*span)] for _, span in find_numbers(rest) if span[0] < 2), "")
