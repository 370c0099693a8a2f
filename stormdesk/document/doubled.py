"""Keys given twice in one record, of which readers of JSON silently take the last."""

from __future__ import annotations

import json
from typing import Any

from stormdesk.model.problem import quoted

_UNUSUAL = (b'" :', b'"\t:', b'\\\\":')


def may_be_doubled(text: bytes, fields: int) -> bool:
    """Tell whether more keys stand in the text than fields were read from it.

    Counting costs a fiftieth of parsing, so it comes first, for many records at once; True also
    where a record holds others, or is spelled as this program does not.
    """
    # A quote before a colon ends a key, unless it is escaped and so belongs to a text.
    keys = text.count(b'":') - text.count(b'\\":')
    return keys != fields or any(mark in text for mark in _UNUSUAL)


def refuse_doubled(record: bytes) -> None:
    """Raise ValueError where a key of the record, or of a value in it, is given twice."""
    json.loads(record, object_pairs_hook=once)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return keys and values as a dict; raise ValueError where a key is given twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in found if keys.count(key) > 1)
        raise ValueError(f"{quoted(twice)} is given twice; remove one")
    return found
