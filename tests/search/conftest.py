"""A home over the sample issues, and rows made by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.records import Clause, Issue, Kind, Part, Passage
from index import open_home
from index.catalog.rows import ClauseRow, DocumentRow, IssueRow
from search import Library, Searcher

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
MakeRow = Callable[..., ClauseRow]


@pytest.fixture(scope="session")
def searcher(home: Path) -> Iterator[Searcher]:
    """Search the sample issues with the bundled model."""
    with open_home(home) as opened:
        yield Searcher(opened)


@pytest.fixture(scope="session")
def library(searcher: Searcher) -> Library:
    """Ask the home of the sample issues through its door."""
    return Library(searcher.home)


@pytest.fixture
def make_row() -> MakeRow:
    """Return a maker of rows for tests that need no home."""

    def make(
        text: str = "第一条 为了规范管理，制定本办法。",
        *,
        rowid: int = 1,
        locator: str = "第一条",
        title: str = "云岭州测试办法",
        headings: tuple[str, ...] = (),
        passages: tuple[Passage, ...] = (),
        kind: Kind = Kind.ARTICLE,
        name: str = "",
    ) -> ClauseRow:
        issue = IssueRow(1, "key", Issue("云岭州人民政府公报", 2025, 1, 7, "2025-03-31"), "a.txt", "ab" * 32)
        document = DocumentRow(
            id=1,
            issue=issue,
            ordinal=1,
            number="岭政发〔2025〕1号",
            number_printed="岭政发〔2025〕1 号",
            title=f"关于印发《{title}》的通知",
            instrument_title=title,
            issuer="云岭州人民政府",
            date="2025-03-01",
            section="",
            page=3,
        )
        clause = Clause(
            id=f"issue/number/instrument/{locator}",
            part=Part.INSTRUMENT,
            kind=kind,
            title=title,
            locator=locator,
            headings=headings,
            text=text,
            passages=passages,
            name=name,
            lines=(10, 11),
        )
        return ClauseRow(rowid, clause, document)

    return make
