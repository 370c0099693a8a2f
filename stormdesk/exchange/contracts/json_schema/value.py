"""Typed values as JSON spells them."""

from __future__ import annotations

import base64
import decimal
import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from stormdesk.exchange.contracts.shape import Member, Types
from stormdesk.exchange.contracts.values.literal import Neutral
from stormdesk.model.datatype import DataType, Decimal, ListOf, MapOf, Named

_SECONDS_IN = ((86_400, "P{}D"), (3_600, "PT{}H"), (60, "PT{}M"), (1, "PT{}S"))


def json_record(values: Mapping[str, Neutral], members: tuple[Member, ...], types: Types) -> Any:
    """Return the values of a record as a JSON object, in the order of the tags."""
    return {
        member.name: json_value(values[member.name], member.type, types)
        for member in members
        if member.name in values
    }


def json_value(value: Neutral, data_type: DataType, types: Types) -> Any:
    """Return a value as JSON: exact numbers and bytes as text, instants in UTC."""
    match data_type, value:
        case ListOf(item), list():
            return [json_value(each, item, types) for each in value]
        case MapOf(inner), dict():
            return {key: json_value(each, inner, types) for key, each in value.items()}
        case Named(name), dict():
            return json_record(value, types[name].members, types)
        case Decimal(), decimal.Decimal():
            return _fixed(value, data_type.scale)
        case _:
            return _plain(value)


def _fixed(value: decimal.Decimal, scale: int) -> str:
    """Spell a decimal with all its places, whatever the precision of the arithmetic is."""
    with decimal.localcontext(prec=200):
        quantum = decimal.Decimal((0, (1,), -scale))
        return f"{value.quantize(quantum):f}"


def _plain(value: Neutral) -> Any:
    match value:
        case bytes():
            return base64.b64encode(value).decode("ascii")
        case uuid.UUID():
            return str(value)
        case datetime():
            return value.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case time():
            return f"{value.isoformat()}Z"
        case timedelta():
            return _span(value)
        case _:
            return value


def _span(value: timedelta) -> str:
    """Spell a duration in its largest whole unit, which every reader of ISO 8601 takes."""
    seconds = value.days * 86_400 + value.seconds
    size, spelling = next((size, spelling) for size, spelling in _SECONDS_IN if seconds % size == 0)
    return spelling.format(seconds // size)
