"""What operating a large board takes: all artefacts exported, and an hour at its peak simulated."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from measure import Row, row, times

from stormdesk.analysis.simulation.run import simulate
from stormdesk.analysis.simulation.scenario import scenario_named
from stormdesk.exchange import yaml_model
from stormdesk.exchange.contracts.kafka.partition_counts import partition_counts
from stormdesk.exchange.format import write
from stormdesk.exchange.formats import FORMATS
from stormdesk.model.board import Board
from stormdesk.model.context import Context, Flow
from stormdesk.model.integrity import sound_board
from stormdesk.model.people import Team
from stormdesk.model.profile import Profile
from stormdesk.model.record import Record
from stormdesk.model.sticky import Sticky

SIZES = (500,)
EXPORT_TARGETS = {500: 5.0}
SIMULATION_TARGET = 10.0
SAMPLES = 3
_EXPORTS = ("telemetry", "slo", "prometheus", "grafana", "runbooks", "plans", "scaling")
_CONTEXTS = 10
_TEMPLATES = Path(__file__).parents[2] / "resources" / "templates"
_LEVELS: tuple[dict[str, Any], ...] = (
    {"indicator": "success-rate", "objective": "99.9%", "criticality": "page", "min_count": 100},
    {"indicator": "latency", "objective": "95%", "threshold": "500ms", "assumed": True},
    {"indicator": "consumer-lag", "threshold": "5s", "criticality": "page"},
    {"indicator": "duplicate-rate", "objective": "0.01%", "criticality": "ticket"},
)


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Row]:
    """Measure boards of n events that each are read, promised something and fail in two ways.

    As in the program, at the command line and in the window, no garbage is collected meanwhile.
    """
    gc.collect()
    gc.disable()
    try:
        for n in sizes:
            boards = iter([operated_board(n) for _ in range(SAMPLES)])
            exporting = times(lambda boards=boards: _exported(next(boards)), SAMPLES)
            yield row("operations-exports", n, exporting, EXPORT_TARGETS.get(n))
        largest = max(map(_read, sorted(_TEMPLATES.glob("*.yaml"))), key=lambda b: len(b.stickies))
        peak, partitions = scenario_named("peak", 60), partition_counts(largest)
        taken = times(lambda: simulate(largest, peak, 1, partitions=partitions), SAMPLES)
        yield row("operations-simulation", len(largest.stickies), taken, SIMULATION_TARGET)
    finally:
        gc.enable()


def operated_board(n: int) -> Board:
    """Return a board of n events with fields, rates, levels and failure modes, each one read."""
    records: list[Record] = [
        Profile(id="operations", title="Operations", namespace="com.example.operations"),
        Team.model_validate(
            {"id": "sre", "name": "Reliability", "kind": "sre", "on_call": "primary"}
        ),
    ]
    for c in range(_CONTEXTS):
        team = {"id": f"team-{c}", "name": f"Team {c}", "kind": "domain", "order": c}
        lane = {"id": f"context-{c}", "name": f"Context {c}", "owner": f"team-{c}", "order": c}
        records += [
            Team.model_validate(team),
            Context.model_validate({**lane, "broker": "kafka", "runtime": "kubernetes"}),
        ]
    for number in range(n):
        event, policy = _event(number), _policy(number, n)
        records += [event, policy, Flow.between(event.id, policy.id, number)]
    return sound_board(records)


def _event(number: int) -> Sticky:
    names = ("id", "customer", "amount", "at", "lines", "channel")
    message = {
        "version": "1.0.0",
        "key": "id",
        "idempotency_key": "id",
        "retention": "P7D",
        "payload_size": "2kB",
        "rate": {"steady": "4/s", "peak": "40/s"},
        "expected_every": "5m",
        "hours": "Mo-Su 00:00-24:00",
        "fields": [{"name": each, "type": "string", "tag": t} for t, each in enumerate(names, 1)],
    }
    levels = [_LEVELS[number % 4], _LEVELS[(number + 1) % 4]]
    return Sticky.model_validate(
        {
            "id": f"event-{number}",
            "kind": "event",
            "text": f"Thing {number} happened",
            "context": f"context-{number % _CONTEXTS}",
            "order": number,
            "message": message,
            "service_levels": levels,
            "failure_modes": [
                {"mode": "duplicate", "mitigation": "Tell them apart by id", "signal": "Twice"},
                {"mode": "backpressure", "mitigation": "Scale on lag", "signal": "Lag rises"},
            ],
            "observability": ["trace", "metric", "log"],
        }
    )


def _policy(number: int, n: int) -> Sticky:
    handling = {"service_time": "10ms", "parallelism": 3, "idempotent_by": "id", "order_by": "id"}
    return Sticky.model_validate(
        {
            "id": f"policy-{number}",
            "kind": "policy",
            "text": f"Whenever thing {number} has happened, do the next",
            "context": f"context-{(number + 1) % _CONTEXTS}",
            "order": n + number,
            "handling": {**handling, "retry": {"attempts": 3}, "dead_letter": True},
        }
    )


def _exported(board: Board) -> object:
    return [write(FORMATS[name], board) for name in _EXPORTS]


def _read(path: Path) -> Board:
    return yaml_model.read({path.name: path.read_bytes()})
