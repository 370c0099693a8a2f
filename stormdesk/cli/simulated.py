"""A simulation as ``simulate`` orders it, and as it prints it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from stormdesk.analysis.quantity import seconds
from stormdesk.analysis.simulation.planning import plan_of
from stormdesk.analysis.simulation.run import simulate
from stormdesk.analysis.simulation.scenario import SCENARIOS, Remedy, scenario_named
from stormdesk.analysis.simulation.simulation_json import to_json
from stormdesk.cli.choice import chosen
from stormdesk.cli.reading import board_at
from stormdesk.cli.simulated_names import ConsumerNames
from stormdesk.cli.simulation_lines import choice_lines, simulation_lines
from stormdesk.exchange.contracts.kafka.partition_counts import partition_counts
from stormdesk.model.problem import BadInput, quoted

_BACKOFFS = ("none", "fixed", "linear", "exponential")
_MOST = 1_000_000
_SETTING = re.compile(r"(.+)\.([^.=]+)=(.*)", re.DOTALL)


def simulated(
    board_name: str,
    scenario_name: str,
    seed: int,
    minutes: float,
    settings: Iterable[str],
    *,
    as_json: bool,
) -> tuple[str, bool]:
    """Return what a simulation of a board found, and whether a service level broke.

    Raises BadInput.
    """
    board = board_at(board_name)
    scenario = scenario_named(scenario_name, minutes)
    partitions = partition_counts(board)
    names = ConsumerNames(board, plan_of(board, scenario, partitions))
    scenario = replace(scenario, remedies=remedies(settings, names.meant))
    found = simulate(board, scenario, seed, partitions=partitions)
    if as_json:
        told = json.dumps(to_json(found), indent=2, ensure_ascii=False)
    else:
        told = "\n".join(simulation_lines(found))
    return told, bool(found.breached)


def choices(board_name: str) -> str:
    """Return the scenarios, and what can be set about which consumers of a board.

    Raises BadInput.
    """
    board = board_at(board_name)
    plan = plan_of(board, scenario_named(SCENARIOS[0]), partition_counts(board))
    return "\n".join(choice_lines(plan, ConsumerNames(board, plan), tuple(_READ)))


def remedies(
    settings: Iterable[str], meant: Callable[[str], Iterable[str]]
) -> Mapping[str, Remedy]:
    """Return what settings such as ``CONSUMER.parallelism=12`` change about which consumer.

    ``meant`` tells the consumers of a name. Raises BadInput.
    """
    found: dict[str, Remedy] = {}
    for setting in settings:
        parts = _SETTING.fullmatch(setting)
        if parts is None:
            raise BadInput("--set", f"{quoted(setting)} is not like CONSUMER.parallelism=12")
        name, what, value = parts.groups()
        consumers = tuple(meant(name))
        read = _READ[chosen(f"--set {name}", what, tuple(_READ))]
        try:
            new: Any = read(value.strip())
        except ValueError as error:
            why = f"{quoted(value)} does not fit; {_WANTED[read]}"
            raise BadInput(f"--set {name}.{what}", why) from error
        change: dict[str, Any] = {what.replace("-", "_"): new}
        for consumer in consumers:
            found[consumer] = replace(found.get(consumer, Remedy()), **change)
    return MappingProxyType(found)


def _whole(text: str) -> int:
    return _between(int(text), 1, _MOST)


def _count(text: str) -> int:
    return _between(int(text), 0, _MOST)


def _share(text: str) -> float:
    share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    return _between(share, 0.0, 1.0)


def _backoff(text: str) -> str:
    if text not in _BACKOFFS:
        raise ValueError(text)
    return text


def _switch(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(text)
    return text == "yes"


def _between(number: Any, least: float, most: float) -> Any:
    if not least <= number <= most:
        raise ValueError(number)
    return number


_READ: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {
        "parallelism": _whole,
        "partitions": _whole,
        "service-time": seconds,
        "attempts": _count,
        "backoff": _backoff,
        "first": seconds,
        "idempotent": _switch,
        "ordered": _switch,
        "dead-letter": _switch,
        "circuit-breaker": _switch,
        "failure": _share,
    }
)
_WANTED: Mapping[Callable[[str], Any], str] = MappingProxyType(
    {
        _whole: f"write a whole number from 1 to {_MOST}",
        _count: f"write a whole number from 0 to {_MOST}",
        seconds: "write a time span such as 12ms",
        _backoff: f"write one of {', '.join(_BACKOFFS)}",
        _switch: "write yes or no",
        _share: "write a share such as 5%",
    }
)
