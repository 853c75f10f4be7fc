"""People on the terminal and on the page: every text of a source is escaped, every posting leads to its clause."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from corpus import parse
from corpus.records import Source
from index.catalog.catalog import Catalog
from index.catalog.codec import encode_issue
from index.catalog.writing import WritableCatalog
from index.layout import FORMAT
from search.people.find import find_people
from view.html.people import people_html
from view.messages import EN, ZH
from view.terminal.layout import Terminal
from view.terminal.people import people_lines

LINES = """云岭州人民政府公报
2025年第2期（总第33期）
目 录
云岭州人民政府干部任免通知……14
云岭州人民政府干部任免通知
▲秦牧野为云岭州水利局局长（试用期一年）；
▲苏若渔为<script>alert(1)</script>&云岭州数据局局长；
△霍去疾云岭州水利局局长职务；
云岭州人民政府
2025年6月1日
"""


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    made = WritableCatalog(tmp_path_factory.mktemp("people") / "catalog.sqlite")
    made.create(FORMAT, {"model": "test"})
    made.replace_issue(encode_issue(parse(Source("a.txt", "0" * 64, LINES))))
    yield made
    made.close()


def test_a_timeline_on_a_terminal(catalog: Catalog) -> None:
    assert list(people_lines(find_people(catalog, "秦牧野"), Terminal(EN, 100, False))) == [
        "秦牧野",
        "   2025-06-01 appointment 云岭州水利局局长（试用期一年）",
        "      《云岭州人民政府干部任免通知》（云岭州人民政府公报2025年第2期）任命（秦牧野）",
        "all of one name are shown: namesakes can't be told apart",
        "as far as the issues indexed tell: 云岭州人民政府公报2025年第2期",
    ]


def test_holders_on_a_terminal(catalog: Catalog) -> None:
    assert list(people_lines(find_people(catalog, "水利局局长", "2025-06-30"), Terminal(ZH, 100, False))) == [
        "水利局局长（2025-06-30）",
        "   秦牧野 · 云岭州水利局局长",
        "      2025-06-01 任命 云岭州水利局局长（试用期一年）",
        "         《云岭州人民政府干部任免通知》（云岭州人民政府公报2025年第2期）任命（秦牧野）",
        "曾任",
        "   霍去疾 · 云岭州水利局局长",
        "      2025-06-01 免职 云岭州水利局局长",
        "         《云岭州人民政府干部任免通知》（云岭州人民政府公报2025年第2期）免去（霍去疾）",
        "以已收录的内容为据：云岭州人民政府公报2025年第2期",
    ]


def test_the_page_escapes_what_a_source_says(catalog: Catalog) -> None:
    shown = people_html(find_people(catalog, "苏若渔"), ZH, "q=%E8%8B%8F")
    assert "<script" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;云岭州数据局局长" in shown


def test_the_page_leads_to_clauses_and_persons(catalog: Catalog) -> None:
    shown = html.fromstring(
        people_html(find_people(catalog, "水利局局长", "2025-06-30"), EN, "q=x&year=2025")
    )
    links = [link.attrib for link in shown.iter("a")]
    opened = [str(link["data-open"]) for link in links if "data-open" in link]
    assert [catalog.clause(identity) is not None for identity in opened] == [True, True]
    address = [parse_qs(urlsplit(str(link["href"])).query) for link in links if "data-open" in link]
    assert address[0] == {"q": ["x"], "year": ["2025"], "open": [opened[0]]}
    assert [link["data-ask"] for link in links if "data-ask" in link] == ["秦牧野", "霍去疾"]
