"""What is wrong with an input, told in one line."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_LONGEST_QUOTE = 60
_LONGEST_INTEGER = 1_000
_ASKED_FOR: Mapping[str, str] = MappingProxyType(
    {
        "string": "text",
        "int": "a whole number",
        "float": "a number",
        "bool": "true or false",
        "tuple": "a list",
        "list": "a list",
        "model": "keys with values",
        "dict": "keys with values",
    }
)
_REFUSED_BY_SYSTEM: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOENT: "does not exist; check its name",
        errno.ENOTDIR: "does not exist: what stands before the last / is no folder",
        errno.EISDIR: "is a folder; name a file in it",
        errno.EACCES: "is closed to you; ask for the right to read and write it",
        errno.EPERM: "is closed to you; ask for the right to read and write it",
        errno.EROFS: "is on a disk that nothing can be written to; name another place",
        errno.ENOSPC: "cannot be written: the disk is full; make room or name another place",
        errno.EDQUOT: "cannot be written: your share of the disk is used up; make room",
        errno.EFBIG: "cannot be written: it is larger than the disk takes; name another place",
        errno.ENAMETOOLONG: "has too long a name; shorten it",
        errno.ELOOP: "is a link that leads back to itself; name the file itself",
        errno.EIO: "cannot be read or written: the disk fails; try again or name another place",
    }
)


class BadInput(Exception):
    """An input that cannot be taken: where it is wrong, and why and what to do."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(where, why)
        self.where = where
        self.why = why

    def __str__(self) -> str:
        return f"{self.where}: {self.why}" if self.where else self.why


def nearest(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean X?`` for the known word nearest to this one, or nothing."""
    by_lower = {each.lower(): each for each in known}
    found = get_close_matches(word.lower(), by_lower, 1, 0.6)
    return f"; did you mean {by_lower[found[0]]}?" if found else ""


def explain(error: ValidationError, root: Sequence[str | int] = ()) -> str:
    """Say in one line what the first thing is that pydantic found wrong.

    ``root`` is the leading part of the location that the caller has told already.
    """
    errors = error.errors(include_url=False)
    tried = [each for each in errors if _is_way(each) and each["loc"][:-1] == errors[0]["loc"][:-1]]
    # Of a choice of types, such as int or float, the last is the one that takes most.
    first = tried[-1] if tried else errors[0]
    location = first["loc"][len(root) : -1 if tried else None]
    field = ".".join(str(part) for part in location if not str(part).startswith("function-"))
    reason = _reason(first)
    more = len(errors) - max(len(tried), 1)
    tail = f" (and {more} more)" if more else ""
    return f"{field}: {reason}{tail}" if field else f"{reason}{tail}"


def _is_way(error: ErrorDetails) -> bool:
    """Tell whether a location ends with the type that was tried, not with a field."""
    return bool(error["loc"]) and error["loc"][-1] == error["type"].partition("_")[0]


def told_by_system(error: OSError) -> str:
    """Say in plain words why the system refuses a file, and what to do."""
    known = _REFUSED_BY_SYSTEM.get(error.errno or 0)
    reason = error.strerror or str(error) or type(error).__name__
    return known or f"cannot be read or written: {reason[:1].lower()}{reason[1:]}"


def quoted(value: Any) -> str:
    """Return a value as it can stand in a message: on one line and not too long."""
    if isinstance(value, int) and value.bit_length() > _LONGEST_INTEGER:
        # Python refuses to spell such numbers, and nobody wants to read them.
        return "a number of hundreds of digits"
    text = repr(value)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"


def _reason(first: ErrorDetails) -> str:
    context: dict[str, Any] = first.get("ctx", {})
    given: Any = first.get("input")
    match first["type"]:
        case "missing":
            return "is missing"
        case "enum" | "literal_error":
            allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
            return (
                f"{quoted(given)} is not one of {', '.join(allowed)}{nearest(str(given), allowed)}"
            )
        case "string_too_long":
            length = len(given) if isinstance(given, str) else "too many"
            return f"has {length} characters; at most {context['max_length']} are taken"
        case "string_pattern_mismatch":
            return f"{quoted(given)} {_pattern_reason(str(context['pattern']), given)}"
        case "string_too_short" | "too_short":
            return "is empty; write something"
        case "less_than_equal":
            return f"{quoted(given)} is too large; at most {_bound(context['le'])} is taken"
        case "greater_than_equal":
            return f"{quoted(given)} is too small; at least {_bound(context['ge'])} is taken"
        case "finite_number":
            return f"expected a finite number, not {quoted(given)}"
        case "int_parsing_size":
            return "has too many digits to be a number here"
        case "extra_forbidden":
            return "is not known; leave it out"
        case "json_invalid":
            reason = str(context.get("error", "")).partition(" at line ")[0]
            return f"is no valid JSON: {reason}"
        case "value_error":
            return str(context.get("error", first["msg"]))
        case kind if (asked_for := _ASKED_FOR.get(kind.partition("_")[0])) is not None:
            return f"expected {asked_for}, not {_as_written(given)}"
        case _:
            message = first["msg"]
            return f"{message[:1].lower()}{message[1:]}, not {quoted(given)}"


def _bound(value: float) -> float:
    return int(value) if value == int(value) else value


def _as_written(given: Any) -> str:
    """Return a value as the files spell it."""
    if given is None:
        return "null"
    if isinstance(given, bool):
        return "true" if given else "false"
    return quoted(given)


def _pattern_reason(pattern: str, given: Any) -> str:
    if pattern.startswith("^[^\\x00"):
        if isinstance(given, str) and any(c < " " or c == "\x7f" for c in given):
            return "holds control characters; remove them"
        return "is not a plain name; leave out slashes, colons and leading dots"
    shapes = {
        r"^([0-9]{1,9}(": "is not a time span; write one like 500ms, 5m, 28d or P7D",
        r"^[0-9]{1,12}(\.[0-9]{1,6})?/": "is not a rate; write one like 40/s",
        r"^[0-9]{1,12}(\.[0-9]{1,3})?(B": "is not a size; write one like 2kB",
        r"^(100": "is not a share; write one like 99.9%",
        r"^([0-9]{1,12}|": "is not a threshold; write a number, or one like 500ms or 5%",
        r"^([1-9][0-9]{3}-": "is not a date; write YYYY-MM-DD",
        r"^[^\W": "is not the name of a type; write one word that begins with a capital letter",
        r"^#[0-9A-Fa-f]": "is not a colour; write one like #FF9D48",
        r"^([01]": "is not a time of day; write HH:MM",
        r"^[A-Za-z_][A-Za-z0-9_]*(\.": "is no namespace; write letters, digits and _, words joined"
        " by one dot and none with a digit first, such as com.example.orders",
    }
    for start, reason in shapes.items():
        if pattern.startswith(start):
            return reason
    return f"does not match {pattern}"
