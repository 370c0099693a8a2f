from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.model.datatype import (
    SCALARS,
    DataType,
    Decimal,
    ListOf,
    MapOf,
    Named,
    Scalar,
    named_types,
    parse_type,
)

NAMES = st.from_regex(r"[A-ZÄÖÉ][A-Za-z0-9_ß]{0,20}", fullmatch=True)
DECIMALS = st.integers(1, 76).flatmap(
    lambda precision: st.builds(Decimal, st.just(precision), st.integers(0, precision))
)
TYPES = st.recursive(
    st.sampled_from(SCALARS).map(Scalar) | DECIMALS | NAMES.map(Named),
    lambda inner: st.builds(ListOf, inner) | st.builds(MapOf, inner),
    max_leaves=6,
)


@given(TYPES)
def test_a_written_type_is_read_as_the_same(data_type: DataType) -> None:
    assert parse_type(str(data_type)) == data_type


@given(st.text(max_size=60))
def test_any_text_is_a_type_or_refused_in_one_line(text: str) -> None:
    try:
        data_type = parse_type(text)
    except ValueError as error:
        refusal = str(error)
    else:
        assert parse_type(str(data_type)) == data_type
        return
    assert len(refusal.splitlines()) == 1


@pytest.mark.parametrize("name", SCALARS)
def test_scalars(name: str) -> None:
    assert parse_type(name) == Scalar(name)


def test_all_built_in_types_are_there() -> None:
    assert set(SCALARS) == {
        "string", "boolean", "int32", "int64", "float32", "float64", "uuid", "date", "time",
        "timestamp", "duration", "bytes",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("decimal(12,2)", Decimal(12, 2)),
        ("decimal( 12 , 0 )", Decimal(12, 0)),
        ("decimal(76,76)", Decimal(76, 76)),
        ("list<string>", ListOf(Scalar("string"))),
        (" map< int64 > ", MapOf(Scalar("int64"))),
        ("list<map<OrderLine>>", ListOf(MapOf(Named("OrderLine")))),
        ("OrderLine", Named("OrderLine")),
        ("Größe", Named("Größe")),
        ("注文", Named("注文")),
        ("Money", Named("Money")),
        ("list<Text>", ListOf(Named("Text"))),
    ],
)
def test_types_with_parameters_and_names(text: str, expected: DataType) -> None:
    assert parse_type(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "type is empty; write one such as string or list<OrderLine>"),
        ("list<>", "type is empty; write one such as string or list<OrderLine>"),
        ("list<string", "type 'list<string' lacks its closing '>'"),
        ("int", "type 'int' is not known; write int32"),
        ("dateTime", "type 'dateTime' is not known; write timestamp"),
        ("list<long>", "type 'long' is not known; write int64"),
        ("money", "type 'money' is not known; write decimal(12,2)"),
        ("strng", "type 'strng' is not known; did you mean string?"),
        ("timestmp", "type 'timestmp' is not known; did you mean timestamp?"),
        ("orderLine", "type 'orderLine' is not known; a shared type begins with a capital letter"),
        ("decimal", "type 'decimal' lacks precision and scale; write decimal(12,2)"),
        ("decimal(12)", "type 'decimal(12)' lacks precision and scale; write decimal(12,2)"),
        ("decimal(0,0)", "precision of 'decimal(0,0)' must be between 1 and 76"),
        ("decimal(77,2)", "precision of 'decimal(77,2)' must be between 1 and 76"),
        ("decimal(2,3)", "scale of 'decimal(2,3)' is above its precision"),
        ("list<" * 17 + "string" + ">" * 17, "type is nested deeper than 16; name an inner type"),
    ],
)
def test_wrong_types_are_refused_with_a_remedy(text: str, message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011  # compared whole below
        parse_type(text)
    assert str(refused.value) == message


def test_depth_is_bounded_before_the_interpreter_is() -> None:
    with pytest.raises(ValueError, match="nested deeper"):
        parse_type("list<" * 50_000 + ">" * 50_000)


def test_the_deepest_type_is_taken() -> None:
    text = "list<" * 16 + "string" + ">" * 16
    assert str(parse_type(text)) == text


@pytest.mark.parametrize(
    ("text", "names"),
    [("Money", ("Money",)), ("list<map<Line>>", ("Line",)), ("decimal(9,2)", ()), ("uuid", ())],
)
def test_the_shared_types_that_a_type_mentions(text: str, names: tuple[str, ...]) -> None:
    assert named_types(parse_type(text)) == names
