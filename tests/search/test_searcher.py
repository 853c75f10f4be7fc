"""The door that everybody asks at, over the sample issues."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Home
from index.catalog.rows import Filters
from search import Library, Searcher
from search.answer.hits import Answer
from search.answer.order import Sort, Standpoint
from search.status.documents import UnknownDocumentError, UnknownPlaceError
from web.wire import builtins_of

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schemas"

# question, then the citation that must stand first
FIRST = [
    ("信息化项目变更由谁审批？", "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第十三条"),
    (
        "who approves IT project changes",
        "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第十三条",
    ),
    # numbers and places, however they are typed
    ("岭政办发〔2025〕3号 第十七条", "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第十七条"),
    ("岭政办发(2025)3号第17条", "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第十七条"),
    (
        "article 17 of 岭政办发[2025]3号",
        "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第十七条",
    ),
    (
        "《云岭州信息化项目管理办法（试行）》第17条",
        "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第十七条",
    ),
    ("岭政发〔2024〕22号 第十条之一", "《云岭州州级储备粮管理办法》（岭政发〔2024〕22号）第十条之一"),
    ("岭政办发〔2024〕41号 5.2", "《云岭州防汛应急预案》（岭政办发〔2024〕41号）5.2"),
    # in force? the clause that says no stands before the document itself
    ("岭政办规〔2024〕2号还有效吗", "《云岭州城乡供水价格管理办法》（岭政办发〔2025〕14号）第十四条"),
    (
        "is 岭政办规〔2024〕2号 still in force",
        "《云岭州城乡供水价格管理办法》（岭政办发〔2025〕14号）第十四条",
    ),
]


@pytest.mark.parametrize(("question", "citation"), FIRST)
def test_what_stands_first(searcher: Searcher, question: str, citation: str) -> None:
    assert searcher.search(question).hits[0].citation == citation


def locators(answer: Answer) -> list[str]:
    return [hit.row.clause.locator for hit in answer.hits]


def test_a_number_alone_is_its_document_in_the_order_of_the_page(searcher: Searcher) -> None:
    answer = searcher.search("岭政办发2025年3号", limit=100)
    assert locators(answer)[:3] == ["", "第一条", "第二条"]
    assert answer.total == len(answer.hits) == 23
    assert searcher.search("岭政办发2025年3号", limit=5).total == 23


def test_an_article_alone_is_all_that_is_shown(searcher: Searcher) -> None:
    assert locators(searcher.search("岭政办发〔2025〕3号第十七条")) == ["第十七条"]


@pytest.mark.parametrize("written", ["第13条", "13条", "第十三条", "第 13 条", "article 13"])
def test_an_article_of_no_document_is_that_of_all(searcher: Searcher, written: str) -> None:
    hits = searcher.search(written).hits
    assert {hit.row.clause.locator for hit in hits} == {"第十三条"}
    assert len({hit.row.document.number for hit in hits}) > 2


def test_words_beside_an_article_rank_the_documents_that_have_it(searcher: Searcher) -> None:
    hits = searcher.search("信息化 第13条").hits
    assert {hit.row.clause.locator for hit in hits} == {"第十三条"}
    assert hits[0].row.document.number == "岭政办发〔2025〕3号"
    # Among other words 13条 may count things: nothing is narrowed to 第十三条.
    assert {hit.row.clause.locator for hit in searcher.search("有13条措施吗").hits} != {"第十三条"}
    assert searcher.search("第99条").notes == ("库中没有第九十九条",)


def test_words_beside_a_number_search_inside_the_document(searcher: Searcher) -> None:
    answer = searcher.search("岭政办发〔2025〕3号 监理")
    assert {hit.row.document.number for hit in answer.hits} == {"岭政办发〔2025〕3号"}
    assert answer.hits[0].row.clause.locator == "第十条"


def test_what_is_not_there_is_said(searcher: Searcher) -> None:
    unknown = searcher.search("岭政办发〔1999〕9号")
    assert unknown.hits == ()
    assert unknown.notes == ("库中没有岭政办发〔1999〕9号",)
    assert "第九十九条" in searcher.search("岭政办发〔2025〕3号第99条").notes[0]
    assert searcher.search("is 岭政办发〔1999〕9号 in force").notes == (
        "岭政办发〔1999〕9号 is not in this home",
    )


def test_phrases_must_stand_there_and_exclusions_must_not(searcher: Searcher) -> None:
    phrase = searcher.search("“监理单位”", limit=100)
    assert phrase.hits
    assert all("监理单位" in hit.text for hit in phrase.hits)
    excluded = searcher.search("监理 -委托", limit=100)
    assert excluded.hits
    assert not any("委托" in hit.text for hit in excluded.hits)
    assert searcher.search("-监理").notes == ("只有排除词，没有要查找的词",)


def test_a_quotation_that_stands_nowhere_is_searched_by_words(searcher: Searcher) -> None:
    answer = searcher.search('信息化项目"改需求"由谁审批')
    assert answer.hits
    assert "引号中的词句" in answer.notes[0]
    # A phrase alone is one, and one that stands there is held to.
    assert searcher.search('"改需求审批单位"').hits == ()
    held = searcher.search('谁委托"监理单位"', limit=100)
    assert held.hits
    assert all("监理单位" in hit.text for hit in held.hits)
    assert "引号" not in "".join(held.notes)


TRADITIONAL = [
    ("信息化項目變更由誰審批", "信息化项目变更由谁审批"),
    ("儲備糧動用", "储备粮动用"),
    ("審計局局長是誰", "审计局局长是谁"),
    ("嶺政發〔2024〕22號第十條之一", "岭政发〔2024〕22号第十条之一"),
    ("《雲嶺州州級儲備糧管理辦法》第八條", "《云岭州州级储备粮管理办法》第八条"),
]


@pytest.mark.parametrize(("traditional", "simplified"), TRADITIONAL)
def test_traditional_characters_ask_the_same(searcher: Searcher, traditional: str, simplified: str) -> None:
    found, expected = searcher.search(traditional), searcher.search(simplified)
    assert found.query == traditional
    assert found.hits == expected.hits


def test_a_question_about_an_article_may_be_answered_elsewhere(searcher: Searcher) -> None:
    hits = searcher.search("储备粮管理办法第八条改成了什么").hits
    assert any("第八条修改为" in hit.text for hit in hits)


def test_filters_hold_for_every_leg(searcher: Searcher) -> None:
    for question in ("信息化项目变更由谁审批", "who approves IT project changes", "岭政办发〔2025〕3号"):
        answer = searcher.search(question, Filters(year=2024))
        assert all(
            hit.row.document.issue.issue.year == 2024 for hit in answer.hits if hit.row.document.issue.issue
        )
    nothing = searcher.search("项目", Filters(year=1950))
    assert (nothing.total, nothing.notes) == (0, ("没有符合筛选条件的文件",))


def test_empty_questions_and_long_ones(searcher: Searcher) -> None:
    assert searcher.search("  ").notes == ("请输入要查找的内容",)
    answer = searcher.search("信息化项目变更" * 1000)
    assert answer.hits
    assert "只取了前 1000 个字" in answer.notes[0]
    assert searcher.search("项目", limit=0).hits == ()
    assert searcher.search("项目", limit=-3).hits == ()


def test_an_index_behind_its_catalog_is_said(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Home, "behind", lambda _: 1)
    assert "gongbao verify --repair" in searcher.search("监理").notes[0]


def test_importing_search_is_cheap() -> None:
    heavy = ("numpy", "faiss", "tantivy", "jieba", "tokenizers", "torch", "sentence_transformers")
    script = f"import sys, search; print([name for name in {heavy!r} if name in sys.modules])"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_nothing_here_answers_that(searcher: Searcher) -> None:
    answer = searcher.search("how do I apply for a patent on a medicine")
    assert answer.notes == ("nothing here clearly answers that; these are the nearest clauses",)
    assert answer.hits
    assert answer.hits[0].score < 0.2


def test_hits_are_told_apart_and_explained(searcher: Searcher) -> None:
    answer = searcher.search("储备粮动用", limit=30)
    assert len({hit.row.rowid for hit in answer.hits}) == len(answer.hits)
    assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))
    assert all(hit.why and set(hit.why) <= {"bm25", "vector", "exact"} for hit in answer.hits)


def test_the_same_question_has_the_same_answer(searcher: Searcher) -> None:
    for question in ("项目", "who approves", "岭政发〔2024〕22号", "第三条"):
        first, second = searcher.search(question, limit=50), searcher.search(question, limit=50)
        assert (first.hits, first.total, first.notes) == (second.hits, second.total, second.notes)
        by_relevance = Standpoint(sort=Sort.RELEVANCE)
        more, few = (searcher.search(question, limit=n, standpoint=by_relevance).hits for n in (50, 5))
        assert few == more[:5]


def test_spans_lie_in_the_text(searcher: Searcher) -> None:
    for question in ("供餐 食堂 学生", "reserve grain storage fee", "岭政办发〔2024〕41号"):
        for hit in searcher.search(question, limit=50).hits:
            assert all(0 <= start < end <= len(hit.text) for start, end in hit.highlights)
            if hit.passage:
                assert hit.passage in hit.row.clause.passages


def test_a_paragraph_can_be_named_and_cited(searcher: Searcher) -> None:
    hit = searcher.search("岭政办发〔2025〕3号第三条第二款").hits[0]
    assert hit.passage is not None
    assert hit.passage_citation == "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第三条第二款"


def test_json_is_what_the_schema_says(searcher: Searcher) -> None:
    schema = json.loads((SCHEMAS / "search.json").read_text(encoding="utf-8"))
    for question in (
        "信息化项目变更",
        "who approves IT project changes",
        "岭政办发〔2025〕3号",
        "",
        "数据局局长是谁",
    ):
        printed = json.loads(json.dumps(builtins_of("search", searcher.search(question))))
        jsonschema.validate(printed, schema)


def test_show_finds_by_number_and_by_both_titles(library: Library) -> None:
    for name in (
        "岭政办发2025年3号",
        "关于印发《云岭州信息化项目管理办法（试行）》的通知",
        "云岭州信息化项目管理办法（试行）",
    ):
        (shown,) = library.show(name)
        assert shown.document.number == "岭政办发〔2025〕3号"
        assert len(shown.clauses) == 23
    (placed,) = library.show("岭政办发〔2025〕3号", "17条")
    assert [row.clause.locator for row in placed.clauses] == ["第十七条"]
    (section,) = library.show("云岭州防汛应急预案", "5")
    assert all(row.clause.locator.split(".")[0] == "5" for row in section.clauses)
    schema = json.loads((SCHEMAS / "show.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(json.dumps(builtins_of("show", [placed]))), schema)


def test_several_documents_of_a_title_come_newest_first(library: Library) -> None:
    shown = library.show("云岭州人民政府干部任免通知")
    assert len(shown) == 3
    dates = [one.document.issue.issue.date for one in shown if one.document.issue.issue]
    assert dates == sorted(dates, key=str, reverse=True)


def test_show_says_what_is_not_there(library: Library) -> None:
    with pytest.raises(UnknownDocumentError, match="岭政办发〔1999〕9号"):
        library.show("岭政办发〔1999〕9号")
    with pytest.raises(UnknownPlaceError, match="第99条"):
        library.show("岭政办发〔2025〕3号", "第99条")


def test_neighbours(library: Library) -> None:
    hit = library.search("岭政办发〔2025〕3号第十七条").hits[0]
    around = library.neighbours(hit.row.clause.id, before=2, after=1)
    assert [row.clause.locator for row in around] == ["第十五条", "第十六条", "第十七条", "第十八条"]
    assert library.neighbours("no such id") == ()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from("项目第条二〔〕《》“”「-*:()?岭政发2025号 ")))
)
def test_any_text_is_answered(searcher: Searcher, text: str) -> None:
    answer = searcher.search(text, limit=3)
    assert len(answer.hits) <= min(3, answer.total)
    json.dumps(builtins_of("search", answer))
