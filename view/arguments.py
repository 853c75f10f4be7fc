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
    # --home and --json are understood before and after the command's name.
    common = argparse.ArgumentParser(add_help=False)
    for place in (parser, common):
        suppressed: dict[str, Any] = {} if place is parser else {"default": argparse.SUPPRESS}
        place.add_argument("--home", type=Path, metavar="DIR", help=say("command.home"), **suppressed)
    commands = parser.add_subparsers(metavar="COMMAND", dest="command", required=True)

    def command(name: str) -> argparse.ArgumentParser:
        parents = [] if name == "completion" else [common]
        made = commands.add_parser(
            name, parents=parents, help=say(f"command.{name}"), description=say(f"command.{name}")
        )
        if name not in ("serve", "completion"):
            made.add_argument("--json", action="store_true", help=say("command.json"))
        return made

    _index_arguments(command("index"))
    _search_arguments(command("search"))
    for name in ("show", "status"):
        made = command(name)
        made.add_argument("number", metavar="NUMBER", help=say("command.number"))
        made.add_argument("article", nargs="?", metavar="ARTICLE", help=say("command.article"))
        made.add_argument("--at", type=_date, metavar="DATE", help=say("command.at"))
    made = command("people")
    made.add_argument("who", nargs="+", metavar="NAME|POST", help=say("command.who"))
    made.add_argument("--at", type=_date, metavar="DATE", help=say("command.at"))
    made = command("list")
    choices = ["issues", "documents", "events", "problems"]
    made.add_argument("what", nargs="?", default="issues", choices=choices, help=say("command.what"))
    _check_arguments(command("check"))
    command("remove").add_argument("issue", metavar="ISSUE", help=say("command.issue_key"))
    _serve_arguments(command("serve"))
    made = command("verify")
    made.add_argument("--repair", action="store_true", help=say("command.repair"))
    made.add_argument("--model", metavar="MODEL", help=say("command.model"))
    command("backup").add_argument("folder", type=Path, metavar="FOLDER", help=say("command.backup_folder"))
    made = command("evaluate")
    made.add_argument("file", type=Path, metavar="FILE", help=say("command.questions"))
    _model_arguments(made)
    command("completion").add_argument("shell", choices=["bash", "zsh"], help=say("command.shell"))
    return parser


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
    made.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=say("command.paths"))
    made.add_argument("--model", metavar="MODEL", help=say("command.model"))
    made.add_argument("--workers", type=_count, metavar="N", help=say("command.workers"))
    how = made.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help=say("command.dry_run"))
    how.add_argument("--watch", action="store_true", help=say("command.watch"))


def _check_arguments(made: argparse.ArgumentParser) -> None:
    made.add_argument("draft", type=Path, metavar="DRAFT", help=say("command.draft"))
    made.add_argument("--at", type=_date, metavar="DATE", help=say("command.at"))
    made.add_argument("--export", type=_export_path, metavar="FILE", help=_marked_help())
    made.add_argument("--overwrite", action="store_true", help=say("command.overwrite"))


def _serve_arguments(made: argparse.ArgumentParser) -> None:
    made.add_argument("--host", default="127.0.0.1", help=say("command.host"))
    made.add_argument("--port", type=int, default=7860, help=say("command.port"))
    _model_arguments(made)


def _model_arguments(made: argparse.ArgumentParser) -> None:
    made.add_argument("--model", metavar="MODEL", help=say("command.model"))
    made.add_argument("--reranker", metavar="MODEL", help=say("command.reranker"))


def _search_arguments(made: argparse.ArgumentParser) -> None:
    made.add_argument("question", nargs="+", metavar="QUESTION", help=say("command.question"))
    made.add_argument("--limit", type=_limit, default=10, metavar="N", help=say("command.limit"))
    for name in ("gazette", "issuer", "issue", "document"):
        made.add_argument(f"--{name}", help=say(f"command.{name}"))
    made.add_argument("--part", choices=[part.value for part in Part], help=say("command.part"))
    made.add_argument("--year", type=int, help=say("command.year"))
    made.add_argument("--from", type=_date, dest="date_from", metavar="DATE", help=say("command.from"))
    made.add_argument("--to", type=_date, dest="date_to", metavar="DATE", help=say("command.to"))
    made.add_argument("--at", type=_date, metavar="DATE", help=say("command.at"))
    made.add_argument(
        "--export",
        type=_export_path,
        metavar="FILE",
        help=say("export.to_file", suffixes=" ".join(suffixes())),
    )
    made.add_argument("--overwrite", action="store_true", help=say("command.overwrite"))
    made.add_argument(
        "--status",
        type=_statuses,
        action="extend",
        default=[],
        metavar="STATUS,…",
        help=say("command.statuses"),
    )
    made.add_argument(
        "--sort",
        choices=["holding", "relevance", "status", "date"],
        default="holding",
        help=say("command.sort"),
    )
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
