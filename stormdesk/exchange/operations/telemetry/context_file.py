"""What the services of a context report about its messages, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from stormdesk.exchange.operations.lag import lag_told
from stormdesk.exchange.operations.lag_options import Lag
from stormdesk.exchange.operations.levels import ASSUMED, UNCONFIRMED
from stormdesk.exchange.operations.metrics.promql import number
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.stream import Stream
from stormdesk.exchange.operations.telemetry.measures import Measure, measures_of
from stormdesk.exchange.operations.telemetry.privacy import key_of, payload_of, private_keys
from stormdesk.exchange.operations.telemetry.spans import spans_of
from stormdesk.exchange.yaml_text import comment, dump

_ABOUT = (
    "What is in angle brackets is known when a message travels. 'asked for' is what the board wants"
    " to see of the message; all the rest proposes how, and is there where nobody asked for it too."
)


def context_file(
    operations: Operations, context: str, streams: Iterable[Stream], lag: Lag
) -> bytes:
    """Return spans, log fields and metrics of the messages of a context, as YAML."""
    content = {
        "format": "stormdesk-telemetry/1",
        "context": context,
        "messages": [_message(operations, stream, lag) for stream in streams],
    }
    return (comment(_ABOUT) + dump(content)).encode()


def _message(operations: Operations, stream: Stream, lag: Lag) -> Mapping[str, Any]:
    board = operations.board
    asked: list[str] = list(stream.subject.sticky.observability)
    content: dict[str, Any] = {
        "message": stream.name,
        "type": stream.type,
        "topic": stream.topic,
        "broker": stream.broker or "not yet decided",
        "asked for": asked,
        "spans": spans_of(operations, stream),
    }
    if private_keys(board, (stream,)):
        content["key"] = (
            f"{key_of(stream)} is private: it goes into no span and no log, and a technical key"
            " would keep it from whoever reads the broker"
        )
    payload = payload_of(board, stream)
    if payload:
        content["log"] = {"payload": payload}
    backlogs = [
        {"level": level.name, "measured by": told, "agreement": level.agreement}
        for level in operations.levels_on(stream)
        if (told := lag_told(level, lag)) is not None
    ]
    if backlogs:
        content["backlogs"] = backlogs
    content["metrics"] = [_metric(each) for each in measures_of(operations, stream)]
    return content


def _metric(measure: Measure) -> Mapping[str, Any]:
    content: dict[str, Any] = {
        "name": measure.name,
        "type": measure.type,
        "unit": measure.unit,
        "reported by": measure.by,
        "told apart by": measure.attributes,
    }
    if measure.chain is not None:
        content["chain"] = measure.chain
    if measure.buckets:
        content["buckets"] = [float(bound) for bound in measure.buckets]
    for key, doubt in (("assumed", ASSUMED), ("not confirmed", UNCONFIRMED)):
        bounds = [number(bound) for bound, told in measure.doubts if told == doubt]
        if bounds:
            content[key] = f"the level judged at {', '.join(bounds)}: {doubt}"
    return content
