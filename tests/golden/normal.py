"""Write what the product gave so that two runs can be compared line by line.

Times are left out, JSON keeps on one line what fits, HTML and Word files become trees, a line for each tag. Nothing
else is changed.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

from lxml import etree

_WIDTH = 150
_TIMES = [
    (re.compile(r"^(p50|p95) +[0-9.]+ ms$", re.MULTILINE), r"\1 <time> ms"),
    (re.compile(r'("took_ms": )[0-9.]+'), r"\1<time>"),
    (re.compile(r"[0-9.]+ (ms|毫秒)\b"), r"<time> \1"),
    (re.compile(r"(Searched on |检索日期：)\d{4}-\d\d-\d\d"), r"\1<today>"),
    (re.compile(r'("(?:p50|p95)": )[0-9.]+'), r"\1<time>"),
]


def timeless(text: str) -> str:
    """Return a text without the times that an answer took, and without the day of a search."""
    for pattern, instead in _TIMES:
        text = pattern.sub(instead, text)
    return text


# -- JSON --------------------------------------------------------------------------------------


def laid_out(value: Any, depth: int = 0) -> str:
    """Return JSON in which an object or a list stands on one line where it fits."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + depth <= _WIDTH or not isinstance(value, dict | list) or not value:
        return line
    blank = " " * (depth + 1)
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {laid_out(one, depth + 1)}" for key, one in value.items()]
        opening, closing = "{", "}"
    else:
        parts = [laid_out(one, depth + 1) for one in value]
        opening, closing = "[", "]"
    return f"{opening}\n{blank}" + f",\n{blank}".join(parts) + f"\n{' ' * depth}{closing}"


def shortened_json(printed: str) -> str:
    """Return the JSON that the command printed, laid out; its own layout is held here."""
    value = json.loads(printed)
    assert printed == json.dumps(value, ensure_ascii=False, indent=2) + "\n", "the layout of JSON has changed"
    return laid_out(value)


# -- HTML --------------------------------------------------------------------------------------

_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
# Blanks beside these tags of the text's own line are seen; beside all others they are not.
_INLINE = {"a", "abbr", "b", "button", "code", "em", "i", "input", "label", "mark", "small", "span", "strong"}
_INLINE |= {"sub", "sup", "time", "cite", "q", "wbr", "del", "ins"}


class _Tags(HTMLParser):
    """Take HTML apart: ("<", tag, attributes), (">", tag), ("", text)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = sorted((name, value) for name, value in attrs)
        shown = "".join(
            f" {name}" if value is None else f" {name}={json.dumps(value, ensure_ascii=False)}"
            for name, value in values
        )
        self.parts.append(("<", tag, shown))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self.parts.append((">", tag, ""))

    def handle_comment(self, data: str) -> None:
        self.parts.append(("!", data, ""))

    def handle_decl(self, decl: str) -> None:
        self.parts.append(("!", decl, ""))

    def handle_data(self, data: str) -> None:
        self.parts.append(("", data, ""))


def html_tree(html: str) -> str:
    """Return HTML as a tree: attributes sorted, blanks between tags folded where a browser folds them away."""
    reader = _Tags()
    reader.feed(html)
    reader.close()
    lines: list[str] = []
    depth = 0
    for at, (mark, name, more) in enumerate(reader.parts):
        if mark == ">":
            depth -= 1
            # What holds a text alone, or nothing, stands on one line.
            inner = lines.pop().strip() if lines[-1].startswith(" " * (depth + 1) + '"') else ""
            if lines[-1].startswith(" " * depth + f"<{name}") and lines[-1].endswith(">"):
                lines[-1] += f"{inner}</{name}>"
            else:
                lines += [" " * (depth + 1) + inner] if inner else []
                lines.append(" " * depth + f"</{name}>")
        elif mark == "":
            if text := _seen(reader.parts, at):
                lines.append(" " * depth + json.dumps(text, ensure_ascii=False))
        else:
            lines.append(" " * depth + f"{mark}{name}{more}>")
            depth += mark == "<" and name not in _VOID
    assert depth == 0, f"{depth} tags are left open"
    return "\n".join(lines)


def _seen(parts: list[tuple[str, str, str]], at: int) -> str:
    """Return a text without the blanks that no reader sees: those beside a block, and all but one beside a tag."""
    text = parts[at][1]
    stripped = text.strip()
    before = " " if at and _is_inline(parts[at - 1]) and text[:1].isspace() else ""
    after = " " if at + 1 < len(parts) and _is_inline(parts[at + 1]) and text[-1:].isspace() else ""
    if not stripped:
        return before and after
    return before + stripped + after


def _is_inline(part: tuple[str, str, str]) -> bool:
    return part[0] in "<>" and part[1] in _INLINE


# -- Word files --------------------------------------------------------------------------------

_WHOLE = re.compile(r"word/(?:document|comments|footnotes|header\d*|footer\d*)\.xml|docProps/core\.xml")
_NAMESPACE = re.compile(r"\{.*?([^/]+?)/?\}")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def word_tree(file: bytes) -> str:
    """Return the parts of a Word file: those with text as trees, of the others the hash."""
    lines: list[str] = []
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        for name in sorted(archive.namelist()):
            content = archive.read(name)
            if _WHOLE.fullmatch(name):
                lines += [name, *_xml_lines(etree.fromstring(content), 1)]
            else:
                canonical = etree.canonicalize(content.decode()).encode() if _is_xml(name) else content
                lines.append(f"{name} {sha256(canonical).hexdigest()[:16]}")
    return "\n".join(lines)


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _xml_lines(element: Any, depth: int) -> list[str]:
    attributes = "".join(
        f" {_short(name)}={json.dumps(_STAMP.sub('<time>', value), ensure_ascii=False)}"
        for name, value in sorted(element.items())
    )
    line = " " * depth + _short(element.tag) + attributes
    if element.text and (len(element) == 0 or element.text.strip()):
        line += " " + json.dumps(element.text, ensure_ascii=False)
    lines = [line]
    for child in element:
        lines += _xml_lines(child, depth + 1)
        if child.tail and child.tail.strip():
            lines.append(" " * depth + json.dumps(child.tail, ensure_ascii=False))
    return lines


def _short(name: str) -> str:
    """Return a name with the last word of its namespace."""
    return _NAMESPACE.sub(r"\1:", name)
