"""What is asked of the product: questions of every kind, the commands, the addresses of the page."""

from __future__ import annotations

NUMBER = "岭政办发〔2025〕3号"
CHANGES = "信息化项目变更由谁审批"

# A question, and the options it is asked with.
QUESTIONS: list[tuple[str, ...]] = [
    (CHANGES,),
    ("who approves IT project changes",),
    ("改系统技术路线导致多花一成以上的钱，最后谁点头",),
    ("动用储备粮谁批准",),
    ("minimum service life of computers before they can be scrapped",),
    ("岭政办发〔2025〕3号",),
    ("岭政办发2025年3号第13条",),
    ("岭政发[2024]22号 第十八条第二款",),
    ("第12号令第六条",),
    ("岭政办发〔2024〕41号 4.3.2",),
    ("防汛应急预案 5.2 物资保障",),
    ('"五千元以上三万元以下"',),
    ("“自中标通知书发出之日起”",),
    ("审批", "变更", "-信息化", "-无人机"),
    ("-监理",),
    ("非洲猪瘟 检测报告",),
    ("xinxihua xiangmu biangeng",),
    ("信息话项目边更由谁审批",),
    ("信息化项目变更由谁审皮",),
    ("無人機在機場附近飛行罰多少錢",),
    ("地铁票价由谁批准",),
    ("how much is the subway fare",),
    ("完全失能老人每月能领多少补贴",),
    ("鹤汀湖封湖禁渔公告还有效吗",),
    ("哪些文件已经废止",),
    ("哪些文件拟修订",),
    ("石麓经济技术开发区管委会主任是谁",),
    ("new director of the audit bureau",),
    ("米若兰",),
    ("户外招牌设置管理办法什么时候开始施行",),
    ("《云岭州城乡供水价格管理办法》第七条",),
    ("水",),
    ("，。！",),
    ("信息化项目 " * 40,),
    ("<script>alert(1)</script>",),
]

FILTERED: list[tuple[str, ...]] = [
    ("项目管理", "--issuer", "办公室"),
    ("项目管理", "--year", "2024"),
    ("项目管理", "--part", "instrument"),
    ("项目管理", "--document", NUMBER),
    ("项目管理", "--issue", "云岭州人民政府公报/2025/2"),
    ("项目管理", "--gazette", "云岭", "--from", "2025-06-01", "--to", "2025-10-31"),
    ("项目管理", "--year", "1999"),
    ("水价", "--status", "已废止"),
    ("水价", "--status", "repealed,amended", "--status", "有效"),
    ("价格", "--sort", "relevance"),
    ("价格", "--sort", "status"),
    ("价格", "--sort", "date"),
    ("价格", "--sort", "date", "--at", "2025-01-15"),
    ("岭政办规〔2024〕2号", "--at", "2025-08-31"),
    ("承储合同一签几年", "--at", "2025-07-31"),
    ("承储合同一签几年", "--at", "2025-08-01"),
    ("办法", "--status", "尚未生效,已失效", "--limit", "12"),
]

SHOWN: list[tuple[str, ...]] = [
    (NUMBER,),
    (NUMBER, "13条"),
    (NUMBER, "第十三条第一款"),
    ("岭政办发2024年41号", "4.3"),
    ("云岭州鹤汀湖休渔管理办法",),
    ("云岭州人民政府干部任免通知",),
    ("云岭州州级储备粮管理办法", "第八条"),
    ("岭政发〔2024〕22号", "第八条", "--at", "2025-07-31"),
    ("岭政发〔2024〕22号", "第十六条之一"),
    ("岭政发〔2024〕22号", "第十八条", "--at", "2026-01-01"),
    ("岭政发〔2025〕10号", "附件第13项"),
    ("更正",),
]

STATED: list[tuple[str, ...]] = [
    (NUMBER,),
    (NUMBER, "--at", "2025-01-01"),
    ("岭政办规〔2024〕2号",),
    ("岭政办规〔2024〕2号", "--at", "2025-08-31"),
    ("岭政发〔2024〕22号",),
    ("岭政发〔2024〕22号", "第八条"),
    ("岭政发〔2024〕22号", "第十八条第二款", "--at", "2025-09-01"),
    ("云岭州民用无人驾驶航空器公共安全管理办法", "第四条"),
    ("岭政办发〔2024〕41号",),
    ("岭政办发〔2024〕43号",),
    ("岭政办发〔2025〕5号", "第三条"),
    ("岭政办发〔2025〕31号",),
    ("岭政办发〔2025〕33号",),
    ("岭政办发〔2025〕36号",),
    ("岭政办规〔2025〕5号",),
    ("岭政发〔2016〕31号",),
    ("岭政办发〔2019〕4号",),
    ("云岭州人民政府干部任免通知",),
]

