"""Why a reader of one JSON Schema does not take all that a writer of another one may send.

The rules are those of Confluent Schema Registry; what its LENIENT policy lets pass is marked.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from typing import Any

from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.exchange.contracts.compatibility.json_schema.combined import combined
from stormdesk.exchange.contracts.compatibility.json_schema.limits import limits, unjudged
from stormdesk.exchange.contracts.compatibility.json_schema.structure import arrays, objects
from stormdesk.exchange.contracts.compatibility.json_schema.view import (
    Document,
    Schema,
    View,
    said_of,
    values_of,
)
from stormdesk.exchange.contracts.compatibility.same import Same
from stormdesk.model.problem import quoted

_DEEPEST = 60
_MOST_PAIRS = 20_000
_MOST_FOUND = 100
_MOST_NAMED = 5
_SCALARS = (str, int, float)
_PLAIN_LISTS = frozenset({"type", "enum", "examples", "required"})
_CONDITIONS = ("if", "then", "else")

_TOO_LARGE = Difference(
    "",
    "NOT_COMPARED",
    "the schemas are nested too deep, or too large, to be compared from here on",
    "name the inner parts as messages of their own",
)


def differences(reader: Schema, writer: Schema) -> list[Difference]:
    """Return why the reader does not accept at least what the writer's schema accepts.

    BACKWARD asks it with the new schema as reader, FORWARD with the old one. Schemas of any draft
    are taken; references are followed inside a schema only. Warnings are what no registry judges.
    """
    comparison = _Comparison(_document(Same(reader)), _document(Same(writer)), _Progress())
    try:
        found = comparison.between(reader, writer)
    except RecursionError:
        return [_TOO_LARGE]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=4)
def _document(key: Same) -> Document:
    return Document(key.schema)


_Pair = tuple[int, int, bool]


@dataclass(slots=True)
class _Progress:
    """Which pairs are compared, which are being so, and the outermost that the last rests on."""

    done: dict[_Pair, list[Difference]] = field(default_factory=dict[_Pair, list[Difference]])
    open: dict[_Pair, int] = field(default_factory=dict[_Pair, int])
    rests_on: int = sys.maxsize
    count: int = 0


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A walk through two schemas, which compares no pair of their parts twice.

    A pair that is met again inside itself counts as compatible, as recursive types need it; what
    rests on that is remembered only once the outer pair is done.
    """

    reading: Document
    writing: Document
    progress: _Progress
    is_flipped: bool = False

    def within(self, path: str, reader: Schema, writer: Schema) -> list[Difference]:
        """Return the differences of a pair, their paths told from further out."""
        return [
            replace(each, path=_joined(path, each.path)) for each in self.between(reader, writer)
        ]

    def between(self, reader: Schema, writer: Schema) -> list[Difference]:
        """Return the differences of a pair."""
        if reader == writer and _is_plain(reader):
            return []
        progress, pair = self.progress, (id(reader), id(writer), self.is_flipped)
        if pair in progress.done:
            return progress.done[pair]
        if pair in progress.open:
            progress.rests_on = min(progress.rests_on, progress.open[pair])
            return []
        level = len(progress.open)
        progress.count += 1
        if level >= _DEEPEST or progress.count > _MOST_PAIRS:
            return [_TOO_LARGE]
        progress.open[pair] = level
        outer, progress.rests_on = progress.rests_on, sys.maxsize
        found = self._compared(reader, writer)
        del progress.open[pair]
        if progress.rests_on >= level:
            progress.done[pair] = found
            progress.rests_on = outer
        else:
            progress.rests_on = min(outer, progress.rests_on)
        return found

    def flipped(self) -> _Comparison:
        """Return the same walk with the writer as reader."""
        return _Comparison(self.writing, self.reading, self.progress, not self.is_flipped)

    def _compared(self, reader: Schema, writer: Schema) -> list[Difference]:
        takes, sends = self.reading.view(reader), self.writing.view(writer)
        found: Iterator[Difference]
        if takes.kind == "any" or sends.kind == "nothing":
            found = iter(())
        elif takes.kind == "nothing":
            found = _mismatch("TYPE_NARROWED", takes, sends)
        elif takes.kind == "combined" or sends.kind == "combined":
            found = combined(
                takes,
                sends,
                [(part, self.reading.view(part)) for part in _parts(takes, reader)],
                [(part, self.writing.view(part)) for part in _parts(sends, writer)],
                self.between,
            )
        elif takes.kind != sends.kind:
            code = "TYPE_NARROWED" if sends.kind == "any" else "TYPE_CHANGED"
            found = _mismatch(code, takes, sends)
        else:
            found = self._alike(takes, sends)
        every = list(dict.fromkeys(chain(found, _conditions(reader, writer))))
        if len(every) > _MOST_FOUND:
            # What breaks most must never be among what is left out.
            every.sort(key=lambda each: (each.warning, each.lenient))
        return every[:_MOST_FOUND]

    def _alike(self, takes: View, sends: View) -> Iterator[Difference]:
        match takes.kind:
            case "values":
                yield from _values(takes, sends)
            case "not":
                # What a reader excludes must lie within what the writer excludes.
                inner = self.flipped().between(sends.parts[0], takes.parts[0])
                if all(each.warning for each in inner):
                    yield from inner
                else:
                    text = "the reader refuses more than what may not be sent"
                    remedy, forward = "exclude no more than before", "exclude all as before"
                    yield Difference("", "NOT_TYPE_EXTENDED", text, remedy, forward=forward)
            case "typed":
                yield from self._typed(takes, sends)
            case _ if takes.schema != sends.schema:
                text = f"{said_of(takes)} is outside the schema, so that nobody can tell"
                remedy = "put all that a schema refers to into its $defs"
                yield Difference("", "REFERENCE_NOT_FOUND", text, remedy)
            case _:
                pass

    def _typed(self, takes: View, sends: View) -> Iterator[Difference]:
        if takes.type != sends.type and {takes.type, sends.type} != {"integer", "number"}:
            if takes.is_sure or not sends.is_sure:
                yield from _mismatch("TYPE_CHANGED", takes, sends)
            return
        if (takes.type == "integer" and sends.type == "number") or (
            takes.is_sure and not sends.is_sure
        ):
            yield from _mismatch("TYPE_NARROWED", takes, sends)
        yield from limits(takes.schema, sends.schema)
        structure = {"object": objects, "array": arrays}.get(takes.type)
        if structure is not None:
            yield from structure(
                self.reading, takes.schema, self.writing, sends.schema, self.within
            )
        yield from unjudged(takes.schema, sends.schema)


