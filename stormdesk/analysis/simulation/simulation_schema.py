"""The JSON Schema of ``stormdesk-simulation/1``, made from the records that it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from stormdesk.analysis.simulation.result import ConsumerResult, LevelResult, PathResult, Series
from stormdesk.analysis.simulation.scenario import Remedy, Scenario, Trouble
from stormdesk.analysis.simulation.simulation_json import FORMAT

_PLAIN: Mapping[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}
_NESTED = (Trouble, Remedy)


def simulation_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what ``simulate --format json`` prints."""
    texts = {"type": "array", "items": {"type": "string"}}
    told = {
        "format": {"const": FORMAT},
        "simulated": {"const": True},
        "board": {"type": "string"},
        "title": {"type": "string"},
        "scenario": _record(Scenario),
        "seed": {"type": "integer"},
        "factor": {"type": "integer", "minimum": 1},
        "deliveries": {"type": "integer", "minimum": 0},
        "times": {"type": "array", "items": {"type": "number"}},
        "minutes": {"type": "array", "items": {"type": "number"}},
        "consumers": {"type": "array", "items": _record(ConsumerResult)},
        "paths": {"type": "array", "items": _record(PathResult)},
        "levels": {"type": "array", "items": _record(LevelResult)},
        "unknown-rates": texts,
        "notes": texts,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:stormdesk:simulation:1",
        "title": "stormdesk simulation",
        **_closed(told, list(told)),
    }


def _record(record: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(record)
    told = {field.name.replace("_", "-"): _type(hints[field.name]) for field in fields(record)}
    # Of a remedy only what it changes is told.
    return _closed(told, [] if record is Remedy else list(told))


def _closed(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _type(hint: Any) -> dict[str, Any]:
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    if hint is Series:
        return {"type": "array", "items": {"type": "number"}}
    if hint in _NESTED:
        return _record(hint)
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _type(arguments[0])}
    if get_origin(hint) is UnionType or NoneType in arguments:
        return {"anyOf": [*(_type(a) for a in arguments if a is not NoneType), {"type": "null"}]}
    if len(arguments) == 2 and arguments[0] is str and not isinstance(arguments[1], str):
        return {"type": "object", "additionalProperties": _type(arguments[1])}
    return {"enum": list(arguments)}
