"""Sentences of drafts and what must be said of their citations, rule by rule, with look-alikes that are none."""

from __future__ import annotations

import pytest

from search import Searcher
from search.check.check import check_text
from search.check.draft import DraftError
from search.check.findings import Finding
from tests.search.check.draft import (
    AS_OF,
    DIFFER,
    DRONES,
    GRAIN,
    NOT_HELD,
    NUMBER,
    PLACE,
    PROJECTS,
    REPEALED,
    RIGHT,
)


def found(searcher: Searcher, text: str, as_of: str = AS_OF) -> list[Finding]:
    return list(check_text(searcher.home, text, as_of).findings)


def verdicts(searcher: Searcher, text: str, as_of: str = AS_OF) -> list[str]:
    return [str(one.verdict) for one in found(searcher, text, as_of)]


Table = list[tuple[str, list[str]]]

SECOND = "不涉及前款所列事项的一般性调整，由建设单位自行决定，七日内在平台备案。"
THIRD = "未经审批擅自变更的，增加的费用不予结算。"

QUOTED: Table = [
    # each of two quotations belongs to the paragraph in which it stands
    (f"{PROJECTS}第十三条第二款、第三款分别规定：“{SECOND}”“{THIRD}”", [RIGHT, RIGHT]),
    (
        f"{PROJECTS}第十三条第二款、第三款分别规定：“{SECOND}”“未经审批擅自变更的，增加的费用予以结算。”",
        [RIGHT, DIFFER],
    ),
    # before the citation, in several ways
    (f"“{THIRD}”——{PROJECTS}第十三条第三款。", [RIGHT]),
    (f"“{THIRD}”（参见{PROJECTS}第十三条第三款）", [RIGHT]),
    (f"“{THIRD}”是{PROJECTS}第十三条第三款的明文规定。", [RIGHT]),
    (f"“{SECOND}”（{PROJECTS}第十三条第三款）", [DIFFER]),
    # two citations, each with its own words
    (
        f"{PROJECTS}第十七条规定“给予三十日整改期”，而{DRONES}第十二条规定“责令三日内改正”。",
        [RIGHT, RIGHT],
    ),
    (
        f"{PROJECTS}第十七条规定“责令三日内改正”，而{DRONES}第十二条规定“给予三十日整改期”。",
        [DIFFER, DIFFER],
    ),
    # a whole article with its number and items; the last mark of a quotation may be another
    (
        f"{DRONES}第八条：“第八条 飞行中不得有下列行为：（一）投掷、喷洒危险物品；（二）偷拍他人隐私；"
        "（三）追逐、惊吓野生动物和放牧牲畜；（四）饮酒后操控。”",
        [RIGHT],
    ),
    (f"{DRONES}第八条第（二）项“偷拍他人隐私。”", [RIGHT]),
    (f"{DRONES}第八条第（二）项规定：“飞行中不得有下列行为：……（二）偷拍他人隐私；”", [RIGHT]),
    (f"{DRONES}第八条第（二）项规定：“饮酒后操控”。", [DIFFER]),
    # paragraphs of a quotation, each begun with its mark
    (
        f"{PROJECTS}第三条规定：\n“州数据局统筹全州信息化项目，负责立项审查、过程监督和组织验收。\n"
        "“州财政局负责预算审核、资金拨付和绩效管理。”\n",
        [RIGHT],
    ),
    # ASCII marks, corner marks, traditional characters
    (f'{DRONES}第四条规定:"二十四小时接听群众对违规飞行的报告"。', [RIGHT]),
    (f"{DRONES}第四条規定：「二十四小時接聽群眾對違規飛行的報告」。", [RIGHT]),
    # one word added, one left out, one changed
    (f"{PROJECTS}第九条：“建设单位应当依法公开采购”。", [DIFFER]),
    (f"{PROJECTS}第九条：“建设单位应依法采购”。", [DIFFER]),
    (f"{PROJECTS}第九条：“建设单位可以依法采购”。", [DIFFER]),
    # an ellipsis hides no change behind it, and no other order
    (f"{PROJECTS}第九条：“建设单位应当依法采购……三个工作日内上传项目管理平台”。", [DIFFER]),
    (f"{PROJECTS}第九条：“合同订立后五个工作日内上传……建设单位应当依法采购”。", [DIFFER]),
    # words that are none of the article's: a slogan, a name, what the draft says itself
    (f"落实{PROJECTS}第九条，推进“放管服”改革和“一网通办”。", [RIGHT]),
    (f"根据{PROJECTS}第九条，我们认为“可以考虑缩短合同签订的时间”。", [RIGHT]),
    (f"{PROJECTS}第九条。会议提出：“加快建设数字云岭，提升治理能力。”", [RIGHT]),
    # the whole document is cited: the words may stand anywhere in it
    (f"{PROJECTS}要求“集约建设、数据共享、先评后建、安全可控”。", [RIGHT]),
    (f"{PROJECTS}要求“集约建设、数据封闭、先评后建、安全可控”。", [DIFFER]),
    # new words of an amendment stand nowhere yet; the old ones must
    (f"将{PROJECTS}第九条中的“三十日”修改为“十五日”。", [RIGHT]),
    (f"将{PROJECTS}第九条中的“四十日”修改为“十五日”。", [DIFFER]),
    (f"在{PROJECTS}第九条增加一款，作为第二款：“合同应当公开。”", [RIGHT]),
    (f"{PROJECTS}第九条修改为：“第九条 建设单位应当公开招标。”", [RIGHT]),
    # quoted words that cite something are the quoted text's own
    (
        "《云岭州城乡供水价格管理办法》第十四条规定：“《关于调整石麓市城区居民用水阶梯价格的公告》"
        "（岭政办规〔2024〕2号）同时废止。”",
        [RIGHT],
    ),
    ("有人称“按照岭政办规〔2024〕2号办理即可”。", [REPEALED]),
]

