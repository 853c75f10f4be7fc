"""Texts of every numbering: which clauses they hold, and which passages."""

import pytest

from tests.corpus.invariants import clauses, read_body, read_text

# (id, text, [(locator, text)]): a line break in a clause's text is a paragraph, a torn one is healed
CLAUSES = [
    (
        "编 分编 章 节 are headings, 条 are clauses, 款 项 目 belong to them",
        """
第一编 总则
第一分编 通则
第一章 一般规定
第一节 适用
第一条 为了节约用水，制定本办法。
第二条 本办法适用于全州。
居民用水另行规定：
（一）城镇居民；
1.有水表的；
2.没有水表的；
（二）农村居民。
第二节 其他
第二条之一 牧区参照执行。
第三条 本办法自公布之日起施行。
""",
        [
            ("第一条", "第一条 为了节约用水，制定本办法。"),
            (
                "第二条",
                "第二条 本办法适用于全州。\n居民用水另行规定：\n（一）城镇居民；\n1.有水表的；\n2.没有水表的；\n"
                "（二）农村居民。",
            ),
            ("第二条之一", "第二条之一 牧区参照执行。"),
            ("第三条", "第三条 本办法自公布之日起施行。"),
        ],
    ),
    (
        "the deepest items whose ancestors are headings alone; a lead keeps the heading's locator",
        """
为了节约用水，制定以下措施。
一、总体要求
全州用水总量不超过上一年度。
二、主要任务
各县市同时推进下列任务：
（一）管好农业用水。推广滴灌，淘汰漫灌。
（二）管好工业用水
1.高耗水企业每季度报送用水台账。
2.园区建设循环水厂，包括：
（1）一期工程；
①取水口；
（2）二期工程。
三、保障措施。州水利局每年考核一次。
""",
        [
            ("", "为了节约用水，制定以下措施。"),
            ("一、", "全州用水总量不超过上一年度。"),
            ("二、", "各县市同时推进下列任务："),
            ("二、（一）", "（一）管好农业用水。推广滴灌，淘汰漫灌。"),
            ("二、（二）1.", "1.高耗水企业每季度报送用水台账。"),
            ("二、（二）2.", "2.园区建设循环水厂，包括：\n（1）一期工程；\n①取水口；\n（2）二期工程。"),
            ("三、", "三、保障措施。州水利局每年考核一次。"),
        ],
    ),
    (
        "decimals: the sections with text of their own",
        """
1 总则
1.1 编制目的
为了有序应对干旱，制定本预案。
1.2 工作原则
（1）先生活后生产；
（2）先节水后调水。
2 组织体系
州抗旱指挥部统一指挥。
2.1 职责
2.1.1 办公室
办公室设在州水利局。
2.1.2 成员单位
各成员单位分工负责。
成员单位由州人民政府确定。
3 附则
3.1 解释 本预案由州水利局解释。
""",
        [
            ("1.1", "为了有序应对干旱，制定本预案。"),
            ("1.2", "（1）先生活后生产；\n（2）先节水后调水。"),
            ("2", "州抗旱指挥部统一指挥。"),
            ("2.1.1", "办公室设在州水利局。"),
            ("2.1.2", "各成员单位分工负责。\n成员单位由州人民政府确定。"),
            ("3.1", "3.1 解释 本预案由州水利局解释。"),
        ],
    ),
    (
        "decimals with a mark after the number, and words that units begin with",
        """
1、总则
1.1、编制依据
依据有关规定，制定本预案。
1.2、节水目标
用水总量每年下降百分之三。
2、响应
2.1、级别划分
响应分为两级。
2.2、条件
连续二十日无雨即启动。
""",
        [
            ("1.1", "依据有关规定，制定本预案。"),
            ("1.2", "用水总量每年下降百分之三。"),
            ("2.1", "响应分为两级。"),
            ("2.2", "连续二十日无雨即启动。"),
        ],
    ),
    (
        "decimals run into their headings",
        """
1总则
1.1编制目的
为了有序应对干旱，制定本预案。
1.2工作原则
先生活后生产，灌区在
3个月内配套。
2组织体系
2.1指挥部
州抗旱指挥部统一指挥。
3附则
本预案由州水利局解释。
""",
        [
            ("1.1", "为了有序应对干旱，制定本预案。"),
            ("1.2", "先生活后生产，灌区在3个月内配套。"),
            ("2.1", "州抗旱指挥部统一指挥。"),
            ("3", "本预案由州水利局解释。"),
        ],
    ),
    (
        "torn sentences: in the middle, after a comma, over a blank line, before a figure",
        """
第一条 为了管好水资源，保护水

源，制定本办法。
第二条 取水应当申请，
经批准后方可取水。
第三条 用水计划于
2025年底前编制完成，
15日内公布。
""",
        [
            ("第一条", "第一条 为了管好水资源，保护水源，制定本办法。"),
            ("第二条", "第二条 取水应当申请，经批准后方可取水。"),
            ("第三条", "第三条 用水计划于2025年底前编制完成，15日内公布。"),
        ],
    ),
    (
        "torn right after the number",
        """
第一条
为了节约用水，制定本办法。
第二条 州水利局负责监督，县市水利局协助。
第三条
水表由供水单位安装。
""",
        [
            ("第一条", "第一条为了节约用水，制定本办法。"),
            ("第二条", "第二条 州水利局负责监督，县市水利局协助。"),
            ("第三条", "第三条水表由供水单位安装。"),
        ],
    ),
    (
        "an item torn right after its number",
        """
一、主要任务
（一）加强领导。州水利局牵头，各县市参加。
（二）
健全制度。每季度公布一次用水量，接受监督。
（三）加大投入。州财政每年安排专项资金。
""",
        [
            ("一、（一）", "（一）加强领导。州水利局牵头，各县市参加。"),
            ("一、（二）", "（二）健全制度。每季度公布一次用水量，接受监督。"),
            ("一、（三）", "（三）加大投入。州财政每年安排专项资金。"),
        ],
    ),
    (
        "a section torn right after its number",
        """
1 总则
1.1 目的
为了有序应对干旱，制定本预案。
2 响应
2.1 启动条件
2.1.1 连续二十日无雨，启动四级响应。
2.1.2
连续三十日无雨，启动三级响应。
2.1.3 连续四十日无雨，启动二级响应。
""",
        [
            ("1.1", "为了有序应对干旱，制定本预案。"),
            ("2.1.1", "2.1.1 连续二十日无雨，启动四级响应。"),
            ("2.1.2", "2.1.2连续三十日无雨，启动三级响应。"),
            ("2.1.3", "2.1.3 连续四十日无雨，启动二级响应。"),
        ],
    ),
    (
        "the first line of a section has no mark, and neither has the next section",
        """
1 保障
1.1 目的
为了有序应对干旱，制定本预案。
1.2 人力
1.2.1 加强抗旱服务队伍和灌溉试验队伍建设、水

利员队伍建设，水利、农业农村、气象等部门建立专家库。
1.2.2 建立健全与供水企业和灌区管理单位的联动机制。
""",
        [
            ("1.1", "为了有序应对干旱，制定本预案。"),
            (
                "1.2.1",
                "1.2.1 加强抗旱服务队伍和灌溉试验队伍建设、水利员队伍建设，水利、农业农村、气象等部门建立专家库。",
            ),
            ("1.2.2", "1.2.2 建立健全与供水企业和灌区管理单位的联动机制。"),
        ],
    ),
    (
        "第三条 at a line's beginning is cited, the true one follows",
        """
第一条 为了节约用水，制定本办法。
第二条 州水利局负责
第三条规定的监督检查。
第三条 监督检查每季度一次。
""",
        [
            ("第一条", "第一条 为了节约用水，制定本办法。"),
            ("第二条", "第二条 州水利局负责第三条规定的监督检查。"),
            ("第三条", "第三条 监督检查每季度一次。"),
        ],
    ),
    (
        "第三条 is cited with a blank behind it",
        """
第一条 为了节约用水，制定本办法。
第二条 州水利局按照
第三条 确定的次数检查。
第三条 检查每季度一次。
""",
        [
            ("第一条", "第一条 为了节约用水，制定本办法。"),
            ("第二条", "第二条 州水利局按照第三条 确定的次数检查。"),
            ("第三条", "第三条 检查每季度一次。"),
        ],
    ),
    (
        "第三条 alone on its line is cited",
        """
第一条 为了节约用水，制定本办法。
第二条 违反
第三条
规定的，责令改正。
第三条 水表不得拆除。
""",
        [
            ("第一条", "第一条 为了节约用水，制定本办法。"),
            ("第二条", "第二条 违反第三条规定的，责令改正。"),
            ("第三条", "第三条 水表不得拆除。"),
        ],
    ),
    (
        "第八条 of another law is cited, no such article follows",
        """
第一条 依照国家用水条例
第八条的规定，制定本办法。
第二条 取水应当申请，
第八条第二款另有规定的除外。
第三条 本办法自公布之日起施行。
""",
        [
            ("第一条", "第一条 依照国家用水条例第八条的规定，制定本办法。"),
            ("第二条", "第二条 取水应当申请，第八条第二款另有规定的除外。"),
            ("第三条", "第三条 本办法自公布之日起施行。"),
        ],
    ),
    (
        "1.1.2 and 1.2 at a line's beginning is cited, the true one follows",
        """
1 响应
1.1 分级
1.1.1 旱情较轻的，由县市按照
1.1.2 的程序启动，并报告
1.2 所列的单位。
1.1.2 旱情严重的，由州启动，县市参加。
1.2 成员单位
成员单位由州人民政府确定，按照
5.1.2 办理。
""",
        [
            ("1.1.1", "1.1.1 旱情较轻的，由县市按照1.1.2 的程序启动，并报告1.2 所列的单位。"),
            ("1.1.2", "1.1.2 旱情严重的，由州启动，县市参加。"),
            ("1.2", "成员单位由州人民政府确定，按照5.1.2 办理。"),
        ],
    ),
    (
        "三、 at a line's beginning enumerates",
        """
一、启动一级响应的，各单位全部到岗。
二、旱情持续的，可以启动
三、四级响应，由县市负责。
三、旱情解除的，结束响应。
""",
        [
            ("一、", "一、启动一级响应的，各单位全部到岗。"),
            ("二、", "二、旱情持续的，可以启动三、四级响应，由县市负责。"),
            ("三、", "三、旱情解除的，结束响应。"),
        ],
    ),
    (
        "（二）项 at a line's beginning is cited",
        """
第一条 下列用水免费：
（一）消防用水，有第一条
（二）项情形的除外；
（二）抢险用水。
第二条 本办法自公布之日起施行。
""",
        [
            (
                "第一条",
                "第一条 下列用水免费：\n（一）消防用水，有第一条（二）项情形的除外；\n（二）抢险用水。",
            ),
            ("第二条", "第二条 本办法自公布之日起施行。"),
        ],
    ),
    (
        "quoted articles open nothing in an amendment",
        """
一、将第三条修改为：“第三条 州水利局会同有关部门
负责监督。
第四条 乡镇负责巡查。”
二、删去第五条。
三、增加一条，作为第六条：“第六条 下列用水免费：
（一）消防用水；
（二）抢险用水。”
四、本决定自公布之日起施行。
""",
        [
            ("一、", "一、将第三条修改为：“第三条 州水利局会同有关部门负责监督。\n第四条 乡镇负责巡查。”"),
            ("二、", "二、删去第五条。"),
            ("三、", "三、增加一条，作为第六条：“第六条 下列用水免费：\n（一）消防用水；\n（二）抢险用水。”"),
            ("四、", "四、本决定自公布之日起施行。"),
        ],
    ),
    (
        "quoted articles open nothing among articles",
        """
第一条 对原办法作如下修改：
“第二条 州水利局负责监督。”
第二条 本决定自公布之日起施行。
""",
        [
            ("第一条", "第一条 对原办法作如下修改：\n“第二条 州水利局负责监督。”"),
            ("第二条", "第二条 本决定自公布之日起施行。"),
        ],
    ),
    (
        "brackets and commas of both widths in one text",
        """
第一条 下列单位装表,费用自理：
(一)机关,学校;
（二)医院；
( 三 ) 工厂.
第二条 居民装表（含更换）不收费。
""",
        [
            ("第一条", "第一条 下列单位装表,费用自理：\n(一)机关,学校;\n（二)医院；\n( 三 ) 工厂."),
            ("第二条", "第二条 居民装表（含更换）不收费。"),
        ],
    ),
    (
        "figures at a line's beginning are no marks",
        """
第一条 漏损率每年下降
3.5%，
2025年降到
12万立方米以下，水价为
2.1元。
第二条 管网每
5年检修一次。
""",
        [
            ("第一条", "第一条 漏损率每年下降3.5%，2025年降到12万立方米以下，水价为2.1元。"),
            ("第二条", "第二条 管网每5年检修一次。"),
        ],
    ),
    (
        "who is responsible belongs to the clause before",
        """
一、管好农业用水
（一）推广滴灌。每年新增两万亩。
责任单位：州农业农村局
配合单位：各县市人民政府
（二）淘汰漫灌。三年内完成改造。
责任单位：州水利局
""",
        [
            (
                "一、（一）",
                "（一）推广滴灌。每年新增两万亩。\n责任单位：州农业农村局\n配合单位：各县市人民政府",
            ),
            ("一、（二）", "（二）淘汰漫灌。三年内完成改造。\n责任单位：州水利局"),
        ],
    ),
    (
        "numbering that goes through under two headings, and numbering that begins again",
        """
一、农业
1.推广滴灌，每年新增两万亩。
2.淘汰漫灌，三年内完成改造。
二、工业
3.建设循环水厂，每个园区一座。
三、生活
1.更换老旧水表，费用由供水单位承担。
""",
        [
            ("一、1.", "1.推广滴灌，每年新增两万亩。"),
            ("一、2.", "2.淘汰漫灌，三年内完成改造。"),
            ("二、3.", "3.建设循环水厂，每个园区一座。"),
            ("三、1.", "1.更换老旧水表，费用由供水单位承担。"),
        ],
    ),
    (
        "an article number that is missing is not made up",
        """
第一条 为了节约用水，制定本办法。
第二条 州水利局负责监督。
第四条 本办法自公布之日起施行。
""",
        [
            ("第一条", "第一条 为了节约用水，制定本办法。"),
            ("第二条", "第二条 州水利局负责监督。"),
            ("第四条", "第四条 本办法自公布之日起施行。"),
        ],
    ),
    (
        "an article of four digits, in ASCII digits, letter-spaced",
        """
第九百九十九条 水表每六年检定一次。
第一千条 水表不得拆除。
第 一 千 零 一 条 拆除水表的，责令恢复。
第1002条 逾期不恢复的，停止供水。
""",
        [
            ("第九百九十九条", "第九百九十九条 水表每六年检定一次。"),
            ("第一千条", "第一千条 水表不得拆除。"),
            ("第一千零一条", "第 一 千 零 一 条 拆除水表的，责令恢复。"),
            ("第一千零二条", "第1002条 逾期不恢复的，停止供水。"),
        ],
    ),
]

