"""Nouns and verbs of the field, as alternations for patterns: what documents, bodies and posts are called.

Add a word here. Lists that differ on purpose stand side by side, built of one another; of two words of which one
begins the other the longer stands first (法典|法).
"""

from __future__ import annotations

# Kinds of documents
REGULATIONS = "办法|规定|条例|细则"
RULES = f"{REGULATIONS}|规则"
NOTICES = "通知|公告|决定|意见"
ANNOUNCEMENTS = f"{NOTICES}|通告"
ORDERS = "命令|令"
PLANS = "方案|预案"
PROGRAMMES = f"{PLANS}|计划|规划|纲要"
#: The last word of what a document may be called, before a pointer.
DOCUMENTS = (
    f"法典|法|{RULES}|{ANNOUNCEMENTS}|{ORDERS}|{PROGRAMMES}|解释|决议|章程|公约|协定|条约|议定书|规约|合同|协议"
    "|批复|复函|函|规程|规范|标准|准则|目录|清单|名录|修正案|制度|安排|措施|要点|指南|指引|导则|守则|大纲|政策|通则|总则|宣言|纪要|定额"
)
#: What a title in 《》 may end in besides.
PAPERS = "请示|工作报告|公报|典|建议|备忘录|要求|限值|分类|代码|建议书"
#: How titles end that stand alone: of a document in a gazette, of one on a web page, of what a notice issues.
TITLES = f"{ANNOUNCEMENTS}|{ORDERS}|{RULES}|批复|函|公报|通报|决议|方案"
TITLES_IN_GAZETTES = f"{TITLES}|议案|报告|纪要|说明"
TITLES_ON_PAGES = f"{TITLES}|规划|预案"
TITLES_OF_ISSUED = (
    f"{RULES}|{PROGRAMMES}|意见|目录|清单|名单|名录|制度|准则|标准|规范|章程|要点|措施|决定|职责|一览表|表|指南|导则"
    "|公约|任务|分工"
)
#: What is said to be on trial behind 试行: 试行办法.
TRIAL_RULES = f"{RULES}|方案|意见|标准|规范|制度|章程"
#: How a title typed without 《》 ends; 法 is tried last.
TYPED_TITLES = f"{RULES}|{PROGRAMMES}|{ANNOUNCEMENTS}|目录|章程|制度|法"
#: How a title without 《》 ends before a number in brackets (…的意见（岭政发〔2025〕1号）).
BARE_TITLES = f"{ANNOUNCEMENTS}|批复|办法|规定|细则|{PLANS}|计划|规划|目录|清单"

# Bodies
OFFICES = "政府|办公室|办公厅|委员会|局|厅"
ORGANISATIONS = f"{OFFICES}|部|院|会|处|中心|银行|公司|指挥部"
#: Who issues what a title names behind it.
ISSUERS = f"人民政府|{OFFICES}|委|部|院|署|会|处|中心|集团|公司"
#: To whom a notice is addressed.
ADDRESSEES = "政府|局|委|部门|单位|公司|办|管委会|院|厅|区|县|市|州|机构"
#: Who does something; of two that begin alike the shorter is tried first.
ACTORS = (
    "局|委|委员会|政府|(?<![补举承主])办|办公室|办公厅|厅|部门|机构|机关|单位|中心|指挥部|公司|企业|院|学校|馆|处|站|所|会|银行"
    "|队|[州市县区省镇乡]长|指挥长|主任|负责人|负责同志|领导小组|街道|校长"
)
#: The last words of a body that posts belong to.
EMPLOYERS = "局|厅|部|署|委|办|院|校|处|科|所|站|队|会|社|馆|台|组|中学|小学|大学|公司|集团|中心|办公室"

# Heads of bodies and of places
OFFICE_HEADS = "局长|厅长|部长|处长|科长|院长|校长|所长|站长|馆长"
PLACE_HEADS = "州长|市长|县长|区长"
#: How the names of posts end. That of a body ends otherwise, though 、 and 和 stand in such names too.
POSTS = (
    "长|主任|书记|委员|成员|常委|秘书|政委|教导员|指导员|协理员|主席|会长|总监|顾问|代表|参事|馆员|督学|督察|专员"
    "|调研员|巡视员|稽察|研究员|工程师|会计师|经济师|统计师|农艺师|规划师|医师|教师|教授|经理|董事|监事|理事|总裁"
    "|总编辑?|主编|编辑|检察官|法官|审判员|检察员|陪审员|仲裁员|助理|助理员|干事|负责人|召集人|参赞|大使|领事|科员"
)
#: Heads of bodies, whose body may be told by the post before.
HEADS = f"{OFFICE_HEADS}|主任|队长|台长|组长"
#: Heads of whom a question may mean the one holder, never a deputy.
SOLE_HEADS = f"{OFFICE_HEADS}|主任|支队长|大队长|台长|{PLACE_HEADS}|镇长|乡长|秘书长|主席|会长"
#: Who signs decrees.
SIGNERS = f"{PLACE_HEADS}|省长|盟长|主席|主任|局长|厅长|专员|部长|总理"
#: Posts that a question asks for.
ASKED_POSTS = (
    f"{OFFICE_HEADS}|{PLACE_HEADS}|镇长|乡长|省长|行长|秘书长|主任|书记|主席|总监|督学|总经理|董事长|负责人"
    "|领导|一把手"
)

# How documents come into the world
PUBLISHED = "公布|发布|颁布|印发|下发"
ISSUED = f"{PUBLISHED}|批转|转发"
ENACTED = f"{PUBLISHED}|制定|批准|通过|施行"

# Appointments: the verbs that a line of a list begins with, and all that sentences have
LISTED_APPOINT, LISTED_REMOVE = "任命|聘任", "免去|解聘"
APPOINT, REMOVE = f"{LISTED_APPOINT}|聘请|委任|任用", f"{LISTED_REMOVE}|免除|解除|撤销"
#: Titles of notices of appointments: where nothing else tells that a notice begins, where its lines are
#: read as postings, and where its sentences are.
LONE_POSTING_TITLE = "(?:任免|任职|免职).{0,8}(?:通知|决定|公告)$"
LISTED_POSTING_TITLE = "(?:任免|任职|免职|任命).{0,8}(?:通知|决定|公告|名单)$|任免$"
POSTING_TITLE = "(?:任免|任职|免职|任命|聘任|解聘).{0,8}(?:通知|决定|公告|公示|名单|命令?)$|任免$"
