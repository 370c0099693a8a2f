"""Payloads in JSON as the values that Avro encodes."""

from __future__ import annotations

import base64
import struct
import uuid
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any


def avro_value(payload: Any, schema: Any) -> Any:
    """Return the payload of a message as its Avro schema takes it."""
    return _value(payload, schema, {})


def _value(value: Any, schema: Any, named: dict[str, Any]) -> Any:
    if isinstance(schema, list):
        return None if value is None else _value(value, _branch(schema), named)
    if isinstance(schema, str):
        return _value(value, named[schema], named) if schema in named else _plain(value, schema)
    kind = schema.get("logicalType", schema["type"])
    if kind in ("record", "enum"):
        named[f"{schema['namespace']}.{schema['name']}"] = schema
    match kind:
        case "record":
            return {
                field["name"]: _value(value.get(_called(field)), field["type"], named)
                for field in schema["fields"]
            }
        case "enum":
            symbols = {each: symbol for symbol, each in schema.get("x-values", {}).items()}
            return symbols.get(value, value)
        case "array":
            return [_value(each, schema["items"], named) for each in value]
        case "map":
            return {key: _value(each, schema["values"], named) for key, each in value.items()}
        case "decimal":
            return Decimal(value)
        case "uuid":
            return uuid.UUID(value)
        case "date":
            return date.fromisoformat(value)
        case "time-micros":
            return time.fromisoformat(value.removesuffix("Z"))
        case "timestamp-micros":
            return datetime.fromisoformat(value)
        case _:
            return _plain(value, kind)


def single(value: float) -> float:
    """Return a number as 32 bits hold it."""
    return struct.unpack("<f", struct.pack("<f", value))[0]


def _called(field: Any) -> str:
    """Return the name of a field in JSON, which Avro may have had to spell otherwise."""
    return field.get("x-name", field["name"])


def _branch(union: list[Any]) -> Any:
    return next(each for each in union if each != "null")


def _plain(value: Any, kind: str) -> Any:
    match kind:
        case "bytes":
            return base64.b64decode(value, validate=True)
        case "float":
            return single(value)
        case "double":
            return float(value)
        case _:
            return value