# (id, text, the headings of the last clause)
HEADINGS = [
    (
        "编 章 节",
        "第一编 总则\n第一章 一般规定\n第一节 适用\n第一条 本办法适用于全州。",
        ("第一编 总则", "第一章 一般规定", "第一节 适用"),
    ),
    ("letter-spaced", "第一章 总 则\n第一条 为了节水，制定本办法。", ("第一章 总则",)),
    (
        "torn",
        "第一章 总则\n第一条 为了节水，制定本办法。\n第二章 取水许可与监督\n管理\n第二条 取水应当申请。",
        ("第二章 取水许可与监督管理",),
    ),
    (
        "torn in a word",
        "第一章 总\n则\n第一条 为了节水，制定本办法。",
        ("第一章 总则",),
    ),
    (
        "torn item",
        "一、加强组织领导和\n统筹协调\n（一）州水利局牵头，各县市参加。\n（二）每季度通报一次，接受监督。",
        ("一、加强组织领导和统筹协调",),
    ),
    (
        "decimals, outermost first",
        "1 总则\n1.1 目的\n1.1.1 远期\n到二〇三五年，用水总量下降百分之十。",
        ("1 总则", "1.1 目的", "1.1.1 远期"),
    ),
    (
        "a chapter ends the one before, and its sections",
        "第一章 总则\n第一节 目的\n第一条 为了节水，制定本办法。\n第二章 附则\n第二条 本办法自公布之日起施行。",
        ("第二章 附则",),
    ),
]

