"""Marks at the beginning of a line: which number, which family, and is it opened or only cited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.markers import Family, is_cited, read_marker

# (line, family, path, 之, canonical label, the text after the mark)
MARKS = [
    # 编 分编 章 节 条
    ("第二编 物权", Family.BOOK, (2,), 0, "第二编", "物权"),
    ("第一分编 通则", Family.SUBBOOK, (1,), 0, "第一分编", "通则"),
    ("第三章 总 则", Family.CHAPTER, (3,), 0, "第三章", "总 则"),
    ("第十二节\u3000监测", Family.SECTION, (12,), 0, "第十二节", "监测"),
    ("第二十二条 内容", Family.ARTICLE, (22,), 0, "第二十二条", "内容"),
    ("第22条 内容", Family.ARTICLE, (22,), 0, "第二十二条", "内容"),
    ("第 二 十 二 条 内容", Family.ARTICLE, (22,), 0, "第二十二条", "内容"),
    ("第一千二百六十条\u3000内容", Family.ARTICLE, (1260,), 0, "第一千二百六十条", "内容"),
    ("第一百二十条之一 内容", Family.ARTICLE, (120,), 1, "第一百二十条之一", "内容"),
    ("第十条之 二 内容", Family.ARTICLE, (10,), 2, "第十条之二", "内容"),
    ("第九条承储企业", Family.ARTICLE, (9,), 0, "第九条", "承储企业"),
    ("第三条：内容", Family.ARTICLE, (3,), 0, "第三条", "：内容"),
    ("第三条", Family.ARTICLE, (3,), 0, "第三条", ""),
    # 一、（一）1.（1）① in every width
    ("一、内容", Family.HAN, (1,), 0, "一、", "内容"),
    ("十二 、内容", Family.HAN, (12,), 0, "十二、", "内容"),
    ("（三）内容", Family.HAN_PAREN, (3,), 0, "（三）", "内容"),
    ("(三)内容", Family.HAN_PAREN, (3,), 0, "（三）", "内容"),
    ("（ 三 ） 内容", Family.HAN_PAREN, (3,), 0, "（三）", "内容"),
    ("1.内容", Family.ARABIC, (1,), 0, "1.", "内容"),
    ("１２．内容", Family.ARABIC, (12,), 0, "12.", "内容"),
    ("1、内容", Family.ARABIC, (1,), 0, "1.", "内容"),
    ("（5）内容", Family.ARABIC_PAREN, (5,), 0, "（5）", "内容"),
    ("(5) 内容", Family.ARABIC_PAREN, (5,), 0, "（5）", "内容"),
    ("5）内容", Family.ARABIC_PAREN, (5,), 0, "（5）", "内容"),
    ("①内容", Family.CIRCLED, (1,), 0, "①", "内容"),
    ("㉑内容", Family.CIRCLED, (21,), 0, "㉑", "内容"),
    # decimals
    ("5.1 内容", Family.DECIMAL, (5, 1), 0, "5.1", "内容"),
    ("5.1.2内容", Family.DECIMAL, (5, 1, 2), 0, "5.1.2", "内容"),
    ("5．1．2 内容", Family.DECIMAL, (5, 1, 2), 0, "5.1.2", "内容"),
    ("5. 1 内容", Family.DECIMAL, (5, 1), 0, "5.1", "内容"),
    ("5.1、内容", Family.DECIMAL, (5, 1), 0, "5.1", "内容"),
    ("5.1. 内容", Family.DECIMAL, (5, 1), 0, "5.1", "内容"),
    # postings
    ("▲秦山为局长；", Family.POSTING, (0,), 0, "▲", "秦山为局长；"),
    ("△ 秦山局长职务；", Family.POSTING, (0,), 0, "△", "秦山局长职务；"),
]

UNMARKED = [
    "",
    "第",
    "第条",
    "第一万条",
    "第三届",
    "第一批",
    "第三方",
    "三",
    "三是加强",
    "（一",
    "（试行）",
    "（2025年修订）",
    "2025年，全州",
    "2025 年",
    "2025.1.1",
    "15岁以上",
    "10万元",
    "3.5%",
    "3.5％",
    "3 个",
    "5 总则",  # opens a section in decimal texts only
    "·",
]

# (line, does it only cite?)
CITED = [
    # an article that is cited goes on with a particle
    ("第三条的规定", True),
    ("第三条 的规定", True),
    ("第三条、第五条", True),
    ("第三条第二款", True),
    ("第三条规定", True),
    ("第三条之规定", True),
    ("第三条和第四条", True),
    ("第三条至第五条", True),
    ("第三条以上", True),
    ("第三条所列", True),
    ("第三条等规定", True),
    ("第三条（二）项", True),
    ("第三条》", True),
    ("第三条）", True),
    ("第三章的规定", True),
    ("第五章至第六章", True),
    # …which may also begin a text of its own
    ("第九条 承储企业", False),
    ("第九条承储企业", False),
    ("第九条及时报告", False),
    ("第九条与会人员", False),
    ("第九条和谐社区", False),
    ("第九条至少每年", False),
    ("第九条中国公民", False),
    ("第四条项目实施", False),
    ("第四条等级划分", False),
    ("第四条", False),
    ("第三章 总则", False),
    # decimals
    ("5.1.2条", True),
    ("5.1.2 条的规定", True),
    ("5.1.2的规定", True),
    ("5.1.2规定", True),
    ("5.1.2、5.1.3", True),
    ("5.1.2和5.1.3", True),
    ("5.1.2）", True),
    ("3.5米", True),
    ("3.5 米。", True),
    ("1.2亿元", True),
    ("1.2 万亩", True),
    ("5.1 条件", False),
    ("5.1项目组成", False),
    ("5.1 款项管理", False),
    ("7.2 节水措施", False),
    ("4.1 级别划分", False),
    ("1.1 和谐发展", False),
    ("1.1、总则", False),
    # 三、四 may enumerate
    ("三、四级响应", True),
    ("三、四季度", True),
    ("三、四、五", True),
    ("三、四", True),
    ("三、四个月", True),
    ("三、内容", False),
    ("三、一般规定", False),
    ("一、一级响应", False),
    ("一、二〇二五年工作", False),
    ("五、十年禁渔", False),
    ("三、五年目标", False),
    # items
    ("（二）项规定", True),
    ("（二）、（三）项", True),
    ("（二）项目管理", False),
    ("（二）内容", False),
]


@pytest.mark.parametrize(("line", "family", "path", "sub", "label", "rest"), MARKS)
def test_read_marker(
    line: str, family: Family, path: tuple[int, ...], sub: int, label: str, rest: str
) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.family, marker.path, marker.sub, marker.label) == (family, path, sub, label)
    assert line[marker.end :] == rest
    assert not is_cited(marker, line)


@pytest.mark.parametrize("line", UNMARKED)
def test_no_mark(line: str) -> None:
    assert read_marker(line) is None


@pytest.mark.parametrize(
    ("line", "path", "rest"),
    [
        ("5总则", (5,), "总则"),
        ("12应急保障", (12,), "应急保障"),
        ("5 总则", (5,), "总则"),
        ("5", (5,), ""),
        ("5.总则", (5,), "总则"),
        ("5.1 适用", (5, 1), "适用"),
    ],
)
def test_sections_of_one_number_in_decimal_texts(line: str, path: tuple[int, ...], rest: str) -> None:
    marker = read_marker(line, decimal=True)
    assert marker is not None
    assert (marker.family, marker.path, line[marker.end :]) == (Family.DECIMAL, path, rest)


@pytest.mark.parametrize(
    "line", ["2025年", "15岁以上", "3个月内", "24小时值班", "3处水源", "5应当坚持不懈。", "2025"]
)
def test_figures_open_no_section(line: str) -> None:
    assert read_marker(line, decimal=True) is None


@pytest.mark.parametrize(("line", "cited"), CITED)
def test_is_cited(line: str, cited: bool) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert is_cited(marker, line) is cited


@given(
    st.text() | st.text("第零一二十百千条之章节编、（）()0123１.．① 的▲项附件", max_size=20), st.booleans()
)
def test_reading_marks_is_total(text: str, decimal: bool) -> None:
    marker = read_marker(text, decimal)
    if marker:
        assert 0 < marker.end <= len(text)
        assert marker.label
        is_cited(marker, text)