NAMED: Table = [
    # decrees
    ("州政府令第12号第六条", [RIGHT]),
    ("《云岭州民用无人驾驶航空器公共安全管理办法》（州人民政府令第12号）第六条", [RIGHT]),
    ("《云岭州民用无人驾驶航空器公共安全管理办法》（云岭州人民政府第12号令）第六条", [RIGHT]),
    ("《云岭州民用无人驾驶航空器公共安全管理办法》（云岭州人民政府令第13号）第六条", [NUMBER]),
    ("《云岭州民用无人驾驶航空器公共安全管理办法》（2025年3月6日云岭州人民政府令第12号公布）第六条", [RIGHT]),
    ("省政府令第12号第六条", [NOT_HELD]),
    # a number beside the title without brackets, before it or behind it
    ("岭政发〔2025〕9号《关于修改〈云岭州州级储备粮管理办法〉的决定》第二条，该决定第六条", [RIGHT, PLACE]),
    ("《云岭州城乡供水价格管理办法》岭政办发〔2025〕14号第三条", [RIGHT]),
    ("岭政办发〔2025〕16号文件印发的《云岭州城乡供水价格管理办法》第三条", [NUMBER]),
    ("岭政办发〔2025〕14号文件第三条", [RIGHT]),
    # a title without 《》 before its number
    ("按照关于鹤汀湖实行封湖禁渔的公告（岭政办规〔2025〕2号）", [RIGHT]),
    ("按照关于鹤汀湖实行封湖禁渔的公告（岭政办规〔2025〕1号）", [NUMBER]),
    # the same title with other brackets, blanks, without （试行）, with the issuer
    ("《云岭州信息化项目管理办法(试行)》第三条", [RIGHT]),
    ("《 云岭州信息化项目管理办法 （试行） 》第三条", [RIGHT]),
    ("《云岭州信息化项目管理办法》（岭政办发〔2025〕3号）第三条", [DIFFER]),
    ("《云岭州人民政府关于推进乡村旅游提质增效的实施意见》（岭政发〔2025〕2号）", [RIGHT]),
    ("《青砚县人民政府关于推进乡村旅游提质增效的实施意见》", [NOT_HELD]),
    ("《关于印发<云岭州城乡供水价格管理办法>的通知》（岭政办发〔2025〕14号）第三条", [RIGHT]),
    ("《关于印发云岭州城乡供水价格管理办法的通知》（岭政办发〔2025〕14号）第三条", [RIGHT]),
    # one character is another document where no number says otherwise; words quoted from it may prove it
    ("《云岭州城乡供电价格管理办法》第三条", [NOT_HELD]),
    ("《云岭州城乡供水价格管理方法》第七条规定：“调整居民用水价格应当听证”", [DIFFER]),
    ("《城乡供水价格管理办法》第七条规定：“调整居民用水价格应当听证”", [RIGHT]),
    ("《城乡供水价格管理办法》第七条", [NOT_HELD]),
    # a repealed document by its notice's title, by that of what it issued, by number alone
    ("《关于印发〈云岭州烟叶收购秩序管理办法〉的通知》（岭政办发〔2010〕35号）", [REPEALED]),
    ("《云岭州烟叶收购秩序管理办法》第四条", [REPEALED]),
    ("岭政发〔2009〕11号", [REPEALED]),
    ("《云岭州烟叶收购秩序管理办法》（岭政办发〔2010〕36号）", [NUMBER]),
    ("《云岭州水电站管理规定》（岭政发〔2009〕11号）", [NUMBER]),
    ("《云岭州城区犬只管理规定》（岭政办规〔2023〕3号）第五条", [NOT_HELD]),  # and to be revised
    # numbers misprinted
    ("岭政办规(2025)1号", [RIGHT]),
    ("岭政办发【2025】14 号第三条", [RIGHT]),
    ("岭政办发〔２０２５〕１４号第三条", [RIGHT]),
    ("岭政办发[2025〕14号第三条", [RIGHT]),
    ("岭政办发2025年14号第三条", [RIGHT]),
    ("岭政办发〔2025 14号第三条", [RIGHT]),
    # emphasis and links of markdown
    ("- **《云岭州城乡供水价格管理办法》**（岭政办发〔2025〕14号）第三条", [RIGHT]),
    ("[《云岭州城乡供水价格管理办法》](https://example.org/a)（岭政办发〔2025〕14号）第三条", [RIGHT]),
]

