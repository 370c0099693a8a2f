"""Typed values as the JSON of Protobuf, which differs from plain JSON in enums and numbers.

Source: protobuf.dev, "ProtoJSON Format".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from stormdesk.exchange.contracts.json_schema.value import json_value
from stormdesk.exchange.contracts.protobuf.names import ProtoNames, field_names, json_names
from stormdesk.exchange.contracts.shape import Shape
from stormdesk.exchange.contracts.values.literal import Neutral
from stormdesk.model.datatype import DataType, ListOf, MapOf, Named, Scalar


def proto_record(values: Mapping[str, Neutral], shape: Shape, names: ProtoNames) -> Any:
    """Return the values of a record as a JSON object, in the order of the tags.

    What is null is left out, as Protobuf does.
    """
    called = json_names(field_names(shape))
    return {
        called[member.name]: _value(values[member.name], member.type, names)
        for member in shape.members
        if values.get(member.name) is not None
    }


def _value(value: Neutral, data_type: DataType, names: ProtoNames) -> Any:
    match data_type, value:
        case ListOf(item), list():
            return [_item(each, item, names) for each in value]
        case MapOf(inner), dict():
            return {key: _item(each, inner, names) for key, each in value.items()}
        case Named(name), dict():
            return proto_record(value, names.shapes[name], names)
        case Named(name), str():
            return names.values[name][value]
        case Scalar("int64"), int():
            return str(value)
        case Scalar("duration"), timedelta():
            return f"{value.days * 86_400 + value.seconds}s"
        case _:
            return json_value(value, data_type, names.shapes)


def _item(value: Neutral, data_type: DataType, names: ProtoNames) -> Any:
    spelled = _value(value, data_type, names)
    return {"values": spelled} if isinstance(data_type, ListOf | MapOf) else spelled
