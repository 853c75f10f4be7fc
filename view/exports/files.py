"""Take what was found elsewhere: a table of formats, one writer for each.

A clause's text is verbatim in all of them. A kind is named by the suffix of its file.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.messages import message
from corpus.records import GongbaoError

if TYPE_CHECKING:
    from corpus.events.kinds import Status
    from index.catalog.rows import Filters
    from search.answer.hits import Answer
    from search.check.findings import CheckReport
    from view.exports.table import Table
    from view.messages import Words


@dataclass(frozen=True, slots=True)
class Format:
    """Hold what a kind of export is called, by people and on the network, and what writes it.

    ``writer`` is ``module:function`` of this package, loaded with the first such file: it makes a table bytes.
    """

    name: str
    media_type: str
    writer: str


#: The kinds of export by the suffix of the file, in the order in which they are offered.
FORMATS = {
    "docx": Format(
        "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word:write_docx"
    ),
    "csv": Format("CSV", "text/csv; charset=utf-8; header=present", "spreadsheet:write_csv"),
    "md": Format("Markdown", "text/markdown; charset=utf-8", "markdown:write_markdown"),
    "bib": Format("BibTeX", "application/x-bibtex; charset=utf-8", "bibtex:write_bibtex"),
    "txt": Format("GB/T 7714", "text/plain; charset=utf-8", "gbt7714:write_gbt7714"),
}


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


def export_check(report: CheckReport, kind: str, words: Words, draft: bytes | None = None) -> bytes:
    """Return the file of a checked draft; ``kind`` is a key of ``FORMATS``, and docx is the draft, marked.

    ``draft`` is the Word file that was checked, None where the text of another is written anew.
    """
    from view.exports.check_table import check_table
    from view.exports.marked_draft import marked

    if kind == "docx":
        return marked(report, words, draft)
    return export_table(check_table(report, words), kind)


def export_table(table: Table, kind: str) -> bytes:
    """Return the file of any table of findings; ``kind`` is a key of ``FORMATS``."""
    from view.exports.table import printable_table

    module, _, function = FORMATS[kind].writer.partition(":")
    written: bytes = getattr(import_module(f"view.exports.{module}"), function)(printable_table(table))
    return written


def write_check(report: CheckReport, draft: Path, target: Path, words: Words) -> None:
    """Write the file of a checked draft, its kind told by the suffix; the draft itself stays as it is.

    Raises ExportError for another suffix or a target that is the draft, GongbaoError for a Word draft that
    can't be marked, and OSError.
    """
    kind = kind_of(target)
    if target.exists() and target.samefile(draft):
        raise ExportError(*message("export.same_file", path=target))
    source = draft.read_bytes() if draft.suffix.lower() == ".docx" else None
    save(target, export_check(report, kind, words, source))


def suffixes() -> list[str]:
    """Return the suffixes that say how to write a file."""
    return [f".{kind}" for kind in FORMATS]


def kind_of(path: Path) -> str:
    """Return the kind of export that a file name asks for; ExportError for any other suffix."""
    kind = path.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise ExportError(*message("export.bad_export", path=path, suffixes=" ".join(suffixes())))
    return kind


def refuse_existing(path: Path) -> None:
    """Raise ExportError where a file stands already: someone may have worked on it since."""
    if os.path.lexists(path):
        raise ExportError(*message("export.export_exists", path=path))


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
