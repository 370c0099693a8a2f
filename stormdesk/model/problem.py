"""What is wrong with an input, told in one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_LONGEST_QUOTE = 60


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
    first = error.errors(include_url=False)[0]
    location = first["loc"][len(root) :]
    field = ".".join(str(part) for part in location if not str(part).startswith("function-"))
    reason = _reason(first)
    more = error.error_count() - 1
    tail = f" (and {more} more)" if more else ""
    return f"{field}: {reason}{tail}" if field else f"{reason}{tail}"


def quoted(value: Any) -> str:
    """Return a value as it can stand in a message: on one line and not too long."""
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
        case "string_type":
            return f"expected text, not {quoted(given)}"
        case "value_error":
            return str(context.get("error", first["msg"]))
        case _:
            message = first["msg"]
            return f"{message[:1].lower()}{message[1:]}, not {quoted(given)}"


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
    }
    for start, reason in shapes.items():
        if pattern.startswith(start):
            return reason
    return f"does not match {pattern}"
