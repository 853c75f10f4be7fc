"""The sentences that a check says of citations, in both languages."""

from __future__ import annotations

from search.check.findings import Remark

_TEXTS = {
    # the document
    "number of title": ("《{title}》 has the number {number}", "《{title}》的文号为{number}"),
    "title of number": ("{number} is the number of 《{title}》", "{number}是《{title}》的文号"),
    "title differs": ("the title is 《{title}》: {differing}", "标题应为《{title}》：{differences}"),
    "full title": ("in full: 《{title}》", "全称为《{title}》"),
    "near titles": ("held under similar titles: {titles}", "收录中标题相近的有{titles}"),
    "number mended": (
        "the number is written {number}, not “{printed}”",
        "文号的规范写法为{number}（文稿作“{printed}”）",
    ),
    "number printed twice": (
        "the sources print its number as {numbers}: none is chosen",
        "收录的文本中该文件的文号印作{numbers}，前后不一，未作取舍",
    ),
    "number not printed": (
        "the text that is held prints no number: it was not checked",
        "收录的文本未印文号，文号未核对",
    ),
    "other version": (
        "if an earlier version is meant, that is not held",
        "如指该文件的其他版本，则该版本未收录",
    ),
    "versions": (
        "{count} documents share this title; the one to cite on {day} was taken; the others: {others}",
        "同名文件共{count}份，按{day}的效力取此一份；另有{others}",
    ),
    "other issue": ("it is printed in {issue}", "该文件刊于{issue}"),
    "short name unknown": (
        "a short name that the draft doesn't explain",
        "简称，文稿中未说明所指",
    ),
    "text not held": (
        "its text is not held: places and quoted words were not checked",
        "正文未收录，条款和引文未核对",
    ),
    # the place
    "no such place": ("there is no {places}", "没有{places}"),
    "extent": ("it goes from {first} to {last}", "条款自{first}至{last}"),
    "paragraphs": ("{article} has {count} {unit}", "{article}共{count}{unit}"),
    "mistaken unit": ("there is {place}: it may be meant", "有{place}，或指此处"),
    "place added": ("{place} was added by {citation}", "{place}由{citation}增加"),
    "place struck": ("{place} was struck by {citation}", "{place}已由{citation}删去"),
    "place changed": ("{place} was changed by {citation}", "{place}已由{citation}修改"),
    "place corrected": ("{place} was corrected by {citation}", "{place}已由{citation}更正"),
    "place will change": (
        "{place} will be changed by {citation} from {day}",
        "{place}自{day}起由{citation}修改",
    ),
    "others changed": (
        "the document was changed elsewhere, not here",
        "该文件已作修改，未涉及此处",
    ),
    # the words
    "words before": ("the words quoted are those before the change", "引文是修改前的文字"),
    "words after": ("the words quoted are those after the change", "引文是修改后的文字"),
    "stands elsewhere": ("the quoted words stand in {place}", "引文见于{place}"),
    "stands nowhere": ("the quoted words don't stand in the document", "引文不见于该文件"),
    "form only": (
        "the quoted words differ in width, blanks or traditional characters only",
        "引文仅全角半角、空格或繁简不同",
    ),
    "disordered": ("the quoted parts stand in another order", "引文各部分的次序与原文不同"),
    "print damaged": ("the print breaks off here", "原文此处不全"),
    "recognised": ("the text was recognised from a picture, not surely", "原文由图像识别而来，识别把握不大"),
    # the status
    "repealed": ("no longer in force{since}: {citation}", "已废止{since}：{citation}"),
    "expired": ("its term is over{since}: {citation}", "有效期已过{since}：{citation}"),
    "not yet": ("not yet in force on {day}{since}", "截至{day}尚未生效{since}"),
    "amended": ("changed: {citation}", "已修改：{citation}"),
    "later version": ("there is a later version: {citation}", "已有新版本：{citation}"),
    "to be revised": ("to be revised: {citation}", "拟修订：{citation}"),
}


def remark(code: str, **values: object) -> Remark:
    """Return a remark, its values filled in."""
    english, chinese = _TEXTS[code]
    return Remark(code, english.format(**values), chinese.format(**values))