# (id, text, the locators of all passages)
PASSAGES = [
    (
        "款 项 目 of an article",
        "第四条 取水应当申请。\n下列取水免于申请：\n（一）家庭用水；\n（二）抢险用水：\n1.消防；\n"
        "2.抗旱；\n（三）其他用水。\n前款第三项由州水利局认定。\n第五条 水表不得拆除。",
        [
            "第四条第一款",
            "第四条第二款",
            "第四条第二款第一项",
            "第四条第二款第二项",
            "第四条第二款第二项第1目",
            "第四条第二款第二项第2目",
            "第四条第二款第三项",
            "第四条第三款",
            "第五条第一款",
        ],
    ),
    (
        "an article whose items begin at once",
        "第一条 下列用水免费：\n（一）消防用水；\n（二）抢险用水；\n（三）环卫用水。\n"
        "第二条 本办法自公布之日起施行。",
        ["第一条第一款", "第一条第一款第一项", "第一条第一款第二项", "第一条第一款第三项", "第二条第一款"],
    ),
    (
        "（1） of a section",
        "1 响应\n1.1 分级\n1.1.1 轻旱\n（1）巡查；\n（2）报告。\n1.1.2 重旱\n下列措施同时采取：\n"
        "（1）限水；\n①限洗车；\n②限浇灌；\n（2）调水。\n各县市可以增加措施。\n1.2 结束\n"
        "旱情解除后结束响应。",
        [
            "1.1.1（1）",
            "1.1.1（2）",
            "1.1.2",
            "1.1.2（1）",
            "1.1.2（1）①",
            "1.1.2（1）②",
            "1.1.2（2）",
            "1.1.2第2段",
            "1.2",
        ],
    ),
    (
        "items below an item",
        "一、管好农业用水。主要措施是：\n（一）推广滴灌：\n1.补贴设备；\n2.培训农户。\n（二）淘汰漫灌。\n"
        "以上措施三年内完成。\n二、管好工业用水。",
        ["一、", "一、（一）", "一、（一）1.", "一、（一）2.", "一、（二）", "一、第2段", "二、"],
    ),
]

