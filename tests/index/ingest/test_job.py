"""The job: idempotent, complete, and unmoved by bad files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from index import Home, HomeError, index_paths, open_home, preview_files, remove, sync, verify
from index.catalog.catalog import Catalog
from index.ingest.files import source_files
from index.ingest.report import RunReport
from index.store import RetrievalQuery, Scored
from tests.index.factories import law, rewrite, write_laws
from web.wire import builtins_of


def searched(home: Home, question: str) -> list[Scored]:
    return home.lexical.search(RetrievalQuery(tuple(home.tokenizer.query_words(question))), 5)


def test_what_went_in_is_found_by_words_and_by_meaning(home: Home) -> None:
    assert home.catalog.counts() == (6, 6, 48)
    assert verify(home) == ()
    assert home.behind() == 0
    row = home.catalog.clauses([searched(home, "信息化项目变更由谁审批")[0][0]]).popitem()[1]
    assert row.clause.title == "测试市信息化项目变更条例第0版"
    text = f"{row.clause.title} {' '.join(row.clause.headings)} {row.clause.text}"
    (rowid, cosine, _), *_ = home.stores["vector"].search(RetrievalQuery(text=text), 3)
    assert rowid == row.rowid
    assert cosine == pytest.approx(1, abs=1e-3)


def test_the_same_again_changes_nothing(home: Home, tmp_path: Path) -> None:
    before = home.catalog.rowids()
    (tmp_path / "laws" / "copy.md").write_text(law(3), encoding="utf-8")
    report = index_paths(home, [tmp_path / "laws", tmp_path / "laws" / "law-001.md"])
    assert (report.issues, report.clauses, report.unchanged, report.set_aside) == (0, 0, 7, ())
    assert home.catalog.rowids() == before


def test_what_an_older_version_read_is_read_again_once(home: Home, tmp_path: Path) -> None:
    laws = tmp_path / "laws"
    (laws / "a-copy.md").write_text(law(3), encoding="utf-8")  # comes before law-003.md
    keys = [issue.key for issue in home.catalog.issues()]
    # As a lesser reader might have left them: one under another key, one with half of its clauses.
    home.catalog._sql.execute("UPDATE issue SET reading_version = 0 WHERE source_name <> 'law-005.md'")
    rewrite(home.catalog, "UPDATE issue SET key = 'unknown' WHERE source_name = 'law-001.md'")
    home.catalog._sql.execute("DELETE FROM clause WHERE id < 5")
    report = index_paths(home, [laws])
    assert (report.issues, report.clauses, report.unchanged, report.problems) == (5, 40, 2, ())
    assert sorted(issue.key for issue in home.catalog.issues()) == sorted(keys)
    assert home.catalog.counts() == (6, 6, 48)
    assert verify(home) == ()
    before = home.catalog.rowids()
    again = index_paths(home, [laws])
    assert (again.issues, again.unchanged) == (0, 7)
    assert home.catalog.rowids() == before


def test_what_a_newer_version_read_stays(home: Home, tmp_path: Path) -> None:
    home.catalog._sql.execute("UPDATE issue SET reading_version = reading_version + 1")
    assert index_paths(home, [tmp_path / "laws"]).unchanged == 6


def test_what_can_no_longer_be_read_is_set_aside_and_stays(home: Home, tmp_path: Path) -> None:
    # As if a former version had read what this one does not.
    prose = tmp_path / "laws" / "law-001.md"
    prose.write_text("今天天气很好。", encoding="utf-8")
    sha256 = hashlib.sha256(prose.read_bytes()).hexdigest()
    change = f"UPDATE issue SET reading_version = 0, sha256 = '{sha256}' WHERE source_name = 'law-001.md'"
    rewrite(home.catalog, change)
    report = index_paths(home, [tmp_path / "laws"])
    assert [row.source for row in report.set_aside] == ["law-001.md"]
    assert home.catalog.counts() == (6, 6, 48)


def test_a_correction_replaces_its_former_self_everywhere(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "laws" / "law-002.md"
    path.write_text(path.read_text(encoding="utf-8").replace("不得擅自", "严禁擅自"), encoding="utf-8")
    report = index_paths(home, [tmp_path / "laws"])
    assert (report.issues, report.documents, report.clauses, report.unchanged) == (1, 1, 8, 5)
    assert home.catalog.counts() == (6, 6, 48)
    assert verify(home) == ()
    assert len(home.lexical.search(RetrievalQuery(phrases=("严禁擅自",)), 100)) == 8
    assert len(home.lexical.search(RetrievalQuery(phrases=("不得擅自",)), 100)) == 40


def test_bad_files_are_set_aside_with_their_reason_and_stop_nothing(home: Home, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "a-empty.txt").write_bytes(b"")
    (bad / "b-binary.txt").write_bytes(bytes(range(256)) * 50)
    (bad / "c-prose.txt").write_text("今天天气很好。", encoding="utf-8")
    (bad / "d-picture.png").write_bytes(b"\x89PNG")
    (bad / "e-good.md").write_text(law(77), encoding="utf-8")
    (bad / ".hidden").write_bytes(b"")
    report = index_paths(home, [bad, tmp_path / "no-such-file.txt"])
    assert report.issues == 1
    sources = [row.source for row in report.set_aside]
    assert sources == ["a-empty.txt", "b-binary.txt", "c-prose.txt", "d-picture.png", "no-such-file.txt"]
    assert all(row.why and "\n" not in row.why for row in report.set_aside)
    assert sorted(row.source for row in home.catalog.set_aside()) == sources
    # Made good, it goes in and is no longer set aside.
    (bad / "a-empty.txt").write_text(law(78), encoding="utf-8")
    assert index_paths(home, [bad / "a-empty.txt"]).issues == 1
    assert "a-empty.txt" not in [row.source for row in home.catalog.set_aside()]
    assert verify(home) == ()


def test_the_report_is_the_object_that_is_printed() -> None:
    printed = json.dumps(builtins_of("index", RunReport(1, 8, 420, 0, (), ())))
    assert json.loads(printed) == {
        "issues": 1, "documents": 8, "clauses": 420, "unchanged": 0, "problems": [], "set_aside": [],
    }  # fmt: skip


def test_what_stands_beside_sources_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    names = ["README.md", "readme", "questions.jsonl", "expected.json", ".DS_Store", "issue.txt", "scan.pdf"]
    for name in names:
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [file.name for file in source_files([tmp_path])] == ["issue.txt", "scan.pdf"]
    # What is named is looked at, whatever it is called.
    assert [file.name for file in source_files([tmp_path / "README.md"])] == ["README.md"]


def test_files_are_taken_in_a_stable_order_each_once(tmp_path: Path) -> None:
    for name in ("b/2.md", "a/3.md", "1.md", "b/.git/x.md", "a/1.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    files = source_files([tmp_path / "b" / "2.md", tmp_path])
    assert [file.name for file in files] == ["2.md", "1.md", "a/1.md", "a/3.md"]


def test_progress_tells_all_phases_to_their_end(tmp_path: Path, model: Path) -> None:
    told: list[tuple[str, int, int]] = []
    with open_home(tmp_path / "home", model=model, create=True) as home:
        index_paths(home, [write_laws(tmp_path / "laws", 3)], lambda *step: told.append(step))
    assert list(dict.fromkeys(phase for phase, _, _ in told)) == ["reading", "bm25", "vector"]
    for phase, total in (("reading", 3), ("bm25", 24), ("vector", 24)):
        steps = [step for step in told if step[0] == phase]
        assert steps[0] == (phase, 0, total)
        assert steps[-1] == (phase, total, total)


def test_removing_an_issue_removes_it_everywhere(home: Home) -> None:
    key = home.catalog.issues()[0].key
    remove(home, key)
    assert home.catalog.counts() == (5, 5, 40)
    assert verify(home) == ()
    with pytest.raises(HomeError, match="no issue"):
        remove(home, key)


def test_two_builds_are_equal(tmp_path: Path, model: Path) -> None:
    laws = write_laws(tmp_path / "laws", 4)
    answers = []
    for name in ("one", "two"):
        with open_home(tmp_path / name, model=model, create=True) as home:
            index_paths(home, [laws])
            vectors = [path.read_bytes() for path in sorted((tmp_path / name / "vectors").glob("*.npy"))]
            uids = [row.clause.id for row in home.catalog.clauses(home.catalog.rowids()).values()]
            answers.append((searched(home, "应急物资由谁审批"), vectors, uids))
    assert answers[0] == answers[1]


def test_a_home_open_for_reading_is_not_written(home: Home, tmp_path: Path) -> None:
    with open_home(tmp_path / "home") as reader:
        assert isinstance(reader.catalog, Catalog)
        with pytest.raises(HomeError, match="write=True"):
            sync(reader)
        with pytest.raises(HomeError, match="write=True"):
            index_paths(reader, [tmp_path / "laws"])
        assert searched(reader, "应急物资") == searched(home, "应急物资")


def test_a_preview_says_what_would_be_done_and_changes_nothing(home: Home, tmp_path: Path) -> None:
    (tmp_path / "laws" / "law-002.md").write_text(law(2).replace("审批", "核准"), encoding="utf-8")
    (tmp_path / "laws" / "new.md").write_text(law(9), encoding="utf-8")
    (tmp_path / "laws" / "copy.md").write_text(law(9), encoding="utf-8")
    (tmp_path / "laws" / "prose.md").write_text("今天天气很好。", encoding="utf-8")
    before = home.catalog.rowids(), home.catalog.set_aside()
    seen = preview_files(home.path, source_files([tmp_path / "laws"]))
    assert (home.catalog.rowids(), home.catalog.set_aside()) == before
    done = index_paths(home, [tmp_path / "laws"])
    assert seen == done
    assert (seen.issues, seen.unchanged, len(seen.set_aside)) == (2, 6, 1)
    nowhere = preview_files(tmp_path / "nowhere", source_files([tmp_path / "laws"]))
    assert (nowhere.issues, nowhere.unchanged) == (7, 1)
    assert not (tmp_path / "nowhere").exists()


def test_what_was_set_aside_is_tried_again_only_when_it_has_changed(home: Home, tmp_path: Path) -> None:
    prose = tmp_path / "prose.txt"
    prose.write_text("今天天气很好。", encoding="utf-8")
    first = index_paths(home, [prose])
    assert home.catalog.set_aside_before("prose.txt", hashlib.sha256(prose.read_bytes()).hexdigest())
    assert index_paths(home, [prose]) == first  # told again, from what is known
    home.catalog._sql.execute("UPDATE set_aside SET reading_version = reading_version - 1")
    assert index_paths(home, [prose]) == first  # a newer reader tries again
    prose.write_text(law(40), encoding="utf-8")
    assert index_paths(home, [prose]).issues == 1
    assert home.catalog.set_aside() == ()


def test_patterns_name_files(tmp_path: Path) -> None:
    write_laws(tmp_path / "a", 3)
    write_laws(tmp_path / "b" / "c", 2)
    (tmp_path / "b" / "odd[1].md").write_text(law(1), encoding="utf-8")

    def names(pattern: str) -> list[str]:
        return [file.name for file in source_files([tmp_path / pattern])]

    assert names("a/law-00[01].md") == ["law-000.md", "law-001.md"]
    assert names("*/*.md") == ["law-000.md", "law-001.md", "law-002.md", "odd[1].md"]
    assert names("**/c") == ["law-000.md", "law-001.md"]
    assert names("b/odd[1].md") == ["odd[1].md"]  # a file of that very name
    assert names("none*.md") == ["none*.md"]  # set aside, as a file that is not there


@pytest.mark.parametrize("workers", [1, 3])
def test_any_number_of_processes_gives_the_same_home(tmp_path: Path, model: Path, workers: int) -> None:
    laws = write_laws(tmp_path / "laws", 40)
    with open_home(tmp_path / "home", model=model, create=True) as home:
        report = index_paths(home, [laws], workers=workers)
        assert (report.issues, report.clauses) == (40, 320)
        assert [row.source_name for row in home.catalog.issues()] == sorted(p.name for p in laws.iterdir())
        assert home.catalog.rowids() == list(range(1, 321))
        assert verify(home) == ()
