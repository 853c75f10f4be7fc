"""Read a file into a Source: choose the reader for what it holds, or say in one line why there is none."""

from __future__ import annotations

import hashlib
import importlib
import os
from pathlib import Path

from corpus.messages import message
from corpus.readers.archive import names_in
from corpus.readers.content import Content, unreadable
from corpus.records import Source, SourceError

#: What each kind of file may be called; the first suffix names the kind.
KINDS = {
    "plain": (".txt", ".md", ".markdown"),
    "html": (".html", ".htm", ".shtml", ".xhtml"),
    "docx": (".docx",),
    "pdf": (".pdf",),
    "ofd": (".ofd",),
    "picture": (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"),
}
_MODULES = {
    "plain": "plain",
    "html": "web.html",
    "docx": "word.docx",
    "pdf": "pdf.pdf",
    "ofd": "ofd",
    "picture": "picture",
}
SUFFIXES = frozenset(suffix for suffixes in KINDS.values() for suffix in suffixes)

#: The largest file of each kind that is read, in bytes; a year of a gazette has about 2 MB of text.
LARGEST = {kind: (64 if kind in ("plain", "html") else 512) * 1024 * 1024 for kind in KINDS}

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = 1024  # bytes that tell the kind of a file


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
        kind = kind_of(stream.read(_MAGIC), path.suffix.lower(), name, path)
        size = path.stat().st_size
        if size > LARGEST[kind]:
            raise unreadable(name, "reading.too_large", size=size, most=LARGEST[kind])
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
    module = importlib.import_module(f"corpus.readers.{_MODULES[kind]}")
    content: Content = getattr(module, f"read_{kind}")(data, name)
    return content


def kind_of(head: bytes, suffix: str, name: str, path: Path) -> str:
    """Tell the kind of a file by its first bytes, else by its suffix; raises SourceError for old Word files."""
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(_PICTURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "picture"
    if head.startswith(b"BM") and suffix == ".bmp":
        return "picture"
    if head.startswith(_OLD_OFFICE):
        raise unreadable(name, "reading.old_word")
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_archive(path, suffix)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    return kind_of_name(Path(suffix))


def kind_of_name(path: Path) -> str:
    """Return the kind that a file's name tells: a key of ``KINDS``, ``plain`` where it tells none."""
    suffix = path.suffix.lower() or path.name
    return next((kind for kind, suffixes in KINDS.items() if suffix in suffixes), "plain")


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
