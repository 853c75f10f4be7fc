"""Imports go one way: corpus ← index ← search ← view ← web ← ui, cli; and the command starts light."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import EXTRAS, ROOT, command_environment

# Each may import what stands in its set, the standard library and installed packages.
ALLOWED = {
    "corpus": {"corpus"},
    "models": {"models"},
    "index": {"index", "corpus", "models"},
    "search": {"search", "index", "corpus"},
    "view": {"view", "search", "index", "corpus"},
    "web": {"web", "view", "search", "index", "corpus"},
    "ui": {"ui", "web", "view", "search", "index", "corpus"},
    "cli": {"cli", "ui", "web", "view", "search", "index", "corpus"},
}
# What shows answers asks the door, ``search.Library``, and the verbs of ``index`` that make and keep a home. Of
# what stands below it knows the records that are answered, and those a question is asked with.
SHOWN = {
    "index": {
        "Home", "HomeError", "index_files", "open_home", "preview_files", "remove", "repair", "settled", "verify",
    },
    "index.catalog.rows": {
        "ClauseRow", "DocumentRow", "Filters", "Overview", "PostingRow", "ProblemRow", "SetAsideRow",
    },
    "index.ingest.files": {"SourceFile", "source_files"},
    "index.ingest.report": {"RunReport"},
    "index.ingest.watch": {"pause"},
    "index.progress": {"Progress", "silent"},
    "index.stores": {"STORES"},
    "search": {"Library"},
    "search.answer.hits": {"Answer", "Hit"},
    "search.answer.order": {"Sort", "Standpoint"},
    "search.check.draft": {"LONGEST", "DraftError", "read_draft"},
    "search.check.findings": {"CheckReport", "Finding", "Quotation", "Verdict"},
    "search.library": {"Documents", "Events", "Issues", "Problems"},
    "search.people.find": {"Holders", "People", "Timeline"},
    "search.people.postings": {"day_by", "notes_of"},
    "search.people.tenures": {"Tenure"},
    "search.status.cross_references": {"Link"},
    "search.status.documents": {"Shown"},
    "search.status.proofs": {"Proof", "cite_row"},
    "search.status.report": {"StatusReport"},
    "search.status.standing": {"Standing", "Status"},
    "search.status.versions": {"Version"},
}  # fmt: skip
OURS = frozenset(ALLOWED) | {"tests", "benchmarks", "samples"}
# Training looks at laws the way the corpus reads them; what is shipped to be loaded does not.
SHIPPED_MODELS = {"__init__.py", "layout.py"}


def sources(name: str) -> list[Path]:
    """Return the Python files of a package or module."""
    module = ROOT / f"{name}.py"
    return [module] if module.exists() else sorted((ROOT / name).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Return the first parts of all names that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            names.add((node.module or "").split(".")[0])
    return names


def imported_first(path: Path) -> set[str]:
    """Return the first parts of the names that a file imports when it is loaded itself."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_imports_go_one_way(name: str) -> None:
    files = sources(name)
    assert files
    for path in files:
        if name == "models" and path.name not in SHIPPED_MODELS:
            continue
        assert imported(path) & OURS <= ALLOWED[name], path


@pytest.mark.parametrize("name", ["cli", "ui", "view", "web"])
def test_what_shows_answers_goes_through_the_door(name: str) -> None:
    for path in sources(name):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert {alias.name.split(".")[0] for alias in node.names}.isdisjoint({"index", "search"}), (
                    path
                )
            elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in SHOWN:
                assert {alias.name for alias in node.names} <= SHOWN.get(node.module, set()), path
            elif isinstance(node, ast.Attribute) and name != "cli":  # the command also keeps homes
                assert node.attr != "catalog", path


def test_corpus_needs_nothing_but_the_standard_library() -> None:
    for path in sources("corpus"):
        found = imported_first(path) if "readers" in path.parts else imported(path)
        assert found <= sys.stdlib_module_names | {"corpus"}, path


@pytest.mark.parametrize("module", ["cli", "corpus", "index"])
def test_importing_is_light(module: str) -> None:
    heavy = (
        "lxml",
        "numpy",
        "faiss",
        "filelock",
        "tantivy",
        "jieba",
        "tokenizers",
        "gradio",
        "jinja2",
        "shtab",
        "torch",
        "sentence_transformers",
    )
    code = f"import sys, {module}; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, env=command_environment(), capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("module", [module for modules in EXTRAS.values() for module in modules])
def test_what_an_extra_brings_is_hidden_from_a_test_that_is_not_marked(module: str) -> None:
    assert find_spec(module) is None
    with pytest.raises(ImportError):
        import_module(module)


def test_modules_can_be_read_in_a_sitting() -> None:
    long = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for name in ALLOWED
        for path in sources(name)
    }
    assert {path: lines for path, lines in long.items() if lines > 400} == {}