def _parts(view: View, schema: Schema) -> tuple[Schema, ...]:
    return view.parts if view.kind == "combined" else (schema,)


def _values(takes: View, sends: View) -> Iterator[Difference]:
    known, sent = values_of(takes.schema), values_of(sends.schema)
    missing = [str(sent[each]) for each in sent if each not in known]
    if not missing:
        return
    named = ", ".join(quoted(each) for each in missing[:_MOST_NAMED])
    rest = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
    is_const = "const" in takes.schema
    what, it = ("the value", "it") if len(missing) == 1 else ("the values", "them")
    code = "ENUM_ARRAY_NARROWED" if known.keys() <= sent.keys() else "ENUM_ARRAY_CHANGED"
    yield Difference(
        "",
        "CONST_CHANGED" if is_const else code,
        f"the reader does not know {named}{rest}",
        f"keep {what}",
        forward=f"leave {what} out, or let the readers go over to a version that knows {it} first",
    )


def _mismatch(code: str, takes: View, sends: View) -> Iterator[Difference]:
    text = f"{said_of(takes)} is read, {said_of(sends)} may be sent"
    remedy = "keep the type, or add a field of the new type under another name"
    yield Difference("", code, text, remedy)


def _conditions(reader: Schema, writer: Schema) -> Iterator[Difference]:
    """Warn where a reader asks for something under a condition that the writer does not have."""
    if not isinstance(reader, dict) or "if" not in reader:
        return
    sent: Mapping[str, Any] = writer if isinstance(writer, dict) else {}
    if any(reader.get(keyword) != sent.get(keyword) for keyword in _CONDITIONS):
        text = "what the reader asks for under a condition differs, which no registry compares"
        remedy = "see to it that it takes all that it took before"
        yield Difference("", "CONDITION_CHANGED", text, remedy, warning=True)


def _is_plain(schema: Any) -> bool:
    """Tell whether a schema says all by itself, so that an equal one means the same.

    To Python 1 and true are equal, so that of values only texts are told apart.
    """
    return isinstance(schema, bool) or (
        isinstance(schema, dict)
        and schema.keys().isdisjoint(("$ref", "$dynamicRef", "const"))
        and all(
            isinstance(value, _SCALARS)
            or (keyword in _PLAIN_LISTS and all(isinstance(each, str) for each in value or ()))
            for keyword, value in schema.items()
        )
    )


def _joined(path: str, inner: str) -> str:
    return f"{path}.{inner}" if path and inner and inner[0] not in "[{" else f"{path}{inner}"
