"""What an answer has to say beside its hits, in the language of the question."""

from __future__ import annotations

from collections.abc import Sequence

from search.answer.hits import Hit
from search.query.parse import LONGEST, Language, Query
from search.ranking.rank import Ranked

_TEXTS = {
    "cut": (
        f"问题过长，只取了前 {LONGEST} 个字",
        f"the question was cut after {LONGEST} characters",
    ),
    "empty": ("请输入要查找的内容", "nothing to look for: type some words or a document number"),
    "only excluded": (
        "只有排除词，没有要查找的词",
        "only excluded words: add a word to look for",
    ),
    "missing": ("库中没有{}", "{} is not in this home"),
    "heard": ("没有“{}”，已按“{}”查找", 'nothing here says "{}": searched for "{}"'),
    "filtered": ("没有符合筛选条件的文件", "no document passes the filters"),
    "unknown words": (
        "问题中的词在库中都没有出现，以下仅按语义相近排列",
        "no word of the question occurs here: ranked by meaning alone",
    ),
    "phrases": (
        "引号中的词句在库中没有原样出现，已按词语查找",
        "the quoted words do not stand together anywhere: searched word by word",
    ),
    "behind": (
        "索引落后于目录，结果可能不全；请运行 gongbao verify --repair",
        "the indexes are behind the catalog, hits may be missing: run `gongbao verify --repair`",
    ),
    "over": (
        "其中 {} 条已废止或已失效，每十条中列在最后",
        "{} of these are repealed or expired: of each ten they stand last",
    ),
    "best is over": (
        "其中 {0} 条已废止或已失效，每十条中列在最后；最相符的是第 {2} 条，{1}",
        "{0} of these are repealed or expired: of each ten they stand last; number {2}, {1}, matches best",
    ),
    "unsure": (
        "没有找到明确的答案，以下内容仅供参考",
        "nothing here clearly answers that; these are the nearest clauses",
    ),
}


def note(what: str, query: Query, *values: str) -> str:
    """Return a note in the language of the question."""
    chinese, english = _TEXTS[what]
    return (english if query.language is Language.ENGLISH else chinese).format(*values)


def match_notes(ranked: Ranked) -> list[str]:
    """Return what is to be said of how a question was matched: what is not here, and whether anything answers."""
    query = ranked.query
    missing = [note("missing", query, name) for name in ranked.exact.missing]
    if ranked.exact.tiers or missing:
        return missing
    unknown = query.words and not ranked.weights.known and query.language is not Language.ENGLISH
    notes = [note("unknown words", query)] if unknown else []
    return [*notes, note("unsure", query)] if ranked.doubt else notes


def ended_note(query: Query, hits: Sequence[Hit], ended: int, best: int) -> str:
    """Say how many hits no longer hold; and of the best match, if it is one of them, where it stands."""
    top = next((hit for hit in hits if hit.row.rowid == best), None)
    if top is None or top.standing is None or not top.standing.status.is_over:
        return note("over", query, str(ended))
    return note("best is over", query, str(ended), top.citation, str(top.rank))
