"""Numbers of Protobuf fields and values that were given up and may mean something else one day.

Source: buf's rules on deletion and reservation, of its category WIRE_JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.exchange.contracts.protobuf.package import ProtoEnum, ProtoMessage, ProtoSchema


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What the numbers of a message or an enum are called, and those of removed ones."""

    live: Mapping[int, str]
    reserved: Mapping[int, str]


def unreserved(old: ProtoSchema, new: ProtoSchema) -> list[Difference]:
    """Return warnings about numbers that the new message no longer keeps from being used again.

    Unlike what readers and writers differ in, it depends on which of two messages is the later.
    """
    found: list[Difference] = []
    for name in old.package.reached_from(old.message):
        before, after = old.package.record(name), new.package.record(name)
        if before is not None and after is not None:
            path = "" if name == old.message else f"{name}."
            found += _given_up(_of_message(before), _of_message(after), path, "FIELD")
            for each in sorted({field.type for field in before.fields}):
                enums = old.package.enums.get(each), new.package.enums.get(each)
                if enums[0] is not None and enums[1] is not None:
                    pair = _of_enum(enums[0]), _of_enum(enums[1])
                    found += _given_up(*pair, f"{each}.", "ENUM_VALUE")
    return list(dict.fromkeys(found))


def _of_message(message: ProtoMessage) -> _Numbers:
    return _Numbers({each.number: each.json for each in message.fields}, message.reserved)


def _of_enum(enum: ProtoEnum) -> _Numbers:
    return _Numbers({each.number: each.means or each.name for each in enum.values}, enum.reserved)


def _given_up(old: _Numbers, new: _Numbers, path: str, what: str) -> Iterator[Difference]:
    names = set(new.live.values())
    for number, name in old.live.items():
        if number not in new.live and number not in new.reserved:
            yield Difference(
                f"{path}{name}",
                f"{what}_REMOVED_NOT_RESERVED",
                f"its number {number} is free again, so that something else may be read as it",
                f"give it the tag {number} again, or reserve the tag"
                if name in names
                else f"reserve the tag {number} and the name",
                warning=True,
            )
    for number, name in sorted(old.reserved.items()):
        if number in new.live:
            yield Difference(
                f"{path}{new.live[number]}",
                "TAG_REUSED",
                f"its number {number} was that of a removed one, which is read as it",
                "take a tag that was never used",
                warning=True,
            )
        elif number not in new.reserved:
            yield Difference(
                f"{path}{name or number}",
                "RESERVATION_DROPPED",
                f"its number {number} is free again, so that something else may be read as it",
                f"reserve the tag {number} again",
                warning=True,
            )
