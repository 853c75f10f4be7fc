"""Which short names a text gives: to a document's references, to a question's words, to the citations of a draft."""

import pytest

from corpus.references.short_names import find_short_names, short_titles
from search.check.citations import find_citations
from search.query.short_names import definitions

RULE = "云岭州储备粮管理办法"
DECISION = f"关于修改《{RULE}》的决定"

# (text, short name, for references, for a question's words, for a draft): what it stands for,
# "" where it isn't taken
GIVEN = [
    # all read a bracket right behind a title; a question's words want a name that isn't a piece of the full one
    (f"《{RULE}》（下称“粮食规定”）", "粮食规定", RULE, "", RULE),
    (f"《{RULE}》（以下简称《粮食规定》）", "粮食规定", RULE, RULE, RULE),
    (f"《{RULE}》（以下简称《办法》）", "办法", RULE, "", RULE),
    (f"按照{RULE}（以下简称办法）", "办法", RULE, "", RULE),
    (f"《关于修改《{RULE}》的决定》（以下简称《决定》）", "决定", DECISION, "", DECISION),
    # every quotation mark, and a blank at every place
    (f"《{RULE}》（以下简称「粮食规定」）", "粮食规定", RULE, RULE, RULE),
    (f"《{RULE}》( 以下简称 《粮食规定》 )", "粮食规定", RULE, RULE, RULE),
    (f"《{RULE}》（以下简称作《办法》）", "办法", RULE, "", RULE),
    (f"《{RULE}》（本文简称《办法》）", "办法", RULE, "", RULE),
    (f"《{RULE}》（以下简称粮食、物资规定）", "粮食、物资规定", RULE, "", RULE),
    # before the words a number may stand in the bracket; only a draft is read for more
    (f"《{RULE}》（岭政发〔2024〕22号，以下简称《粮食规定》）", "粮食规定", RULE, "", RULE),
    (f"《{RULE}》（2024年修订，以下简称《粮食规定》）", "粮食规定", "", "", RULE),
    (f"《{RULE}》（岭政发〔2024〕22号）（以下简称《粮食规定》）", "粮食规定", "", "", RULE),
    # 统称 is said of several; who asks for one word finds the other, a draft means the last of them
    (f"《{RULE}》（以下统称粮食规定）", "粮食规定", "", RULE, RULE),
    ("《甲条例》《乙条例》（以下合称两条例）", "两条例", "", "", "乙条例"),
    # not every name is that of a document
    ("民用无人驾驶航空器（以下简称无人机）", "无人机", "", "民用无人驾驶航空器", ""),
    # 本规定 is the text that speaks, wherever it is said
    (f"《{RULE}》（以下简称本规定）", "本规定", "", RULE, ""),
    # no bracket of their own, or none behind the name
    (f"《{RULE}》规定（以下简称《粮食规定》）", "粮食规定", "", "", ""),
    (f"《{RULE}》，以下简称《粮食规定》", "粮食规定", "", "", ""),
    (f"《{RULE}》（也称《粮食规定》）", "粮食规定", "", "", ""),
]


@pytest.mark.parametrize(("text", "short", "title", "words", "cited"), GIVEN, ids=[row[0] for row in GIVEN])
def test_short_names(text: str, short: str, title: str, words: str, cited: str) -> None:
    assert short_titles(text).get(short, ("", ""))[0] == title
    assert list(definitions(text)) == ([(words, short)] if words else [])
    *_, last = find_citations(f"{text}。\n依据《{short}》第一条。")
    assert last.title == (cited or short)


def test_the_number_belongs_to_the_name() -> None:
    text = f"《{RULE}》（岭政发〔2024〕22号，以下简称《办法》）"
    assert short_titles(text) == {"办法": (RULE, "岭政发〔2024〕22号")}
    [one] = find_short_names(text)
    assert (text[slice(*one.span)], text[one.opening], one.lead) == (
        "以下简称《办法》",
        "（",
        "岭政发〔2024〕22号，",
    )
