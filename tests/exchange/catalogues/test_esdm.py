"""Boards in ESDM, held to the rules of its core schema and to the errors of its linter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from stormdesk.exchange.format import only_file, read, write
from stormdesk.exchange.formats import FORMATS, format_named
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow, Relation
from stormdesk.model.integrity import sound_board
from stormdesk.model.profile import Profile
from stormdesk.model.session import Term
from stormdesk.model.sticky import Kind, Sticky

Document = dict[str, Any]

_BOARDS = Path(__file__).parents[2] / "boards"
_COMMON = {"apiVersion", "kind", "name", "description", "metadata"}
_FIELDS: dict[str, tuple[set[str], set[str]]] = {
    "domain": (set(), set()),
    "subdomain": ({"scope", "type", "boundedContexts"}, set()),
    "bounded-context": ({"scope"}, {"ubiquitousLanguage"}),
    "aggregate": ({"scope", "identifiedBy", "state"}, {"invariants"}),
    "command": ({"scope", "data", "publishes"}, {"actors", "constraints"}),
    "event": ({"scope", "data"}, set()),
    "policy": (
        {"scope", "deliveryGuarantee", "idempotency", "handles", "emits"}, {"constraints"},
    ),
    "read-model": ({"scope", "projections", "schema"}, {"paradigm"}),
    "actor": ({"scope", "type"}, {"responsibilities", "backedBy"}),
    "external-system": ({"scope", "direction"}, {"category", "capabilities"}),
}  # fmt: skip
"""What each kind must and may have besides what all have."""
_ENDS = {
    "customer-supplier": {"customer", "supplier"},
    "conformist": {"conformist", "upstream"},
    "anti-corruption-layer": {"downstream", "upstream"},
    "open-host-service": {"host", "consumer"},
    "published-language": {"publisher", "consumer"},
    "shared-kernel": {"participants"},
    "partnership": {"participants"},
    "separate-ways": {"participants"},
}


def written(board: Board) -> str:
    return only_file(write(format_named("esdm"), board))[1].decode()


def documents(board: Board) -> list[Document]:
    return list(yaml.safe_load_all(written(board)))


def of_kind(found: list[Document], kind: str) -> list[Document]:
    return [each for each in found if each["kind"] == kind]


@pytest.fixture(scope="module", params=["hostile.yaml", "inventory.model.yaml"])
def found(request: pytest.FixtureRequest) -> list[Document]:
    name = request.param
    return documents(read(FORMATS["yaml"], {name: (_BOARDS / name).read_bytes()}))


def test_every_document_has_the_fields_of_its_kind_and_no_other(found: list[Document]) -> None:
    for each in found:
        assert each["apiVersion"] == "schema.esdm.io/core/v1"
        assert re.fullmatch(r"[a-z][a-z0-9-]*", each["name"])
        if each["kind"] == "context-mapping":
            assert each.keys() - _COMMON == _ENDS[each["type"]] | {"type"}
            continue
        needed, possible = _FIELDS[each["kind"]]
        assert needed <= each.keys() <= _COMMON | needed | possible
        for key in needed & {"publishes", "handles", "emits", "projections", "boundedContexts"}:
            assert each[key]


def test_no_two_documents_of_a_scope_share_a_name(found: list[Document]) -> None:
    seen: set[str] = set()
    for each in found:
        identity = repr((each["kind"], each.get("scope"), each["name"]))
        assert identity not in seen
        seen.add(identity)


def referred(each: Document) -> Iterator[Document]:
    """Return all a document refers to, as scopes with a name of a message, actor or context."""
    scope = each.get("scope", {})
    domain = {"domain": scope["domain"]} if "domain" in scope else {}
    yield from ({**scope, "event": name} for name in each.get("publishes", []))
    bare = {key: scope[key] for key in ("domain", "boundedContext") if key in scope}
    yield from ({**bare, "actor": name} for name in each.get("actors", []))
    yield from ({**domain, "boundedContext": name} for name in each.get("boundedContexts", []))
    for key in ("handles", "emits", "projections"):
        for entry in each.get(key, []):
            yield {**domain, **{k: v for k, v in entry.items() if k != "rule"}}
    for key in set().union(*_ENDS.values()) & each.keys():
        ends = each[key]
        yield from ends if isinstance(ends, list) else [ends]


def test_every_reference_leads_to_a_document(found: list[Document]) -> None:
    there = {
        frozenset({**each.get("scope", {}), _camel(each["kind"]): each["name"]}.items())
        for each in found
    }
    for each in found:
        if "scope" in each:
            assert frozenset(each["scope"].items()) in there
        for reference in referred(each):
            assert frozenset(reference.items()) in there


def _camel(kind: str) -> str:
    first, *rest = kind.split("-")
    return first + "".join(map(str.capitalize, rest))


def test_payloads_are_schemas_whose_references_resolve(found: list[Document]) -> None:
    for each in [*of_kind(found, "event"), *of_kind(found, "command")]:
        data = each["data"]
        Draft202012Validator.check_schema(data)
        for target in re.findall(r"'\$ref': '#/\$defs/([^']+)'", repr(data)):
            assert target in data["$defs"]


def shop(*more: Any) -> Board:
    made = [
        ("customer", "actor", "Customer", "sales"),
        ("place", "command", "Place order", "sales"),
        ("order", "aggregate", "Order", "sales"),
        ("placed", "event", "Order placed", "sales"),
        ("whenever", "policy", "Whenever an order is placed", "depot"),
        ("pack", "command", "Pack parcel", "depot"),
        ("orders", "read-model", "Orders of today", "depot"),
    ]
    flows = [
        ("customer", "place"), ("place", "order"), ("order", "placed"), ("placed", "whenever"),
        ("whenever", "pack"), ("placed", "orders"),
    ]  # fmt: skip
    return sound_board(
        [
            Profile(id="b", title="Shop"),
            Context(id="sales", name="Sales", subdomain="core"),
            Context(id="depot", name="Depot", order=1),
            *(
                Sticky.model_validate({"id": i, "kind": kind, "text": text, "context": context})
                for i, kind, text, context in made
            ),
            *(Flow.between(*each) for each in flows),
            *more,
        ]
    )


def test_a_command_names_its_aggregate_its_events_and_its_actors() -> None:
    (command,) = of_kind(documents(shop()), "command")
    assert command["scope"] == {"domain": "shop", "boundedContext": "sales", "aggregate": "order"}
    assert command["publishes"] == ["order-placed"]
    assert command["actors"] == ["customer"]


def test_a_command_publishes_nothing_that_came_before_it() -> None:
    more = [
        Sticky(id="cancel", kind=Kind.COMMAND, text="Cancel order", context="sales", at=5),
        Sticky(id="opened", kind=Kind.EVENT, text="Order opened", context="sales", at=2),
        Sticky(id="gone", kind=Kind.EVENT, text="Order cancelled", context="sales", at=6),
        Flow.between("cancel", "order"),
        Flow.between("order", "opened"),
        Flow.between("order", "gone"),
    ]
    commands = {each["name"]: each for each in of_kind(documents(shop(*more)), "command")}
    assert commands["cancel-order"]["publishes"] == ["order-placed", "order-cancelled"]
    assert "order-opened" in commands["place-order"]["publishes"]


def test_what_the_language_cannot_say_is_named_on_top() -> None:
    assert written(shop()).startswith(
        "# Left out: the command pack-parcel\n"
        "# Left out: the policy whenever-an-order-is-placed\n"
        "apiVersion:"
    )


def test_a_policy_takes_an_event_of_one_context_to_a_command_of_another() -> None:
    more = [
        Sticky(id="parcel", kind=Kind.AGGREGATE, text="Parcel", context="depot"),
        Sticky(id="packed", kind=Kind.EVENT, text="Parcel packed", context="depot"),
        Flow.between("pack", "parcel"),
        Flow.between("parcel", "packed"),
    ]
    (policy,) = of_kind(documents(shop(*more)), "policy")
    assert policy["handles"] == [
        {"boundedContext": "sales", "aggregate": "order", "event": "order-placed"}
    ]
    assert policy["emits"] == [
        {"boundedContext": "depot", "aggregate": "parcel", "command": "pack-parcel"}
    ]
    assert policy["idempotency"]["owner"] == "none"


def test_relations_have_the_roles_of_their_pattern() -> None:
    relation = Relation(id="r", upstream="sales", downstream="depot", pattern="conformist")
    (mapping,) = of_kind(documents(shop(relation)), "context-mapping")
    assert mapping["upstream"]["boundedContext"] == "sales"
    assert mapping["conformist"]["boundedContext"] == "depot"


def test_words_of_a_context_are_its_language() -> None:
    term = Term(id="t", term="Parcel", definition="What the carrier takes.", context="depot")
    (depot,) = (
        each for each in of_kind(documents(shop(term)), "bounded-context")
        if each["name"] == "depot"
    )  # fmt: skip
    assert depot["ubiquitousLanguage"] == [
        {"term": "Parcel", "definition": "What the carrier takes."}
    ]
