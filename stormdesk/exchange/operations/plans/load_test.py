"""The load that a test brings: which messages come how fast, and what has to hold meanwhile.

The profile names no tool: ``rate`` messages each ``per`` are what k6 calls an arrival rate.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from stormdesk.exchange.csv_cell import csv_table
from stormdesk.exchange.operations.levels import Level
from stormdesk.exchange.operations.load import load_of, payload_of
from stormdesk.exchange.operations.metrics.promql import number
from stormdesk.exchange.operations.operations import Operations
from stormdesk.exchange.operations.plans.figures import figure
from stormdesk.exchange.operations.stream import Stream
from stormdesk.exchange.yaml_text import comment, dump
from stormdesk.model.message import Rates

_HEADS = (
    *("topic", "event", "type", "steady", "peak", "steady per second", "peak per second"),
    *("payload bytes", "key", "partitions", "consumer groups", "not yet decided"),
)
_UNITS = {"min": "1m", "week": "7d", "month": "30d"}
_SHAPE = (("warm up", "2m"), ("steady", "10m"), ("rise", "2m"), ("peak", "10m"), ("fall", "5m"))
_AT_PEAK = frozenset({"rise", "peak"})


def load_table(operations: Operations) -> bytes:
    """Return the load as CSV, a row a message."""
    rows = sorted(map(_row, operations.streams.values()))
    return csv_table(_HEADS, rows)


def load_profile(operations: Operations) -> bytes:
    """Return the load as a profile of stages, in YAML that any tool can be fed from."""
    head = comment(
        "Load test by the rates of the board. How long stages take is a suggestion; rates, payload"
        " sizes and service levels are the board's. A tool that knows no ramps goes straight to the"
        " rate of a stage, which is the one that a stage ends with. What is under undecided has no"
        " rate yet and is not sent. The partitions in load-test.csv are"
        f" {operations.partitions_told}."
    )
    streams = operations.streams.values()
    held: dict[str, list[Level]] = defaultdict(list)
    for level in operations.levels:
        if _is_held(level):
            held[level.stream.id].append(level)
    profile: dict[str, Any] = {
        "format": "stormdesk-load/1",
        "stages": [{"name": name, "duration": duration} for name, duration in _SHAPE],
        "messages": [_message(s, held[s.id]) for s in streams if load_of(s).usual is not None],
        "undecided": [s.type for s in streams if load_of(s).usual is None],
    }
    return (head + dump(profile)).encode()


def _row(stream: Stream) -> tuple[str, ...]:
    message, load, payload = stream.subject.sticky.message, load_of(stream), payload_of(stream)
    rates = (message.rate if message is not None else None) or Rates()
    missing = {
        "steady rate": load.steady is None,
        "peak rate": load.peak is None,
        "payload size": payload is None,
    }
    return (
        stream.topic,
        stream.name,
        stream.type,
        rates.steady or "",
        rates.peak or "",
        figure(load.steady),
        figure(load.peak),
        "" if payload is None else str(payload),
        (message.key if message is not None else None) or "",
        str(stream.partitions),
        str(len(stream.groups)),
        ", ".join(what for what, is_missing in missing.items() if is_missing),
    )


def _message(stream: Stream, levels: list[Level]) -> dict[str, Any]:
    message, payload = stream.subject.sticky.message, payload_of(stream)
    rates = (message.rate if message is not None else None) or Rates()
    steady, peak = rates.steady or rates.peak or "", rates.peak or rates.steady or ""
    key = message.key if message is not None else None
    return {
        "event": stream.name,
        "type": stream.type,
        "topic": stream.topic,
        **({"key": key} if key is not None else {}),
        **({"payload-bytes": payload} if payload is not None else {}),
        "stages": [
            {"name": name, **_arrival(peak if name in _AT_PEAK else steady)} for name, _ in _SHAPE
        ],
        **({"has-to-hold": [_level(level) for level in levels]} if levels else {}),
    }


def _arrival(rate: str) -> dict[str, Any]:
    count, _, unit = rate.partition("/")
    exact = float(count) if "." in count else int(count)
    return {"rate": exact, "per": _UNITS.get(unit, f"1{unit}")}


def _is_held(level: Level) -> bool:
    return level.form not in ("recorded", "unnumbered")


def _level(level: Level) -> dict[str, Any]:
    limit = {}
    if level.threshold is not None:
        limit = {"threshold": f"{number(level.threshold)} {level.unit}"}
    share = {"objective": number(level.objective)} if level.objective is not None else {}
    within = {"within": f"{number(level.within)} seconds"} if level.within is not None else {}
    assumed = {"assumed": True} if level.is_assumed else {}
    doubt = {"agreement": level.doubt} if level.standing == "stated" else {}
    return {"level": level.name, **share, **limit, **within, **assumed, **doubt}
