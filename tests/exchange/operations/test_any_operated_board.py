"""Whatever a board says of its operation, every export of it is written, read and alike."""

import json
from collections.abc import Mapping
from typing import Any

import yaml
from exchange.operations.operated_boards import operated_boards
from hypothesis import HealthCheck, Phase, given, settings

from stormdesk.exchange.format import write
from stormdesk.exchange.formats import FORMATS
from stormdesk.exchange.operations.operations import operations_of
from stormdesk.model.board import Board

_SORTS = ("telemetry", "slo", "prometheus", "grafana", "runbooks", "plans", "scaling")


def _read(files: Mapping[str, bytes]) -> dict[str, list[Any]]:
    """Return what the files hold that programs read."""
    found: dict[str, list[Any]] = {}
    for name, data in files.items():
        if name.endswith(".json"):
            found[name] = [json.loads(data)]
        elif name.endswith(".yaml"):
            found[name] = list(yaml.load_all(data, Loader=yaml.CSafeLoader))
        else:
            data.decode()
    return found


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(operated_boards())
def test_every_export_of_any_board_is_sound(board: Board):
    written = {sort: write(FORMATS[sort], board) for sort in _SORTS}
    again = Board.of(list(board.records.values()))
    assert written == {sort: write(FORMATS[sort], again) for sort in _SORTS}
    read = {sort: _read(files) for sort, files in written.items()}
    streams = operations_of(board).streams.values()
    names = {(stream.context, stream.name) for stream in streams}
    topics = {topic for stream in streams for topic in (stream.topic, *stream.dead_letters)}
    for path, documents in read["prometheus"].items():
        if not path.endswith(".rules.yaml"):
            continue
        for rule in (rule for group in documents[0]["groups"] for rule in group["rules"]):
            labels = rule["labels"]
            assert (labels["bounded_context"], labels["event"]) in names
            assert labels.get("topic", next(iter(topics))) in topics
            address = rule.get("annotations", {}).get("runbook_url", "//a/README.md")
            assert address.split("/", 3)[3] in written["runbooks"]
    told = (each for path, each in read["telemetry"].items() if path.endswith(".telemetry.yaml"))
    assert {(d["context"], m["message"]) for (d,) in told for m in d["messages"]} == names
