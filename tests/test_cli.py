"""The command: what it prints, and how it fails."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import socket
import subprocess
import sys
import termios
import time
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import pytest

from corpus import read
from tests.conftest import ROOT, SAMPLES, Command, command_environment

pytestmark = pytest.mark.slow

IT_RULES = "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）"


@pytest.mark.parametrize("question", ["who approves IT project changes", "信息化项目变更由谁审批"])
def test_the_question_of_the_readme_is_answered_in_both_languages(
    question: str, home: Path, gongbao: Command
) -> None:
    done = gongbao("--home", home, "search", question)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == f"1. {IT_RULES}第十三条"
    assert lines[1].strip().startswith("云岭州人民政府公报 2025 no. 1 (serial no. 32), from page 7")
    assert "由州数据局审批" in done.stdout


def test_words_of_a_question_need_no_quotes(home: Path, gongbao: Command) -> None:
    done = gongbao("search", "who", "approves", "IT", "project", "changes", "--json", "--home", home)
    assert json.loads(done.stdout)["query"] == "who approves IT project changes"


def test_home_may_be_named_before_or_after_the_command_or_by_the_environment(
    home: Path, gongbao: Command
) -> None:
    answers = [
        gongbao("--home", home, "list"),
        gongbao("list", "--home", home),
        gongbao("list", GONGBAO_HOME=str(home)),
    ]
    assert [done.returncode for done in answers] == [0, 0, 0]
    assert len({done.stdout for done in answers}) == 1


# option, what every hit must be like
FILTERS = [
    (("--issuer", "办公室"), lambda hit: "岭政办" in hit["number"]),
    (("--year", "2024"), lambda hit: hit["issue"]["year"] == 2024),
    (("--part", "instrument"), lambda hit: hit["part"] == "instrument"),
    (("--document", "岭政办发〔2025〕3号"), lambda hit: hit["number"] == "岭政办发〔2025〕3号"),
    (("--issue", "云岭州人民政府公报/2025/2"), lambda hit: hit["issue"]["number"] == 2),
    (("--gazette", "云岭"), lambda hit: hit["issue"]["gazette"] == "云岭州人民政府公报"),
    (("--from", "2025-01-01"), lambda hit: hit["issue"]["year"] == 2025),
    (("--to", "2024-12-31"), lambda hit: hit["issue"]["year"] == 2024),
]


@pytest.mark.parametrize(("options", "holds"), FILTERS, ids=[row[0][0] for row in FILTERS])
def test_filters_narrow_the_search(
    options: tuple[str, str], holds: object, home: Path, gongbao: Command
) -> None:
    assert callable(holds)
    done = gongbao("search", "项目管理", *options, "--json", "--home", home)
    hits = json.loads(done.stdout)["hits"]
    assert hits
    assert all(holds(hit) for hit in hits)


def test_limit_bounds_the_hits(home: Path, gongbao: Command) -> None:
    done = gongbao("search", "项目", "--limit", "2", "--json", "--home", home)
    assert len(json.loads(done.stdout)["hits"]) == 2


# suffix, how the file begins
EXPORTED = [
    ("docx", b"PK"),
    ("csv", '\ufeff"Rank","Citation"'.encode()),
    ("md", b"# Search results: "),
    ("bib", b"@article{lzbf-2025-3h-"),
    ("TXT", "[1] 云岭州人民政府办公室. ".encode()),
]


@pytest.mark.parametrize(("suffix", "beginning"), EXPORTED)
def test_hits_are_exported_as_the_suffix_says(
    suffix: str, beginning: bytes, home: Path, tmp_path: Path, gongbao: Command
) -> None:
    file = tmp_path / f"结果.{suffix}"
    asked = ("search", "信息化项目变更由谁审批", "--limit", "3", "--json", "--home", home)
    done = gongbao(*asked, "--export", file)
    assert (done.returncode, done.stderr) == (0, f"saved 3 clauses: {file}\n")
    assert len(json.loads(done.stdout)["hits"]) == 3  # what is printed is the same with and without
    assert file.read_bytes().startswith(beginning)
    assert os.listdir(tmp_path) == [file.name]


def test_a_file_that_exists_is_replaced_only_when_that_is_asked_for(
    home: Path, tmp_path: Path, gongbao: Command
) -> None:
    file = tmp_path / "hits.md"
    file.write_text("worked on", encoding="utf-8")
    refused = gongbao("search", "项目", "--export", file, "--home", home)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.endswith("give another name, or add --overwrite\n")
    assert file.read_text(encoding="utf-8") == "worked on"
    assert gongbao("search", "项目", "--export", file, "--overwrite", "--home", home).returncode == 0
    assert file.read_text(encoding="utf-8").startswith("# Search results: 项目\n")


def test_a_suffix_that_says_nothing_is_a_usage_error(home: Path, tmp_path: Path, gongbao: Command) -> None:
    done = gongbao("search", "项目", "--export", tmp_path / "hits.xlsx", "--home", home)
    assert done.returncode == 2
    assert "use one of .docx .csv .md .bib .txt" in done.stderr.splitlines()[-1]


def test_a_folder_that_is_missing_is_named(home: Path, tmp_path: Path, gongbao: Command) -> None:
    file = tmp_path / "absent" / "hits.csv"
    done = gongbao("search", "项目", "--export", file, "--home", home)
    assert (done.returncode, done.stderr) == (1, f"gongbao: {file}: No such file or directory\n")


def test_no_hit_is_no_error(home: Path, gongbao: Command) -> None:
    done = gongbao("search", "项目", "--year", "1999", "--home", home)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no clause was found" in done.stdout


def test_indexing_twice_changes_nothing(tmp_path: Path, gongbao: Command) -> None:
    first = gongbao("index", *SAMPLES, "--json", "--home", tmp_path / "home")
    again = gongbao("index", *SAMPLES, "--json", "--home", tmp_path / "home")
    assert json.loads(first.stdout)["issues"] == 4
    report = json.loads(again.stdout)
    assert (report["issues"], report["clauses"], report["unchanged"]) == (0, 0, 4)


def test_what_is_no_gazette_is_set_aside_and_the_others_go_in(tmp_path: Path, gongbao: Command) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "prose.txt").write_text("今天天气很好。\n" * 20, encoding="utf-8")
    home = tmp_path / "home"
    done = gongbao("index", tmp_path / "empty.txt", tmp_path / "binary.txt", SAMPLES[0],
                   tmp_path / "prose.txt", tmp_path / "absent.txt", "--home", home)  # fmt: skip
    assert done.returncode == 3, done.stderr
    for name in ("empty.txt", "binary.txt", "prose.txt", "absent.txt"):
        assert f"{name}: " in done.stdout
    listed = json.loads(gongbao("list", "--json", "--home", home).stdout)
    assert [row["source"]["name"] for row in listed["issues"]] == [SAMPLES[0].name]


def test_show_prints_a_document_or_one_article(home: Path, gongbao: Command) -> None:
    whole = gongbao("show", "岭政办发[2025]3号", "--home", home)
    assert whole.returncode == 0, whole.stderr
    assert whole.stdout.startswith("关于印发《云岭州信息化项目管理办法（试行）》的通知\n")
    assert "第一条" in whole.stdout
    assert "第二十二条" in whole.stdout
    article = gongbao("show", "岭政办发〔2025〕3号", "13条", "--home", home)
    assert "第十三条" in article.stdout
    assert "第十四条" not in article.stdout


def test_show_lists_what_a_title_may_mean_newest_first(home: Path, gongbao: Command) -> None:
    done = gongbao("show", "云岭州人民政府干部任免通知", "--home", home)
    assert "documents match" in done.stdout
    found = json.loads(gongbao("show", "云岭州人民政府干部任免通知", "--json", "--home", home).stdout)
    numbers = [(one["issue"]["year"], one["issue"]["number"]) for one in found]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) > 1


def test_list_names_what_is_missing_from_a_series(tmp_path: Path, gongbao: Command) -> None:
    outer = [path for path in SAMPLES if path.name != "yunling-2025-01.txt"]
    assert gongbao("index", *outer, "--home", tmp_path / "home").returncode == 0
    done = gongbao("list", "--home", tmp_path / "home")
    # 2025 no. 3 is missing from the samples on purpose.
    missing = "云岭州人民政府公报 (serial no. 32), 云岭州人民政府公报 2025 no. 3 (serial no. 34)"
    assert f"missing from the series: {missing}" in " ".join(done.stdout.split())


def test_list_documents_and_problems(home: Path, gongbao: Command) -> None:
    documents = json.loads(gongbao("list", "documents", "--json", "--home", home).stdout)["documents"]
    assert len(documents) == 29
    problems = gongbao("list", "problems", "--home", home)
    assert "yunling-" in problems.stdout


def test_remove_withdraws_an_issue_whole(own_home: Path, gongbao: Command) -> None:
    home = own_home
    done = gongbao("remove", "云岭州人民政府公报/2025/1", "--home", home)
    assert done.returncode == 0, done.stderr
    hits = json.loads(gongbao("search", "信息化项目变更", "--json", "--home", home).stdout)["hits"]
    assert all(hit["issue"]["number"] != 1 or hit["issue"]["year"] != 2025 for hit in hits)
    assert gongbao("verify", "--home", home).returncode == 0


def test_verify_finds_damage_and_repairs_what_is_derived(own_home: Path, gongbao: Command) -> None:
    home = own_home
    assert gongbao("verify", "--home", home).stdout.strip() == "the home is sound"
    damaged = next(path for path in sorted((home / "vectors").rglob("*")) if path.stat().st_size > 1000)
    damaged.write_bytes(b"")
    done = gongbao("verify", "--home", home)
    assert done.returncode == 1, done.stdout
    assert "向量索引有损坏或缺少的文件" in gongbao("verify", "--home", home, LC_ALL="zh_CN.UTF-8").stdout
    repaired = gongbao("verify", "--repair", "--home", home)
    assert (repaired.returncode, repaired.stdout.strip()) == (0, "repaired; the home is sound")


def test_evaluate_measures_the_judged_questions_of_the_samples(
    home: Path, tmp_path: Path, gongbao: Command
) -> None:
    done = gongbao("evaluate", ROOT / "samples/questions.jsonl", "--json", "--home", home)
    assert done.returncode == 0, done.stderr
    measured = json.loads(done.stdout)
    assert measured["by"]["zh"]["success@5"] >= 0.9
    assert measured["by"]["en"]["success@5"] >= 0.75
    with (ROOT / "samples/questions.jsonl").open(encoding="utf-8") as lines:
        (tmp_path / "few.jsonl").write_text("".join(islice(lines, 3)), encoding="utf-8")
    assert "success@1" in gongbao("evaluate", tmp_path / "few.jsonl", "--home", home).stdout


# arguments, exit code, what the one line on stderr says
FAILURES = [
    (("search", "变更", "--home", "absent"), 1, "gongbao index"),
    (("show", "岭政发〔1999〕999号"), 1, "岭政发〔1999〕999号"),
    (("show", "岭政办发〔2025〕3号", "第九百条"), 1, "第九百条"),
    (("remove", "no/such/issue"), 1, "gongbao list"),
    (("search", "变更", "--model", "/absent/model"), 1, "/absent/model"),
    (("evaluate", "absent.jsonl"), 1, "absent.jsonl"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), FAILURES)
def test_failures_are_one_line_with_a_cure(
    arguments: tuple[str, ...], code: int, said: str, home: Path, gongbao: Command
) -> None:
    done = gongbao(*arguments, GONGBAO_HOME=str(home))
    assert (done.returncode, done.stdout) == (code, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("gongbao: ")
    assert said in done.stderr


@pytest.mark.skipif(find_spec("sentence_transformers") is not None, reason="the extra is installed")
def test_without_the_extra_another_model_names_its_cure(tmp_path: Path, gongbao: Command) -> None:
    done = gongbao("index", SAMPLES[0], "--model", "some/model", "--home", tmp_path / "home")
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "gongbao[transformers]" in done.stderr
    assert not (tmp_path / "home").exists()


@pytest.mark.transformers
@pytest.mark.skipif(find_spec("sentence_transformers") is None, reason="needs the extra")
def test_a_model_that_can_not_be_reached_is_one_line_soon(tmp_path: Path, gongbao: Command) -> None:
    arguments = ("index", SAMPLES[0], "--model", "some/model", "--home", tmp_path / "home")
    # Port 9 of this machine: refused at once, with a network or without.
    reached = {"HF_ENDPOINT": "http://127.0.0.1:9", "HF_HOME": str(tmp_path / "cache")}
    started = time.perf_counter()
    done = gongbao(*arguments, PYTHONWARNINGS="default", **reached)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "some/model" in done.stderr
    assert "hub can't be reached" in done.stderr
    assert time.perf_counter() - started < 60  # most of it imports torch
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("search",),
        ("index",),
        ("search", "变更", "--from", "yesterday"),
        ("search", "变更", "--limit", "0"),
        ("search", "变更", "--status", "gone"),
        ("search", "变更", "--sort", "colour"),
        ("status",),
        ("status", "岭政办发〔2025〕3号", "--at", "2025-02-30"),
        ("check",),
        ("list", "everything"),
        ("serve", "--port", "many"),
    ],
)
def test_wrong_usage_is_code_2(arguments: tuple[str, ...], gongbao: Command) -> None:
    done = gongbao(*arguments)
    assert done.returncode == 2
    assert "usage: gongbao" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_with_other_files_is_not_made_a_home(tmp_path: Path, gongbao: Command) -> None:
    (tmp_path / "letter.odt").write_text("Dear", encoding="utf-8")
    done = gongbao("index", SAMPLES[0], "--home", tmp_path)
    assert done.returncode == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.odt"]


def test_a_port_that_is_taken_is_one_line(home: Path, gongbao: Command) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = gongbao("serve", "--port", taken.getsockname()[1], "--home", home)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "--port" in done.stderr


def test_messages_follow_the_locale(home: Path, gongbao: Command) -> None:
    chinese = gongbao("search", "变更", "--limit", "1", "--home", home, LC_ALL="", LANG="zh_CN.UTF-8")
    assert "云岭州人民政府公报 2025年第" in chinese.stdout
    assert "条中的前 1 条" in chinese.stdout
    assert "检索政府公报" in gongbao("--help", LC_ALL="", LC_MESSAGES="zh_TW.UTF-8").stdout
    failed = gongbao("remove", "x", "--home", home, LC_ALL="zh_CN.UTF-8", LANG="en_US.UTF-8")
    assert "没有收录" in failed.stderr


def test_errors_of_the_library_follow_the_locale(tmp_path: Path, gongbao: Command) -> None:
    chinese = {"LC_ALL": "zh_CN.UTF-8"}
    done = gongbao("search", "变更", "--home", tmp_path / "absent", **chinese)
    assert done.returncode == 1
    assert done.stderr == (
        f"gongbao: {tmp_path}/absent 不是索引文件夹：请先用 gongbao index PATH... --home {tmp_path}/absent 建立索引\n"
    )
    (tmp_path / "empty.txt").write_bytes(b"")
    arguments = ("index", tmp_path / "empty.txt", "--home", tmp_path / "home")
    assert "empty.txt：文件是空的" in gongbao(*arguments, **chinese).stdout
    # What was set aside under one locale is told under another.
    listed = gongbao("list", "problems", "--home", tmp_path / "home").stdout
    assert "empty.txt: the file is empty" in listed
    assert "文件是空的" in gongbao("list", "problems", "--home", tmp_path / "home", **chinese).stdout


def test_a_locale_that_can_print_no_chinese_is_no_traceback(home: Path, gongbao: Command) -> None:
    done = gongbao("search", "变更", "--home", home, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_who_leaves_early_is_no_error(home: Path) -> None:
    command = [sys.executable, "-m", "cli", "show", "岭政办发〔2025〕3号", "--home", str(home)]
    with subprocess.Popen(
        command, cwd=ROOT, env=command_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_to_a_full_disk_is_one_line(home: Path) -> None:
    with Path("/dev/full").open("w", encoding="ascii") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cli", "list", "--home", str(home)],
            cwd=ROOT, env=command_environment(), stdout=full, stderr=subprocess.PIPE,
            text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "disk is full" in done.stderr


def test_interrupted_indexing_says_nothing_and_leaves_a_sound_home(tmp_path: Path, gongbao: Command) -> None:
    home = tmp_path / "home"
    gongbao("index", SAMPLES[0], "--home", home)
    command = [sys.executable, "-m", "cli", "index", *map(str, SAMPLES), "--home", str(home)]
    # Where the signal falls between an opening and its with, the collector closes: that is no fault.
    environment = command_environment(PYTHONWARNINGS="error,ignore::ResourceWarning")
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        time.sleep(0.7)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    # It may have been quicker than the signal, or not yet have got to its first line.
    assert running.returncode in (0, 130, -signal.SIGINT)
    if running.returncode == 130:
        assert said == b""
    assert gongbao("index", *SAMPLES, "--home", home).returncode == 0
    assert gongbao("verify", "--home", home).returncode == 0


def test_highlights_are_bold_and_progress_shows_on_a_terminal_only(tmp_path: Path, home: Path) -> None:
    searched = _on_a_terminal("search", "信息化项目变更", "--limit", "1", "--home", str(home))
    assert "\x1b[1m" in searched
    indexed = _on_a_terminal("index", *map(str, SAMPLES), "--home", str(tmp_path / "home"))
    assert "reading" in indexed
    assert "issues 4, documents 29" in indexed


def _on_a_terminal(*arguments: str) -> str:
    """Run the command on a pseudo terminal and return all that it wrote."""
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (24, 80))
    with subprocess.Popen(
        [sys.executable, "-m", "cli", *arguments],
        cwd=ROOT, env=command_environment(TERM="xterm"), stdout=follower, stderr=follower,
    ) as running:  # fmt: skip
        os.close(follower)
        written = b""
        while True:
            try:
                read = os.read(leader, 4096)
            except OSError:  # the other end has closed
                break
            if not read:
                break
            written += read
        assert running.wait(timeout=60) == 0
    os.close(leader)
    return written.decode(errors="replace")


def test_a_dry_run_tells_and_makes_nothing(tmp_path: Path, gongbao: Command) -> None:
    done = gongbao("index", *SAMPLES, "--dry-run", "--home", tmp_path / "home")
    assert done.stdout.startswith("nothing was changed; to be indexed: issues 4, documents 29, clauses 311\n")
    assert not (tmp_path / "home").exists()


def test_a_watched_folder_is_indexed_as_files_come(tmp_path: Path) -> None:
    folder, home = tmp_path / "gazettes", tmp_path / "home"
    folder.mkdir()
    shutil.copy(SAMPLES[0], folder)
    command = [sys.executable, "-m", "cli", "index", str(folder), "--watch", "--json", "--home", str(home)]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=command_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as watching:
        try:
            reports = watching.stdout
            assert reports is not None
            assert json.loads(reports.readline())["issues"] == 1  # what was there
            shutil.copy(SAMPLES[1], folder / "new.txt")
            assert json.loads(reports.readline())["issues"] == 1
            (folder / "bad.txt").write_text("今天天气很好。", encoding="utf-8")
            assert json.loads(reports.readline())["set_aside"][0]["source"] == "bad.txt"
            watching.terminate()
            _, errors = watching.communicate(timeout=60)
        finally:
            watching.kill()
    assert (watching.returncode, errors) == (0, "")


def test_a_backup_is_a_home(home: Path, tmp_path: Path, gongbao: Command) -> None:
    saved = tmp_path / "saved"
    done = gongbao("backup", saved, "--home", home)
    assert done.stdout == f"saved 4 issues, 311 clauses: {saved / 'catalog.sqlite'}\n"
    again = gongbao("backup", saved, "--home", home)
    assert again.returncode == 1
    assert "is there already: name an empty folder" in again.stderr
    assert gongbao("verify", "--repair", "--home", saved).stdout == "repaired; the home is sound\n"
    found = gongbao("search", "信息化项目变更由谁审批", "--limit", "1", "--home", saved).stdout
    assert "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第十三条" in found


def test_check_reports_each_citation_and_marks_the_draft(
    tmp_path: Path, home: Path, gongbao: Command
) -> None:
    draft, marked = tmp_path / "draft.md", tmp_path / "marked.docx"
    draft.write_text(
        "依照《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第二十三条。\n", encoding="utf-8"
    )
    arguments = ("check", draft, "--at", "2026-11-28", "--export", marked, "--home", home)
    done = gongbao(*arguments)
    assert done.returncode == 0, done.stderr
    assert "1 citations checked" in done.stdout
    assert "[条款不存在] 《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第二十三条" in done.stdout
    assert read(marked).text.startswith("依照《云岭州信息化项目管理办法（试行）》")
    again = gongbao(*arguments)
    assert (again.returncode, "--overwrite" in again.stderr) == (1, True)
    assert gongbao(*arguments, "--overwrite").returncode == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("draft.pdf", b"%PDF-1.7", "txt, md or docx"),
        ("draft.txt", b"x" * (2 * 1024 * 1024 + 1), "2097153 bytes"),
        ("draft.txt", "甲".encode() * 100_001, "100001 characters"),
        ("draft.docx", b"PK\x03\x04 broken", "draft.docx"),
        ("draft.txt", b"", "empty"),
    ],
)
def test_a_draft_that_cannot_be_checked_is_told_in_one_line(
    name: str, content: bytes, said: str, tmp_path: Path, home: Path, gongbao: Command
) -> None:
    (tmp_path / name).write_bytes(content)
    done = gongbao("check", tmp_path / name, "--home", home)
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