PLACES: Table = [
    ("《关于调整石麓市城区居民用水阶梯价格的公告》第五条", [REPEALED]),
    (f"{GRAIN}第三章", [RIGHT]),
    (f"{GRAIN}第二章第二节", [RIGHT]),
    (f"{GRAIN}第二章第三节", [PLACE]),
    (f"{GRAIN}第7条", [RIGHT]),
    (f"{GRAIN}第七条第一款第（五）项", [PLACE]),
    (f"{GRAIN}第五条第二款", [PLACE]),
    (f"{GRAIN}第三条第二、三款", [RIGHT]),
    (f"{GRAIN}第三条第二至四款", [PLACE]),
    (f"{GRAIN}第二条、三十条", [RIGHT, PLACE]),
    ("《云岭州防汛应急预案》（岭政办发〔2024〕41号）第4.2条", [RIGHT]),
    ("《云岭州防汛应急预案》（岭政办发〔2024〕41号）第4.6条", [PLACE]),
    ("《云岭州防汛应急预案》（岭政办发〔2024〕41号）4.1.1第（3）项", [RIGHT]),
    ("《云岭州防汛应急预案》（岭政办发〔2024〕41号）第三条", [PLACE]),
    ("《云岭州中小学校供餐质量提升方案（2025—2027年）》二、（一）2.", [RIGHT]),
    ("《云岭州中小学校供餐质量提升方案（2025-2027年）》二、（一）4.", [PLACE]),
    ("《云岭州中小学校供餐质量提升方案（2025—2027年）》第二部分第（四）项", [RIGHT]),
    ("《云岭州中小学校供餐质量提升方案（2025—2027年）》第四部分", [PLACE]),
    ("《关于公布〈云岭州政务服务“马上办”事项清单〉的通知》（岭政办发〔2024〕44号）第一条", [REPEALED]),
    ("《关于行政规范性文件清理结果的通知》（岭政发〔2025〕10号）附件第14项", [RIGHT]),
    ("《关于行政规范性文件清理结果的通知》（岭政发〔2025〕10号）附件", [RIGHT]),
    ("《关于行政规范性文件清理结果的通知》（岭政发〔2025〕10号）附件2", [PLACE]),
    ("《云岭州人民政府干部任免通知》（云岭州人民政府公报2025年第2期）免去（晏清和）", [RIGHT]),
    ("《云岭州人民政府干部任免通知》（云岭州人民政府公报2025年第2期）任命第12项", [PLACE]),
]  # fmt: skip

