"""A draft over the sample issues with citations right and wrong in every way, each with what must be said of it.

The verdicts were written by hand from the print, before any output was seen.
"""

from __future__ import annotations

from typing import NamedTuple

RIGHT, DIFFER, REPEALED = "相符", "文字不符", "已废止"
NOT_HELD, NUMBER, PLACE = "未收录", "文号有误", "条款不存在"

AS_OF = "2025-11-28"


class Expected(NamedTuple):
    """A citation of the draft: its words, the verdict, and where it matters the status and a remark's code."""

    text: str
    verdict: str
    status: str | None = None
    remark: str | None = None


GRAIN = "《云岭州州级储备粮管理办法》（岭政发〔2024〕22号）"
PROJECTS = "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕3号）"
DRONES = "《云岭州民用无人驾驶航空器公共安全管理办法》（云岭州人民政府令第12号）"

# A paragraph of the draft, and the citations in it, in order.
PARAGRAPHS: list[tuple[str, list[Expected]]] = [
    # -- title, number and article, all right; an article that no change has touched
    (f"根据{GRAIN}第五条，制定本方案。", [Expected(f"{GRAIN}第五条", RIGHT, "有效", "others changed")]),
    # a quotation behind the citation, word for word
    (
        f"{PROJECTS}第十二条规定：“项目批复下达后满六个月仍未开工的，批复自动失效，资金由州财政局收回。”",
        [Expected(f"{PROJECTS}第十二条", RIGHT, "有效")],
    ),
    # the same with a word changed
    (
        f"{PROJECTS}第十二条规定：“项目批复下达后满三个月仍未开工的，批复自动失效。”",
        [Expected(f"{PROJECTS}第十二条", DIFFER, "有效")],
    ),
    # a quotation before its citation
    (
        f"“操控小型以上无人机的人员应当持有操控员执照”（{DRONES}第七条），这一要求必须落实。",
        [Expected(f"{DRONES}第七条", RIGHT, "有效")],
    ),
    # inside the sentence, and a word in quotation marks that is none of its words
    (
        f"按照{PROJECTS}第四条“集约建设、数据共享、先评后建、安全可控”的规定，开展“回头看”检查。",
        [Expected(f"{PROJECTS}第四条", RIGHT)],
    ),
    # words left out, the rest in order
    (
        f"{PROJECTS}第六条第一款要求：“州数据局在收到申报材料后二十个工作日内……专家与建设单位有利害关系的应当回避。”",
        [Expected(f"{PROJECTS}第六条第一款", RIGHT)],
    ),
    # words of another article
    (
        f"{PROJECTS}第九条规定：“项目资金按照合同约定分期支付”。",
        [Expected(f"{PROJECTS}第九条", DIFFER, None, "stands elsewhere")],
    ),
    # the right words, of another paragraph of the article
    (
        f"{PROJECTS}第三条第一款规定：“州财政局负责预算审核、资金拨付和绩效管理。”",
        [Expected(f"{PROJECTS}第三条第一款", DIFFER, None, "stands elsewhere")],
    ),
    # half-width punctuation and blanks only
    (
        f"{PROJECTS}第十七条规定:“验收不合格的,给予 三十日 整改期”。",
        [Expected(f"{PROJECTS}第十七条", RIGHT, None, "form only")],
    ),
    # -- articles that aren't there
    (f"依照{PROJECTS}第二十三条办理。", [Expected(f"{PROJECTS}第二十三条", PLACE, None, "extent")]),
    (f"依照{PROJECTS}第三条第四款办理。", [Expected(f"{PROJECTS}第三条第四款", PLACE, None, "paragraphs")]),
    (f"依照{DRONES}第六条第一款第（六）项办理。", [Expected(f"{DRONES}第六条第一款第（六）项", PLACE)]),
    (f"依照{DRONES}第六条第（五）项办理。", [Expected(f"{DRONES}第六条第（五）项", RIGHT)]),
    (f"依照{DRONES}第六条第三款办理。", [Expected(f"{DRONES}第六条第三款", RIGHT)]),
    (f"依照{GRAIN}第七条第（二）项第3目办理。", [Expected(f"{GRAIN}第七条第（二）项第3目", RIGHT)]),
    (f"依照{GRAIN}第七条第（二）项第4目办理。", [Expected(f"{GRAIN}第七条第（二）项第4目", PLACE)]),
    (f"依照{GRAIN}第十条之一办理。", [Expected(f"{GRAIN}第十条之一", RIGHT)]),
    (f"依照{GRAIN}第十条之二办理。", [Expected(f"{GRAIN}第十条之二", PLACE)]),
    # ranges and lists, one of them with a member that isn't there
    (f"依照{PROJECTS}第三条至第五条办理。", [Expected(f"{PROJECTS}第三条至第五条", RIGHT)]),
    (f"依照{PROJECTS}第二十一条至第二十四条办理。", [Expected(f"{PROJECTS}第二十一条至第二十四条", PLACE)]),
    (
        f"依照{DRONES}第三条、第十五条和第五条办理。",
        [Expected(f"{DRONES}第三条", RIGHT), Expected("第十五条", PLACE), Expected("第五条", RIGHT)],
    ),
    (f"见{PROJECTS}第二章。", [Expected(f"{PROJECTS}第二章", RIGHT)]),
    (f"见{PROJECTS}第六章。", [Expected(f"{PROJECTS}第六章", PLACE)]),
    # -- a document that was amended
    (
        f"{GRAIN}第八条规定：“承储企业通过公开比选产生，承储合同一签五年。”",
        [Expected(f"{GRAIN}第八条", RIGHT, "已修改", "words after")],
    ),
    (
        f"{GRAIN}第八条规定：“承储企业通过公开比选产生，承储合同一签三年”。",
        [Expected(f"{GRAIN}第八条", RIGHT, "已修改", "words before")],
    ),
    (
        f"{GRAIN}第八条规定：“承储企业通过公开比选产生，承储合同一签四年”。",
        [Expected(f"{GRAIN}第八条", DIFFER, "已修改")],
    ),
    (f"执行{GRAIN}第十六条之一。", [Expected(f"{GRAIN}第十六条之一", RIGHT, "已修改", "place added")]),
    (f"执行{GRAIN}第十八条第二款。", [Expected(f"{GRAIN}第十八条第二款", REPEALED, None, "place struck")]),
    (f"执行{GRAIN}第十八条第一款。", [Expected(f"{GRAIN}第十八条第一款", RIGHT)]),
    # -- repealed, to be revised
    (
        "《关于调整石麓市城区居民用水阶梯价格的公告》（岭政办规〔2024〕2号）第三条规定免收五立方米水费。",
        [
            Expected(
                "《关于调整石麓市城区居民用水阶梯价格的公告》（岭政办规〔2024〕2号）第三条",
                REPEALED,
                "已废止",
            )
        ],
    ),
    ("参照岭政办发〔2024〕40号执行。", [Expected("岭政办发〔2024〕40号", REPEALED, "已废止", "repealed")]),
    (
        "《云岭州政务服务“马上办”事项清单》清单第3项。",
        [Expected("《云岭州政务服务“马上办”事项清单》清单第3项", REPEALED)],
    ),
    (
        "《云岭州防汛应急预案》（岭政办发〔2024〕41号）4.1.1（2）规定“小型水库出现一般险情”。",
        [
            Expected(
                "《云岭州防汛应急预案》（岭政办发〔2024〕41号）4.1.1（2）", RIGHT, "拟修订", "to be revised"
            )
        ],
    ),
    (
        "《云岭州防汛应急预案》4.1.1（4）和《云岭州防汛应急预案》5.4都作了安排。",
        [
            Expected("《云岭州防汛应急预案》4.1.1（4）", PLACE, "拟修订"),
            Expected("《云岭州防汛应急预案》5.4", PLACE, "拟修订"),
        ],
    ),
    ("详见《云岭州防汛应急预案》3.1。", [Expected("《云岭州防汛应急预案》3.1", RIGHT)]),
    # held as repealed by a list or a sentence alone
    (
        "《云岭州城镇土地定级估价暂行规定》（岭政发〔2013〕26号）第二条仍可参照。",
        [
            Expected(
                "《云岭州城镇土地定级估价暂行规定》（岭政发〔2013〕26号）第二条",
                REPEALED,
                "已废止",
                "text not held",
            )
        ],
    ),
    (
        "依据《关于建立全州统计联网直报制度的通知》。",
        [Expected("《关于建立全州统计联网直报制度的通知》", REPEALED, "已废止")],
    ),
    (
        "依据《云岭州政府网站群建设实施方案》（岭政办发〔2016〕51号）。",
        [Expected("《云岭州政府网站群建设实施方案》（岭政办发〔2016〕51号）", REPEALED)],
    ),
    # the former version of a title that is held
    (
        "《云岭州州级储备粮管理办法》（岭政发〔2019〕17号）同时停止执行。",
        [Expected("《云岭州州级储备粮管理办法》（岭政发〔2019〕17号）", REPEALED, "已废止")],
    ),
    # -- number and title at odds
    (
        "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕8号）第五条。",
        [
            Expected(
                "《云岭州信息化项目管理办法（试行）》（岭政办发〔2025〕8号）第五条",
                NUMBER,
                None,
                "number of title",
            )
        ],
    ),
    (
        "《云岭州信息化项目管理办法（试行）》（岭政发〔2025〕3号）第五条。",
        [Expected("《云岭州信息化项目管理办法（试行）》（岭政发〔2025〕3号）第五条", NUMBER)],
    ),
    (
        "《云岭州城乡供水价格管理办法》（岭政办发〔2025〕16号）第八条。",
        [
            Expected(
                "《云岭州城乡供水价格管理办法》（岭政办发〔2025〕16号）第八条",
                NUMBER,
                None,
                "title of number",
            )
        ],
    ),
    (
        "《云岭州公共机构节能管理办法》（岭政办发〔2025〕14号）第八条。",
        [
            Expected(
                "《云岭州公共机构节能管理办法》（岭政办发〔2025〕14号）第八条",
                NUMBER,
                None,
                "title of number",
            )
        ],
    ),
    (
        "《云岭州信息化项目管理方法（试行）》（岭政办发〔2025〕3号）第十三条。",
        [
            Expected(
                "《云岭州信息化项目管理方法（试行）》（岭政办发〔2025〕3号）第十三条",
                DIFFER,
                None,
                "title differs",
            )
        ],
    ),
    (
        "《信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第十三条。",
        [
            Expected(
                "《信息化项目管理办法（试行）》（岭政办发〔2025〕3号）第十三条", DIFFER, None, "title differs"
            )
        ],
    ),
    (
        "《云岭州人民政府办公室关于印发〈云岭州信息化项目管理办法（试行）〉的通知》（岭政办发〔2025〕3号）第十三条。",
        [
            Expected(
                "《云岭州人民政府办公室关于印发〈云岭州信息化项目管理办法（试行）〉的通知》（岭政办发〔2025〕3号）第十三条",
                RIGHT,
            )
        ],
    ),
    # -- numbers that are misprinted
    (
        "《云岭州城乡供水价格管理办法》（岭政办发[2025]14号）第五条。",
        [
            Expected(
                "《云岭州城乡供水价格管理办法》（岭政办发[2025]14号）第五条", RIGHT, "有效", "number mended"
            )
        ],
    ),
    (
        "《云岭州城乡供水价格管理办法》（岭政办发〔2025〕14）第五条。",
        [
            Expected(
                "《云岭州城乡供水价格管理办法》（岭政办发〔2025〕14）第五条", RIGHT, "有效", "number mended"
            )
        ],
    ),
    (
        "根据岭政办发2025〕14号第五条。",
        [Expected("岭政办发2025〕14号第五条", RIGHT, "有效", "number mended")],
    ),
    ("根据岭政发〔2025〕9号第一条。", [Expected("岭政发〔2025〕9号第一条", RIGHT, "有效")]),
    ("根据岭政发〔2025〕99号。", [Expected("岭政发〔2025〕99号", NOT_HELD)]),
    # -- not in this corpus
    (
        "根据《中华人民共和国粮食安全保障法》第九条。",
        [Expected("《中华人民共和国粮食安全保障法》第九条", NOT_HELD)],
    ),
    ("依照行政处罚法第三十三条处理。", [Expected("行政处罚法第三十三条", NOT_HELD)]),
    (
        "请填写《信息化项目变更申报表》，并读一读小说《平凡的世界》。",
        [
            Expected("《信息化项目变更申报表》", NOT_HELD),
            Expected("《平凡的世界》", NOT_HELD),
        ],
    ),
    (
        "《云岭州防火应急预案》第三条。",
        [Expected("《云岭州防火应急预案》第三条", NOT_HELD, None, "near titles")],
    ),
    (
        "《青砚县信息化项目管理办法（试行）》第五条。",
        [Expected("《青砚县信息化项目管理办法（试行）》第五条", NOT_HELD)],
    ),
    # -- texts without articles, annexes, postings
    (
        "《关于推进乡村旅游提质增效的实施意见》（岭政发〔2025〕2号）二、（二）提出培育精品民宿。",
        [Expected("《关于推进乡村旅游提质增效的实施意见》（岭政发〔2025〕2号）二、（二）", RIGHT, "未知")],
    ),
    (
        "《关于推进乡村旅游提质增效的实施意见》二、（五）另有安排。",
        [Expected("《关于推进乡村旅游提质增效的实施意见》二、（五）", PLACE)],
    ),
    (
        "《废止文件目录（14件）》（岭政发〔2025〕10号）附件第13项。",
        [Expected("《废止文件目录（14件）》（岭政发〔2025〕10号）附件第13项", RIGHT)],
    ),
    ("岭政发〔2025〕10号附件第15项。", [Expected("岭政发〔2025〕10号附件第15项", PLACE)]),
    (
        "《云岭州2025年度重大行政决策事项目录》（岭政办发〔2025〕6号）目录第3项。",
        [Expected("《云岭州2025年度重大行政决策事项目录》（岭政办发〔2025〕6号）目录第3项", RIGHT)],
    ),
    (
        "《云岭州人民政府干部任免通知》（云岭州人民政府公报2024年第4期）任命（秦牧野）。",
        [Expected("《云岭州人民政府干部任免通知》（云岭州人民政府公报2024年第4期）任命（秦牧野）", RIGHT)],
    ),
    (
        "《云岭州人民政府干部任免通知》（云岭州人民政府公报2025年第2期）任命（秦牧野）。",
        [Expected("《云岭州人民政府干部任免通知》（云岭州人民政府公报2025年第2期）任命（秦牧野）", PLACE)],
    ),
    # -- short names, and what goes on from what was cited
    (
        "《云岭州经济困难老年人养老服务补贴发放细则》（岭政办发〔2025〕5号，以下简称《细则》）已经印发。",
        [
            Expected(
                "《云岭州经济困难老年人养老服务补贴发放细则》（岭政办发〔2025〕5号，以下简称《细则》）",
                RIGHT,
                "有效",
            )
        ],
    ),
    (
        "《细则》第三条第二款规定“按最高一档发放，不重复享受”；该细则第十二条没有这样的内容。",
        [Expected("《细则》第三条第二款", RIGHT), Expected("该细则第十二条", PLACE)],
    ),
    (
        "《细则》第九条第一款规定：“县市民政局每半年核查一次领取资格”，第二款另有规定。",
        [Expected("《细则》第九条第一款", RIGHT), Expected("第二款", PLACE)],
    ),
    # two citations, one quotation: it belongs to the one in which it stands
    (
        "《细则》第四条、第六条规定：“行动不便的，工作人员应当上门受理。”",
        [Expected("《细则》第四条", RIGHT), Expected("第六条", RIGHT)],
    ),
    # a quotation within a quotation
    (
        "《云岭州中小学校供餐质量提升方案（2025—2027年）》第一部分提出：“全州供餐学校全部实现‘明厨亮灶’”。",
        [Expected("《云岭州中小学校供餐质量提升方案（2025—2027年）》第一部分", RIGHT)],
    ),
    # what the draft says of itself, and words that it makes new, are none
    ("本方案第三条所称项目，适用本办法第五条。上述规定自印发之日起施行。", []),
    (
        "将《云岭州城乡供水价格管理办法》第九条修改为：“供水企业应当按季抄表。”",
        [Expected("《云岭州城乡供水价格管理办法》第九条", RIGHT)],
    ),
]

TEXT = "\n".join(paragraph for paragraph, _ in PARAGRAPHS) + "\n"
EXPECTED = [one for _, expected in PARAGRAPHS for one in expected]
