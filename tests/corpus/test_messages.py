"""Every message is said once, in both languages, with the same values, and somebody says it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from string import Formatter

from corpus.messages import message, messages
from tests.conftest import ROOT

HAN = re.compile(r"[\u4e00-\u9fff]")
PLACES = ("corpus", "index", "search", "view", "web", "benchmarks", "cli.py", "ui.py")
# What says a message, and the section that it adds to the key.
SAYERS = {
    "message": "",
    "say": "",
    "words": "",
    "refuse": "",
    "unreadable": "",
    "remark": "remark.",
    "note": "note.",
}
KNOWN = {f"{section}.{key}": said for section, found in messages().items() for key, said in found.items()}


def values(text: str) -> set[str]:
    """Return the names of the values that a text is filled in with."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_message_is_one_line_in_both_languages_with_the_same_values() -> None:
    for key, (english, chinese) in KNOWN.items():
        assert values(english) == values(chinese), key
        assert "\n" not in english + chinese, key
        assert english.strip(), key
        assert chinese.strip(), key


# What is Chinese in an English sentence, and Latin in a Chinese one.
QUOTED = {
    "example.other_language", "page.other_name", "command.article", "page.draft_hint", "page.no_citations",
    "remark.title differs", "remark.title of number", "remark.number of title", "remark.full title",
}  # fmt: skip
TERMS = """
    gongbao index list show verify repair problems issues documents json model port export overwrite save baseline
    remove PATH home workers write True modules shell judged holding relevance status date check GONGBAO HOME DEBUG Ctrl
    JSON Word HTML PDF OFD DTD zip UTF GB GB18030 MB MiB txt md html docx pdf doc wps csv bib ocr pip install
    sentence transformers StaticEmbedding tokenizer safetensors
"""
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")


def test_no_sentence_mixes_the_languages() -> None:
    terms = set(TERMS.split())
    assert {key for key, said in KNOWN.items() if HAN.search(said.english)} <= QUOTED
    mixed = {
        key: stray
        for key, said in KNOWN.items()
        if (stray := set(LATIN.findall(re.sub(r'\{\w+\}|"\w+"', "", said.chinese))) - terms)
        and key not in QUOTED
    }
    assert mixed == {}


def test_no_two_messages_say_the_same_of_the_same() -> None:
    assert len(set(KNOWN.values())) >= len(KNOWN) - 4  # a heading and a column, a verb and a tab


# -- who says it ------------------------------------------------------------------------------------


def sources() -> list[Path]:
    """Return the Python files that speak."""
    paths = [ROOT / name for name in PLACES]
    return [file for path in paths for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]


def calls(file: Path) -> Iterator[tuple[ast.Call, ast.expr, str]]:
    """Yield the calls in a file that say a message, each with its key and the section that it adds to that."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in SAYERS:
                yield node, node.args[name == "unreadable"], SAYERS[name]


def patterns(key: ast.expr, section: str) -> Iterator[str]:
    """Yield a pattern for each key that an expression may be; none where it is a variable."""
    match key:
        case ast.Constant(value=str(name)):
            yield re.escape(section + name)
        case ast.JoinedStr(values=parts):
            yield re.escape(section) + "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts
            )
        case ast.IfExp(body=body, orelse=orelse):
            yield from chain(patterns(body, section), patterns(orelse, section))


@cache
def named(pattern: str) -> set[str]:
    """Return the messages that a pattern names."""
    return {key for key in KNOWN if re.fullmatch(pattern, key)}


def test_what_is_said_stands_in_the_table_with_these_values() -> None:
    for file in sources():
        for call, said, section in calls(file):
            where = f"{file.name}:{call.lineno}"
            given = {keyword.arg for keyword in call.keywords}
            wanted: set[str] = set()
            for pattern in patterns(said, section):
                if r"\." not in pattern:
                    continue  # another function of that name
                assert named(pattern), f"{where}: {pattern}"
                for key in named(pattern):
                    assert values(KNOWN[key].english) <= given or None in given, f"{where}: {key}"
                    wanted |= values(KNOWN[key].english)
            assert given - {None} <= wanted or not wanted, f"{where}: {given - wanted}"


def test_every_message_is_said_somewhere() -> None:
    said: set[str] = set()
    for file in sources():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said |= {node.value} & KNOWN.keys()
                said |= (
                    {key for key in KNOWN if key.startswith(f"{node.value}.")}
                    if node.value in messages()
                    else set()
                )
            elif isinstance(node, ast.JoinedStr):
                said |= {key for pattern in patterns(node, "") for key in named(pattern)}
        for _, name, section in calls(file):
            said |= {key for pattern in patterns(name, section) for key in named(pattern)}
    for template in (ROOT / "view").rglob("*.html"):
        said |= set(re.findall(r'words\("([^"]+)"', template.read_text(encoding="utf-8"))) & KNOWN.keys()
    assert KNOWN.keys() - said == set()


def test_templates_say_what_stands_in_the_table() -> None:
    for template in (ROOT / "view").rglob("*.html"):
        for key, given in re.findall(r'words\("([^"]+[^".])"([^()]*)', template.read_text(encoding="utf-8")):
            assert set(re.findall(r"(\w+)=", given)) == values(KNOWN[key].english), f"{template.name}: {key}"


# -- how it is said ---------------------------------------------------------------------------------


def test_a_sentence_inside_a_sentence_keeps_to_its_language() -> None:
    inner = message("page.nothing")
    assert message("place.labelled", label="{x}", value=inner) == (
        "{x}: No clause was found.",
        "{x}：没有找到相符的条款。",
    )


def test_an_unknown_message_is_shown_as_it_stands() -> None:
    assert message("page.no_such_message") == ("page.no_such_message", "page.no_such_message")
