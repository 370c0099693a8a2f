"""Changes of a Protobuf enum: a registry lets all of them pass."""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.exchange.contracts.protobuf.package import ProtoEnum

_MOST_TOLD = 3


def changed_values(reader: ProtoEnum, writer: ProtoEnum, path: str) -> Iterator[Difference]:
    """Yield warnings about values that a reader takes for others, or does not know."""
    read = {each.number: each.means or each.name for each in reader.values}
    sent = {each.number: each.means or each.name for each in writer.values}
    # The value of number zero has the name of the enum in it, and means the same everywhere.
    other = [n for n in sorted(sent) if n and n in read and read[n] != sent[n]]
    if other:
        told = "; ".join(f"{n} is read as {read[n]} and sent as {sent[n]}" for n in _first(other))
        yield Difference(
            path,
            "ENUM_NUMBER_REUSED",
            told + _more(other),
            "write down the numbers of the values, so that their order does not matter,"
            " and reserve those of removed ones",
            warning=True,
        )
    unknown = [n for n in sorted(sent) if n not in read]
    if unknown:
        what = "the value" if len(unknown) == 1 else "the values"
        told = ", ".join(sent[n] for n in _first(unknown))
        yield Difference(
            path,
            "ENUM_VALUE_UNKNOWN",
            f"the reader does not know {told}{_more(unknown)}; it sees the number alone,"
            " and refuses the name in JSON",
            f"keep {what}",
            warning=True,
            forward="let the readers go over to a version that knows it before it is sent",
        )


def _first(numbers: list[int]) -> list[int]:
    return numbers[:_MOST_TOLD]


def _more(numbers: list[int]) -> str:
    rest = len(numbers) - _MOST_TOLD
    return f" and {rest} more" if rest > 0 else ""
