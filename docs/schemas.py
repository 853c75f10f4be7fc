"""Write docs/schemas: what every command prints as JSON, made from the records of ``web.wire``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from msgspec.json import schema_components

from web.wire import COMMANDS

FOLDER = Path(__file__).parent / "schemas"


def schema_of(command: str) -> dict[str, Any]:
    """Return the schema of a command's JSON, in the draft 2020-12."""
    (printed,), records = schema_components([COMMANDS[command].printed], ref_template="#/$defs/{name}")
    if "$ref" in printed:
        printed = records.pop(printed["$ref"].rpartition("/")[2])
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | printed
    schema["title"] = f"gongbao {command} --json"
    return schema | ({"$defs": records} if records else {})


def files() -> dict[Path, str]:
    """Return the files of all schemas."""
    return {
        FOLDER / f"{command.replace(' ', '-')}.json": json.dumps(
            schema_of(command), ensure_ascii=False, indent=2
        )
        + "\n"
        for command in COMMANDS
    }


if __name__ == "__main__":
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
