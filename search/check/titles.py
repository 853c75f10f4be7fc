"""Tell whether two titles name one document, and find those that are nearly the one cited."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from enum import IntEnum

from corpus.titles import title_form
from corpus.vocabulary import ISSUED, ISSUERS, REGULATIONS

_ISSUER = re.compile(
    rf"^(?P<issuer>[\u4e00-\u9fff、]{{2,60}}?(?:{ISSUERS}))"
    r"(?P<rest>(?:关于|印发|转发|批转|公布|发布).{4,})$"
)
_TRIAL = re.compile(
    rf"\((?:试行|暂行|草案|征求意见稿|送审稿|修订稿)\)$|(?:试行|暂行)(?=(?:{REGULATIONS}|方案)$)"
)
_ISSUES = re.compile(f"(?:{ISSUED})$")
_BOOK = re.compile("(?:第.编)?[\u4e00-\u9fff]{1,10}编|总则|分则|附则")
_AS = re.compile("(?:的(?:通知|公告|通告|决定|函))?")
_NEAR = 0.72  # of its characters a title shares with the one that it misquotes
_FEWEST = 4  # characters of a short title that may name a document


class Agreement(IntEnum):
    """How a cited title agrees with one that is held."""

    OTHER = 0
    NEAR = 1  # misquoted, shortened or of a similar document
    SAME = 2


def split_issuer(form: str) -> tuple[str, str]:
    """Part the issuer from a title's form: (云岭州人民政府, 关于印发…); ("", form) where it names none."""
    match = _ISSUER.match(form)
    return (match["issuer"], match["rest"]) if match else ("", form)


def agreement(cited: str, held: str, issuer: str = "") -> Agreement:
    """Tell how a cited title agrees with a held one; ``issuer`` is that of the held document.

    An issuer before 关于 may stand in one of them only; two that differ are two documents.
    """
    one, other = title_form(cited), title_form(held)
    if not one or not other:
        return Agreement.OTHER
    if one == other:
        return Agreement.SAME
    (by, rest), (of, remainder) = split_issuer(one), split_issuer(other)
    if rest == remainder and _may_be_one(by, of or title_form(issuer)):
        return Agreement.SAME
    if _is_issued(one, other) or _is_issued(other, one):
        return Agreement.SAME
    if is_shortened(one, other) or likeness(one, other) >= _NEAR:
        return Agreement.NEAR
    return Agreement.OTHER


def _may_be_one(one: str, other: str) -> bool:
    return not one or not other or one.endswith(other) or other.endswith(one)


def _is_issued(form: str, notice: str) -> bool:
    """Tell if a notice is that which issued a document: 关于印发…的通知."""
    at = notice.find(form)
    return at > 0 and bool(_ISSUES.search(notice[:at]) and _AS.fullmatch(notice[at + len(form) :]))


def is_shortened(cited: str, held: str) -> bool:
    """Tell if a form is a held one without its beginning (the place, 关于印发) or without （试行）."""
    short, whole = _TRIAL.sub("", cited), _TRIAL.sub("", held)
    if short == whole:
        return cited != held
    return len(short) >= _FEWEST and (whole.endswith(short) or (len(short) >= 8 and short in whole))


def likeness(one: str, other: str) -> float:
    """Return the share of characters, 0 to 1, that two forms have in common, in order."""
    if 2 * min(len(one), len(other)) < _NEAR * (len(one) + len(other)):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


class TitleIndex:
    """Find documents by their titles, those of their annexes too, and by titles that are nearly theirs."""

    def __init__(self, titles: Iterable[tuple[int, str]]) -> None:
        self._documents: defaultdict[str, list[int]] = defaultdict(list)
        self._printed: dict[str, str] = {}
        for document, title in titles:
            form = title_form(title)
            self._printed.setdefault(form, title)
            for name in {form, split_issuer(form)[1]}:
                if document not in self._documents[name][-1:]:
                    self._documents[name].append(document)
        self._forms = sorted(self._printed)
        self._holding: defaultdict[str, list[int]] | None = None

    def named(self, form: str) -> tuple[int, ...]:
        """Return the ids of the documents with a title of this form, an issuer before it aside."""
        return tuple(self._documents.get(form) or self._documents.get(split_issuer(form)[1]) or ())

    def books(self, form: str) -> tuple[int, ...]:
        """Return the ids of the documents that are the books of one code, held one by one (民法典合同编)."""
        if not form.endswith("典"):
            return ()
        held = (one for one in self._forms if one.startswith(form) and _BOOK.fullmatch(one, len(form)))
        return tuple(sorted({document for one in held for document in self._documents[one]}))

    def near(self, cited: str, most: int = 3) -> tuple[str, ...]:
        """Return the held titles nearest to a cited one, the nearest first."""
        form = title_form(cited)
        pairs = set(_pairs(form))
        if not pairs:
            return ()
        votes: Counter[int] = Counter(place for pair in pairs for place in self._index().get(pair, ()))
        found: list[tuple[float, str]] = []
        for place, shared in votes.most_common(40):
            held = self._forms[place]
            if shared * 2 < len(pairs):
                break
            if is_shortened(form, held):
                found.append((1.0 + len(form) / (len(held) + 1), held))
            elif (alike := likeness(form, held)) >= _NEAR:
                found.append((alike, held))
        found.sort(key=lambda pair: (-pair[0], pair[1]))
        return tuple(self._printed[held] for _, held in found[:most])

    def _index(self) -> defaultdict[str, list[int]]:
        if self._holding is None:
            self._holding = defaultdict(list)
            for place, form in enumerate(self._forms):
                for pair in set(_pairs(form)):
                    self._holding[pair].append(place)
        return self._holding


def _pairs(form: str) -> Iterator[str]:
    return (form[at : at + 2] for at in range(len(form) - 1))
