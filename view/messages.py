"""Say in Chinese or English, by the locale, what the command says besides its results."""

from __future__ import annotations

import os
from collections.abc import Mapping

from corpus.records import GongbaoError

_MESSAGES = {
    # the command and its arguments
    "about": ("search Chinese government gazettes by clause", "检索政府公报的条款"),
    "home": (
        "the folder of the index (default: GONGBAO_HOME, else ~/.gongbao)",
        "索引所在文件夹（默认 GONGBAO_HOME，否则 ~/.gongbao）",
    ),
    "json": ("print JSON for programs", "输出供程序读取的 JSON"),
    "index": (
        "read gazette issues and law files and make them searchable",
        "读取公报和法规文件，建立索引",
    ),
    "paths": (
        "files, folders, patterns: txt, md, html, docx, pdf, scans",
        "文件、文件夹或通配符：txt、md、html、docx、pdf、扫描件",
    ),
    "workers": (
        "how many processes work side by side (default: one per processor)",
        "并行进程数（默认与处理器数相同）",
    ),
    "dry_run": ("only say what would be done", "只报告将做什么，不改动索引"),
    "watch": (
        "go on watching: index what comes or changes, until Ctrl-C",
        "持续监视：新增或改动的文件随到随收，按 Ctrl-C 结束",
    ),
    "model": (
        "a sentence-transformers model, folder or name (default: the bundled one)",
        "sentence-transformers 模型的文件夹或名称（默认用自带模型）",
    ),
    "reranker": (
        "a cross-encoder that orders the best hits anew, folder or name (slower)",
        "对最前结果重新排序的交叉编码器，文件夹或名称（较慢）",
    ),
    "search": ("find the clauses that answer a question", "按问题查找条款"),
    "question": (
        'a question, keywords, "a phrase", -word, a document number, an article',
        "问题、关键词、“短语”、-排除词、文号、条款号",
    ),
    "gazette": ("only this gazette (part of its name)", "只查此公报（名称的一部分）"),
    "issuer": ("only documents of this issuer (part of its name)", "只查此发文机关（名称的一部分）"),
    "issue": ("only this issue, by its key (see: gongbao list)", "只查此期，用其键（见 gongbao list）"),
    "document": ("only this document: number or part of the title", "只查此文件：文号或标题的一部分"),
    "part": ("only this part of documents", "只查文件的此部分"),
    "year": ("only gazettes of this year", "只查此年份"),
    "from": ("only documents of this date or later: 2025-01-31", "只查此日及以后的文件：2025-01-31"),
    "to": ("only documents of this date or earlier", "只查此日及以前的文件"),
    "limit": ("how many clauses at most (default: 10)", "最多显示几条（默认 10）"),
    "status": (
        "tell whether a document is in force, and the sentence that proves it",
        "查文件是否有效，并给出证明的原句",
    ),
    "at": ("as of this day (default: today): 2024-06-01", "以此日为准（默认今天）：2024-06-01"),
    "statuses": (
        "only clauses of these: in-force,amended,to-be-revised,unknown,not-yet,expired,repealed",
        "只查这些效力的条款：有效,已修改,拟修订,未知,尚未生效,已失效,已废止",
    ),
    "sort": (
        "order of the hits: holding (the default: the best first, what is over last), relevance, status, date",
        "排列：holding 相关者在前、失效者列后（默认），relevance 相关，status 效力，date 日期",
    ),
    "show": ("print a document, or one article of it", "显示一份文件或其中一条"),
    "number": ("a document number or a title", "文号或标题"),
    "article": ("an article or section: 第二十二条, 22条, 5.1.2", "条款号：第二十二条、22条、5.1.2"),
    "people": (
        "who was appointed to what, and who held a post on a day",
        "查某人的任免经历，或某日由谁担任某职务",
    ),
    "who": ("a person's name, or a post (its last words do)", "姓名或职务（写其结尾部分即可）"),
    "list": ("list what is indexed, and what is missing", "列出已收录和缺少的内容"),
    "what": ("what to list (default: issues)", "列出什么（默认 issues）"),
    "check": (
        "check every citation in a draft: number, title, article, words, validity",
        "核对文稿中的每一处引用：文号、标题、条款、引文、效力",
    ),
    "draft": ("the draft: txt, md or docx", "文稿：txt、md 或 docx"),
    "export_marked": (
        "also write the report to a file: .docx (the draft itself, marked), .csv, .md, .bib, .txt",
        "另存核对结果：.docx（逐处标注的文稿）、.csv、.md、.bib、.txt",
    ),
    "remove": ("withdraw an issue, whole", "整期撤下"),
    "issue_key": ("the key of the issue (see: gongbao list)", "该期的键（见 gongbao list）"),
    "serve": ("serve the page until Ctrl-C", "启动网页，按 Ctrl-C 结束"),
    "host": ("the address to listen on (default: 127.0.0.1)", "监听地址（默认 127.0.0.1）"),
    "port": ("the port to listen on (default: 7860)", "监听端口（默认 7860）"),
    "verify": ("check the home against itself", "检查索引是否完好"),
    "repair": ("rebuild what is derived and wrong", "重建有误的派生索引"),
    "backup": ("save what can't be rebuilt, also while others write", "备份不可重建的部分，写入时也可进行"),
    "backup_folder": ("an empty folder; it becomes a home of its own", "空文件夹；备份后即为另一索引"),
    "evaluate": ("measure the answers to judged questions", "用已判定的问题衡量检索质量"),
    "questions": ("judged questions, one JSON object a line", "已判定的问题，每行一个 JSON 对象"),
    "completion": (
        "print what a shell reads to complete commands, options and paths",
        "输出供 shell 补全命令、选项和路径的脚本",
    ),
    "shell": ("the shell that will read it", "读取此脚本的 shell"),
    "version": ("print the version", "显示版本"),
    "uninstalled": ("run from its sources, not installed", "由源代码直接运行，未安装"),
    # reports
    "indexed": (
        "indexed: issues {issues}, documents {documents}, clauses {clauses}",
        "收录 {issues} 期、{documents} 份文件、{clauses} 条",
    ),
    "would_index": (
        "nothing was changed; to be indexed: issues {issues}, documents {documents}, clauses {clauses}",
        "未作改动；将收录 {issues} 期、{documents} 份文件、{clauses} 条",
    ),
    "unchanged": ("files unchanged: {count}", "没有变化的文件：{count} 个"),
    "problems": (
        "problems: {count} (gongbao list problems)",
        "疑问：{count} 处（见 gongbao list problems）",
    ),
    "set_aside": ("files set aside: {count}", "未收录的文件：{count} 个"),
    "nothing": ("no clause was found", "没有找到相符的条款"),
    "found": ("{shown} of {total} clauses, {took} ms", "{total} 条中的前 {shown} 条，用时 {took} 毫秒"),
    "several": (
        "{count} documents match, newest first; name one by its number:",
        "{count} 份文件相符，新的在前；请用文号指明一份：",
    ),
    "missing": ("missing from the series: {issues}", "缺期：{issues}"),
    "nothing_indexed": ("nothing is indexed yet", "尚未收录任何文件"),
    "no_events": ("no document says anything of another, or of its own validity", "没有关于效力的记载"),
    "no_problems": ("no problems were recorded", "没有疑问"),
    "removed": (
        "removed {key}: documents {documents}, clauses {clauses}",
        "已撤下 {key}：{documents} 份文件，{clauses} 条",
    ),
    "checked": (
        "{count} citations checked, as of {day}: {counts}",
        "共核对{count}处引用（效力以{day}为准）：{counts}",
    ),
    "differs": ("“{quoted}” is printed “{printed}”", "“{quoted}”原文作“{printed}”"),
    "quoted": ("quoted: “{text}”", "引文：“{text}”"),
    "proof": ("proof: {text} — {citation}", "依据：{text}——{citation}"),
    "findings_cut": (
        "the first {shown} of {total}; all of them: gongbao check --json",
        "共 {total} 处，仅列前 {shown} 处；全部结果见 gongbao check --json",
    ),
    "findings": ("Findings", "核对结果"),
    "column_number": ("No.", "序号"),
    "column_citation": ("Citation", "引用"),
    "column_verdict": ("Verdict", "结论"),
    "column_finding": ("Finding", "说明"),
    "backed_up": (
        "saved {issues} issues, {clauses} clauses: {path}",
        "已备份 {issues} 期、{clauses} 条：{path}",
    ),
    "sound": ("the home is sound", "索引完好"),
    "repaired": ("repaired; the home is sound", "已修复，索引完好"),
    "serving": ("the page is at {url} until Ctrl-C", "网页地址 {url}，按 Ctrl-C 结束"),
    "reading": ("reading", "读取"),
    "bm25": ("words", "分词"),
    "vector": ("vectors", "向量"),
    "asking": ("asking", "提问"),
    "export": (
        "write the hits to this file; the suffix says how: .docx .csv .md .bib .txt (GB/T 7714)",
        "把结果写入此文件，格式由后缀决定：.docx .csv .md .bib .txt（GB/T 7714）",
    ),
    "overwrite": ("replace the file of --export if it exists", "--export 的文件已存在时予以替换"),
    "exported": ("saved {count} clauses: {path}", "已保存 {count} 条：{path}"),
    # errors
    "bad_export": (
        "“{path}” has no suffix that says how to write it: use one of {suffixes}",
        "“{path}”的后缀不能确定导出格式：请用 {suffixes} 之一",
    ),
    "export_exists": (
        "“{path}” exists already and was left as it is: give another name, or add --overwrite",
        "“{path}”已存在，未作改动：请换一个文件名，或加上 --overwrite",
    ),
    "unknown_issue": (
        "no issue “{key}” is indexed: give a key that “gongbao list” prints",
        "没有收录“{key}”：请用 gongbao list 列出的键",
    ),
    "bad_date": (
        "“{value}” is no date: write it like 2025-01-31",
        "“{value}”不是日期：应写作 2025-01-31",
    ),
    "bad_status": ("“{value}” is no status: expected {known}", "“{value}”不是效力状态：应为 {known}"),
    "statuses_known": (
        "in-force, amended, to-be-revised, unknown, not-yet, expired or repealed",
        "有效、已修改、拟修订、未知、尚未生效、已失效或已废止",
    ),
    "bad_count": ("“{value}” is not a number from 1 to 256", "“{value}”不是 1 到 256 的数"),
    "bad_limit": ("“{value}” is not a number from 1 to 1000", "“{value}”不是 1 到 1000 的数"),
    "no_docx": (
        "{path}: expected a name that ends in .docx",
        "{path}：导出文件名应以 .docx 结尾",
    ),
    "same_file": (
        "{path} is the draft itself: choose another name to export to",
        "{path} 就是文稿本身：请另取导出文件名",
    ),
    "draft_unpacked": (
        "the Word draft unpacks to more than {most} MiB: take out pictures and save it again",
        "Word 文稿解压后超过 {most} MiB：请去掉图片后另存",
    ),
    "draft_damaged": (
        "the Word draft can't be marked ({why}): open it in Word and save it again",
        "Word 文稿无法标注（{why}）：请用 Word 打开后另存",
    ),
    "full_disk": (
        "the disk is full: free some space and run the command again; what was there is kept",
        "磁盘已满：请腾出空间后重新运行，原有内容不受影响",
    ),
    "unexpected": (
        "an unexpected {kind}: {what}; GONGBAO_DEBUG=1 shows where it came from",
        "意外的 {kind}：{what}；设 GONGBAO_DEBUG=1 可看其来由",
    ),
    "port_taken": (
        "{host}:{port} can't be listened on ({why}): choose another with --port",
        "无法监听 {host}:{port}（{why}）：请用 --port 另选端口",
    ),
}


def speaks_chinese(environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether the locale is a Chinese one; the first variable that is set decides."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return environment[name].lower().startswith("zh")
    return False


def both(message: str, **values: object) -> tuple[str, str]:
    """Return a message in English and in Chinese, as errors take it."""
    english, chinese = _MESSAGES[message]
    return english.format(**values), chinese.format(**values)


def say(message: str, **values: object) -> str:
    """Return a message in the language of the locale, its values filled in."""
    return both(message, **values)[speaks_chinese()]


def told(error: GongbaoError) -> str:
    """Return what an error says in the language of the locale."""
    return error.chinese if speaks_chinese() else str(error)
