"""A board as text: a header line, then one record a line, so that a diff shows what changed."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from types import GenericAlias
from typing import Any, NoReturn, cast

from pydantic import TypeAdapter, ValidationError

from stormdesk.document.doubled import may_be_doubled, once, refuse_doubled
from stormdesk.document.endless import may_be_endless, refuse_constant, refuse_endless, whole
from stormdesk.document.record_types import RECORD_TYPES
from stormdesk.document.upgrades import VERSION, upgraded
from stormdesk.model.board import Board
from stormdesk.model.integrity import sound_board
from stormdesk.model.problem import BadInput, explain, nearest, quoted
from stormdesk.model.record import Record

MOST_BYTES = 50_000_000
_MOST_RECORDS = 150_000
_MOST_VALUES = 3_000_000
_HEADER = f'{{"format":"stormdesk/{VERSION}"}}'.encode()
_START = b'{"type":"'
_CONFLICT = (b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>")
_RESTORE = "restore it from a backup or from version control"
_Numbered = tuple[int, bytes]


def to_bytes(board: Board) -> bytes:
    """Return the board as UTF-8 JSON lines, sorted by type and id: equal boards, equal bytes."""
    lines = [_HEADER]
    for type_name, record_type in RECORD_TYPES.items():
        start = f'{{"type":"{type_name}",'
        records = board.of_type(record_type)
        lines.extend(
            (start + _in_one_order(records[i]).model_dump_json(exclude_unset=True)[1:]).encode()
            for i in sorted(records)
        )
    lines.append(b"")
    return b"\n".join(lines)


def _in_one_order(record: Record) -> Record:
    extra = record.model_extra
    if not extra or len(extra) == 1:
        return record
    set_fields = {n: getattr(record, n) for n in record.model_fields_set if n not in extra}
    return type(record).model_validate({**set_fields, **dict(sorted(extra.items()))})


def from_bytes(data: bytes, where: str) -> Board:
    """Return the board that the lines hold.

    Raises BadInput, with the number of the line where one line is wrong.
    """
    with _without_collecting():
        lines = _lines(data, where)
        version = _version(lines[0], where, is_alone=len(lines) == 1)
        torn = len(lines) if lines[-1] else 0
        groups = _grouped(lines, version, where, torn)
        del lines
        records: list[Record] = []
        for type_name in list(groups):
            group = groups.pop(type_name)
            records.extend(_validated(RECORD_TYPES[type_name], group, where, torn))
        return sound_board(records, where)


@contextmanager
def _without_collecting() -> Generator[None, None, None]:
    # All that is made here stays, and looking for cycles in it doubles the time of reading.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _lines(data: bytes, where: str) -> list[bytes]:
    if len(data) > MOST_BYTES:
        raise BadInput(where, f"is larger than {MOST_BYTES // 1_000_000} MB; split the board")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput(where, "is UTF-16 text; save it as UTF-8")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        raise BadInput(where, f"is empty; {_RESTORE}")
    if b"\0" in data:
        if data.startswith(_HEADER[:11]):
            raise BadInput(where, f"is torn: it holds zero bytes; {_RESTORE}")
        raise BadInput(where, "is binary and not a stormdesk board")
    if b"\r\n" in data:
        data = data.replace(b"\r\n", b"\n")
    if data.count(b"\n") > _MOST_RECORDS:
        raise BadInput(where, f"holds more than {_MOST_RECORDS:,} records; split the board")
    if data.count(b",") > _MOST_VALUES:
        # Each comma may stand for a value in memory, even in fields that nobody knows.
        raise BadInput(where, f"holds more than {_MOST_VALUES:,} values; split the board")
    return data.split(b"\n")


def _version(line: bytes, where: str, is_alone: bool) -> int:
    if line.startswith(_CONFLICT):
        _refuse_conflict(where, 1)
    try:
        header = json.loads(line)
    except (ValueError, RecursionError):
        if is_alone and line.startswith(b"{"):
            _refuse_line(where, 1, "", is_last=True)
        header = None
    told: Any = header.get("format") if isinstance(header, dict) else None
    found = re.fullmatch(r"stormdesk/([1-9]\d{0,8})", told) if isinstance(told, str) else None
    if found is None:
        raise BadInput(
            where,
            f"line 1: is not {_HEADER.decode()}, so this is no .stormdesk file;"
            " other formats can be imported",
        )
    if int(found[1]) > VERSION:
        raise BadInput(
            where,
            f"was written by a newer stormdesk (format {found[1]}, this one knows {VERSION});"
            " update to open it",
        )
    return int(found[1])


def _grouped(lines: list[bytes], version: int, where: str, torn: int) -> dict[str, list[_Numbered]]:
    """Return the records of each type: their lines' numbers, and their fields without the type.

    Lines as this program writes them are cut and not parsed, which is what makes reading fast.
    """
    groups: dict[str, list[_Numbered]] = {}
    starts: dict[bytes, list[_Numbered]] = {}
    for number, line in enumerate(islice(lines, 1, None), 2):
        end = line.find(b'",') + 2
        group = starts.get(line[:end])
        if group is not None:
            group.append((number, line[end:]))
            continue
        try:
            type_name, body = _typed(line, version)
        except (ValueError, RecursionError) as error:
            _refuse_line(where, number, str(error), is_last=number == torn)
        if type_name:
            group = groups.setdefault(type_name, [])
            group.append((number, body))
            if version == VERSION and line[:end] == _START + type_name.encode() + b'",':
                starts[line[:end]] = group
    for type_name, group in groups.items():
        if type_name not in RECORD_TYPES:
            hint = nearest(type_name, RECORD_TYPES) or "; a newer stormdesk may know it"
            why = f"line {group[0][0]}: record type {quoted(type_name)} is not known{hint}"
            raise BadInput(where, why)
    return groups


def _typed(line: bytes, version: int) -> tuple[str, bytes]:
    """Return the type of a line's record and its other fields without the opening brace.

    A blank line has no type.
    """
    if version < VERSION:
        line = upgraded(version, line)
    if line.startswith(_START):
        end = line.index(b'"', len(_START))
        if line[end + 1 : end + 2] == b",":
            return line[len(_START) : end].decode(), line[end + 2 :]
    if not line.strip():
        return "", b""
    record = _parsed(line)
    type_name = record.pop("type", None)
    if not isinstance(type_name, str) or not type_name:
        raise ValueError(f"type: expected one of {', '.join(RECORD_TYPES)}")
    return type_name, json.dumps(record).encode()[1:]


def _parsed(line: bytes) -> dict[str, Any]:
    if line.startswith(_CONFLICT):
        raise ValueError(line[:7].decode())
    record = json.loads(
        line, parse_constant=refuse_constant, parse_int=whole, object_pairs_hook=once
    )
    if not isinstance(record, dict):
        raise ValueError("expected a record in braces")
    return record


def _validated(
    record_type: type[Record], group: list[_Numbered], where: str, torn: int
) -> list[Record]:
    joined = b"[{%b]" % b",\n{".join(body for _, body in group)
    if may_be_endless(joined):
        _refuse_endless(group, where)
    try:
        # Strict: neither true nor "3" is a number, which a lax reader would silently make 1 and 3.
        records = _many(record_type).validate_json(joined, strict=True)
    except ValidationError:
        records = []
    if len(records) != len(group):
        _refuse_first(record_type, group, where, torn)
    if may_be_doubled(joined, sum(len(record.model_fields_set) for record in records)):
        _refuse_doubled(group, records, where)
    # Another type can only be a field that nobody knows; escapes may spell it too.
    if b'"type"' in joined or b"\\u" in joined:
        _refuse_typed_twice(group, records, where)
    return records


def _refuse_typed_twice(group: Iterable[_Numbered], records: Iterable[Record], where: str) -> None:
    for (number, _), record in zip(group, records, strict=True):
        if record.model_extra and "type" in record.model_extra:
            raise BadInput(where, f"line {number}: 'type' is given twice; remove one")


def _refuse_doubled(group: Iterable[_Numbered], records: Iterable[Record], where: str) -> None:
    for (number, body), record in zip(group, records, strict=True):
        if may_be_doubled(body, len(record.model_fields_set)):
            try:
                refuse_doubled(b"{" + body)
            except ValueError as error:
                raise BadInput(where, f"line {number}: {error}") from None


@cache
def _many(record_type: type[Record]) -> TypeAdapter[list[Record]]:
    return TypeAdapter(cast("type[list[Record]]", GenericAlias(list, record_type)))


def _refuse_endless(group: Iterable[_Numbered], where: str) -> None:
    for number, body in group:
        if may_be_endless(body):
            try:
                refuse_endless(b"{" + body)
            except (ValueError, RecursionError) as error:
                _refuse_line(where, number, str(error), is_last=False)


def _refuse_first(
    record_type: type[Record], group: Sequence[_Numbered], where: str, torn: int
) -> NoReturn:
    for number, body in group:
        try:
            record_type.model_validate_json(b"{" + body, strict=True)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            if first["type"] == "json_invalid":
                reason = str(first.get("ctx", {}).get("error", "")).replace(" line 1 column", "")
                _refuse_line(where, number, reason, is_last=number == torn)
            name = f"{record_type.type_name} {_name(body)}".strip()
            raise BadInput(where, f"line {number}: {name}: {explain(error)}") from None
    raise BadInput(where, f"line {group[0][0]}: lines do not hold one record each")


def _name(body: bytes) -> str:
    record_id = json.loads(b"{" + body).get("id")
    return quoted(record_id) if isinstance(record_id, str) else ""


def _refuse_line(where: str, number: int, reason: str, is_last: bool) -> NoReturn:
    if is_last:
        raise BadInput(
            where, f"line {number}: the file is torn, it ends within a record; {_RESTORE}"
        ) from None
    if reason.encode() in _CONFLICT:
        _refuse_conflict(where, number)
    if "recursion" in reason:
        reason = "is nested too deeply"
    raise BadInput(where, f"line {number}: is no valid record: {reason}") from None


def _refuse_conflict(where: str, number: int) -> NoReturn:
    raise BadInput(
        where,
        f"line {number}: holds the conflict marks of an unresolved merge;"
        " keep one side and remove the marks",
    ) from None
