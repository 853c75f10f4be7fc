"""What filters are in SQL, over the tables issue i, document d and place p."""

from __future__ import annotations

from corpus.numbers import normalise_number
from corpus.titles import title_form
from index.catalog.rows import Filters

#: A law file belongs to no issue: the year of its own date counts.
YEAR = "coalesce(i.year, CAST(substr(coalesce(d.date, i.date), 1, 4) AS INTEGER))"


def conditions(filters: Filters) -> list[tuple[str, list[object]]]:
    """Translate filters into SQL conditions with their bound values."""
    found: list[tuple[str, list[object]]] = []
    if filters.gazette:
        found.append(("instr(i.gazette, ?)", [filters.gazette]))
    if filters.issuer:
        found.append(("instr(d.issuer, ?)", [filters.issuer]))
    if filters.issue:
        found.append(("i.key = ?", [filters.issue]))
    if filters.document:
        number = normalise_number(filters.document) or filters.document
        form = title_form(filters.document)
        found.append(
            ("(d.number = ? OR instr(d.title_form, ?) OR instr(d.instrument_form, ?))", [number, form, form])
        )
    if filters.part:
        found.append(("p.part = ?", [filters.part]))
    if filters.year is not None:
        found.append((f"{YEAR} = ?", [filters.year]))
    if filters.date_from:
        found.append(("coalesce(d.date, i.date) >= ?", [filters.date_from]))
    if filters.date_to:
        found.append(("coalesce(d.date, i.date) <= ?", [filters.date_to]))
    return found
