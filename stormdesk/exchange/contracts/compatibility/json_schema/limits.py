"""What limits texts and numbers in JSON Schema, where a reader and a writer differ about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.exchange.contracts.json_schema.property import type_of_pattern

_MOST = {
    "maxLength": "MAX_LENGTH",
    "maximum": "MAXIMUM",
    "exclusiveMaximum": "EXCLUSIVE_MAXIMUM",
    "maxItems": "MAX_ITEMS",
    "maxProperties": "MAX_PROPERTIES",
    "maxContains": "MAX_CONTAINS",
}
_LEAST = {
    "minLength": "MIN_LENGTH",
    "minimum": "MINIMUM",
    "exclusiveMinimum": "EXCLUSIVE_MINIMUM",
    "minItems": "MIN_ITEMS",
    "minProperties": "MIN_PROPERTIES",
    "minContains": "MIN_CONTAINS",
}
_SILENT = {"format": "FORMAT", "contentEncoding": "CONTENT_ENCODING"}
_SILENT_SCHEMAS = {
    "patternProperties": "PATTERN_PROPERTIES",
    "propertyNames": "PROPERTY_NAMES",
    "contains": "CONTAINS",
}
_LOOSEN = "keep the limit as it was, or loosen it only"
_TIGHTEN = "keep the limit as it was, or tighten it only"


_NEW_FIELD = "add a field of the new type under another name"


def limits(reader: Mapping[str, Any], writer: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield where the limits of a reader refuse what those of a writer allow."""
    yield from _bounds(reader, writer, _MOST, sign=1)
    yield from _bounds(reader, writer, _LEAST, sign=-1)
    yield from _pattern(reader, writer)
    yield from _multiple(reader, writer)
    if reader.get("uniqueItems") is True and writer.get("uniqueItems") is not True:
        text = "no item may come twice for the reader, and items may repeat when sent"
        remedy, forward = "leave repeated items allowed", "let no item come twice, as before"
        yield Difference("", "UNIQUE_ITEMS_ADDED", text, remedy, forward=forward)


def unjudged(reader: Mapping[str, Any], writer: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield warnings of what a registry does not compare although it can break a reader."""
    for keyword, code in _SILENT.items():
        wanted, sent = reader.get(keyword), writer.get(keyword)
        if wanted is not None and wanted != sent:
            text = f"{keyword} {wanted} is read, {sent or 'none'} is sent"
            remedy = f"keep the {keyword}, or add a field under another name"
            yield Difference("", f"{code}_CHANGED", text, remedy, warning=True)
    for keyword, code in _SILENT_SCHEMAS.items():
        if reader.get(keyword) not in (None, writer.get(keyword)):
            text = f"{keyword} of the reader differs, which no registry compares"
            remedy = "see to it that it allows all that it allowed before"
            yield Difference("", f"{code}_CHANGED", text, remedy, warning=True)


def _bounds(
    reader: Mapping[str, Any], writer: Mapping[str, Any], names: Mapping[str, str], sign: int
) -> Iterator[Difference]:
    changed = "DECREASED" if sign > 0 else "INCREASED"
    for keyword, code in names.items():
        if keyword not in reader:
            continue
        wanted, sent = _number(reader[keyword]), _number(writer.get(keyword))
        if wanted is None:
            continue
        here = f"the reader's {keyword} is {reader[keyword]}"
        if sent is None:
            text = f"{here}, the sender has none"
            yield Difference("", f"{code}_ADDED", text, _LOOSEN, forward=_TIGHTEN)
        elif sign * sent > sign * wanted:
            text = f"{here}, the sender's is {writer[keyword]}"
            yield Difference("", f"{code}_{changed}", text, _LOOSEN, forward=_TIGHTEN)


def _pattern(reader: Mapping[str, Any], writer: Mapping[str, Any]) -> Iterator[Difference]:
    wanted, sent = _text(reader.get("pattern")), _text(writer.get("pattern"))
    if wanted is None or wanted == sent:
        return
    code = "PATTERN_ADDED" if sent is None else "PATTERN_CHANGED"
    types = type_of_pattern(wanted), type_of_pattern(sent or "")
    if types[0] is None and types[1] is None:
        text = f"the reader's pattern is {wanted}, the sender has {sent or 'none'}"
        remedy, forward = "leave the pattern as it was, or drop it", "leave the pattern as it was"
    else:
        # People wrote a type, and no pattern.
        read, was = (each or "string" for each in types)
        text = f"{read} is read, {was} is sent"
        remedy, forward = (f"keep {each}, or {_NEW_FIELD}" for each in (was, read))
    yield Difference("", code, text, remedy, forward=forward)


def _multiple(reader: Mapping[str, Any], writer: Mapping[str, Any]) -> Iterator[Difference]:
    wanted, sent = _number(reader.get("multipleOf")), _number(writer.get("multipleOf"))
    if not wanted or (sent is not None and sent % wanted == 0):
        return
    if not sent:
        code, text = "MULTIPLE_OF_ADDED", f"only multiples of {reader['multipleOf']} are read"
    else:
        code = "MULTIPLE_OF_EXPANDED" if wanted % sent == 0 else "MULTIPLE_OF_CHANGED"
        text = (
            f"multiples of {reader['multipleOf']} are read, and of {writer['multipleOf']} are sent"
        )
    remedy, forward = (f"keep the step, or take one {how} it" for how in ("that divides", "of"))
    yield Difference("", code, text, remedy, forward=forward)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: Any) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return Fraction(str(value))
    except ValueError:
        return None
