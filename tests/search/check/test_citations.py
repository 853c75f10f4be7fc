"""The citations of a text: what they name, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.check.citations import Citation, find_citations
from search.check.draft import mend
from search.check.quotations import find_quotes, quoted_spans

# text, (words, title, number, locators) of each citation
CITED: list[tuple[str, list[tuple[str, str, str, tuple[str, ...]]]]] = [
    (
        "《甲办法》（岭政发〔2025〕1号）第三条、第五条",
        [
            ("《甲办法》（岭政发〔2025〕1号）第三条", "甲办法", "岭政发〔2025〕1号", ("第三条",)),
            ("第五条", "甲办法", "岭政发〔2025〕1号", ("第五条",)),
        ],
    ),
    ("岭政发〔2025〕1号", [("岭政发〔2025〕1号", "", "岭政发〔2025〕1号", ())]),
    # a number beside a title, before it and behind it
    (
        "岭政发〔2025〕1号《甲办法》第三条",
        [("岭政发〔2025〕1号《甲办法》第三条", "甲办法", "岭政发〔2025〕1号", ("第三条",))],
    ),
    ("《甲办法》岭政发〔2025〕1号", [("《甲办法》岭政发〔2025〕1号", "甲办法", "岭政发〔2025〕1号", ())]),
    ("《甲办法》，岭政发〔2025〕1号文件", [
        ("《甲办法》", "甲办法", "", ()), ("岭政发〔2025〕1号", "", "岭政发〔2025〕1号", ())
    ]),
    # numbers that share a code
    ("岭政发〔2025〕9号、10号", [
        ("岭政发〔2025〕9号", "", "岭政发〔2025〕9号", ()), ("10号", "", "岭政发〔2025〕10号", ())
    ]),
    ("根据岭政发〔2025〕9、10号", [
        ("岭政发〔2025〕9", "", "岭政发〔2025〕9号", ()), ("10号", "", "岭政发〔2025〕10号", ())
    ]),
    ("岭政发〔2025〕9号、10月1日", [("岭政发〔2025〕9号", "", "岭政发〔2025〕9号", ())]),
    # what is between two documents keeps them two
    (
        "《甲办法》和岭政发〔2025〕1号",
        [("《甲办法》", "甲办法", "", ()), ("岭政发〔2025〕1号", "", "岭政发〔2025〕1号", ())],
    ),
    # titles in titles, papers and books
    ("《关于印发〈甲办法〉的通知》", [("《关于印发〈甲办法〉的通知》", "关于印发〈甲办法〉的通知", "", ())]),
    ("《项目申报表》《红楼梦》", [("《项目申报表》", "项目申报表", "", ()), ("《红楼梦》", "红楼梦", "", ())]),
    # a short name, and 该, 同, 上述
    (
        "《甲办法》（以下简称《办法》）。该办法第三条，同法第四条，上述办法第五条，《办法》第六条",
        [
            ("《甲办法》", "甲办法", "", ()),
            ("该办法第三条", "甲办法", "", ("第三条",)),
            ("上述办法第五条", "甲办法", "", ("第五条",)),
            ("《办法》第六条", "甲办法", "", ("第六条",)),
        ],
    ),
    ("《民法典》第三条、同法第七条", [
        ("《民法典》第三条", "民法典", "", ("第三条",)), ("同法第七条", "民法典", "", ("第七条",))
    ]),
    # texts that count 一、（一）1., sections with points, rows, postings
    ("《甲方案》二、（一）1.规定", [("《甲方案》二、（一）1.", "甲方案", "", ("二、（一）1.",))]),
    ("依据《甲方案》二、《乙方案》三、的规定", [
        ("《甲方案》", "甲方案", "", ()), ("《乙方案》三、", "乙方案", "", ("三、",))
    ]),
    ("《甲预案》4.1.1（2）、5.1", [
        ("《甲预案》4.1.1（2）", "甲预案", "", ("4.1.1（2）",)), ("5.1", "甲预案", "", ("5.1",))
    ]),
    ("《甲清单》清单第2项", [("《甲清单》清单第2项", "甲清单", "", ("清单第2项",))]),
    ("《甲通知》（云岭州人民政府公报2025年第2期）任命（阿诺·木拉）", [
        ("《甲通知》（云岭州人民政府公报2025年第2期）任命（阿诺·木拉）", "甲通知", "", ("任命（阿诺·木拉）",))
    ]),
    # a paragraph that goes on
    ("《甲办法》第三条第一款规定不明，第二款规定明确", [
        ("《甲办法》第三条第一款", "甲办法", "", ("第三条第一款",)), ("第二款", "甲办法", "", ("第三条第二款",))
    ]),
    # none: of the draft itself, of a series, of things counted
    ("本办法第三条、本通知附件2、前款规定", []),
    ("《云岭州人民政府公报》2025年第2期", []),
    ("第一条 制定本办法。\n第二条 违反第一条的，处罚款。", []),
    ("二、重点任务（一）管好食材。第三项工作、第三节课", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_citations(text: str, expected: list[tuple[str, str, str, tuple[str, ...]]]) -> None:
    mended = mend(text)
    found = [
        (text[slice(*mended.span(one.span))], one.title, one.number, one.locators)
        for one in find_citations(mended.text)
    ]
    assert found == expected


# a draft's own writing, as it is read
MENDED = [
    ("（岭政发〔2025〕9）第一条", "（岭政发〔2025〕9号）第一条"),
    ("岭政发2025〕9号", "岭政发〔2025〕9号"),
    ("岭政发〔2025 9号", "岭政发〔2025〕9号"),
    ("岭政发2025年9号", "岭政发〔2025〕9号"),
    ("**《甲》**`第一条`", "《甲》第一条"),
    ("> ## 標題", "## 标题"),
    ("同法第三条", "该法第三条"),
    ("《甲\n办法》（岭政\n发〔2025〕9号）第十\n三条", "《甲办法》（岭政发〔2025〕9号）第十三条"),
    ("〈甲乙办法〉第三条", "《甲乙办法》第三条"),
    # look-alikes
    ("产量（2025）50吨", "产量（2025）50吨"),
    ("岭政发〔2025〕9号", "岭政发〔2025〕9号"),
    ("相同法第三条", "相同法第三条"),
    ("《关于〈甲乙办法〉的通知》", "《关于〈甲乙办法〉的通知》"),
    ("依据《甲办法》\n第三条 乙", "依据《甲办法》\n第三条 乙"),
    ("a_b_c 与 2*3", "a_b_c 与 23"),
]


@pytest.mark.parametrize(("draft", "expected"), MENDED)
def test_a_draft_is_mended(draft: str, expected: str) -> None:
    mended = mend(draft)
    assert mended.text == expected
    assert len(mended.places) == len(expected)
    assert list(mended.places) == sorted(mended.places)


QUOTES = [
    ("甲“乙”丙“丁”", ["乙", "丁"]),
    ("“甲‘乙’“丙”丁”", ["甲‘乙’“丙”丁"]),
    ("“甲\n“乙”", ["甲\n“乙"]),
    ('"甲"乙"丙"', ["甲", "丙"]),
    ('"甲\n乙"', []),
    ("「甲『乙』」", ["甲『乙』"]),
    ("“甲", []),
    ("甲”“乙”", ["乙"]),
]


@pytest.mark.parametrize(("text", "expected"), QUOTES)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[slice(*span)] for span in quoted_spans(text)] == expected


PIECES = [
    *'《》（）号第三条款项、至和该本。\n“”"*`#>',
    *(
        "〔2025〕",
        "岭政发",
        "之一",
        "一、",
        "（一）",
        "1.",
        "5.1",
        "附件",
        "任命",
        "规定",
        "以下简称",
        "办法",
        "同法",
    ),
    *("2025年", "公报", "第2期", "修改为", "关于", "通知"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_can_be_read(text: str) -> None:
    """Whatever the draft: citations come in order, don't overlap, and lie in the text."""
    mended = mend(text)
    found = find_citations(mended.text)
    ends = [0, *(one.span[1] for one in found)]
    assert all(end <= one.span[0] < one.span[1] for end, one in zip(ends, found, strict=False))
    assert all(0 <= start < end <= len(text) for start, end in (mended.span(one.span) for one in found))
    for quote in find_quotes(mended.text, found):
        assert set(quote.tight) | set(quote.loose) <= set(range(len(found)))
        assert not set(quote.tight) & set(quote.loose)