PEOPLE: list[tuple[str, ...]] = [
    ("米若兰",),
    ("任知夏",),
    ("扎西·云丹",),
    ("审计局局长",),
    ("石麓经济技术开发区管委会主任", "--at", "2025-10-01"),
    ("石麓经济技术开发区管委会主任",),
    ("副局长",),
    ("钱塘月", "--at", "2025-08-01"),
]

LISTED: list[tuple[str, ...]] = [("issues",), ("documents",), ("events",), ("problems",)]

DRAFTS: list[tuple[str, ...]] = [
    ("drafts/ordinary.txt",),
    ("drafts/ordinary.txt", "--at", "2025-08-31"),
    ("drafts/hard.md",),
    ("drafts/hard.md", "--at", "2025-11-28"),
    ("drafts/word.docx",),
    ("drafts/plain.txt",),
]

# A command that fails, and how.
FAILURES: list[tuple[str, ...]] = [
    ("search", "变更", "--home", "absent"),
    ("search", "变更", "--home", "odd"),
    ("search", "变更", "--export", "drafts/plain.txt"),
    ("search", "变更", "--limit", "1", "--export", "absent/hits.csv"),
    ("show", "岭政发〔1999〕999号"),
    ("show", "不在库中的办法"),
    ("show", NUMBER, "第九百条"),
    ("show", NUMBER, "胡言"),
    ("status", "岭政发〔1999〕999号"),
    ("status", NUMBER, "第九百条"),
    ("people", "赵钱孙"),
    ("people", "外星事务局局长"),
    ("check", "absent.txt"),
    ("check", "drafts/draft.pdf"),
    ("check", "drafts/damaged.docx"),
    ("check", "drafts/long.txt"),
    ("check", "drafts/ordinary.txt", "--export", "drafts/plain.txt"),
    ("remove", "no/such/issue"),
    ("verify", "--home", "absent"),
    ("backup", "out", "--home", "absent"),
    ("evaluate", "absent.jsonl"),
    ("evaluate", "drafts/ordinary.txt"),
    ("list", "--home", "absent"),
    ("index", "samples", "--home", "odd"),
    (),
    ("nonsense",),
    ("search",),
    ("index",),
    ("search", "变更", "--from", "yesterday"),
    ("search", "变更", "--limit", "0"),
    ("search", "变更", "--status", "gone"),
    ("search", "变更", "--sort", "colour"),
    ("search", "变更", "--export", "hits.xlsx"),
    ("index", "samples", "--workers", "none"),
    ("status",),
    ("status", NUMBER, "--at", "2025-02-30"),
    ("check",),
    ("list", "everything"),
    ("serve", "--port", "many"),
]

COMMANDS = [
    "index",
    "search",
    "show",
    "status",
    "people",
    "list",
    "check",
    "remove",
    "serve",
    "verify",
    "backup",
]
COMMANDS += ["evaluate"]

EXPORTED: dict[bool, list[tuple[str, ...]]] = {  # in English, in Chinese
    False: [
        (CHANGES, "--limit", "3"),
        ("鹤汀县常住人口", "--year", "1999"),
    ],
    True: [
        (CHANGES, "--limit", "3"),
        ("水价 -无人机", "--year", "2024", "--status", "已废止,未知", "--at", "2026-01-01", "--limit", "3"),
        ("米若兰", "--limit", "3"),
    ],
}
FINDINGS: dict[bool, list[tuple[str, ...]]] = {
    False: [("drafts/ordinary.txt",), ("drafts/word.docx",)],
    True: [("drafts/hard.md", "--at", "2025-11-28"), ("drafts/word.docx",)],
}
KINDS = ["docx", "csv", "md", "bib", "txt"]

# -- the page ----------------------------------------------------------------------------------

