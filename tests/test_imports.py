"""The house keeps its order: imports go one way and in no circle, faces are small, files can be read in a sitting."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
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


# What a package shows of itself: so many names at most.
FACES = {"corpus": 15, "index": 12, "search": 15}
# Modules of one name in one package tree, and why they keep it.
DOUBLE: dict[tuple[str, str], str] = {
    ("corpus", "dates"): "days as they are printed; and the events that they date",
    ("corpus", "find"): "the verb of a room: events are found in the one, postings in the other",
    ("corpus", "styles"): "style sheets of web pages; and of Word files",
    ("view", "check"): "a checked draft, on the page and in a terminal",
    ("view", "people"): "postings, on the page and in a terminal",
}


def named_module(path: Path) -> str:
    """Return the dotted name of a file of ours."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {named_module(path): path for name in ALLOWED for path in sources(name)}


def imported_modules(path: Path) -> Iterator[tuple[str, str | None]]:
    """Yield (module, name) for all that a file imports from us, in functions and for types too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield (
                    (inner, None)
                    if inner in MODULES and not _is_on_face(node.module, alias.name)
                    else (
                        node.module,
                        alias.name,
                    )
                )


def _is_on_face(package: str, name: str) -> bool:
    return name in public_names(package)


def public_names(package: str) -> list[str]:
    """Return the names of ``__all__``, none where a package has no face."""
    tree = ast.parse(MODULES[package].read_text(encoding="utf-8"))
    lists = (
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__"
    )
    return [str(name) for found in lists for name in ast.literal_eval(found)]


def test_no_circle_between_modules() -> None:
    """Imports inside functions and for types count: what needs each other belongs together, or to a third."""
    after = {name: {one for one, _ in imported_modules(path)} - {name} for name, path in MODULES.items()}
    TopologicalSorter(after).prepare()  # CycleError names the circle


@pytest.mark.parametrize("package", sorted(FACES))
def test_other_packages_import_what_is_public(package: str) -> None:
    """What is public stands on the package's face or in a module that its docstring lists."""
    listed = re.findall(rf"``({package}(?:\.\w+)+)``", ast.get_docstring(ast.parse(face(package))) or "")
    assert {name for name in listed if name not in MODULES} == set()
    others = {name: path for name, path in MODULES.items() if name.split(".")[0] != package}
    passed_by = {
        f"{name} imports {module}"
        for name, path in others.items()
        if name.split(".")[0] != "models"
        for module, _ in imported_modules(path)
        if module.split(".")[0] == package and module not in {package, *listed}
    }
    assert passed_by == set()


def face(package: str) -> str:
    """Return the text of a package's ``__init__.py``."""
    return MODULES[package].read_text(encoding="utf-8")


@pytest.mark.parametrize(("package", "most"), FACES.items())
def test_faces_are_small(package: str, most: int) -> None:
    assert 0 < len(public_names(package)) <= most


def test_names_are_told_apart() -> None:
    """In one package tree a name stands for one module, but for those whose reason is told above."""
    counted = Counter(
        (name.split(".")[0], name.rpartition(".")[2])
        for name, path in MODULES.items()
        if path.name != "__init__.py"
    )
    assert {names for names, count in counted.items() if count > 1} == set(DOUBLE)


def test_no_floor_is_crowded() -> None:
    counted = Counter(path.parent for path in files_of_the_house())
    crowded = {str(path.relative_to(ROOT)): count for path, count in counted.items() if count > 16}
    assert crowded == {}


def files_of_the_house() -> Iterator[Path]:
    """Yield all files of the packages, data and templates too."""
    for name in [*ALLOWED, "benchmarks"]:
        if (ROOT / name).is_dir():
            yield from (
                path
                for path in (ROOT / name).rglob("*.*")
                if "__pycache__" not in path.parts and path.is_file()
            )


def test_modules_can_be_read_in_a_sitting_and_functions_on_one_screen() -> None:
    long: dict[str, int] = {}
    for name, path in MODULES.items():
        text = path.read_text(encoding="utf-8")
        if (lines := text.count("\n")) > 400:
            long[name] = lines
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                if (lines := (node.end_lineno or 0) - node.lineno + 1) > 40:
                    long[f"{name}.{node.name}"] = lines
    assert long == {}