# (id, text, the locators of the clauses that the print broke off)
DAMAGED = [
    ("an end is no damage", "第一条 为了节水，制定本办法。\n第二条 本办法自公布之日起施行。", []),
    ("a bracket left open", "第一条 为了节水，制定本办法。\n第二条 依照《云岭州节约用水", ["第二条"]),
    ("a word that needs another", "第一条 为了节水，制定本办法。\n第二条 州水利局负责水表的", ["第二条"]),
    ("a comma at the end", "第一条 为了节水，制定本办法。\n第二条 拆除水表的，", ["第二条"]),
]

# (id, text, what a problem at the last line with that number says)
PROBLEMS = [
    (
        "a number is missing",
        "第一条 为了节水，制定本办法。\n第二条 州水利局负责监督。\n第四条 本办法自公布之日起施行。",
        "编号不连续 (numbering jumps): 第四条",
    ),
    (
        "a number comes twice",
        "第一条 为了节水，制定本办法。\n第二条 州水利局负责监督。\n第二条 水表不得拆除。\n"
        "第三条 本办法自公布之日起施行。",
        "编号重复 (a number comes twice): 第二条",
    ),
]


@pytest.mark.parametrize(("_", "text", "expected"), CLAUSES, ids=[row[0] for row in CLAUSES])
def test_clauses(_: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(clause.locator, clause.text) for clause in read_body(text)] == expected


