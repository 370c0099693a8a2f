"""One example a message, made once as typed values that every format then spells its own way."""

from __future__ import annotations

import decimal
import hashlib
import math
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

from stormdesk.exchange.contracts.shape import Member, Types
from stormdesk.exchange.contracts.subject import Subject
from stormdesk.exchange.contracts.values import patterns
from stormdesk.exchange.contracts.values.literal import Neutral, given_value
from stormdesk.exchange.contracts.values.scalars import INTEGER_BOUNDS, LARGEST_FLOAT32
from stormdesk.model.datatype import DataType, Decimal, ListOf, MapOf, Named, Scalar
from stormdesk.model.naming import slug
from stormdesk.model.problem import BadInput, quoted

_DEEPEST = 6
_DEEPEST_REQUIRED = 60
_MOST_VALUES = 5_000
_LONGEST = 100_000
_ATTEMPTS = 20


def example_of(subject: Subject, types: Types) -> dict[str, Neutral]:
    """Return values for the fields of a message, the same ones every time.

    An example or default given on a field is taken; else a value within its constraints
    follows from sticky and field. Recursion ends after a few levels, and an optional field that
    no value can be made for is left out. Raises BadInput, naming the field, where a required
    one needs an example from a person.
    """
    source = _Source(subject, types)
    return source.record(subject.shape.members, (), ())


def other_values(
    subject: Subject, types: Types, example: Mapping[str, Neutral]
) -> dict[str, Neutral]:
    """Return another value for each field of an example that can have one.

    They are within the constraints too, and the same ones every time.
    """
    source = _Source(subject, types)
    found: dict[str, Neutral] = {}
    for member in subject.shape.members:
        if member.name in example:
            here = example[member.name]
            other = next((value for value in source.values(member) if value != here), None)
            if other is not None:
                found[member.name] = other
    return found


class _NoValue(Exception):
    """No value can be made; the argument says why and what to do, ``path`` of which field."""

    path: tuple[str, ...] = ()


@dataclass(slots=True)
class _Source:
    """Where the values of one example come from, and how many there were so far."""

    subject: Subject
    types: Types
    count: int = field(default=0)

    def record(
        self, members: tuple[Member, ...], path: tuple[str, ...], within: tuple[str, ...]
    ) -> dict[str, Neutral]:
        """Return values for members; ``within`` holds the types being built, outermost first."""
        result: dict[str, Neutral] = {}
        for member in members:
            here = (*path, member.name)
            if not member.field.required and self._is_deep(member.type, within):
                continue
            try:
                result[member.name] = self._value(member, here, within)
            except _NoValue as reason:
                if not member.field.required:
                    continue
                reason.path = reason.path or here
                if within:
                    # A field further out may be optional.
                    raise
                named = ".".join(reason.path)
                raise BadInput(self.subject.where, f"field {quoted(named)}: {reason}") from reason
        return result

    def values(self, member: Member) -> Iterator[Neutral]:
        """Yield a few values of a field; what its example and default say does not count."""
        match member.type:
            case Scalar("boolean"):
                yield from (False, True)
            case Named(name) if self.types[name].values:
                yield from self.types[name].values
            case _:
                with suppress(_NoValue):
                    for attempt in range(_ATTEMPTS):
                        yield self._made(member.type, member, (f"{attempt}", member.name), ())

    def _is_deep(self, data_type: DataType, within: tuple[str, ...]) -> bool:
        inner = data_type
        while isinstance(inner, ListOf | MapOf):
            inner = inner.item if isinstance(inner, ListOf) else inner.value
        return isinstance(inner, Named) and (inner.name in within or len(within) >= _DEEPEST)

    def _value(self, member: Member, path: tuple[str, ...], within: tuple[str, ...]) -> Neutral:
        for what in ("example", "default"):
            if getattr(member.field, what) is not None:
                return given_value(member, what, self.types, self.subject.where, path)
        return self._made(member.type, member, path, within)

    def _made(
        self,
        data_type: DataType,
        member: Member | None,
        path: tuple[str, ...],
        within: tuple[str, ...],
    ) -> Neutral:
        """Make a value; ``member`` holds the constraints, None for what is inside a list or map."""
        self.count += 1
        if self.count > _MOST_VALUES:
            raise _NoValue(f"the example grows past {_MOST_VALUES} values; make a field optional")
        seed = self._seed(path)
        match data_type:
            case Named(name) if self.types[name].values:
                return self.types[name].values[0]
            case Named(name):
                if name in within:
                    raise _NoValue(f"type {name} needs itself; make the field optional")
                if len(within) >= _DEEPEST_REQUIRED:
                    raise _NoValue("types are nested too deep; make a field optional")
                return self.record(self.types[name].members, path, (*within, name))
            case ListOf(item):
                count = self._item_count(item, member, within)
                return [
                    self._made(item, None, (*path, str(index)), within) for index in range(count)
                ]
            case MapOf(value):
                count = self._item_count(value, member, within)
                keys = [f"key-{index + 1}" for index in range(count)]
                return {key: self._made(value, None, (*path, key), within) for key in keys}
            case Decimal():
                return _decimal(data_type, member, seed)
            case Scalar(name):
                return _scalar(name, member, path[-1], seed)

    def _item_count(self, item: DataType, member: Member | None, within: tuple[str, ...]) -> int:
        least = (member.field.min_length or 0) if member is not None else 0
        most = member.field.max_length if member is not None else None
        if least > _MOST_VALUES:
            raise _NoValue(f"min-length {least} is more than an example is made for; lower it")
        wanted = 0 if self._is_deep(item, within) else 1
        wanted = max(wanted, least)
        return wanted if most is None else min(wanted, most)

    def _seed(self, path: tuple[str, ...]) -> int:
        text = "\0".join((self.subject.sticky.id, *path))
        return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest(), "big")


