"""How word processors and browsers write the numbers of lists that nobody typed."""

from __future__ import annotations

from collections.abc import Callable

from corpus.numerals import to_chinese

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)  # fmt: skip
_DIGITS = "〇一二三四五六七八九"
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_FORMAL_OLD = str.maketrans("一二三四五六七八九十百千", "壹貳參肆伍陸柒捌玖拾佰仟")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_IN_BRACKETS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_WITH_STOP = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LONGEST = 100_000  # no list is longer; a start beyond it is written in digits


def count(number: int, style: str) -> str:
    """Write the number of an item in a style of Word (numFmt) or of CSS (list-style-type).

    "" for styles that write none. Styles that are not known, and numbers that a style can't write, are
    written in digits, as word processors and browsers do.
    """
    if style in ("none", "bullet", "disc", "circle", "square"):
        return ""
    write = _WRITERS.get(style)
    if write is None or not 0 < number < _LONGEST:
        return str(number)
    return write(number) or str(number)


def _counted(number: int) -> str:
    return to_chinese(number) if number < 10_000 else ""


def _formal(number: int) -> str:
    """Write 一十 for 十: characters against forgery leave nothing out."""
    counted = _counted(number)
    return f"一{counted}" if counted.startswith("十") else counted


def _positional(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _from(marks: str) -> Callable[[int], str]:
    return lambda number: marks[number - 1] if number <= len(marks) else ""


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN if number < 4000 else ():
        times, number = divmod(number, value)
        out += sign * times
    return out


def _repeated(number: int) -> str:
    """Write Word's letters: … z, aa, bb, cc."""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1) if times < 30 else ""


def _spelled(number: int) -> str:
    """Write the letters of CSS: … z, aa, ab, ac."""
    out = ""
    while number:
        number, letter = divmod(number - 1, 26)
        out = chr(ord("a") + letter) + out
    return out


def _ideographs(number: int) -> str:
    """Write 一 to 九十九 as they are counted, and by their digits from a hundred on."""
    return _counted(number) if number < 100 else _positional(number)


_WRITERS: dict[str, Callable[[int], str]] = {
    # Word: ECMA-376 part 1, 17.18.59
    "decimalZero": lambda number: f"{number:02}",
    "upperLetter": lambda number: _repeated(number).upper(),
    "lowerLetter": _repeated,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _from(_CIRCLED),
    "decimalEnclosedCircleChinese": _from(_CIRCLED),
    "decimalEnclosedParen": _from(_IN_BRACKETS),
    "decimalEnclosedFullstop": _from(_WITH_STOP),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "ideographEnclosedCircle": _from("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "ideographDigital": _positional,
    "japaneseDigitalTenThousand": _positional,
    "taiwaneseDigital": _positional,
    "chineseCounting": _ideographs,
    "taiwaneseCounting": _ideographs,
    "japaneseCounting": _counted,
    "chineseCountingThousand": _counted,
    "taiwaneseCountingThousand": _counted,
    "chineseLegalSimplified": lambda number: _formal(number).translate(_FORMAL),
    "ideographLegalTraditional": lambda number: _formal(number).translate(_FORMAL_OLD),
    # CSS Counter Styles, level 3
    "decimal-leading-zero": lambda number: f"{number:02}",
    "upper-alpha": lambda number: _spelled(number).upper(),
    "upper-latin": lambda number: _spelled(number).upper(),
    "lower-alpha": _spelled,
    "lower-latin": _spelled,
    "upper-roman": _roman,
    "lower-roman": lambda number: _roman(number).lower(),
    "cjk-decimal": _positional,
    "cjk-ideographic": _counted,
    "simp-chinese-informal": _counted,
    "trad-chinese-informal": _counted,
    "japanese-informal": _counted,
    "simp-chinese-formal": lambda number: _formal(number).translate(_FORMAL),
    "trad-chinese-formal": lambda number: _formal(number).translate(_FORMAL_OLD),
    "cjk-heavenly-stem": _from(_STEMS),
    "cjk-earthly-branch": _from(_BRANCHES),
}