@pytest.mark.parametrize(("_", "text", "expected"), HEADINGS, ids=[row[0] for row in HEADINGS])
def test_headings(_: str, text: str, expected: tuple[str, ...]) -> None:
    assert read_body(text)[-1].headings == expected


@pytest.mark.parametrize(("_", "text", "expected"), PASSAGES, ids=[row[0] for row in PASSAGES])
def test_passages(_: str, text: str, expected: list[str]) -> None:
    found = [passage for clause in read_body(text) for passage in clause.passages]
    assert [passage.locator for passage in found] == expected
    paragraphs = [line for line in text.split("\n") if any(mark in line for mark in "，。；：")]
    texts = [clause.text[slice(*passage.span)] for clause in read_body(text) for passage in clause.passages]
    assert texts == paragraphs, "a passage is a paragraph of its clause"


@pytest.mark.parametrize(("_", "text", "expected"), DAMAGED, ids=[row[0] for row in DAMAGED])
def test_damage_is_marked_and_never_mended(_: str, text: str, expected: list[str]) -> None:
    reading = read_text("云岭州节约用水办法\n" + text)
    assert [clause.locator for clause in clauses(reading) if clause.damaged] == expected
    assert len(reading.problems) == len(expected)
    assert clauses(reading)[-1].text == text.split("\n")[-1]


