"""How the window calls scenarios of a simulation, and what is tried otherwise in them."""

from __future__ import annotations

from stormdesk.analysis.simulation.scenario import Remedy
from stormdesk.desktop.words import tr

SCENARIO_NAMES = {
    "steady": "Steady load",
    "peak": "Peak load",
    "slow-consumer": "Slow consumer",
    "broker-outage": "Broker outage",
    "poison-message": "Poison message",
}
REMEDY_NAMES = {
    "parallelism": "Works on at a time",
    "partitions": "Partitions",
    "service_time": "Service time",
    "attempts": "Tries again",
    "first": "First wait",
    "failure": "Fails at",
    "backoff": "Back-off",
    "circuit_breaker": "Circuit breaker",
    "idempotent": "Idempotent",
    "dead_letter": "Dead letters",
}


def remedy_words(remedy: Remedy) -> str:
    """Return what is otherwise: ``works on at a time 12, idempotent no``."""
    told = {name: getattr(remedy, name) for name in REMEDY_NAMES}
    return ", ".join(
        f"{tr(REMEDY_NAMES[name]).lower()} {spelled(name, value)}"
        for name, value in told.items()
        if value is not None
    )


def spelled(name: str, value: bool | float | str) -> str:
    """Return a value of a remedy as somebody would write it."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, str):
        return tr(value)
    if name in ("service_time", "first"):
        return f"{value * 1000:g}ms" if value < 1 else f"{value:g}s"
    return f"{value * 100:g} %" if name == "failure" else str(value)
