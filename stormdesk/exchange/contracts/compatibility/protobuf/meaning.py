"""Changes of a Protobuf field that a registry lets pass although values are misread after them.

Source of some: the rules of buf's category WIRE_JSON.
"""

from __future__ import annotations

from collections.abc import Iterator

from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.exchange.contracts.protobuf.package import ProtoField
from stormdesk.model.datatype import DataType, Decimal, ListOf, MapOf, parse_type

_NEW_FIELD = "keep it as it was, or add a field under another name and tag"


def changed_meaning(
    reader: ProtoField, writer: ProtoField, path: str, *, is_scalar: bool
) -> Iterator[Difference]:
    """Yield warnings about two fields of one number that a registry takes for compatible."""
    yield from _names(reader, writer, path)
    is_list = reader.label == "repeated"
    if is_list != (writer.label == "repeated"):
        text = (
            "a list is read, one value is sent"
            if is_list
            else "one value is read, and of a list that is sent the last one counts"
        )
        yield _warning(path, "FIELD_CARDINALITY_CHANGED", text)
    if is_scalar and reader.type != writer.type:
        text = f"{reader.type} is read, {writer.type} is sent; values or their JSON may not fit"
        yield _warning(path, "FIELD_TYPE_CHANGED", text)
    elif reader.means and reader.means != writer.means:
        yield from _types(reader.means, writer.means, path)
    if reader.unit and writer.unit and reader.unit != writer.unit:
        text = f"it is read in {reader.unit} and sent in {writer.unit}"
        yield _warning(path, "UNIT_CHANGED", text)


def _names(reader: ProtoField, writer: ProtoField, path: str) -> Iterator[Difference]:
    if reader.json == writer.json:
        return
    number = reader.number
    if {reader.json, *reader.was}.isdisjoint({writer.json, *writer.was}):
        yield _warning(
            path,
            "TAG_REUSED",
            f"its number {number} is read as {reader.json} and sent as {writer.json}",
            "give the newer field a tag that was never used, or if it is the same field,"
            " keep its old name as an earlier one",
        )
    else:
        yield _warning(
            path,
            "FIELD_JSON_NAME_CHANGED",
            f"in JSON {reader.json} is read and {writer.json} is sent; binary messages do not care",
            "keep the name where messages travel as JSON",
        )


def _types(reader: str, writer: str, path: str) -> Iterator[Difference]:
    """Yield how two types on the board differ that are the same in Protobuf."""
    if not writer:
        yield _warning(path, "LOGICAL_TYPE_CHANGED", f"{reader} is read, any text is sent")
        return
    read, sent = _innermost(parse_type(reader)), _innermost(parse_type(writer))
    if not isinstance(read, Decimal) or not isinstance(sent, Decimal):
        if read != sent:
            yield _warning(path, "LOGICAL_TYPE_CHANGED", f"{read} is read, {sent} is sent")
        return
    if read.scale != sent.scale:
        text = f"{read.scale} places behind the point are read, {sent.scale} are sent"
        yield _warning(path, "DECIMAL_SCALE_CHANGED", text)
    if read.precision < sent.precision:
        text = f"at most {read.precision} digits are read, up to {sent.precision} are sent"
        yield _warning(path, "DECIMAL_PRECISION_REDUCED", text)


def _innermost(data_type: DataType) -> DataType:
    while isinstance(data_type, ListOf | MapOf):
        data_type = data_type.item if isinstance(data_type, ListOf) else data_type.value
    return data_type


def _warning(path: str, code: str, message: str, remedy: str = _NEW_FIELD) -> Difference:
    return Difference(path, code, message, remedy, warning=True)
