"""A change as bytes, holding only the fields that differ."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import compress
from math import copysign
from operator import is_not
from typing import Any, NoReturn, cast

from stormdesk.document.record_types import RECORD_TYPES
from stormdesk.model.board import Change, Pair
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

_LONG = 4096
_PLAIN = {str, float, int, bool, type(None)}
_Fields = dict[str, Any]


class Damaged(Exception):
    """What was kept cannot be read again."""


def encoded(change: Change) -> bytes:
    """Return a change as JSON, compressed where it is long; a uniform move is told once."""
    told = _columns(change)
    told = _differences(change) if told is None else _move(told) or told
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(data, 1) if len(data) > _LONG else data


def decoded(data: bytes, records: Mapping[str, Record], *, backward: bool = False) -> Change:
    """Return the change that was encoded, given the records before it, or after if backward.

    Raises Damaged where it does not fit the records or is no valid change.
    """
    try:
        plain = data if data.startswith(b"{") else zlib.decompress(data)
        told = json.loads(plain, parse_constant=_refuse_constant)
        if "move" in told:
            return _moved(told, records, -1 if backward else 1)
        pairs: dict[str, Pair] = {}
        for record_id, old, new in _each(told):
            known = records.get(record_id)
            other = _other(known, new, old) if backward else _other(known, old, new)
            pairs[record_id] = (other, known) if backward else (known, other)
        return Change(pairs)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, zlib.error) as error:
        raise Damaged(str(error)) from error


def _columns(change: Change) -> _Fields | None:
    """Return old and new values column by column, where the same plain fields differ in all."""
    names: list[str] = []
    record_type: type[Record] | None = None
    old: list[Mapping[str, Any]] = []
    new: list[Mapping[str, Any]] = []
    for _, before, after in change:
        if before is None or after is None or type(before) is not type(after):
            return None
        if record_type is None:
            record_type, names = type(before), _changed(before, after)
        elif type(before) is not record_type or _changed(before, after) != names:
            return None
        if not all(each.model_fields_set.issuperset(names) for each in (before, after)):
            return None
        old.append(before.__dict__)
        new.append(after.__dict__)
    if record_type is None or not names or not _aliases(record_type).keys() >= set(names):
        return None
    columns = [[each[name] for each in side] for side in (old, new) for name in names]
    if not {type(value) for column in columns for value in column} <= _PLAIN:
        return None
    return {
        "fields": [_aliases(record_type)[name] for name in names],
        "ids": list(change.pairs),
        "old": columns[: len(names)],
        "new": columns[len(names) :],
    }


def _each(told: _Fields) -> Iterator[tuple[str, _Fields | None, _Fields | None]]:
    if "records" in told:
        for record_id, (old, new) in told["records"].items():
            yield record_id, old, new
        return
    fields = told["fields"]
    rows = zip(
        told["ids"], zip(*told["old"], strict=True), zip(*told["new"], strict=True), strict=True
    )
    for record_id, old, new in rows:
        yield record_id, dict(zip(fields, old, strict=True)), dict(zip(fields, new, strict=True))


def _move(told: _Fields) -> _Fields | None:
    """Return columns as one step for all, where adding and subtracting it is exact."""
    if not {"x", "y"}.issuperset(told["fields"]):
        return None
    step: dict[str, float] = {}
    for name, old, new in zip(told["fields"], told["old"], told["new"], strict=True):
        if None in old or None in new or _has_negative_zero(old) or _has_negative_zero(new):
            return None
        by = step[name] = new[0] - old[0]
        if any(a + by != b or b - by != a for a, b in zip(old, new, strict=True)):
            return None
    return {"move": step, "ids": told["ids"]}


def _has_negative_zero(column: list[float]) -> bool:
    """Tell whether a zero is written with a sign, which adding and subtracting would lose."""
    return 0.0 in column and any(copysign(1.0, each) < 0.0 for each in column if each == 0.0)


def _moved(told: _Fields, records: Mapping[str, Record], sign: int) -> Change:
    step = {name: sign * float(by) for name, by in told["move"].items()}
    pairs: dict[str, Pair] = {}
    for record_id in told["ids"]:
        known = cast("Sticky", records[record_id])
        other = known.placed(**{name: getattr(known, name) + by for name, by in step.items()})
        pairs[record_id] = (other, known) if sign < 0 else (known, other)
    return Change(pairs)


def _differences(change: Change) -> _Fields:
    told: dict[str, tuple[_Fields | None, _Fields | None]] = {}
    for record_id, before, after in change:
        if before is not None and type(before) is type(after):
            told[record_id] = _difference(before, cast("Record", after))
        else:
            told[record_id] = (_whole(before), _whole(after))
    return {"records": told}


def _whole(record: Record | None) -> _Fields | None:
    return {"type": record.type_name, **record.written()} if record is not None else None


def _difference(before: Record, after: Record) -> tuple[_Fields, _Fields]:
    names = set(_changed(before, after))
    old, new = (
        record.model_dump(mode="json", exclude_unset=True, include=names)
        for record in (before, after)
    )
    for name in [n for n in old if n in new and json.dumps(old[n]) == json.dumps(new[n])]:
        del old[name], new[name]
    return old, new


def _changed(before: Record, after: Record) -> list[str]:
    """Return the names of fields that may differ in value or in being set, found at C speed."""
    old, new = before.__dict__, after.__dict__
    names = list(compress(old, map(is_not, old.values(), new.values())))
    if before.model_fields_set != after.model_fields_set:
        names.extend((before.model_fields_set ^ after.model_fields_set).difference(names))
    if before.model_extra != after.model_extra:
        extras = {*(before.model_extra or ()), *(after.model_extra or ())}
        names.extend(extras.difference(names))
    return names


@cache
def _aliases(record_type: type[Record]) -> dict[str, str]:
    return {name: field.alias or name for name, field in record_type.model_fields.items()}


def _other(known: Record | None, told: _Fields | None, wanted: _Fields | None) -> Record | None:
    """Return what a record becomes whose fields were as told and shall be as wanted."""
    if wanted is None:
        return None
    if told is None or "type" in wanted:
        whole = {name: value for name, value in wanted.items() if name != "type"}
        return RECORD_TYPES[wanted["type"]].model_validate(whole)
    if known is None:
        raise Damaged("a record is missing")
    kept = {name: value for name, value in known.written().items() if name not in told}
    return type(known).model_validate({**kept, **wanted})


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number that a board can hold")
