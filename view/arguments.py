"""The words that the command understands: its arguments and what they may be."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from typing import Any

from corpus.messages import listed
from corpus.records import Part
from view.exports.files import ExportError, kind_of, suffixes
from view.messages import say, spoken, told

#: The words of ``--status``, as search.Status has them, and in English; typing them loads no index.
STATUSES = {
    "有效": "in-force",
    "已修改": "amended",
    "拟修订": "to-be-revised",
    "未知": "unknown",
    "尚未生效": "not-yet",
    "已失效": "expired",
    "已废止": "repealed",
}


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of ``gongbao``; ``command`` of what it reads is the command's name."""
    parser = argparse.ArgumentParser(prog="gongbao", description=say("command.about"))
    parser.add_argument("--version", action=_Version, help=say("command.version"))
    # --home is understood before and after the command's name.
    common = argparse.ArgumentParser(add_help=False)
    _add(parser, "--home", type=Path, metavar="DIR")
    _add(common, "--home", type=Path, metavar="DIR", default=argparse.SUPPRESS)
    commands = parser.add_subparsers(metavar="COMMAND", dest="command", required=True)

    def command(name: str) -> argparse.ArgumentParser:
        parents = [] if name == "completion" else [common]
        about = say(f"command.{name}")
        made = commands.add_parser(name, parents=parents, help=about, description=about)
        if name not in ("serve", "completion"):
            _add(made, "--json", action="store_true")
        return made

    _index_arguments(command("index"))
    _search_arguments(command("search"))
    for name in ("show", "status"):
        made = command(name)
        _add(made, "number", metavar="NUMBER")
        _add(made, "article", nargs="?", metavar="ARTICLE")
        _add(made, "--at", type=_date, metavar="DATE")
    made = command("people")
    _add(made, "who", nargs="+", metavar="NAME|POST")
    _add(made, "--at", type=_date, metavar="DATE")
    kinds = ["issues", "documents", "events", "problems"]
    _add(command("list"), "what", nargs="?", default="issues", choices=kinds)
    _check_arguments(command("check"))
    _add(command("remove"), "issue", metavar="ISSUE", key="issue_key")
    _serve_arguments(command("serve"))
    made = command("verify")
    _add(made, "--repair", action="store_true")
    _add(made, "--model", metavar="MODEL")
    _add(command("backup"), "folder", type=Path, metavar="FOLDER", key="backup_folder")
    _evaluate_arguments(command("evaluate"))
    _add(command("completion"), "shell", choices=["bash", "zsh"])
    return parser


def _add(made: argparse._ActionsContainer, name: str, *, key: str = "", **how: Any) -> None:
    """Add an argument; the message that tells of it has the argument's name, unless ``key`` says another."""
    made.add_argument(name, help=say(f"command.{key or name.strip('-').replace('-', '_')}"), **how)


class _Version(argparse._VersionAction):
    """Look the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *given: Any) -> None:
        from importlib import metadata

        try:
            self.version = f"gongbao {metadata.version('gongbao')}"
        except metadata.PackageNotFoundError:
            self.version = f"gongbao ({say('command.uninstalled')})"
        super().__call__(parser, *given)


def _index_arguments(made: argparse.ArgumentParser) -> None:
    _add(made, "paths", nargs="+", type=Path, metavar="PATH")
    _add(made, "--model", metavar="MODEL")
    _add(made, "--workers", type=_count, metavar="N")
    how = made.add_mutually_exclusive_group()
    _add(how, "--dry-run", action="store_true")
    _add(how, "--watch", action="store_true")


def _check_arguments(made: argparse.ArgumentParser) -> None:
    _add(made, "draft", type=Path, metavar="DRAFT")
    _add(made, "--at", type=_date, metavar="DATE")
    made.add_argument("--export", type=_export_path, metavar="FILE", help=_marked_help())
    _add(made, "--overwrite", action="store_true")


def _serve_arguments(made: argparse.ArgumentParser) -> None:
    _add(made, "--host", default="127.0.0.1")
    _add(made, "--port", type=int, default=7860)
    _model_arguments(made)


def _evaluate_arguments(made: argparse.ArgumentParser) -> None:
    _add(made, "file", type=Path, metavar="FILE", key="questions")
    _model_arguments(made)


def _model_arguments(made: argparse.ArgumentParser) -> None:
    _add(made, "--model", metavar="MODEL")
    _add(made, "--reranker", metavar="MODEL")


def _search_arguments(made: argparse.ArgumentParser) -> None:
    _add(made, "question", nargs="+", metavar="QUESTION")
    _add(made, "--limit", type=_limit, default=10, metavar="N")
    for name in ("gazette", "issuer", "issue", "document"):
        _add(made, f"--{name}")
    _add(made, "--part", choices=[part.value for part in Part])
    _add(made, "--year", type=int)
    _add(made, "--from", type=_date, dest="date_from", metavar="DATE")
    _add(made, "--to", type=_date, dest="date_to", metavar="DATE")
    _add(made, "--at", type=_date, metavar="DATE")
    made.add_argument(
        "--export",
        type=_export_path,
        metavar="FILE",
        help=say("export.to_file", suffixes=" ".join(suffixes())),
    )
    _add(made, "--overwrite", action="store_true")
    _add(made, "--status", type=_statuses, action="extend", default=[], metavar="STATUS,…", key="statuses")
    _add(made, "--sort", choices=["holding", "relevance", "status", "date"], default="holding")
    _model_arguments(made)


def _marked_help() -> str:
    others = [suffix for suffix in suffixes() if suffix != ".docx"]
    return say("export.report_to_file", suffixes=spoken().of(listed(others)))


def _export_path(text: str) -> Path:
    try:
        kind_of(Path(text))
    except ExportError as error:
        raise argparse.ArgumentTypeError(told(error)) from None
    return Path(text).expanduser()


def _statuses(text: str) -> list[str]:
    """Take 有效,已废止 or in-force,repealed apart; the words are those of ``search.Status``."""
    chinese = {english: word for word, english in STATUSES.items()}
    words = [chinese.get(word, word) for word in re.split("[,，、]", text)]
    if unknown := [word for word in words if word not in STATUSES]:
        raise argparse.ArgumentTypeError(
            say("failure.bad_status", value=unknown[0], known=say("failure.statuses_known"))
        )
    return words


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(say("failure.bad_date", value=text)) from None


def _count(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 256:
        return int(text)
    raise argparse.ArgumentTypeError(say("failure.bad_count", value=text))


def _limit(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 1000:
        return int(text)
    raise argparse.ArgumentTypeError(say("failure.bad_limit", value=text))
