"""Read pages of the web: the document that a page shows, without what frames it."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, cast

from corpus.readers.content import Content, unreadable
from corpus.readers.plain import decode
from corpus.readers.web.framing import read_body
from corpus.readers.web.rendering import HIDDEN
from corpus.readers.web.styles import Styles, is_hidden, read_styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_SNIFFED = 4096  # bytes in which a page says its encoding
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE)
#: The encodings that pages of this field are written in; GB18030 reads all of GB 2312 and GBK.
_ENCODINGS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "euc-cn"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
}
_HIDDEN = "descendant::*[@hidden or @style or @class or @id]"
_LONGEST_TITLE = 300
_BROKEN = 1000  # of so many characters, one may be damaged


def read_html(data: bytes, name: str) -> Content:
    """Read the document that a page shows: its title, number, paragraphs, lists and tables.

    Raises SourceError for what is binary, in no known encoding or nested too deep.
    """
    text = _decode(data, name)
    if "<" not in text:
        return Content(text.replace("\r\n", "\n").replace("\r", "\n"))
    root = _parse(text, name)
    if root is None:
        return Content("")
    titles = _titles(root)
    styles = read_styles(sheet.text or "" for sheet in root.iter("style"))
    _mark_unseen(root, styles)
    return Content("\n".join(read_body(root, styles, titles)) + "\n")


def _decode(data: bytes, name: str) -> str:
    """Decode a page by its BOM, as UTF-8 or as it says; a page says gb2312 and is written in GBK."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or data.count(0):
        return decode(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:_SNIFFED])
    said = declared[1].decode("ascii").lower() if declared else ""
    for encoding in dict.fromkeys((_ENCODINGS.get(said, "utf-8"), "utf-8", "gb18030")):
        text = data.decode(encoding, "replace")
        if text.count("\ufffd") * _BROKEN <= len(text):  # an advertisement may be cut within a character
            return text
    return decode(data, name)


def _parse(text: str, name: str) -> _Element | None:
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.ParserError:  # nothing but comments
        return None
    except etree.XMLSyntaxError as error:
        raise _damaged(name, str(error)) from error
    fatal = next((entry for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"), None)
    if fatal is not None:
        raise _damaged(name, fatal.message)
    return root


def _damaged(name: str, what: str) -> Exception:
    what = " ".join(what.split())[:120]
    return unreadable(name, "reading.page", what=what)


def _titles(root: _Element) -> list[str]:
    """Return what the page calls its document: the title that government sites must declare, and <title>."""
    titles = [
        meta.get("content", "")
        for meta in root.iter("meta")
        if meta.get("name", "").lower() in ("articletitle", "article-title", "og:title")
    ]
    titles += [element.text or "" for element in root.iter("title")]
    return [title[:_LONGEST_TITLE] for title in titles[:5]]


def _mark_unseen(root: _Element, styles: Styles) -> None:
    """Mark what a style or an attribute hides as an element that a browser doesn't draw."""
    for element in cast("list[_Element]", root.xpath(_HIDDEN)):
        if element.get("hidden") is not None or is_hidden(styles.of(element)):
            element.tag = HIDDEN
