"""Verdicts of a schema registry about changes of JSON Schema, from a table of its rules."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.exchange.contracts.compatibility.json_schema.differences import differences

_CASES: list[list[Any]] = yaml.safe_load(
    Path(__file__).with_name("json_schema_cases.yaml").read_text(encoding="utf-8")
)


def _verdict(found: list[Difference]) -> str:
    if all(each.warning for each in found):
        return "warned" if found else "compatible"
    return "lenient" if all(each.warning or each.lenient for each in found) else "incompatible"


@pytest.mark.parametrize("case", _CASES, ids=[case[0] for case in _CASES])
def test_the_registry_judges_a_change(case: list[Any]):
    _, writer, reader, verdict, *codes = case
    found = differences(reader, writer)
    assert (_verdict(found), sorted({each.code for each in found})) == (
        verdict,
        sorted(codes),
    )
    assert all(each.message and each.remedy for each in found)


def test_each_rule_of_the_table_is_there_once():
    assert len({case[0] for case in _CASES}) == len(_CASES) >= 120


_SCALARS = st.one_of(
    st.just({"type": "boolean"}),
    st.just({"type": "null"}),
    st.builds(
        lambda t, b: {"type": t, "minimum": b[0], "maximum": b[1]},
        st.sampled_from(["integer", "number"]),
        st.tuples(st.integers(0, 3), st.integers(0, 3)).map(sorted),
    ),
    st.builds(
        lambda n, p: {"type": "string", "maxLength": n, "pattern": p},
        st.integers(0, 2),
        st.sampled_from(["^a", "b$"]),
    ),
    st.builds(
        lambda values: {"enum": values}, st.lists(st.sampled_from(["a", "b", 1, None]), max_size=3)
    ),
    st.booleans(),
    st.just({}),
)
_NAMES = st.sampled_from(["a", "b"])


def _grown(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.builds(
            lambda p, r, more: {
                "type": "object",
                "properties": p,
                "required": r,
                "additionalProperties": more,
            },
            st.dictionaries(_NAMES, inner, max_size=2),
            st.lists(_NAMES, max_size=2, unique=True),
            inner,
        ),
        st.builds(
            lambda first, rest: {"type": "array", "prefixItems": first, "items": rest},
            st.lists(inner, max_size=2),
            inner,
        ),
        st.builds(lambda parts: {"anyOf": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"allOf": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    )


_SCHEMAS = st.recursive(_SCALARS, _grown, max_leaves=4)
_VALUES = st.recursive(
    st.sampled_from([None, True, 0, 1, 2, 1.5, "", "a", "ab", "bb"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_NAMES | st.just("c"), inner, max_size=3)
    ),
    max_leaves=4,
)


@st.composite
def _like(draw: st.DrawFn, schema: Any) -> Any:
    """Draw a schema that says less, more or something else in some places."""
    if isinstance(schema, bool) or draw(st.integers(0, 5)) == 0:
        return draw(_SCHEMAS)
    found: dict[str, Any] = {}
    for keyword, value in schema.items():
        if keyword == "properties":
            kept = {name: inner for name, inner in value.items() if draw(st.integers(0, 5))}
            found[keyword] = {name: draw(_like(inner)) for name, inner in kept.items()}
        elif keyword in ("anyOf", "allOf", "prefixItems"):
            found[keyword] = draw(st.permutations([draw(_like(each)) for each in value]))
        elif keyword in ("items", "additionalProperties", "not"):
            found[keyword] = draw(_like(value))
        elif keyword == "type" or draw(st.integers(0, 5)):
            found[keyword] = value
    return found


_PAIRS = _SCHEMAS.flatmap(lambda schema: st.tuples(_like(schema), st.just(schema)))


@settings(max_examples=400, deadline=None)
@given(_PAIRS, st.booleans(), st.lists(_VALUES, min_size=6, max_size=12))
def test_a_compatible_reader_takes_whatever_may_be_sent(
    pair: tuple[Any, Any], is_swapped: bool, values: list[Any]
):
    reader, writer = reversed(pair) if is_swapped else pair
    if not differences(reader, writer):
        takes, sends = Draft202012Validator(reader), Draft202012Validator(writer)
        assert all(takes.is_valid(value) for value in values if sends.is_valid(value))


@settings(max_examples=100, deadline=None)
@given(_SCHEMAS)
def test_a_schema_is_compatible_with_itself_and_with_what_takes_anything(schema: Any):
    assert differences(schema, schema) == []
    assert differences({}, schema) == []


_KEYWORDS = st.one_of(
    st.sampled_from(["$ref", "type", "enum", "const", "properties", "items", "prefixItems"]),
    st.sampled_from(
        ["allOf", "anyOf", "not", "maximum", "multipleOf", "pattern", "$id", "$anchor"]
    ),
    st.sampled_from(["additionalProperties", "patternProperties", "dependencies", "$defs", "if"]),
)


@settings(max_examples=200, deadline=None)
@example({"pattern": []}, {"pattern": None})
@given(*(
    st.recursive(
        st.sampled_from([None, True, 3, "#", "#/$defs/a", "(", "string", 1e400]),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(_KEYWORDS | _NAMES, inner, max_size=4)
        ),
    ),
) * 2)  # fmt: skip
def test_what_is_no_sound_schema_is_compared_all_the_same(reader: Any, writer: Any):
    assert isinstance(differences(reader, writer), list)


def _chain(length: int, last: Any) -> dict[str, Any]:
    """Return types each of which holds the next one twice."""
    links = {
        f"T{n}": {
            "type": "object",
            "properties": {side: {"$ref": f"#/$defs/T{n + 1}"} for side in ("left", "right")},
        }
        for n in range(length)
    }
    return {"$ref": "#/$defs/T0", "$defs": {**links, f"T{length}": last}}


def test_types_that_double_at_every_step_are_compared_in_bounded_time():
    assert differences(_chain(25, {"type": "string"}), _chain(25, {"type": "string"})) == []
    found = differences(_chain(25, {"type": "string"}), _chain(25, {"type": "integer"}))
    assert found
    assert {each.code for each in found} == {"TYPE_CHANGED"}
    assert found[0].path == ".".join(["left"] * 25)


def test_schemas_that_are_nested_too_deep_are_not_called_compatible():
    found = differences(_chain(2000, {"type": "string"}), _chain(2000, {"type": "string"}))
    assert {each.code for each in found} == {"NOT_COMPARED"}


@pytest.mark.parametrize("keyword", ["not", "items", "additionalProperties"])
def test_a_schema_of_many_levels_is_not_called_compatible(keyword: str):
    deep: Any = {"type": "string"}
    for _ in range(20_000):
        deep = {keyword: deep}
    (found,) = differences(deep, {**deep})
    assert not found.warning
    assert not found.lenient


def test_a_choice_too_large_to_compare_is_not_called_compatible():
    many = {"anyOf": [{"const": n} for n in range(300)]}
    assert [each.code for each in differences(many, many)] == ["NOT_COMPARED"]


def test_what_breaks_is_told_however_much_else_differs():
    def schema(leaf: str, form: str) -> dict[str, Any]:
        many = {f"f{n}": {"type": "string", "format": form} for n in range(300)}
        return {"type": "object", "properties": {**many, "last": {"type": leaf}}}

    found = differences(schema("string", "date"), schema("integer", "time"))
    assert found[0].path == "last"
    assert not found[0].warning


def test_recursive_types_that_differ_far_inside_are_found_at_their_place():
    def tree(leaf: str) -> dict[str, Any]:
        one = {"properties": {"two": {"$ref": "#/$defs/Two"}, "leaf": {"type": leaf}}}
        two = {"properties": {"ones": {"type": "array", "items": {"$ref": "#/$defs/One"}}}}
        return {"$ref": "#/$defs/Two", "$defs": {"One": one, "Two": two}}

    (found,) = differences(tree("string"), tree("boolean"))
    assert (found.path, found.code) == ("ones[].leaf", "TYPE_CHANGED")
    assert found.message == "string is read, boolean may be sent"


def test_a_property_may_have_any_name():
    names = ["$ref", "type", "", "a.b", "__proto__", "enum", "properties"]

    def schema(inner: str) -> dict[str, Any]:
        return {"type": "object", "properties": {name: {"type": inner} for name in names}}

    found = differences(schema("string"), schema("integer"))
    assert [each.path for each in found] == names
