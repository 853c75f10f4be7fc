"""Other names of the same body or thing: 发改委 is 发展和改革委员会, and so is a "development and
reform commission".

They only add words to a question: what it says itself still counts in full, an alias a little less
(:data:`search.ranking.term_weights.ALIAS`), so that no exact match is displaced. Only names with one meaning belong
here; what may be translated in several ways is the model's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from corpus.text import match_form

# English names; full Chinese names; short ones. The first full name is what English is put into.
_BODIES = """
development and reform commission, NDRC | 发展和改革委员会, 发展改革委员会 | 发展改革委, 发改委
health commission, health and family planning commission | 卫生健康委员会 | 卫生健康委, 卫健委
human resources and social security bureau, human resources bureau | 人力资源和社会保障局 | 人社局
housing and urban-rural development bureau, housing and construction bureau, housing bureau | 住房和城乡建设局 | 住建局
market supervision bureau, administration for market regulation | 市场监督管理局 | 市场监管局, 市监局
industry and information technology bureau | 工业和信息化局 | 工信局
state-owned assets supervision and administration commission, SASAC | 国有资产监督管理委员会 | 国资委
culture and tourism bureau, tourism bureau | 文化和旅游局, 文化体育广播电视和旅游局 | 文旅局
emergency management bureau, emergency bureau | 应急管理局 | 应急局
ecology and environment bureau, environment bureau, environmental protection bureau | 生态环境局 | 环保局
natural resources bureau | 自然资源局 | 自规局
agriculture and rural affairs bureau, agriculture bureau | 农业农村局 |
forestry and grassland bureau, forestry bureau | 林业和草原局 | 林草局
grain and material reserves bureau, food and strategic reserves bureau, grain bureau | 粮食和物资储备局 | 粮储局, 粮食局
veterans affairs bureau | 退役军人事务局 |
medical insurance bureau, healthcare security bureau | 医疗保障局 | 医保局
government services and data bureau | 政务服务和大数据局 |
finance bureau | 财政局 |
education bureau | 教育局 |
public security bureau, police bureau | 公安局 |
civil affairs bureau | 民政局 |
justice bureau | 司法局 |
audit bureau, audit office | 审计局 |
statistics bureau, bureau of statistics | 统计局 |
transport bureau, transportation bureau | 交通运输局 | 交通局
water resources bureau, water conservancy bureau | 水利局 |
commerce bureau | 商务局 |
science and technology bureau | 科学技术局 | 科技局
ethnic affairs commission, ethnic and religious affairs commission | 民族宗教事务委员会 | 民宗委
letters and calls bureau, petition bureau | 信访局 |
sports bureau | 体育局 |
tax bureau | 税务局 |
people's congress | 人民代表大会 | 人大
information technology, informatization, informatisation, IT | 信息化 |
digital development bureau | 数字化发展局 |
data bureau | 数据局 |
"""

# The autonomous prefectures of China as people call them. Others are named by their own first words.
_PREFECTURES = """
巴州 巴音郭楞蒙古自治州 博州 博尔塔拉蒙古自治州 克州 克孜勒苏柯尔克孜自治州
昌吉州 昌吉回族自治州 伊犁州 伊犁哈萨克自治州 延边州 延边朝鲜族自治州
恩施州 恩施土家族苗族自治州 湘西州 湘西土家族苗族自治州 阿坝州 阿坝藏族羌族自治州
甘孜州 甘孜藏族自治州 凉山州 凉山彝族自治州 黔东南州 黔东南苗族侗族自治州
黔南州 黔南布依族苗族自治州 黔西南州 黔西南布依族苗族自治州 楚雄州 楚雄彝族自治州
红河州 红河哈尼族彝族自治州 文山州 文山壮族苗族自治州 西双版纳州 西双版纳傣族自治州
大理州 大理白族自治州 德宏州 德宏傣族景颇族自治州 怒江州 怒江傈僳族自治州
迪庆州 迪庆藏族自治州 临夏州 临夏回族自治州 甘南州 甘南藏族自治州
海北州 海北藏族自治州 黄南州 黄南藏族自治州 海南州 海南藏族自治州
果洛州 果洛藏族自治州 玉树州 玉树藏族自治州 海西州 海西蒙古族藏族自治州
"""


@dataclass(frozen=True, slots=True)
class Alias:
    """Hold a name that a question uses, in match form, and the other names of the same."""

    name: str
    others: tuple[str, ...]


def find_aliases(text: str) -> tuple[Alias, ...]:
    """Return the Chinese names of a text that have others, longest first, none inside another."""
    form, found = match_form(text), []
    for name in sorted(_chinese(), key=lambda name: (-len(name), name)):
        if name in form:
            form = form.replace(name, "\n")
            found.append(Alias(name, tuple(one for one in _chinese()[name] if one not in match_form(text))))
    return tuple(alias for alias in found if alias.others)


def names_in_chinese(text: str) -> str:
    """Return the Chinese of the names that stand in an English text, blanks between; "" for none."""
    found: dict[str, None] = {}
    for pattern, chinese in _english():
        text, count = pattern.subn("\n", text)
        if count:
            found[chinese] = None
    return " ".join(found)


def _rows() -> list[list[list[str]]]:
    lines = _BODIES.strip().splitlines()
    return [
        [[name.strip() for name in part.split(",") if name.strip()] for part in line.split("|")]
        for line in lines
    ]


@cache
def _chinese() -> dict[str, tuple[str, ...]]:
    """Return each Chinese name that has others, with them."""
    words = _PREFECTURES.split()
    groups = [full + short for _, full, short in _rows()] + [
        list(pair) for pair in zip(words[::2], words[1::2], strict=True)
    ]
    return {
        name: tuple(one for one in group if one != name)
        for group in groups
        if len(group) > 1
        for name in group
    }


@cache
def _english() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return a pattern for each English name, the longest first; capitals stay capitals (IT)."""
    names = {name: full[0] for english, full, _ in _rows() for name in english}
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return tuple(
        (re.compile(rf"\b{_spelled(name)}\b", 0 if name.isupper() else re.IGNORECASE), names[name])
        for name in ordered
    )


def _spelled(name: str) -> str:
    """Allow "&" for "and", hyphens for blanks, and the bureau before its name (bureau of finance)."""
    match = re.fullmatch(r"(.+) (bureau|commission|office)", name)
    after = rf"|{match[2]}\s+(?:of|for)\s+(?:the\s+)?{_loose(match[1])}" if match else ""
    return rf"(?:{_loose(name)}{after})"


def _loose(name: str) -> str:
    words = re.split(r"[ -]", name)
    return r"[\s-]+".join("(?:and|&)" if word == "and" else re.escape(word) for word in words)
