"""Payloads for a schema registry: what they hold, and that a registry can take them in order."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import avro.schema
import pytest
from avro.name import Names
from exchange.contracts.one_message import board_of, event

from stormdesk.exchange.contracts.avro import schema as avro_schema
from stormdesk.exchange.contracts.contracts import contracts_of
from stormdesk.exchange.contracts.options import SchemaOptions
from stormdesk.exchange.contracts.registry import payloads as registry
from stormdesk.exchange.contracts.registry.registration import registrations_of, strictest
from stormdesk.exchange.source import read_board
from stormdesk.model.board import Board
from stormdesk.resources import resource

_BOARDS = [
    *sorted(resource("templates").glob("*.yaml")),
    *sorted((Path(__file__).parents[2] / "boards").glob("*.yaml")),
]
_LINE = {"name": "Line", "fields": [{"name": "state", "type": "State"}]}
_STATE = {"name": "State", "values": ["open", "shut"]}
_TYPES = (_LINE, _STATE)
_LINES = {"name": "lines", "type": "list<Line>"}
_RECORD = "com.example.sales.v1.OrderPlaced"


def _files(board: Board, strategy: str = "auto") -> dict[str, bytes]:
    options = SchemaOptions.model_validate({"subject_strategy": strategy})
    return registry.files(contracts_of(board), options)


def _payloads(files: dict[str, bytes]) -> dict[str, Any]:
    """Return the payloads by the stem of their files."""
    return {
        name.removeprefix("registry/").removesuffix(".json"): json.loads(data)
        for name, data in files.items()
        if re.fullmatch(r"registry/[^/]+\.json", name)
    }


def _levels(files: dict[str, bytes]) -> dict[str, str]:
    return {
        name.removeprefix("registry/config/").removesuffix(".json"): json.loads(data)[
            "compatibility"
        ]
        for name, data in files.items()
        if name.startswith("registry/config/")
    }


def _calls(script: bytes) -> list[tuple[str, str]]:
    """Return file and subject of what the script registers, in its order."""
    return re.findall(r"^register '([^']+)\.json' '([^']+)'", script.decode(), re.MULTILINE)


class _Registry:
    """What a registry does with a payload: it parses the schema after those it refers to."""

    def __init__(self) -> None:
        self.subjects: dict[str, Any] = {}

    def register(self, subject: str, payload: Any) -> avro.schema.Schema:
        assert set(payload) == {"schema", "schemaType", "references"}
        assert payload["schemaType"] == "AVRO"
        names, done = Names(), set[str]()
        self._refer(payload, names, done)
        parsed = avro.schema.make_avsc_object(json.loads(payload["schema"]), names)
        self.subjects[subject] = payload
        return parsed

    def _refer(self, payload: Any, names: Names, done: set[str]) -> None:
        for reference in payload["references"]:
            assert reference["version"] == -1
            if reference["subject"] not in done:
                done.add(reference["subject"])
                other = self.subjects[reference["subject"]]
                self._refer(other, names, done)
                avro.schema.make_avsc_object(json.loads(other["schema"]), names)
                assert names.has_name(reference["name"], None)


@pytest.mark.parametrize("strategy", ["auto", "topic", "record", "topic-record"])
@pytest.mark.parametrize("path", _BOARDS, ids=lambda path: path.stem)
def test_a_registry_takes_whole_boards_in_the_order_of_the_script(path: Path, strategy: str):
    files = _files(read_board(str(path)), strategy)
    payloads, taking = _payloads(files), _Registry()
    calls = _calls(files["registry/register.sh"])
    for file, subject in calls:
        taking.register(subject, payloads[file])
    assert sorted(file for file, _ in calls) == sorted(payloads) == sorted(_levels(files))


def test_a_message_refers_to_its_shared_types_and_is_the_schema_of_the_bundle():
    contracts = contracts_of(board_of(event("order-placed", _LINES), types=_TYPES))
    files = registry.files(contracts, SchemaOptions())
    taking, payloads = _Registry(), _payloads(files)
    parsed = [
        taking.register(subject, payloads[file])
        for file, subject in _calls(files["registry/register.sh"])
    ]
    whole = avro_schema.files(contracts, SchemaOptions())["sales/v1/OrderPlaced.avsc"]
    assert avro.schema.parse(whole.decode()) == parsed[-1]
    assert [each["name"] for each in payloads["sales.order-placed-value"]["references"]] == [
        "com.example.sales.v1.types.Line"
    ]
    assert [each["name"] for each in payloads["com.example.sales.v1.types.Line"]["references"]] == [
        "com.example.sales.v1.types.State"
    ]


def test_types_that_need_each_other_are_one_subject():
    types = (
        {"name": "B", "fields": [{"name": "c", "type": "C", "required": False}]},
        {"name": "C", "fields": [{"name": "b", "type": "list<B>"}, {"name": "s", "type": "State"}]},
        _STATE,
    )
    message = event("order-placed", {"name": "c", "type": "C"}, {"name": "b", "type": "B"})
    files = _files(board_of(message, types=types))
    payloads, taking = _payloads(files), _Registry()
    for file, subject in _calls(files["registry/register.sh"]):
        taking.register(subject, payloads[file])
    assert sorted(payloads) == [
        "com.example.sales.v1.types.B",
        "com.example.sales.v1.types.State",
        "sales.order-placed-value",
    ]
    assert [r["name"] for r in payloads["sales.order-placed-value"]["references"]] == [
        "com.example.sales.v1.types.B"
    ]


@pytest.mark.parametrize(
    ("strategy", "alone", "shared"),
    [
        ("auto", {"first-value"}, {_RECORD, "com.example.sales.v1.OrderPaid"}),
        ("record", {_RECORD}, {_RECORD, "com.example.sales.v1.OrderPaid"}),
        (
            "topic-record",
            {f"first-{_RECORD}"},
            {f"first-{_RECORD}", "first-com.example.sales.v1.OrderPaid"},
        ),
        (
            "topic",
            {"first-value"},
            {"first-value", _RECORD, "com.example.sales.v1.OrderPaid"},
        ),
    ],
)
def test_subjects_are_named_by_the_strategy(strategy: str, alone: set[str], shared: set[str]):
    placed, paid = event("order-placed", topic="first"), event("order-paid", topic="first")
    assert set(_payloads(_files(board_of(placed), strategy))) == alone
    assert set(_payloads(_files(board_of(placed, paid), strategy))) == shared


def test_a_topic_of_several_messages_is_a_union_that_refers_to_them():
    stickies = (
        event("order-placed", _LINES, topic="orders", compatibility="FORWARD"),
        event("order-paid", _LINES, topic="orders", compatibility="BACKWARD_TRANSITIVE"),
    )
    files = _files(board_of(*stickies, types=_TYPES), "topic")
    union = _payloads(files)["orders-value"]
    records = ["com.example.sales.v1.OrderPaid", "com.example.sales.v1.OrderPlaced"]
    assert json.loads(union["schema"]) == records
    assert union["references"] == [
        {"name": name, "subject": name, "version": -1} for name in records
    ]
    assert _levels(files) == {
        "com.example.sales.v1.types.Line": "FULL_TRANSITIVE",
        "com.example.sales.v1.types.State": "FULL_TRANSITIVE",
        "com.example.sales.v1.OrderPlaced": "FORWARD",
        "com.example.sales.v1.OrderPaid": "BACKWARD_TRANSITIVE",
        "orders-value": "FULL_TRANSITIVE",
    }


def test_a_command_that_is_called_has_no_topic_and_shares_none():
    placed = event("order-placed", topic="orders")
    command = placed.revised(id="place-order", kind="command", text="Place order")
    message = command.message.revised(topic=None) if command.message is not None else None
    files = _files(board_of(placed, command.revised(message=message)))
    assert set(_payloads(files)) == {"orders-value", "com.example.sales.v1.PlaceOrder"}


@pytest.mark.parametrize(
    ("levels", "strict"),
    [
        (["NONE"], "NONE"),
        (["NONE", "BACKWARD"], "BACKWARD"),
        (["BACKWARD", "FORWARD"], "FULL"),
        (["FULL", "BACKWARD_TRANSITIVE"], "FULL_TRANSITIVE"),
        (["FORWARD", "FORWARD_TRANSITIVE"], "FORWARD_TRANSITIVE"),
    ],
)
def test_the_strictest_level_holds_to_all(levels: list[Any], strict: str):
    assert strictest(levels) == strict


def test_a_message_that_declares_no_level_is_held_to_the_usual_one():
    assert _levels(_files(board_of(event("order-placed")))) == {
        "sales.order-placed-value": "BACKWARD"
    }


def test_hostile_topics_make_files_that_stay_in_their_folder_and_never_collide():
    topics = ["../../etc/passwd", "CON.log", "con.log", "a/b", "a\\b", "x" * 400, "..", "ünï 🎉"]
    stickies = [event(f"event-{n}", topic=topic) for n, topic in enumerate(topics)]
    files = _files(board_of(*stickies))
    names = [name for name in files if not name.startswith("registry/config/")]
    assert len({name.casefold() for name in names}) == len(topics) + 1
    for name in files:
        assert re.fullmatch(r"registry/(config/)?[A-Za-z0-9_][A-Za-z0-9._-]{0,150}", name)
        assert not re.match(r"(con|nul|aux|prn)\.", name.rpartition("/")[2], re.IGNORECASE)


def test_the_script_sets_the_level_and_posts_the_payload_of_every_subject(tmp_path: Path):
    files = _files(board_of(event("order-placed", _LINES), types=_TYPES))
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    curl = tmp_path / "curl"
    curl.write_text('#!/bin/sh\nprintf "%s " "$@" >> "$LOG"\nprintf "\\n" >> "$LOG"\n')
    curl.chmod(0o755)
    log = tmp_path / "log"
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "LOG": str(log)}
    script = ["/bin/sh", str(tmp_path / "registry" / "register.sh")]
    called = [*script, "http://registry", "--user", "a:b"]
    subprocess.run(called, check=True, env=environment, capture_output=True)
    lines = log.read_text().splitlines()
    assert len(lines) == 6
    assert all("--user a:b" in line for line in lines)
    assert "-X PUT" in lines[-2]
    assert "http://registry/config/sales.order-placed-value" in lines[-2]
    assert "-X POST" in lines[-1]
    assert "http://registry/subjects/sales.order-placed-value/versions" in lines[-1]
    for line in lines:
        (sent,) = re.findall(r"--data-binary @(\S+)", line)
        assert Path(sent).is_file()
    assert subprocess.run(script, check=False, env=environment, capture_output=True).returncode


def test_a_board_without_messages_registers_nothing():
    assert _files(board_of()) == {}


def test_types_are_registered_with_those_that_need_them_and_after_what_they_need():
    uses = {"A": "BX", "B": "C", "C": "A", "D": "AE", "E": "E", "X": "Y", "Y": ""}
    types = tuple(
        {
            "name": name,
            "fields": [{"name": n.lower(), "type": n, "required": False} for n in uses[name]],
        }
        for name in reversed(uses)
    )
    board = board_of(event("order-placed", {"name": "d", "type": "D"}), types=types)
    found = registrations_of(contracts_of(board), "record")
    names = [each.subject.rpartition(".")[2] for each in found]
    assert names == ["E", "Y", "X", "A", "D", "OrderPlaced"]
    for place, each in enumerate(found):
        told = [reference.subject.rpartition(".")[2] for reference in each.references]
        assert set(told) <= set(names[:place])
    assert all(f'"name":"{name}"' in found[3].schema for name in "ABC")
