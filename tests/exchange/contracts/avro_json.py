"""Avro's JSON encoding read into what the libraries encode, types that hold themselves too."""

import decimal
from datetime import UTC, datetime, timedelta
from typing import Any

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def datum(value: Any, schema: Any, named: dict[str, Any] | None = None) -> Any:
    """Return a value in the JSON encoding of a schema as Python has it."""
    named = {} if named is None else named
    if isinstance(schema, list):
        if value is None:
            return None
        ((branch, inner),) = value.items()
        (chosen,) = (each for each in schema if _branch(each, named) == branch)
        return datum(inner, chosen, named)
    if isinstance(schema, str):
        return datum(value, named[schema], named) if schema in named else _plain(value, schema)
    if "name" in schema:
        named[f"{schema['namespace']}.{schema['name']}"] = schema
    match schema["type"]:
        case "record":
            assert set(value) == {field["name"] for field in schema["fields"]}
            return {f["name"]: datum(value[f["name"]], f["type"], named) for f in schema["fields"]}
        case "array":
            return [datum(each, schema["items"], named) for each in value]
        case "map":
            return {key: datum(each, schema["values"], named) for key, each in value.items()}
        case "enum":
            return value
        case plain:
            return _logical(_plain(value, plain), schema)


def _branch(schema: Any, named: dict[str, Any]) -> str:
    if isinstance(schema, str):
        return schema
    return f"{schema['namespace']}.{schema['name']}" if "name" in schema else schema["type"]


def _plain(value: Any, schema: str) -> Any:
    return value.encode("latin-1") if schema == "bytes" else value


def _logical(value: Any, schema: dict[str, Any]) -> Any:
    match schema.get("logicalType"):
        case "decimal":
            unscaled = int.from_bytes(value, "big", signed=True)
            with decimal.localcontext(prec=200):
                return decimal.Decimal(unscaled).scaleb(-schema["scale"])
        case "date":
            return (_EPOCH + timedelta(days=value)).date()
        case "time-micros":
            return (_EPOCH + timedelta(microseconds=value)).time()
        case "timestamp-micros":
            return _EPOCH + timedelta(microseconds=value)
        case _:
            return value
