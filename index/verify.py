"""Check a home against itself: the catalog, what it says of its sources, and the stores; and mend these."""

from __future__ import annotations

import shlex
import zlib
from collections import Counter

from corpus.records import Span
from index.catalog.catalog import Catalog
from index.catalog.rows import IssueRow
from index.errors import HomeError
from index.home import Home
from index.lexical.dictionary import cache_is_sound
from index.progress import Progress, silent
from index.store import Store
from index.sync import sync

_CURE = "`gongbao verify --repair` rebuilds it"
_CURE_CHINESE = "请运行 gongbao verify --repair 重建"


def verify(home: Home) -> tuple[HomeError, ...]:
    """Return all that is wrong, each with its cure; nothing is raised."""
    try:
        faults = catalog_faults(home.catalog)
    except HomeError as trouble:
        return (trouble,)
    faults += dictionary_faults(home)
    for store in home.stores.values():
        faults += store_faults(home, store)
    return tuple(faults)


def repair(home: Home, progress: Progress = silent, *, workers: int | None = None) -> None:
    """Rebuild what is derived and damaged, or made otherwise than now. The catalog itself is never changed."""
    if dictionary_faults(home):
        home.tokenizer.rebuild()
    for store in home.stores.values():
        if store_faults(home, store):
            store.clear()
    sync(home, progress, workers=workers)


def catalog_faults(catalog: Catalog) -> list[HomeError]:
    """Return what is wrong in the database, and where the pieces are not the source."""
    faults = [
        HomeError(f"the catalog: {line}: restore it from a backup", f"目录库有误（{line}）：请从备份恢复")
        for line in catalog.damage()
    ]
    catalog.problems(), catalog.set_aside()  # read, they are held to their checksums
    for issue in catalog.issues():
        faults += _coverage_faults(catalog, issue)
    return faults


def _coverage_faults(catalog: Catalog, issue: IssueRow) -> list[HomeError]:
    """Compare the spans of all pieces and clauses with the characters of the stored source."""
    cure = f"`gongbao remove {shlex.quote(issue.key)}`, then index the file again"
    chinese_cure = f"请先运行 gongbao remove {shlex.quote(issue.key)}，再重新收录该文件"
    try:
        text = catalog.source_text(issue.id)
        pieces = catalog.pieces(issue.id)
    except (ValueError, TypeError, zlib.error) as trouble:
        return [
            HomeError(
                f"{issue.source_name}: its stored source can't be read ({trouble}): {cure}",
                f"{issue.source_name}：所存原文无法读取（{trouble}）：{chinese_cure}",
            )
        ]
    spans = [span for piece in pieces for span in piece.spans]
    spans += [span for row in catalog.issue_clauses(issue.id) for span in row.clause.spans]
    lost, doubled = coverage(text, spans)
    if not lost and not doubled:
        return []
    return [
        HomeError(
            f"{issue.source_name}: {lost} characters belong to no piece, {doubled} to several: {cure}",
            f"{issue.source_name}：有 {lost} 个字不属于任何部分，{doubled} 个字属于几个部分：{chinese_cure}",
        )
    ]


def coverage(text: str, spans: list[Span]) -> tuple[int, int]:
    """Return how many characters, blanks aside, no span holds, and how many more than one does."""
    ordered = sorted(span for span in spans if span[0] < span[1])
    reach, lost, doubled = 0, 0, 0
    for start, end in [*ordered, (len(text), len(text))]:
        lost += _inked(text[reach:start])
        doubled += _inked(text[start : min(end, reach)])
        reach = max(reach, end)
    return lost, doubled


def _inked(text: str) -> int:
    return sum(not character.isspace() for character in text)


def dictionary_faults(home: Home) -> list[HomeError]:
    """Return whether the tokenizer must do without its cache, which is only slow."""
    if not home.layout.jieba.exists() or cache_is_sound(home.layout.jieba):
        return []
    return [
        HomeError(
            f"the dictionary cache of the tokenizer is damaged: {_CURE}",
            f"分词词典的缓存已损坏：{_CURE_CHINESE}",
        )
    ]


def store_faults(home: Home, store: Store) -> list[HomeError]:
    """Return where a store is not what the catalog says."""
    english, chinese = store.titles
    damaged = store.damaged_files()
    if damaged:
        return [
            HomeError(
                f"{english}: damaged or missing files {', '.join(damaged[:3])}: {_CURE}",
                f"{chinese}有损坏或缺少的文件（{'、'.join(damaged[:3])}）：{_CURE_CHINESE}",
            )
        ]
    try:
        expected, found = Counter(home.catalog.rowids()), Counter(store.rowids())
    except HomeError as trouble:
        return [trouble]
    missing, extra = (expected - found).total(), (found - expected).total()
    if not missing and not extra:
        return []
    return [
        HomeError(
            f"{english}: {missing} clauses of the catalog are missing, {extra} are no longer there or double: {_CURE}",
            f"{chinese}缺少目录库中的 {missing} 条，多出或重复 {extra} 条：{_CURE_CHINESE}",
        )
    ]
