"""Schemas of draft 2020-12 as draft-07 says the same."""

from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stormdesk.exchange.contracts.json_schema.draft_07 import (
    circles,
    is_portable,
    projected,
    references,
)


def _refer(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def test_nothing_stands_beside_a_reference():
    assert projected({"$ref": "#/$defs/Line"}, _refer) == {"$ref": "#/components/schemas/Line"}
    assert projected({"$ref": "#/$defs/Line", "description": "One."}, _refer) == {
        "allOf": [{"$ref": "#/components/schemas/Line"}],
        "description": "One.",
    }


def test_references_are_found_wherever_a_schema_may_stand_and_nowhere_else():
    ref = {"$ref": "#/$defs/A"}
    schema = {
        "properties": {
            "$ref": {"items": {"$ref": "#/$defs/B"}},
            "or": {"anyOf": [{"$ref": "#/$defs/C"}, {"type": "null"}]},
        },
        "additionalProperties": {"$ref": "#/$defs/D"},
        "default": ref,
        "enum": [ref],
        "examples": [ref],
    }
    assert references(schema) == {"B", "C", "D"}


@pytest.mark.parametrize(
    ("schema", "wanted"),
    [
        ({"type": "integer", "maximum": 2**31}, {"type": "integer", "maximum": 2**31}),
        ({"type": "integer", "maximum": 2**63 - 1}, {"type": "integer", "format": "int64"}),
        (
            {"type": ["integer", "null"], "minimum": -(2**63)},
            {"type": ["integer", "null"], "format": "int64"},
        ),
        ({"type": "number", "maximum": 1e20}, {"type": "number"}),
        ({"type": "integer", "default": 2**60}, {"type": "integer"}),
        ({"examples": [{"a": [2**60]}]}, {}),
        ({"default": {"$ref": "#/x"}}, {}),
        ({"default": None, "examples": [1]}, {"default": None, "examples": [1]}),
    ],
)
def test_what_some_reader_could_not_hold_is_left_out(schema: Any, wanted: Any):
    assert projected(schema, _refer) == wanted


def test_a_truth_is_portable_and_a_reference_is_not():
    assert is_portable({"a": [True, None, "x", -1.5, 2**53]})
    assert not is_portable([{"a": {"$ref": "#"}}])


_GRAPHS = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=4), max_size=6
)


@given(_GRAPHS)
def test_without_the_ways_back_no_definition_leads_to_itself(edges: dict[str, list[str]]):
    names = {*edges, *(target for targets in edges.values() for target in targets)}
    definitions = {
        name: {"anyOf": [{"$ref": f"#/$defs/{target}"} for target in edges.get(name, [])]}
        for name in names
    }
    whole = nx.DiGraph((source, target) for source in edges for target in edges[source])
    cut = circles(definitions)
    left = whole.copy()
    left.remove_edges_from(cut)
    assert nx.is_directed_acyclic_graph(left)
    on_a_circle = {n for ring in nx.strongly_connected_components(whole) for n in ring}
    assert all({source, target} <= on_a_circle for source, target in cut)
    if nx.is_directed_acyclic_graph(whole):
        assert not cut
