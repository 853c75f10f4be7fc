"""What the product says is frozen: a change of its output must be meant.

Everything a user sees of the sample issues stands in ``frozen/``: what the commands print, in both languages and as
JSON, how they fail, the files they export, the HTML of the page, its downloads. Of the shared gazette there are
numbers, offsets and hashes alone. Times, and the day of a search, are left out; all else is compared byte for byte,
HTML and Word files as trees.

``GONGBAO_RENEW_GOLDENS=1 pytest tests/golden`` writes the files anew. Read the difference before it is kept, and
name it in CHANGELOG.md where users notice it.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.golden import cases, product
from tests.golden.normal import html_tree, laid_out, shortened_json, timeless, word_tree

HERE = Path(__file__).parent
FROZEN = HERE / "frozen"
SHARED = ROOT.parent / "shared"
ISSUE = SHARED / "gazettes" / "bazhou-2025-02.txt"
QUESTIONS = SHARED / "eval" / "gazette_dev.jsonl"
RENEW = bool(os.environ.get("GONGBAO_RENEW_GOLDENS"))
BAR = "════ "
BOTH = (False, True)
Section = tuple[str, str]  # a title, and what is frozen under it

needs_the_issue = pytest.mark.skipif(
    not (ISSUE.exists() and QUESTIONS.exists()), reason="needs the shared gazette"
)


def frozen(name: str, sections: list[Section]) -> None:
    """Compare sections with those of a file, or write the file where that is asked for."""
    path = FROZEN / name
    text = timeless("".join(f"{BAR}{title}\n{body.rstrip(chr(10))}\n\n" for title, body in sections))
    if RENEW:
        path.write_text(text, encoding="utf-8", newline="")
        return
    kept = path.read_bytes().decode("utf-8") if path.exists() else ""
    if text != kept:
        pytest.fail(f"{name} differs from what is frozen:\n{_difference(kept, text)}", pytrace=False)


def _difference(kept: str, text: str) -> str:
    """Return a unified difference whose hunks are headed by the sections they stand in."""
    before, after = kept.split("\n"), text.split("\n")
    lines: list[str] = []
    for hunk in difflib.SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(2):
        start = hunk[0][3]
        title = next((line for line in reversed(after[: start + 3]) if line.startswith(BAR)), "")
        lines.append(f"@@ line {start + 1} @@ {title}")
        for tag, i1, i2, j1, j2 in hunk:
            if tag == "equal":
                lines += [f"  {line}" for line in before[i1:i2]]
            else:
                lines += [f"- {line}" for line in before[i1:i2]] + [f"+ {line}" for line in after[j1:j2]]
    return "\n".join(lines[:400])


# -- a home over the samples, in a folder where all names are short and the same ---------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the samples, drafts and files that are no gazettes; its home is ``home``."""
    folder = tmp_path_factory.mktemp("golden")
    (folder / "samples").mkdir()
    for path in sorted((ROOT / "samples").glob("*.txt")):
        shutil.copy(path, folder / "samples")
    shutil.copytree(HERE / "drafts", folder / "drafts")
    shutil.copy(HERE / "judged.jsonl", folder)
    _write_odd_files(folder)
    assert product.run(folder, "index", "samples", "--home", "home").code == 0
    return folder