def _scalar(name: str, member: Member | None, called: str, seed: int) -> Neutral:
    match name:
        case "string":
            return _string(member, called, seed)
        case "boolean":
            return True
        case "int32" | "int64":
            return _multiple(member, Fraction(1), INTEGER_BOUNDS[name][1], seed)
        case "float32" | "float64":
            return _float(member, LARGEST_FLOAT32 if name == "float32" else 1e308, seed)
        case "uuid":
            return uuid.UUID(int=seed >> 128, version=4)
        case "date":
            return date(2026, 1, 1) + timedelta(days=seed % 365)
        case "time":
            return time(seed % 24, seed // 24 % 60, seed // 1440 % 60)
        case "timestamp":
            return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seed % 31_536_000)
        case "duration":
            return timedelta(minutes=1 + seed % 59)
        case _:
            return _bytes(member, seed)


def _string(member: Member | None, called: str, seed: int) -> str:
    constraints = member.field if member is not None else None
    least = (constraints.min_length or 0) if constraints is not None else 0
    most = constraints.max_length if constraints is not None else None
    if least > _LONGEST:
        raise _NoValue(f"min-length {least} is more than an example is made for; lower it")
    if constraints is not None and constraints.pattern is not None:
        text = patterns.text_matching(constraints.pattern, seed, least, most)
        if text is None:
            raise _NoValue(
                f"no text could be made for the pattern {quoted(constraints.pattern)};"
                " give the field an example"
            )
        return text
    text = f"{slug(called, 'text')}-{seed % 900 + 100}"
    while len(text) < least:
        text = f"{text}-{text}"
    return text if most is None else text[:most]


def _bytes(member: Member | None, seed: int) -> bytes:
    least = (member.field.min_length or 0) if member is not None else 0
    most = member.field.max_length if member is not None else None
    if least > _LONGEST:
        raise _NoValue(f"min-length {least} is more than an example is made for; lower it")
    length = max(least, 8) if most is None else max(least, min(8, most))
    block = seed.to_bytes(32, "big")
    return (block * (length // 32 + 1))[:length]


def _decimal(data_type: Decimal, member: Member | None, seed: int) -> decimal.Decimal:
    most = 10**data_type.precision - 1
    units = _multiple(member, Fraction(1, 10**data_type.scale), most, seed)
    return decimal.Decimal(f"{units}e-{data_type.scale}")


def _float(member: Member | None, largest: float, seed: int) -> float:
    try:
        return _multiple(member, Fraction(1, 2), int(largest), seed) / 2
    except _NoValue:
        if member is None or member.field.min is None or member.field.max is None:
            raise
        middle = float(member.field.min) / 2 + float(member.field.max) / 2
        if abs(middle) > largest:
            raise
        return middle


def _multiple(member: Member | None, step: Fraction, most: int, seed: int) -> int:
    """Return how many steps make a small positive number, where the bounds allow one.

    ``most`` is what the type holds, counted in steps, on either side of zero.
    """
    least = -most
    if member is not None and member.field.min is not None:
        least = max(least, math.ceil(Fraction(str(member.field.min)) / step))
    if member is not None and member.field.max is not None:
        most = min(most, math.floor(Fraction(str(member.field.max)) / step))
    if least > most:
        raise _NoValue("no number of the type lies between min and max; widen them")
    start = min(max(least, math.ceil(1 / step)), most)
    return start + seed % (min(most - start, 98) + 1)
