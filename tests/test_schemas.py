"""What programs read: real output of every command against its schema in docs/schemas/."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from docs.schemas import files
from tests.conftest import ROOT, SAMPLES, Command
from tests.search.check.draft import TEXT

SCHEMAS = ROOT / "docs/schemas"


def validate(output: str, name: str) -> Any:
    """Return the JSON of an output that conforms to a schema."""
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    value = json.loads(output)
    jsonschema.Draft202012Validator(schema).validate(value)
    return value


# schema, arguments
READING = [
    ("search", ("search", "who approves IT project changes")),
    ("search", ("search", "岭政办发〔2025〕3号第22条")),
    ("search", ("search", "干部任免")),
    ("search", ("search", "-项目")),
    ("search", ("search", '"变更申请" -监理', "--limit", "50")),
    ("show", ("show", "岭政办发〔2025〕3号")),
    ("show", ("show", "岭政办发〔2025〕3号", "第十三条")),
    ("show", ("show", "云岭州人民政府干部任免通知")),
    ("check", ("check", "README.md")),
    ("list-issues", ("list",)),
    ("list-documents", ("list", "documents")),
    ("list-problems", ("list", "problems")),
    ("list-events", ("list", "events")),
    ("search", ("search", "停止执行", "--status", "有效,未知", "--at", "2025-06-01", "--sort", "date")),
    ("status", ("status", "岭政办发〔2025〕3号")),
    ("status", ("status", "岭政办发〔2025〕3号", "第十三条", "--at", "2030-01-01")),
    ("status", ("status", "管理办法")),
    ("people", ("people", "任知夏")),
    ("people", ("people", "云岭州水利局局长", "--at", "2025-01-31")),
    ("people", ("people", "青砚县", "人民医院副院长")),
    ("verify", ("verify",)),
    ("evaluate", ("evaluate", "tests/golden/judged.jsonl")),
]


@pytest.mark.parametrize(("schema", "arguments"), READING)
def test_output_conforms(schema: str, arguments: tuple[str, ...], home: Path, gongbao: Command) -> None:
    done = gongbao(*arguments, "--json", "--home", home)
    assert done.returncode == 0, done.stderr
    validate(done.stdout, schema)


def test_output_of_the_commands_that_write_conforms(tmp_path: Path, gongbao: Command) -> None:
    home = tmp_path / "home"
    (tmp_path / "prose.txt").write_text("今天天气很好。\n", encoding="utf-8")
    indexed = gongbao("index", *SAMPLES, tmp_path / "prose.txt", "--json", "--home", home)
    assert indexed.returncode == 3
    report = validate(indexed.stdout, "index")
    assert report["set_aside"][0]["source"] == "prose.txt"
    key = validate(gongbao("list", "--json", "--home", home).stdout, "list-issues")["issues"][0]["key"]
    validate(gongbao("remove", key, "--json", "--home", home).stdout, "remove")
    validate(gongbao("backup", tmp_path / "saved", "--json", "--home", home).stdout, "backup")
    verified = validate(gongbao("verify", "--json", "--home", home).stdout, "verify")
    assert verified["set_aside"] == report["set_aside"]
    validate(gongbao("verify", "--repair", "--json", "--home", home).stdout, "verify")


def test_output_of_a_check_conforms(tmp_path: Path, home: Path, gongbao: Command) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(TEXT, encoding="utf-8")
    done = gongbao("check", draft, "--at", "2026-11-28", "--json", "--home", home)
    assert done.returncode == 0, done.stderr
    report = validate(done.stdout, "check")
    assert report["total"] == sum(report["counts"].values()) == len(report["citations"]) >= 60
    for one in report["citations"]:
        assert TEXT[slice(*one["span"])] == one["text"]
        for quote in one["quotes"]:
            assert TEXT[slice(*quote["span"])] == quote["text"]
            assert all(TEXT[slice(*each["span"])] == each["quoted"] for each in quote["differences"])


def test_spans_and_lines_of_a_hit_lead_to_its_words(home: Path, gongbao: Command) -> None:
    done = gongbao("search", "信息化项目变更由谁审批", "--json", "--home", home)
    hit = json.loads(done.stdout)["hits"][0]
    assert {hit["text"][start:end] for start, end in hit["highlights"]} >= {"变更"}
    source = ROOT / "samples" / hit["source"]["name"]
    first, last = hit["source"]["lines"]
    printed = iter("".join(source.read_text(encoding="utf-8").splitlines()[first - 1 : last]))
    # Verbatim and in order; only page numbers and blanks may stand between.
    assert all(character in printed for character in "".join(hit["text"].split()))


def test_the_schemas_are_those_of_the_records() -> None:
    written = {path: path.read_text(encoding="utf-8") for path in SCHEMAS.glob("*.json")}
    assert files() == written, "run `make schemas`"


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every object with named keys that a schema describes."""
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        schema = list(schema.values())
    if isinstance(schema, list):
        for one in schema:
            yield from objects(one)


def test_no_key_is_printed_that_no_schema_knows() -> None:
    for path in SCHEMAS.glob("*.json"):
        schema = json.loads(path.read_text(encoding="utf-8"))
        assert schema["title"] == f"gongbao {path.stem.replace('-', ' ')} --json"
        assert schema["description"]
        for one in objects(schema):
            assert one["additionalProperties"] is False
            assert set(one["properties"]) - set(one["required"]) <= {"who", "old", "new"}, one["title"]


def test_every_schema_is_tested() -> None:
    tested = {schema for schema, _ in READING} | {"index", "remove", "backup"}
    assert tested == {path.stem for path in SCHEMAS.glob("*.json")}
