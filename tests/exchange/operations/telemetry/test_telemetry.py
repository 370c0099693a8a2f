"""Telemetry: current names, nothing private in clear, and configurations that hang together."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from exchange.contracts.on_kafka import stored, stored_boards
from exchange.operations.levels_on_order import board_with
from opentelemetry.semconv import attributes
from opentelemetry.semconv._incubating import attributes as more_attributes
from opentelemetry.semconv._incubating import metrics

from stormdesk.exchange.operations.operations import operations_of
from stormdesk.exchange.operations.telemetry import names
from stormdesk.exchange.operations.telemetry.files import left_out, write
from stormdesk.exchange.operations.telemetry.options import TelemetryOptions
from stormdesk.exchange.operations.telemetry.privacy import payload_of
from stormdesk.exchange.operations.telemetry.vector import program
from stormdesk.model.board import Board
from stormdesk.model.profile import Profile

_CONSTANT = re.compile(r'^[A-Z0-9_]+: Final(?:\[str\])? = "([^"]+)"\n(?:"""(.*?)""")?', re.M | re.S)
_LEVEL = {"indicator": "success-rate", "objective": "99.9%"}


def _standard(package: ModuleType) -> Iterator[tuple[str, bool]]:
    """Yield every name of a package of conventions, and whether it is deprecated."""
    for module in pkgutil.iter_modules(package.__path__):
        source = inspect.getsource(importlib.import_module(f"{package.__name__}.{module.name}"))
        for name, told in _CONSTANT.findall(source):
            yield name, told.strip().startswith("Deprecated")


def _files(board: Board) -> dict[str, str]:
    return {p: d.decode() for p, d in write(board, TelemetryOptions()).items()}


def _messages(board: Board) -> dict[str, dict[str, Any]]:
    return {
        each["message"]: each
        for path, text in _files(board).items()
        if path.startswith("messages/")
        for each in yaml.safe_load(text)["messages"]
    }


def _values(value: Any, key: str) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from (v for k, v in value.items() if k == key)
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _values(each, key)


def test_names_are_those_of_the_conventions_and_none_is_deprecated():
    # A name that became stable is called deprecated where it was incubated.
    known = dict([*_standard(more_attributes), *_standard(attributes)])
    assert {known.get(name) for name in names.STANDARD_ATTRIBUTES} == {False}
    measured = dict(_standard(metrics))
    assert {measured.get(name) for name in names.STANDARD_METRICS} == {False}


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_spans_have_only_listed_attributes(path: Path):
    listed = {*names.STANDARD_ATTRIBUTES, *names.OWN_ATTRIBUTES}
    for message in _messages(stored(path)).values():
        for span in message["spans"]:
            assert set(span["attributes"]) <= listed


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_every_message_that_travels_is_told_by_sender_and_readers(path: Path):
    board = stored(path)
    messages = [m for text in _files(board).items() if text[0].startswith("messages/")
                for m in yaml.safe_load(text[1])["messages"]]  # fmt: skip
    streams = operations_of(board).streams.values()
    assert sorted((m["type"], m["topic"]) for m in messages) == sorted(
        (s.type, s.topic) for s in streams
    )
    spans = [span["kind"] for m in messages for span in m["spans"]]
    assert spans.count("PRODUCER") == sum(len(s.senders) for s in streams)
    assert spans.count("CONSUMER") == sum(len(s.readings) for s in streams)


@pytest.mark.parametrize("path", stored_boards(), ids=lambda path: path.stem)
def test_pipelines_of_the_collector_name_what_is_there(path: Path):
    files = _files(stored(path))
    if "otel-collector.yaml" not in files:
        return
    content = yaml.safe_load(files["otel-collector.yaml"])
    used: dict[str, set[str]] = {"receivers": set(), "processors": set(), "exporters": set()}
    for pipeline in content["service"]["pipelines"].values():
        for part, listed in used.items():
            listed.update(pipeline[part])
    assert used == {part: set(content[part]) for part in used}
    hosts = re.findall(r"endpoint: \"?([^\"}]+)", files["otel-collector.yaml"])
    assert all(host.startswith("${env:") for host in hosts)


def test_lag_is_scraped_of_topics_on_kafka_alone():
    content = yaml.safe_load(_files(board_with(_LEVEL))["otel-collector.yaml"])
    matched = content["receivers"]["kafkametrics"]["topic_match"].replace("$$", "$")
    assert re.fullmatch(matched, "ordering.order-placed")
    assert not re.fullmatch(matched, "orderingXorder-placed")
    queued = stored(next(p for p in stored_boards() if p.stem == "webhook-billing"))
    content = yaml.safe_load(_files(queued)["otel-collector.yaml"])
    assert set(content["receivers"]) == {"otlp"}
    assert any("not Kafka" in reason for reason in left_out(queued))


_FIELDS = [
    {"name": "orderId", "type": "uuid"},
    {"name": "email", "type": "string", "personal": True, "mask": "hash"},
    {"name": "card", "type": "string", "personal": True, "mask": "tokenise"},
    {"name": "street", "type": "string", "personal": True},
    {"name": "margin", "type": "int32", "classification": "restricted"},
]


def test_what_is_private_is_never_shown_in_clear():
    board = board_with(_LEVEL, message={"fields": _FIELDS, "key": "orderId"})
    (stream,) = [s for s in operations_of(board).streams.values() if s.name == "OrderPlaced"]
    assert payload_of(board, stream) == {
        "orderId": "plain",
        "email": "hash",
        "card": "left out",
        "street": "left out",
        "margin": "left out",
    }
    text = program(operations_of(board))
    assert '"orderId": "plain"' in text
    assert '"email": "hash"' in text
    assert not [name for name in ("card", "street", "margin") if f'"{name}"' in text]


def test_a_shared_type_with_something_private_inside_is_left_out():
    path = next(p for p in stored_boards() if p.stem == "hostile")
    board = stored(path)
    shown = {s.name: payload_of(board, s) for s in operations_of(board).streams.values()}
    assert "left out" in {how for fields in shown.values() for how in fields.values()}


def test_a_private_key_is_in_no_span_and_is_dropped_on_the_way():
    board = board_with(_LEVEL, message={"fields": _FIELDS, "key": "email"})
    message = _messages(board)["OrderPlaced"]
    assert "email is private" in message["key"]
    for span in message["spans"]:
        assert names.KAFKA_KEY not in span["attributes"]
        assert names.EVENT_SUBJECT not in span["attributes"]
    content = yaml.safe_load(_files(board)["otel-collector.yaml"])
    (statements,) = _values(content, "statements")
    assert any(names.KAFKA_KEY in each and "ordering.order-placed" in each for each in statements)
    assert message["type"] in program(operations_of(board)).split("includes(")[1].split("]")[0]
    assert "email is the key" in _files(board)["coverage.md"]


def test_buckets_contain_what_levels_are_judged_by():
    board = board_with(
        {"indicator": "latency", "objective": "95%", "threshold": "420ms"},
        {
            "indicator": "completeness",
            "objective": "99%",
            "from": "placed",
            "to": "reserved",
            "within": "7m",
        },
    )
    metrics_of = {
        name: {m["name"]: m for m in message["metrics"]}
        for name, message in _messages(board).items()
    }
    assert 0.42 in metrics_of["OrderPlaced"]["stormdesk_event_latency_seconds"]["buckets"]
    assert 0.42 in metrics_of["OrderPlaced"][names.PROCESS_DURATION]["buckets"]
    assert 420 in metrics_of["StockReserved"]["stormdesk_chain_latency_seconds"]["buckets"]
    assert "stormdesk_chain_started_total" in metrics_of["OrderPlaced"]
    assert names.EVENT_TYPE in metrics_of["OrderPlaced"][names.PROCESS_DURATION]["told apart by"]


def test_numbers_nobody_agreed_on_are_marked():
    level = {"indicator": "latency", "objective": "95%", "threshold": "420ms", "assumed": True}
    board = board_with(level)
    (metric,) = [
        m for m in _messages(board)["OrderPlaced"]["metrics"] if m["name"] == names.PROCESS_DURATION
    ]
    assert metric["assumed"] == "the level judged at 0.42: assumed, nobody has agreed yet"
    told = _files(board)["otel-collector.yaml"]
    assert "threshold_ms: 420" in told
    assert "(assumed, nobody has agreed yet)" in " ".join(told.replace("# ", "").split())


def test_batches_link_and_single_messages_have_a_parent():
    single = _messages(board_with(_LEVEL))["OrderPlaced"]["spans"][1]
    assert names.BATCH_COUNT not in single["attributes"]
    assert "traceparent of the message" in single["parent"]
    batch = _messages(board_with(_LEVEL, via="batch"))["OrderPlaced"]["spans"][1]
    assert names.BATCH_COUNT in batch["attributes"]
    assert batch["parent"].startswith("none")
    assert "each message" in batch["links"]


def test_coverage_tells_crossings_without_trace_and_events_without_metric():
    dark = _files(board_with(_LEVEL))["coverage.md"]
    assert "| flows into another context with a trace | 0 | 1 |" in dark
    assert "| Order placed | Whenever an order is placed, reserve |" in dark
    assert "| OrderPlaced | Ordering | Shop | reservers |" in dark
    lit = _files(board_with(_LEVEL, observability=["trace", "metric"]))["coverage.md"]
    assert "| flows into another context with a trace | 1 | 1 |" in lit
    metrics_part = lit.split("## Messages without a metric")[1].split("##")[0]
    assert "OrderPlaced" not in metrics_part
    assert "StockReserved" in metrics_part


def test_layers_say_where_nothing_is():
    plan = _files(board_with(_LEVEL))["plan.md"]
    assert "| L6 | Serverless |" in plan
    assert "| contexts: none on the board |" in plan
    assert [f"L{n}" for n in range(1, 11)] == re.findall(r"^\| (L\d+) \|", plan, re.M)


def test_vector_drops_what_fails_and_doubles_dollars():
    board = board_with(_LEVEL, message={"fields": [{"name": "a$b{{c}}", "type": "string"}]})
    content = yaml.safe_load(_files(board)["vector.yaml"])
    remap = content["transforms"]["events"]
    assert remap["drop_on_error"] is True
    assert remap["inputs"] == list(content["sources"])
    assert '"a$$b\\{\\{c}}": "plain"' in remap["source"]


def test_a_board_without_messages_has_a_readme_and_a_manifest():
    empty = Board.of([Profile(id="b", title="B")])
    assert set(write(empty, TelemetryOptions())) == {"README.md", "manifest.json"}


@pytest.mark.parametrize(
    ("lag", "told"), [("event-age", "the age of the oldest event"), ("lag-over-rate", "lag over")]
)
def test_a_backlog_says_what_it_is_measured_by(lag: str, told: str):
    waiting = {"indicator": "queue-depth", "threshold": "1000", "assumed": True}
    board = board_with({"indicator": "consumer-lag", "threshold": "5s"}, waiting)
    files = write(board, TelemetryOptions.model_validate({"lag": lag}))
    (message,) = (
        each
        for each in yaml.safe_load(files["messages/ordering.telemetry.yaml"])["messages"]
        if each["message"] == "OrderPlaced"
    )
    seconds, messages = message["backlogs"]
    assert seconds["measured by"].startswith(told)
    assert seconds["agreement"] == "stated on the board, nobody has confirmed it"
    assert messages["measured by"] == "messages that wait"
    assert messages["agreement"] == "assumed, nobody has agreed yet"
