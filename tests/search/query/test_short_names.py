"""A short name that a document defines stands for the full one, and the other way round."""

import pytest

from search import Searcher
from search.query.short_names import definitions

DEFINED = [
    # (text, (full name, short name)...)
    ("为了规范民用无人驾驶航空器（以下简称无人机）的飞行", ("民用无人驾驶航空器", "无人机")),
    ("由州政务服务和数据管理局（以下简称“州数据局”）审批", ("州政务服务和数据管理局", "州数据局")),
    ("《中华人民共和国噪声污染防治法》(以下简称《噪声法》)", ("中华人民共和国噪声污染防治法", "噪声法")),
    ("对新建、改建、扩建项目(以下统称：建设项目)", None),  # the list is no name: 扩建项目 is not longer
    ("以下简称无人机的", None),
    ("（以下简称办法）", None),
    ("第三方机构（以下简称为机构）", None),  # who asks for 机构 finds both as it is
    ("国家发展和改革委员会（以下统称为“发改委”）", ("国家发展和改革委员会", "发改委")),
]


@pytest.mark.parametrize(("text", "expected"), DEFINED)
def test_definitions(text: str, expected: tuple[str, str] | None) -> None:
    assert list(definitions(text)) == ([expected] if expected else [])


def test_the_other_name_is_found_too(searcher: Searcher) -> None:
    # Only the first article has the full name; the rules speak of 无人机.
    hits = searcher.search("民用无人驾驶航空器 禁止飞行").hits
    assert "无人机" in hits[0].text
    assert any(hit.text[start:end] == "无人机" for hit in hits for start, end in hit.highlights)
