"""A simulation as the window orders it; it loads what nobody who opens a board has to wait for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType

from stormdesk.analysis.simulation.plan import Plan
from stormdesk.analysis.simulation.planning import plan_of
from stormdesk.analysis.simulation.result import Simulation
from stormdesk.analysis.simulation.run import Cancelled, simulate
from stormdesk.analysis.simulation.scenario import Scenario
from stormdesk.exchange.contracts.kafka.partition_counts import partition_counts
from stormdesk.model.board import Board


def planned(board: Board, scenario: Scenario) -> Plan:
    """Return what of a board would be simulated, with nothing changed about its consumers."""
    return plan_of(board, replace(scenario, remedies=MappingProxyType({})), partition_counts(board))


def simulated(
    board: Board, scenario: Scenario, seed: int, tell: Callable[[float], None]
) -> Simulation:
    """Return what comes of a board in a scenario; ``tell`` hears how much is done.

    What was changed about consumers that the board has no more counts no more. Raises BadInput.
    """
    partitions = partition_counts(board)
    known = plan_of(board, replace(scenario, remedies=MappingProxyType({})), partitions).stages
    remedies = {i: remedy for i, remedy in scenario.remedies.items() if i in known}
    scenario = replace(scenario, remedies=MappingProxyType(remedies))
    return simulate(board, scenario, seed, partitions=partitions, progress=tell)


def stop() -> None:
    """End the run that hears of its progress by this. Raises Cancelled."""
    raise Cancelled
