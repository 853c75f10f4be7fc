"""What a question is taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.intents import Intent, answers
from search.query.parse import LONGEST, Language, QueryKind, analyse

KINDS = [
    # numbers, however typed
    ("巴政办规2025年1号", QueryKind.NUMBER, Language.CHINESE),
    ("巴政办发[2025]1号 第二十二条", QueryKind.NUMBER, Language.CHINESE),
    ("is 巴政办发〔2010〕57号 still in force", QueryKind.NUMBER, Language.ENGLISH),
    # a title
    ("《巴音郭楞蒙古自治州信息化项目管理办法（试行）》", QueryKind.NAME, Language.CHINESE),
    ("信息化项目管理办法", QueryKind.NAME, Language.CHINESE),
    ("信息化项目管理办法（试行）", QueryKind.NAME, Language.CHINESE),
    # all in quotation marks
    ("“未批先建”", QueryKind.PHRASE, Language.CHINESE),
    # words
    ("涉密项目 保密 密码应用", QueryKind.KEYWORDS, Language.CHINESE),
    ("噪声", QueryKind.KEYWORDS, Language.CHINESE),
    # sentences
    ("信息化项目变更由谁审批？", QueryKind.SENTENCE, Language.CHINESE),
    ("who approves IT project changes", QueryKind.SENTENCE, Language.ENGLISH),
    ("IT项目变更由谁审批", QueryKind.SENTENCE, Language.CHINESE),
    ("which bureau handles 信息化 projects", QueryKind.SENTENCE, Language.MIXED),
]


@pytest.mark.parametrize(("text", "kind", "language"), KINDS)
def test_kind_and_language(text: str, kind: QueryKind, language: Language) -> None:
    query = analyse(text)
    assert (query.kind, query.language) == (kind, language)


NUMBERS = [
    ("巴政办规2025年1号", ("巴政办规〔2025〕1号",)),
    ("巴政办发(2025)1号", ("巴政办发〔2025〕1号",)),
    ("巴政办发【2025】1号第22条", ("巴政办发〔2025〕1号",)),
    ("巴政办发〔2025〕1 第22条", ("巴政办发〔2025〕1号",)),  # 号 forgotten
    ("“巴政办发〔2025〕1号”", ("巴政办发〔2025〕1号",)),
    ("巴政办发〔2010〕57号还有效吗", ("巴政办发〔2010〕57号",)),
    ("巴政办发2010年57号还有效吗", ("巴政办发〔2010〕57号",)),
    ("2027年滑雪场要达到多少家", ()),
    ("2025年第2期", ()),
]


@pytest.mark.parametrize(("text", "numbers"), NUMBERS)
def test_numbers(text: str, numbers: tuple[str, ...]) -> None:
    assert analyse(text).numbers == numbers


def test_operators_are_taken_out() -> None:
    query = analyse('信息化 “项目变更” -监理 -"施工 许可" 2026-2030')
    assert query.phrases == ("项目变更",)
    assert query.excluded == ("监理", "施工 许可")
    assert "监理" not in query.rest
    assert not any("监理" in word for word in query.words)
    assert "2026-2030" in query.rest  # a range excludes nothing


def test_corner_brackets_quote() -> None:
    assert analyse("「项目变更」 审批").phrases == ("项目变更",)


def test_question_words_are_left_out_unless_there_is_nothing_else() -> None:
    assert analyse("项目 由谁 审批", str.split).words == ("项目", "审批")
    assert analyse("谁", str.split).words == ("谁",)
    assert "IT" in analyse("who approves IT project changes", str.split).words


INTENTS = [
    ("巴政办发〔2010〕57号还有效吗", {Intent.STATUS}),
    ("政府性债务管理暂行办法废止了吗", {Intent.STATUS}),
    ("is the 2009 grain warehouse inventory plan still in force", {Intent.STATUS}),
    ("哪些文件拟修订", {Intent.STATUS}),
    ("数字化发展局局长是谁", {Intent.APPOINTMENT}),
    ("何斌被免去什么职务", {Intent.REMOVAL}),
    ("住房公积金管理中心主任", {Intent.APPOINTMENT}),  # a post alone asks who holds it
    ("head of the water resources bureau", {Intent.APPOINTMENT}),
    ("民政局副局长是谁免的", {Intent.REMOVAL}),
    ("new director of the ecology and environment bureau", {Intent.APPOINTMENT}),
    ("who was dismissed as deputy director of the audit bureau", {Intent.REMOVAL}),
    ("信息化项目变更由谁审批", {Intent.WHO}),  # a body, not a posting
    ("who approves IT project changes", {Intent.WHO}),
    ("项目验收后多久要交验收报告", {Intent.WHEN}),
    ("2027年滑雪场要达到多少家", {Intent.HOW_MANY}),
    ("有效期五年", set()),  # the words of a clause, not a question about it
]


@pytest.mark.parametrize(("text", "intents"), INTENTS)
def test_intents(text: str, intents: set[Intent]) -> None:
    assert analyse(text).intents == intents


def test_answers_hold_what_is_asked_for() -> None:
    assert answers(Intent.WHO, "由州数字化发展局负责审核")
    assert answers(Intent.WHEN, "七个工作日内报送")
    assert answers(Intent.HOW_MANY, "总数达到 4 家")
    assert not answers(Intent.WHEN, "应实行项目监理制")
    assert not answers(Intent.STATUS, "废止")


def test_a_long_question_is_cut_and_says_so() -> None:
    query = analyse("信" * (LONGEST + 1))
    assert query.cut
    assert len(query.text) == LONGEST
    assert not analyse("信" * LONGEST).cut
    assert analyse("信" * 10_000_000).cut


ODD = [
    "",
    " ",
    "\x00",
    "\ud800",
    "“",
    "「",
    "《",
    "-",
    "--",
    "第条",
    "第",
    "()",
    "«»",
    "\U0001f600",
    "ﷺ" * 900,
]


@pytest.mark.parametrize("text", ODD)
def test_odd_input_is_taken(text: str) -> None:
    analyse(text)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("第条款项之〔〕【】《》“”「」-.1二十"))))
def test_analyse_never_raises(text: str) -> None:
    query = analyse(text)
    assert len(query.text) <= LONGEST
    assert analyse(text) == query


QUOTED = [
    ("“项目变更”", ("项目变更",)),
    ("审批 “项目变更”", ("项目变更",)),
    ('"项目变更"由谁审批', ("项目变更",)),
    ("“项目变更”由谁审批", ()),  # the quotation marks of a sentence
    ("「项目变更」由谁审批？", ()),
    ("“由谁审批”", ("由谁审批",)),  # a phrase that asks is a phrase
]


@pytest.mark.parametrize(("text", "phrases"), QUOTED)
def test_quotation_marks_of_a_question_are_its_own(text: str, phrases: tuple[str, ...]) -> None:
    assert analyse(text).phrases == phrases
