"""A kind of event is a row of the table and the words that say it: the rest of the house needs no word of it."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest

from corpus import find_events, parse
from corpus.events import kinds
from corpus.events.kinds import KINDS, EventKind, Status, kind_named
from corpus.events.repeals import WORDINGS, Wording
from corpus.records import Reading, Source
from index.catalog.codec import encode_issue
from index.catalog.writing import WritableCatalog
from index.layout import FORMAT
from search.library import Events
from search.status.cross_references import References
from search.status.proofs import proofs
from search.status.report import StatusReport, status
from view.messages import EN, ZH, Words
from view.terminal.layout import Terminal
from view.terminal.lists import LINES
from view.terminal.status import standing_lines
from web.wire import builtins_of

SUSPENDED = EventKind("suspended", "暂停执行", Status.EXPIRED)
SAYS = Wording(SUSPENDED, "暂停", "暂停执行(?=[，。；])", "暂停执行(?=□)")
NOTICE = """云岭州人民政府公报
2025年第9期

云岭州人民政府关于暂停执行有关文件的通知
岭政发〔2025〕90号

各县市人民政府：
    一、自2025年9月1日起，《云岭州收费办法》（岭政发〔2019〕9号）暂停执行。
    二、暂停执行《云岭州摊位管理规定》（岭政发〔2018〕8号）。
                                  云岭州人民政府
                                  2025年8月20日
"""


@pytest.fixture
def reading() -> Iterator[Reading]:
    """Add a kind as docs/architecture.md says, a row in each of the two tables, and take it away again."""
    kinds.add_kind(SUSPENDED)
    WORDINGS.append(SAYS)
    yield parse(Source("yunling-2025-09.txt", "0" * 64, NOTICE))
    WORDINGS.remove(SAYS)
    del KINDS[SUSPENDED.name]


@pytest.fixture
def catalog(reading: Reading, tmp_path: Path) -> Iterator[WritableCatalog]:
    made = WritableCatalog(tmp_path / "catalog.sqlite")
    made.create(FORMAT, {"model": "test"})
    made.replace_issue(encode_issue(reading))
    yield made
    made.close()


def report(catalog: WritableCatalog, number: str, as_of: str) -> StatusReport:
    (one,) = status(References(catalog), number, as_of=as_of)
    return one


def test_a_new_kind_is_found(reading: Reading) -> None:
    (document,) = reading.documents
    assert [(event.kind, event.number, event.date) for event in find_events(document, document.date)] == [
        (SUSPENDED, "岭政发〔2019〕9号", "2025-09-01"),
        (SUSPENDED, "岭政发〔2018〕8号", None),
    ]


def test_a_new_kind_decides_the_status(catalog: WritableCatalog) -> None:
    before, told = (
        builtins_of("status", [report(catalog, "岭政发〔2019〕9号", day)], False)
        for day in ("2025-08-31", "2025-09-01")
    )
    assert before["status"] == "未知"
    assert (told["status"], told["proof"]["what"], told["proof"]["date"]) == (
        "已失效",
        "suspended",
        "2025-09-01",
    )
    (event,) = told["events"]
    assert event["text"] == "一、自2025年9月1日起，《云岭州收费办法》（岭政发〔2019〕9号）暂停执行。"


@pytest.mark.parametrize(("words", "name"), [(EN, "suspended"), (ZH, "暂停执行")])
def test_a_new_kind_is_called_by_its_names(catalog: WritableCatalog, words: Words, name: str) -> None:
    terminal = Terminal(words, 100, False)
    colon = "：" if words is ZH else ": "
    rows = catalog.events()
    told_by = proofs(catalog, rows)
    listed = Events(tuple(told_by[row.id] for row in rows))
    printed = builtins_of("list events", listed)
    assert [event["what"] for event in printed["events"]] == ["suspended", "suspended"]
    assert [line.strip() for line in LINES["events"](listed, terminal) if "·" in line] == [
        f"· {name} 2025-09-01{colon}《云岭州收费办法》（岭政发〔2019〕9号）",
        f"· {name}{colon}《云岭州摊位管理规定》（岭政发〔2018〕8号）",
    ]
    told = standing_lines(terminal, [report(catalog, "岭政发〔2019〕9号", "2025-09-01")])
    assert f"· {name} 2025-09-01" in [line.strip() for line in told]


@pytest.mark.parametrize("kind", KINDS.values(), ids=str)
def test_a_kind_is_one_object_wherever_it_comes_from(kind: EventKind) -> None:
    assert kind_named(str(kind)) is kind
    assert pickle.loads(pickle.dumps(kind)) is kind  # noqa: S301
    assert deepcopy(kind) is kind


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'renamed' is no kind of event: repealed, superseded, "):
        kind_named("renamed")


def test_every_kind_has_names_of_its_own() -> None:
    names = [name for kind in KINDS.values() for name in (kind.name, kind.chinese)]
    assert len(set(names)) == len(names) == 2 * len(KINDS)
    assert kinds.REPEALED in KINDS.values()
