"""Events as the catalog keeps them: one JSON record each, beside the columns by which they are found."""

from __future__ import annotations

import json
from dataclasses import asdict, fields

from corpus.events.kinds import Event, kind_named

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
    from msgspec import convert  # a command that asks for no event loads none of it

    record = {"text": "", "clause": "", **json.loads(packed)}
    return convert(record | {"kind": kind_named(record["kind"])}, Event)