CONTEXT: Table = [
    # what goes on from a citation in the paragraph, and what doesn't
    (f"{PROJECTS}第五条规定了申报，第六条规定了评审，第二十三条没有内容。", [RIGHT, RIGHT, PLACE]),
    (f"{PROJECTS}第五条。\n第三十条另有规定。", [RIGHT]),
    (f"{PROJECTS}第五条、本办法第三十条", [RIGHT]),
    ("第一条 为了规范管理，制定本办法。\n第二条 违反第一条、第九十条的，依照"
     f"{PROJECTS}第九条处理。\n第三条 本办法自2025年1月1日起施行。", [RIGHT]),
    # short names: as defined, after the number, of a bare name, none
    (f"{GRAIN}（以下简称“储备粮办法”）实施以来，储备粮办法第五条、《储备粮办法》第三十条", [RIGHT, RIGHT, PLACE]),
    ("《云岭州城乡供水价格管理办法》（以下简称《办法》）、《云岭州信息化项目管理办法（试行）》"
     "（以下简称《试行办法》）。《办法》第十五条，《试行办法》第十五条", [RIGHT, RIGHT, PLACE, RIGHT]),
    ("《办法》第三条", [NOT_HELD]),
    # no citations at all
    ("本通知自印发之日起施行。附件：实施方案", []),
    ("2025年第2期《云岭州人民政府公报》共3份文件", [NOT_HELD]),
    ("《云岭州人民政府公报》2025年第2期", []),
    ("投资200万元（2025）5个项目，执行第三项任务", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), QUOTED, ids=[text[-40:] for text, _ in QUOTED])
def test_quotations(searcher: Searcher, text: str, expected: list[str]) -> None:
    assert verdicts(searcher, text) == expected


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[text[:40] for text, _ in NAMED])
def test_numbers_and_titles(searcher: Searcher, text: str, expected: list[str]) -> None:
    assert verdicts(searcher, text) == expected


@pytest.mark.parametrize(("text", "expected"), PLACES, ids=[text[-40:] for text, _ in PLACES])
def test_places(searcher: Searcher, text: str, expected: list[str]) -> None:
    assert verdicts(searcher, text) == expected


@pytest.mark.parametrize(("text", "expected"), CONTEXT, ids=[text[:40] for text, _ in CONTEXT])
def test_what_goes_on_from_a_citation(searcher: Searcher, text: str, expected: list[str]) -> None:
    assert verdicts(searcher, text) == expected


LATER = "2026-11-28"  # after what the issue of December 2025 did
ALLOWANCE = "《云岭州经济困难老年人养老服务补贴发放细则》（岭政办发〔2025〕5号）第三条第一款"

