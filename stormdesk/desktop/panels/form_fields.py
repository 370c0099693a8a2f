"""The fields of a message or a shared type in a form: a line each, with its details under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from stormdesk.desktop.panels.fields import Field, revised, told
from stormdesk.desktop.panels.form_parts import Line, Note, Part, Shown, rows
from stormdesk.desktop.panels.text_entries import LineEntry
from stormdesk.desktop.words import counted, tr
from stormdesk.editor.detailing import Path, detail_of, detailed
from stormdesk.editor.field_lines import line_of, with_field_moved
from stormdesk.editor.field_renaming import with_field_line
from stormdesk.exchange.contracts.shape import constraints_for
from stormdesk.exchange.contracts.values.fault import fault_of
from stormdesk.model.board import Board
from stormdesk.model.datatype import parse_type
from stormdesk.model.message import Field as MessageField
from stormdesk.model.message import NamedType
from stormdesk.model.record import Record

_CONSTRAINTS = ("min", "max", "min_length", "max_length", "pattern")
_OF_A_FIELD = (
    "required",
    "personal",
    "classification",
    "doc",
    "mask",
    "default",
    "example",
    *_CONSTRAINTS,
    "unit",
    "since",
)
_FIRST_OF_A_FIELD = ("required", "personal", "classification", "doc")


def fields_table(board: Board, record: Record, at: Path, shown: Shown) -> Iterator[Part]:
    """Yield a line a field, an empty one for the next, and what was removed for good."""
    holder = detail_of(record, at)
    fields: Sequence[MessageField] = holder.fields if holder is not None else ()
    for index in range(len(fields) + 1):
        line = _line(at, index)
        is_open = index < len(fields) and shown.is_open(line.name)
        yield Line(line, is_last=index == len(fields), is_open=is_open)
        if is_open:
            here = (*at, "fields", index)
            details = [*_details(fields[index], here)]
            offered = tr("Add to {field} …", field=fields[index].name)
            yield from rows(details, _FIRST_OF_A_FIELD, board, [record], shown, offered)
            yield Note(_identity(fields[index]), is_inner=True)
    if holder is not None and holder.reserved:
        gone = ", ".join(f"{each.name or '?'} ({each.tag})" for each in holder.reserved)
        yield Note(tr("Never used again: {fields}", fields=gone))


def _details(field: MessageField, at: Path) -> Iterator[Field]:
    possible = constraints_for(parse_type(field.type))
    for name in _OF_A_FIELD:
        if name not in _CONSTRAINTS or name in possible or name in field.model_fields_set:
            yield told(MessageField, name, at, revise=_fitting, is_shared=True)


def _fitting(board: Board, records: Sequence[Record], path: Path, value: Any) -> list[Record]:
    """Return the records with a detail of a field; raises ValueError where it fits its type not."""
    changed = revised(board, records, path, value)
    shared = board.of_type(NamedType).values()
    for before, after in zip(records, changed, strict=True):
        fault = fault_of(detail_of(after, path[:-1]), shared)
        if fault and fault != fault_of(detail_of(before, path[:-1]), shared):
            raise ValueError(fault)
    return changed


def _line(at: Path, index: int) -> Field:
    def revise(board: Board, records: Sequence[Record], path: Path, value: Any) -> list[Record]:
        changed = (with_field_line(board, record, at, index, str(value)) for record in records)
        return [*chain.from_iterable(changed)]

    return Field(
        (*at, "fields", index),
        tr("Field {n}", n=index + 1),
        lambda board, records: LineEntry(hint=tr("name: type")),
        shown=lambda board, field: line_of(field) if field is not None else "",
        revise=revise,
        single=True,
        is_shared=True,
    )


def _identity(field: MessageField) -> str:
    tag = tr("Tag {n}", n=field.tag) if field.tag is not None else tr("No tag yet")
    return f"{tag} · {tr('earlier')} {', '.join(field.was)}" if field.was else tag


def with_moved_field(record: Any, at: Path, index: int, to: int) -> Record:
    """Return a record with a field of its table at another place."""
    moved = with_field_moved(detail_of(record, at), index, to)
    return detailed(record, at, moved) if at else moved


def counted_fields(record: Record, at: Path) -> str:
    """Return how many fields there are, for a heading."""
    holder = detail_of(record, at)
    number = len(holder.fields) if holder is not None else 0
    return counted(number, "field", "fields") if number else ""
