"""The fields of a message or a shared type, checked, typed and in the order of their tags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count

from stormdesk.exchange.contracts.values import patterns
from stormdesk.model.datatype import (
    DataType,
    Decimal,
    ListOf,
    MapOf,
    Scalar,
    named_types,
    parse_type,
)
from stormdesk.model.message import Field, Reserved, SharedType, tag_after
from stormdesk.model.problem import BadInput, nearest, quoted

_NUMBERS = ("int32", "int64", "float32", "float64")
_MEASURED = ("string", "bytes")


@dataclass(frozen=True, slots=True)
class Member:
    """One field with its parsed type and the tag it has or is given."""

    field: Field
    type: DataType
    tag: int

    @property
    def name(self) -> str:
        """The exact name that travels."""
        return self.field.name


@dataclass(frozen=True, slots=True)
class Shape:
    """A record of members in tag order, or a list of values, each with its number."""

    name: str
    doc: str
    members: tuple[Member, ...] = ()
    reserved: tuple[Reserved, ...] = ()
    values: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def names_by_number(self) -> list[str]:
        """The names of members or values in the order of their numbers, those of removed ones too.

        Spelled in this order, no later name takes the spelling of an earlier one.
        """
        named = [(member.tag, member.name) for member in self.members]
        named += zip(self.numbers, self.values, strict=True)
        named += [(each.tag, each.name) for each in self.reserved if each.name is not None]
        return [name for _, name in sorted(named)]


Types = Mapping[str, Shape]
"""Shared types by name."""


def shared_types(
    named: Iterable[SharedType], others: Iterable[str] = (), within: str = ""
) -> dict[str, Shape]:
    """Return the shapes of shared types, which may name one another and ``others``.

    ``within`` is how messages call the whole that they are part of, if they are. Raises BadInput
    where two share a name, or one is no sound record or list of values.
    """
    listed = sorted(named, key=lambda each: each.name)
    known = {*others, *(each.name for each in listed)}
    result: dict[str, Shape] = {}
    for each in listed:
        where = f"{within}, type {each.name}" if within else f"type {each.name}"
        if each.name in result:
            raise BadInput(where, "is there twice; rename or remove one")
        if each.fields and each.values:
            raise BadInput(where, "has both fields and values; keep one of them")
        if len(set(each.values)) != len(each.values):
            raise BadInput(where, "lists a value twice; remove one")
        members = members_of(each.fields, each.reserved, known, where)
        numbers = value_numbers(each)
        reserved = (*each.reserved, *_retired(each))
        used = [*numbers.values(), *{one.tag for one in reserved}]
        if each.values and len(set(used)) != len(used):
            raise BadInput(where, "has two values of one number; give one another number")
        result[each.name] = Shape(
            each.name, each.doc, members, reserved, each.values, tuple(numbers.values())
        )
    return result


def value_numbers(named: SharedType) -> dict[str, int]:
    """Return the number of each value: its own, else the next that no value has or had.

    As long as a type has no ``numbers`` they follow from the order of its values, and a value that
    is put before another takes its number; once they are written down, the order means nothing.
    """
    retired = {each.tag for each in named.reserved}
    following = count(max(named.numbers.values(), default=0) + 1)
    free = (number for number in following if number not in retired)
    return {
        value: named.numbers[value] if value in named.numbers else next(free)
        for value in named.values
    }


def _retired(named: SharedType) -> list[Reserved]:
    """Return the removed values of a list of values."""
    gone = (value for value in named.numbers if named.values and value not in named.values)
    return [Reserved(tag=named.numbers[value], name=value) for value in gone]


def members_of(
    fields: Iterable[Field],
    reserved: Iterable[Reserved],
    known: Iterable[str],
    where: str,
    published: Mapping[str, int] | None = None,
) -> tuple[Member, ...]:
    """Return the fields as members in tag order.

    A field without a tag takes the one it was ``published`` under, else the next free one.
    Raises BadInput, naming the field, where a name or tag comes twice, a shared type is not
    known, or a constraint does not fit the type.
    """
    fields = tuple(fields)
    _check_names(fields, where)
    tags = _tags(fields, tuple(reserved), published or {}, where)
    members = [Member(f, parse_type(f.type), tags[f.name]) for f in fields]
    for member in members:
        for name in named_types(member.type):
            if name not in known:
                raise BadInput(
                    where,
                    f"field {quoted(member.name)}: no type {name} is on the board"
                    f"{nearest(name, sorted(known)) or '; add it to the types'}",
                )
        wrong = misplaced(member)
        if wrong:
            raise BadInput(where, f"field {quoted(member.name)}: {wrong}")
    return tuple(sorted(members, key=lambda member: member.tag))


def _check_names(fields: tuple[Field, ...], where: str) -> None:
    seen: set[str] = set()
    for field in fields:
        if field.name in seen:
            raise BadInput(where, f"field {quoted(field.name)} is there twice; rename one")
        seen.add(field.name)


def _tags(
    fields: tuple[Field, ...],
    reserved: tuple[Reserved, ...],
    published: Mapping[str, int],
    where: str,
) -> dict[str, int]:
    retired = {each.tag for each in reserved}
    owners: dict[int, str] = {}
    for field in fields:
        if field.tag is None:
            continue
        if field.tag in retired:
            raise BadInput(
                where, f"field {quoted(field.name)}: tag {field.tag} is reserved; take another"
            )
        if field.tag in owners:
            raise BadInput(
                where,
                f"fields {quoted(owners[field.tag])} and {quoted(field.name)} share"
                f" the tag {field.tag}; give one another tag",
            )
        owners[field.tag] = field.name
    untagged = [field for field in fields if field.tag is None]
    for field in untagged:
        names = (field.name, *field.was)
        tag = next((published[name] for name in names if name in published), None)
        if tag is not None and tag not in owners and tag not in retired:
            owners[tag] = field.name
    given = set(owners.values())
    taken = {*owners, *retired, *published.values()}
    for field in untagged:
        if field.name not in given:
            following = tag_after(taken)
            owners[following] = field.name
            taken.add(following)
    return {name: tag for tag, name in owners.items()}


def constraints_for(data_type: DataType) -> tuple[str, ...]:
    """Return which fields of a field can constrain the values of a type."""
    if isinstance(data_type, Decimal) or _is_scalar(data_type, _NUMBERS):
        return ("min", "max")
    lengths = ("min_length", "max_length")
    if data_type == Scalar("string"):
        return (*lengths, "pattern")
    has_length = isinstance(data_type, ListOf | MapOf) or _is_scalar(data_type, _MEASURED)
    return lengths if has_length else ()


def misplaced(member: Member) -> str:
    """Say which constraint of a field does not fit its type, if one does not."""
    field, data_type = member.field, member.type
    possible = constraints_for(data_type)
    if (field.min is not None or field.max is not None) and "min" not in possible:
        return f"min and max need a number, not {data_type}; texts have min-length and max-length"
    if field.min is not None and field.max is not None and field.min > field.max:
        return "min is above max"
    least, most = field.min_length, field.max_length
    if (least is not None or most is not None) and "min_length" not in possible:
        return f"min-length and max-length need a text, bytes, a list or a map, not {data_type}"
    if least is not None and most is not None and least > most:
        return "min-length is above max-length"
    if field.pattern is None:
        return ""
    if "pattern" not in possible:
        return f"pattern needs the type string, not {data_type}"
    return patterns.fault(field.pattern)


def _is_scalar(data_type: DataType, names: tuple[str, ...]) -> bool:
    return isinstance(data_type, Scalar) and data_type.name in names


def reachable(members: Iterable[Member], types: Types) -> list[str]:
    """Return the names of the shared types that members need, directly or not, sorted."""
    found: set[str] = set()
    waiting = [name for member in members for name in named_types(member.type)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [n for member in types[name].members for n in named_types(member.type)]
    return sorted(found)
