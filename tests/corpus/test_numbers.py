"""Document numbers in every bracket and width."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numbers import PrintedNumber, find_numbers, find_typed_number, normalise_number, read_number

PRINTED_NUMBERS = Path(__file__).parents[2].parent / "shared" / "eval" / "document_numbers_dev.tsv"

BRACKETS = ["〔〕", "[]", "［］", "()", "（）", "【】", "﹝﹞", "{}", "｛｝", "〈〉"]

# (text, its canonical form, or None where it is not one number)
WHOLE = [
    ("岭政办发〔2025〕3号", "岭政办发〔2025〕3号"),
    # brackets that don't fit each other
    ("岭政办发〔2025】3号", "岭政办发〔2025〕3号"),
    ("岭政办发(2025〕3号", "岭政办发〔2025〕3号"),
    # full-width digits
    ("岭政办发（２０２５）１３号", "岭政办发〔2025〕13号"),
    # blanks of every kind, the code letter-spaced
    ("岭政办发 〔 2025 〕 3 号", "岭政办发〔2025〕3号"),
    ("岭政办发\u3000〔2025〕\u30003号", "岭政办发〔2025〕3号"),
    ("岭 政 办 发〔2025〕3号", "岭政办发〔2025〕3号"),
    ("\t岭政办发〔2025〕3\xa0号\n", "岭政办发〔2025〕3号"),
    ("\ufeff岭政办发〔2025〕\u200b3号", "岭政办发〔2025〕3号"),
    # 号 missing, 第 and 年 too many, zeros in front
    ("岭政办发〔2025〕3", "岭政办发〔2025〕3号"),
    ("岭政办发〔2025〕第3号", "岭政办发〔2025〕3号"),
    ("岭政办发〔2025年〕3号", "岭政办发〔2025〕3号"),
    ("岭卫规〔2025〕003号", "岭卫规〔2025〕3号"),
    # Chinese numerals
    ("岭政发〔二〇二五〕十二号", "岭政发〔2025〕12号"),
    ("岭政发〔一九八六〕第一百零二号", "岭政发〔1986〕102号"),
    # labels and enclosing brackets
    ("发文字号：岭政发〔2025〕3号", "岭政发〔2025〕3号"),
    ("发文字号 岭政发〔2025〕3号", "岭政发〔2025〕3号"),
    ("文 号: 岭政发〔2025〕3号", "岭政发〔2025〕3号"),
    ("（岭政发〔2025〕3号）", "岭政发〔2025〕3号"),
    ("(岭政发(2025)3号)", "岭政发〔2025〕3号"),
    # as people type it
    ("岭政办规2025年1号", "岭政办规〔2025〕1号"),
    ("岭政办规2025 1号", "岭政办规〔2025〕1号"),
    # codes made of words that also stand before codes
    ("沪经信企〔2018〕3号", "沪经信企〔2018〕3号"),
    ("工信部联原〔2021〕3号", "工信部联原〔2021〕3号"),
    # decrees and announcements count through
    ("云岭州人民政府令第12号", "云岭州人民政府令第12号"),
    ("云岭州人民政府令 第 十二 号", "云岭州人民政府令第12号"),
    ("云岭州人民政府令（第12号）", "云岭州人民政府令第12号"),
    ("云岭州人民代表大会常务委员会公告（第五号）", "云岭州人民代表大会常务委员会公告第5号"),
    ("云岭州水利局公告2025年第3号", "云岭州水利局公告2025年第3号"),
    # the number of a decree turned round, a dispatch by wire, a traditional 號
    ("云岭州人民政府第12号令", "云岭州人民政府令第12号"),
    ("岭政办发(明电)〔2025〕3号", "岭政办发（明电）〔2025〕3号"),
    ("岭政办发〔2025〕3號", "岭政办发〔2025〕3号"),
    # more labels
    ("【发文字号】岭政发〔2025〕3号", "岭政发〔2025〕3号"),
    ("发布文号：岭政发〔2025〕3号", "岭政发〔2025〕3号"),
    ("文件编号: 岭政发〔2025〕3号", "岭政发〔2025〕3号"),
    # the issuer's name before its code
    ("省人民政府云政函〔1988〕181号", "云政函〔1988〕181号"),
    # look-alikes: the kind or the issuer is cut off, the end of a sentence
    ("云岭市人民政府2015年第88号", None),
    ("据云岭州水利局2019年第7号", None),
    ("公告2020年第1号", None),
    ("本公告2020年第1号", None),
    ("第12号令", None),
    ("依据岭财发〔2018〕4号", None),
    ("工作通知〔2020〕1928号", None),
    ("清泉路第12号令牌", None),
    # not a number
    ("", None),
    ("发文字号：", None),
    ("岭政办发", None),
    ("岭政办发〔2025〕", None),
    ("岭政办发〔2025〕号", None),
    ("岭政办发〔25〕3号", None),
    ("岭政办发〔3025〕3号", None),
    ("岭政办发〔2025〕123456号", None),
    ("〔2025〕3号", None),
    ("第12号", None),
    ("清泉路第12号", None),
    ("2025年3号", None),
    # more than a number
    ("岭政发〔2025〕3号。", None),
    ("岭政发〔2025〕3号、4号", None),
    ("关于节水的通知 岭政发〔2025〕3号", None),
    ("见的通知岭政办发〔2025〕26号", None),
    ("要按照岭政发〔2025〕3号", None),
    # mastheads
    ("云岭州人民政府公报2025年第2号", None),
    ("云岭州人民政府公报 2025 2号", None),
    ("2025年第2期（总第49期）", None),
]

# (text, its canonical form, the brackets that were mended)
MENDED = [
    ("岭政办发〔2025〕3号", "岭政办发〔2025〕3号", ""),
    ("岭政办发（2025）3号", "岭政办发〔2025〕3号", ""),
    ("发文字号：岭政办发(2025〕3号", "岭政办发〔2025〕3号", "(〕"),
    ("岭政办发【2025]3号", "岭政办发〔2025〕3号", "【]"),
    # half and full width
    ("岭政办发(2025）3号", "岭政办发〔2025〕3号", "(）"),
    # one is missing
    ("岭政办发2025〕3号", "岭政办发〔2025〕3号", "〕"),
    ("岭政办发〔2025 3号", "岭政办发〔2025〕3号", "〔"),
    ("岭政办发〔2025第3号", "岭政办发〔2025〕3号", "〔"),
    # nothing to mend
    ("云岭州人民政府令第12号", "云岭州人民政府令第12号", ""),
    ("岭政办规2025年1号", "岭政办规〔2025〕1号", ""),
]

# (running text, the numbers in it)
RUNNING = [
    (
        "《通知》（岭政发〔2025〕3号）和《意见》（岭政办发[2024]40号）",
        ["岭政发〔2025〕3号", "岭政办发〔2024〕40号"],
    ),
    ("岭政发〔2024〕3号和岭政发〔2024〕4号", ["岭政发〔2024〕3号", "岭政发〔2024〕4号"]),
    ("国发〔2011〕1号文和国办发〔2012〕2号文", ["国发〔2011〕1号", "国办发〔2012〕2号"]),
    # words before the code
    ("应当按照岭政发〔2025〕3号执行", ["岭政发〔2025〕3号"]),
    ("现将岭政发〔2025〕3号印发", ["岭政发〔2025〕3号"]),
    ("经岭政发〔2025〕3号批准", ["岭政发〔2025〕3号"]),
    ("原岭政发〔2009〕1号同时废止", ["岭政发〔2009〕1号"]),
    ("州人民政府岭政发〔2025〕9号", ["岭政发〔2025〕9号"]),
    ("2023年岭政发〔2023〕9号", ["岭政发〔2023〕9号"]),
    # …which are part of some codes
    ("根据沪经信企〔2018〕3号", ["沪经信企〔2018〕3号"]),
    ("原州政发〔2009〕1号", ["原州政发〔2009〕1号"]),
    # decrees
    ("依照国务院令第718号、云岭州人民政府令第十二号", ["国务院令第718号", "云岭州人民政府令第12号"]),
    ("由云岭州人民政府令（第12号）公布", ["云岭州人民政府令第12号"]),
    ("对外贸易经济合作部令第5号", ["对外贸易经济合作部令第5号"]),
    ("（云岭州水利局公告2025年第3号）", ["云岭州水利局公告2025年第3号"]),
    ("云岭州人民政府第12号令发布、第20号令修改", ["云岭州人民政府令第12号"]),
    ("（财政部公告2015年第3号）", ["财政部公告2015年第3号"]),
    ("以下简称岭政办字〔2025〕3号文", ["岭政办字〔2025〕3号"]),
    ("州水利局作出岭水罚字〔2025〕3号决定", ["岭水罚字〔2025〕3号"]),
    ("最高人民法院的解释法释〔2020〕3号", ["法释〔2020〕3号"]),
    # nothing is made of what only looks like one
    ("按照〔2025〕1号", []),
    ("见岭政发〔2025〕第3页", []),
    ("岭政发〔2025〕3", []),
    ("岭 政 发〔2025〕3号", []),
    ("清泉路第12号", []),
    ("本令第3号样式", []),
    ("本公告第3号附件", []),
    ("（2025）1号", []),
    ("2025年第2期", []),
]

# (a question, the number it names without brackets)
TYPED = [
    ("岭政办规2025年1号还有效吗", "岭政办规〔2025〕1号"),
    ("岭政办规 2025 1号", "岭政办规〔2025〕1号"),
    ("2025年1号", None),
    ("岭政办规2025年5月1日", None),
    ("岭政办规〔2025〕1号", None),  # find_numbers reads it
]


@pytest.mark.parametrize("brackets", BRACKETS)
def test_every_bracket(brackets: str) -> None:
    for year, serial in [("2025", "3"), ("２０２５", "３"), ("二〇二五", "三")]:
        printed = f"岭政办发{brackets[0]}{year}{brackets[1]}{serial}号"
        assert normalise_number(printed) == "岭政办发〔2025〕3号", printed
        assert find_numbers(printed) == (("岭政办发〔2025〕3号", (0, len(printed))),)


@pytest.mark.parametrize(("text", "number"), WHOLE)
def test_normalise_number(text: str, number: str | None) -> None:
    assert normalise_number(text) == number
    if number:
        assert normalise_number(number) == number, "the canonical form is its own"


@pytest.mark.parametrize(("text", "numbers"), RUNNING)
def test_find_numbers(text: str, numbers: list[str]) -> None:
    found = find_numbers(text)
    assert [number for number, _ in found] == numbers
    for number, (start, end) in found:
        assert normalise_number(text[start:end]) == number


@pytest.mark.parametrize(("text", "number"), TYPED)
def test_find_typed_number(text: str, number: str | None) -> None:
    found = find_typed_number(text)
    assert (found[0] if found else None) == number


@given(
    st.text() | st.text("岭政府发令公告第年号〔[（(2025)）]〕 零一二十0９的经\n", max_size=40),
)
def test_numbers_are_total_and_lie_in_the_text(text: str) -> None:
    normalise_number(text)
    find_typed_number(text)
    at = 0
    for number, (start, end) in find_numbers(text):
        assert at <= start < end <= len(text)
        assert sorted(_characters(number)) == sorted(_characters(text[start:end]))  # 第12号令 is turned round
        at = end


@pytest.mark.parametrize(("text", "number", "mended"), MENDED)
def test_mended_brackets_are_reported(text: str, number: str, mended: str) -> None:
    assert read_number(text) == PrintedNumber(number, mended)
    assert normalise_number(text) == number


@pytest.mark.skipif(not PRINTED_NUMBERS.exists(), reason="needs the shared list of printed numbers")
def test_printed_numbers() -> None:
    """17,174 numbers as government sites print them: code, year and serial are kept, nothing is added."""
    well_formed = re.compile(
        r"(?:发文字号[:：])?(?P<issuer>省人民政府(?=..+[〔\[(（]))?"
        r"(?P<code>(?:(?!通知|通告|根据|依据|按照|关于|发布)[\u4e00-\u9fff])+)(?P<rest>[〔\[(（]\d{4}.*号|第\d+号)"
    )
    lines = PRINTED_NUMBERS.read_text(encoding="utf8").splitlines()
    assert len(lines) == 17_174
    refused, mended, plain = [], [], 0
    for line in lines:
        printed, parts = read_number(line), well_formed.fullmatch(_plain(line))
        if printed is None:
            refused.append(line)
            assert parts is None, f"{line} is a number"
            continue
        number = printed.number
        assert normalise_number(number) == number
        assert number in [found for found, _ in find_numbers(f"按照《通知》（{line}）执行")], line
        sentence = f"应当根据{number}的规定办理"
        assert find_numbers(sentence) == ((number, (4, 4 + len(number))),), line
        mended += [line] if printed.mended else []
        if parts:
            plain += 1
            assert _characters(number) == _characters(parts["code"] + parts["rest"]), line
            assert re.match(re.escape(parts["code"]) + "(?:〔|第)", number), line
    # Counted by reading what is refused: 29 ends of sentences (…的通知沪府发〔2009〕39号), 8 numbers whose kind the
    # page cut off (公告2020年第1号, 国家税务总局2018年第12号), one label without a number.
    assert len(refused) == 38
    assert mended == ["发文字号：晋政办发(2017〕109号"]
    assert plain >= 17_120


def _plain(text: str) -> str:
    return re.sub(r"[\s\u200d]", "", unicodedata.normalize("NFKC", text))


def _characters(text: str) -> list[str]:
    """Return what a number says, brackets and blanks and zeros in front left out, for comparing."""
    runs = re.findall(r"\d+|[零〇○一二三四五六七八九十百千]+|[^\W\d_]", text)
    return [run for run in map(_value, runs) if run not in ("第", "年", "号")]


def _value(run: str) -> str:
    if run.isdecimal():
        return str(int(run))
    return "#" if re.fullmatch("[零〇○一二三四五六七八九十百千]+", run) else run
