"""Boards in the Context Mapper language: names, relations, types and flows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from golden_files import GoldenFiles

from stormdesk.exchange.catalogues.cml_text import KEYWORDS, constant, escaped, identifier, string
from stormdesk.exchange.format import only_file, read, write
from stormdesk.exchange.formats import FORMATS, format_named
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow, Relation
from stormdesk.model.integrity import sound_board
from stormdesk.model.message import NamedType
from stormdesk.model.naming import message_names
from stormdesk.model.people import Team
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Kind, Sticky

_BOARDS = Path(__file__).parents[2] / "boards"
_QUOTED = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*')
_NAME = re.compile(r"\^?[A-Za-z_][A-Za-z0-9_]*")


def written(board: Board) -> str:
    return only_file(write(format_named("cml"), board))[1].decode()


def board_at(name: str) -> Board:
    return read(FORMATS["yaml"], {name: (_BOARDS / name).read_bytes()})


def test_the_reference_board_is_written_as_ever(golden: GoldenFiles) -> None:
    file, data = only_file(write(format_named("cml"), board_at("inventory.model.yaml")))
    golden.compare(f"catalogues/{file}", data)


@pytest.mark.parametrize("name", ["hostile.yaml", "inventory.model.yaml"])
def test_outside_of_strings_there_are_only_words_and_signs(name: str) -> None:
    bare = _QUOTED.sub("", written(board_at(name)))
    assert re.fullmatch(r"[\sA-Za-z0-9_^{}<>,=\[\]+-]*", bare)
    assert bare.count("{") == bare.count("}")


@pytest.mark.parametrize("name", ["hostile.yaml", "inventory.model.yaml"])
def test_every_message_is_declared_once_under_its_name(name: str) -> None:
    board = board_at(name)
    bare = _QUOTED.sub("", written(board))
    declared = re.findall(r"^ *(?:DomainEvent|CommandEvent) (\S+)", bare, re.MULTILINE)
    names = [called.name for called in message_names(board).values()]
    assert len(set(declared)) == len(declared) == len(names)
    assert sorted(each.lstrip("^").rsplit("_", 1)[-1] for each in declared) == sorted(names)


@pytest.mark.parametrize("name", ["hostile.yaml", "inventory.model.yaml"])
def test_flows_name_messages_that_are_declared(name: str) -> None:
    bare = _QUOTED.sub("", written(board_at(name)))
    kinds = {
        called: kind
        for kind, called in re.findall(r"^ *(DomainEvent|CommandEvent) (\S+)", bare, re.MULTILINE)
    }
    steps = re.findall(r"^ *((?:command|event) .*(?:emits|triggers) .*)$", bare, re.MULTILINE)
    assert steps
    for step in steps:
        kind = ""
        for word in re.sub(r"\[initiated by *\]|delegates to \S+", "", step).split():
            if word in ("command", "event"):
                kind = {"command": "CommandEvent", "event": "DomainEvent"}[word]
            elif word not in ("emits", "triggers", "+", "o"):
                assert kinds[word] == kind, step


def test_all_reserved_words_are_escaped_and_nothing_else() -> None:
    reserved = set(KEYWORDS.split())
    assert len(reserved) == 296
    assert {escaped(word) for word in reserved} == {f"^{word}" for word in reserved}
    assert [escaped(word) for word in ("orderId", "State", "events")] == [
        "orderId", "State", "events",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "as_name", "as_value"),
    [
        ("order_id", "order_id", "order_id"),
        ("order-id", "orderId", "ORDER_ID"),
        ("2fast", "field_2Fast", "VALUE_2_FAST"),
        ("Ordér", "Order", "ORDER"),
    ],
)
def test_texts_become_names(text: str, as_name: str, as_value: str) -> None:
    assert identifier(text, "field") == as_name
    assert constant(text) == as_value


def test_a_text_without_letters_still_has_a_name() -> None:
    names = {identifier("注文", "field"), identifier("番号", "field"), constant("注文")}
    assert len(names) == 3
    assert all(_NAME.fullmatch(name) for name in names)


def test_a_string_stays_on_its_line() -> None:
    assert string('say "hi" \\\n{x}\u2028*/') == r'"say \"hi\" \\ {x} */"'


def shop(*more: Record, fields: tuple[Mapping[str, object], ...] = ()) -> Board:
    placed = {
        "id": "placed", "kind": "event", "text": "Order placed", "context": "sales",
        "message": {"fields": list(fields)},
    }  # fmt: skip
    return sound_board(
        [
            Profile(id="b", title="Shop"),
            Team(id="shop-team", name="Shop team"),
            Context(id="sales", name="Sales", owner="shop-team", broker="kafka"),
            Context(id="depot", name="Depot", subdomain="core", order=1),
            Sticky.model_validate(placed),
            *more,
        ]
    )


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (None, "Sales [U] -> [D] Depot"),
        ("customer-supplier", "Sales [U, S] -> [D, C] Depot"),
        ("conformist", "Sales [U] -> [D, CF] Depot"),
        ("anticorruption-layer", "Sales [U] -> [D, ACL] Depot"),
        ("open-host-service", "Sales [U, OHS] -> [D] Depot"),
        ("published-language", "Sales [U, PL] -> [D] Depot"),
        ("partnership", "Sales [P] <-> [P] Depot"),
        ("shared-kernel", "Sales [SK] <-> [SK] Depot"),
    ],
)
def test_a_relation_has_the_roles_of_its_pattern(pattern: str | None, line: str) -> None:
    relation = Relation.model_validate(
        {"id": "r", "upstream": "sales", "downstream": "depot", "pattern": pattern}
    )
    assert f'  {line} {{\n    implementationTechnology = "kafka"' in written(shop(relation))


def test_contexts_that_go_separate_ways_have_no_relation() -> None:
    relation = Relation(id="r", upstream="sales", downstream="depot", pattern="separate-ways")
    assert "->" not in written(shop(relation))


@pytest.mark.parametrize(
    ("data_type", "line"),
    [
        ("string", "String value"),
        ("uuid", '"Of the type uuid." String value'),
        ("int64", "long value"),
        ("decimal(12,2)", '"Of the type decimal(12,2)." BigDecimal value'),
        ("timestamp", "Timestamp value"),
        ("list<int32>", "List<int> value"),
        ("Line", "- Line value"),
        ("list<Line>", "- List<Line> value"),
        ("map<Line>", '"Of the type map<Line>." MapOfLine value'),
        ("list<list<string>>", '"Of the type list<list<string>>." ListOfListOfString value'),
    ],
)
def test_a_field_has_the_type_that_comes_nearest(data_type: str, line: str) -> None:
    line_type = NamedType.model_validate(
        {"id": "type:Line", "name": "Line", "fields": [{"name": "sku", "type": "string"}]}
    )
    text = written(shop(line_type, fields=({"name": "value", "type": data_type},)))
    assert f"\n      {line}\n" in text


def test_fields_tell_what_is_optional_and_what_is_personal() -> None:
    field = {
        "name": "state", "type": "string", "required": False, "personal": True,
        "classification": "restricted",
    }  # fmt: skip
    assert 'String ^state nullable hint = "personal, restricted"' in written(shop(fields=(field,)))


def test_an_aggregate_holds_its_messages_and_names_its_owner() -> None:
    board = shop(
        Sticky(id="order", kind=Kind.AGGREGATE, text="Order", context="sales", rules=("One line",)),
        Sticky(id="customer", kind=Kind.ACTOR, text="Customer", context="sales"),
        Sticky(id="place", kind=Kind.COMMAND, text="Place order", context="sales"),
        Sticky(id="whenever", kind=Kind.POLICY, text="Whenever", context="depot"),
        Sticky(id="pack", kind=Kind.COMMAND, text="Pack", context="depot"),
        *(Flow.between(*pair) for pair in [
            ("customer", "place"), ("place", "order"), ("order", "placed"),
            ("placed", "whenever"), ("whenever", "pack"),
        ]),
    )  # fmt: skip
    text = written(board)
    aggregate = text[text.index("  Aggregate Order {") : text.index("BoundedContext Depot")]
    assert 'responsibilities = "One line"' in aggregate
    assert "owner = ShopTeam" in aggregate
    assert "DomainEvent OrderPlaced" in aggregate
    assert "CommandEvent PlaceOrder" in aggregate
    assert (
        'command PlaceOrder [initiated by "Customer"] delegates to Order emits event OrderPlaced'
        in text
    )
    depot = text[text.index("BoundedContext Depot") :]
    assert "event OrderPlaced triggers command Pack" in depot
    assert "BoundedContext ShopTeam realizes Sales {\n  type = TEAM\n}" in text


def test_a_board_without_contexts_is_a_domain_alone() -> None:
    board = sound_board([Profile(id="b", title="Empty")])
    assert written(board) == "// Empty (board b)\n\nDomain Empty\n"
