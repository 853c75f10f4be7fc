"""Take what was found elsewhere: Word, CSV, Markdown, BibTeX, GB/T 7714, one writer for each.

A clause's text is verbatim in all of them. A kind is named by the suffix of its file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from corpus.records import GongbaoError
from view.exports.bibtex import write_bibtex
from view.exports.gbt7714 import write_gbt7714
from view.exports.markdown import write_markdown
from view.exports.spreadsheet import write_csv
from view.exports.table import Reference, Row, Table, printable_table
from view.exports.word import write_docx
from view.messages import both

if TYPE_CHECKING:
    from corpus.events.kinds import Status
    from index.catalog.rows import Filters
    from search.answer.hits import Answer
    from search.check.findings import CheckReport
    from view.words import Words

__all__ = [
    "FORMATS",
    "ExportError",
    "Reference",
    "Row",
    "Table",
    "export_answer",
    "export_check",
    "export_table",
    "kind_of",
    "refuse_existing",
    "save",
]


@dataclass(frozen=True, slots=True)
class Format:
    """Hold what a kind of export is called on the network, and what writes it."""

    media_type: str
    write: Callable[[Table], bytes]


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", write_docx),
        "csv": Format("text/csv; charset=utf-8; header=present", write_csv),
        "md": Format("text/markdown; charset=utf-8", write_markdown),
        "bib": Format("application/x-bibtex; charset=utf-8", write_bibtex),
        "txt": Format("text/plain; charset=utf-8", write_gbt7714),
    }
)


class ExportError(GongbaoError):
    """Raised for a file that nothing can be exported to."""


def export_answer(
    answer: Answer,
    kind: str,
    words: Words,
    *,
    filters: Filters | None = None,
    statuses: Collection[Status] = (),
    on: date | None = None,
) -> bytes:
    """Return the file of an answer; ``kind`` is a key of ``FORMATS``.

    ``filters`` and ``statuses`` are those that the question was asked with, ``on`` the day it was asked:
    today, unless given.
    """
    from index.catalog.rows import Filters
    from view.exports.answer_table import answer_table

    return export_table(answer_table(answer, words, filters or Filters(), statuses, on or date.today()), kind)


def export_check(report: CheckReport, kind: str, words: Words) -> bytes:
    """Return the file of a checked draft; ``kind`` is a key of ``FORMATS``, and docx is the draft, marked."""
    from view.exports.check_table import check_table
    from view.exports.marked_draft import marked

    if kind == "docx":
        return marked(report)
    return export_table(check_table(report, words), kind)


def export_table(table: Table, kind: str) -> bytes:
    """Return the file of any table of findings; ``kind`` is a key of ``FORMATS``."""
    return FORMATS[kind].write(printable_table(table))


def kind_of(path: Path) -> str:
    """Return the kind of export that a file name asks for; ExportError for any other suffix."""
    kind = path.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise ExportError(*both("bad_export", path=path, suffixes=" ".join(f".{one}" for one in FORMATS)))
    return kind


def refuse_existing(path: Path) -> None:
    """Raise ExportError where a file stands already: someone may have worked on it since."""
    if os.path.lexists(path):
        raise ExportError(*both("export_exists", path=path))


def save(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; what stood there is replaced. OSError names ``path``."""
    partial = path.with_name(f".gongbao-export-{os.getpid()}")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        partial.unlink(missing_ok=True)