def _write_odd_files(folder: Path) -> None:
    (folder / "odd").mkdir()
    (folder / "odd" / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "odd" / "empty.txt").write_bytes(b"")
    (folder / "odd" / "prose.txt").write_text("今天天气很好。\n" * 20, encoding="utf-8")
    (folder / "drafts" / "draft.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "drafts" / "damaged.docx").write_bytes(b"PK\x03\x04 damaged")
    (folder / "drafts" / "long.txt").write_text("甲" * 100_001, encoding="utf-8")
    _write_word_draft(folder / "drafts" / "word.docx")


def _write_word_draft(path: Path) -> None:
    """Write a draft whose citations are torn over runs, and stand in a table."""
    import docx

    document = docx.Document()
    paragraph = document.add_paragraph()
    text = "依据《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第十二条“满三个月仍未开工的”。"
    for start in range(0, len(text), 7):
        paragraph.add_run(text[start : start + 7]).bold = start % 2 == 0
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text = "《关于鹤汀湖实行封湖禁渔的公告》（岭政办规〔2025〕2号）"
    cells[1].text = "《云岭州网约车管理办法》（岭政办发〔2023〕77号）第五条"
    document.save(str(path))


@pytest.fixture
def copy(folder: Path) -> Iterator[Path]:
    """Return a home that may be changed."""
    path = folder / "copy"
    shutil.copytree(folder / "home", path)
    yield path
    shutil.rmtree(path)


# -- the command -------------------------------------------------------------------------------


def said(folder: Path, *arguments: str, chinese: bool = False) -> Section:
    """Return what a command printed, under the line that was typed."""
    done = product.run(folder, *arguments, chinese=chinese)
    as_json = "--json" in arguments and done.out
    parts = [shortened_json(done.out) + "\n" if as_json else done.out]
    if done.err:
        parts.append(f"[stderr] {done.err}")
    if done.code:
        parts.append(f"[exit] {done.code}\n")
    return f"LC_ALL={product.LOCALES[chinese]} gongbao {' '.join(arguments)}", "".join(parts)


def sections(folder: Path, command: str, asked: list[tuple[str, ...]]) -> list[Section]:
    """Return what a command prints: as JSON, under one locale after the other, and in both languages."""
    found = []
    for at, one in enumerate(asked):
        typed = (command, *one, "--home", "home")
        found.append(said(folder, *typed, "--json", chinese=at % 2 == 1))
        found += [said(folder, *typed, chinese=chinese) for chinese in BOTH]
    return found


def answers(folder: Path, asked: list[tuple[str, ...]], limit: str) -> list[Section]:
    """Return what is answered as JSON, and in one language after the other."""
    found = []
    for at, one in enumerate(asked):
        typed = ("search", *one, *(() if "--limit" in one else ("--limit", limit)), "--home", "home")
        found += [said(folder, *typed, "--json"), said(folder, *typed, chinese=at % 2 == 0)]
    return found


def test_questions(folder: Path) -> None:
    frozen("search.txt", answers(folder, cases.QUESTIONS, "3"))


def test_a_whole_page_of_hits(folder: Path) -> None:
    frozen("search-ten.txt", sections(folder, "search", [(cases.CHANGES,), ("audit bureau",)]))


def test_filters(folder: Path) -> None:
    frozen("search-filtered.txt", answers(folder, cases.FILTERED, "4"))


def test_documents(folder: Path) -> None:
    frozen("show.txt", sections(folder, "show", cases.SHOWN))


def test_statuses(folder: Path) -> None:
    frozen("status.txt", sections(folder, "status", cases.STATED))


def test_people(folder: Path) -> None:
    frozen("people.txt", sections(folder, "people", cases.PEOPLE))


def test_lists(folder: Path) -> None:
    frozen("list.txt", sections(folder, "list", cases.LISTED))


def test_drafts(folder: Path) -> None:
    frozen("check.txt", sections(folder, "check", cases.DRAFTS))


def test_failures(folder: Path) -> None:
    found = []
    for arguments in cases.FAILURES:
        at_home = arguments if "--home" in arguments or not arguments else (*arguments, "--home", "home")
        for chinese in BOTH:
            found.append(said(folder, *at_home, chinese=chinese))
    frozen("failures.txt", found)


def test_failures_as_json(folder: Path) -> None:
    asked = [("show", "岭政发〔1999〕999号"), ("people", "赵钱孙"), ("remove", "x"), ("check", "absent.txt")]
    typed = [(*one, "--json", "--home", "home") for one in asked]
    frozen("failures-json.txt", [said(folder, *one, chinese=chinese) for one in typed for chinese in BOTH])


def test_help(folder: Path) -> None:
    asked = [("--help",), *((command, "--help") for command in cases.COMMANDS)]
    frozen("help.txt", [said(folder, *one, chinese=chinese) for one in asked for chinese in BOTH])


TAKEN = ("samples/yunling-2025-01.txt", "samples/yunling-2025-04.txt", "odd", "absent.txt")
INDEXED: dict[bool, list[tuple[str, ...]]] = {
    False: [("--dry-run",), ("--dry-run", "--json"), (), ("--json",)],
    True: [("--dry-run",), ("--json",), ()],
}
LISTED = [("list", "problems"), ("list", "problems", "--json"), ("list",), ("verify",), ("verify", "--json")]


@pytest.mark.parametrize("chinese", BOTH)
def test_indexing(folder: Path, chinese: bool) -> None:
    def did(*arguments: str) -> Section:
        return said(folder, *arguments, "--home", home, chinese=chinese)

    home = "neu" if chinese else "new"
    found = [did("index", *TAKEN, *more) for more in INDEXED[chinese]]
    changed = folder / TAKEN[0]
    before = changed.read_text(encoding="utf-8")
    changed.write_text(before.replace("二百万元", "三百万元"), encoding="utf-8")
    try:
        found.append(did("index", *TAKEN[:2], *(() if chinese else ("--json",))))
    finally:
        changed.write_text(before, encoding="utf-8")
    found += [did(*one) for one in LISTED]
    frozen(f"index-{'zh' if chinese else 'en'}.txt", found)


@pytest.mark.parametrize("chinese", BOTH)
def test_upkeep(folder: Path, copy: Path, chinese: bool) -> None:
    def did(*arguments: str) -> Section:
        return said(folder, *arguments, "--home", "copy", chinese=chinese)

    found = [
        did("verify"),
        did("verify", "--json"),
        did("backup", "backup"),
        did("backup", "other", "--json"),
    ]
    found += [did("backup", "backup")]
    for more in ((), ("--json",)):
        product.damage(copy)
        found += [did("verify", *more), did("search", cases.CHANGES, "--limit", "1")]
        found += [did("verify", "--repair", *more), did("search", cases.CHANGES, "--limit", "1")]
    found += [did("remove", "云岭州人民政府公报/2025/1"), did("list")]
    found += [did("remove", "云岭州人民政府公报/2025/2", "--json"), did("list", "--json"), did("verify")]
    found += [did("search", cases.CHANGES, "--limit", "2"), did("status", "岭政发〔2024〕22号")]
    for name in ("backup", "other"):
        shutil.rmtree(folder / name)
    frozen(f"upkeep-{'zh' if chinese else 'en'}.txt", found)


def test_measures(folder: Path) -> None:
    found = [said(folder, "evaluate", "judged.jsonl", "--json", "--home", "home")]
    found += [said(folder, "evaluate", "judged.jsonl", "--home", "home", chinese=chinese) for chinese in BOTH]
    frozen("evaluate.txt", found)


# -- exports -----------------------------------------------------------------------------------


def readable(content: bytes, kind: str) -> str:
    """Return a file so that it can be compared: Word files as trees, others as they are."""
    return word_tree(content) if kind == "docx" else content.decode("utf-8")


def exported(folder: Path, command: str, asked: tuple[str, ...], chinese: bool) -> list[Section]:
    """Return the files that a command exports, one of each kind."""
    found = []
    for kind in cases.KINDS:
        typed = (command, *asked, "--home", "home", "--export", f"found.{kind}")
        title, printed = said(folder, *typed, chinese=chinese)
        file = folder / f"found.{kind}"
        found += [(title, printed[printed.find("[stderr]") :] if "[stderr]" in printed else "")]
        found += [(f"found.{kind}", readable(file.read_bytes(), kind))]
        file.unlink()
    return found


@pytest.mark.parametrize("chinese", BOTH)
def test_exported_hits(folder: Path, chinese: bool) -> None:
    found = [one for asked in cases.EXPORTED[chinese] for one in exported(folder, "search", asked, chinese)]
    frozen(f"exports-search-{'zh' if chinese else 'en'}.txt", found)


@pytest.mark.parametrize("chinese", BOTH)
def test_exported_findings(folder: Path, chinese: bool) -> None:
    found = [one for asked in cases.FINDINGS[chinese] for one in exported(folder, "check", asked, chinese)]
    frozen(f"exports-check-{'zh' if chinese else 'en'}.txt", found)


# -- the page ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(folder: Path) -> Iterator[product.Page]:
    with product.open_page(folder / "home") as page:
        yield page


def told(values: object) -> str:
    return json.dumps(values, ensure_ascii=False)


@pytest.mark.parametrize("chinese", BOTH)
def test_cards(page: product.Page, chinese: bool) -> None:
    found = [(told(asked), html_tree(page.answer(chinese, **asked))) for asked in cases.ANSWERED[chinese]]
    found.append(("the search fails", html_tree(page.failure(chinese))))
    frozen(f"page-answers-{'zh' if chinese else 'en'}.txt", found)


@pytest.mark.parametrize("chinese", BOTH)
def test_the_reader(page: product.Page, chinese: bool) -> None:
    found = [(told(one), html_tree(page.document(chinese, *one))) for one in cases.READ]
    frozen(f"page-reader-{'zh' if chinese else 'en'}.txt", found)


@pytest.mark.parametrize("chinese", BOTH)
def test_checked_drafts(page: product.Page, chinese: bool) -> None:
    found = []
    for name, at in (("ordinary.txt", "2025-08-31"), ("hard.md", ""), ("plain.txt", "")):
        draft = (HERE / "drafts" / name).read_text(encoding="utf-8")
        found.append((f"{name} {at}", html_tree(page.checked(chinese, draft, at))))
    found.append(("nothing", html_tree(page.checked(chinese, " ", ""))))
    found.append(("too long", html_tree(page.checked(chinese, "甲" * 100_001, ""))))
    frozen(f"page-checked-{'zh' if chinese else 'en'}.txt", found)


@pytest.mark.parametrize("chinese", BOTH)
def test_arrivals(page: product.Page, chinese: bool) -> None:
    found = []
    for address in cases.ADDRESSES:
        for name, value in page.arrival(chinese, **address):
            is_html = isinstance(value, str) and name in ("head", "tries", "results", "reader")
            shown = html_tree(value) if is_html else laid_out(value)
            found.append((f"{told(address)} {name}", shown))
    frozen(f"page-arrival-{'zh' if chinese else 'en'}.txt", found)


KEPT = ["label", "show_label", "value", "placeholder", "lines", "max_lines", "max_length", "variant", "open"]
KEPT += ["elem_id", "allow_custom_value", "autofocus"]


@pytest.mark.parametrize("chinese", BOTH)
def test_the_form(page: product.Page, chinese: bool) -> None:
    fields = []
    for one in page.form(chinese):
        kept = {name: one["props"][name] for name in KEPT if one["props"].get(name) not in (None, "", [])}
        shown = {name: html_tree(value) if name == "value" and "<" in str(value) else value
                 for name, value in kept.items()}  # fmt: skip
        fields.append(f"{one['type']} {told(shown)}")
    frozen(f"page-form-{'zh' if chinese else 'en'}.txt", [("fields", "\n".join(fields))])


HEADERS = ["content-type", "content-disposition", "cache-control", "content-security-policy"]
HEADERS += ["x-content-type-options", "referrer-policy"]


def test_downloads(page: product.Page) -> None:
    found = []
    for method, path, more in cases.REQUESTS:
        answer = page.ask(method, path, **more)
        headers = [f"{name}: {_undated(answer.headers[name])}" for name in HEADERS if name in answer.headers]
        kind = path.rpartition(".")[2] if answer.status_code == 200 else "txt"
        body = readable(answer.content, kind)
        found.append(
            (f"{method} {path} {told(more)}", "\n".join([str(answer.status_code), *headers, "", body]))
        )
    frozen("downloads.txt", found)


def _undated(value: str) -> str:
    """Return a header without the day that stands in the name of its file."""
    return re.sub(r"%20\d{4}-\d\d-\d\d(?=\.[a-z]+$)", "%20<today>", value)


# -- the shared gazette: numbers, offsets and hashes alone -------------------------------------------


def rows(values: list[list[Any]]) -> str:
    return "\n".join(map(told, values))


@needs_the_issue
def test_the_gazette_is_read_as_before() -> None:
    read = product.read(ISSUE)
    for name in ("clauses", "references", "events", "postings"):
        frozen(f"gazette-{name}.txt", [(name, rows(getattr(read, name)))])


@needs_the_issue
def test_the_gazette_is_ranked_as_before(tmp_path: Path) -> None:
    assert product.run(tmp_path, "index", ISSUE, "--home", "home").code == 0
    asked = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    ranked = product.rank(tmp_path / "home", [one["query"] for one in asked], 10)
    found = [
        (one["id"], "\n".join(f"{score:.9f} {clause}" for clause, score in hits))
        for one, hits in zip(asked, ranked, strict=True)
    ]
    frozen("gazette-ranking.txt", found)
