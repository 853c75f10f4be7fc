"""Two titles: of one document, nearly, or of two."""

from __future__ import annotations

import pytest

from search.check.lookup import is_abbreviated
from search.check.titles import Agreement, TitleIndex, agreement

HELD = "云岭州信息化项目管理办法（试行）"
NOTICE = "关于印发《云岭州信息化项目管理办法（试行）》的通知"

# cited, held, how they agree
TITLES = [
    (HELD, HELD, Agreement.SAME),
    ("云岭州信息化项目管理办法(试行)", HELD, Agreement.SAME),
    ("雲嶺州信息化項目管理辦法（試行）", HELD, Agreement.SAME),
    ("关于印发〈云岭州信息化项目管理办法（试行）〉的通知", NOTICE, Agreement.SAME),
    (HELD, NOTICE, Agreement.SAME),  # a notice is what it issues
    ("云岭州人民政府关于推进乡村旅游的意见", "关于推进乡村旅游的意见", Agreement.SAME),
    ("中华人民共和国民法典", "民法典", Agreement.SAME),
    ("立法法（2023年修正）", "中华人民共和国立法法", Agreement.SAME),
    # misquoted or shortened
    ("云岭州信息化项目管理方法（试行）", HELD, Agreement.NEAR),
    ("云岭州信息化项目管理办法", HELD, Agreement.NEAR),
    ("信息化项目管理办法（试行）", HELD, Agreement.NEAR),
    # others
    ("云岭州城乡供水价格管理办法", HELD, Agreement.OTHER),
    ("云岭州人民政府关于推进乡村旅游的意见", "青砚县人民政府关于推进乡村旅游的意见", Agreement.NEAR),
    ("办法", HELD, Agreement.OTHER),
    ("", HELD, Agreement.OTHER),
]


@pytest.mark.parametrize(("cited", "held", "expected"), TITLES)
def test_titles_agree(cited: str, held: str, expected: Agreement) -> None:
    assert agreement(cited, held) is expected


def test_an_issuer_that_is_another_makes_another_document() -> None:
    cited, held = "青砚县人民政府关于推进乡村旅游的意见", "关于推进乡村旅游的意见"
    assert agreement(cited, held, "云岭州人民政府") is not Agreement.SAME
    assert agreement(cited, held, "青砚县人民政府") is Agreement.SAME


@pytest.mark.parametrize(
    ("short", "whole", "expected"),
    [
        ("州政府", "云岭州人民政府", True),
        ("云岭州人民政府", "云岭州人民政府", True),
        ("自治区人民政府", "新疆维吾尔自治区人民政府", True),
        ("省政府", "云岭州人民政府", False),
        ("州政", "云岭州人民政府", False),
        ("", "云岭州人民政府", False),
    ],
)
def test_issuers_are_abbreviated(short: str, whole: str, expected: bool) -> None:
    assert is_abbreviated(short, whole) is expected


def test_the_index_finds_titles_and_those_near_them() -> None:
    index = TitleIndex([(1, HELD), (1, NOTICE), (2, "云岭州防汛应急预案"), (3, "中华人民共和国民法典合同编")])
    assert index.named("云岭州防汛应急预案") == (2,)
    assert index.near("云岭州防火应急预案") == ("云岭州防汛应急预案",)
    assert index.near("红楼梦") == ()
    assert index.near("信息化项目管理办法")[0] == HELD
    assert index.books("民法典") == (3,)
    assert index.books("云岭州防汛应急预案") == ()
