"""Values in the JSON encoding of Avro, where a union names its branch and bytes are characters."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, localcontext
from typing import Any

from stormdesk_contracts.avro import single

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def from_avro_json(node: Any, schema: Any) -> Any:
    """Return the value that a node spells, as fastavro reads it from binary data."""
    return _value(node, schema, {})


def _value(node: Any, schema: Any, named: dict[str, Any]) -> Any:
    if isinstance(schema, list):
        return None if node is None else _branch(node, schema, named)
    if isinstance(schema, str):
        return _value(node, named[schema], named) if schema in named else _plain(node, schema)
    kind = schema.get("logicalType", schema["type"])
    if kind in ("record", "enum"):
        named[f"{schema['namespace']}.{schema['name']}"] = schema
    match kind:
        case "record":
            fields = {field["name"]: field["type"] for field in schema["fields"]}
            assert node.keys() == fields.keys()
            return {name: _value(node[name], each, named) for name, each in fields.items()}
        case "enum":
            assert node in schema["symbols"]
            return node
        case "array":
            return [_value(each, schema["items"], named) for each in node]
        case "map":
            return {key: _value(each, schema["values"], named) for key, each in node.items()}
        case "decimal":
            return _decimal(node.encode("latin-1"), schema["scale"])
        case "uuid":
            return uuid.UUID(node)
        case "date":
            return date(1970, 1, 1) + timedelta(days=node)
        case "time-micros":
            return (_EPOCH + timedelta(microseconds=node)).time()
        case "timestamp-micros":
            return _EPOCH + timedelta(microseconds=node)
        case _:
            return _plain(node, kind)


def _branch(node: dict[str, Any], union: list[Any], named: dict[str, Any]) -> Any:
    """Return the value of a union, which may be nothing or of one type."""
    (schema,) = (each for each in union if each != "null")
    ((branch, inner),) = node.items()
    called = schema if isinstance(schema, str) else schema["type"]
    if called in ("record", "enum"):
        called = f"{schema['namespace']}.{schema['name']}"
    assert branch == called
    return _value(inner, schema, named)


def _decimal(units: bytes, scale: int) -> Decimal:
    with localcontext(prec=200):
        return Decimal(int.from_bytes(units, "big", signed=True)).scaleb(-scale)


def _plain(node: Any, kind: str) -> Any:
    match kind:
        case "bytes":
            return node.encode("latin-1")
        case "float":
            return single(node)
        case _:
            return node
