"""The templates under load: what their stories say happens, happens."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from stormdesk.analysis.simulation.result import LevelResult, Simulation
from stormdesk.analysis.simulation.run import simulate
from stormdesk.analysis.simulation.scenario import SCENARIOS, Remedy, about, scenario_named
from stormdesk.analysis.simulation.simulation_json import to_json
from stormdesk.analysis.simulation.simulation_schema import simulation_schema
from stormdesk.exchange.contracts.kafka.partition_counts import partition_counts
from stormdesk.exchange.source import read_board
from stormdesk.model.board import Board
from stormdesk.resources import resource

ROOT = Path(__file__).parents[3]
RESERVERS = "reserve-on-order"
PUBLISHED = Draft202012Validator(simulation_schema())


def template(name: str) -> Board:
    return read_board(str(resource(f"templates/{name}.yaml")))


@pytest.fixture(scope="module")
def inventory() -> Board:
    return template("inventory-under-peak-load")


def peak(board: Board, remedy: Remedy | None = None, minutes: float = 10) -> Simulation:
    scenario = scenario_named("peak", minutes)
    remedies = {RESERVERS: remedy} if remedy is not None else {}
    partitions = partition_counts(board)
    return simulate(board, replace(scenario, remedies=remedies), 1, partitions=partitions)


def promised_latency(found: Simulation) -> LevelResult:
    (level,) = (each for each in found.levels if each.indicator == "latency")
    assert (level.event, level.threshold) == ("inventory-reserved", "500ms")
    return level


def test_six_reservers_fall_behind_at_the_peak_and_break_their_promise(inventory: Board) -> None:
    found = peak(inventory)
    reservers = found.consumer(RESERVERS)
    assert reservers is not None
    assert found.consumers[0] is reservers  # the busiest comes first
    assert reservers.rate == pytest.approx(900, rel=0.01)
    assert reservers.throughput == pytest.approx(500, rel=0.01)
    assert reservers.utilisation == pytest.approx(1.0, rel=0.01)
    assert reservers.depth.is_growing
    assert reservers.lag.is_growing
    assert reservers.depth.values[-1] == pytest.approx(400 * 600, rel=0.02)
    latency = promised_latency(found)
    assert latency.breached_at is not None
    assert latency.breached_at < 10
    assert latency.good is not None
    assert latency.good < 0.01
    broken = {(level.event, level.indicator) for level in found.breached}
    assert ("order-placed", "consumer-lag") in broken


def test_twelve_reservers_keep_it(inventory: Board) -> None:
    found = peak(inventory, Remedy(parallelism=12))
    reservers = found.consumer(RESERVERS)
    assert reservers is not None
    assert reservers.servers == 12
    assert reservers.utilisation == pytest.approx(0.9, rel=0.02)
    assert not reservers.depth.is_growing
    assert reservers.lag.most < 0.5
    latency = promised_latency(found)
    assert latency.good is not None
    assert latency.good > 0.99
    assert found.breached == ()


def test_twelve_reservers_are_no_help_without_the_partitions(inventory: Board) -> None:
    found = peak(inventory, Remedy(parallelism=12, partitions=6))
    assert promised_latency(found).breached_at is not None


def test_how_many_messages_move_together_does_not_matter(inventory: Board) -> None:
    short, long = (peak(inventory, Remedy(parallelism=12), minutes) for minutes in (0.5, 30))
    assert (short.factor, long.factor > 100) == (1, True)
    for found in (short, long):
        path = next(p for p in found.paths if p.event == "inventory-reserved")
        assert path.p50 == pytest.approx(0.0146, rel=0.12)
        assert path.p95 == pytest.approx(0.0485, rel=0.12)


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize(
    "name", ["click-analytics", "inventory-under-peak-load", "payment-outage", "webhook-billing"]
)
def test_every_scenario_runs_on_every_template(name: str, scenario: str) -> None:
    board = template(name)
    found = simulate(board, scenario_named(scenario, 2), partitions=partition_counts(board))
    assert about(scenario).endswith(".")
    assert found.consumers
    assert len(found.times) == 360
    told = to_json(found)
    assert (told["format"], told["simulated"]) == ("stormdesk-simulation/1", True)
    assert {level["event"] for level in told["levels"]} <= board.stickies.keys()
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    PUBLISHED.validate(told)


@pytest.mark.parametrize("name", ["anti-patterns.yaml", "hostile.yaml", "recursive.yaml"])
def test_strange_boards_are_simulated_as_far_as_they_go(name: str) -> None:
    board = read_board(str(ROOT / "tests" / "boards" / name))
    for scenario in SCENARIOS:
        found = simulate(board, scenario_named(scenario, 1), partitions=partition_counts(board))
        assert all(each.id in board.stickies for each in found.consumers)
        json.dumps(to_json(found), allow_nan=False)


def test_a_slow_consumer_alone_is_what_falls_behind(inventory: Board) -> None:
    partitions = partition_counts(inventory)
    usual = simulate(inventory, scenario_named("steady"), 1, partitions=partitions)
    assert usual.breached == ()
    scenario = scenario_named("slow-consumer")
    found = simulate(inventory, scenario, 1, partitions=partitions)
    (slow,) = scenario.troubles
    reservers = found.consumer(RESERVERS)
    assert reservers is not None
    waiting = dict(zip(found.times, reservers.depth.values, strict=True))
    assert max(n for at, n in waiting.items() if at < slow.start) < 10
    assert max(waiting.values()) > 1000
    assert waiting[found.times[-1]] < 10  # and it comes down again
    others = (each for each in found.consumers if each.id != RESERVERS)
    assert max(each.lag.most for each in others) < 1
    assert found.breached
    assert all((level.breached_at or 0) >= slow.start for level in found.breached)


def test_the_hostile_board_has_a_load_to_simulate() -> None:
    board = read_board(str(ROOT / "tests" / "boards" / "hostile.yaml"))
    found = simulate(board, scenario_named("peak", 2), partitions=partition_counts(board))
    busy = found.consumer("policy | 1")
    assert busy is not None
    assert busy.depth.is_growing
    assert found.paths
    assert {level.standing for level in found.levels} == {"confirmed", "assumed", "stated"}
    PUBLISHED.validate(to_json(found))
