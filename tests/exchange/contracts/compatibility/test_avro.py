"""What readers of Avro schemas cannot read: verdicts, the places they come from, warnings."""

from typing import Any

import pytest
from avro.compatibility import ReaderWriterCompatibilityChecker, SchemaCompatibilityType
from avro.schema import make_avsc_object
from hypothesis import given, settings
from hypothesis import strategies as st

from stormdesk.exchange.contracts.compatibility.avro.differences import differences
from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.model.problem import BadInput

_DECIMAL = {"type": "bytes", "logicalType": "decimal", "precision": 12, "scale": 2}
_MICROS = {"type": "long", "logicalType": "timestamp-micros"}
_MILLIS = {"type": "long", "logicalType": "timestamp-millis"}
_ENUM = {"type": "enum", "name": "State", "symbols": ["UNKNOWN", "open"]}
_GROWN = {**_ENUM, "symbols": ["UNKNOWN", "open", "shut"]}


def _record(*fields: Any, name: str = "Order", **more: Any) -> dict[str, Any]:
    return {"type": "record", "name": name, "namespace": "a.b", "fields": list(fields), **more}


def _field(type_: Any, name: str = "value", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": type_, **more}


def _of(type_: Any, **more: Any) -> dict[str, Any]:
    return _record(_field(type_, **more))


def _broken(reader: Any, writer: Any) -> list[tuple[str, str]]:
    return [(d.path, d.code) for d in differences(reader, writer) if not d.warning]


def _warned(reader: Any, writer: Any) -> list[tuple[str, str]]:
    found = differences(reader, writer)
    assert all(d.warning for d in found)
    return [(d.path, d.code) for d in found]


@pytest.mark.parametrize(
    ("old", "new", "backward", "forward"),
    [
        (_record(), _of("int", default=1), [], []),
        (_record(), _of("int"), ["READER_FIELD_MISSING_DEFAULT_VALUE"], []),
        (_of("int", default=1), _record(), [], []),
        (_of("int"), _record(), [], ["READER_FIELD_MISSING_DEFAULT_VALUE"]),
        (
            _of("int"),
            _of("int", name="other", aliases=["value"]),
            [],
            ["READER_FIELD_MISSING_DEFAULT_VALUE"],
        ),
        (
            _of("int"),
            _of("int", name="other"),
            ["READER_FIELD_MISSING_DEFAULT_VALUE"],
            ["READER_FIELD_MISSING_DEFAULT_VALUE"],
        ),
        (_of("int"), _of("long"), [], ["TYPE_MISMATCH"]),
        (_of("long"), _of("float"), [], ["TYPE_MISMATCH"]),
        (_of("float"), _of("double"), [], ["TYPE_MISMATCH"]),
        (_of("int"), _of("string"), ["TYPE_MISMATCH"], ["TYPE_MISMATCH"]),
        (_of("string"), _of("bytes"), [], []),
        (_of("string"), _of(["null", "string"]), [], ["TYPE_MISMATCH"]),
        (_of(["null", "int"]), _of(["null", "string"]), *[["MISSING_UNION_BRANCH"]] * 2),
        (_of(_ENUM), _of(_GROWN), [], ["MISSING_ENUM_SYMBOLS"]),
        (_of({**_ENUM, "default": "UNKNOWN"}), _of({**_GROWN, "default": "UNKNOWN"}), [], []),
        (_of(_ENUM), _of({**_ENUM, "name": "Status"}), *[["NAME_MISMATCH"]] * 2),
        (_record(), _record(name="Paid"), *[["NAME_MISMATCH"]] * 2),
        (_record(), _record(name="Paid", aliases=["a.b.Order"]), [], ["NAME_MISMATCH"]),
        (_record(), _record(namespace="c.d", doc="Other."), [], []),
        (
            _of({"type": "fixed", "name": "F", "size": 2}),
            _of({"type": "fixed", "name": "F", "size": 3}),
            *[["FIXED_SIZE_MISMATCH"]] * 2,
        ),
        (_of({"type": "array", "items": "int"}), _of("int"), *[["TYPE_MISMATCH"]] * 2),
    ],
)
def test_who_can_read_whom_after_a_change(
    old: Any, new: Any, backward: list[str], forward: list[str]
):
    assert [code for _, code in _broken(reader=new, writer=old)] == backward
    assert [code for _, code in _broken(reader=old, writer=new)] == forward


def test_each_place_is_named_by_its_path():
    def lines(type_: Any) -> Any:
        line = _record(_field(type_, "sku"), _field("int", "count"), name="Line")
        named = {"type": "map", "values": "a.b.Line"}
        return _record(
            _field({"type": "array", "items": line}, "lines"),
            _field(["null", named], "extra", default=None),
            _field(type_, "top"),
        )

    assert _broken(lines("int"), lines("string")) == [
        ("lines[].sku", "TYPE_MISMATCH"),
        ("top", "TYPE_MISMATCH"),
    ]


def test_a_difference_says_what_happens_and_what_to_do():
    (found,) = differences(_of("int"), _of(["null", "int"], default=None))
    assert found == Difference(
        "value",
        "TYPE_MISMATCH",
        "int is read, null may be sent",
        "keep the type, or add a field of the new type under another name",
    )


def test_the_reason_lies_within_the_branch_of_the_same_name():
    def optional(type_: Any) -> Any:
        return _of(["null", _record(_field(type_, "sku"), name="Line")], default=None)

    assert _broken(optional("int"), optional("string")) == [("value.sku", "TYPE_MISMATCH")]


def test_types_that_hold_themselves_are_walked_once():
    def tree(type_: Any) -> Any:
        return _record(_field({"type": "array", "items": "a.b.Order"}, "inner"), _field(type_))

    assert _broken(tree("int"), tree("string")) == [("value", "TYPE_MISMATCH")]
    assert differences(tree(_DECIMAL), tree({**_DECIMAL, "scale": 3}))


@pytest.mark.parametrize(
    ("reader", "writer", "code"),
    [
        (_DECIMAL, {**_DECIMAL, "scale": 3}, "DECIMAL_SCALE_CHANGED"),
        (_DECIMAL, {**_DECIMAL, "precision": 14}, "DECIMAL_PRECISION_REDUCED"),
        (_MICROS, _MILLIS, "TIME_UNIT_CHANGED"),
        ("long", _MICROS, "LOGICAL_TYPE_CHANGED"),
        (_DECIMAL, "bytes", "LOGICAL_TYPE_CHANGED"),
    ],
)
def test_what_registries_pass_although_values_are_misread_is_a_warning(
    reader: Any, writer: Any, code: str
):
    assert _warned(_of(reader), _of(writer)) == [("value", code)]
    listed = ({"type": "array", "items": each} for each in (reader, writer))
    assert _warned(*map(_of, listed)) == [("value[]", code)]
    null_first = (["null", each] for each in (reader, writer))
    assert _warned(*(_of(each, default=None) for each in null_first)) == [("value", code)]


def test_more_digits_may_be_read_than_are_sent():
    assert _warned(_of({**_DECIMAL, "precision": 14}), _of(_DECIMAL)) == []


def test_a_name_that_another_field_took_over_is_a_warning_and_so_is_another_unit():
    old = _record(_field("int") | {"x-tag": 1, "x-unit": "kg"})
    assert _warned(_record(_field("int") | {"x-tag": 2, "x-unit": "kg"}), old) == [
        ("value", "NAME_REUSED")
    ]
    assert _warned(_record(_field("int") | {"x-tag": 1, "x-unit": "g"}), old) == [
        ("value", "UNIT_CHANGED")
    ]
    renamed = _field("int", "other", aliases=["value"]) | {"x-tag": 1}
    assert _warned(_record(renamed), old) == []


@pytest.mark.parametrize("stray", [[1], [{"a": 1}], ["x"]])
def test_what_avro_passes_over_in_a_schema_is_passed_over(stray: list[Any]):
    schema = _of({"type": "array", "items": "int", "fields": stray})
    assert differences(schema, _of({"type": "array", "items": "int"})) == []


def test_what_is_no_schema_is_refused_in_one_line():
    with pytest.raises(BadInput, match="cannot be read"):
        differences({"type": "record", "name": "A"}, _record())
    deep: Any = "int"
    for _ in range(2000):
        deep = {"type": "array", "items": deep}
    with pytest.raises(BadInput, match="cannot be read"):
        differences(deep, deep)


_LEAVES = st.sampled_from(["null", "boolean", "int", "long", "float", "double", "bytes", "string"])


def _named(kind: str, name: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, **more}


@st.composite
def _types(draw: st.DrawFn, prefix: str, depth: int = 3) -> Any:
    """Return a type in which each named one has a name of its own, the same ones every time."""
    kinds = ["leaf", "enum", "fixed"]
    if depth:
        kinds += ["array", "map", "record", "union"]
    kind = draw(st.sampled_from(kinds))
    inner = _types(prefix=f"{prefix}x", depth=depth - 1)
    match kind:
        case "array":
            return {"type": "array", "items": draw(inner)}
        case "map":
            return {"type": "map", "values": draw(inner)}
        case "enum":
            symbols = draw(st.lists(st.sampled_from("ABC"), min_size=1, unique=True))
            given_default = {"default": symbols[0]} if draw(st.booleans()) else {}
            return _named("enum", f"E{prefix}", symbols=symbols, **given_default)
        case "fixed":
            return _named("fixed", f"F{prefix}", size=draw(st.integers(1, 2)))
        case "record":
            name = draw(st.sampled_from([f"R{prefix}", f"S{prefix}"]))
            names = draw(st.lists(st.sampled_from("abc"), max_size=3, unique=True))
            return _named(
                "record", name, fields=[_any_field(draw, n, prefix, depth) for n in names]
            )
        case "union":
            leaves = draw(st.lists(_LEAVES, max_size=3, unique=True))
            record = _named("record", f"U{prefix}", fields=[_any_field(draw, "a", prefix, depth)])
            return [*leaves, record]
        case _:
            return draw(_LEAVES)


def _any_field(draw: st.DrawFn, name: str, prefix: str, depth: int) -> dict[str, Any]:
    type_ = draw(_types(prefix=f"{prefix}{name}", depth=depth - 1))
    aliases = {"aliases": ["c"]} if name == "a" and draw(st.booleans()) else {}
    if draw(st.booleans()):
        return {"name": name, "type": ["null", "int"], "default": None, **aliases}
    return {"name": name, "type": type_, **aliases}


@given(_types(prefix="q"), _types(prefix="q"))
@settings(max_examples=300, deadline=None)
def test_there_is_a_reason_where_avro_says_no_and_none_where_it_says_yes(reader: Any, writer: Any):
    verdict = ReaderWriterCompatibilityChecker().get_compatibility(
        make_avsc_object(reader), make_avsc_object(writer)
    )
    compatible = verdict.compatibility is SchemaCompatibilityType.compatible
    assert (not _broken(reader, writer)) == compatible
    assert _broken(reader, reader) == []
