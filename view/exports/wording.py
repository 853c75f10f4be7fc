"""Say in Chinese or English what exports say: their titles, facts, columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from view.words import Words


@dataclass(frozen=True, slots=True)
class ExportWords:
    """Hold every word of the exports in one language; ``exports`` are the names of the formats by suffix."""

    export: str
    export_title: str
    searched_on: str
    status_as_of: str
    exported: str
    narrowed: str
    nothing_asked: str
    busy: str
    exports: Mapping[str, str]
    columns: Mapping[str, str]
    filter_names: Mapping[str, str]


_EXPORTS = MappingProxyType(
    {"docx": "Word", "csv": "CSV", "md": "Markdown", "bib": "BibTeX", "txt": "GB/T 7714"}
)

_ZH = ExportWords(
    export="导出",
    export_title="检索结果：{question}",
    searched_on="检索日期：{date}",
    status_as_of="效力截至：{date}",
    exported="相关条款 {total} 条，收入前 {shown} 条",
    narrowed="筛选：{filters}",
    nothing_asked="没有可导出的结果，请先提问。",
    busy="此刻请求过多，请稍后再试。",
    exports=_EXPORTS,
    columns=MappingProxyType(
        {
            "rank": "序号",
            "citation": "引用",
            "title": "标题",
            "number": "文号",
            "locator": "条款",
            "headings": "所在章节",
            "text": "原文",
            "status": "效力",
            "proof": "效力依据",
            "issue": "公报期号",
            "page": "页码",
            "passage": "引用到款项",
            "id": "标识",
            "verdict": "结论",
            "cited": "文稿中的引用",
            "findings": "核对结果",
        }
    ),
    filter_names=MappingProxyType(
        {
            "gazette": "公报",
            "issuer": "发文机关",
            "issue": "期",
            "document": "文件",
            "part": "文件部分",
            "year": "年份",
            "date_from": "成文日期自",
            "date_to": "成文日期至",
        }
    ),
)

_EN = ExportWords(
    export="Export",
    export_title="Search results: {question}",
    searched_on="Searched on {date}",
    status_as_of="Status as of {date}",
    exported="The first {shown} of {total} related clauses",
    narrowed="Filters: {filters}",
    nothing_asked="There is nothing to export: ask a question first.",
    busy="Too many requests at this moment. Please try again later.",
    exports=_EXPORTS,
    columns=MappingProxyType(
        {
            "rank": "Rank",
            "citation": "Citation",
            "title": "Title",
            "number": "Document number",
            "locator": "Locator",
            "headings": "Headings",
            "text": "Text",
            "status": "Status",
            "proof": "Proof of the status",
            "issue": "Gazette issue",
            "page": "Page",
            "passage": "Citation of the passage",
            "id": "Id",
            "verdict": "Verdict",
            "cited": "Cited in the draft",
            "findings": "Findings",
        }
    ),
    filter_names=MappingProxyType(
        {
            "gazette": "gazette",
            "issuer": "issuer",
            "issue": "issue",
            "document": "document",
            "part": "part",
            "year": "year",
            "date_from": "dated from",
            "date_to": "dated to",
        }
    ),
)


def export_words(words: Words) -> ExportWords:
    """Return what exports say in the language of ``words``."""
    return _ZH if words.code.startswith("zh") else _EN
