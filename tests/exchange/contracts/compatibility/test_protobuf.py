"""What readers of Protobuf messages cannot read, and what registries pass although they misread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from exchange.contracts.one_message import board_of, event

from stormdesk.exchange.contracts.compatibility.difference import Difference
from stormdesk.exchange.contracts.compatibility.protobuf.differences import differences
from stormdesk.exchange.contracts.compatibility.protobuf.numbers import unreserved
from stormdesk.exchange.contracts.compatibility.side import Edition
from stormdesk.exchange.contracts.compatibility.verdict import Question, judged
from stormdesk.exchange.contracts.contracts import Contracts, namespace_of
from stormdesk.exchange.contracts.protobuf import package as proto_package
from stormdesk.exchange.contracts.protobuf.names import proto_names
from stormdesk.exchange.contracts.protobuf.package import ProtoSchema
from stormdesk.exchange.contracts.protobuf.packages import schema_of
from stormdesk.exchange.contracts.subject import subjects_of

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("protobuf_cases.yaml").read_text("utf-8")
)


def _field(name: str, said: str | Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(said, Mapping):
        return {"name": name, **said}
    tag, *optional, data_type = said.split()
    return {"name": name, "tag": int(tag), "type": data_type, "required": not optional}


def _schema(case: Mapping[str, Any], side: str) -> ProtoSchema:
    message = event(
        case.get(f"{side}-event", "order-placed"),
        *(_field(name, said) for name, said in case[side].items()),
        reserved=case.get(f"{side}-reserved", ()),
        **case.get(f"{side}-message", {}),
    )
    board = board_of(message, types=case.get(f"{side}-types", case.get("types", ())))
    subjects, types = subjects_of(board)
    contracts = Contracts(board, namespace_of(board), tuple(subjects), types, {})
    return schema_of(subjects[0], proto_names(contracts))


def _codes(found: Iterable[Difference]) -> list[str]:
    return sorted(f"{each.path} {each.code}".strip() for each in found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["change"])
def test_who_can_read_whom_after_a_change(case: dict[str, Any]) -> None:
    old, new = _schema(case, "old"), _schema(case, "new")
    for direction, found in (
        ("backward", differences(new, old)),
        ("forward", differences(old, new)),
    ):
        broken = case.get(direction, case.get("breaks", []))
        warned = case.get(f"warns-{direction}", case.get("warns", []))
        assert _codes(each for each in found if not each.warning) == sorted(broken), direction
        assert _codes(each for each in found if each.warning) == sorted(warned), direction
        assert all(each.message and each.remedy and not each.lenient for each in found)
    assert _codes(unreserved(old, new)) == sorted(case.get("given-up", []))
    assert all(each.warning for each in unreserved(old, new))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["change"])
def test_a_manifest_remembers_all_that_is_compared(case: dict[str, Any]) -> None:
    for side in ("old", "new"):
        schema = _schema(case, side)
        package = proto_package.read(schema.package.name, proto_package.written(schema.package))
        assert package == schema.package
        assert differences(ProtoSchema(package, schema.message), schema) == []


def test_a_difference_says_what_happens_and_what_to_do() -> None:
    case = {"old": {"n": "1 optional int32"}, "new": {"n": "1 list<int32>"}}
    assert differences(_schema(case, "new"), _schema(case, "old")) == [
        Difference(
            "n",
            "FIELD_NUMERIC_LABEL_CHANGED",
            "a list of int32 is read, int32 is sent",
            "keep it one number or a list, or add a field under another tag",
        )
    ]


def test_of_many_values_the_first_few_are_told() -> None:
    values = [f"v{n}" for n in range(9)]
    case = {
        "old": {"n": "1 State"},
        "new": {"n": "1 State"},
        "old-types": [{"name": "State", "values": values}],
        "new-types": [{"name": "State", "values": values[::-1]}],
    }
    (found,) = differences(_schema(case, "new"), _schema(case, "old"))
    assert found.message == (
        "1 is read as v8 and sent as v0; 2 is read as v7 and sent as v1;"
        " 3 is read as v6 and sent as v2 and 5 more"
    )


def test_a_manifest_of_a_newer_program_is_read_as_far_as_it_is_understood() -> None:
    node = {
        "messages": {
            "M": {"fields": {"1": {"name": "a", "type": "int32", "json": "a", "later": 1}}}
        },
        "types": {},
        "enums": {"E": {"values": {"0": {"name": "E_UNSPECIFIED"}}, "later": {}}},
        "later": [],
    }
    package = proto_package.read("a.b.v1", node)
    assert package.messages["M"].fields[0].number == 1


@pytest.mark.parametrize(
    "field",
    [
        {"name": "a", "type": "int32"},
        {"name": "a", "type": [], "json": "a"},
        {"name": "a", "type": "int32", "json": "a", "label": "required"},
        {"name": "a", "type": "int32", "json": "a", "was": [1]},
        "int32",
    ],
)
def test_what_is_no_field_in_a_manifest_is_refused(field: Any) -> None:
    node = {"messages": {"M": {"fields": {"1": field}}}, "types": {}, "enums": {}}
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        proto_package.read("a.b.v1", node)


def test_a_verdict_warns_once_of_a_number_that_was_given_up_and_stays_compatible() -> None:
    case = {"old": {"id": "1 uuid", "note": "2 optional string"}, "new": {"id": "1 uuid"}}
    old, new = (Edition(v, {"protobuf": _schema(case, s)}) for v, s in (("1", "old"), ("2", "new")))
    for mode in ("BACKWARD", "FORWARD", "FULL_TRANSITIVE"):
        found = judged(Question(mode, "protobuf"), new, [old])
        assert found.verdict == "compatible"
        assert [(each.level, each.code, each.path, each.against) for each in found.findings] == [
            ("warning", "FIELD_REMOVED_NOT_RESERVED", "note", "1")
        ]
    assert judged(Question("NONE", "protobuf"), new, [old]).findings == ()
