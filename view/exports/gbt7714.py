"""Write references by the national standard for bibliographies, one numbered line each.

The form is that of GB/T 7714—2025 (in force from 2026-07-01; it replaces the edition of 2015):

- 连续出版物中的析出文献: 主要责任者. 题名：其他题名信息[文献类型标识]. 刊名，年（期）：页码.
- Laws, regulations and government documents are of type A (档案: files kept for reference). The edition
  of 2015 gives 北京市人民政府办公厅. 关于…的通知: 京政办发[2005]37号[A/OL] as an example, whence the document
  number stands where other information on the title stands; so does the article that is cited.
- Between elements of one area stand full-width ，：（）, between areas a full stop and a blank.
- A page is the one cited; where only the first page of the document is known, it is that one.

What is not known is left out, never guessed; a law that is printed in no issue ends with its date.
"""

from __future__ import annotations

from view.exports.table import Reference, Table


def write_gbt7714(table: Table) -> bytes:
    """Return the references of a table, numbered from 1 in its order."""
    references = [row.reference for row in table.rows if row.reference]
    lines = [f"[{number}] {cite_gbt7714(one)}\n" for number, one in enumerate(references, 1)]
    return "".join(lines).encode("utf-8")


def cite_gbt7714(about: Reference) -> str:
    """Return one reference on one line, with its full stop at the end."""
    title = "：".join(part for part in (about.title, about.number, about.locator) if part)
    areas = [about.author, f"{title}[A]", _printed_in(about) if about.gazette else about.date or ""]
    return " ".join(" ".join(f"{area}." for area in areas if area).split())


def _printed_in(about: Reference) -> str:
    """Return gazette, year, issue and page: 云岭州人民政府公报，2025（1）：7."""
    issue = f"{about.year or ''}" + (f"（{about.issue}）" if about.issue is not None else "")
    place = "，".join(part for part in (about.gazette, issue) if part)
    page = _page(about)
    return f"{place}：{page}" if page else place


def _page(about: Reference) -> str:
    if about.pages is None:
        return "" if about.from_page is None else str(about.from_page)
    first, last = about.pages
    return str(first) if first == last else f"{first}-{last}"
