"""A simulation as JSON, in the format ``stormdesk-simulation/1``."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from stormdesk.analysis.simulation.result import ConsumerResult, LevelResult, PathResult, Simulation
from stormdesk.analysis.simulation.scenario import Remedy, Scenario

FORMAT = "stormdesk-simulation/1"


def to_json(simulation: Simulation) -> dict[str, Any]:
    """Return a simulation as JSON takes it; times are seconds, shares between 0 and 1.

    ``simulated`` is always true, so that nobody takes the numbers for measured ones. ``scenario``
    holds what was simulated, ``times`` the seconds of the samples in ``depth``, ``lag`` and
    ``retries`` of each of ``consumers``; ``paths`` tell latencies from ``origin`` to ``event``,
    also of each of ``minutes``, of which these are the last seconds; ``levels`` how the service
    levels of the board fared. ``factor`` messages moved as one at most.
    What nobody states is in ``unknown-rates``, ``notes`` and ``assumed``. Keys with nothing to say
    are null.
    """
    return {
        "format": FORMAT,
        "simulated": True,
        "board": simulation.board,
        "title": simulation.title,
        "scenario": _scenario(simulation.scenario),
        "seed": simulation.seed,
        "factor": simulation.factor,
        "deliveries": simulation.deliveries,
        "times": _plain(simulation.times),
        "minutes": _plain(simulation.minutes),
        "consumers": [_consumer(each) for each in simulation.consumers],
        "paths": [_record(each) for each in simulation.paths],
        "levels": [_record(each) for each in simulation.levels],
        "unknown-rates": list(simulation.unknown),
        "notes": list(simulation.notes),
    }


def _scenario(scenario: Scenario) -> dict[str, Any]:
    told = {f.name: getattr(scenario, f.name) for f in fields(scenario)}
    told["troubles"] = [
        {name: _plain(value) for name, value in asdict(trouble).items()}
        for trouble in scenario.troubles
    ]
    told["failures"] = dict(sorted(scenario.failures.items()))
    told["remedies"] = {i: _remedy(each) for i, each in sorted(scenario.remedies.items())}
    return {_kebab(name): _plain(value) for name, value in told.items()}


def _remedy(remedy: Remedy) -> dict[str, Any]:
    told = {_kebab(name): _plain(value) for name, value in asdict(remedy).items()}
    return {name: value for name, value in told.items() if value is not None}


def _consumer(consumer: ConsumerResult) -> dict[str, Any]:
    told = _record(consumer)
    for name in ("depth", "lag", "retries"):
        told[name] = _plain(getattr(consumer, name).values)
    return told


def _record(record: ConsumerResult | PathResult | LevelResult) -> dict[str, Any]:
    return {_kebab(f.name): _plain(getattr(record, f.name)) for f in fields(record)}


def _kebab(name: str) -> str:
    return name.replace("_", "-")


def _plain(value: Any) -> Any:
    """Return a value without the last digits of floats, in which machines may differ."""
    if isinstance(value, float):
        short = float(f"{value:.6g}")
        return int(short) if short.is_integer() else short
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
