"""Say in Chinese or English what the page and the terminal say about clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.events.kinds import EventKind


@dataclass(frozen=True, slots=True)
class Words:
    """Hold every word of one language. A field is a string to show, or to ``format`` first."""

    code: str
    other_code: str
    other_name: str
    brand: str
    tagline: str
    question: str
    placeholder: str
    ask: str
    examples: str
    tries: tuple[str, ...]
    filters: str
    any: str
    gazette: str
    issuer: str
    year: str
    part: str
    date_from: str
    date_to: str
    date_hint: str
    found: str
    more: str
    nothing: str
    nothing_cure: str
    failed: str
    bad_date: str
    no_such_clause: str
    read: str
    copy_clause: str
    copy_passage: str
    copied: str
    whole_text: str
    details: str
    source: str
    why: str
    leg_rank: str
    close: str
    this_clause: str
    by_issuer: str
    corpus: str
    nothing_indexed: str
    issue: str
    issue_total: str
    from_page: str
    on_page: str
    on_pages: str
    on_sheet: str
    on_sheets: str
    lines: str
    comma: str
    colon: str
    line: str
    counted: str
    damaged: str
    doubtful: str
    search_tab: str
    check_tab: str
    draft: str
    draft_hint: str
    check: str
    checked: str
    no_citations: str
    marked_draft: str
    as_of: str
    changes: str
    cited: str
    chain: str
    not_held: str
    acts: str
    old: str
    new: str
    more_acts: str
    statuses: Mapping[str, str]
    status_kinds: Mapping[str, str]
    sorts: Mapping[str, str]
    status: str
    sort: str
    at: str
    kinds: Mapping[str, str]
    parts: Mapping[str, str]
    legs: Mapping[str, str]
    facts: Mapping[str, str]

    def event(self, kind: EventKind) -> str:
        """Return what a kind of event is called."""
        return kind.name if self.code == "en" else kind.chinese


_STATUS_KINDS = MappingProxyType(
    {
        "有效": "holds",
        "已修改": "changed",
        "拟修订": "changed",
        "未知": "unknown",
        "尚未生效": "waits",
        "已失效": "over",
        "已废止": "over",
    }
)

ZH = Words(
    code="zh-CN",
    other_code="en",
    other_name="English",
    brand="公报",
    tagline="政府公报检索：条款、出处、引用",
    question="问题",
    placeholder="输入问题、关键词、文号或条款，例如：信息化项目变更由谁审批",
    ask="检索",
    examples="试一试",
    tries=("信息化项目变更由谁审批", "哪些文件被废止", "who approves IT project changes"),
    filters="筛选",
    any="不限",
    gazette="公报",
    issuer="发文机关",
    year="年份",
    part="文件部分",
    date_from="成文日期自",
    date_to="成文日期至",
    date_hint="如 2025-01-31",
    found="{total} 条相关 · {took} 毫秒",
    more="再看 {count} 条",
    nothing="没有找到相符的条款。",
    nothing_cure="换一种说法，少用几个词，或放宽筛选。",
    failed="检索没有完成，请稍后再试。",
    bad_date="日期“{value}”无法识别，应写作 2025-01-31；此项筛选未使用。",
    no_such_clause="这一条款已不在库中，请重新检索。",
    read="在文中阅读",
    copy_clause="复制引用",
    copy_passage="复制引用 {below}",
    copied="已复制",
    whole_text="展开全文",
    details="出处与排序依据",
    source="来源文件",
    why="排序依据",
    leg_rank="{leg}第{rank}位",
    close="关闭",
    this_clause="所查条款",
    by_issuer="{issuer}发文",
    corpus="已收录 {issues} 期公报，{documents} 份文件",
    nothing_indexed="库中还没有文件。先运行 gongbao index 收录公报。",
    issue="{gazette} {year}年第{number}期",
    issue_total="（总{total}期）",
    from_page="第{page}页起",
    on_page="第{first}页",
    on_pages="第{first}–{last}页",
    on_sheet="文件第{first}页",
    on_sheets="文件第{first}–{last}页",
    comma="，",
    colon="：",
    lines="第{first}–{last}行",
    line="第{first}行",
    counted="序号为本库计数，原文未印",
    damaged="原文此处不全",
    doubtful="文字由图像识别，可能有误",
    search_tab="检索",
    check_tab="核对文稿",
    draft="文稿",
    draft_hint="粘贴文稿：其中每一处引用都会核对文号、标题、条款、引文和效力",
    check="核对",
    checked="共核对 {count} 处引用 · 效力截至 {day}",
    no_citations="文稿中没有可核对的引用：请写明文号或用《》标出标题。",
    marked_draft="在文稿中查看",
    as_of="截至 {day}",
    changes="效力变化",
    cited="被引用（{total}处）",
    chain="沿革",
    not_held="未收录正文",
    acts="本文件对其他文件的处理（{total}项）",
    old="原文",
    new="改为",
    more_acts="其余 {count} 项见 --json",
    statuses=MappingProxyType(
        {
            "有效": "有效",
            "已修改": "已修改",
            "拟修订": "拟修订",
            "未知": "效力未知",
            "尚未生效": "尚未生效",
            "已失效": "已失效",
            "已废止": "已废止",
        }
    ),
    status_kinds=_STATUS_KINDS,
    sorts=MappingProxyType(
        {"holding": "相关，失效者列后", "relevance": "只按相关", "status": "按效力", "date": "新的在前"}
    ),
    status="效力",
    sort="排列",
    at="效力截至",
    kinds=MappingProxyType(
        {
            "article": "条",
            "section": "节",
            "item": "项",
            "row": "表格行",
            "appointment": "任命",
            "removal": "免职",
            "lead": "引言",
            "cover": "通知正文",
        }
    ),
    parts=MappingProxyType({"notice": "通知", "instrument": "所印发的文件", "annex": "附件"}),
    legs=MappingProxyType({"exact": "精确匹配", "bm25": "关键词", "vector": "语义", "reranker": "重排"}),
    facts=MappingProxyType(
        {
            "body": "主体",
            "deadline": "期限",
            "frequency": "频次",
            "date": "时间",
            "threshold": "限额",
            "amount": "金额",
            "share": "比例",
            "quantity": "数量",
            "place": "地点",
        }
    ),
)

EN = Words(
    code="en",
    other_code="zh",
    other_name="中文",
    brand="Gongbao",
    tagline="Chinese government gazettes: clauses, their place, their citation",
    question="Question",
    placeholder="A question, keywords, a document number or an article, in Chinese or English",
    ask="Search",
    examples="Try",
    tries=("who approves IT project changes", "which documents were repealed", "信息化项目变更由谁审批"),
    filters="Filters",
    any="Any",
    gazette="Gazette",
    issuer="Issuer",
    year="Year",
    part="Part of the document",
    date_from="Dated from",
    date_to="Dated to",
    date_hint="e.g. 2025-01-31",
    found="{total} related clauses · {took} ms",
    more="Show {count} more",
    nothing="No clause was found.",
    nothing_cure="Use other words, fewer words, or fewer filters.",
    failed="The search did not finish. Please try again later.",
    bad_date="The date “{value}” was not understood; write 2025-01-31. This filter was not used.",
    no_such_clause="This clause is no longer indexed. Please search again.",
    read="Read in place",
    copy_clause="Copy citation",
    copy_passage="Copy citation {below}",
    copied="Copied",
    whole_text="Show the whole text",
    details="Source and ranking",
    source="Source file",
    why="Ranked by",
    leg_rank="{leg} no. {rank}",
    close="Close",
    this_clause="The clause found",
    by_issuer="Issued by {issuer}",
    corpus="Indexed: gazette issues {issues}, documents {documents}",
    nothing_indexed="Nothing is indexed yet. Run gongbao index on your gazettes first.",
    issue="{gazette} {year} no. {number}",
    issue_total=" (serial no. {total})",
    from_page=", from page {page}",
    on_page=", page {first}",
    on_pages=", pages {first}–{last}",
    on_sheet=", page {first} of the file",
    on_sheets=", pages {first}–{last} of the file",
    comma=", ",
    colon=": ",
    lines="lines {first}–{last}",
    line="line {first}",
    counted="numbered by us, not in print",
    damaged="the print breaks off here",
    doubtful="recognised from a picture, perhaps with errors",
    search_tab="Search",
    check_tab="Check a draft",
    draft="Draft",
    draft_hint="Paste a Chinese draft: number, title, article, quoted words and validity of each citation are checked",
    check="Check",
    checked="{count} citations checked · status as of {day}",
    no_citations="No citation was found in the draft: give a document number, or a title in 《》.",
    marked_draft="See them in the draft",
    as_of="as of {day}",
    changes="What became of it",
    cited="Cited by ({total})",
    chain="Versions",
    not_held="text not held",
    acts="What it does to others ({total})",
    old="was",
    new="now",
    more_acts="{count} more with --json",
    statuses=MappingProxyType(
        {
            "有效": "in force",
            "已修改": "amended",
            "拟修订": "to be revised",
            "未知": "validity unknown",
            "尚未生效": "not yet in force",
            "已失效": "expired",
            "已废止": "repealed",
        }
    ),
    status_kinds=_STATUS_KINDS,
    sorts=MappingProxyType(
        {
            "holding": "best first, what is over last",
            "relevance": "best first",
            "status": "by status",
            "date": "newest first",
        }
    ),
    status="Status",
    sort="Order",
    at="Status as of",
    kinds=MappingProxyType(
        {
            "article": "article",
            "section": "section",
            "item": "item",
            "row": "table row",
            "appointment": "appointment",
            "removal": "removal",
            "lead": "introduction",
            "cover": "notice text",
        }
    ),
    parts=MappingProxyType({"notice": "notice", "instrument": "instrument", "annex": "annex"}),
    legs=MappingProxyType(
        {"exact": "exact match", "bm25": "words", "vector": "meaning", "reranker": "reranker"}
    ),
    facts=MappingProxyType(
        {
            "body": "who",
            "deadline": "time limit",
            "frequency": "how often",
            "date": "date",
            "threshold": "threshold",
            "amount": "amount",
            "share": "share",
            "quantity": "number",
            "place": "place",
        }
    ),
)


def words_of(language: str) -> Words:
    """Return the words of a language: Chinese for ``zh…``, English for any other."""
    return ZH if language.lower().startswith("zh") else EN