# text, verdict, status, a remark
DONE_LATER: list[tuple[str, str, str | None, str | None]] = [
    (f"{DRONES}第三条", RIGHT, "已修改", "place changed"),
    (f"{DRONES}第三条规定：“州交通运输局负责低空物流航线的统筹。”", RIGHT, "已修改", "words after"),
    (f"{DRONES}第三条规定：“州公安局主管无人机公共安全工作。市场监管、体育”", RIGHT, "已修改", "words before"),
    (f"{DRONES}第三条规定：“州公安局负责无人机公共安全工作。”", DIFFER, "已修改", None),
    (f"{DRONES}第四条规定“公布受理电话，接听群众对违规飞行的报告”", RIGHT, "已修改", "words after"),
    (f"{DRONES}第四条规定“公布受理电话，二十四小时接听群众对违规飞行的报告”", RIGHT, "已修改", "words before"),
    (f"{DRONES}第四条之一", RIGHT, "已修改", "place added"),
    (f"{DRONES}第四条之一规定“公开管控区地图和办理结果”", RIGHT, "已修改", "place added"),
    (f"{DRONES}第四条之二", PLACE, None, None),
    (f"{DRONES}第六条第二款", RIGHT, "有效", "others changed"),
    (f"{DRONES}规定：“州交通运输局负责低空物流航线的统筹”", RIGHT, "已修改", "words after"),
    ("《云岭州中小学校供餐质量提升方案（2025—2027年）》", REPEALED, "已废止", "repealed"),
    ("《云岭州农村沼气池安全使用规定》（岭政发〔2016〕31号）", REPEALED, "已废止", "number printed twice"),
    ("岭政办发〔2016〕31号", REPEALED, "已废止", "number printed twice"),
    ("《关于推广节能炉灶的若干意见》（岭政发〔2020〕6号）", REPEALED, "已废止", "repealed"),
    ("《云岭州茶叶地理标志使用管理办法》（岭政办规〔2022〕1号）", NOT_HELD, "拟修订", "to be revised"),
    ("《关于推进乡村旅游提质增效的实施意见》三、（二）", RIGHT, "拟修订", "to be revised"),
    ("《云岭州户外招牌设置管理办法》第三条", RIGHT, "尚未生效", "not yet"),
    ("《云岭州民间档案征集规则（试行）》第二条第二款", REPEALED, "已失效", "expired"),
    (f"{ALLOWANCE}规定“半失能的每人每月280元”", RIGHT, None, "words after"),
    (f"{ALLOWANCE}规定“半失能的每人每月260元”", RIGHT, None, "words before"),
    (f"{ALLOWANCE}规定“半失能的每人每月290元”", DIFFER, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verdict", "status", "remark"), DONE_LATER)
def test_what_later_documents_did(
    searcher: Searcher, text: str, verdict: str, status: str | None, remark: str | None
) -> None:
    (finding,) = found(searcher, text, LATER)
    assert finding.verdict == verdict
    assert status is None or finding.status == status
    assert remark is None or remark in {one.code for one in finding.remarks}


WATER = "《云岭州城乡供水价格管理办法》（岭政办发〔2025〕14号）第八条"
PRICES = "岭政办规〔2024〕2号"

# text, the day, verdict, status
DAYS = [
    (WATER, "2025-07-10", RIGHT, "尚未生效"),  # issued 17 June, in force from 1 September
    (WATER, "2025-09-01", RIGHT, "有效"),
    (PRICES, "2025-08-31", RIGHT, "未知"),
    (PRICES, "2025-09-01", REPEALED, "已废止"),
    (f"{GRAIN}第八条", "2025-07-31", RIGHT, "有效"),
    (f"{GRAIN}第八条", "2025-08-01", RIGHT, "已修改"),
    (f"{GRAIN}第五条", "2025-08-01", RIGHT, "有效"),
    (f"{GRAIN}第十六条之一", "2025-07-31", PLACE, None),
    (f"{GRAIN}第十八条第二款", "2025-07-31", RIGHT, "有效"),
    (GRAIN, "2025-08-01", RIGHT, "已修改"),
    (GRAIN, "2030-01-01", REPEALED, "已失效"),  # five years from 1 January 2025
    (PROJECTS, "2027-03-20", REPEALED, "已失效"),  # two years on trial from 20 March 2025
    ("《云岭州防汛应急预案》", "2026-01-01", RIGHT, "拟修订"),
    ("《云岭州城区犬只管理规定》（岭政办规〔2023〕3号）", "2026-01-01", NOT_HELD, "拟修订"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "verdict", "status"), DAYS)
def test_the_day_decides(searcher: Searcher, text: str, day: str, verdict: str, status: str | None) -> None:
    (finding,) = found(searcher, text, day)
    assert finding.verdict == verdict
    assert status is None or finding.status == status


def test_differences_are_small_and_both_sides_are_shown(searcher: Searcher) -> None:
    text = f"{PROJECTS}第十二条：“项目批复下达后满三个月仍未开工的，批复失效”。"
    (finding,) = found(searcher, text)
    (quote,) = finding.quotes
    assert [(one.quoted, one.printed) for one in quote.differences] == [("三", "六"), ("", "自动")]
    assert all(text[slice(*one.span)] == one.quoted for one in quote.differences)


def test_a_repeal_is_proved_by_its_sentence_and_cited(searcher: Searcher) -> None:
    (finding,) = found(searcher, "《云岭州州级储备粮管理办法》（岭政发〔2019〕17号）")
    assert finding.proof is not None
    assert "同时废止" in finding.proof.text
    assert finding.proof.date == "2025-01-01"
    assert finding.proof.citation == f"{GRAIN}第二十四条"
    assert finding.held is None


def test_the_citation_to_copy_is_canonical(searcher: Searcher) -> None:
    (finding,) = found(searcher, "岭政办发[2025]14号第7条")
    assert finding.held is not None
    assert finding.held.citation == "《云岭州城乡供水价格管理办法》（岭政办发〔2025〕14号）第七条"


def test_words_of_another_place_are_told_where_they_stand(searcher: Searcher) -> None:
    (finding,) = found(searcher, f"{PROJECTS}第五条规定：“州财政局负责预算审核、资金拨付和绩效管理”。")
    assert finding.quotes[0].stands_in == "第三条第二款"


def test_a_draft_that_is_too_long_is_refused(searcher: Searcher) -> None:
    with pytest.raises(DraftError, match="100001 characters"):
        check_text(searcher.home, "甲" * 100_001)


def test_the_same_draft_gives_the_same_report(searcher: Searcher) -> None:
    text = "\n".join(text for text, _ in NAMED + PLACES)
    assert check_text(searcher.home, text, AS_OF) == check_text(searcher.home, text, AS_OF)
