"""Read a file into a Source: choose the reader for what it holds, or say in one line why there is none."""

from __future__ import annotations

import hashlib
import importlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from corpus.messages import message
from corpus.readers.archive import names_in
from corpus.readers.content import Content, unreadable
from corpus.records import Source, SourceError

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileKind:
    """Hold how a kind of file is called, how its bytes begin, which function reads it, and its largest size.

    ``reader`` is ``module:function``, loaded when the first such file comes: most need a library.
    """

    suffixes: tuple[str, ...]
    reader: str
    magic: re.Pattern[bytes] | None = None
    largest: int = 512 * _MIB


#: The kinds of files that are read. A year of a gazette has about 2 MB of text.
KINDS = {
    "pdf": FileKind((".pdf",), "pdf.pdf:read_pdf", re.compile(rb"(?s).*%PDF-")),
    "picture": FileKind(
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"),
        "ocr:read_picture",
        re.compile(rb"(?s)\x89PNG\r\n\x1a\n|\xff\xd8\xff|II\*\0|MM\0\*|RIFF.{4}WEBP"),
    ),
    "docx": FileKind((".docx",), "word.docx:read_docx"),
    "ofd": FileKind((".ofd",), "ofd:read_ofd"),
    "html": FileKind(
        (".html", ".htm", ".shtml", ".xhtml"),
        "web.html:read_html",
        re.compile(rb"(?i)(?:\xef\xbb\xbf)?\s*<(?:!doctype )?html"),
        64 * _MIB,
    ),
    "plain": FileKind((".txt", ".md", ".markdown"), "plain:read_plain", largest=64 * _MIB),
}
SUFFIXES = frozenset(suffix for kind in KINDS.values() for suffix in kind.suffixes)

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 1024  # bytes that tell the kind of a file


def read(path: Path, name: str | None = None) -> Source:
    """Read a file of any kind that is known; ``name`` is what the source is called (default: the file's name).

    What the file holds decides, and where that is plain text, its suffix. Raises SourceError for what is
    empty, too large, damaged, encrypted or of no known kind, and OSError.
    """
    name = name if name is not None else path.name
    if path.suffix.lower() not in SUFFIXES:
        raise _unknown_kind(name, path.suffix)
    if os.path.exists(path) and not os.path.isfile(path):
        raise unreadable(name, "reading.no_file")
    with path.open("rb") as stream:
        kind = kind_of(stream.read(_HEAD), path.suffix.lower(), name, path)
        size = path.stat().st_size
        if size > (largest := KINDS[kind].largest):
            raise unreadable(name, "reading.too_large", size=size, most=largest)
        stream.seek(0)
        data = stream.read()
    content = read_bytes(data, kind, name)
    text = content.text
    if not text.strip():
        raise unreadable(name, "reading.empty")
    digest = hashlib.sha256(data).hexdigest()
    return Source(name, digest, text, content.pages, content.furniture, content.confidence)


def read_bytes(data: bytes, kind: str, name: str) -> Content:
    """Read bytes of a kind of ``KINDS``; the libraries for a kind are loaded when it comes first."""
    module, _, function = KINDS[kind].reader.partition(":")
    content: Content = getattr(importlib.import_module(f"corpus.readers.{module}"), function)(data, name)
    return content


def kind_of(head: bytes, suffix: str, name: str, path: Path) -> str:
    """Tell the kind of a file by its first bytes, else by its suffix; raises SourceError for old Word files."""
    for name_of_kind, kind in KINDS.items():
        if kind.magic and kind.magic.match(head):
            return name_of_kind
    if head.startswith(_OLD_OFFICE):
        raise unreadable(name, "reading.old_word")
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_archive(path, suffix)
    return kind_of_name(Path(suffix))


def kind_of_name(path: Path) -> str:
    """Return the kind that a file's name tells: a key of ``KINDS``, ``plain`` where it tells none."""
    suffix = path.suffix.lower() or path.name
    return next((name for name, kind in KINDS.items() if suffix in kind.suffixes), "plain")


def _kind_of_archive(path: Path, suffix: str) -> str:
    with path.open("rb") as stream:
        names = names_in(stream)
    if "OFD.xml" in names:
        return "ofd"
    return "docx" if "word/document.xml" in names or suffix != ".ofd" else "ofd"


def _unknown_kind(name: str, suffix: str) -> SourceError:
    kinds = " ".join(sorted(SUFFIXES))
    return unreadable(
        name, "reading.unknown_type", suffix=suffix or message("reading.no_suffix"), kinds=kinds
    )