def attached(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Return each quotation with the words of the citations it may belong to."""
    found = find_citations(text)

    def words(places: tuple[int, ...]) -> list[str]:
        return [text[slice(*found[place].span)] for place in places]

    return [(text[slice(*one.span)], words(one.tight), words(one.loose)) for one in find_quotes(text, found)]


ATTACHED = [
    ("《甲》第一条规定：“丙”", [("丙", ["《甲》第一条"], [])]),
    ("《甲》第一条、第二条规定：“丙”", [("丙", ["第二条", "《甲》第一条"], [])]),
    ("“丙”（《甲》第一条）", [("丙", ["《甲》第一条"], [])]),
    ("《甲》第一条规定“丙”和“丁”", [("丙", ["《甲》第一条"], []), ("丁", ["《甲》第一条"], [])]),
    ("落实《甲》第一条，推进“丙”", [("丙", [], ["《甲》第一条"])]),
    ("《甲》第一条。\n他说：“丙”", [("丙", [], [])]),
    ("将《甲》第一条修改为：“丙”", [("丙", [], [])]),
    ("将《甲》第一条中的“丙”改为“丁”", [("丙", ["《甲》第一条"], []), ("丁", [], [])]),
    ("《甲“乙”办法》第一条", []),
    ("《甲办法》（以下简称“办法”）", []),
]


@pytest.mark.parametrize(("text", "expected"), ATTACHED)
def test_a_quotation_belongs_to_a_citation(
    text: str, expected: list[tuple[str, list[str], list[str]]]
) -> None:
    assert attached(text) == expected


def test_a_citation_is_a_record() -> None:
    assert Citation((0, 1)) == Citation((0, 1), "", "", ())
