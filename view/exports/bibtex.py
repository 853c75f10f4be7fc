"""Write references as BibTeX entries, for LaTeX and for reference managers.

A clause of a gazette is an ``@article`` of the gazette, any other a ``@misc``. Values are TeX: what has a
meaning there is escaped so that it is printed as it is. BibTeX takes any run of blanks and line
breaks for one blank.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from view.exports.table import Reference, Table

# Braces by name: BibTeX counts them, escaped or not, and an odd one would end the value elsewhere.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "@": "{@}",  # some programs take @ at the beginning of a line for the next entry
}
# Between two signs that would be printed as one other (-- as a dash, << as a guillemet) comes nothing: {}.
_SPECIAL = re.compile("[" + re.escape("".join(_TEX)) + r"]|(?<=[-`'<>,!?])(?=[-`'<>,])")
_PLAIN = re.compile(r"[^a-z0-9]+")


def write_bibtex(table: Table) -> bytes:
    """Return an entry for each clause of a table, once, in its order."""
    references = {row.reference.id: row.reference for row in table.rows if row.reference}
    return "\n".join(_entry(about) for about in references.values()).encode("utf-8")


def key_of(about: Reference) -> str:
    """Return the key of a clause: lzbf2025-3-13-… for 岭政办发〔2025〕3号第十三条.

    It is ASCII, the same in every export, and unlike any other's: it ends in a hash of the clause's id.
    """
    from pypinyin import Style, lazy_pinyin

    def initials(text: str) -> str:
        return _PLAIN.sub("-", "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()).strip("-")

    named = initials((about.number or about.title)[:24])[:32].strip("-")
    unlike = hashlib.sha256(about.id.encode("utf-8", "replace")).hexdigest()[:12]
    return "-".join(part for part in (named, unlike) if part)


def escaped(text: str) -> str:
    """Return a text as TeX that prints it."""
    return _SPECIAL.sub(lambda found: _TEX.get(found[0], "{}"), text)


def _entry(about: Reference) -> str:
    kind = "article" if about.gazette else "misc"
    values = ",\n".join(f"  {name} = {{{value}}}" for name, value in _fields(about))
    return f"@{kind}{{{key_of(about)},\n{values},\n}}\n"


def _fields(about: Reference) -> Iterator[tuple[str, str]]:
    """Yield the fields that are known. Double braces keep a name whole and a title as it is written."""
    if about.author:
        yield "author", f"{{{escaped(about.author)}}}"
    yield "title", f"{{{escaped(about.title)}}}"
    if about.gazette:
        yield "journal", f"{{{escaped(about.gazette)}}}"
    year = str(about.year) if about.year is not None else (about.date or "")[:4]
    if year:
        yield "year", year
    if about.issue is not None:
        yield "number", str(about.issue)
    if about.pages is not None:
        first, last = about.pages
        yield "pages", str(first) if first == last else f"{first}--{last}"
    elif about.gazette and about.from_page is not None:
        yield "pages", f"{about.from_page}+"  # from there on, in BibTeX's own way
    note = ", ".join(part for part in (about.number, about.locator) if part)
    if note:
        yield "note", escaped(note)
    if about.text:
        yield "abstract", escaped(about.text)
    yield "language", "chinese"
