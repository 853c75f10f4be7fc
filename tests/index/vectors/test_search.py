"""Vectors beside plain numpy, best passages, filters, merging, damage."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index import HomeError, open_home
from index.catalog.codec import encode_issue
from index.catalog.rows import ClauseRow
from index.sync import follow
from index.vectors.chunks import LONG, WHOLE, embedded_texts
from index.vectors.search import VectorIndex
from index.vectors.write import VectorStore, merge_from
from tests.index.factories import HashEmbedder, LooseParts, reading
from tests.index.lexical.test_bm25 import prepared, rows_of

EMBEDDER = HashEmbedder()
OTHER = replace(EMBEDDER, dimension=8, fingerprint="other")


def filled(
    folder: Path, issues: int = 3, clauses: int = 40
) -> tuple[VectorStore, dict[int, tuple[ClauseRow, ...]]]:
    """Write issues one by one; every fourth clause is long and has passages."""
    writer = VectorStore(folder / "vectors", LooseParts(folder))
    rows: dict[int, tuple[ClauseRow, ...]] = {}
    for issue in range(issues):
        texts = [
            f"第{issue}期第{n}条。"
            if n % 4
            else "。".join(f"第{issue}期第{n}条第{k}款" + "长" * LONG for k in range(3))
            for n in range(clauses)
        ]
        new = rows_of(folder, reading(*texts, key=str(issue), number=f"{issue}号"))
        writer.update(frozenset(), prepared(writer, new))
        rows |= new
    return writer, rows


def by_numpy(rows: list[ClauseRow], question: str) -> list[tuple[int, int]]:
    """Rank clauses by their best row, in the precision that is stored."""
    best: list[tuple[float, int, int]] = []
    for row in rows:
        texts = embedded_texts(row.clause)
        exact = EMBEDDER.encode([text for _, text in texts])
        # 255 steps between -1 and 1 (what so few dimensions need), each standing for its middle
        steps = np.clip((exact + 1) / 2 * 255, 0, 255).astype(np.uint8)
        stored = (steps.astype(np.float32) + np.float32(0.5)) / np.float32(255) * 2 - 1
        scores = stored @ EMBEDDER.encode_query(question)
        place = int(scores.argmax())
        best.append((-float(scores[place]), row.rowid, texts[place][0]))
    return [(rowid, passage) for _, rowid, passage in sorted(best)]


def test_ranking_is_that_of_numpy(tmp_path: Path) -> None:
    writer, rows = filled(tmp_path)
    every = [row for issue in rows.values() for row in issue]
    for question in ("甲", "乙", "丙"):
        found = writer.nearest(EMBEDDER.encode_query(question), 20)
        assert [(rowid, passage) for rowid, passage, _ in found] == by_numpy(every, question)[:20]
        allowed = frozenset(row.rowid for row in every if row.rowid % 3 == 0)
        some = writer.nearest(EMBEDDER.encode_query(question), 20, allowed)
        assert [hit[:2] for hit in some] == by_numpy([r for r in every if r.rowid in allowed], question)[:20]
    assert len(writer.nearest(EMBEDDER.encode_query("甲"), 1000)) == len(every)


def test_a_passage_of_a_long_clause_answers_for_it(tmp_path: Path) -> None:
    writer, rows = filled(tmp_path)
    row = rows[2][4]
    number, text = embedded_texts(row.clause)[2]
    (rowid, passage, cosine), *_ = writer.nearest(EMBEDDER.encode_query(text), 1)
    assert (rowid, passage) == (row.rowid, number)
    assert cosine == pytest.approx(1, abs=1e-2)
    assert row.clause.passages[passage].locator.endswith("第2款")


def test_short_clauses_are_embedded_once_with_their_context() -> None:
    clause = reading("第一条 甲。乙。", title="办法", headings=("第一章 总则",)).documents[0].clauses[0]
    assert embedded_texts(clause) == [(WHOLE, "办法 第一章 总则 第一条 甲。乙。")]


def test_equal_vectors_are_ranked_by_rowid(tmp_path: Path) -> None:
    writer = VectorStore(tmp_path / "vectors", LooseParts(tmp_path))
    writer.update(frozenset(), prepared(writer, rows_of(tmp_path, reading(*["同。"] * 50))))
    found = writer.nearest(EMBEDDER.encode_query("信息化项目管理办法 同。"), 7)
    assert [rowid for rowid, _, _ in found] == [1, 2, 3, 4, 5, 6, 7]


def test_withdrawn_issues_are_not_found_and_segments_stay_few(tmp_path: Path) -> None:
    writer, rows = filled(tmp_path, issues=12, clauses=5)
    manifest = writer.manifest()
    assert manifest is not None
    assert len(manifest.segments) <= 5
    for gone in range(1, 12):
        writer.update(frozenset({gone}), [])
        left = [row.rowid for issue, issue_rows in rows.items() if issue > gone for row in issue_rows]
        assert writer.rowids() == left
        found = writer.nearest(EMBEDDER.encode_query("甲"), 100)
        assert sorted(rowid for rowid, _, _ in found) == left
    on_disk = list((tmp_path / "vectors").glob("*.npy"))
    manifest = writer.manifest()
    assert manifest is not None
    assert len(on_disk) == 2 * len(manifest.segments)
    assert (
        sum(segment.count for segment in manifest.segments)
        <= 2 * len(embedded_texts(rows[12][0].clause)) + 20
    )


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=200))
def test_merging_keeps_segments_few_and_copies_little(added: list[int]) -> None:
    counts: list[int] = []
    copied = 0
    for count in added:
        counts.append(count)
        first = merge_from(counts)
        copied += sum(counts[first:])
        counts[first:] = [sum(counts[first:])]
    assert sum(counts) == sum(added)
    bound = 1 + np.log2(sum(added))
    assert len(counts) <= bound
    assert copied <= sum(added) * (bound + 1)


def test_a_reader_follows_while_others_search(tmp_path: Path) -> None:
    writer, _ = filled(tmp_path, issues=1)
    reader = VectorIndex(tmp_path / "vectors", LooseParts(tmp_path))
    question = EMBEDDER.encode_query("甲")
    failures: list[BaseException] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            try:
                assert len(reader.nearest(question, 10)) == 10
            except BaseException as failure:
                failures.append(failure)
                return

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for issue in range(10, 20):
        new = rows_of(
            tmp_path, reading(*(f"{issue} {n}" for n in range(30)), key=str(issue), number=f"{issue}号")
        )
        writer.update(frozenset(), prepared(writer, new))
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(reader.nearest(question, 1000)) == 40 + 10 * 30


def test_another_model_is_refused(tmp_path: Path) -> None:
    filled(tmp_path, issues=1)
    question = EMBEDDER.encode_query("甲")
    with pytest.raises(HomeError, match="another model"):
        VectorIndex(tmp_path / "vectors", LooseParts(tmp_path, OTHER)).nearest(question, 5)
    with pytest.raises(HomeError, match=r"shape \(8,\)"):
        VectorIndex(tmp_path / "vectors", LooseParts(tmp_path)).nearest(question[:8], 5)
    # A writer with another model begins anew.
    other = VectorStore(tmp_path / "vectors", LooseParts(tmp_path, OTHER))
    other.update(frozenset(), [])
    assert other.rowids() == []


def test_damage_is_an_error_never_a_wrong_answer(tmp_path: Path) -> None:
    filled(tmp_path, issues=1)
    folder = tmp_path / "vectors"
    sound = {path: path.read_bytes() for path in folder.iterdir()}
    question = EMBEDDER.encode_query("甲")
    for path, data in sound.items():
        for damaged in (b"", data[:50], data[:-1]):
            path.write_bytes(damaged)
            with pytest.raises(HomeError, match="verify --repair"):
                VectorIndex(folder, LooseParts(tmp_path)).nearest(question, 5)
        flipped = bytearray(data)
        flipped[-1] ^= 1
        if path.suffix == ".npy":
            path.write_bytes(flipped)
            assert VectorIndex(folder, LooseParts(tmp_path)).damaged_files() == [path.name]
            path.unlink()
            assert VectorIndex(folder, LooseParts(tmp_path)).damaged_files() == [path.name]
        path.write_bytes(data)
    assert json.loads((folder / "manifest.json").read_text())["manifest"]["dimension"] == 16
    assert VectorIndex(folder, LooseParts(tmp_path)).nearest(np.zeros(16, np.float32), 5) == []
    assert VectorIndex(tmp_path / "nowhere", LooseParts(tmp_path)).nearest(question, 5) == []


def test_an_embedding_job_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    class Slow(HashEmbedder):
        """Stop after so many texts, as Ctrl-C would."""

        step = 5

        def __init__(self, stop: float) -> None:
            self.seen, self._stop = 0, stop

        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            if self.seen >= self._stop:
                raise KeyboardInterrupt
            self.seen += len(texts)
            return super().encode(texts)

    told: list[int] = []
    with open_home(tmp_path / "home", create=True) as home:
        for issue in range(8):
            texts = (f"第{issue}期第{n}条。" for n in range(3))
            home.writable_catalog.replace_issue(
                encode_issue(reading(*texts, key=str(issue), number=f"{issue}号"))
            )

        def store(embedder: Slow) -> VectorStore:
            return VectorStore(tmp_path / "vectors", LooseParts(tmp_path / "home", embedder))

        stopped, resumed = Slow(stop=12), Slow(stop=float("inf"))
        with pytest.raises(KeyboardInterrupt):
            follow(home, "vector", store(stopped), lambda *_: None)
        follow(
            home,
            "vector",
            store(resumed),
            lambda _, done, total: told.append(total - done),
        )
    assert stopped.seen + resumed.seen == 24
    assert resumed.seen == 12
    assert told == [12, 9, 6, 3, 0]
