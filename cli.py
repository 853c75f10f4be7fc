"""The command ``gongbao``: takes arguments apart, calls the library, prints what it answers.

What is heavy (the indexes, the page) is imported by the commands that need it: a command is typed
and answered within a second or so, and ``gongbao --help`` at once.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import re
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from corpus.messages import message
from corpus.records import GongbaoError
from view.arguments import build_parser
from view.messages import say, spoken, told
from view.terminal.progress import progress_bar

if TYPE_CHECKING:
    from index import Home
    from index.ingest.files import SourceFile
    from index.ingest.report import RunReport
    from search import Library
    from search.answer.order import Standpoint
    from view.terminal.layout import Terminal

DONE, FAILED, SOME_SET_ASIDE, INTERRUPTED = 0, 1, 3, 130  # and 2 for usage, by argparse
Options = argparse.Namespace
Item = TypeVar("Item")
_EXCLUDED = re.compile(r"-[^\x00-\x7f]")


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code; every failure is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what the locale can't print must not stop us
            stream.reconfigure(errors="replace")
    try:
        typed = sys.argv[1:] if arguments is None else arguments
        # -监理 excludes a word. Behind a blank argparse does not take it for an option.
        options = build_parser().parse_args([f" {word}" if _EXCLUDED.match(word) else word for word in typed])
        code = _COMMANDS[options.command](options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader has seen enough
        _silence_stdout()
        return DONE
    except KeyboardInterrupt:
        _silence_stdout()
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("GONGBAO_DEBUG"):
            raise
        print(f"gongbao: {_one_line(error)}", file=sys.stderr)
        _silence_stdout()
        return FAILED


def _silence_stdout() -> None:
    """Write what is left where it can be written: Python flushes once more at exit, and complains."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _one_line(error: Exception) -> str:
    """Say in one line what went wrong, and what to do."""
    if isinstance(error, GongbaoError):
        return " ".join(told(error).split())
    full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
    if full or (isinstance(error, sqlite3.Error) and "disk is full" in str(error)):
        return say("failure.full_disk")
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return " ".join(say("failure.unexpected", kind=type(error).__name__, what=error).split())


# -- commands ----------------------------------------------------------------------------------


def _index(options: Options) -> int:
    from index.ingest.files import source_files

    if options.watch:
        return _watch(options)
    report = _take(options, source_files(options.paths))
    _output(options, lambda terminal: terminal.report(report, options.dry_run), report)
    return SOME_SET_ASIDE if report.set_aside else DONE


def _take(options: Options, files: Sequence[SourceFile]) -> RunReport:
    from index import index_files, preview_files

    with progress_bar() as progress:
        if options.dry_run:
            return preview_files(_home_path(options), files, progress, workers=options.workers)
        with _home(options, create=True, write=True) as home:
            return index_files(home, files, progress, workers=options.workers)


def _watch(options: Options) -> int:
    """Index what comes until Ctrl-C or SIGTERM; while the home can't be written, try again."""
    from index import settled
    from index.ingest.watch import pause

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(DONE))
    for files in settled(options.paths, pause):
        report = _take_at_last(options, files)
        if not (report.issues or report.set_aside):
            continue
        # As JSON one object a line, as they come.
        _output(options, partial(_reported, report), report, indent=None)
        sys.stdout.flush()
    return DONE


def _reported(report: RunReport, terminal: Terminal) -> Iterable[str]:
    return terminal.report(report)


def _take_at_last(options: Options, files: Sequence[SourceFile]) -> RunReport:
    from index import HomeError
    from index.ingest.watch import pause

    said = ""
    while True:
        try:
            return _take(options, files)
        except HomeError as trouble:
            if told(trouble) != said:
                said = told(trouble)
                print(f"gongbao: {_one_line(trouble)}", file=sys.stderr, flush=True)
            pause(5)


def _search(options: Options) -> int:
    from index.catalog.rows import Filters
    from view.exports.files import export_answer, kind_of, refuse_existing, save

    names = ("gazette", "issuer", "issue", "document", "part", "year", "date_from", "date_to")
    filters = Filters(**{name: getattr(options, name) for name in names})
    if options.export and not options.overwrite:
        refuse_existing(options.export)
    standpoint = _standpoint(options)
    with _library(options) as library:
        answer = library.search(" ".join(options.question), filters, options.limit, standpoint)
    _output(options, lambda terminal: terminal.answer(answer), answer)
    if options.export:
        kind = kind_of(options.export)
        exported = export_answer(answer, kind, spoken(), filters=filters, statuses=standpoint.statuses)
        save(options.export, exported)
        print(say("outcome.exported", count=len(answer.hits), path=options.export), file=sys.stderr)
    return DONE


def _standpoint(options: Options) -> Standpoint:
    from corpus.events.kinds import Status
    from search.answer.order import Sort, Standpoint

    return Standpoint(options.at, frozenset(map(Status, options.status)), Sort(options.sort))


def _show(options: Options) -> int:
    with _library(options) as library:
        found = library.show(options.number, options.article, options.at)
    in_full = len(found) == 1 or options.article is not None
    _output(options, lambda terminal: terminal.shown(found, in_full=in_full), found)
    return DONE