@pytest.mark.parametrize(("_", "text", "expected"), PROBLEMS, ids=[row[0] for row in PROBLEMS])
def test_problems(_: str, text: str, expected: str) -> None:
    reading = read_text("云岭州节约用水办法\n" + text)
    last = max(number for number, line in enumerate(text.split("\n"), 2) if line.startswith(expected[-3:]))
    assert (last, expected) in [(problem.line, problem.what) for problem in reading.problems]


def test_repeats_have_ids_of_their_own() -> None:
    found = read_body("第一条 水表不得拆除。\n第二条 水表每六年检定一次。\n第二条 水表由供水单位安装。")
    assert [clause.id.rpartition("/")[2] for clause in found] == ["第一条", "第二条", "第二条~2"]


# (what it is, the lines after 决定废止下列文件：, their clauses: locator, headings, text)
LISTS: list[tuple[str, str, list[tuple[str, tuple[str, ...], str]]]] = [
    (
        "the last entry before what closes the decision",
        "一、《甲办法》（岭政发〔2011〕1号）\n二、《乙办法》（岭政发〔2012〕2号）\n本决定自公布之日起施行。",
        [
            ("一、", (), "一、《甲办法》（岭政发〔2011〕1号）"),
            ("二、", (), "二、《乙办法》（岭政发〔2012〕2号）"),
            ("", (), "本决定自公布之日起施行。"),
        ],
    ),
    (
        "a day for all entries",
        "一、《甲办法》\n二、《关于修改〈乙办法〉的决定》\n上述2件规范性文件自2026年1月1日起停止执行。",
        [
            ("一、", (), "一、《甲办法》"),
            ("二、", (), "二、《关于修改〈乙办法〉的决定》"),
            ("", (), "上述2件规范性文件自2026年1月1日起停止执行。"),
        ],
    ),
    (
        "an entry torn inside its number goes on",
        "一、《甲办法》（岭政发〔2011〕1号）\n二、《乙办法》（岭政发〔2012〕\n2号）\n三、《丙办法》\n（岭政发〔2013〕3号）\n请认真执行。",
        [
            ("一、", (), "一、《甲办法》（岭政发〔2011〕1号）"),
            ("二、", (), "二、《乙办法》（岭政发〔2012〕2号）"),
            ("三、", (), "三、《丙办法》（岭政发〔2013〕3号）\n请认真执行。"),
        ],
    ),
    (
        "names of laws that are amended one by one are headings",
        "一、《甲办法》\n将第三条中的“十日”修改为“五日”。\n二、《乙办法》\n删去第八条。",
        [
            ("一、", ("一、《甲办法》",), "将第三条中的“十日”修改为“五日”。"),
            ("二、", ("二、《乙办法》",), "删去第八条。"),
        ],
    ),
    (
        "a name with items below it is a heading",
        "一、《甲办法》\n二、《乙办法》\n（一）删去第八条。\n（二）删去第九条。",
        [
            ("一、", (), "一、《甲办法》"),
            ("二、（一）", ("二、《乙办法》",), "（一）删去第八条。"),
            ("二、（二）", ("二、《乙办法》",), "（二）删去第九条。"),
        ],
    ),
]


@pytest.mark.parametrize(("_", "lines", "expected"), LISTS, ids=[row[0] for row in LISTS])
def test_lists_of_documents(_: str, lines: str, expected: list[tuple[str, tuple[str, ...], str]]) -> None:
    text = f"关于废止部分文件的决定\n岭政发〔2025〕21号\n经研究，决定如下：\n{lines}\n云岭州人民政府\n2025年12月8日"
    found = clauses(read_text(text))[1:]
    assert [(clause.locator, clause.headings, clause.text) for clause in found] == expected
