"""From glyphs at their places to text: pages set by hand here, and by a typesetter of ten lines."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers.content import Content
from corpus.readers.layout.layout import lay_out
from corpus.readers.layout.sheet import Glyph, Rule, Sheet

SIZE = 10.0
PITCH = 16.0
LEFT, TOP = 50.0, 80.0
Printed = tuple[str, float, float]  # text, ems from the left, lines from the top


def set_line(text: str, x: float, y: float, size: float = SIZE) -> list[Glyph]:
    """Set a line of text: a Chinese character is an em wide, what is ASCII half of one."""
    glyphs = []
    for char in text:
        width = size * (0.5 if char.isascii() else 1.0)
        if not char.isspace():
            glyphs.append(Glyph(char, x, x + width, y, size))
        x += width
    return glyphs


def sheet(*lines: Printed, number: int = 1, rules: Sequence[Rule] = ()) -> Sheet:
    glyphs = [glyph for text, x, y in lines for glyph in set_line(text, LEFT + x * SIZE, TOP + y * PITCH)]
    return Sheet(number, tuple(glyphs), tuple(rules))


def lines_of(*sheets: Sheet) -> list[str]:
    return lay_out(sheets).text.splitlines()


FULL = "为了节约用水保护水源制定本办法适用于全州各县市"  # as wide as the column of these pages
WIDE = len(FULL)

# What is printed; the lines that are read.
PAGES: dict[str, tuple[list[Printed], list[str]]] = {
    "an indented line begins a paragraph, a line at the edge goes on": (
        [(FULL[2:], 2, 0), (FULL, 0, 1), ("完。", 0, 2), (FULL[2:], 2, 3), ("完。", 0, 4)],
        [FULL[2:] + FULL + "完。", FULL[2:] + "完。"],
    ),
    "a short line ends its paragraph": (
        [("第一章 总则", 0, 0), ("第二章 水源", 0, 1), (FULL[2:], 2, 2), ("完。", 0, 3)],
        ["第一章 总则", "第二章 水源", FULL[2:] + "完。"],
    ),
    "without indents, a full line that ends a sentence is left open": (
        [(FULL, 0, 0), (FULL[:-1] + "。", 0, 1), (FULL, 0, 2), ("完。", 0, 3)],
        [FULL + FULL[:-1] + "。", FULL + "完。"],
    ),
    "without indents, a numbered line is left open": (
        [(FULL, 0, 0), ("第二条 " + FULL[:-4], 0, 1), ("完。", 0, 2)],
        [FULL, "第二条 " + FULL[:-4] + "完。"],
    ),
    "a word of Latin letters is not torn, two are kept apart": (
        [(FULL[2:16] + "ab gongbao", 2, 0), ("search " + FULL[6:], 0, 1), ("完。", 0, 2)],
        [FULL[2:16] + "ab gongbao search " + FULL[6:] + "完。"],
    ),
    "a larger distance parts paragraphs": (
        [(FULL, 0, 0), (FULL, 0, 1), (FULL, 0, 2), (FULL, 0, 4), (FULL, 0, 5)],
        [FULL * 3, FULL * 2],
    ),
    "what is set in the middle or to the right stands alone": (
        [(FULL[2:], 2, 0), (FULL[:6], 8.5, 1), (FULL[:5], WIDE - 5, 2), ("附件", 0, 3), (FULL, 0, 4)],
        [FULL[2:], FULL[:6], FULL[:5], "附件", FULL],
    ),
    "a line of the contents ends at its page": (
        [("目 录", 10, 0), ("关于节约用水的通知" + "…" * (WIDE - 11) + "（9）", 0, 1), (FULL, 0, 2)],
        ["目 录", "关于节约用水的通知" + "…" * (WIDE - 11) + "（9）", FULL],
    ),
    "letters that are spaced, and blanks a character wide": (
        [("主　管　主　办", 4, 0), (FULL[2:], 2, 1), ("完。", 0, 2)],
        ["主 管 主 办", FULL[2:] + "完。"],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_paragraphs(name: str) -> None:
    printed, expected = PAGES[name]
    assert lines_of(sheet(*printed)) == expected


RIGHT = WIDE + 2.0  # where the second column begins


def column(x: float, y: float, count: int) -> list[Printed]:
    return [(FULL, x, y + at) for at in range(count)]


def test_columns_are_read_one_after_the_other() -> None:
    left = [(FULL[2:], 2.0, 0.0), *column(0, 1, 9), ("左完。", 0, 10)]
    right = [(FULL[2:], RIGHT + 2, 0.0), *column(RIGHT, 1, 9), ("右完。", RIGHT, 10)]
    text = FULL[2:] + FULL * 9
    assert lines_of(sheet(*left, *right)) == [text + "左完。", text + "右完。"]


def test_columns_need_not_stand_on_one_grid() -> None:
    left = [(FULL[2:], 2.0, 0.0), *column(0, 1, 9), ("左完。", 0, 10)]
    right = [(FULL[2:], RIGHT + 2, 0.4), *column(RIGHT, 1.4, 9), ("右完。", RIGHT, 10.4)]
    text = FULL[2:] + FULL * 9
    assert lines_of(sheet(*left, *right)) == [text + "左完。", text + "右完。"]


def test_a_title_over_both_columns_parts_them() -> None:
    title = "关于印发云岭州节约用水办法的通知印发云岭州"
    above = [*column(0, 0, 6), *column(RIGHT, 0, 6)]
    below = [*column(0, 9, 6), *column(RIGHT, 9, 6)]
    found = lines_of(sheet(*above, (title, 12, 7), *below))
    assert found == [FULL * 12, title, FULL * 12]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    first = sheet((FULL[2:], 2, 0), *column(0, 1, 7), *column(RIGHT, 0, 8), number=1)
    second = sheet(*column(0, 0, 8), *column(RIGHT, 0, 7), ("完。", RIGHT, 7), number=2)
    content = lay_out([first, second])
    assert content.text == FULL[2:] + FULL * 30 + "完。\n"
    assert [(page.start, page.sheet, page.number) for page in content.pages] == [
        (0, 1, None),
        (16 * WIDE - 2, 2, None),  # inside the line
    ]


def furnished(number: int, printed: str, head: str = "云岭州人民政府公报 2025年第2期") -> Sheet:
    body = column(0, 0, 8)
    body += [("完。", 0, 8)] if number == 3 else []
    return sheet((head, 5, -3), *body, (printed, 10, 12), number=number)


def test_running_heads_and_page_numbers_stand_in_no_paragraph() -> None:
    content = lay_out([furnished(1, "- 7 -"), furnished(2, "- 8 -"), furnished(3, "- 9 -")])
    lines = content.text.splitlines()
    head = "云岭州人民政府公报 2025年第2期"
    assert lines == [head, FULL * 24 + "完。", "- 7 -", head, "- 8 -", head, "- 9 -"]
    assert [content.text[start:end] for start, end in content.furniture] == [lines[0], *lines[2:]]
    assert [page.number for page in content.pages] == [7, 8, 9]
    assert [content.text[page.start :][:4] for page in content.pages] == [FULL[:4]] * 3


# (what is printed at the foot of each page, the number that each page has)
NUMBERED: list[tuple[list[str], list[int | None]]] = [
    (["1", "2", "3"], [1, 2, 3]),
    (["第 12 页", "第 13 页", "第 14 页"], [12, 13, 14]),
    (["· 5 ·", "", "· 7 ·"], [5, 6, 7]),  # one page lacks it
    (["", "· 6 ·", "· 7 ·"], [None, 6, 7]),
    (["", "", ""], [None, None, None]),
    (["第1页 共3页", "第2页 共3页", "第3页 共3页"], [1, 2, 3]),
]


@pytest.mark.parametrize(("printed", "expected"), NUMBERED)
def test_printed_page_numbers(printed: list[str], expected: list[int | None]) -> None:
    sheets = [furnished(place, text) for place, text in enumerate(printed, 1)]
    assert [page.number for page in lay_out(sheets).pages] == expected


def test_first_lines_that_are_alike_are_no_running_head() -> None:
    sheets = [sheet((f"5.{place}.2 启动程序", 0, 0), *column(0, 1, 8), number=place) for place in range(1, 5)]
    content = lay_out(sheets)
    assert content.furniture == ()
    assert all(f"5.{place}.2 启动程序" in content.text for place in range(1, 5))


def test_what_is_printed_twice_to_look_bold_is_read_once() -> None:
    line = set_line("第一章 总则", LEFT, TOP)
    shadow = [Glyph(g.text, g.x0 + 0.3, g.x1 + 0.3, g.base, g.size) for g in line]
    both = Sheet(1, tuple(glyph for pair in zip(line, shadow, strict=True) for glyph in pair))
    assert lines_of(both) == ["第一章 总则"]


def test_what_runs_in_another_direction_stands_apart() -> None:
    page = Sheet(1, tuple(set_line(FULL, LEFT, TOP)), (), "内部资料")
    content = lay_out([page])
    assert content.text == f"{FULL}\n内部资料\n"
    assert content.furniture == ((WIDE + 1, WIDE + 5),)


def test_confidence_is_kept_for_each_line() -> None:
    glyphs = [
        Glyph(g.text, g.x0, g.x1, g.base, g.size, sure)
        for y, sure in ((0, 0.9), (1, 0.7))
        for g in set_line(FULL, LEFT, TOP + y * PITCH)
    ]
    content = lay_out([Sheet(1, tuple(glyphs))])
    assert content.confidence == (((0, WIDE), 0.9), ((WIDE, 2 * WIDE), 0.7))


def grid(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """Draw all lines of a table; places in ems and in lines."""
    left, right = LEFT + xs[0] * SIZE, LEFT + xs[-1] * SIZE
    top, bottom = TOP + ys[0] * PITCH, TOP + ys[-1] * PITCH
    level = [Rule(left, TOP + y * PITCH, right, TOP + y * PITCH) for y in ys]
    return level + [Rule(LEFT + x * SIZE, top, LEFT + x * SIZE, bottom) for x in xs]


CELLS: list[Printed] = [
    ("序号", 0.2, 0), ("名称", 3.2, 0), ("文号", 14.2, 0),
    ("1", 0.2, 1.5), ("关于节约用水", 3.2, 1), ("的通知", 3.2, 2), ("岭政发〔2025〕1号", 14.2, 1.5),
    ("2", 0.2, 3), ("关于保护水源的通知", 3.2, 3), ("岭政发〔2025〕2号", 14.2, 3),
]  # fmt: skip
ROWS = [
    "序号\t名称\t文号",
    "1\t关于节约用水的通知\t岭政发〔2025〕1号",
    "2\t关于保护水源的通知\t岭政发〔2025〕2号",
]


def test_a_table_with_rules() -> None:
    rules = grid((0, 3, 14, 25), (-0.8, 0.3, 2.3, 3.3))
    assert lines_of(sheet(*CELLS, rules=rules)) == ROWS


def test_a_table_without_rules() -> None:
    assert lines_of(sheet(*CELLS)) == ROWS


def test_a_table_without_rules_whose_cells_begin_at_one_height() -> None:
    cells = [(text, x, 1.0 if y == 1.5 else y) for text, x, y in CELLS]
    assert lines_of(sheet(*cells)) == ROWS


def test_cells_that_go_over_several_columns() -> None:
    rules = grid((0, 3, 14, 25), (-0.8, 0.3, 2.3, 3.3))
    rules = [rule for rule in rules if rule.x0 != rule.x1 or rule.x0 in (LEFT, LEFT + 250)]
    rules += [Rule(LEFT + x * SIZE, TOP + 0.3 * PITCH, LEFT + x * SIZE, TOP + 3.3 * PITCH) for x in (3, 14)]
    cells = [("一、州政府文件", 6, 0), *CELLS[3:]]
    assert lines_of(sheet(*cells, rules=rules)) == ["一、州政府文件", *ROWS[1:]]


def test_a_row_that_goes_over_the_page_is_one_row() -> None:
    xs = (0, 3, 14, 25)
    first = sheet(*CELLS[:3], ("1", 0.2, 1), ("关于节约用水", 3.2, 1), ("岭政发〔2025〕", 14.2, 1),
                  rules=[*grid(xs, (-0.8, 0.3)), *grid(xs, (0.3, 1.4))[2:]])  # fmt: skip
    second = sheet(("的通知", 3.2, 0), ("1号", 14.2, 0), *[(t, x, y - 2) for t, x, y in CELLS[7:]], number=2,
                   rules=[*grid(xs, (-0.8, 0.4))[1:], *grid(xs, (0.4, 1.4))])  # fmt: skip
    assert lines_of(first, second) == ROWS


def test_a_frame_around_the_page_is_no_table() -> None:
    frame = grid((-1, WIDE + 1, 2 * WIDE + 3), (-2, 20))
    left = [(FULL[2:], 2.0, 0.0), *column(0, 1, 14)]
    right = [(FULL[2:], RIGHT + 2, 0.0), *column(RIGHT, 1, 14)]
    assert lines_of(sheet(*left, *right, rules=frame)) == [FULL[2:] + FULL * 14] * 2


def test_a_table_that_is_set_as_paragraphs() -> None:
    lines: list[Printed] = [
        ("序号 文件名称 文号", 2, 0),
        ("1 关于节约用水的通知 岭政发〔2025〕1号", 2, 1),
        ("2 关于保护水源和州发改委 州住建局的通知 岭政", 0, 2),
        ("发〔2025〕2号", 0, 3),
        ("3 关于供水的通知 岭政发〔2025〕3号", 2, 4),
        (FULL, 0, 5),
    ]
    assert lines_of(sheet(*lines))[:2] == ["序号\t文件名称\t文号", "1\t关于节约用水的通知\t岭政发〔2025〕1号"]


def texts_of(lengths: Sequence[int]) -> list[str]:
    """Return paragraphs of these lengths in which no two lines are alike."""
    places = iter(range(0x4E00, 0x9FA5))
    return ["".join(chr(next(places)) for _ in range(length)) for length in lengths]


def typeset(texts: Sequence[str], wide: int, tall: int, columns: int, gutter: float) -> list[Sheet]:
    """Set paragraphs, their first lines indented, in columns so many characters wide and lines tall."""
    lines = []
    for text in texts:
        text = "  " * 2 + text  # four halves are two ems
        cut = [text[: wide + 2], *(text[at : at + wide] for at in range(wide + 2, len(text), wide))]
        lines += [cut[0], *cut[1:]]
    glyphs: dict[int, list[Glyph]] = {}
    for place, line in enumerate(lines):
        column_, y = divmod(place, tall)
        number, at = divmod(column_, columns)
        x = LEFT + at * (wide + gutter) * SIZE
        glyphs.setdefault(number, []).extend(set_line(line, x, TOP + y * PITCH))
    return [Sheet(number + 1, tuple(found)) for number, found in glyphs.items()]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(3, 120), min_size=4, max_size=12), st.integers(12, 30), st.integers(12, 30))
def test_what_is_set_in_one_column_is_read_back(lengths: list[int], wide: int, tall: int) -> None:
    texts = texts_of(lengths)
    assert not_blank(lay_out(typeset(texts, wide, tall, 1, 0))) == "".join(texts)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(40, 160), min_size=16, max_size=24),
    st.integers(14, 26),
    st.sampled_from([1.2, 2.0, 3.0]),
)
def test_what_is_set_in_two_columns_is_read_back(lengths: list[int], wide: int, gutter: float) -> None:
    texts = texts_of(lengths)
    assert lay_out(typeset(texts, wide, 24, 2, gutter)).text.splitlines() == texts


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=12),
            st.floats(-50, 700),
            st.floats(-50, 900),
        ),
        max_size=40,
    ),
    st.lists(st.tuples(st.floats(0, 600), st.floats(0, 800), st.floats(0, 300), st.booleans()), max_size=30),
)
def test_nothing_is_lost_wherever_it_is_printed(
    lines: list[tuple[str, float, float]], drawn: list[tuple[float, float, float, bool]]
) -> None:
    glyphs = [
        Glyph(char, x + 7 * at, x + 7 * at + 6, y, 6.0)
        for text, x, y in lines
        for at, char in enumerate(text)
    ]
    glyphs = [g for at, g in enumerate(glyphs) if not any(g.text == other.text for other in glyphs[:at])]
    rules = [Rule(x, y, x + long, y) if level else Rule(x, y, x, y + long) for x, y, long, level in drawn]
    content = lay_out([Sheet(1, tuple(glyphs), tuple(rules))])
    printed = "".join(glyph.text for glyph in glyphs)
    assert sorted(not_blank(content)) == sorted("".join(printed.split()))


def not_blank(content: Content) -> str:
    return "".join(content.text.split())
