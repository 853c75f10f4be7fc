"""Events as the catalog keeps them: one JSON record each, beside the columns by which they are found."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

from corpus.events.amendments import Amendment, Change
from corpus.events.kinds import Event, kind_named
from corpus.records import Span
from corpus.references.resolve import Reference, ReferenceKind

_PACKED = tuple(field.name for field in fields(Event) if field.name != "clause")


def pack_event(event: Event) -> str:
    """Return an event as compact JSON; what is empty is left out, and the clause is a column."""
    record = {name: value for name in _PACKED if (value := getattr(event, name))}
    record["kind"] = event.kind.name
    if event.amendment is not None:
        record["amendment"] = {name: value for name, value in asdict(event.amendment).items() if value}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def unpack_event(packed: str) -> Event:
    """Return the event of a record; its ``clause`` is empty."""
    record: dict[str, Any] = json.loads(packed)
    record.setdefault("text", "")
    record |= {"kind": kind_named(record["kind"]), "clause": "", "span": _span(record["span"])}
    record["locators"] = tuple(record.get("locators", ()))
    if "amendment" in record:
        record["amendment"] = _amendment(record["amendment"])
    return Event(**record)


def _amendment(record: dict[str, Any]) -> Amendment:
    reference = record["reference"]
    return Amendment(
        Change(record["change"]),
        Reference(
            _span(reference["span"]),
            reference["text"],
            ReferenceKind(reference["kind"]),
            reference["title"],
            reference["number"],
            tuple(reference["locators"]),
            reference["is_own"],
        ),
        _span(record["span"]),
        *(_span(record[name]) if name in record else None for name in ("old", "new")),
    )


def _span(pair: list[int]) -> Span:
    start, end = pair
    return start, end