def _status(options: Options) -> int:
    from view.terminal.status import standing_lines

    with _library(options) as library:
        reports = library.status(options.number, options.article, options.at)
    _output(options, lambda terminal: standing_lines(terminal, reports), reports, spoken().is_chinese)
    return DONE


def _people(options: Options) -> int:
    from view.terminal.people import people_lines

    with _library(options) as library:
        found = library.people(" ".join(options.who), options.at)
    _output(options, partial(people_lines, found), found, spoken().is_chinese)
    return DONE


def _list(options: Options) -> int:
    from view.terminal.lists import LINES

    with _library(options) as library:
        found = library.list(options.what)
    _output(options, partial(LINES[options.what], found), found)
    return DONE


def _check(options: Options) -> int:
    from search.check.draft import read_draft
    from view.exports.files import refuse_existing, write_check
    from view.terminal.check import report_lines

    if options.export and not options.overwrite:
        refuse_existing(options.export)
    text = read_draft(options.draft)
    with _library(options) as library:
        report = library.check(text, options.at)
    if options.export:
        write_check(report, options.draft, options.export, spoken())
    _output(options, partial(report_lines, report), report)
    return DONE


def _remove(options: Options) -> int:
    from index import remove

    with _home(options, write=True) as home:
        row = home.catalog.issue(options.issue)
        if row is None:
            raise GongbaoError(*message("failure.unknown_issue", key=options.issue))
        documents = len(home.catalog.documents(row.id))
        clauses = home.catalog.clause_count([row.id])
        remove(home, row.key)
    said = say("outcome.removed", key=row.key, documents=documents, clauses=clauses)
    _output(options, lambda _: [said], row.key, documents, clauses)
    return DONE


def _serve(options: Options) -> int:
    from ui import serve

    serve(_home_path(options), options.host, options.port, model=options.model, reranker=options.reranker)
    return DONE


def _verify(options: Options) -> int:
    from index import repair, verify

    with _home(options, repair=options.repair) as home, progress_bar() as progress:
        found = left = verify(home)
        if options.repair and found:
            repair(home, progress)
            left = verify(home)
        aside = home.catalog.set_aside() if not left else ()
    said = [told(fault) for fault in left] or [say("outcome.repaired" if found else "outcome.sound")]
    _output(options, lambda terminal: [*said, *terminal.all_set_aside(aside)], found, left, aside)
    return FAILED if left else DONE


def _backup(options: Options) -> int:
    with _home(options) as home:
        written = home.catalog.back_up(options.folder.expanduser())
        issues, documents, clauses = home.catalog.counts()
    said = say("outcome.backed_up", path=written, issues=issues, clauses=clauses)
    _output(options, lambda _: [said], str(written), issues, documents, clauses)
    return DONE


def _evaluate(options: Options) -> int:
    def counted(questions: Iterable[Item]) -> Iterator[Item]:
        all_of_them = list(questions)
        for done, question in enumerate(all_of_them, 1):
            yield question
            progress("asking", done, len(all_of_them))

    with _library(options) as library, progress_bar() as progress:
        measured = library.evaluate(options.file, counted)
    _output(options, lambda terminal: terminal.measured(measured), measured)
    return DONE


def _completion(options: Options) -> int:
    from view.shell_completion import completion_script

    print(completion_script(options.shell))
    return DONE


_COMMANDS: Mapping[str, Callable[[Options], int]] = {
    "index": _index,
    "search": _search,
    "show": _show,
    "status": _status,
    "people": _people,
    "list": _list,
    "check": _check,
    "remove": _remove,
    "serve": _serve,
    "verify": _verify,
    "backup": _backup,
    "evaluate": _evaluate,
    "completion": _completion,
}


# -- what the commands share -------------------------------------------------------------------


def _home_path(options: Options) -> Path:
    chosen = options.home or os.environ.get("GONGBAO_HOME") or "~/.gongbao"
    return Path(chosen).expanduser()


def _home(options: Options, *, create: bool = False, write: bool = False, repair: bool = False) -> Home:
    from index import open_home

    model = getattr(options, "model", None)
    return open_home(_home_path(options), model=model, create=create, write=write, repair=repair)


def _library(options: Options) -> Library:
    from search import Library

    model, reranker = getattr(options, "model", None), getattr(options, "reranker", None)
    return Library.open(_home_path(options), model=model, reranker=reranker)


def _output(
    options: Options, lines: Callable[[Terminal], Iterable[str]], *found: object, indent: int | None = 2
) -> None:
    """Print what was found as JSON, or its lines for people."""
    if options.json:
        from web.wire import builtins_of

        command = f"list {options.what}" if options.command == "list" else options.command
        json.dump(builtins_of(command, *found), sys.stdout, ensure_ascii=False, indent=indent)
        sys.stdout.write("\n")
        return
    from view.terminal.layout import Terminal

    width = shutil.get_terminal_size((100, 24)).columns
    bold = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    for line in lines(Terminal(spoken(), width, bold)):
        print(line)


if __name__ == "__main__":
    sys.exit(main())
