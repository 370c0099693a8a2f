"""The types that fields of messages have, and the parser of their notation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

SCALARS = (
    "string",
    "boolean",
    "int32",
    "int64",
    "float32",
    "float64",
    "uuid",
    "date",
    "time",
    "timestamp",
    "duration",
    "bytes",
)
_MAX_DEPTH = 16
_MAX_PRECISION = 76
_FAMILIAR = {
    "str": "string",
    "text": "string",
    "bool": "boolean",
    "int": "int32",
    "integer": "int32",
    "long": "int64",
    "float": "float32",
    "double": "float64",
    "number": "float64",
    "money": "decimal(12,2)",
    "datetime": "timestamp",
    "instant": "timestamp",
    "guid": "uuid",
    "binary": "bytes",
    "array": "list<…>",
    "dict": "map<…>",
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """One of the built-in types without parameters."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Decimal:
    """An exact number of ``precision`` digits, ``scale`` of them after the point."""

    precision: int
    scale: int

    def __str__(self) -> str:
        return f"decimal({self.precision},{self.scale})"


@dataclass(frozen=True, slots=True)
class ListOf:
    """Items of one type in order."""

    item: DataType

    def __str__(self) -> str:
        return f"list<{self.item}>"


@dataclass(frozen=True, slots=True)
class MapOf:
    """Values of one type by text keys."""

    value: DataType

    def __str__(self) -> str:
        return f"map<{self.value}>"


@dataclass(frozen=True, slots=True)
class Named:
    """A shared type of the board, by its name."""

    name: str

    def __str__(self) -> str:
        return self.name


DataType = Scalar | Decimal | ListOf | MapOf | Named


def parse_type(text: str) -> DataType:
    """Parse ``list<OrderLine>``, ``decimal(12,2)`` and the like.

    A name that is no built-in type is taken as a shared type of the board.
    Raises ValueError with one line that says what is wrong and what to write.
    """
    return _parse(text.strip(), 0)


def named_types(data_type: DataType) -> tuple[str, ...]:
    """Return the names of the shared types that a type mentions."""
    match data_type:
        case Named(name):
            return (name,)
        case ListOf(inner) | MapOf(inner):
            return named_types(inner)
        case _:
            return ()


def _parse(text: str, depth: int) -> DataType:
    if depth > _MAX_DEPTH:
        raise ValueError(f"type is nested deeper than {_MAX_DEPTH}; name an inner type")
    if not text:
        raise ValueError("type is empty; write one such as string or list<OrderLine>")
    for opening, wrap in (("list<", ListOf), ("map<", MapOf)):
        if text.startswith(opening):
            if not text.endswith(">"):
                raise ValueError(f"type {text!r} lacks its closing '>'")
            return wrap(_parse(text[len(opening) : -1].strip(), depth + 1))
    if text.startswith("decimal"):
        return _decimal(text)
    if text in SCALARS:
        return Scalar(text)
    if text.isidentifier() and not "a" <= text[0] <= "z":
        return Named(text)
    if text.lower() in _FAMILIAR:
        raise ValueError(f"type {text!r} is not known; write {_FAMILIAR[text.lower()]}")
    near = get_close_matches(text.lower(), [*SCALARS, "decimal(p,s)", "list<T>", "map<T>"], 1, 0.6)
    hint = f"; did you mean {near[0]}?" if near else "; a shared type begins with a capital letter"
    raise ValueError(f"type {text!r} is not known{hint}")


def _decimal(text: str) -> Decimal:
    match = re.fullmatch(r"decimal\(\s*([0-9]{1,3})\s*,\s*([0-9]{1,3})\s*\)", text)
    if match is None:
        raise ValueError(f"type {text!r} lacks precision and scale; write decimal(12,2)")
    precision, scale = int(match[1]), int(match[2])
    if not 1 <= precision <= _MAX_PRECISION:
        raise ValueError(f"precision of {text!r} must be between 1 and {_MAX_PRECISION}")
    if scale > precision:
        raise ValueError(f"scale of {text!r} is above its precision")
    return Decimal(precision, scale)