ANSWERED: dict[bool, list[dict[str, str]]] = {  # in English, in Chinese
    False: [
        {"q": "who approves IT project changes", "issuer": "岭", "part": "instrument", "since": "2025-12-10"},
        {"q": "岭政办规〔2024〕2号"},
        {"q": "岭政发〔2024〕22号第八条", "at": "2025-12-01"},
        {"q": "水价", "status": "已废止", "at": "yesterday"},
        {"q": "审计局局长", "until": "2025-07-31"},
        {"q": "地铁票价", "since": "2025-12-01", "part": "notice", "gazette": "云岭"},
        {"q": "项目", "year": "1999"},
        {"q": "<img src=x onerror=alert(1)>\"'&", "since": "<b>", "issuer": "<i>"},
    ],
    True: [
        {"q": CHANGES, "issuer": "办公室"},
        {"q": "岭政办规〔2024〕2号"},
        {"q": "岭政发〔2024〕22号第八条", "at": "2025-12-01"},
        {"q": "价格", "sort": "date", "year": "2024"},
        {"q": "米若兰"},
        {"q": "岭政办发〔2025〕5号第三条"},
        {"q": "地铁票价由谁批准", "since": "2025-12-10"},
        {"q": "<img src=x onerror=alert(1)>\"'&", "until": "<b>", "status": "已失效"},
        {"q": ""},
    ],
}

READ: list[tuple[str, str]] = [
    ("云岭州人民政府公报/2025/1/岭政办发〔2025〕3号/instrument/第十三条", ""),
    ("云岭州人民政府公报/2024/4/岭政发〔2024〕22号/instrument/第八条", "2025-09-01"),
    ("云岭州人民政府公报/2025/2/岭政发〔2025〕10号/instrument/附件第13项", ""),
    ("云岭州人民政府公报/2025/4/岭政办发〔2025〕31号/instrument/第六条", "never"),
    ("no/such/clause", ""),
]

ADDRESSES: list[dict[str, str]] = [
    {},
    {"q": "岭政办规〔2024〕2号", "year": "2024", "sort": "date", "at": "2025-08-31", "since": "<b>"},
    {"q": "x", "year": "1999", "open": "no/such/clause"},
]

# Method, path, and what goes along.
REQUESTS: list[tuple[str, str, dict[str, object]]] = [
    ("GET", "/export.csv", {"params": {"q": CHANGES, "issuer": "办公室"}}),
    ("GET", "/export.md", {"params": {"q": "项目", "year": "2024", "since": "yesterday"}}),
    ("GET", "/export.bib", {"params": {"q": "岭政办规〔2024〕2号"}}),
    ("GET", "/export.txt", {"params": {"q": "岭政办规〔2024〕2号"}}),
    ("GET", "/export.docx", {"params": {"q": "岭政办规〔2024〕2号"}}),
    ("GET", "/en/export.csv", {"params": {"q": "岭政办规〔2024〕2号", "at": "2025-08-31"}}),
    ("GET", "/en/export.md", {"params": {"q": "项目", "year": "1999"}}),
    ("GET", "/en/export.docx", {"params": {"q": "岭政办规〔2024〕2号"}}),
    ("GET", "/export.csv", {}),
    ("GET", "/en/export.csv", {"params": {"q": " "}}),
    ("GET", "/export.xlsx", {"params": {"q": "项目"}}),
    ("POST", "/check.docx", {"content": "依据岭政办发〔2025〕3号第十三条、第九十九条。"}),
    ("POST", "/en/check.csv", {"content": "依据岭政办规〔2024〕2号。", "params": {"at": "2025-08-31"}}),
    ("POST", "/check.md", {"content": "依据岭政办规〔2024〕2号。"}),
    ("POST", "/check.bib", {"content": "依据岭政办规〔2024〕2号。"}),
    ("POST", "/en/check.txt", {"content": "依据岭政办规〔2024〕2号。"}),
    ("POST", "/check.csv", {"content": ""}),
    ("POST", "/check.pdf", {"content": "甲"}),
    ("GET", "/check.csv", {}),
    ("PUT", "/export.csv", {"content": "甲"}),
    ("GET", "/docs", {}),
    ("GET", "/gradio_api/../secret", {}),
    ("GET", "/", {"headers": {"host": "elsewhere.example"}}),
]
