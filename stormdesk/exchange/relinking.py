"""Records under other ids, with every reference following."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_REFERENCES = (
    *("context", "pinned-to", "again", "compensates", "from", "to", "upstream", "downstream"),
    *("stickies", "about", "event", "records", "sticky", "consumer"),
    *("owner", "adapter-owner", "operated-by", "team"),
)


def relinked(fields: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Return the written fields of a record with old ids replaced by new ones.

    ``ids`` maps old to new; what it does not hold stays, as do owners told in plain words.
    """
    result = _relinked_part(fields, ids)
    if "id" in result:
        result["id"] = _new(result["id"], ids)
    levels = result.get("service-levels")
    if levels:
        result["service-levels"] = [_relinked_part(level, ids) for level in levels]
    return result


def _relinked_part(part: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    return {key: _new(value, ids) if key in _REFERENCES else value for key, value in part.items()}


def _new(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_new(each, ids) for each in value]
    return ids.get(value, value)
